"""One database, SQLite or PostgreSQL, as units of work to read or to write; knows no table."""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, TextClause, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from storage.errors import StorageError, Unavailable
from storage.first_row import FirstRow

_MIGRATING = 0x44617461506F6C  # any constant: the number of the advisory lock round a migration


@dataclass(frozen=True, slots=True, repr=False)
class Database:
    """An engine and how this app uses it. Safe to share between threads, not across a fork.

    Attributes:
        file: the database file on SQLite, None on PostgreSQL.
        address: where it is, for sentences, without a password.
    """

    engine: Engine
    file: Path | None
    address: str
    _reader: Engine
    _turn: "threading.Lock | None"  # quoted: until Python 3.13 it is no type
    _longest_turn: float
    _first_row: FirstRow | None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose every statement is its own transaction: nothing is held or locked.

        Raises:
            Unavailable: the database does not answer, or all connections are in use for too long.
            StorageError: the file is no database, or damaged.
        """
        with self._failures_named(), self._reader.connect() as connection:
            yield connection

    def first(self, statement: TextClause, parameters: Mapping[str, str]) -> "Sequence[Any] | None":
        """Return the first row of a statement that reads, or None. For what is asked at every request.

        On SQLite without SQLAlchemy, and whether or not a connection of the pool is free.

        Args:
            statement: with named parameters (`:name`), as both SQLite and SQLAlchemy write them.
            parameters: by name.

        Raises:
            Unavailable, StorageError: as `reading`.
        """
        if self._first_row is None:
            with self.reading() as connection:
                return connection.execute(statement, parameters).first()
        with self._failures_named():
            try:
                return self._first_row.of(statement.text, parameters)
            except sqlite3.Error as error:
                raise DBAPIError.instance(statement.text, None, error, sqlite3.Error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a write transaction: committed at the end, undone when something is raised.

        On SQLite the transaction is the only one that writes, in this process and in all others: it begins
        as such (`BEGIN IMMEDIATE`), since one that turns to writing later fails when another was faster.

        Raises:
            Unavailable: the database does not answer, or others write for too long.
        """
        with self._failures_named(), self._in_turn(), self.engine.connect() as connection, connection.begin():
            if self.file is not None:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Give a write transaction that no other process's `alone()` overlaps: for migrations."""
        with self.writing() as connection:
            if self.file is None:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
            yield connection

    def prepare(self) -> None:
        """Make the SQLite file (0600) when there is none, and have it written ahead (WAL). Idempotent.

        Raises:
            StorageError: the file cannot be made.
        """
        if self.file is None:
            return
        try:
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise _cannot_be_made(self.file, error.strerror) from None
        with self.reading() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")

    def hold_folder(self) -> None:
        """Raise what `prepare` would where the SQLite file could not be made; makes nothing.

        Raises:
            StorageError: the file's folder is not there, or cannot be written to.
        """
        if self.file is None or self.file.exists():
            return
        if not self.file.parent.is_dir():
            raise _cannot_be_made(self.file, os.strerror(errno.ENOENT))
        if not os.access(self.file.parent, os.W_OK | os.X_OK):
            raise _cannot_be_made(self.file, os.strerror(errno.EACCES))

    def close(self) -> None:
        """Close the connections that are not in use; a later call opens new ones."""
        self.engine.dispose()
        if self._first_row is not None:
            self._first_row.close()

    @property
    def there(self) -> bool:
        """False when the SQLite file was never made or is gone: open connections would not notice."""
        return self.file is None or self.file.exists()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Line the writers of this process up: SQLite's own waiting is by sleeping and favours nobody."""
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=self._longest_turn):
            raise Unavailable(f"The database {self.address} is busy with other writers.")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _failures_named(self) -> Iterator[None]:
        try:
            yield
        except PoolExhausted as error:
            raise Unavailable(f"All connections to the database {self.address} are in use.") from error
        except (OperationalError, InterfaceError) as error:
            if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_ERROR":
                raise  # a statement that does not fit the schema: waiting does not mend it
            said = " ".join(str(error.orig).split())  # libpq explains itself over several lines
            raise Unavailable(
                f"The database {self.address} did not answer: {said}. The setting DATABASE_URL names it."
            ) from error
        except DatabaseError as error:
            if type(error) is not DatabaseError:
                raise
            raise StorageError(f"The database {self.address} cannot be read: {error.orig}.") from error


def _cannot_be_made(file: Path, why: str | None) -> StorageError:
    return StorageError(
        f"The database file {file} cannot be opened: {why}. Its folder must exist and be writable; "
        "the setting DATABASE_URL names it."
    )


def open_database(
    database_url: str, *, threads: int = 32, patience: float = 2.0, busy: float = 15.0
) -> Database:
    """Return the database at an address; nothing is connected to or made yet.

    Args:
        database_url: `sqlite:///file` or `postgresql://…`.
        threads: how many threads may use it at once; each has at most one connection.
        patience: seconds a thread beyond those waits for a connection before it is told so.
        busy: seconds a writer on SQLite waits for the others.

    Raises:
        StorageError: the address is of another kind, or names no file.
    """
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StorageError("DATABASE_URL is not the address of a database.") from None
    # As the operator wrote it, without the driver; a query may hold a password too.
    address = url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, address, threads, patience, busy)
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return _postgresql(url.set(drivername="postgresql+psycopg"), address, threads, patience)
    raise StorageError(f"DATABASE_URL is of the kind {url.drivername}, not sqlite or postgresql.")


def _sqlite(url: URL, address: str, threads: int, patience: float, busy: float) -> Database:
    if url.database in {None, "", ":memory:"}:
        raise StorageError("DATABASE_URL names no file. An example: sqlite:///datapolicy.sqlite3.")
    file = Path(str(url.database)).absolute()

    def connect() -> sqlite3.Connection:
        # mode=rw: a file that vanished is an error, not a new empty database. No isolation level: sqlite3
        # then begins nothing by itself, and `writing()` decides.
        connection = sqlite3.connect(
            f"{file.as_uri()}?mode=rw", uri=True, timeout=busy, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")  # who is erased is gone from the file, not only hidden
        return connection

    engine = create_engine(
        url,
        creator=connect,
        pool_size=threads,
        max_overflow=0,
        pool_timeout=patience,
        hide_parameters=True,
    )
    return Database(engine, file, address, engine, threading.Lock(), busy, FirstRow(connect))


def _postgresql(url: URL, address: str, threads: int, patience: float) -> Database:
    kept = max(1, threads // 4)  # a read takes about a millisecond: few connections stay open when it is calm
    engine = create_engine(
        url,
        pool_size=kept,
        max_overflow=threads - kept,
        pool_timeout=patience,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 3},
    )
    reader = engine.execution_options(isolation_level="AUTOCOMMIT")
    return Database(engine, None, address, reader, None, 0.0, None)
