"""A Chromium for each module, a fresh try-out for each test; what the browser overheard is checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import ABSENT, started
from tests.browser.tryout import TryOut, tried_out
from tests.browser.visitor import DESK, PATIENCE, PHONE, Overheard, Visitor, visiting

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


# For each module and no longer: Playwright keeps an event loop that other tests would meet.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with started() as browser:
        if browser is None:
            pytest.skip(ABSENT)
        yield browser


@pytest.fixture
def tryout(tmp_path: Path) -> Iterator[TryOut]:
    with tried_out(tmp_path) as running:
        yield running


@pytest.fixture
def overheard() -> Iterator[Overheard]:
    heard = Overheard()
    yield heard
    assert heard.hosts <= {"127.0.0.1"}
    assert heard.complaints == []


@pytest.fixture
def visitor(chromium: Browser, tryout: TryOut, overheard: Overheard) -> Iterator[Visitor]:
    with visiting(chromium, tryout.url, overheard, DESK) as somebody:
        somebody.arrives()
        yield somebody


@pytest.fixture
def phone(chromium: Browser, tryout: TryOut, overheard: Overheard) -> Iterator[Visitor]:
    with visiting(chromium, tryout.url, overheard, PHONE) as somebody:
        somebody.arrives()
        yield somebody
