"""The world whose page is watched, new for each test."""

import pytest

from tests.unit.watch.world import World


@pytest.fixture
def world() -> World:
    return World()
