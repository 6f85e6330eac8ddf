"""A tiny Bolt app of the tests' own, which does whatever a test tells it; knows nothing of data policies."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bolt_app.demo.delivery import HttpDelivery
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.slack import PretendedSlack
from tests.patience import PATIENCE

Step = Callable[..., Any]
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "tokens_revoked",
    "team_access_granted",
    "team_access_revoked",
)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += seconds


@dataclass
class TinyApp:
    """An app whose listeners a test sets: by command, action_id, callback_id or event type.

    Each takes Bolt's keyword arguments it names; what it does not set answers 404, as Bolt does.
    """

    slack: PretendedSlack
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        workspace = self.slack.workspace

        def authorize() -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=workspace.enterprise_id,
                team_id=workspace.team_id,
                bot_token=workspace.bot_token,
                bot_id=workspace.bot_id,
                bot_user_id=workspace.bot_user_id,
            )

        self.client = WebClient(token=workspace.bot_token, base_url=self.slack.api_url, timeout=PATIENCE)
        self.client.retry_handlers = []
        self.bolt = App(
            client=self.client,
            signing_secret=workspace.signing_secret,
            authorize=authorize,
            process_before_response=True,
            ignoring_self_events_enabled=False,
        )

        @self.bolt.middleware
        def keep(body: dict[str, Any], request: Any, next: Callable[[], Any]) -> Any:  # noqa: A002
            with self.lock:
                self.received.append(body)
                self.headers.append(request.headers)
            return next()

    def on_command(self, step: Step) -> None:
        self.bolt.command("/datapolicy")(step)

    def on_action(self, action_id: str, step: Step) -> None:
        self.bolt.action(action_id)(step)

    def on_submit(self, callback_id: str, step: Step) -> None:
        self.bolt.view_submission(callback_id)(step)

    def on_close(self, callback_id: str, step: Step) -> None:
        self.bolt.view_closed(callback_id)(step)

    def on_event(self, kind: str, step: Step) -> None:
        self.bolt.event(kind)(step)


@contextmanager
def listening(app: TinyApp, answer_within: float = PATIENCE) -> Iterator[HttpDelivery]:
    """The app behind a real socket, connected to its pretended Slack."""
    with LocalServer(SlackRequestHandler(app.bolt)) as server:
        delivery = HttpDelivery(
            f"{server.url}/slack/events", app.slack.workspace.signing_secret, answer_within=answer_within
        )
        app.slack.connect(delivery)
        yield delivery


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text)} | more


def button(text: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), "action_id": action_id} | more


def actions(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)} | more


def home(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": list(blocks)} | more


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("A form"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
    } | more


def text_input(label: str, block_id: str, *, optional: bool = False, **element: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "optional": optional,
        "element": {"type": "plain_text_input", "action_id": "typed"} | element,
    }


def option(text: str, value: str) -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def choice_input(
    label: str, block_id: str, kind: str, *options: tuple[str, str], **element: Any
) -> dict[str, Any]:
    every = [option(text, value) for text, value in options]
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"type": kind, "action_id": "chosen", "options": every} | element,
    }
