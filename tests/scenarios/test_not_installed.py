"""The app is asked from where nobody installed it, or where the installation ended between two clicks."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.tryout import Wired
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import calls, calls_of, entries, fills_in_a_decision

ENDED = "its installation here has ended"
FINI = "son installation a pris fin"


@pytest.fixture
def hosted(tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]) -> Iterator[Wired]:
    """The app, installed by Ada from its pages."""
    with wire(tmp_path, clock, many=True, **read_once) as running:
        assert running.slack.person("ada").installs(f"{running.url}/slack/install").status == 200
        running.slack.calls.clear()
        yield running


def its_row_goes(hosted: Wired, clock: StandingClock) -> None:
    """Another process deletes the installation; this one remembers the token for a minute."""
    hosted.storage.installations.delete_all(enterprise_id=None, team_id="T0ACME")
    clock.passes(seconds=61)


def test_a_command_is_answered_at_once_and_in_both_languages_without_a_call(
    hosted: Wired, clock: StandingClock, caplog: pytest.LogCaptureFixture
):
    its_row_goes(hosted, clock)
    sam = hosted.slack.person("sam")
    sam.types("/datapolicy")
    assert ENDED in sam.sees
    assert FINI in sam.sees
    assert calls(hosted) == []
    assert "came from where nobody installed the app" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_form_that_was_open_stays_with_what_was_typed_and_is_recorded_after_a_new_installation(
    hosted: Wired, clock: StandingClock
):
    ada = hosted.slack.person("ada")
    fills_in_a_decision(ada, "A reason that took long to write.")
    its_row_goes(hosted, clock)
    ada.submits()
    assert ada.title == "Data Policy"
    assert ENDED in ada.sees
    assert entries(hosted) == []
    ada.closes()
    assert ada.installs(f"{hosted.url}/slack/install").status == 200
    ada.submits()
    assert ada.title == "Recorded"
    assert entries(hosted)[0].statement.reason == "A reason that took long to write."


def test_a_button_in_a_message_is_answered_beside_the_message(hosted: Wired, clock: StandingClock):
    sam = hosted.slack.person("sam")
    sam.types("/datapolicy")
    its_row_goes(hosted, clock)
    hosted.slack.calls.clear()
    sam.presses("Sources")
    assert ENDED in sam.sees
    assert len(sam.answers) == 2
    assert calls(hosted) == ["response_url"]


def test_a_button_on_home_and_home_itself_cost_nothing(hosted: Wired, clock: StandingClock):
    sam = hosted.slack.person("sam")
    sam.opens_home()
    its_row_goes(hosted, clock)
    hosted.slack.calls.clear()
    sam.presses("See the record")
    sam.opens_home()
    assert sam.modals == []
    assert hosted.slack.events.waiting == []
    assert calls(hosted) == []


def test_a_token_that_died_between_two_clicks_records_nothing(hosted: Wired):
    ada = hosted.slack.person("ada")
    fills_in_a_decision(ada)
    hosted.slack.uninstalls(announce=False)
    ada.submits()
    assert ada.title == "Something went wrong"
    assert calls_of(hosted, "users.info")[-1].error == "account_inactive"
    assert entries(hosted) == []
