"""Which workspaces an organisation lets the app into; knows no event of Slack's and asks Slack nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.spelling import plain, stamp
from storage.tables import GRANTS

_PAGE = 500
_C = GRANTS.c
_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))


def _grant(dialect: Any) -> Any:
    new = dialect.insert(GRANTS)
    told = new.excluded
    return new.on_conflict_do_update(
        index_elements=["enterprise_id", "team_id"],
        set_={
            "name": case(
                (told.said_at >= _C.said_at, func.coalesce(func.nullif(told.name, ""), _C.name)),
                else_=func.coalesce(func.nullif(_C.name, ""), told.name),
            ),
            "said_at": case((told.said_at > _C.said_at, told.said_at), else_=_C.said_at),
            "granted": told.granted,
        },
        # An older word never undoes a revocation, but it may tell the name of one that is let in.
        where=or_(told.said_at > _C.said_at, _C.granted),
    )


def _revoke(dialect: Any) -> Any:
    new = dialect.insert(GRANTS)
    told = new.excluded
    return new.on_conflict_do_update(
        index_elements=["enterprise_id", "team_id"],
        set_={"name": told.name, "said_at": told.said_at, "granted": told.granted},
        where=told.said_at >= _C.said_at,
    )


_GRANT: Mapping[str, Any] = {kind_of_sql: _grant(dialect) for kind_of_sql, dialect in _DIALECTS}
_REVOKE: Mapping[str, Any] = {kind_of_sql: _revoke(dialect) for kind_of_sql, dialect in _DIALECTS}
_PAGE_OF = (
    select(_C.team_id, _C.name)
    .where(_C.enterprise_id == bindparam("enterprise"), _C.team_id > bindparam("after"), _C.granted)
    .order_by(_C.team_id)
    .limit(bindparam("size"))
)
_NUMBER_OF = select(func.count()).where(_C.enterprise_id == bindparam("enterprise"), _C.granted)
_FORGET = delete(GRANTS).where(_C.enterprise_id == bindparam("enterprise"))


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace the app was let into.

    Attributes:
        name: "" while nobody told it.
    """

    team_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SqlGrants:
    """Grants of organisations, told in any order and any number of times: what Slack said last counts.

    Of a grant and a revocation of the same second the revocation counts. Every call may raise `Unavailable`.
    """

    _database: Database

    def granted(self, enterprise_id: str, names: Mapping[str, str], at: datetime) -> None:
        """Note that the app was let into workspaces.

        Args:
            enterprise_id: `E…`.
            names: team id to name, or to "" where it is not known: a name that was told before stays.
            at: when Slack said so, aware.
        """
        self._tell(_GRANT, enterprise_id, names, at, granted=True)

    def revoked(self, enterprise_id: str, team_ids: Iterable[str], at: datetime) -> None:
        """Note that the app was shut out of workspaces; their names are forgotten.

        Args:
            enterprise_id: `E…`.
            team_ids: `T…`; it may be unknown that the app was ever let in.
            at: when Slack said so, aware.
        """
        self._tell(_REVOKE, enterprise_id, dict.fromkeys(team_ids, ""), at, granted=False)

    def workspaces(self, enterprise_id: str) -> list[Workspace]:
        """Return all workspaces of an organisation that the app was let into, by team id."""
        found: list[Workspace] = []
        while True:
            after = found[-1].team_id if found else ""
            page = self.page(enterprise_id, after=after, size=_PAGE)
            found += page
            if len(page) < _PAGE:
                return found

    def page(self, enterprise_id: str, *, after: str = "", size: int = 50) -> list[Workspace]:
        """Return at most `size` of them, those that follow the team id `after`."""
        wanted = {"enterprise": plain(enterprise_id), "after": plain(after), "size": size}
        with self._database.reading() as connection:
            return [Workspace(*row) for row in connection.execute(_PAGE_OF, wanted)]

    def number(self, enterprise_id: str) -> int:
        """Return how many workspaces of an organisation the app was let into."""
        with self._database.reading() as connection:
            return int(connection.execute(_NUMBER_OF, {"enterprise": plain(enterprise_id)}).scalar_one())

    def forget(self, enterprise_id: str) -> None:
        """Delete whatever was said of an organisation's workspaces: it uninstalled the app."""
        with self._database.writing() as connection:
            connection.execute(_FORGET, {"enterprise": plain(enterprise_id)})

    def _tell(
        self,
        statements: Mapping[str, Any],
        enterprise_id: str,
        names: Mapping[str, str],
        at: datetime,
        *,
        granted: bool,
    ) -> None:
        rows = [
            {
                "enterprise_id": plain(enterprise_id),
                "team_id": plain(team_id),
                "name": plain(name),
                "said_at": stamp(at),
                "granted": granted,
            }
            for team_id, name in sorted(names.items())  # in one order, so that two at once do not deadlock
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(statements[connection.dialect.name], rows)
