"""The outbox in tables: leases, fences, ends; any number of workers at once. Knows no text and no Slack.

At most once: a message is sent only by the worker whose number of attempts it bears, after its sending was
noted as begun; and what was begun and never ended is not given out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.optout.outgoing import Claimed, Outcome, Outgoing
from bolt_app.people import Scope
from storage.outbox_asked import Asked, stopped_row
from storage.outbox_rows import MESSAGE, message
from storage.outbox_tables import OUTBOX, PACE, STOPS
from storage.spelling import plain, stamp

_C = OUTBOX.c
_NOW = bindparam("now", type_=_C.due.type)
_WAITS = _C.outcome == Outcome.WAITING.value
_LEASE_OVER = or_(_C.leased_until.is_(None), _C.leased_until <= _NOW)
_FREE = and_(_WAITS, _C.begun_at.is_(None), _C.due <= _NOW, _LEASE_OVER)
_LOST = and_(_WAITS, _C.begun_at.is_not(None), _LEASE_OVER)
_SOMETHING_TO_DO = select(exists(select(literal(1)).where(or_(_FREE, _LOST))))

# Rows that another worker holds at this moment are passed over, here and below: nobody waits for anybody, and
# no two workers can wait for each other. SQLite has one writer at a time and ignores it.
_OLDEST = (
    select(*MESSAGE, _C.attempts, _C.leased_until)
    .where(_FREE)
    .order_by(_C.due, _C.key)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_GIVE_UP = (
    update(OUTBOX)
    .where(_C.key.in_(select(_C.key).where(_LOST).with_for_update(skip_locked=True)))
    .values(outcome=Outcome.UNKNOWN.value, leased_until=None)
)
_PUSH_BACK = (
    update(OUTBOX)
    .where(
        _C.key.in_(
            select(_C.key)
            .where(_C.scope == bindparam("about"), _WAITS, _C.leased_until.is_(None))
            .where(_C.due < bindparam("until"))
            .with_for_update(skip_locked=True)
        )
    )
    .values(due=bindparam("until"))
)
_HELD = and_(_C.key == bindparam("held"), _C.attempts == bindparam("attempt"))
_BEGIN = (
    update(OUTBOX)
    .where(_HELD, _WAITS, _C.begun_at.is_(None))
    .values(begun_at=bindparam("begun"), leased_until=bindparam("leased"))
)
# A worker that was slow may still say how it ended, after its message was given up as unknown.
_FINISH = (
    update(OUTBOX)
    .where(_HELD, _C.outcome.in_([Outcome.WAITING.value, Outcome.UNKNOWN.value]))
    .values(
        outcome=bindparam("ended"), leased_until=None, sent_at=bindparam("sent"), why=bindparam("because")
    )
)
_RELEASE = (
    update(OUTBOX).where(_HELD, _WAITS).values(due=bindparam("again"), leased_until=None, begun_at=None)
)
_FREE_AT = select(PACE.c.free_at).where(PACE.c.recipient == _C.recipient).scalar_subquery()
_WAIT = (
    update(OUTBOX)
    .where(_C.key == bindparam("held"), _WAITS)
    .values(due=func.coalesce(_FREE_AT, _C.due), leased_until=None, begun_at=None)
)
_GIVE_BACK = delete(PACE).where(PACE.c.recipient == bindparam("person"), PACE.c.message == bindparam("held"))


def _pace(dialect: Any) -> Any:
    new = dialect.insert(PACE)
    return new.on_conflict_do_update(
        index_elements=["recipient"],
        set_={"free_at": new.excluded.free_at, "message": new.excluded.message},
        where=or_(PACE.c.free_at <= _NOW, PACE.c.message == new.excluded.message),
    ).execution_options(preserve_rowcount=True)


_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))
_PACE: Mapping[str, Any] = {kind_of_sql: _pace(dialect) for kind_of_sql, dialect in _DIALECTS}


@dataclass(frozen=True, slots=True)
class SqlOutbox(Asked):
    """The messages that wait (`outgoing.Outbox`). Every call may raise `Unavailable`."""

    def claim(self, now: datetime, lease: timedelta) -> Claimed | None:
        """Lease the message that is due longest, or return None; see `outgoing.Outbox`.

        Costs one read while there is nothing to do. Every message that is looked at has a transaction of its
        own.
        """
        with self._database.reading() as connection:
            if not connection.execute(_SOMETHING_TO_DO, {"now": stamp(now)}).scalar_one():
                return None
        with self._database.writing() as connection:
            connection.execute(_GIVE_UP, {"now": stamp(now)})
        while True:
            with self._database.writing() as connection:
                row = connection.execute(_OLDEST, {"now": stamp(now)}).one_or_none()
                if row is None:
                    return None
                if claimed := _claimed(connection, row, now, now + lease):
                    return claimed

    def begin(self, claimed: Claimed, now: datetime, lease: timedelta) -> bool:
        """Note that the sending begins now; False when another has the lease, or began just before."""
        times = {"begun": stamp(now), "leased": stamp(now + lease)}
        with self._database.writing() as connection:
            if connection.execute(_BEGIN, _held(claimed) | times).rowcount != 1:
                return False
            # Between the claim and now another worker may have written to the recipient.
            return _at_peace(connection, claimed.outgoing, now)

    def finish(self, claimed: Claimed, outcome: Outcome, now: datetime, why: str = "") -> None:
        """Note how it ended; without effect when the message is somebody else's by now."""
        sent_at = stamp(now) if outcome is Outcome.SENT else None
        how = {"ended": outcome.value, "sent": sent_at, "because": plain(why) or None}
        with self._database.writing() as connection:
            ended = connection.execute(_FINISH, _held(claimed) | how)
            if ended.rowcount and outcome in (Outcome.FAILED, Outcome.DROPPED):
                _give_back(connection, claimed.outgoing)

    def release(self, claimed: Claimed, due: datetime) -> None:
        """Put it back for another time; without effect when it is somebody else's by now."""
        with self._database.writing() as connection:
            if connection.execute(_RELEASE, _held(claimed) | {"again": stamp(due)}).rowcount:
                _give_back(connection, claimed.outgoing)

    def push_back(self, scope: Scope, until: datetime) -> None:
        """Put off everything that waits about a scope and would be due before."""
        with self._database.writing() as connection:
            connection.execute(_PUSH_BACK, {"about": plain(scope.id), "until": stamp(until)})


