"""The app is removed or revoked, and events that did not get through come again; knows no journey."""

import itertools
from collections.abc import Mapping
from typing import Any

import pytest

from bolt_app import manifest
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.model import Action
from tests.scenarios.steps import calls, entries, prepares_and_sends

INSTALLATION: Mapping[str, Mapping[str, Any]] = {
    "app_uninstalled": {"type": "app_uninstalled"},
    "tokens_revoked": {"type": "tokens_revoked", "tokens": {"oauth": ["U0ADA"], "bot": ["U0DATAPOLICY"]}},
    "team_access_granted": {"type": "team_access_granted", "team_ids": ["T0ACME"], "event_ts": "1.2"},
    "team_access_revoked": {"type": "team_access_revoked", "team_ids": ["T0ACME"], "event_ts": "1.2"},
}


def test_every_event_of_the_manifest_is_listened_for(
    wired: Wired, sam: Person, caplog: pytest.LogCaptureFixture
):
    assert set(manifest.events()) == {"app_home_opened", *INSTALLATION}
    sam.opens_home()
    for event in INSTALLATION.values():
        assert wired.slack.events.about_installation(event)
    assert wired.slack.events.waiting == []
    assert "Unhandled" not in caplog.text
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_an_event_nobody_asked_for_is_taken_and_noted_and_not_sent_again(
    wired: Wired, caplog: pytest.LogCaptureFixture
):
    assert wired.slack.events.about_installation({"type": "channel_created"})
    assert wired.slack.events.redeliver() == 0
    assert "Unhandled: event_callback with 'channel_created'" in caplog.text


@pytest.mark.parametrize(
    "order",
    [
        *itertools.permutations(["app_uninstalled", "tokens_revoked"]),
        ("tokens_revoked", "app_uninstalled", "tokens_revoked", "app_uninstalled"),
    ],
)
def test_the_app_is_removed_events_in_any_order_and_twice_without_a_call(
    wired: Wired, ada: Person, order: tuple[str, ...]
):
    prepares_and_sends(ada)
    wired.slack.calls.clear()
    wired.slack.uninstalls(announce=False)
    for name in order:
        assert wired.slack.events.about_installation(INSTALLATION[name])
    assert calls(wired) == []


def test_who_people_are_is_forgotten_and_the_record_stays(wired: Wired, ada: Person, sam: Person):
    prepares_and_sends(ada)
    sam.types("/datapolicy")
    wired.slack.uninstalls()
    wired.slack.reinstalls()
    wired.slack.calls.clear()
    sam.types("/datapolicy status")
    assert calls(wired) == ["users.info"]
    assert "An owner says the request was sent" in sam.sees
    assert [entry.action for entry in entries(wired)] == [Action.SENT]


def test_while_the_tokens_are_dead_a_question_still_gets_an_answer(wired: Wired, sam: Person):
    wired.slack.uninstalls()
    sam.types("/datapolicy")
    assert sam.sees.startswith("May Slack use our data to train models?")


def test_an_owner_acts_again_after_a_new_installation(wired: Wired, ada: Person):
    wired.slack.uninstalls()
    wired.slack.reinstalls()
    prepares_and_sends(ada)
    assert len(entries(wired)) == 1


PASSING = [("ratelimited", 429), ("internal_error", 200), ("fatal_error", 200), ("", 500), ("", 503)]


@pytest.mark.parametrize(("error", "status"), PASSING)
@pytest.mark.parametrize("method", ["views.publish", "users.info"])
def test_home_that_could_not_be_published_is_published_when_slack_delivers_again(
    wired: Wired, sam: Person, method: str, error: str, status: int
):
    wired.slack.fail_next(method, error, status=status)
    sam.opens_home()
    assert sam.home is None
    assert [one.reason for one in wired.slack.events.waiting] == ["http_error"]
    assert wired.slack.events.redeliver() == 1
    assert wired.slack.events.waiting == []
    assert sam.sees.startswith("How Slack uses our data")


@pytest.mark.parametrize("error", ["missing_scope", "invalid_arguments", "not_enabled", "account_inactive"])
def test_what_would_fail_again_is_logged_and_not_delivered_again(
    wired: Wired, sam: Person, caplog: pytest.LogCaptureFixture, error: str
):
    wired.slack.fail_next("views.publish", error)
    sam.opens_home()
    assert wired.slack.events.waiting == []
    assert error in caplog.text


def test_slack_gives_up_after_three_times_more_and_the_next_opening_publishes(wired: Wired, sam: Person):
    wired.slack.fail_next("views.publish", "ratelimited", times=4)
    sam.opens_home()
    for _ in range(3):
        wired.slack.events.redeliver()
    assert len(wired.slack.events.given_up) == 1
    sam.opens_home()
    assert sam.sees.startswith("How Slack uses our data")
