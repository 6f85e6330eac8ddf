"""Whose turn it is to look at the watched pages (`watching.Turns`): one at a time; knows no page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.page_tables import WATCH_TURNS
from storage.spelling import moment, stamp

_THE_WATCH = "watch"
_C = WATCH_TURNS.c
_NOW = bindparam("now", type_=_C.due.type)
_FREE = or_(_C.leased_until.is_(None), _C.leased_until <= _NOW)
_ONE = _C.name == _THE_WATCH
_TAKE = (
    update(WATCH_TURNS)
    .where(_ONE, _FREE, _C.due <= bindparam("due_by", type_=_C.due.type))
    .values(leased_until=bindparam("until"), turn=_C.turn + 1)
    .returning(_C.turn)
)
_END = (
    update(WATCH_TURNS)
    .where(_ONE, _C.turn == bindparam("held"))
    .values(due=bindparam("again"), leased_until=None)
)
_DUE = select(_C.due).where(_ONE)
_NEVER_YET = {"name": _THE_WATCH, "due": "", "leased_until": None, "turn": 0}
_BEGIN: Mapping[str, Any] = {
    kind_of_sql: dialect.insert(WATCH_TURNS).on_conflict_do_nothing()
    for kind_of_sql, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_AT_ANY_TIME = "9"  # sorts after every time


@dataclass(frozen=True, slots=True)
class SqlWatchTurns:
    """The turns of the watch. Every call may raise `Unavailable`."""

    _database: Database

    def take(self, now: datetime, lease: timedelta, *, early: bool = False) -> int | None:
        """Begin a turn, or return None while it is not due, or while somebody else has it.

        Args:
            now: aware.
            lease: how long nobody else gets it, unless it is ended before.
            early: not to wait until it is due.

        Returns:
            The turn's number, to end it by.
        """
        times = {"now": stamp(now), "until": stamp(now + lease)}
        times["due_by"] = _AT_ANY_TIME if early else times["now"]
        with self._database.writing() as connection:
            connection.execute(_BEGIN[connection.dialect.name], _NEVER_YET)
            taken: int | None = connection.execute(_TAKE, times).scalar_one_or_none()
        return taken

    def end(self, turn: int, due: datetime) -> None:
        """End a turn and say when the next is due; without effect when it is somebody else's by now."""
        with self._database.writing() as connection:
            connection.execute(_END, {"held": turn, "again": stamp(due)})

    def due(self) -> datetime | None:
        """Return when the next turn is due, or None: there was none yet."""
        with self._database.reading() as connection:
            stamped = connection.execute(_DUE).scalar_one_or_none()
        return moment(stamped) if stamped else None
