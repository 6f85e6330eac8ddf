"""A scene with a worker in it, new for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from storage import open_storage
from tests.unit.worker.scene import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    storage = open_storage(f"sqlite:///{tmp_path / 'record.sqlite3'}", ())
    storage.migrate()
    with PretendedSlack(acme()) as slack:
        yield Scene(slack, storage)
    storage.close()
