"""Which reminders an entry causes, to whom, and whether one still makes sense; knows no text and no outbox.

Nothing is overdue: Slack gives no deadline. The days are our suggestion.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bolt_app.optout.fold import OptOut, corrected_by, fold
from bolt_app.optout.model import TRANSITIONS, Action, Entry, Person, Status
from bolt_app.optout.outgoing import Outgoing
from bolt_app.optout.rules import ASK_AGAIN_AFTER

SEND_IT_AFTER = timedelta(days=1)
ASK_AGAIN_ON = (ASK_AGAIN_AFTER, timedelta(days=14), timedelta(days=30))
SNOOZED_FOR = timedelta(days=7)


class Kind(StrEnum):
    """What a reminder is about."""

    SEND_IT = "send_it"
    """The letter was prepared, and nothing says that it was sent."""
    ASK_AGAIN = "ask_again"
    """The letter was sent, and no confirmation is recorded."""
    REVIEW = "review"
    """The day has come on which a decision was to be looked at again."""
    CONFIRM_AGAIN = "confirm_again"
    """It is a year since Slack confirmed, or was asked to confirm again; or Slack changed a text since."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder of an opt-out as it stands, whoever it goes to.

    Attributes:
        nth: the how-manieth of its kind, from 1.
        at: aware, UTC.
        since: the day it counts from, or for a review the day itself.
        about: the number of the entry it follows from.
    """

    kind: Kind
    nth: int
    at: datetime
    since: date
    about: int


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that still makes sense, for one person.

    Attributes:
        opt_out: where the opt-out stands.
        since: the day it counts from, or for a review the day itself.
        acts: whether the recipient is the owner who recorded it; else the contact whom an owner named.
        changed_on: the day on which Slack was found to have changed a text, where that is what it comes for.
    """

    kind: Kind
    opt_out: OptOut
    since: date
    acts: bool
    changed_on: date | None = None


def caused(entries: Sequence[Entry], enterprise: str = "") -> Sequence[Outgoing]:
    """Return what is to be sent now that the newest of these entries is recorded, at times after it.

    The whole plan is returned each time, also what an earlier entry caused: the same message has the same
    key. So a contact who is named later gets what is still to come, and after a correction the plan is that
    of the entries which count, without starting the clock anew.

    Args:
        entries: the whole record of a scope, oldest first.
        enterprise: the organisation (`E…`) its people belong to, "" for none: an installation is found by it.
    """
    cause = _cause(entries)
    if cause is None:
        return []
    opt_out = fold(cause.scope, entries)
    now = entries[-1].recorded_at
    return [
        Outgoing(
            key=f"{opt_out.scope}/{cause.position}/{planned.kind}/{planned.nth}/{recipient}",
            scope=opt_out.scope,
            kind=planned.kind,
            recipient=recipient,
            payload={"position": cause.position, "nth": planned.nth, "enterprise": enterprise},
            due=planned.at,
        )
        for planned in plan(opt_out)
        if planned.at > now
        for recipient in recipients(opt_out)
    ]


def still(outgoing: Outgoing, entries: Sequence[Entry]) -> Reminder | None:
    """Return the reminder, or None when the record no longer gives cause for it.

    Args:
        outgoing: as `caused` made it, or snoozed since.
        entries: the whole record of its scope, oldest first.
    """
    opt_out = fold(outgoing.scope, entries)
    cause = _cause(entries)
    if cause is None or cause.position != outgoing.payload["position"]:
        return None
    allowed, changed = recipients(opt_out), outgoing.payload.get("changed")
    for planned in plan(opt_out):
        same = (planned.kind, planned.nth) == (outgoing.kind, outgoing.payload["nth"])
        if same and outgoing.recipient in allowed:
            return Reminder(
                planned.kind,
                opt_out,
                planned.since,
                acts=outgoing.recipient == _owner(opt_out),
                changed_on=date.fromisoformat(str(changed)) if changed else None,
            )
    return None


def plan(opt_out: OptOut) -> Sequence[Planned]:
    """Return the reminders of an opt-out as it stands, past ones included, earliest first."""
    return list(_PLANS[opt_out.status](opt_out)) if opt_out.status in _PLANS else []


def recipients(opt_out: OptOut) -> Sequence[str]:
    """Return the ids of those who are reminded: the owner who recorded it, the contact, nobody else."""
    people = (_owner(opt_out), opt_out.contact.user if opt_out.contact else None)
    return list(dict.fromkeys(person for person in people if person))


def _owner(opt_out: OptOut) -> str | None:
    """The owner who filed; where nothing is filed, the one who recorded what stands."""
    entry = opt_out.filed or opt_out.since
    person: Person | None = entry.actor if entry else None
    return person.user if person else None


def _cause(entries: Sequence[Entry]) -> Entry | None:
    """The newest entry by which the opt-out may stand where it stands; a newer one ends its reminders."""
    corrected = corrected_by(entries)
    for entry in reversed(entries):
        if entry.action is Action.CORRECT:
            # What said where the opt-out stands was taken back; whom an entry names moves nothing.
            if _moves(entries[(entry.statement.corrects or 1) - 1].action):
                return entry
        elif entry.position not in corrected and _moves(entry.action):
            return entry
    return None


def _moves(action: Action) -> bool:
    return TRANSITIONS[action].leads_to is not None or action is Action.CONFIRM_AGAIN


def _drafted(opt_out: OptOut) -> Iterator[Planned]:
    if draft := opt_out.since:
        at, day = draft.recorded_at + SEND_IT_AFTER, draft.recorded_at.date()
        yield Planned(Kind.SEND_IT, 1, at, day, draft.position)


def _waiting(opt_out: OptOut) -> Iterator[Planned]:
    if newest := opt_out.since:
        day = _stated(newest)
        for nth, after in enumerate(ASK_AGAIN_ON, start=1):
            yield Planned(Kind.ASK_AGAIN, nth, _at_hour_of(newest, day + after), day, newest.position)


def _decided(opt_out: OptOut) -> Iterator[Planned]:
    decision = opt_out.since
    if decision and decision.statement.review_on:
        day = decision.statement.review_on
        yield Planned(Kind.REVIEW, 1, _at_hour_of(decision, day), day, decision.position)


def _confirmed(opt_out: OptOut) -> Iterator[Planned]:
    newest = opt_out.asked_to_confirm or opt_out.confirmed
    if newest is None:
        return
    day = _stated(newest)
    at = _at_hour_of(newest, _year_after(day))
    if at <= newest.recorded_at:  # the confirmation was old when it was recorded
        at = _at_hour_of(newest, _year_after(newest.recorded_at.date()))
    yield Planned(Kind.CONFIRM_AGAIN, 1, at, day, newest.position)


_PLANS: Mapping[Status, Callable[[OptOut], Iterator[Planned]]] = {
    Status.DRAFTED: _drafted,
    Status.FILED: _waiting,
    Status.ACKNOWLEDGED: _waiting,
    Status.DECLINED: _decided,
    Status.EXCLUDED: _decided,
    Status.CONFIRMED: _confirmed,
}


def _stated(entry: Entry) -> date:
    return entry.statement.stated_on or entry.recorded_at.date()


def _at_hour_of(entry: Entry, day: date) -> datetime:
    """The day, at the hour at which the entry was recorded: somebody was at work then."""
    return datetime.combine(day, entry.recorded_at.timetz())


def _year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
