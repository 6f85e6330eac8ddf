"""A pretended Slack, a clock that stands still, and the tests' own app, connected; knows no scenario."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bolt_app.demo.delivery import HttpDelivery
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from tests.unit.demo.asking import client_of
from tests.unit.demo.tiny_app import Clock, TinyApp, listening


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[PretendedSlack]:
    with PretendedSlack(acme(), clock) as pretended:
        yield pretended


@pytest.fixture
def app(slack: PretendedSlack) -> TinyApp:
    return TinyApp(slack)


@pytest.fixture
def delivery(app: TinyApp) -> Iterator[HttpDelivery]:
    with listening(app) as way:
        yield way


@pytest.fixture
def client(slack: PretendedSlack) -> WebClient:
    return client_of(slack)