def _claimed(connection: Connection, row: Any, now: datetime, until: datetime) -> Claimed | None:
    """Lease the row; or put it off or drop it, and return None."""
    outgoing, this_row = message(row), update(OUTBOX).where(_C.key == row.key)
    stopped = stopped_row(outgoing.scope.id, outgoing.recipient, outgoing.series)
    if connection.execute(select(literal(1)).select_from(STOPS).filter_by(**stopped)).one_or_none():
        connection.execute(this_row.values(outcome=Outcome.DROPPED.value, leased_until=None))
        return None
    if not _at_peace(connection, outgoing, now):
        return None
    before = select(exists(select(literal(1)).where(_reached(outgoing))))
    first = not connection.execute(before).scalar_one()
    attempts = row.attempts + 1
    connection.execute(this_row.values(attempts=attempts, leased_until=stamp(until)))
    return Claimed(outgoing, attempts, first)


def _at_peace(connection: Connection, outgoing: Outgoing, now: datetime) -> bool:
    """Let no other message to the recipient follow for a while; or, when another says so, put this one off.

    Whoever comes second waits here for the first, as at the primary key of a record, and then reads what the
    first wrote. A message that is taken over from a worker that died keeps the others away already.
    """
    taken = {
        "recipient": outgoing.recipient,
        "free_at": stamp(now + outgoing.apart),
        "message": outgoing.key,
        "now": stamp(now),
    }
    if connection.execute(_PACE[connection.dialect.name], taken).rowcount:
        return True
    connection.execute(_WAIT, {"held": outgoing.key})
    return False


def _give_back(connection: Connection, outgoing: Outgoing) -> None:
    """Let others follow at once: nothing was sent."""
    connection.execute(_GIVE_BACK, {"person": outgoing.recipient, "held": outgoing.key})


def _reached(outgoing: Outgoing) -> Any:
    return and_(
        _C.scope == outgoing.scope.id,
        _C.recipient == outgoing.recipient,
        _C.series == outgoing.series.value,
        _C.outcome.in_([Outcome.SENT.value, Outcome.UNKNOWN.value]),
    )


def _held(claimed: Claimed) -> dict[str, Any]:
    return {"held": claimed.outgoing.key, "attempt": claimed.attempts}
