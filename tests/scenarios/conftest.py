"""The wired app for scenarios: real HTTP, a real database, and a clock that only a test moves."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from bolt_app.i18n import load_translators
from bolt_app.register import load
from tests.patience import patiently

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


def wire(
    folder: Path, clock: StandingClock, workspace: Workspace | None = None, **parts: Any
) -> AbstractContextManager[Wired]:
    """The app in front of a pretended Slack, its record in that folder; to be entered."""
    database = f"sqlite:///{folder / 'record.sqlite3'}"
    return patiently(workspace or acme(), database, clock.now, slack_now=clock.timestamp, **parts)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture(scope="session")
def read_once() -> Mapping[str, Any]:
    """What the app reads from its own files at start: the register and the catalogues."""
    return {"register": load(), "translators": load_translators()}


WORKSPACES = {"workspace": acme(), "Grid workspace": in_organisation(), "organisation": organisation()}

in_every_kind_of_workspace = pytest.mark.parametrize(
    "workspace", WORKSPACES.values(), ids=list(WORKSPACES), indirect=True
)


@pytest.fixture
def workspace(request: pytest.FixtureRequest) -> Workspace:
    """Acme by itself, where a test does not say otherwise."""
    found: Workspace = getattr(request, "param", WORKSPACES["workspace"])
    return found


@pytest.fixture
def wired(
    tmp_path: Path, clock: StandingClock, workspace: Workspace, read_once: Mapping[str, Any]
) -> Iterator[Wired]:
    with wire(tmp_path, clock, workspace, **read_once) as running:
        yield running


@pytest.fixture
def nothing_breaks(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test in which the app logged an exception, or a request that nothing listens for."""
    yield
    broken = [
        one.getMessage() for one in caplog.get_records("call") if one.exc_info or one.levelname == "ERROR"
    ]
    assert broken == []
    assert "Unhandled" not in "".join(one.getMessage() for one in caplog.get_records("call"))


@pytest.fixture
def slack(wired: Wired) -> PretendedSlack:
    return wired.slack


def somebody(key: str) -> Any:
    """A fixture of that name: the person with this key."""

    @pytest.fixture(name=key)
    def person(slack: PretendedSlack) -> Person:
        return slack.person(key)

    return person


ada, grace = somebody("ada"), somebody("grace")
lin = somebody("lin")
sam, camille = somebody("sam"), somebody("camille")
noor, otto = somebody("noor"), somebody("otto")
