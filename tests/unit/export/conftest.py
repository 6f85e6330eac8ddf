"""A bundle that an auditor unpacked, whole, new for each test."""

from pathlib import Path

import pytest

from tests.unit.export.auditing import ALL, unpacked
from tests.unit.export.records import looked_through


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unpacked(looked_through(ALL), tmp_path)
