"""How Slack hands a request to an app, over signed HTTP; knows nothing of what the answer means.

Socket Mode stands in through the same `Delivery`.
Sources: docs.slack.dev/authentication/verifying-requests-from-slack, docs.slack.dev/apis/events-api.
"""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

ANSWER_WITHIN = 3.0
"""Seconds Slack waits for an answer."""
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


class AppFailed(Exception):
    """What a person sees instead of an answer.

    Attributes:
        error: Slack's name for it (`operation_timeout`, `dispatch_failed`, …).
        details: what a developer wants to know: the status, or the problems found.
    """

    def __init__(self, error: str, *details: str) -> None:
        super().__init__(": ".join((error, "; ".join(details))) if details else error)
        self.error = error
        self.details = details


class OperationTimeout(AppFailed):
    """No answer within Slack's three seconds."""

    def __init__(self, *details: str) -> None:
        super().__init__("operation_timeout", *details)


class DispatchFailed(AppFailed):
    """No connection, or an answer other than 200."""

    def __init__(self, *details: str) -> None:
        super().__init__("dispatch_failed", *details)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app answered: HTTP status, headers by lower-case name, body."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def or_failed(self) -> "Answer":
        """The answer itself.

        Raises:
            DispatchFailed: when the status is not 200.
        """
        if self.status != http.client.OK:
            raise DispatchFailed(f"HTTP {self.status}", self.body[:200])
        return self


@dataclass(frozen=True, slots=True)
class Retry:
    """An event sent again: the how-manieth time (1 to 3), and why (`http_timeout`, `http_error`)."""

    number: int
    reason: str


class Delivery(Protocol):
    """A way to an app. Every method waits for the answer, at most Slack's three seconds.

    Raises (every method):
        OperationTimeout: no answer in time.
        DispatchFailed: the app could not be reached.
    """

    def command(self, form: Mapping[str, str]) -> Answer:
        """A slash command."""
        ...

    def interaction(self, payload: Mapping[str, Any]) -> Answer:
        """A button pressed, a modal submitted or closed."""
        ...

    def event(self, body: Mapping[str, Any], retry: Retry | None = None) -> Answer:
        """An event, perhaps not for the first time."""
        ...


def signature(secret: str, timestamp: str, body: str) -> str:
    """Slack's `v0` signature of a request."""
    mac = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
    return f"v0={mac.hexdigest()}"


@dataclass(frozen=True, slots=True)
class HttpDelivery:
    """Signed HTTP to an app's request URL.

    Attributes:
        request_url: where the app listens, http only, this machine only.
        signing_secret: the secret shared with the app.
        answer_within: seconds to wait for an answer.
        clock: seconds for the signature. Apps check it against real time, so this is never the moved clock.
    """

    request_url: str
    signing_secret: str
    answer_within: float = ANSWER_WITHIN
    clock: Callable[[], float] = time.time

    def command(self, form: Mapping[str, str]) -> Answer:
        """A slash command, as a form."""
        return self.post(urlencode(form), _FORM)

    def interaction(self, payload: Mapping[str, Any]) -> Answer:
        """An interaction, as JSON in the form field `payload`."""
        return self.post(urlencode({"payload": json.dumps(payload)}), _FORM)

    def event(self, body: Mapping[str, Any], retry: Retry | None = None) -> Answer:
        """An event, as JSON; sent again it says so in its headers."""
        again = (
            {"x-slack-retry-num": str(retry.number), "x-slack-retry-reason": retry.reason} if retry else {}
        )
        return self.post(json.dumps(body), _JSON, again)

    def url_verification(self, challenge: str) -> Answer:
        """What Slack sends when a request URL is entered: the app has to answer with the challenge."""
        return self.post(json.dumps({"type": "url_verification", "challenge": challenge}), _JSON)

    def ssl_check(self) -> Answer:
        """What Slack sends now and then to check a certificate; 200 is owed."""
        return self.post(urlencode({"ssl_check": "1"}), _FORM)

    def post(self, body: str, content_type: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Any body, signed. `headers` are added and win: a test forges signature or time with them."""
        timestamp = str(int(self.clock()))
        signed = {
            "content-type": content_type,
            "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature(self.signing_secret, timestamp, body),
        }
        return self._send(body.encode(), signed | dict(headers or {}))

    def _send(self, body: bytes, headers: dict[str, str]) -> Answer:
        url = urlsplit(self.request_url)
        started = time.monotonic()
        connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=self.answer_within)
        try:
            connection.request("POST", url.path or "/", body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except TimeoutError:
            raise OperationTimeout(f"no answer in {self.answer_within} s") from None
        except (OSError, http.client.HTTPException) as cause:
            raise DispatchFailed(repr(cause)) from cause
        finally:
            connection.close()
        # A socket's time limit starts anew with each piece of an answer; Slack's does not.
        if time.monotonic() - started > self.answer_within:
            raise OperationTimeout(f"the answer came after {self.answer_within} s")
        return Answer(response.status, text, {name.lower(): value for name, value in response.getheaders()})
