"""Somebody opens the Home tab: what stands there for whom, and what it costs; presses nothing."""

from dataclasses import replace

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.form import Control
from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.optout.model import Status
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    REACHED,
    calls,
    calls_of,
    declines,
    prepares_and_sends,
)

SECTIONS = ["How Slack uses our data", "In short", "Your questions", "One by one", "Not known"]

OWNERS_BUTTONS = {
    Status.NOT_FILED: [
        "Prepare the opt-out e-mail",
        "We already opted out",
        "Our contract excludes it",
        "We decide not to",
    ],
    Status.DRAFTED: ["Show the e-mail, or say you sent it", "Discard the draft"],
    Status.FILED: ["Record Slack’s answer", "Ask again", "It came back undelivered", "Withdraw"],
    Status.UNDELIVERED: ["Prepare the opt-out e-mail", "Our contract excludes it", "We decide not to"],
    Status.ACKNOWLEDGED: ["Record Slack’s answer", "Ask again", "Withdraw"],
    Status.NEEDS_REPLY: ["I replied", "Record Slack’s answer", "Withdraw"],
    Status.CONFIRMED: [
        "Export the record",
        "Ask Slack to confirm again",
        "Add Slack’s reply",
        "Record a doubt",
        "We want to opt back in",
    ],
    Status.REFUSED: [
        "Ask again",
        "Record Slack’s answer",
        "Our contract excludes it",
        "Leave it at that",
    ],
    Status.DECLINED: ["Change the decision", "Our contract excludes it"],
    Status.EXCLUDED: ["Change the clause or the review date", "Prepare the opt-out e-mail"],
    Status.WITHDRAWN: [
        "Letter to Slack",
        "Prepare the opt-out e-mail",
        "Our contract excludes it",
        "We decide not to",
    ],
    Status.UNCERTAIN: ["Record Slack’s answer", "Prepare the opt-out e-mail"],
}


BESIDE_IT = {"contact", "remove_contact", "channel", "reader", "require_second", "waive_second"}
"""What owners decide beside the opt-out: who is asked, who reads, what is announced, who has to agree."""


def headers(person: Person) -> list[str]:
    """The headings on the Home tab, from top to bottom."""
    home = person.home
    return [one["text"]["text"] for one in home.blocks if one["type"] == "header"] if home else []


def buttons_of_owners(person: Person) -> list[Control]:
    """The buttons of *Your part* that are about the opt-out, from left to right."""
    acting = ("open.", "do.", "letter.take_back")
    shown = [
        one
        for one in person.controls
        if str(one.element["action_id"]).startswith(acting) or one.element.get("style") == "primary"
    ]
    return [one for one in shown if str(one.element["action_id"]).partition(".")[2] not in BESIDE_IT]


def test_a_member_reads_the_answer_first_then_everything_else_in_its_order(sam: Person):
    sam.opens_home()
    assert headers(sam)[: len(SECTIONS)] == SECTIONS
    assert headers(sam)[-2:] == ["What changed", "About this app"]
    first = sam.sees.splitlines()[:4]
    assert first[1].startswith("May Slack use our data to train models? By default")
    assert "Our opt-out: None recorded here" in sam.sees
    assert "not affiliated with Slack or Salesforce" in sam.sees
    assert "Collected from published copies on 21 November 2026; not yet compared" in sam.sees


@pytest.mark.parametrize("key", ["lin", "sam", "noor"])
def test_admins_members_and_guests_are_not_offered_what_only_owners_do(slack: PretendedSlack, key: str):
    person = slack.person(key)
    person.opens_home()
    assert "Your part as an owner" not in headers(person)
    assert buttons_of_owners(person) == []


@pytest.mark.parametrize("key", ["ada", "grace"])
def test_owners_and_the_primary_owner_find_their_part_right_below_the_status(slack: PretendedSlack, key: str):
    owner = slack.person(key)
    owner.opens_home()
    assert headers(owner)[:3] == ["How Slack uses our data", "Your part as an owner", "In short"]
    assert "It takes one e-mail from your own address." in owner.sees


@pytest.mark.parametrize("status", Status)
def test_an_owner_is_offered_what_makes_sense_now_and_one_primary_button(
    wired: Wired, ada: Person, status: Status
):
    REACHED[status](wired, ada)
    ada.opens_home()
    offered = buttons_of_owners(ada)
    assert [one.label for one in offered] == OWNERS_BUTTONS[status]
    primary = [one.label for one in ada.controls if one.element.get("style") == "primary"]
    assert primary == OWNERS_BUTTONS[status][:1]


def test_a_guest_reads_the_status_without_the_reason(ada: Person, noor: Person, sam: Person):
    declines(ada, reason="Secret plans.")
    noor.opens_home()
    sam.opens_home()
    assert "the decision not to opt out" in noor.sees
    assert "Secret plans" not in noor.sees
    assert "Secret plans" in sam.sees


def test_an_outsider_finds_nothing_that_is_recorded_and_no_button(ada: Person, otto: Person):
    prepares_and_sends(ada)
    otto.opens_home()
    assert "What is recorded there is for its own members." in otto.sees
    assert "request was sent" not in otto.sees
    assert otto.buttons == []


