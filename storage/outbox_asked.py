"""What people ask of the outbox and tell it: what may be lost, what was refused, later, no more."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.optout.outgoing import Addressed, Outcome, Outgoing, Series, Tally, Unposted, Unsure
from bolt_app.people import Scope
from storage.database import Database
from storage.outbox_rows import MESSAGE, addressed, keep, message
from storage.outbox_tables import OUTBOX, STOPS
from storage.spelling import moment, plain, stamp

_C = OUTBOX.c
_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))
_WAITS = _C.outcome == Outcome.WAITING.value
_UNSURE = (
    select(_C.recipient, _C.begun_at, _C.series)
    .where(_C.scope == bindparam("about"), _C.outcome == Outcome.UNKNOWN.value)
    .where(_C.begun_at >= bindparam("since"))
    .order_by(_C.begun_at.desc(), _C.key)
)
_UNPOSTED = (
    select(_C.key, _C.scope, _C.recipient, _C.payload, _C.why, _C.begun_at)
    .where(_C.scope == bindparam("about"), _C.outcome == Outcome.FAILED.value)
    .where(_C.recipient == bindparam("to"), _C.begun_at >= bindparam("since"))
    .order_by(_C.begun_at.desc(), _C.key)
)
_TALLY = select(_C.outcome, func.count(), func.min(_C.due)).group_by(_C.outcome)
_STOP: Mapping[str, Any] = {
    kind_of_sql: dialect.insert(STOPS).on_conflict_do_nothing() for kind_of_sql, dialect in _DIALECTS
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The part of `outgoing.Outbox` that the web processes use. Every call may raise `Unavailable`."""

    _database: Database

    def unsure(self, scope: Scope, since: datetime) -> Sequence[Unsure]:
        """Return the messages about a scope of which nobody knows whether they arrived, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_UNSURE, {"about": plain(scope.id), "since": stamp(since)}).all()
        return [Unsure(recipient, moment(begun_at), Series(series)) for recipient, begun_at, series in rows]

    def unposted(self, scope: Scope, recipient: str, since: datetime) -> Sequence[Unposted]:
        """Return the messages to a recipient about a scope that Slack refused, newest first."""
        asked = {"about": plain(scope.id), "to": plain(recipient), "since": stamp(since)}
        with self._database.reading() as connection:
            rows = connection.execute(_UNPOSTED, asked).all()
        return [
            Unposted(key, Scope(about), recipient, json.loads(payload), why or "", moment(begun_at))
            for key, about, recipient, payload, why, begun_at in rows
        ]

    def tally(self) -> Tally:
        """Return how many messages there are by outcome, of all scopes, and when the first is due."""
        with self._database.reading() as connection:
            rows = connection.execute(_TALLY).all()
        due = next((moment(first) for outcome, _, first in rows if outcome == Outcome.WAITING), None)
        return Tally({Outcome(outcome): number for outcome, number, _ in rows}, due)

    def send_after_all(self, key: str, scopes: Sequence[Scope], now: datetime) -> bool:
        """Let a message that Slack refused wait once more; False when there is none."""
        refused = update(OUTBOX).where(
            _C.key == plain(key),
            _C.scope.in_([plain(scope.id) for scope in scopes]),
            _C.outcome == Outcome.FAILED.value,
        )
        anew = {"outcome": Outcome.WAITING.value, "due": stamp(now), "begun_at": None, "why": None}
        with self._database.writing() as connection:
            return connection.execute(refused.values(**anew)).rowcount == 1

    def addressed(self, scope: Scope, person: str) -> Addressed:
        """Return what is kept of the reminders to a person about a scope."""
        with self._database.reading() as connection:
            return addressed(connection, scope, person)

    def snooze(self, key: str, person: str, scopes: Sequence[Scope], until: datetime) -> bool:
        """Send a message again, and none like it before; False when it was never sent to this person."""
        ended = _C.outcome.in_([Outcome.SENT.value, Outcome.UNKNOWN.value])
        asked = select(*MESSAGE).where(
            _C.key == plain(key),
            _C.recipient == plain(person),
            _C.scope.in_([plain(scope.id) for scope in scopes]),
            ended,
        )
        with self._database.writing() as connection:
            row = connection.execute(asked).one_or_none()
            if row is None:
                return False
            again = replace(message(row), key=f"{row.key}+", due=until)
            if not _put_off(connection, again):
                keep(connection, [again])
            return True

    def stop(self, scope: Scope, person: str, at: datetime, series: Series = Series.REMINDERS) -> None:
        """Note that a person wants no more of a series about a scope; idempotent."""
        row = stopped_row(scope.id, person, series) | {"stopped_at": stamp(at)}
        with self._database.writing() as connection:
            connection.execute(_STOP[connection.dialect.name], row)

    def resume(self, scope: Scope, person: str, series: Series = Series.REMINDERS) -> None:
        """Take that back; idempotent."""
        with self._database.writing() as connection:
            connection.execute(delete(STOPS).filter_by(**stopped_row(scope.id, person, series)))


def stopped_row(scope: str, person: str, series: Series) -> dict[str, str]:
    """Return what names a row of those who stopped a series about a scope."""
    return {"scope": plain(scope), "person": plain(person), "series": series.value}


def _put_off(connection: Connection, again: Outgoing) -> bool:
    """Put off what waits for this person; whether a message like this one is among it or follows by then."""
    waiting = select(*MESSAGE).where(
        _C.scope == again.scope.id,
        _C.recipient == again.recipient,
        _C.series == again.series.value,
        _WAITS,
        _C.leased_until.is_(None),
    )
    soon = [found for row in connection.execute(waiting).all() if (found := message(row)).due <= again.due]
    if soon:
        connection.execute(
            update(OUTBOX).where(_C.key.in_([found.key for found in soon])).values(due=stamp(again.due))
        )
    return any(
        found.kind == again.kind and found.payload.get("position") == again.payload.get("position")
        for found in soon
    )
