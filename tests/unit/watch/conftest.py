"""The world whose page is watched, and a server that the watch asks, new for each test."""

from collections.abc import Iterator

import pytest

from tests.slack_site import SlackSite
from tests.unit.watch.world import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def site() -> Iterator[SlackSite]:
    with SlackSite() as site:
        yield site
