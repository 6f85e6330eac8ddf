"""Deletes what is kept of a scope, in whatever table; knows no retention, no event and no reason for it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, or_, select

from bolt_app.people import Scope
from storage.database import Database
from storage.ledger import SqlLedger
from storage.spelling import plain
from storage.tables import ENTRIES, GRANTS, INSTALLATIONS, LEAVING, TEXTS, Schema

_I = INSTALLATIONS.c
_OF_A_SCOPE = [
    table
    for table in Schema.metadata.sorted_tables
    if "scope" in table.columns and table not in (ENTRIES, LEAVING)
]
"""All but the two that the ledger sees to itself; a table that is added later is among them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a scope.

    Attributes:
        entries: of its record.
        texts: letters and replies.
        others: rows of other tables, such as when it left.
        installed: whether the app is installed there, with a token or what is left of an installation.
        workspaces: of an organisation: of how many it is known whether the app may be used there.
    """

    entries: int
    texts: int
    others: int
    installed: bool
    workspaces: int

    @property
    def nothing(self) -> bool:
        """Whether nothing is kept."""
        return not (self.entries or self.texts or self.others or self.installed or self.workspaces)


@dataclass(frozen=True, slots=True)
class SqlErasure:
    """Deletion on request. No token is needed. Either call may raise `Unavailable`."""

    _database: Database
    _ledger: SqlLedger

    def kept(self, scope_id: str) -> Kept:
        """Count what is kept of a scope."""
        with self._database.reading() as connection:
            return _kept(connection, plain(scope_id))

    def erase(self, scope_id: str) -> Kept:
        """Delete everything of a scope in one transaction: the record, the installation with its token.

        Of an organisation, the records of its workspaces stay: each is a scope of its own.

        Returns:
            What was deleted.
        """
        scope_id = plain(scope_id)
        with self._database.writing() as connection:
            self._ledger._hold_back_appends(connection)  # noqa: SLF001 # of one package; two that erase at once
            deleted = _kept(connection, scope_id)
            erase_record(connection, self._ledger, Scope(scope_id))
            connection.execute(delete(INSTALLATIONS).where(_installation_of(scope_id)))
        return deleted


def erase_record(connection: Connection, ledger: SqlLedger, scope: Scope) -> None:
    """Delete a scope's record within a write transaction, and whatever else bears its id."""
    ledger.purge_within(connection, scope)
    for table in _OF_A_SCOPE:
        connection.execute(delete(table).where(table.c.scope == scope.id))
    taken_back = and_(GRANTS.c.team_id == scope.id, ~GRANTS.c.granted)  # remembered of who is gone
    connection.execute(delete(GRANTS).where(or_(GRANTS.c.enterprise_id == scope.id, taken_back)))


def _kept(connection: Connection, scope_id: str) -> Kept:
    def count(table: Table, where: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()

    return Kept(
        entries=count(ENTRIES, ENTRIES.c.scope == scope_id),
        texts=count(TEXTS, TEXTS.c.scope == scope_id),
        others=sum(count(table, table.c.scope == scope_id) for table in _OF_A_SCOPE if table is not TEXTS),
        installed=count(INSTALLATIONS, _installation_of(scope_id)) > 0,
        workspaces=count(GRANTS, GRANTS.c.enterprise_id == scope_id),
    )


def _installation_of(scope_id: str) -> ColumnElement[bool]:
    return or_(_I.team_id == scope_id, and_(_I.team_id == "", _I.enterprise_id == scope_id))
