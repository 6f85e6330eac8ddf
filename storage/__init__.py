"""What is written down, opened here and used through `Storage`; lets no row and no connection out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Text, bindparam, column, insert, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from storage.archive import SqlArchive
from storage.database import Database, open_database
from storage.departures import SqlDepartures
from storage.erasure import SqlErasure
from storage.errors import NEWER, StorageError, Unavailable
from storage.exports import SqlExports
from storage.grants import SqlGrants
from storage.installations import SqlInstallationStore
from storage.ledger import SqlLedger
from storage.notices import SqlSubscriptions
from storage.outbox import SqlOutbox
from storage.pages import SqlPages
from storage.states import SqlStateStore
from storage.tables import META, NEWEST
from storage.used_links import SqlUsedLinks
from storage.vault import SETTING, Vault, key_file_beside, key_in, vault
from storage.watch_turns import SqlWatchTurns

__all__ = ["SqlLedger", "Storage", "StorageError", "Unavailable", "existing_storage", "open_storage"]

_CHECK = "encryption_check"
_KNOWN_TEXT = "This value tells a right key from a wrong one."
_VERSION = select(column("version_num", Text)).select_from(table("alembic_version"))
_READ_CHECK = select(META.c.value).where(META.c.name == bindparam("name"))


@dataclass(frozen=True, slots=True, repr=False)
class Storage:
    """Everything the app keeps.

    Attributes:
        ledger: the append-only record of every scope.
        installations: where the app is installed, and its tokens.
        departures: who left, and until when their record is kept.
        grants: which workspaces organisations let the app into.
        outbox: the messages that wait to be sent.
        subscriptions: who asked to be told of changes of Slack's texts.
        erasure: deletes everything of a scope, on request.
        archive: the mails on file.
        exports: when each record was exported last.
        used_links: the one-time links that were used.
        pages: Slack's pages as they were read, and what was found on them.
        watch_turns: whose turn it is to read them.
    """

    ledger: SqlLedger
    installations: SqlInstallationStore
    departures: SqlDepartures
    grants: SqlGrants
    outbox: SqlOutbox
    subscriptions: SqlSubscriptions
    erasure: SqlErasure
    archive: SqlArchive
    exports: SqlExports
    used_links: SqlUsedLinks
    pages: SqlPages
    watch_turns: SqlWatchTurns
    _database: Database
    _vault: Vault

    def states(self, clock: Callable[[], datetime]) -> SqlStateStore:
        """Return the states of installations that were begun, for a clock that gives aware times."""
        return SqlStateStore(self._database, clock)

    def secrets(self, purpose: str) -> tuple[bytes, ...]:
        """Return secrets derived from the encryption keys for one purpose, newest first."""
        return self._vault.secrets(purpose)

    def migrate(self) -> None:
        """Bring the schema to the newest version, made when there is none; idempotent, safe when raced.

        For the process that starts the others, before it takes a request.

        Raises:
            StorageError: no key opens the database, a newer version of the app made it, or it cannot be
                made. Nothing is changed then.
        """
        from storage.upgrade import upgrade  # noqa: PLC0415 # Alembic costs 0.1 s that no worker needs

        self._database.prepare()
        with self._database.alone() as connection:
            upgrade(connection)
            check = connection.execute(_READ_CHECK, {"name": _CHECK}).scalar_one_or_none()
            if check is None:
                locked = self._vault.lock(_KNOWN_TEXT)
                connection.execute(insert(META).values(name=_CHECK, value=locked))
            else:
                self._vault.unlock(check)

    def ready(self) -> bool:
        """Whether the database answers and has been migrated to the version this app knows as the newest."""
        if not self._database.there:
            return False
        try:
            with self._database.reading() as connection:
                check = connection.execute(_READ_CHECK, {"name": _CHECK}).scalar_one_or_none()
                return check is not None and list(connection.execute(_VERSION).scalars()) == [NEWEST]
        except (StorageError, SQLAlchemyError):
            return False

    def close(self) -> None:
        """Close the connections that are not in use; a later call opens new ones."""
        self._database.close()


def open_storage(database_url: str, encryption_keys: Sequence[str], *, threads: int = 32) -> Storage:
    """Open the stored data for the app that uses it: `migrate()` makes the schema.

    Args:
        database_url: `sqlite:///file` or `postgresql://…`.
        encryption_keys: Fernet keys, newest first. May be empty on SQLite: then the key is in a file beside
            the database, made here when there is no database yet.
        threads: how many threads will use it at once.

    Raises:
        StorageError: the address, a key or the key file is wrong or missing, or no key opens the database.
        Unavailable: the database does not answer.
    """
    database = open_database(database_url, threads=threads)
    try:
        return _opened(database, encryption_keys, _check_of(database))
    except StorageError:
        database.close()
        raise


def existing_storage(database_url: str, encryption_keys: Sequence[str]) -> Storage | None:
    """Open what the app has made, for who only looks or works on it; None where it has made nothing yet.

    Nothing is made, no key file either: whoever runs a check may be another user than the app, which could
    not read the file then. What an older version made is opened, and is not `ready()`.

    Args:
        database_url: as for `open_storage`.
        encryption_keys: likewise.

    Raises:
        StorageError: as `open_storage`; or there is no folder for the database, or a newer version made it.
        Unavailable: the database does not answer.
    """
    database = open_database(database_url)
    try:
        check = _check_of(database)
        if check is None:
            database.hold_folder()
            database.close()
            return None
        _hold_version(database)
        return _opened(database, encryption_keys, check)
    except StorageError:
        database.close()
        raise


def _opened(database: Database, encryption_keys: Sequence[str], check: bytes | None) -> Storage:
    """Open; the check value was read before a key file is looked for, so two that start make one key."""
    if encryption_keys:
        opened = vault(encryption_keys)
    elif database.file is None:
        raise StorageError(f"{SETTING} is not set, and PostgreSQL needs it.")
    else:
        file = key_file_beside(database.file)
        if check is not None and not file.exists():
            raise StorageError(
                f"The key file {file} is gone, and nothing else opens the texts in {database.file}. "
                f"Put it back from a backup, or set {SETTING} to the key it held."
            )
        database.hold_folder()
        opened = vault([key_in(file)], source=str(file))
    if check is not None:
        opened.unlock(check)
    ledger = SqlLedger(database, opened)
    return Storage(
        ledger=ledger,
        installations=SqlInstallationStore(database, opened),
        departures=SqlDepartures(database, ledger),
        grants=SqlGrants(database),
        outbox=SqlOutbox(database),
        subscriptions=SqlSubscriptions(database),
        erasure=SqlErasure(database, ledger),
        archive=SqlArchive(database, opened),
        exports=SqlExports(database),
        used_links=SqlUsedLinks(database),
        pages=SqlPages(database),
        watch_turns=SqlWatchTurns(database),
        _database=database,
        _vault=opened,
    )


def _check_of(database: Database) -> bytes | None:
    """Return the encrypted check value, or None while the database was never migrated."""
    if not database.there:
        return None
    with database.reading() as connection:
        return _check_in(connection)


def _hold_version(database: Database) -> None:
    with database.reading() as connection:
        if connection.execute(_VERSION).scalar_one() > NEWEST:  # four digits each
            raise StorageError(NEWER)


def _check_in(connection: Connection) -> bytes | None:
    if not inspect(connection).has_table(META.name):
        return None
    value: bytes | None = connection.execute(_READ_CHECK, {"name": _CHECK}).scalar_one_or_none()
    return value
