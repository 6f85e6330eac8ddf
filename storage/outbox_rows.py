"""Messages as rows, written and deleted as part of a transaction that is given; claims and sends nothing."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.optout.outgoing import Addressed, Outcome, Outgoing, Series
from bolt_app.people import Scope
from storage.notices import forget_subscriber, forget_subscribers
from storage.outbox_tables import OUTBOX, PACE, STOPS
from storage.spelling import moment, plain, stamp

_C = OUTBOX.c
_REMINDERS = Series.REMINDERS.value
_MICROSECOND = timedelta(microseconds=1)
_KEEP: Mapping[str, Any] = {
    "sqlite": sqlite.insert(OUTBOX).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(OUTBOX).on_conflict_do_nothing(),
}
MESSAGE = (_C.key, _C.scope, _C.kind, _C.recipient, _C.payload, _C.due, _C.apart, _C.series)
"""The columns `message` reads, in their order."""


def keep(connection: Connection, due: Sequence[Outgoing]) -> None:
    """Write messages that wait; one whose key is there already stays as it is."""
    if due:
        connection.execute(_KEEP[connection.dialect.name], [_row(outgoing) for outgoing in due])


def forget_scope(connection: Connection, scope: Scope) -> None:
    """Delete every message about a scope, who stopped them, and who asked for them."""
    about = plain(scope.id)
    recipients = select(_C.recipient).where(_C.scope == about)
    connection.execute(delete(PACE).where(PACE.c.recipient.in_(recipients)))
    connection.execute(delete(OUTBOX).where(_C.scope == about))
    connection.execute(delete(STOPS).where(STOPS.c.scope == about))
    forget_subscribers(connection, scope)


def forget_person(connection: Connection, user_id: str) -> None:
    """Delete every message to a person, what they stopped, and what they asked for."""
    person = plain(user_id)
    connection.execute(delete(OUTBOX).where(_C.recipient == person))
    connection.execute(delete(PACE).where(PACE.c.recipient == person))
    connection.execute(delete(STOPS).where(STOPS.c.person == person))
    forget_subscriber(connection, user_id)


def addressed(connection: Connection, scope: Scope, person: str) -> Addressed:
    """Return what is kept of the reminders to a person about a scope."""
    about, to = plain(scope.id), plain(person)
    rows = connection.execute(
        select(_C.due, _C.outcome).where(_C.scope == about, _C.recipient == to, _C.series == _REMINDERS)
    ).all()
    due = sorted(row.due for row in rows if row.outcome == Outcome.WAITING.value)
    stopped = connection.execute(
        select(STOPS.c.stopped_at).where(
            STOPS.c.scope == about, STOPS.c.person == to, STOPS.c.series == _REMINDERS
        )
    ).scalar_one_or_none()
    return Addressed(
        scope=scope,
        due=tuple(moment(time) for time in due),
        ended=len(rows) - len(due),
        stopped_at=moment(stopped) if stopped else None,
    )


def message(row: Sequence[Any]) -> Outgoing:
    """Return the message of a row that begins with the columns of `MESSAGE`."""
    key, scope, kind, recipient, payload, due, apart, series = row[: len(MESSAGE)]
    return Outgoing(
        key=key,
        scope=Scope(scope),
        kind=kind,
        recipient=recipient,
        payload=json.loads(payload),
        due=moment(due),
        apart=apart * _MICROSECOND,
        series=Series(series),
    )


def _row(outgoing: Outgoing) -> dict[str, Any]:
    return {
        "key": plain(outgoing.key),
        "scope": plain(outgoing.scope.id),
        "kind": str(outgoing.kind),
        "recipient": plain(outgoing.recipient),
        "payload": json.dumps(dict(outgoing.payload), sort_keys=True),
        "due": stamp(outgoing.due),
        "apart": outgoing.apart // _MICROSECOND,
        "attempts": 0,
        "outcome": Outcome.WAITING.value,
        "series": outgoing.series.value,
    }
