"""The try-out's page before a pretended Slack whose clock the page moves."""

from collections.abc import Iterator

import pytest

from bolt_app.demo.clock import MovableClock
from bolt_app.demo.page import build_page
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Workspace, acme
from tests.unit.demo.page.browser import NOON, TRANSLATORS, Browser
from tests.unit.demo.tiny_app import TinyApp, listening


@pytest.fixture
def moved() -> MovableClock:
    return MovableClock(lambda: NOON)


@pytest.fixture
def workspace() -> Workspace:
    """Acme by itself, where a file does not say otherwise."""
    return acme()


@pytest.fixture
def slack(workspace: Workspace, moved: MovableClock) -> Iterator[PretendedSlack]:
    with PretendedSlack(workspace, moved.timestamp) as pretended:
        yield pretended


@pytest.fixture
def browser(slack: PretendedSlack, app: TinyApp, moved: MovableClock) -> Iterator[Browser]:
    page = build_page(slack, moved, TRANSLATORS)
    page.testing = True
    with listening(app), page.test_client() as client:
        yield Browser(client)
