"""Runs the migrations inside a transaction that is given; the only module that imports Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from storage.errors import NEWER, StorageError

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the schema to a version within the connection's transaction; the caller commits.

    Args:
        connection: in a write transaction that no other process migrates beside.
        version: of a migration; the newest by default.

    Raises:
        StorageError: the database is of a version this app does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, version)
    except CommandError as error:
        raise StorageError(NEWER) from error
