"""Which forms there are, what each asks, and from where it is offered; knows no wording and no payload."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bolt_app.letter import LetterKind
from bolt_app.optout.mails import BACKS, MailKind
from bolt_app.optout.model import TRANSITIONS, Action, Refusal, RefusalKind, Status
from bolt_app.views.ids import Field


class Form(StrEnum):
    """A modal by which an owner records something."""

    LETTER = "letter"
    FOLLOW_UP = "follow_up"
    ANSWER = "answer"
    BEFORE = "before"
    BOUNCED = "bounced"
    REPLIED = "replied"
    DECLINE = "decline"
    EXCLUDE = "exclude"
    WITHDRAW = "withdraw"
    OPT_IN = "opt_in"
    CONFIRM_AGAIN = "confirm_again"
    DOUBT = "doubt"
    EVIDENCE = "evidence"
    CORRECT = "correct"
    CONTACT = "contact"
    RULE = "rule"
    READER = "reader"
    AGREE = "agree"
    TURN_DOWN = "turn_down"
    CHANNEL = "channel"


class When(StrEnum):
    """The one choice at the foot of the letter."""

    TODAY = "today"
    OTHER = "other"
    NOT_YET = "not_yet"


def sent_on(when: When, other: date | None, opened: date | None, today: date) -> date | Refusal | None:
    """Return the day a letter was sent as the person means it, None where they have not said it.

    Args:
        when: what was chosen at the foot of the letter.
        other: the other date.
        opened: the day on which the form was opened; what was called today then may be yesterday now.
        today: the person's own.
    """
    if when is not When.TODAY:
        return other
    if opened is not None and opened != today:
        return Refusal(RefusalKind.DAY_TURNED, field=Field.WHEN, day=opened)
    return today


@dataclass(frozen=True, slots=True)
class Asks:
    """What a form records and asks.

    Attributes:
        actions: what may be recorded by it; the first, unless the person chooses.
        fields: the inputs, in their order.
        names_a_member: whether Slack is asked about the person it names, who must be one of the scope.
    """

    actions: tuple[Action, ...]
    fields: tuple[Field, ...]
    names_a_member: bool = False


OUTCOMES = (Action.DONE, Action.RECEIVED, Action.ASKED, Action.REFUSED)
"""What Slack may have answered, in the order of the form."""

_A_LETTER = (Field.TO, Field.SUBJECT, Field.BODY)

FORMS: Mapping[Form, Asks] = {
    Form.LETTER: Asks(
        (Action.SENT, Action.DRAFT),
        (*_A_LETTER, Field.WHEN, Field.STATED_ON, Field.MAIL, Field.TICKED),
    ),
    Form.FOLLOW_UP: Asks(
        (Action.SENT_AGAIN,),
        (*_A_LETTER, Field.STATED_ON, Field.MAIL, Field.TICKED),
    ),
    Form.ANSWER: Asks(
        OUTCOMES,
        (
            Field.OUTCOME,
            Field.STATED_ON,
            Field.REFERENCE,
            Field.MAIL,
            Field.REPLY,
            Field.COVERS,
            Field.REASON,
        ),
    ),
    Form.BEFORE: Asks(
        (Action.DONE,), (Field.STATED_ON, Field.REFERENCE, Field.MAIL, Field.REPLY, Field.COVERS)
    ),
    Form.BOUNCED: Asks((Action.BOUNCED,), (Field.STATED_ON,)),
    Form.REPLIED: Asks((Action.REPLIED,), (*_A_LETTER, Field.STATED_ON)),
    Form.DECLINE: Asks((Action.DECLINE,), (Field.REASON, Field.REVIEW_ON, Field.TICKED)),
    Form.EXCLUDE: Asks((Action.EXCLUDE,), (Field.CLAUSE, Field.STATED_ON, Field.REVIEW_ON, Field.TICKED)),
    Form.WITHDRAW: Asks((Action.WITHDRAW,), (*_A_LETTER, Field.REASON, Field.TICKED)),
    Form.OPT_IN: Asks((Action.WITHDRAW,), (*_A_LETTER, Field.REASON, Field.TICKED)),
    Form.CONFIRM_AGAIN: Asks((Action.CONFIRM_AGAIN,), (*_A_LETTER, Field.STATED_ON, Field.MAIL)),
    Form.DOUBT: Asks((Action.DOUBT,), (Field.REASON,)),
    Form.EVIDENCE: Asks((Action.EVIDENCE,), (Field.MAIL, Field.REPLY)),
    Form.CORRECT: Asks((Action.CORRECT,), (Field.CORRECTS, Field.REASON)),
    Form.CONTACT: Asks((Action.NAME_CONTACT,), (Field.NAMED,)),
    Form.RULE: Asks((Action.RULE_WORKSPACES,), (Field.RULE,)),
    Form.READER: Asks((Action.NAME_READER,), (Field.NAMED,), names_a_member=True),
    Form.AGREE: Asks((Action.DONE, Action.DECLINE, Action.WITHDRAW, Action.CORRECT, Action.WAIVE_SECOND), ()),
    Form.TURN_DOWN: Asks((Action.TURN_DOWN,), (Field.REASON,)),
    Form.CHANNEL: Asks((Action.CHOOSE_CHANNEL,), (Field.CHANNEL, Field.TOPICS, Field.LANGUAGE)),
}


LETTER_OF: Mapping[Form, LetterKind] = {
    Form.LETTER: LetterKind.OPT_OUT,
    Form.FOLLOW_UP: LetterKind.FOLLOW_UP,
    Form.REPLIED: LetterKind.REPLY,
    Form.WITHDRAW: LetterKind.TAKE_BACK,
    Form.OPT_IN: LetterKind.OPT_IN,
    Form.CONFIRM_AGAIN: LetterKind.CONFIRM_AGAIN,
}
"""The letter that stands in a form."""

WITHOUT_ONE_TOO = frozenset({Form.REPLIED, Form.WITHDRAW, Form.OPT_IN})
"""Forms that record something whether their letter was used or not: its inputs may be emptied."""


def as_it_stands(which: Form, status: Status) -> Form:
    """Return the form for what a button meant, where the record moved on since the button was shown."""
    if which in (Form.WITHDRAW, Form.OPT_IN):
        return Form.OPT_IN if status is Status.CONFIRMED else Form.WITHDRAW
    return which


def backed_by_a_mail(which: Form) -> MailKind | None:
    """Return which mails on file can back what a form records, or None when none can."""
    asked = Field.MAIL in FORMS[which].fields
    fits = (kind for kind, acts in BACKS.items() if acts.intersection(FORMS[which].actions))
    return next(fits, None) if asked else None


def outcomes_from(status: Status) -> tuple[Action, ...]:
    """Return the answers that can be recorded from a status."""
    return tuple(action for action in OUTCOMES if status in TRANSITIONS[action].starts_from)


@dataclass(frozen=True, slots=True)
class Offered:
    """The buttons an owner is offered in a status; the first of them is the primary one.

    Attributes:
        forms: they open a form.
        direct: acts without a form; they follow the forms.
        tells: whether the letter that takes the request back is offered, before everything else.
    """

    forms: tuple[Form, ...]
    direct: tuple[Action, ...] = ()
    tells: bool = False


OFFERED: Mapping[Status, Offered] = {
    Status.NOT_FILED: Offered((Form.LETTER, Form.BEFORE, Form.EXCLUDE, Form.DECLINE)),
    Status.DRAFTED: Offered((Form.LETTER,), (Action.DISCARD,)),
    Status.FILED: Offered((Form.ANSWER, Form.FOLLOW_UP, Form.BOUNCED, Form.WITHDRAW)),
    Status.UNDELIVERED: Offered((Form.LETTER, Form.EXCLUDE, Form.DECLINE)),
    Status.ACKNOWLEDGED: Offered((Form.ANSWER, Form.FOLLOW_UP, Form.WITHDRAW)),
    Status.NEEDS_REPLY: Offered((Form.REPLIED, Form.ANSWER, Form.WITHDRAW)),
    Status.CONFIRMED: Offered((Form.CONFIRM_AGAIN, Form.EVIDENCE, Form.DOUBT, Form.OPT_IN)),
    Status.REFUSED: Offered((Form.FOLLOW_UP, Form.ANSWER, Form.EXCLUDE, Form.DECLINE)),
    Status.DECLINED: Offered((Form.LETTER, Form.EXCLUDE)),
    Status.EXCLUDED: Offered((Form.EXCLUDE, Form.LETTER)),
    Status.WITHDRAWN: Offered((Form.LETTER, Form.EXCLUDE, Form.DECLINE), tells=True),
    Status.UNCERTAIN: Offered((Form.ANSWER, Form.LETTER)),
}
"""What makes sense now, by status. The rules decide again when it is submitted."""
