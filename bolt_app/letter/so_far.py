"""What the record says that a letter refers to, and which letters fit where it stands; knows no wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bolt_app.letter.kinds import LetterKind
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import TRANSITIONS, Action, Status


@dataclass(frozen=True, slots=True)
class SoFar:
    """What happened before a letter, as its writer recorded it.

    Attributes:
        number: of the entry the letter will have; our reference, unique within the scope.
        asked_on: the day of the newest letter that counts; None where none does or it is not known.
        confirmed_on: the day Slack's confirmation bears; None as above.
        reference: Slack's own, of its newest answer that bears one; "" for none.
    """

    number: int = 1
    asked_on: date | None = None
    confirmed_on: date | None = None
    reference: str = ""


def so_far(opt_out: OptOut) -> SoFar:
    """Return what a letter refers to, from where the record stands.

    A withdrawal and the letter that tells Slack of it have one number, whichever comes first.
    """
    withdrawal = opt_out.since if opt_out.status is Status.WITHDRAWN else None
    answers = [entry.statement.reference for entry in (opt_out.since, opt_out.confirmed) if entry]
    return SoFar(
        number=withdrawal.position if withdrawal else opt_out.position + 1,
        asked_on=opt_out.filed.statement.stated_on if opt_out.filed else None,
        confirmed_on=opt_out.confirmed.statement.stated_on if opt_out.confirmed else None,
        reference=next((reference for reference in answers if reference), ""),
    )


def taking_back(opt_out: OptOut) -> LetterKind:
    """Return the letter that takes the request back, or the opt-out where it was confirmed."""
    return LetterKind.OPT_IN if opt_out.confirmed else LetterKind.TAKE_BACK


_BEFORE: Mapping[LetterKind, tuple[Action, ...]] = {
    LetterKind.OPT_OUT: (Action.DRAFT, Action.SENT),
    LetterKind.FOLLOW_UP: (Action.SENT_AGAIN,),
    LetterKind.REPLY: (Action.REPLIED,),
    LetterKind.CONFIRM_AGAIN: (Action.CONFIRM_AGAIN,),
    LetterKind.TAKE_BACK: (Action.WITHDRAW,),
    LetterKind.OPT_IN: (Action.WITHDRAW,),
}
"""The acts that may be recorded of a letter; of the questions nothing is."""


def fits(kind: LetterKind, opt_out: OptOut) -> bool:
    """Whether a letter says what is so: it names a request or a confirmation that the record holds.

    Every letter may be composed at any time; where the record moved on meanwhile, it must not be handed out.
    """
    if kind is LetterKind.QUESTIONS:
        return True
    if kind in (LetterKind.TAKE_BACK, LetterKind.OPT_IN) and kind is not taking_back(opt_out):
        return False
    withdrawn = _BEFORE[kind] == (Action.WITHDRAW,) and opt_out.status is Status.WITHDRAWN
    return withdrawn or any(opt_out.status in TRANSITIONS[action].starts_from for action in _BEFORE[kind])
