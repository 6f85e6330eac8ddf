"""The process shell for real: granian in a process of its own, a pretended Slack, SIGTERM; a small app."""

import http.client
import json
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from bolt_app.demo.delivery import Answer, HttpDelivery, signature
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from tests.patience import PATIENCE, patient_delivery
from tests.scenarios.process import Process, free_port, running, until
from tests.scenarios.socket_mode import SocketModeDelivery

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

SMALL = ("tests.scenarios.small_server", "serve")


class SlowSlack:
    """A pretended Slack that answers users.info only when the test lets it."""

    def __init__(self) -> None:
        self.slack = PretendedSlack(acme())
        self.asked = threading.Event()
        self.go = threading.Event()
        self.go.set()
        self.server = LocalServer(self._application)

    def _application(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"].endswith("users.info"):
            self.asked.set()
            self.go.wait(PATIENCE)
        return self.slack.web_api(environ, start_response)

    @property
    def settings(self) -> dict[str, str]:
        """What an app needs to talk to it."""
        workspace = self.slack.workspace
        return {
            "SLACK_API_URL": f"{self.server.url}/api/",
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "WORKER": "no",
        }


@pytest.fixture
def slow_slack() -> Iterator[SlowSlack]:
    """A Slack, running; it answers at once until a test clears `go`."""
    slack = SlowSlack()
    with slack.server:
        yield slack


@pytest.fixture
def served(tmp_path: Path, slow_slack: SlowSlack) -> Iterator[Process]:
    """The small app under granian, taking requests."""
    with running(tmp_path, *SMALL, LOG_LEVEL="DEBUG", **slow_slack.settings) as process:
        yield process.ready()


def to(process: Process, slack: SlowSlack) -> HttpDelivery:
    """Slack's way to the process."""
    return patient_delivery(f"http://127.0.0.1:{process.port}", slack.slack.workspace.signing_secret)


def command(slack: SlowSlack, text: str = "") -> dict[str, str]:
    """`/datapolicy`, typed by Sam."""
    workspace = slack.slack.workspace
    return {
        "command": "/datapolicy",
        "text": text,
        "user_id": workspace.personas["sam"].user_id,
        "team_id": workspace.team_id,
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "api_app_id": workspace.app_id,
    }


def test_a_request_in_hand_is_finished_after_sigterm_and_none_is_taken_after_it(served, slow_slack):
    slow_slack.go.clear()
    answers: list[Answer] = []
    delivery = to(served, slow_slack)
    waiting = threading.Thread(target=lambda: answers.append(delivery.command(command(slow_slack))))
    waiting.start()
    assert slow_slack.asked.wait(PATIENCE)

    served.terminate()
    until(lambda: served.status("/healthz") == 0, "it takes no more connections")
    assert not served.ended

    slow_slack.go.set()
    waiting.join()
    assert [(answer.status, answer.body) for answer in answers] == [(200, "answered to sam.rivers")]
    assert served.exit_code() == 0


def test_a_worker_that_is_still_loading_the_app_is_ended_and_need_not_be_killed(tmp_path, slow_slack):
    with running(tmp_path, *SMALL, "never-loaded", **slow_slack.settings) as process:
        until(lambda: process.ended or (tmp_path / "loading").exists(), "its worker loads the app")
        process.terminate()
        process.exit_code()
        assert "Taking requests at" in process.log
        assert "Killing worker" not in process.log


def test_a_request_in_hand_is_answered_after_sigterm_over_socket_mode_too(tmp_path, slow_slack):
    slack = slow_slack.slack
    environ = {**slow_slack.settings, "SLACK_APP_TOKEN": slack.workspace.app_token, "LOG_LEVEL": "DEBUG"}
    with (
        SocketModeDelivery(slack) as delivery,
        running(tmp_path, SMALL[0], "socket", **environ) as process,
    ):
        until(lambda: process.ended or "Taking requests over Socket Mode" in process.log, "it is connected")
        delivery.wait_for_app()
        slow_slack.go.clear()
        answers: list[Answer] = []
        waiting = threading.Thread(target=lambda: answers.append(delivery.command(command(slow_slack))))
        waiting.start()
        assert slow_slack.asked.wait(PATIENCE)

        process.terminate()
        until(lambda: "Stopping" in process.log, "it takes no more requests")
        assert not process.ended

        slow_slack.go.set()
        waiting.join()
        assert [json.loads(answer.body)["text"] for answer in answers] == ["answered to sam.rivers"]
        assert process.exit_code() == 0
        assert "Traceback" not in process.log
        assert slack.workspace.app_token not in process.log


def test_the_app_sees_nothing_of_the_process_s_environment_though_granian_hands_it_over(served, slow_slack):
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    connection.request("GET", "/seen")
    seen = json.loads(connection.getresponse().read())
    connection.close()
    token = slow_slack.slack.workspace.bot_token
    assert token in seen["raw"], "granian does not do this any more: the filter may go"
    assert token not in seen["filtered"]
    assert "PYTHONPATH" not in seen["filtered"]
    assert "HTTP_HOST" in seen["filtered"]


def test_a_debug_log_of_a_whole_life_holds_no_secret(served, slow_slack):
    assert to(served, slow_slack).command(command(slow_slack, "payload")).status == 200
    assert to(served, slow_slack).post("x=1", "text/plain", {"x-slack-signature": "v0=0"}).status == 401
    served.terminate()
    assert served.exit_code() == 0
    assert "users.info" in served.log
    assert "Traceback" not in served.log
    assert "Python threads" not in served.log
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        assert slow_slack.settings[name] not in served.log


def test_the_database_is_made_before_the_first_request_with_a_key_only_its_owner_reads(served, tmp_path):
    assert served.status("/readyz") == 200
    assert (tmp_path / "datapolicy.sqlite3").exists()
    assert (tmp_path / "datapolicy.sqlite3.key").stat().st_mode & 0o077 == 0


def test_a_body_over_a_megabyte_is_refused_also_without_a_length(served):
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    connection.request("POST", "/slack/events", headers={"Content-Length": "1000001"})
    assert connection.getresponse().status == 413
    connection.close()
    chunks = (b"x" * 50_000 for _ in range(21))
    connection.request("POST", "/slack/events", body=chunks, encode_chunked=True)
    assert connection.getresponse().status == 413
    connection.close()


def test_a_signed_chunked_body_is_read_whole(served, slow_slack):
    body = urlencode(command(slow_slack, "x" * 2000))
    timestamp = str(int(time.time()))
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature(slow_slack.slack.workspace.signing_secret, timestamp, body),
    }
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    pieces = (body[start : start + 100].encode() for start in range(0, len(body), 100))
    connection.request("POST", "/slack/events", body=pieces, headers=headers, encode_chunked=True)
    response = connection.getresponse()
    assert (response.status, response.read()) == (200, b"answered to sam.rivers")
    connection.close()


