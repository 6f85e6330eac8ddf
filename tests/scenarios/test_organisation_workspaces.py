"""The list of an organisation's workspaces: which the app was let into, and what is recorded for each."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Sibling
from bolt_app.views.workspaces import PAGE
from tests.scenarios.conftest import StandingClock
from tests.scenarios.organisation_steps import confirmed_for_the_workspace, in_an_organisation
from tests.scenarios.steps import calls, calls_of, opens

pytestmark = in_an_organisation

LIST = "Which workspaces are covered"
FORTY = tuple(Sibling(f"T0MANY{number:02}", f"Many {number:02}", f"many-{number}") for number in range(40))


def lines(ada: Person) -> list[str]:
    """The workspaces on the page, as they are called there."""
    return [line.partition(". Its own opt-out: ")[0] for line in ada.sees.splitlines() if "Its own" in line]


def test_forty_workspaces_are_read_a_page_at_a_time_and_from_the_start_again(wired: Wired, ada: Person):
    wired.slack.workspace = replace(wired.slack.workspace, siblings=FORTY)
    opens(ada, LIST)
    read = [lines(ada)]
    while "More" in ada.sees.splitlines():
        ada.presses("More")
        read.append(lines(ada))
    assert [len(page) for page in read] == [PAGE, PAGE, 41 - 2 * PAGE]
    named = [f"Many {number:02} (T0MANY{number:02})" for number in range(40)]
    assert [name for page in read for name in page] == ["Acme (T0ACME)", *named]
    ada.presses("From the start")
    assert lines(ada) == read[0]
    assert "From the start" not in ada.sees


def test_slack_is_asked_for_names_once_and_not_again(wired: Wired, ada: Person):
    opens(ada, LIST)
    assert lines(ada) == ["Acme (T0ACME)", "Acme Labs (T0LABS)"]
    ada.closes()
    opens(ada, LIST)
    assert calls(wired).count("auth.teams.list") == 1


def test_the_list_is_shown_without_names_while_slack_does_not_tell_them(wired: Wired, ada: Person):
    wired.slack.lets_in(Sibling("T0NEW", "Newcomers", "newcomers"))
    wired.slack.fail_next("auth.teams.list", "internal_error")
    opens(ada, LIST)
    assert lines(ada) == ["T0NEW"]
    ada.closes()
    opens(ada, LIST)
    assert lines(ada) == ["Acme (T0ACME)", "Acme Labs (T0LABS)", "Newcomers (T0NEW)"]


def test_a_workspace_the_app_is_let_into_joins_the_list_and_one_it_is_taken_out_of_leaves_it(
    wired: Wired, clock: StandingClock, ada: Person
):
    opens(ada, LIST)
    ada.closes()
    clock.passes(minutes=1)
    wired.slack.lets_in(Sibling("T0NEW", "Newcomers", "newcomers"))
    opens(ada, LIST)
    assert "Newcomers (T0NEW)" in lines(ada)
    ada.closes()
    clock.passes(minutes=1)
    wired.slack.shuts_out("T0NEW", "T0LABS")
    opens(ada, LIST)
    assert lines(ada) == ["Acme (T0ACME)"]


def test_events_out_of_their_order_and_repeated_end_with_what_slack_said_last(
    wired: Wired, clock: StandingClock, ada: Person
):
    def said(what: str, after: int) -> None:
        inner = {"type": f"team_access_{what}", "team_ids": ["T0LABS"]}
        at = (clock.now() + timedelta(seconds=after)).timestamp()
        body = payloads.bare_event(wired.slack.workspace, inner, f"Ev{what}{after}", at)
        assert wired.slack.delivery.event(body).status == 200

    opens(ada, LIST)
    ada.closes()
    for what, after in (("granted", 1), ("revoked", 3), ("granted", 2), ("revoked", 3)):
        said(what, after)
    opens(ada, LIST)
    assert lines(ada) == ["Acme (T0ACME)"]
    ada.closes()
    said("granted", 4)
    clock.passes(seconds=5)
    opens(ada, LIST)
    assert lines(ada) == ["Acme (T0ACME)", "Acme Labs (T0LABS)"]


def test_each_line_says_what_is_recorded_for_the_workspace_and_on_which_day(wired: Wired, ada: Person):
    confirmed_for_the_workspace(wired.slack.person("mei"))
    opens(ada, LIST)
    assert "Acme (T0ACME). Its own opt-out: None recorded here." in ada.sees
    assert (
        "Acme Labs (T0LABS). Its own opt-out: Confirmation recorded (entered on 23 November 2026)."
        in ada.sees
    )
    assert "Whether an organisation’s request covers all its workspaces" in ada.sees


@pytest.mark.parametrize("key", ["grace", "mei", "lin", "sam", "noor"])
@pytest.mark.parametrize("action", ["workspaces", "workspaces_page", "workspaces_first"])
def test_nobody_but_an_organisation_owner_gets_the_list(wired: Wired, key: str, action: str):
    person = wired.slack.person(key)
    person.opens_home()
    person.presses("See the record")
    press = {"type": "button", "action_id": action, "block_id": "b", "value": "T0ACME", "action_ts": "1.0"}
    view = {"id": person.modals[0].id, "type": "modal", "private_metadata": ""}
    trigger = wired.slack.exchange.trigger(person.user_id, in_modal=True)
    body = payloads.action_in_view(person.here, person.persona, press, view, trigger)
    assert wired.slack.delivery.interaction(body).status == 200
    assert person.title == "Not recorded"
    assert "T0LABS" not in person.sees
    assert calls_of(wired, "auth.teams.list") == []


def test_a_workspace_s_own_owner_cannot_ask_for_it_as_the_workspace(wired: Wired):
    grace = wired.slack.person("grace")
    grace.opens_home()
    press = {
        "type": "button",
        "action_id": "workspaces",
        "block_id": "b",
        "value": "workspace",
        "action_ts": "1",
    }
    view = {"id": "V1", "type": "home", "private_metadata": ""}
    trigger = wired.slack.exchange.trigger(grace.user_id)
    wired.slack.delivery.interaction(payloads.action_in_view(grace.here, grace.persona, press, view, trigger))
    assert "This is decided in an organisation’s record only." in grace.sees
