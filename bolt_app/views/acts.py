"""The words of each act: the button of one without a form, what Slack may have answered, what was done."""

from collections.abc import Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.model import Action, Entry

WORKSPACES_MAY: Mapping[WorkspacesMay, str] = {
    WorkspacesMay.FILE: mark("Ask Slack, and record it"),
    WorkspacesMay.RECORD: mark("Record what Slack answered; ask nothing"),
    WorkspacesMay.NOTHING: mark("Nothing: the organisation decides for all"),
}
"""What an organisation may let its workspaces do."""

DIRECT: Mapping[Action, tuple[str, str]] = {
    Action.DISCARD: (
        mark("Discard the draft"),
        mark("The draft is put aside. The record keeps that it was prepared and discarded."),
    ),
    Action.REMOVE_CONTACT: (
        mark("Remove the privacy contact"),
        mark("Members will read that no privacy contact is named."),
    ),
    Action.REMOVE_READER: (
        mark("Remove the reader"),
        mark("This person will read what everybody of their role reads, and no longer export the record."),
    ),
    Action.REQUIRE_SECOND: (
        mark("Require a second owner"),
        mark(
            "Every step that leads to a confirmation, a decision not to opt out or a withdrawal will then "
            "take two owners. So will ending this: with one owner left, nobody can end it."
        ),
    ),
    Action.WAIVE_SECOND: (
        mark("Stop requiring a second owner"),
        mark("Another owner has to agree to this as well; until then two owners stay required."),
    ),
    Action.REMOVE_CHANNEL: (
        mark("Post in no channel"),
        mark("The app posts in no channel from then on. What it posted stays there."),
    ),
}
"""Acts without a form: the button, and what its confirmation says."""

OUTCOME: Mapping[Action, str] = {
    Action.DONE: mark("Done: Slack says the opt-out is completed"),
    Action.RECEIVED: mark("Received: Slack has the request"),
    Action.ASKED: mark("Asked: Slack wants to know something"),
    Action.REFUSED: mark("Refused: Slack says no"),
}
"""What Slack may have answered, as the form offers it."""

DONE: Mapping[Action, str] = {
    Action.DRAFT: mark("The opt-out e-mail was prepared"),
    Action.DISCARD: mark("The draft was discarded"),
    Action.SENT: mark("The opt-out e-mail was sent"),
    Action.SENT_AGAIN: mark("Slack was asked again"),
    Action.BOUNCED: mark("The e-mail came back undelivered"),
    Action.RECEIVED: mark("Slack’s answer: received"),
    Action.ASKED: mark("Slack’s answer: a question"),
    Action.REPLIED: mark("Slack’s question was answered"),
    Action.DONE: mark("Slack’s answer: done"),
    Action.REFUSED: mark("Slack’s answer: refused"),
    Action.DECLINE: mark("Decision not to opt out"),
    Action.EXCLUDE: mark("The contract excludes this use"),
    Action.WITHDRAW: mark("The request was withdrawn here"),
    Action.DOUBT: mark("The confirmation became uncertain"),
    Action.EVIDENCE: mark("Evidence was added"),
    Action.CONFIRM_AGAIN: mark("Slack was asked to confirm again"),
    Action.CORRECT: mark("Correction of an entry"),
    Action.NAME_CONTACT: mark("A privacy contact was named"),
    Action.REMOVE_CONTACT: mark("The privacy contact was removed"),
    Action.RULE_WORKSPACES: mark("What workspaces may do was decided"),
    Action.NAME_READER: mark("A reader was named"),
    Action.REMOVE_READER: mark("A reader was removed"),
    Action.REQUIRE_SECOND: mark("A second owner was required"),
    Action.WAIVE_SECOND: mark("A second owner is no longer required"),
    Action.PROPOSED: mark("Proposed to a second owner"),
    Action.TURN_DOWN: mark("A proposal was turned down"),
    Action.CHOOSE_CHANNEL: mark("A channel was chosen"),
    Action.REMOVE_CHANNEL: mark("The channel was removed"),
}
"""What an entry says was done."""


def done(entry: Entry, t: Translator) -> str:
    """Return what an entry says was done; of a proposal, what it proposes."""
    proposed = entry.statement.proposes
    if proposed is None:
        return t(DONE[entry.action])
    return t("Proposed to a second owner: {what}", what=t(DONE[proposed]))