def test_a_port_that_is_taken_is_one_sentence(served, tmp_path, slow_slack):
    with running(tmp_path / "..", *SMALL, **{**slow_slack.settings, "PORT": served.port}) as second:
        assert second.exit_code() != 0
        assert f"127.0.0.1:{served.port} cannot be listened at (Address already in use)." in second.log
        assert "Traceback" not in second.log


def refused(folder: Path, *words: str, **environ: str) -> str:
    """The one sentence a command ends with, exit code 2."""
    with running(folder, "bolt_app", *words, **environ) as process:
        assert process.exit_code() == 2, process.log
        assert process.log.count("\n") == 1, process.log
        return process.log


def test_a_token_slack_does_not_know_is_one_sentence(tmp_path, slow_slack):
    wrong = {**slow_slack.settings, "SLACK_BOT_TOKEN": "xoxb-wrong"}
    assert refused(tmp_path, "serve", **wrong).startswith(
        "Slack does not accept SLACK_BOT_TOKEN (invalid_auth)."
    )
    socket = {**wrong, "SLACK_APP_TOKEN": "xapp-wrong"}
    assert refused(tmp_path, "socket", **socket).startswith("Slack does not accept SLACK_BOT_TOKEN")


def test_missing_scopes_are_named_at_the_start(tmp_path, slow_slack):
    slow_slack.slack.workspace = acme_with("commands", "users:read")
    sentence = refused(tmp_path, "serve", **slow_slack.settings)
    assert sentence.startswith("The app was installed without the scopes chat:write, team:read.")


def acme_with(*scopes: str) -> Any:
    """Acme, where the app was installed with these scopes only."""
    return replace(acme(), scopes=scopes)


def test_socket_mode_that_slack_refuses_is_one_sentence(tmp_path, slow_slack):
    sentence = refused(tmp_path, "socket", **slow_slack.settings, SLACK_APP_TOKEN="xapp-wrong")
    assert sentence.startswith("Slack does not accept SLACK_APP_TOKEN (invalid_auth).")


def test_a_free_port_is_free():
    assert free_port() != free_port()
