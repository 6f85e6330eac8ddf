"""Events on their way to the app, and those to be sent again; knows nothing of what an event is about.

Source: docs.slack.dev/apis/events-api: up to three retries, none when the app says `x-slack-no-retry: 1`.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bolt_app.demo import payloads
from bolt_app.demo.delivery import DispatchFailed, OperationTimeout, Retry
from bolt_app.demo.workspace import Workspace

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack

RETRIES = 3


@dataclass(slots=True)
class Undelivered:
    """An event the app did not take, and how often it was sent again so far."""

    body: Mapping[str, Any]
    reason: str
    retries: int = 0


class Events:
    """Sends events and keeps what was not taken until `redeliver()`.

    Attributes:
        waiting: events to be sent again, oldest first.
        given_up: events the app never took.
    """

    def __init__(self, slack: "PretendedSlack") -> None:
        self._slack = slack
        self._numbers = itertools.count(1)
        self.waiting: list[Undelivered] = []
        self.given_up: list[Undelivered] = []

    def send(self, inner: Mapping[str, Any], workspace: Workspace | None = None) -> bool:
        """Something happened in the workspace, or in another of its organisation. Whether the app took it."""
        where = workspace or self._slack.workspace
        return self._first(payloads.event(where, inner, self._id(), self._slack.now()))

    def about_installation(self, inner: Mapping[str, Any]) -> bool:
        """Something happened to the installation: `app_uninstalled`, `tokens_revoked`, `team_access_…`."""
        return self._first(payloads.bare_event(self._slack.workspace, inner, self._id(), self._slack.now()))

    def redeliver(self) -> int:
        """Sends everything that waits once more, at once instead of after Slack's minutes. How many."""
        again, self.waiting = self.waiting, []
        for event in again:
            event.retries += 1
            self._attempt(event, Retry(event.retries, event.reason))
        return len(again)

    def _id(self) -> str:
        return f"Ev{next(self._numbers):08}"

    def _first(self, body: Mapping[str, Any]) -> bool:
        return self._attempt(Undelivered(body, ""), None)

    def _attempt(self, event: Undelivered, retry: Retry | None) -> bool:
        try:
            answer = self._slack.delivery.event(event.body, retry)
        except OperationTimeout:
            event.reason, unwanted = "http_timeout", False
        except DispatchFailed:
            event.reason, unwanted = "connection_failed", False
        else:
            if 200 <= answer.status < 300:
                return True
            event.reason, unwanted = "http_error", answer.headers.get("x-slack-no-retry") == "1"
        done = unwanted or event.retries >= RETRIES
        (self.given_up if done else self.waiting).append(event)
        return False
