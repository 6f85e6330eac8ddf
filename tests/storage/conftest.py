"""A fresh database of either kind for each test; the tests never learn which unless they ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from storage import Storage, open_storage
from tests.postgres import fresh_database
from tests.storage.installs import Installed
from tests.storage.record import KEY


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/datapolicy.sqlite3"
        return
    with fresh_database() as address:
        yield address


@pytest.fixture
def storage(database_url: str) -> Iterator[Storage]:
    opened = open_storage(database_url, [KEY])
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def intruder(storage: Storage) -> Iterator[Connection]:
    """Somebody who runs the database, with its triggers out of the way; what they do is committed at once."""
    engine = storage._database.engine
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        on_table = "" if engine.dialect.name == "sqlite" else " ON entries"
        for trigger in ("entries_stay_as_written", "entries_stay"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}{on_table}")
        yield connection


@pytest.fixture
def installed(storage: Storage) -> Installed:
    return Installed(storage)
