"""The record in tables: appends, reads, erases; knows no rule of the opt-out and no view."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, literal, or_, select, text, true, update
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.optout.chain import GENESIS, digest
from bolt_app.optout.model import Entry
from bolt_app.optout.outgoing import Outgoing
from bolt_app.optout.verify import Link
from bolt_app.people import Scope
from storage import entry_rows
from storage.database import Database
from storage.errors import StorageError
from storage.outbox_rows import forget_person, forget_scope, keep
from storage.spelling import plain
from storage.tables import ENTRIES, FILES, LEAVING, TEXTS
from storage.vault import Vault

_PAGE = 500

_ENTRIES_OF = (
    select(*entry_rows.AS_STORED).where(ENTRIES.c.scope == bindparam("scope")).order_by(ENTRIES.c.position)
)
_HEAD = text("SELECT hash FROM entries WHERE scope = :scope ORDER BY position DESC LIMIT 1")
_PAGE_OF = (
    _ENTRIES_OF.add_columns(*entry_rows.REPEATED).where(ENTRIES.c.position > bindparam("after")).limit(_PAGE)
)
_SCOPES = (
    select(ENTRIES.c.scope)
    .where(ENTRIES.c.scope > bindparam("after"))
    .distinct()
    .order_by(ENTRIES.c.scope)
    .limit(_PAGE)
)
_CIPHERTEXT = select(TEXTS.c.ciphertext).where(
    TEXTS.c.scope == bindparam("scope"), TEXTS.c.sha256 == bindparam("sha256")
)

_COLUMNS = [column.name for column in ENTRIES.columns]
_FOLLOWS = or_(
    (bindparam("position", type_=ENTRIES.c.position.type) == 1)
    & (bindparam("previous", type_=ENTRIES.c.hash.type) == GENESIS),
    exists(
        select(literal(1)).where(
            ENTRIES.c.scope == bindparam("scope"),
            ENTRIES.c.position == bindparam("position") - 1,
            ENTRIES.c.hash == bindparam("previous"),
        )
    ),
)
_NEW_ENTRY = select(*(bindparam(column.name, type_=column.type) for column in ENTRIES.columns)).where(
    _FOLLOWS, true()
)
# One statement checks and inserts. Whoever is second waits for the first at the primary key, then inserts
# nothing: no read that comes before could promise that. `preserve_rowcount`, because psycopg forgets how many
# rows an INSERT wrote when its cursor closes.
_APPEND: Mapping[str, Any] = {
    kind_of_sql: dialect.insert(ENTRIES)
    .from_select(_COLUMNS, _NEW_ENTRY)
    .on_conflict_do_nothing()
    .execution_options(preserve_rowcount=True)
    for kind_of_sql, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_KEEP: Mapping[str, Any] = {
    "sqlite": sqlite.insert(TEXTS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(TEXTS).on_conflict_do_nothing(),
}
_ERASE_ACTOR = (
    update(ENTRIES).where(ENTRIES.c.actor_id == bindparam("user")).values(actor_id=None, actor_salt=None)
)
_ERASE_NAMED = (
    update(ENTRIES).where(ENTRIES.c.named_id == bindparam("user")).values(named_id=None, named_salt=None)
)


@dataclass(frozen=True, slots=True)
class SqlLedger:
    """The append-only list of entries (`desk.Ledger`), and what the command line does with it.

    Every call may raise `Unavailable`. Texts of people may hold any character; NUL, which PostgreSQL cannot
    store, is escaped in the canonical text and hidden in the ciphertext, and stripped from ids looked up.
    """

    _database: Database
    _vault: Vault

    def entries(self, scope: Scope) -> Sequence[Entry]:
        """Return the scope's entries, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_ENTRIES_OF, {"scope": plain(scope.id)}).all()
        return [entry_rows.entry(row) for row in rows]

    def head(self, scope: Scope) -> str:
        """Return the hash of the scope's newest entry, or `GENESIS` when there is none."""
        found = self._database.first(_HEAD, {"scope": plain(scope.id)})
        return found[0] if found else GENESIS

    def append(
        self, entries: Sequence[Entry], texts: Mapping[str, str], due: Sequence[Outgoing] = ()
    ) -> bool:
        """Write entries of one scope, their texts and the messages they cause in one transaction, or nothing.

        Args:
            entries: sealed.
            texts: kind to text.
            due: goes into the outbox; a message whose key is there stays as it is.

        Returns:
            False when the first does not follow the newest entry of its scope: the position is taken, or
            there is no entry before it whose hash it carries.

        Raises:
            ValueError: an entry is not sealed or does not follow the one before it in `entries`, they carry
                other texts than these, or an id contains NUL.
        """
        rows = [entry_rows.values(entry) for entry in entries]
        kept = entry_rows.carried(entries, texts)
        with self._database.writing() as connection:
            kind_of_sql = connection.dialect.name
            for row in rows:
                if connection.execute(_APPEND[kind_of_sql], row).rowcount == 1:
                    continue
                if row is rows[0]:
                    return False
                raise ValueError(f"entry {row['position']} does not follow the one it comes with")
            if kept:
                locked = [
                    {
                        "scope": rows[0]["scope"],
                        "sha256": sha256,
                        "kind": kind,
                        "ciphertext": self._vault.lock(text),
                        "kept_at": rows[0]["recorded_at"],
                    }
                    for kind, sha256, text in kept
                ]
                connection.execute(_KEEP[kind_of_sql], locked)
            keep(connection, due)
        return True

    def text(self, scope: Scope, sha256: str) -> str | None:
        """Return a text of this scope, or None when it was erased or never kept.

        Raises:
            WrongKey: no key opens it.
            StorageError: what is stored is not the text that was hashed.
        """
        wanted = {"scope": plain(scope.id), "sha256": plain(sha256)}
        with self._database.reading() as connection:
            ciphertext = connection.execute(_CIPHERTEXT, wanted).scalar_one_or_none()
        if ciphertext is None:
            return None
        text = self._vault.unlock(ciphertext)
        if digest(text) != sha256:
            raise StorageError(f"The text {sha256[:12]} of {scope} is not the text that was recorded.")
        return text

    def links(self, scope: Scope) -> Iterator[Link]:
        """Yield the scope's entries as stored, in order of position, in constant memory.

        Between two pages no connection is held. An entry is never changed, so the pages fit together.
        """
        after = 0
        while True:
            with self._database.reading() as connection:
                page = connection.execute(_PAGE_OF, {"scope": plain(scope.id), "after": after}).all()
            yield from (entry_rows.link(row) for row in page)
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def scopes(self) -> Iterator[Scope]:
        """Yield every scope that has entries, by its id, in constant memory."""
        after = ""
        while True:
            with self._database.reading() as connection:
                page = connection.execute(_SCOPES, {"after": after}).scalars().all()
            yield from (Scope(scope) for scope in page)
            if len(page) < _PAGE:
                return
            after = page[-1]

    def erase_person(self, user_id: str) -> int:
        """Forget who a Slack user id is in every entry, as actor and as the person named.

        The commitment stays in the canonical text, so the chain holds; without the salt nobody can tell
        whose it was. Texts that name the person stay: they are erased as texts. Messages to the person are
        deleted, those that wait and those that were sent.

        Returns:
            How many times the person was named.
        """
        with self._database.writing() as connection:
            person = {"user": plain(user_id)}
            forget_person(connection, user_id)
            return sum(connection.execute(erase, person).rowcount for erase in (_ERASE_ACTOR, _ERASE_NAMED))

    def purge(self, scope: Scope) -> int:
        """Delete a scope's entries, texts, mails on file and messages: the one way by which entries go.

        It is for the end of a retention the operator set. The scope is named in `leaving` for the length of
        the transaction, and only so do the triggers let its entries go; a stray DELETE stays refused.

        Returns:
            How many entries were deleted.
        """
        with self._database.writing() as connection:
            return self.purge_within(connection, scope)

    def purge_within(self, connection: Connection, scope: Scope) -> int:
        """Do the same as part of a write transaction that is given; for other modules of storage."""
        self._hold_back_appends(connection)
        connection.execute(LEAVING.insert().values(scope=scope.id))
        for kept_apart in (TEXTS, FILES):
            connection.execute(delete(kept_apart).where(kept_apart.c.scope == scope.id))
        deleted = connection.execute(delete(ENTRIES).where(ENTRIES.c.scope == scope.id)).rowcount
        connection.execute(delete(LEAVING).where(LEAVING.c.scope == scope.id))
        forget_scope(connection, scope)
        return deleted

    @staticmethod
    def _hold_back_appends(connection: Connection) -> None:
        """Else an entry appended on top of those being deleted would stay behind, alone."""
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE entries IN EXCLUSIVE MODE")
