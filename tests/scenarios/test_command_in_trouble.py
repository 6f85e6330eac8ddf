"""`/datapolicy` while Slack's Web API fails, from a stranger, or not from Slack at all; knows no status."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.delivery import HttpDelivery
from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import calls, declines, prepares_and_sends


@pytest.mark.parametrize(
    ("error", "status"), [("internal_error", 200), ("ratelimited", 429), ("fatal_error", 500)]
)
def test_slack_that_does_not_say_who_asks_still_gets_an_answer_without_the_reason(
    ada: Person, sam: Person, slack: PretendedSlack, error: str, status: int
):
    declines(ada, reason="Secret plans.")
    slack.fail_next("users.info", error, status=status)
    sam.types("/datapolicy")
    assert "the decision not to opt out" in sam.sees
    assert "Secret plans" not in sam.sees
    sam.types("/datapolicy")
    assert "Secret plans" in sam.sees


class StoppedClock:
    """A clock that only goes forward, and only by what a test says each look costs, in seconds."""

    def __init__(self) -> None:
        self.at = 0.0
        self.each_look = 0.0

    def __call__(self) -> float:
        self.at += self.each_look
        return self.at


@pytest.fixture
def deadlines() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def hurried(tmp_path: Path, clock: StandingClock, deadlines: StoppedClock) -> Iterator[Wired]:
    with wire(tmp_path, clock, monotonic=deadlines) as running:
        yield running


def test_no_time_left_to_ask_slack_the_answer_comes_anyway(hurried: Wired, deadlines: StoppedClock):
    sam = hurried.slack.person("sam")
    deadlines.each_look = 2.5
    sam.types("/datapolicy")
    assert sam.sees.startswith("May Slack use our data to train models?")
    assert calls(hurried) == []


def test_slack_that_does_not_answer_in_time_is_not_waited_for(hurried: Wired, deadlines: StoppedClock):
    sam = hurried.slack.person("sam")
    deadlines.each_look = 2.3
    with hurried.slack.lock:
        sam.types("/datapolicy")
    assert sam.sees.startswith("May Slack use our data to train models?")


def test_a_record_that_cannot_be_read_is_a_sentence_and_not_a_timeout(
    sam: Person, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    sam.types("/datapolicy")
    with sqlite3.connect(tmp_path / "record.sqlite3") as database:
        database.execute("DROP VIEW IF EXISTS opt_out_status")
        database.execute("ALTER TABLE entries RENAME TO hidden")
    database.close()
    sam.types("/datapolicy")
    assert "This did not work, and the fault is not yours." in sam.sees
    assert "A command request failed" in caplog.text


def test_a_guest_reads_the_status_without_the_reason(ada: Person, noor: Person):
    declines(ada, reason="Secret plans.")
    noor.types("/datapolicy status")
    assert "the decision not to opt out" in noor.sees
    assert "Secret plans" not in noor.sees


def _asked_by(slack: PretendedSlack, key: str) -> dict[str, str]:
    return payloads.slash_command(
        slack.workspace,
        slack.personas[key],
        "/datapolicy",
        "",
        channel="C0GENERAL",
        trigger_id=slack.exchange.trigger(slack.personas[key].user_id),
        response_url=slack.response_url("R1"),
    )


def test_an_outsider_reads_nothing_of_what_is_recorded(ada: Person, slack: PretendedSlack):
    prepares_and_sends(ada)
    answer = slack.delivery.command(_asked_by(slack, "otto")).or_failed()
    assert "What is recorded there is for its own members." in answer.body
    assert "request was sent" not in answer.body


@pytest.fixture
def at_the_door(wired: Wired) -> HttpDelivery:
    assert isinstance(wired.slack.delivery, HttpDelivery)
    return wired.slack.delivery


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "forged",
    [
        {"x-slack-signature": "v0=" + "0" * 64},
        {"x-slack-signature": ""},
        {"x-slack-request-timestamp": "1500000000"},
    ],
    ids=["wrong signature", "no signature", "another time"],
)
def test_a_request_that_slack_did_not_sign_is_refused(
    slack: PretendedSlack, at_the_door: HttpDelivery, forged: dict[str, str]
):
    body = urlencode(_asked_by(slack, "sam"))
    assert at_the_door.post(body, FORM).status == 200
    refused = at_the_door.post(body, FORM, forged)
    assert refused.status == 401
    assert "data" not in refused.body


def test_a_request_signed_six_minutes_ago_is_refused(slack: PretendedSlack, at_the_door: HttpDelivery):
    now = at_the_door.clock
    stale = replace(at_the_door, clock=lambda: now() - 360)
    assert stale.command(_asked_by(slack, "sam")).status == 401


def test_a_request_signed_with_another_secret_is_refused(slack: PretendedSlack, at_the_door: HttpDelivery):
    stranger = replace(at_the_door, signing_secret="somebody-elses-secret")
    assert stranger.command(_asked_by(slack, "sam")).status == 401


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/slack/install", "/slack/commands"])
def test_the_command_is_answered_at_one_path_only(
    slack: PretendedSlack, wired: Wired, at_the_door: HttpDelivery, path: str
):
    elsewhere = replace(at_the_door, request_url=f"{wired.url}{path}")
    assert elsewhere.command(_asked_by(slack, "sam")).status in (404, 405)
