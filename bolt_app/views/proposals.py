"""What everybody reads of an act that waits for a second owner; knows no status and no button."""

from collections.abc import Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Action

_NOT_AGREED: Mapping[Action, str] = {
    Action.DONE: mark("An owner recorded on {day} that Slack confirmed; a second owner has not agreed yet."),
    Action.DECLINE: mark(
        "An owner recorded on {day} the decision not to opt out; a second owner has not agreed yet."
    ),
    Action.WITHDRAW: mark(
        "An owner recorded on {day} that the request no longer stands; a second owner has not agreed yet."
    ),
    Action.CORRECT: mark(
        "An owner recorded on {day} that entry No. {number} was wrong; a second owner has not agreed yet."
    ),
    Action.WAIVE_SECOND: mark(
        "An owner proposed on {day} that a second owner is no longer required; a second owner has not agreed "
        "yet."
    ),
}
"""For each act that can take two owners. The status stays what it is, and the sentence stands behind it."""


def not_agreed_yet(opt_out: OptOut, t: Translator) -> str:
    """Return that an act waits for a second owner; "" where none does, or where the record moved on since."""
    proposal = opt_out.proposal
    if proposal is None or proposal.overtaken_by:
        return ""
    proposed = proposal.entry.statement
    sentence = _NOT_AGREED[proposed.proposes] if proposed.proposes else ""
    day = t.day(proposal.entry.recorded_at.date())
    return t(sentence, day=day, number=proposed.corrects) if sentence else ""
