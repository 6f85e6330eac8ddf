"""What the log must never contain, tried with the SDK's own DEBUG output; the server answers on loopback."""

import io
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.fernet import Fernet
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bolt_app import logs

BOT = "xoxb-111-222-AbCdEf"
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
KEY = Fernet.generate_key().decode()


@pytest.fixture
def as_before() -> Iterator[None]:
    """Puts the process's logging back when the test is over."""
    root = logging.getLogger()
    handlers = root.handlers[:]
    touched = [root, *(logging.getLogger(name) for name in (*logs._OWN_LEVEL, "alembic"))]
    levels = [logger.level for logger in touched]
    yield
    root.handlers[:] = handlers
    for logger, level in zip(touched, levels, strict=True):
        logger.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture
def written(as_before: None) -> io.StringIO:  # noqa: ARG001 - it comes first and is undone last
    """What the log holds, at DEBUG."""
    stream = io.StringIO()
    logs.set_up("DEBUG", [SIGNING_SECRET, KEY], stream)
    return stream


@pytest.fixture
def slack_url() -> Iterator[str]:
    """The address of a server that answers every call like an installation, with tokens in the body."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.dumps(
                {
                    "ok": True,
                    "access_token": BOT,
                    "refresh_token": "xoxe-1-refresh",
                    "url": "wss://wss.example/link/?ticket=abc-123&app_id=1",
                }
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: the test reads the log."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_sdk_s_debug_output_holds_no_token_and_no_code(written, slack_url):
    client = WebClient(token=BOT, base_url=slack_url)
    client.oauth_v2_access(client_id="1.2", client_secret="s3cr3t-of-client", code="987.654.code")
    client.apps_connections_open(app_token="xapp-1-A1-99-abc")
    client.auth_test(headers={"Authorization": f"Bearer {BOT}"})
    log = written.getvalue()
    assert "Received the following response" in log
    assert "[redacted]" in log
    for secret in (BOT, "111-222", "xoxe-1-refresh", "xapp-1", "987.654.code", "abc-123", "s3cr3t-of-client"):
        assert secret not in log


def test_a_response_url_is_not_logged(written, slack_url):
    WebhookClient(slack_url + "?u=https://hooks.slack.com/commands/T1/2/abcdef").send(text="hi")
    assert "Sending a request" in written.getvalue()
    assert "abcdef" not in written.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        BOT,
        "Authorization: Bearer xoxp-1-2-3-abc",
        "xoxe.xoxb-1-Mi0yLTEx",
        "xapp-1-A012-345-abcdef0123",
        "'xwfp-1-abc'",
        "GET /slack/oauth_redirect?code=123.456.789abc&state=x",
        "{'code': '123.456.789abc', 'client_id': '1'}",
        '{"code":"123.456.789abc"}',
        '{"refresh_token":"abc123.456.789abc"}',
        "token=123.456.789abc&team_id=T1",
        "wss://x/link/?ticket=123.456.789abc",
        "https://hooks.slack.com/commands/T1/123.456.789abc",
        r"https:\/\/hooks.slack.com\/actions\/123.456.789abc",
        "postgresql+psycopg://user:123.456.789abc@db/datapolicy",
        f"ENCRYPTION_KEYS={KEY},{KEY}",
        SIGNING_SECRET,
    ],
)
def test_what_looks_like_a_secret_is_taken_out(text):
    shown = logs.redact(text, [SIGNING_SECRET])
    assert "[redacted]" in shown
    for part in ("111-222", "xoxp-1", "Mi0yLTEx", "A012", "xwfp-1-", "123.456.789abc", KEY, SIGNING_SECRET):
        assert part not in shown


@pytest.mark.parametrize(
    "text",
    [
        "POST /slack/events 200 in 3 ms",
        "status code=, token ids T0123 U0456",
        "sqlite:///datapolicy.sqlite3 opened at 12:30:45",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "postgresql://user:***@db/datapolicy did not answer",
        "https://acme.slack.com/archives/C1 and somebody@example.org",
        "a short secret such as 'no' leaves ordinary words alone: notice, nobody",
    ],
)
def test_ordinary_lines_stay_as_they_are(text):
    assert logs.redact(text, ["no"]) == text


def test_a_traceback_is_redacted_too(written):
    nothing: dict[str, str] = {}
    try:
        nothing[f"refused {BOT}"]
    except KeyError:
        logging.getLogger("x").exception("It failed for %s", SIGNING_SECRET)
    assert "Traceback" in written.getvalue()
    assert "KeyError: 'refused [redacted]'" in written.getvalue()
    assert SIGNING_SECRET not in written.getvalue()


def test_a_very_long_record_is_cut_and_says_so(written):
    logging.getLogger("x").info("a" * 1_000_000)
    assert len(written.getvalue()) < 9_000
    assert "characters)" in written.getvalue()


def test_the_body_of_a_request_with_a_wrong_signature_is_not_logged(written):
    app = App(
        signing_secret=SIGNING_SECRET,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=BOT),
        process_before_response=True,
    )
    refused = app.dispatch(BoltRequest(body="command=%2Fdatapolicy&text=private+words", headers={}))
    assert refused.status == 401
    assert "A request with an invalid signature was refused." in written.getvalue()
    assert "private" not in written.getvalue()


@pytest.mark.usefixtures("as_before")
def test_at_info_bolt_and_the_sdk_put_no_debug_texts_together():
    logs.set_up("INFO", (), io.StringIO())
    assert WebClient().logger.level == logging.INFO
    assert logging.getLogger("slack_bolt").level == logging.INFO


@pytest.mark.usefixtures("as_before")
def test_migrations_are_not_told_step_by_step():
    stream = io.StringIO()
    logs.set_up("INFO", (), stream)
    logging.getLogger("alembic.runtime.migration").info("Running upgrade")
    assert stream.getvalue() == ""


@pytest.mark.usefixtures("as_before")
def test_a_level_hides_what_is_below_it():
    stream = io.StringIO()
    logs.set_up("WARNING", (), stream)
    logging.getLogger("x").info("quiet")
    logging.getLogger("x").warning("loud")
    assert "quiet" not in stream.getvalue()
    assert stream.getvalue().endswith("WARNING x: loud\n")


def test_the_server_s_advice_on_threads_is_left_out_and_its_other_warnings_are_not(written):
    granian = logging.getLogger("_granian")
    granian.warning(
        "Configuration allows spawning up to 32 Python threads, which seems quite high compared to"
    )
    granian.warning("Killing worker-1 after it refused to gracefully stop")
    assert [line.partition(": ")[2] for line in written.getvalue().splitlines()] == [
        "Killing worker-1 after it refused to gracefully stop"
    ]