def test_what_an_outsider_s_home_carries_does_not_change_with_the_record(
    wired: Wired, ada: Person, otto: Person
):
    otto.opens_home()
    assert otto.home
    before = dict(otto.home.content)
    prepares_and_sends(ada)
    wired.slack.calls.clear()
    otto.opens_home()
    assert otto.home.content == before
    assert calls_of(wired, "views.publish") == []


def test_opening_costs_one_publish_and_opening_it_unchanged_nothing(wired: Wired, sam: Person):
    sam.opens_home()
    assert calls(wired) == ["users.info", "views.publish"]
    sam.opens_home()
    sam.opens_home()
    assert calls(wired) == ["users.info", "views.publish"]


def test_the_command_and_home_share_what_is_known_of_a_person(wired: Wired, sam: Person):
    sam.types("/datapolicy")
    wired.slack.calls.clear()
    sam.opens_home()
    assert calls(wired) == ["views.publish"]


def test_opening_it_after_the_record_changed_costs_one_publish(wired: Wired, ada: Person, sam: Person):
    sam.opens_home()
    prepares_and_sends(ada)
    wired.slack.calls.clear()
    sam.opens_home()
    assert calls(wired) == ["views.publish"]
    assert "An owner says the request was sent" in sam.sees


def test_the_next_day_only_what_counts_days_is_published_anew(
    wired: Wired, ada: Person, sam: Person, clock: StandingClock
):
    sam.opens_home()
    clock.passes(hours=3)
    sam.opens_home()
    assert len(calls_of(wired, "views.publish")) == 1
    prepares_and_sends(ada)
    sam.opens_home()
    clock.passes(days=1)
    sam.opens_home()
    assert "No answer is recorded here after 1 day." in sam.sees


def test_somebody_who_became_an_owner_finds_their_part_after_hours(
    sam: Person, slack: PretendedSlack, clock: StandingClock
):
    sam.opens_home()
    slack.change("sam", role=Standing.OWNER)
    clock.passes(hours=5)
    sam.opens_home()
    assert "Your part as an owner" in headers(sam)


def test_the_one_who_acted_sees_it_on_home_at_once(wired: Wired, ada: Person):
    prepares_and_sends(ada)
    wired.slack.calls.clear()
    assert ada.home
    assert "An owner says the request was sent" in ada.sees
    ada.opens_home()
    assert calls(wired) == []


def test_two_views_on_their_way_at_once_end_with_the_newest_record(wired: Wired, ada: Person, sam: Person):
    sam.opens_home()
    prepares_and_sends(ada)
    wired.slack.calls.clear()
    wired.slack.fail_next("views.publish", "hash_conflict")
    sam.opens_home()
    assert [(call.method, call.error) for call in wired.slack.calls] == [
        ("views.publish", "hash_conflict"),
        ("views.publish", None),
    ]
    assert "An owner says the request was sent" in sam.sees


def test_an_old_view_never_overwrites_the_one_shown_meanwhile(wired: Wired, ada: Person, sam: Person):
    sam.opens_home()
    assert sam.home
    old = payloads.app_home_opened(
        sam.persona, "home", wired.slack.now(), sam.home.payload(wired.slack.workspace, {})
    )
    prepares_and_sends(ada)
    sam.opens_home()
    wired.slack.events.send(old)
    assert calls_of(wired, "views.publish")[-2].error == "hash_conflict"
    assert "An owner says the request was sent" in sam.sees


@pytest.mark.parametrize("method", ["users.info", "views.publish"])
@pytest.mark.parametrize(("error", "status"), [("ratelimited", 429), ("internal_error", 200), ("", 503)])
def test_a_home_that_slack_had_no_time_for_is_there_once_the_event_comes_again(
    wired: Wired, sam: Person, method: str, error: str, status: int
):
    wired.slack.fail_next(method, error, status=status, times=2)
    sam.opens_home()
    assert wired.slack.surfaces.homes == {}
    assert [wired.slack.events.redeliver() for _ in range(3)] == [1, 1, 0]
    assert sam.home
    assert "How Slack uses our data" in sam.sees


def test_a_home_that_slack_refuses_for_good_is_not_asked_for_again(wired: Wired, sam: Person):
    wired.slack.fail_next("views.publish", "not_enabled")
    sam.opens_home()
    assert wired.slack.events.redeliver() == 0
    assert calls_of(wired, "views.publish")[-1].error == "not_enabled"


def test_the_messages_tab_publishes_nothing(wired: Wired, sam: Person):
    sam.opens_messages_tab()
    assert calls(wired) == []
    assert sam.home is None


def test_for_the_app_itself_or_somebody_deactivated_nothing_is_published_and_nothing_fails(
    wired: Wired, caplog: pytest.LogCaptureFixture
):
    gone = wired.slack.personas["dana"]
    for who in (gone, replace(gone, user_id=wired.slack.workspace.bot_user_id)):
        assert wired.slack.events.send(payloads.app_home_opened(who, "home", wired.slack.now(), None))
    assert calls(wired) == ["users.info"]
    assert caplog.records == []
