"""The deadline over real sockets of this machine: the monotonic clock is handed in, its steps are chosen.

Where a silent server is waited for, it is for a tenth of a second: less is not worth a connection.
"""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.error import URLError
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from bolt_app.demo.local_server import LocalServer
from bolt_app.metrics import Counts
from listeners.connections import Connections
from listeners.deadline import SECONDS, Deadline, TimedClient, TooSlow
from tests.patience import PATIENCE
from tests.scenarios.process import free_port


class Monotonic:
    """A clock that goes forward when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Slack:
    """Answers every call in one way, counts them, and may let time pass meanwhile."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.tokens: list[str] = []
        self.status = "200 OK"
        self.meanwhile: Callable[[], None] = lambda: None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        self.calls.append(environ["PATH_INFO"])
        self.tokens.append(environ.get("HTTP_AUTHORIZATION", ""))
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.meanwhile()
        start_response(self.status, [("Content-Type", "application/json"), ("Retry-After", "30")])
        ok = self.status.startswith("200")
        return [json.dumps({"ok": ok, "error": "ratelimited"}).encode()]


@pytest.fixture
def monotonic() -> Monotonic:
    return Monotonic()


@pytest.fixture
def connections(monotonic: Monotonic) -> Iterator[Connections]:
    connections = Connections(monotonic)
    yield connections
    connections.close()


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest.fixture
def client(slack: Slack) -> Iterator[WebClient]:
    with LocalServer(slack) as server:
        yield WebClient("xoxb-1", base_url=f"{server.url}/api/", team_id="T0ACME", headers={"x-a": "b"})


def test_a_call_within_the_deadline_is_made_with_what_is_left_of_it(client, slack, monotonic, connections):
    timed = TimedClient(client, monotonic() + 250, monotonic, connections, Counts().called)
    monotonic.now += 125
    assert timed.auth_test()["ok"] is True
    assert (slack.calls, slack.tokens, timed.timeout) == (["/api/auth.test"], ["Bearer xoxb-1"], 125)


@pytest.mark.parametrize("late", [2.41, 2.5, 3, 60])
def test_a_call_for_which_no_time_is_left_is_not_made(client, slack, monotonic, late: float, connections):
    timed = TimedClient(client, monotonic() + 2.5, monotonic, connections, Counts().called)
    monotonic.now += late
    with pytest.raises(TooSlow, match=r"users\.info"):
        timed.users_info(user="U0ADA")
    assert slack.calls == []


def test_what_one_call_took_is_not_there_for_the_next(client, slack, monotonic, connections):
    timed = TimedClient(client, monotonic() + 250, monotonic, connections, Counts().called)

    def time_passes() -> None:
        monotonic.now += 200

    slack.meanwhile = time_passes
    timed.auth_test()
    timed.auth_test()
    assert timed.timeout == 50
    with pytest.raises(TooSlow, match=r"auth\.test"):
        timed.auth_test()
    assert len(slack.calls) == 2


def test_a_refusal_is_raised_at_once_and_never_repeated(client, slack, monotonic, connections):
    client.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=3))
    slack.status = "429 Too Many Requests"
    timed = TimedClient(client, monotonic() + 250, monotonic, connections, Counts().called)
    with pytest.raises(SlackApiError, match="ratelimited"):
        timed.auth_test()
    assert (len(slack.calls), timed.retry_handlers) == (1, [])


def test_token_address_headers_and_team_are_those_of_the_request(client, monotonic, connections):
    timed = TimedClient(client, monotonic() + 2.5, monotonic, connections, Counts().called)
    assert (timed.token, timed.base_url, timed.headers) == (client.token, client.base_url, client.headers)
    assert timed.default_params == client.default_params == {"team_id": "T0ACME"}


@contextmanager
def silent() -> Iterator[str]:
    """Give the address of a server that lets connections in and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def torn(answer: bytes) -> Iterator[str]:
    """Give the address of a server that sends this much to one call, and closes."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(PATIENCE)  # a call that never comes fails the test instead of holding it up

        def once() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=once)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_does_not_answer_in_time_is_too_slow(scheme: str, monotonic, caplog, connections):
    with silent() as address:
        client = WebClient("xoxb-1", base_url=f"{scheme}://{address}/api/")
        timed = TimedClient(client, monotonic() + 0.1001, monotonic, connections, Counts().called)
        with pytest.raises(TooSlow, match=r"users\.info"):
            timed.users_info(user="U0ADA")
    assert "timed out" in caplog.text


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", b"what is this\r\n\r\n"]
)
def test_an_answer_that_breaks_off_is_a_failed_connection(answer: bytes, monotonic, connections):
    with torn(answer) as address:
        timed = TimedClient(
            WebClient("xoxb-1", base_url=f"http://{address}/api/"),
            1e6,
            monotonic,
            connections,
            Counts().called,
        )
        monotonic.now = 1e6 - 250
        with pytest.raises(ConnectionError, match=r"the answer to auth\.test broke off"):
            timed.auth_test()


def test_a_server_that_is_not_there_is_out_of_reach_and_not_slow(monotonic, connections):
    address = f"127.0.0.1:{free_port()}"
    timed = TimedClient(
        WebClient("xoxb-1", base_url=f"http://{address}/api/"),
        monotonic() + 250,
        monotonic,
        connections,
        Counts().called,
    )
    with pytest.raises(URLError, match="refused"):
        timed.auth_test()


def test_each_request_gets_a_client_with_a_deadline_of_its_own(client, monotonic):
    request, answer = BoltRequest(body=""), BoltResponse(status=200)
    request.context["client"] = client
    assert (
        Deadline(monotonic, Counts().called).process(
            req=request, resp=BoltResponse(status=404), next=lambda: answer
        )
        is answer
    )
    timed = request.context["client"]
    assert isinstance(timed, TimedClient)
    monotonic.now -= 60  # so that the machine may take a minute more
    assert timed.auth_test()["ok"]
    assert timed.timeout == 60 + SECONDS
    assert SECONDS == 2.5


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("200 OK", "ok"), ("403 Forbidden", "refused"), ("429 Too Many Requests", "rate_limited")],
)
def test_how_a_call_ended_is_counted(client, slack, monotonic, *, connections, status: str, outcome: str):
    slack.status, counts = status, Counts()
    timed = TimedClient(client, monotonic() + 250, monotonic, connections, counts.called)
    if outcome == "ok":
        timed.auth_test()
    else:
        with pytest.raises(SlackApiError):
            timed.auth_test()
    assert counts.calls() == {(("method", "auth.test"), ("outcome", outcome)): 1}


def test_a_call_that_was_too_late_or_reached_nobody_is_counted_as_such(client, monotonic, connections):
    counts = Counts()
    late = TimedClient(client, monotonic(), monotonic, connections, counts.called)
    with pytest.raises(TooSlow):
        late.users_info(user="U0ADA")
    nobody = WebClient("xoxb-1", base_url=f"http://127.0.0.1:{free_port()}/api/")
    with pytest.raises(URLError):
        TimedClient(nobody, monotonic() + 250, monotonic, connections, counts.called).auth_test()
    assert counts.calls() == {
        (("method", "users.info"), ("outcome", "too_slow")): 1,
        (("method", "auth.test"), ("outcome", "unreachable")): 1,
    }
