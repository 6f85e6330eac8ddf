"""The same journeys over Socket Mode: the real app, the SDK's own client, a WebSocket; no HTTP to the app."""

from collections.abc import Iterator

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from tests.scenarios.socket_mode import SocketModeDelivery, over_socket_mode
from tests.scenarios.steps import (
    ANSWERED_ON,
    DONE,
    LETTER,
    TICK,
    answers,
    calls,
    entries,
    keeps_a_draft,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
)


@pytest.fixture(autouse=True)
def delivery(wired: Wired) -> Iterator[SocketModeDelivery]:
    with over_socket_mode(wired.app, wired.slack) as connected:
        yield connected
    assert wired.slack.events.waiting == []


def test_ask_look_send_and_record_the_answer(wired: Wired, ada: Person, sam: Person):
    sam.types("/datapolicy payload")
    assert "“payload” is not something this command knows." in sam.sees
    sam.types("/datapolicy")
    assert sam.sees.startswith("May Slack use our data to train models?")
    sam.presses("Sources")
    assert sam.title == "Sources"
    sam.closes()
    sam.opens_home()
    assert sam.sees.startswith("How Slack uses our data")
    prepares_and_sends(ada)
    answers(ada, DONE, on="2026-11-30", reply="Your opt-out request has been completed.")
    ada.submits()
    assert ada.errors == {ANSWERED_ON: "This day has not come yet. Choose today or an earlier day."}
    ada.fills(ANSWERED_ON, "2026-11-23")
    saves(ada)
    sam.opens_home()
    assert "An owner reports that Slack confirmed on 23 November 2026 and pasted the reply" in sam.sees
    assert len(entries(wired)) == 2


def test_what_a_look_costs_is_the_same(wired: Wired, sam: Person):
    wired.slack.calls.clear()
    sam.types("/datapolicy")
    sam.types("/datapolicy")
    sam.opens_home()
    sam.opens_home()
    assert calls(wired) == ["users.info", "views.publish"]


def test_refusals_and_faults_are_read_too(
    wired: Wired, ada: Person, sam: Person, caplog: pytest.LogCaptureFixture
):
    opens(ada, LETTER)
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    wired.slack.fail_next("users.info")
    ada.submits()
    assert ada.title == "Something went wrong"
    ada.closes()  # the form is still there, as it was filled in
    wired.slack.change("ada", role=Standing.ADMIN)
    ada.submits()
    assert "admins are not owners" in ada.sees
    assert entries(wired) == []
    wired.slack.fail_next("users.info", "ratelimited")
    sam.types("/datapolicy")
    assert sam.sees.startswith("May Slack use our data to train models?")
    assert "A view_submission request failed" in caplog.text


def test_a_draft_is_discarded_and_an_answer_recorded_after_the_connection_was_renewed(
    wired: Wired, delivery: SocketModeDelivery, ada: Person
):
    keeps_a_draft(ada)
    ada.presses("Discard the draft")
    assert ada.title == "Recorded"
    ada.closes()
    prepares_and_sends(ada)
    delivery.refreshes()
    records_answer(ada, DONE)
    assert len(entries(wired)) == 4
