"""The numbers a monitoring system reads: who may, what they say, and what they can never hold."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client

from bolt_app.metrics import CONTENT_TYPE, Counts, Metrics
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.outgoing import Outcome, Tally
from bolt_app.web import build_wsgi
from tests.unit.test_web import FORM, command, deliver, pages, signed, small_app

TOKEN = "a-token-of-the-monitoring"
NOW = datetime(2026, 12, 3, 9, tzinfo=UTC)
BEARER = {"Authorization": f"Bearer {TOKEN}"}
EMPTY = Tally({}, None)


def page(tally: Tally = EMPTY, counts: Counts | None = None) -> Metrics:
    return Metrics(TOKEN, counts or Counts(), lambda: tally, "2026-11-21.1", lambda: NOW)


def read(metrics: Metrics) -> list[str]:
    answer = Client(metrics).get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    return answer.text.splitlines()


def numbers(metrics: Metrics) -> list[str]:
    return [line for line in read(metrics) if not line.startswith("#")]


def test_before_anything_happened_the_page_is_whole():
    answer = Client(page()).get("/metrics", headers=BEARER)
    assert answer.headers["Content-Type"] == CONTENT_TYPE
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text == (
        "# HELP datapolicy_info Always 1; which register is shown.\n"
        "# TYPE datapolicy_info gauge\n"
        'datapolicy_info{register="2026-11-21.1"} 1\n'
        "# HELP datapolicy_requests_total Requests to the address Slack delivers to, by the HTTP status of"
        " the answer.\n"
        "# TYPE datapolicy_requests_total counter\n"
        "# HELP datapolicy_slack_calls_total Calls of Slack's Web API that listeners made.\n"
        "# TYPE datapolicy_slack_calls_total counter\n"
        "# HELP datapolicy_database_up Whether the database answered just now.\n"
        "# TYPE datapolicy_database_up gauge\n"
        "datapolicy_database_up 1\n"
        "# HELP datapolicy_outbox_messages Messages that are kept, by how they ended or that they wait.\n"
        "# TYPE datapolicy_outbox_messages gauge\n"
        'datapolicy_outbox_messages{state="dropped"} 0\n'
        'datapolicy_outbox_messages{state="failed"} 0\n'
        'datapolicy_outbox_messages{state="sent"} 0\n'
        'datapolicy_outbox_messages{state="unknown"} 0\n'
        'datapolicy_outbox_messages{state="waiting"} 0\n'
        "# HELP datapolicy_outbox_oldest_due_seconds How long the message that is due longest has been"
        " waiting.\n"
        "# TYPE datapolicy_outbox_oldest_due_seconds gauge\n"
        "datapolicy_outbox_oldest_due_seconds 0\n"
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": TOKEN},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": "Bearer \xe9"},
    ],
)
def test_without_the_token_there_are_no_numbers(headers):
    answer = Client(page()).get("/metrics", headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "datapolicy" not in answer.text


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_is_read_in_any_case(scheme: str):
    answer = Client(page()).get("/metrics", headers={"Authorization": f"{scheme} {TOKEN}"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("due", "seconds"),
    [
        (NOW - timedelta(hours=1), 3600),
        (NOW, 0),
        (NOW + timedelta(days=9), 0),
        (None, 0),
    ],
    ids=["an hour ago", "now", "in nine days", "never"],
)
def test_a_message_that_is_due_ages_and_one_that_is_not_does_not(due: datetime | None, seconds: int):
    tally = Tally({Outcome.WAITING: 2, Outcome.SENT: 5}, due)
    said = numbers(page(tally))
    assert said[-1] == f"datapolicy_outbox_oldest_due_seconds {seconds}"
    assert 'datapolicy_outbox_messages{state="waiting"} 2' in said
    assert 'datapolicy_outbox_messages{state="sent"} 5' in said


def test_a_database_that_does_not_answer_is_said_and_the_rest_stands():
    def out_of_reach() -> Tally:
        raise RecordUnavailable("no route")

    counts = Counts()
    counts.called("users.info", "ok")
    said = numbers(Metrics(TOKEN, counts, out_of_reach, "2026-11-21.1", lambda: NOW))
    assert said == [
        'datapolicy_info{register="2026-11-21.1"} 1',
        'datapolicy_slack_calls_total{method="users.info",outcome="ok"} 1',
        "datapolicy_database_up 0",
    ]


def test_calls_are_counted_by_method_and_outcome():
    counts = Counts()
    for method, outcome in [("views.open", "ok"), ("users.info", "too_slow"), ("views.open", "ok")]:
        counts.called(method, outcome)
    assert [line for line in numbers(page(counts=counts)) if "calls" in line] == [
        'datapolicy_slack_calls_total{method="users.info",outcome="too_slow"} 1',
        'datapolicy_slack_calls_total{method="views.open",outcome="ok"} 2',
    ]


def test_of_many_threads_that_count_at_once_none_is_lost():
    counts = Counts()
    together = threading.Barrier(4)

    def count() -> None:
        together.wait()
        for _ in range(500):
            counts.called("users.info", "ok")
            counts.answered({"command": "/datapolicy"}, 200)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(counts.calls().values()) == list(counts.requests().values()) == [2000]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": 'a_word_of_a_stranger"} 1'},
        {"type": ["block_actions"]},
        {"type": None},
        {"type": 7},
    ],
    ids=["nothing", "a word", "a list", "null", "a number"],
)
def test_a_kind_that_slack_does_not_send_makes_no_label_of_its_own(body):
    counts = Counts()
    counts.answered(body, 401)
    assert counts.requests() == {(("kind", "other"), ("status", "401")): 1}


def test_requests_are_counted_by_kind_and_by_the_status_of_the_answer():
    counts = Counts()
    client = Client(build_wsgi(small_app(), lambda: True, pages, counts, page(counts=counts)))
    deliver(client, command("help"))
    deliver(client, command("status"))
    deliver(client, command("help"), secret="another secret of somebody")
    deliver(client, '{"type": "event_callback", "event": {"type": "app_home_opened"}}', "application/json")
    deliver(client, '{"type": ["event_callback"]}', "application/json")
    deliver(client, "payload=[1]")
    deliver(client, "text=" + "x" * 1_000_001)
    late = signed("") | {"X-Slack-Signature": "v0=\xe9"}
    client.post("/slack/events", data="", headers=late, content_type=FORM)
    client.get("/healthz")
    answer = client.get("/metrics", headers=BEARER)
    assert [line for line in answer.text.splitlines() if line.startswith("datapolicy_requests_total")] == [
        'datapolicy_requests_total{kind="command",status="200"} 2',
        'datapolicy_requests_total{kind="command",status="401"} 1',
        'datapolicy_requests_total{kind="event_callback",status="200"} 1',
        'datapolicy_requests_total{kind="other",status="400"} 2',
        'datapolicy_requests_total{kind="other",status="404"} 1',
        'datapolicy_requests_total{kind="other",status="413"} 1',
    ]


def test_the_page_is_read_and_never_written_to():
    client = Client(build_wsgi(small_app(), lambda: True, pages, Counts(), page()))
    assert client.post("/metrics", headers=BEARER).status_code == 405
    head = client.head("/metrics", headers=BEARER)
    assert (head.status_code, head.data) == (200, b"")
    assert int(head.headers["Content-Length"]) > 500


def test_where_no_token_is_set_there_is_no_such_page():
    client = Client(build_wsgi(small_app(), lambda: True, pages))
    assert client.get("/metrics", headers=BEARER).text == "pages: GET /metrics "
