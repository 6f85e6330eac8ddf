"""How often things happened, for a monitoring system; knows no workspace, no person and no text.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/. Each process counts what it did itself,
since it started; what stands in the outbox is everybody's.
"""

import hmac
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.outgoing import Outcome, Tally
from bolt_app.request_limits import refuse

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from bolt_app.optout.desk import Clock

PATH = "/metrics"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_KINDS = frozenset(
    {"block_actions", "command", "event_callback", "url_verification", "view_closed", "view_submission"}
)
"""As Slack calls them, but for commands. A stranger may send any other word."""

_Labels = tuple[tuple[str, str], ...]


class Counts:
    """What happened in this process since it started. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[_Labels] = Counter()
        self._calls: Counter[_Labels] = Counter()

    def answered(self, body: Mapping[str, Any], status: int) -> None:
        """Count a request from Slack, or from who says so: its parsed body, the HTTP status of the answer."""
        kind = "command" if "command" in body else str(body.get("type"))
        known = kind if kind in _KINDS else "other"
        with self._lock:
            self._requests[("kind", known), ("status", str(int(status)))] += 1

    def called(self, method: str, outcome: str) -> None:
        """Count a call of Slack's Web API: the method's name, and one word for how it ended."""
        with self._lock:
            self._calls[("method", method), ("outcome", outcome)] += 1

    def requests(self) -> Mapping[_Labels, int]:
        """Return the numbers of requests, by kind and status."""
        with self._lock:
            return dict(self._requests)

    def calls(self) -> Mapping[_Labels, int]:
        """Return the numbers of calls, by method and outcome."""
        with self._lock:
            return dict(self._calls)


class Metrics:
    """The page: for whoever brings the token, and nobody else."""

    def __init__(
        self, token: str, counts: Counts, tally: Callable[[], Tally], register: str, clock: "Clock"
    ) -> None:
        """Take the token, what was counted, what asks the outbox, the register's version, and the clock."""
        self._token = token.encode()
        self._counts = counts
        self._tally = tally
        self._register = register
        self._clock = clock

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer with the numbers, or 401 without the token (`Authorization: Bearer …`)."""
        scheme, _, given = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), self._token):
            return refuse(HTTPStatus.UNAUTHORIZED, start_response, ("WWW-Authenticate", "Bearer"))
        body = "".join(f"{line}\n" for line in self._lines()).encode()
        headers = [("Content-Type", CONTENT_TYPE), ("Cache-Control", "no-store")]
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _lines(self) -> Iterator[str]:
        yield from _family(
            "datapolicy_info",
            "gauge",
            "Always 1; which register is shown.",
            {(("register", self._register),): 1},
        )
        yield from _family(
            "datapolicy_requests_total",
            "counter",
            "Requests to the address Slack delivers to, by the HTTP status of the answer.",
            self._counts.requests(),
        )
        yield from _family(
            "datapolicy_slack_calls_total",
            "counter",
            "Calls of Slack's Web API that listeners made.",
            self._counts.calls(),
        )
        try:
            tally = self._tally()
        except RecordUnavailable:
            yield from _database(0)
            return
        yield from _database(1)
        yield from _family(
            "datapolicy_outbox_messages",
            "gauge",
            "Messages that are kept, by how they ended or that they wait.",
            {(("state", state.value),): tally.numbers.get(state, 0) for state in Outcome},
        )
        late = self._clock() - tally.earliest if tally.earliest else timedelta()
        yield from _family(
            "datapolicy_outbox_oldest_due_seconds",
            "gauge",
            "How long the message that is due longest has been waiting.",
            {(): max(0, int(late.total_seconds()))},
        )


def _database(up: int) -> Iterator[str]:
    return _family("datapolicy_database_up", "gauge", "Whether the database answered just now.", {(): up})


def _family(name: str, kind: str, meaning: str, numbers: Mapping[_Labels, int]) -> Iterator[str]:
    yield f"# HELP {name} {meaning}"
    yield f"# TYPE {name} {kind}"
    for labels, number in sorted(numbers.items()):
        # No label holds a character that has to be escaped: all are names from this code or Slack's methods.
        inside = ",".join(f'{label}="{value}"' for label, value in labels)
        yield f"{name}{{{inside}}} {number}" if inside else f"{name} {number}"
