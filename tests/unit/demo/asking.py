"""The pretended Slack's Web API asked as the SDK asks, and what a refusal says; knows no listener."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Workspace
from tests.unit.demo.tiny_app import Clock, home, modal, section

HOME = home(section("Hello"))


FORM = modal(section("Hello"))


def client_of(slack: PretendedSlack, token: str | None = None) -> WebClient:
    client = WebClient(token=slack.workspace.bot_token if token is None else token, base_url=slack.api_url)
    client.retry_handlers = []
    return client


@contextmanager
def running(workspace: Workspace, clock: Clock) -> Iterator[tuple[PretendedSlack, WebClient]]:
    with PretendedSlack(workspace, clock) as slack:
        yield slack, client_of(slack)


def refused(refusal: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refusal.value.response["error"])
