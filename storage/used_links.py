"""Which one-time links were used, until they expire; knows neither whose a link was nor what it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.spelling import plain, stamp
from storage.tables import USED_LINKS

_FORGET = delete(USED_LINKS).where(USED_LINKS.c.until <= bindparam("now"))
_KNOWN = select(USED_LINKS.c.once).where(USED_LINKS.c.once == bindparam("once"))
# `preserve_rowcount`, because psycopg forgets how many rows an INSERT wrote when its cursor closes.
_USE: Mapping[str, Any] = {
    kind_of_sql: dialect.insert(USED_LINKS).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    for kind_of_sql, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class SqlUsedLinks:
    """The used links. Either call may raise `Unavailable`."""

    _database: Database

    def use(self, once: str, until: datetime, now: datetime) -> bool:
        """Use a link up, and say whether this was its first use: of several at once, one is told True.

        Args:
            once: the link's random id.
            until: when it expires, aware; its use is remembered as long.
            now: aware; what expired by then is forgotten.
        """
        with self._database.writing() as connection:
            return use_within(connection, once, until, now)

    def used(self, once: str) -> bool:
        """Whether a link was used already; remembered until it expires."""
        with self._database.reading() as connection:
            return connection.execute(_KNOWN, {"once": plain(once)}).first() is not None


def use_within(connection: Connection, once: str, until: datetime, now: datetime) -> bool:
    """Use a link up within a write transaction; like `SqlUsedLinks.use`."""
    connection.execute(_FORGET, {"now": stamp(now)})
    row = {"once": plain(once), "until": stamp(until)}
    written: int = connection.execute(_USE[connection.dialect.name], row).rowcount
    return written == 1
