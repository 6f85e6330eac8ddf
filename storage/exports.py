"""The newest export of each record in a table; knows no form of it and nobody who asked for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.optout.exported import LastExport
from bolt_app.people import Scope
from storage.database import Database
from storage.spelling import moment, plain, stamp
from storage.tables import EXPORTS

_C = EXPORTS.c
_LAST = select(_C.position, _C.exported_at).where(_C.scope == bindparam("scope"))


def _note(dialect: Any) -> Any:
    new = dialect.insert(EXPORTS)
    told = new.excluded
    return new.on_conflict_do_update(
        index_elements=["scope"],
        set_={"position": told.position, "exported_at": told.exported_at},
        where=told.exported_at >= _C.exported_at,
    )


_NOTE: Mapping[str, Any] = {"sqlite": _note(sqlite), "postgresql": _note(postgresql)}


@dataclass(frozen=True, slots=True)
class SqlExports:
    """When each record was exported last (`exported.Exports`). Either call may raise `Unavailable`."""

    _database: Database

    def last(self, scope: Scope) -> LastExport | None:
        """Return the newest export of a scope's record, or None when there was none."""
        with self._database.reading() as connection:
            row = connection.execute(_LAST, {"scope": plain(scope.id)}).one_or_none()
        return LastExport(row.position, moment(row.exported_at)) if row else None

    def note(self, scope: Scope, export: LastExport) -> None:
        """Note an export; an older one than is noted changes nothing."""
        row = {
            "scope": plain(scope.id),
            "position": export.position,
            "exported_at": stamp(export.at),
        }
        with self._database.writing() as connection:
            connection.execute(_NOTE[connection.dialect.name], row)
