"""An entry of the record in sentences, the same wherever it is written out; knows no block and no page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC

from bolt_app.i18n import Translator
from bolt_app.optout.model import Action, Entry
from bolt_app.views import channels
from bolt_app.views.acts import WORKSPACES_MAY

_NAMES = frozenset({Action.NAME_CONTACT, Action.NAME_READER})


@dataclass(frozen=True, slots=True)
class Manner:
    """How a place writes what is no sentence of ours.

    Attributes:
        person: writes Slack's id of a person; None where the reader reads no names.
        channel: writes Slack's id of a channel.
        line: writes what people typed as one line for a sentence, which brings its own full stop.
    """

    person: Callable[[str], str] | None
    channel: Callable[[str], str]
    line: Callable[[str], str]


def dates(entry: Entry, manner: Manner, t: Translator) -> str:
    """Return both dates of an entry, as stated and as recorded, and by whom."""
    recorded = entry.recorded_at.astimezone(UTC)
    day, time, who = recorded.date().isoformat(), recorded.strftime("%H:%M"), _who(entry, manner, t)
    stated_on = entry.statement.stated_on
    if stated_on is None:
        return t("Recorded {day} {time} UTC by {who}.", day=day, time=time, who=who)
    return t(
        "Dated {stated} (as stated), recorded {day} {time} UTC by {who}.",
        stated=stated_on.isoformat(),
        day=day,
        time=time,
        who=who,
    )


def stated(entry: Entry, manner: Manner, t: Translator) -> Iterator[str]:
    """Yield what an entry states, a sentence each, but for its date and how well it is backed."""
    statement = entry.statement
    typed = {
        t("Reason: “{text}”."): statement.reason,
        t("Slack’s reference: {text}."): statement.reference,
        t("Clause: “{text}”."): statement.clause,
        t("It covers, as stated: “{text}”."): statement.covers,
        t("Ticked: “{text}”."): statement.ticked,
    }
    yield from (sentence.format(text=manner.line(text)) for sentence, text in typed.items() if text)
    if statement.review_on:
        yield t("To be looked at again on {day}.", day=statement.review_on.isoformat())
    if statement.corrects is not None:
        yield t("It corrects No. {number}.", number=statement.corrects)
    if statement.rule is not None:
        yield t("Workspaces may: {allowed}.", allowed=t(WORKSPACES_MAY[statement.rule]))
    yield from channels.stated(statement, manner.channel(statement.channel), t)
    if entry.role is None and statement.organisation:
        yield t("The workspace belongs to organisation {id} now.", id=statement.organisation)
    yield from _persons(entry, manner, t)


def _who(entry: Entry, manner: Manner, t: Translator) -> str:
    if entry.role is None:
        return t("the app")
    role = t("an organisation owner") if entry.scope.is_organisation else t("a workspace owner")
    known = entry.actor.user if entry.actor else None
    return t("{role} ({person})", role=role, person=manner.person(known)) if manner.person and known else role


def _persons(entry: Entry, manner: Manner, t: Translator) -> Iterator[str]:
    """Yield what an entry says of others: whom it names, what it follows up, who had proposed it."""
    regards, known = entry.statement.regards, entry.named.user if entry.named else None
    person = manner.person(known) if manner.person and known else ""
    if entry.action in _NAMES:
        if person:
            yield t("The person named: {person}.", person=person)
    elif regards is None:
        return
    elif entry.action is Action.REMOVE_READER:
        yield t("It ends No. {number}.", number=regards)
    elif entry.action is Action.TURN_DOWN:
        yield t("It is about No. {number}.", number=regards)
    elif person:
        yield t("{person} had proposed it as No. {number}.", person=person, number=regards)
    else:
        yield t("Another owner had proposed it as No. {number}.", number=regards)
