"""`/datapolicy` against a bare handler on the same server: a ratio taken in one run, round by round.

Run by hand on a quiet machine: `.venv/bin/python -m tests.benchmarks.bench_command`. Both are served by
granian with one worker; the opponent acknowledges with one sentence and reads nothing. Ours reads the opt-out
from SQLite every time and knows the person, as on a warm cache. 16 connections stay open; all is signed.
"""

import http.client
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bolt_app.demo import payloads
from bolt_app.demo.delivery import signature
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from bolt_app.installation import Installation
from bolt_app.settings import Mode, Settings, read
from tests.scenarios.process import free_port, until

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

CONNECTIONS = 16
ROUNDS = 7
SECONDS = 2.0
ACME = acme()


def bare(settings: Settings, found: Installation | None) -> "WSGIApplication":
    """The opponent: Bolt, its WSGI adapter, one listener that acknowledges."""
    assert found is not None  # the settings hold a bot token
    from slack_bolt import App  # noqa: PLC0415 - in the worker only
    from slack_bolt.adapter.wsgi import SlackRequestHandler  # noqa: PLC0415
    from slack_bolt.authorization import AuthorizeResult  # noqa: PLC0415

    authorized = AuthorizeResult(
        enterprise_id=None, team_id=found.team_id, bot_token=settings.slack_bot_token, bot_id=found.bot_id
    )
    app = App(
        signing_secret=settings.slack_signing_secret,
        authorize=lambda: authorized,
        process_before_response=True,
    )
    app.command("/datapolicy")(lambda ack: ack("Acknowledged."))
    handler: WSGIApplication = SlackRequestHandler(app, path="/slack/events")
    return handler


def settings_for(folder: str, api_url: str, port: int) -> Settings:
    """The settings of one server; each has a database of its own."""
    return read(
        {
            "SLACK_BOT_TOKEN": ACME.bot_token,
            "SLACK_SIGNING_SECRET": ACME.signing_secret,
            "SLACK_API_URL": api_url,
            "DATABASE_URL": f"sqlite:///{Path(folder) / f'{port}.sqlite3'}",
            "PORT": str(port),
        },
        Mode.SERVE,
    )


def request() -> tuple[bytes, dict[str, str]]:
    """One signed command, good for five minutes."""
    form = payloads.slash_command(
        ACME,
        ACME.personas["sam"],
        "/datapolicy",
        "",
        channel="C0GENERAL",
        trigger_id="1.2.3",
        response_url="https://hooks.slack.com/commands/1/2/3",
    )

    body = urlencode(form)
    timestamp = str(int(time.time()))
    return body.encode(), {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(ACME.signing_secret, timestamp, body),
    }


def load(port: int, seconds: float) -> float:
    """Requests per second over all connections."""
    body, headers = request()
    counts = [0] * CONNECTIONS
    end = time.perf_counter() + seconds

    def one(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while time.perf_counter() < end:
            connection.request("POST", "/slack/events", body, headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200
            counts[number] += 1
        connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def answers(port: int) -> bool:
    """Whether somebody listens there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def main() -> None:
    """Start both, load them in turn, print the ratios."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        slack = stack.enter_context(PretendedSlack(ACME))
        ports = {"bare": free_port(), "ours": free_port()}
        for name, port in ports.items():
            words = [sys.executable, "-m", __spec__.name, name, folder, slack.api_url, str(port)]
            server = subprocess.Popen(words)
            stack.callback(server.terminate)
            until(partial(answers, port), f"{name} listens")
        for port in ports.values():
            load(port, 1.0)  # warm
        ratios = []
        for _ in range(ROUNDS):
            rates = {name: load(port, SECONDS) for name, port in ports.items()}
            ratios.append(rates["ours"] / rates["bare"])
            print(f"bare {rates['bare']:7.0f}/s   ours {rates['ours']:7.0f}/s   ratio {ratios[-1]:.2f}")  # noqa: T201
        print(f"median ratio {statistics.median(ratios):.2f} of the bare handler ({CONNECTIONS} connections)")  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) > 1:
        from bolt_app.serving import build_target, serve

        _, which, folder_, api_url_, port_ = sys.argv
        serve(settings_for(folder_, api_url_, int(port_)), bare if which == "bare" else build_target)
    else:
        main()
