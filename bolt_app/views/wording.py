"""The words of each form: the button that opens it, its title, what stands above its inputs, the tick."""

from collections.abc import Mapping
from dataclasses import dataclass

from bolt_app.i18n import mark
from bolt_app.views.forms import Form


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a form, in English, to be translated.

    Attributes:
        button: what happens when it is pressed.
        title: of the modal, at most 24 characters in every language.
        above: what the owner reads before the inputs.
        tick: the wording to be ticked, stored with the entry; "" where nothing is.
    """

    button: str
    title: str
    above: str
    tick: str = ""


MAY_DECIDE = mark("I am an owner and may decide this for our organisation.")
"""What is ticked for most of the decisions."""

MAY_DECIDE_FOR_WORKSPACE = mark("I am an owner of this workspace and may decide this for it.")
"""What is ticked instead for a workspace's own record inside an organisation: it decides for no more."""

WORDS: Mapping[Form, Words] = {
    Form.LETTER: Words(
        mark("Prepare the opt-out e-mail"),
        mark("Opt-out e-mail"),
        mark(
            "An owner sends this from their own mail account, the address Slack knows: check the From line. "
            "The app prepares the e-mail and sends nothing. Copy the three parts, or use the mail link."
        ),
        MAY_DECIDE,
    ),
    Form.FOLLOW_UP: Words(
        mark("Ask again"),
        mark("Ask again"),
        mark(
            "This letter names the day of the one before it. Send it from your own mail account; the app "
            "sends nothing. Slack gives no deadline for its answer."
        ),
        MAY_DECIDE,
    ),
    Form.ANSWER: Words(
        mark("Record Slack’s answer"),
        mark("Slack’s answer"),
        mark(
            "Record what Slack wrote. Members read the outcome, the day and how well it is backed; the "
            "reply’s text is kept encrypted, and only owners and the readers they named read it."
        ),
    ),
    Form.BEFORE: Words(
        mark("We already opted out"),
        mark("Opted out earlier"),
        mark(
            "Record a confirmation you got before this app. Members will read that an owner reports it, and "
            "whether the reply’s text is on record. Leave the day empty if you do not know it."
        ),
    ),
    Form.BOUNCED: Words(
        mark("It came back undelivered"),
        mark("Came back undelivered"),
        mark("Record that the e-mail did not reach Slack. You can then prepare it again."),
    ),
    Form.REPLIED: Words(
        mark("I replied"),
        mark("Replied to Slack"),
        mark(
            "Answer Slack’s question from your own mail account: in its own thread where you can, or with "
            "the letter below. Then record the day; members read that the request is with Slack again."
        ),
    ),
    Form.DECLINE: Words(
        mark("We decide not to"),
        mark("Decide not to opt out"),
        mark(
            "Record the decision not to opt out. Members read the reason and the day it is looked at again."
        ),
        MAY_DECIDE,
    ),
    Form.EXCLUDE: Words(
        mark("Our contract excludes it"),
        mark("Excluded by contract"),
        mark(
            "Record the clause of your organisation’s own contract with Slack that excludes this use. "
            "Members read the clause, its date and the day it is looked at again."
        ),
        MAY_DECIDE,
    ),
    Form.WITHDRAW: Words(
        mark("Withdraw"),
        mark("Withdraw the request"),
        mark(
            "Record that the request no longer stands; members read the reason. This does not tell Slack "
            "anything: send the letter below as well, from your own mail account."
        ),
        MAY_DECIDE,
    ),
    Form.OPT_IN: Words(
        mark("We want to opt back in"),
        mark("Opt back in"),
        mark(
            "Record that the opt-out no longer stands; members read the reason. This does not tell Slack "
            "anything: send the letter below as well, from your own mail account. Whether and how Slack "
            "takes an opt-out back is not known: we found nothing published."
        ),
        mark("I may decide this. Whether and how Slack does it is not known."),
    ),
    Form.CONFIRM_AGAIN: Words(
        mark("Ask Slack to confirm again"),
        mark("Ask to confirm again"),
        mark(
            "This letter names the day of Slack’s confirmation and asks whether it still holds. Send it from "
            "your own mail account; the app sends nothing. The status stays as it is. When Slack answers, "
            "add the reply, or record a doubt."
        ),
    ),
    Form.DOUBT: Words(
        mark("Record a doubt"),
        mark("Record a doubt"),
        mark(
            "Record why it is not known whether the confirmation still holds: after a change of plan, of "
            "organisation or of owners, for example. Members read the reason. This does not tell Slack "
            "anything."
        ),
    ),
    Form.EVIDENCE: Words(
        mark("Add Slack’s reply"),
        mark("Add Slack’s reply"),
        mark(
            "Paste the reply that confirmed the opt-out. It is kept encrypted, and only owners and the "
            "readers they named read it; members read that its text is on record."
        ),
    ),
    Form.CORRECT: Words(
        mark("Correct the record"),
        mark("Correct the record"),
        mark(
            "Nothing is erased: a new entry says that an earlier one was wrong, and the status follows from "
            "the others. If later entries build on it, correct those first, newest first."
        ),
    ),
    Form.CONTACT: Words(
        mark("Name a privacy contact"),
        mark("Privacy contact"),
        mark("Members see this person as the one to ask or write to. Ask them first."),
    ),
    Form.RULE: Words(
        mark("Decide what workspaces may do"),
        mark("What workspaces may do"),
        mark(
            "Decide what the owners of a workspace may do for their own workspace. Members of every "
            "workspace see both records, the organisation’s and their workspace’s own."
        ),
    ),
    Form.READER: Words(
        mark("Name a reader"),
        mark("Name a reader"),
        mark(
            "A reader reads what owners read, names and the texts of letters and replies included, and can "
            "export the record; a reader records nothing. It is meant for a data-protection officer, an "
            "auditor or a works council, guests of this workspace too. Ask them first. Members read that a "
            "reader was named, not who."
        ),
    ),
    Form.AGREE: Words(
        mark("Agree"),
        mark("Agree as second owner"),
        mark(
            "Another owner proposed this. If you agree, it is recorded exactly as it stands here, with both "
            "your names, which owners and readers read. Members then read it as recorded."
        ),
    ),
    Form.TURN_DOWN: Words(
        mark("Turn it down"),
        mark("Turn the proposal down"),
        mark(
            "The proposal ends, and the status stays as it is. What was proposed stays in the record; it can "
            "be recorded anew."
        ),
    ),
    Form.CHANNEL: Words(
        mark("Choose a channel"),
        mark("Channel"),
        mark(
            "Choose the one channel in which the app posts. Invite the app there first: "
            "`/invite @Data Policy`. Nothing is posted when you save. Everybody in the channel will read "
            "what is posted, guests included; members read in the record which channel it is."
        ),
    ),
}
