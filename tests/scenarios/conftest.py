"""The wired app for scenarios: real HTTP, a real database, and a clock that only a test moves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import acme

MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class StandingClock:
    """Stands still until somebody moves it on."""

    def __init__(self) -> None:
        self._now = MORNING

    def now(self) -> datetime:
        return self._now

    def timestamp(self) -> float:
        return self._now.timestamp()

    def passes(self, **by: float) -> None:
        self._now += timedelta(**by)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def wired(tmp_path: Path, clock: StandingClock) -> Iterator[Wired]:
    database = f"sqlite:///{tmp_path / 'record.sqlite3'}"
    with Wired(acme(), database, clock.now, slack_now=clock.timestamp) as running:
        yield running


@pytest.fixture
def slack(wired: Wired) -> PretendedSlack:
    return wired.slack


@pytest.fixture
def ada(slack: PretendedSlack) -> Person:
    return slack.person("ada")


@pytest.fixture
def grace(slack: PretendedSlack) -> Person:
    return slack.person("grace")


@pytest.fixture
def lin(slack: PretendedSlack) -> Person:
    return slack.person("lin")


@pytest.fixture
def sam(slack: PretendedSlack) -> Person:
    return slack.person("sam")


@pytest.fixture
def camille(slack: PretendedSlack) -> Person:
    return slack.person("camille")


@pytest.fixture
def noor(slack: PretendedSlack) -> Person:
    return slack.person("noor")
