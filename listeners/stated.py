"""What the fields of a form state, as values the rules understand; decides nothing and makes no call."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bolt_app.i18n import LANGUAGES
from bolt_app.optout.choices import Topic, WorkspacesMay
from bolt_app.optout.model import Action, Statement
from bolt_app.views.forms import FORMS, Form, When
from bolt_app.views.ids import Field
from bolt_app.views.metadata import Seen
from listeners.payload import Submitted

_USER_ID = re.compile(r"[UW][A-Z0-9]+")
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]+")
_DIGITS = 9
_LONGEST_LOGGED = 50
_Word = TypeVar("_Word", bound=StrEnum)


def stated(values: Mapping[str, str]) -> Statement:
    """Return what the inputs of a form state; what cannot be read counts as not stated."""
    return Statement(
        stated_on=day_of(values.get(Field.STATED_ON, "")),
        reference=values.get(Field.REFERENCE, ""),
        reason=values.get(Field.REASON, ""),
        clause=values.get(Field.CLAUSE, ""),
        covers=values.get(Field.COVERS, ""),
        review_on=day_of(values.get(Field.REVIEW_ON, "")),
        corrects=position_of(values.get(Field.CORRECTS, "")),
        named=_only(_USER_ID, values.get(Field.NAMED, "")),
        mail=values.get(Field.MAIL, ""),
        rule=next((rule for rule in WorkspacesMay if rule == values.get(Field.RULE)), None),
        channel=_only(_CHANNEL_ID, values.get(Field.CHANNEL, "")),
        topics=tuple(topic for topic in Topic if topic in values.get(Field.TOPICS, "").split(",")),
        language=next((known for known in LANGUAGES if known == values.get(Field.LANGUAGE)), ""),
    )


class AnotherVersion(Exception):
    """A view names a form or a choice that is none here: another version made it, or a client changed it."""


def form_of(seen: Seen) -> Form:
    """Return which form a modal is.

    Raises:
        AnotherVersion: none of this version.
    """
    return _known(Form, seen.form)


def outcome_of(sent: Submitted, which: Form) -> Action:
    """Return the outcome that was chosen, or the act of a form that has one.

    Raises:
        AnotherVersion: none of the form's outcomes was chosen; which was meant, nobody guesses.
    """
    actions = FORMS[which].actions
    return actions[0] if len(actions) == 1 else _known(actions, sent.values.get(Field.OUTCOME, ""))


def when_of(sent: Submitted) -> When:
    """Return what was chosen at the foot of the letter.

    Raises:
        AnotherVersion: it is none of the choices.
    """
    return _known(When, sent.values.get(Field.WHEN, When.NOT_YET))


def texts_of(sent: Submitted) -> Mapping[str, str]:
    """Return the texts that are kept apart from an entry, by their kind."""
    return {kind.value: sent.values.get(kind, "") for kind in (Field.BODY, Field.REPLY)}


def position_of(text: str) -> int | None:
    """Return the position of an entry, or None for anything else; a client may send what it likes."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def _known(words: Iterable[_Word], text: str) -> _Word:
    for word in words:
        if word == text:
            return word
    raise AnotherVersion(repr(text[:_LONGEST_LOGGED]))  # a client may send line breaks to the log


def _only(ids: re.Pattern[str], text: str) -> str:
    """Return an id of Slack's, or "": it is shown as a mention, and nothing else must be."""
    return text if ids.fullmatch(text) else ""


def day_of(text: str) -> date | None:
    """Return a day in ISO 8601, or None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
