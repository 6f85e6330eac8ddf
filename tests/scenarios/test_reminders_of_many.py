"""Reminders where many install the app, and where an organisation and its workspaces have records each."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Workspace, acme, in_organisation, organisation
from bolt_app.optout.model import Action
from bolt_app.people import Scope
from bolt_app.views.wording import MAY_DECIDE_FOR_WORKSPACE
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.organisation_steps import files_for_the_workspace
from tests.scenarios.steps import prepares_and_sends
from tests.scenarios.test_installing import installs, let_in

PLACES = {"workspace": acme(), "in an organisation": in_organisation(), "organisation": organisation()}
WORKSPACE = Scope("T0ACME")


def reminders(wired: Wired, key: str) -> list[str]:
    """The first words of the reminders somebody got."""
    persona = wired.slack.personas[key]
    texts = [posted.content["text"] for posted in wired.slack.direct_messages.get(persona.user_id, [])]
    return [text.split(";")[0] for text in texts if "installed" not in text]


def a_week_passes(wired: Wired, clock: StandingClock) -> None:
    clock.passes(days=7)
    wired.worker.run_due()


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_reminder_goes_out_with_the_token_of_whoever_installed_the_app(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], place: Workspace
):
    with wire(tmp_path, clock, place, many=True, **read_once) as wired:
        installs(wired)
        let_in(wired)
        prepares_and_sends(wired.slack.person("ada"))
        a_week_passes(wired, clock)
        assert reminders(wired, "ada") == ["The opt-out e-mail was sent 7 days ago"]


def test_where_the_app_was_removed_slack_is_not_asked_and_a_new_installation_gets_what_waits(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]
):
    with wire(tmp_path, clock, many=True, **read_once) as wired:
        installs(wired)
        prepares_and_sends(wired.slack.person("ada"))
        wired.slack.uninstalls()
        wired.slack.calls.clear()
        a_week_passes(wired, clock)
        assert wired.slack.calls == []
        wired.slack.reinstalls()
        installs(wired)
        clock.passes(hours=1)
        wired.worker.run_due()
        assert reminders(wired, "ada") == ["The opt-out e-mail was sent 7 days ago"]


@pytest.fixture
def wide(tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]) -> Iterator[Wired]:
    """The app installed for the whole organisation; Grace owns one of its workspaces."""
    with wire(tmp_path, clock, organisation(), **read_once) as running:
        yield running


def test_an_owner_of_a_workspace_is_reminded_of_its_own_record_and_follows_up_in_it(
    wide: Wired, clock: StandingClock
):
    grace = wide.slack.person("grace")
    files_for_the_workspace(grace)
    a_week_passes(wide, clock)
    assert reminders(wide, "grace") == ["The opt-out e-mail was sent 7 days ago"]
    grace.opens_messages_tab()
    grace.presses("Ask again")
    grace.chooses("Your statement", MAY_DECIDE_FOR_WORKSPACE)
    grace.submits()
    assert grace.title == "Recorded", (grace.errors, grace.sees)
    record = wide.storage.ledger.entries(WORKSPACE)
    assert [entry.action for entry in record] == [Action.SENT, Action.SENT_AGAIN]
    assert wide.storage.ledger.entries(Scope("E0STAR")) == []


def test_it_can_be_put_off_and_stopped_there_too(wide: Wired, clock: StandingClock):
    grace = wide.slack.person("grace")
    files_for_the_workspace(grace)
    a_week_passes(wide, clock)
    grace.opens_messages_tab()
    grace.presses("Remind me in 7 days")
    assert "You will be reminded again on" in grace.sees
    grace.closes()
    a_week_passes(wide, clock)
    assert len(reminders(wide, "grace")) == 2
    grace.opens_messages_tab()
    grace.presses("Stop these reminders")
    grace.closes()
    for _ in range(4):
        a_week_passes(wide, clock)
    assert len(reminders(wide, "grace")) == 2


def test_who_owns_both_gets_one_message_a_day(wide: Wired, clock: StandingClock):
    ada, grace = wide.slack.person("ada"), wide.slack.person("grace")
    prepares_and_sends(ada)
    files_for_the_workspace(grace)
    a_week_passes(wide, clock)
    assert len(reminders(wide, "ada")) == len(reminders(wide, "grace")) == 1


def test_one_that_may_be_lost_is_on_the_home_of_the_workspace_s_owner(wide: Wired, clock: StandingClock):
    grace = wide.slack.person("grace")
    files_for_the_workspace(grace)
    wide.slack.fail_next("chat.postMessage", "internal_error")
    a_week_passes(wide, clock)
    grace.opens_home()
    assert "may or may not have reached" in grace.sees
    ada = wide.slack.person("ada")
    ada.opens_home()
    assert ("may or may not have reached" in ada.sees) is False
