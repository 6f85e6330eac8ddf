"""The WSGI application before a small Bolt app of the test's own, with real signatures; knows no server."""

import json
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlencode

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from werkzeug.test import Client, TestResponse

from bolt_app.web import build_wsgi

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
FORM = "application/x-www-form-urlencoded"


def small_app() -> App:
    """Answers a command with what was typed, a click with its value, an event with nothing."""
    app = App(
        signing_secret=SECRET,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
        process_before_response=True,
    )

    @app.command("/datapolicy")
    def typed(ack: Ack, command: dict[str, Any], context: dict[str, Any]) -> None:
        ack(f"{command['text']} in {command['channel_name']} by {context['user_id']}")

    @app.action("press")
    def pressed(ack: Ack) -> None:
        ack("pressed")

    @app.event("app_home_opened")
    def opened() -> None:
        """Bolt acknowledges by itself."""

    return app


def pages(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """In place of the project's pages: says what it was asked."""
    seen = "yes" if "SLACK_BOT_TOKEN" in environ else "no"
    start_response("200 OK", [("Content-Type", "text/plain; charset=latin-1"), ("X-Seen", seen)])
    asked = (environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"])
    return [f"pages: {' '.join(asked)}".encode("latin-1")]


@pytest.fixture(scope="module")
def client() -> Client:
    """A browser's and Slack's side of the application; the database answers."""
    return Client(build_wsgi(small_app(), lambda: True, pages))


def signed(body: bytes | str, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers Slack sends with this body."""
    timestamp = str(int(at or time.time()))
    text = body if isinstance(body, str) else body.decode("utf-8")
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=text)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": str(signature)}


def deliver(client: Client, body: bytes | str, content_type: str = FORM, **kwargs: Any) -> TestResponse:
    """Send a signed request as Slack does."""
    headers = signed(body, **kwargs)
    return client.post("/slack/events", data=body, headers=headers, content_type=content_type)


def command(text: str, channel: str = "general") -> str:
    """The form of a slash command."""
    return urlencode(
        {
            "command": "/datapolicy",
            "text": text,
            "channel_name": channel,
            "channel_id": "C1",
            "team_id": "T1",
            "user_id": "U1",
            "api_app_id": "A1",
            "response_url": "https://hooks.slack.com/commands/T1/1/x",
            "trigger_id": "1.2.3",
        }
    )


def test_a_signed_command_reaches_its_listener(client):
    answer = deliver(client, command("help"))
    assert (answer.status_code, answer.text) == (200, "help in general by U1")


@pytest.mark.parametrize(
    ("text", "channel"),
    [("payload", "general"), ("", "payloads"), ("payload=x&y", "general"), ("help", "the-payload-team")],
)
def test_the_word_payload_in_a_command_or_a_channel_s_name_loses_nothing(client, text, channel):
    answer = deliver(client, command(text, channel))
    assert (answer.status_code, answer.text) == (200, f"{text} in {channel} by U1")


def test_the_word_payload_opens_no_way_round_the_signature(client):
    answer = deliver(client, command("payload"), secret="another secret of somebody")
    assert answer.status_code == 401


def test_a_click_and_an_event_reach_their_listeners(client):
    click = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "actions": [{"type": "button", "action_id": "press", "block_id": "b", "value": "1"}],
    }
    assert deliver(client, urlencode({"payload": json.dumps(click)})).text == "pressed"
    event = {"type": "event_callback", "team_id": "T1", "event": {"type": "app_home_opened", "user": "U1"}}
    assert deliver(client, json.dumps(event), "application/json").status_code == 200


def test_slack_s_question_for_the_address_is_answered_only_when_signed(client):
    question = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"})
    answer = deliver(client, question, "application/json")
    assert (answer.status_code, answer.json) == (200, {"challenge": "3eZbrw1a"})
    unsigned = client.post("/slack/events", data=question, content_type="application/json")
    assert unsigned.status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed("another body"),
        signed(command("help"), secret="another secret"),
        signed(command("help"), at=time.time() - 600),
    ],
)
def test_a_missing_wrong_or_old_signature_is_refused(client, headers):
    answer = client.post("/slack/events", data=command("help"), headers=headers, content_type=FORM)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Request-Timestamp": "now", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "9" * 30, "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "\xb2", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=\xe9"},
    ],
)
def test_signature_headers_that_crash_the_verifier_are_a_bad_request(client, headers):
    answer = client.post("/slack/events", data=command("help"), headers=headers, content_type=FORM)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe", FORM),
        (b"payload=\xc3(", FORM),
        (b"{", "application/json"),
        (b"{not json", FORM),
        (b"payload=", FORM),
        (b"payload=not+json", FORM),
        (b"payload=[1]", FORM),
        (b"payload=null", FORM),
        (b"payload=7", FORM),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'"payload"', "application/json"),
        (b'{"team": 5}', "application/json"),
        (b'{"user": 5}', "application/json"),
        (b'{"authorizations": {"a": 1}}', "application/json"),
        (b'{"n": ' + b"9" * 5000 + b"}", "application/json"),
        (b"[" * 200_000, "application/json"),
        (b'{"a":' * 200_000, FORM),
    ],
)
def test_a_body_that_cannot_be_read_is_a_bad_request_and_no_crash(client, body, content_type):
    headers = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=0"}
    answer = client.post("/slack/events", data=body, headers=headers, content_type=content_type)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_more_than_a_megabyte_is_refused(client):
    answer = deliver(client, "text=" + "x" * 1_000_001)
    assert answer.status_code == 413


def test_a_command_nobody_listens_to_is_not_found(client):
    assert deliver(client, command("").replace("datapolicy", "other")).status_code == 404


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/slack/install", "/.env", "/%00"])
def test_whatever_is_neither_slack_s_nor_a_health_check_is_the_pages(client, path):
    answer = client.get(path, query_string="a=1")
    assert (answer.status_code, answer.text) == (200, f"pages: GET {unquote(path)} a=1")


def test_the_pages_see_nothing_of_the_process_s_environment(client):
    assert client.get("/", environ_overrides={"SLACK_BOT_TOKEN": "xoxb-1"}).headers["X-Seen"] == "no"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/slack/events", "POST"),
        ("HEAD", "/slack/events", "POST"),
        ("PUT", "/slack/events", "POST"),
        ("DELETE", "/healthz", "GET, HEAD"),
        ("OPTIONS", "/readyz", "GET, HEAD"),
    ],
)
def test_other_methods_are_refused_with_the_ones_that_are_taken(client, method, path, allowed):
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == allowed


def out_of_reach() -> bool:
    """A database whose driver raises."""
    raise ConnectionError("no route")


@pytest.mark.parametrize(
    ("ready", "status"),
    [
        (lambda: True, HTTPStatus.OK),
        (lambda: False, HTTPStatus.SERVICE_UNAVAILABLE),
        (out_of_reach, HTTPStatus.SERVICE_UNAVAILABLE),
    ],
)
def test_readiness_is_the_database_s_and_life_is_the_process_s(ready: Callable[[], bool], status):
    client = Client(build_wsgi(small_app(), ready, pages))
    assert client.get("/readyz").status_code == status
    assert client.get("/healthz").status_code == 200
    assert "no route" not in client.get("/readyz").text
