"""Acts that are not recorded: by no owner, too late, at once, twice; and what is read then."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.optout.model import Action
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    LETTER,
    TICK,
    declines,
    entries,
    fills_in_a_decision,
    fills_in_the_letter,
    keeps_a_draft,
    opens,
    prepares_and_sends,
)
from tests.scenarios.twice import Twice

DISCARD = "Discard the draft"

NOT_OWNERS = {
    Standing.ADMIN: "Slack accepts the opt-out from owners only, and admins are not owners.",
    Standing.MEMBER: "Only an owner can do this. Slack lists the owners",
    Standing.GUEST: "Guests can read where the opt-out stands. Only an owner can act.",
    Standing.OUTSIDER: "Only an owner of the workspace this app is installed in can act.",
    Standing.DEACTIVATED: "Slack says this account is deactivated or is a bot.",
}
DEMOTIONS = pytest.mark.parametrize(("standing", "sentence"), NOT_OWNERS.items(), ids=list(NOT_OWNERS))


def reads_that_nothing_was_recorded(person: Person, sentence: str) -> None:
    assert person.title == "Not recorded"
    assert sentence in person.sees
    assert "Nothing" in person.sees


@DEMOTIONS
@pytest.mark.parametrize("fills_in", [fills_in_the_letter, fills_in_a_decision])
def test_demoted_between_opening_and_submitting(
    wired: Wired, ada: Person, fills_in: Any, standing: Standing, sentence: str
):
    fills_in(ada)
    wired.slack.change("ada", role=standing)
    ada.submits()
    reads_that_nothing_was_recorded(ada, sentence)
    assert entries(wired) == []


@DEMOTIONS
def test_demoted_before_saying_yes_to_an_act_without_a_form(
    wired: Wired, ada: Person, standing: Standing, sentence: str
):
    keeps_a_draft(ada)
    wired.slack.change("ada", role=standing)
    ada.presses(DISCARD)
    reads_that_nothing_was_recorded(ada, sentence)
    assert len(entries(wired)) == 1


@DEMOTIONS
def test_an_old_button_opens_no_form_for_somebody_who_is_no_owner(
    wired: Wired, ada: Person, clock: StandingClock, standing: Standing, sentence: str
):
    ada.opens_home()
    wired.slack.change("ada", role=standing)
    clock.passes(hours=5)
    ada.presses(LETTER)
    reads_that_nothing_was_recorded(ada, sentence)
    assert ada.fields == {}


def test_who_was_demoted_finds_a_home_without_the_buttons_right_after(wired: Wired, ada: Person):
    fills_in_a_decision(ada)
    wired.slack.change("ada", role=Standing.MEMBER)
    ada.submits()
    ada.closes(everything=True)
    assert "Your part as an owner" not in ada.sees


def test_an_outsider_with_an_old_button_reads_nothing_of_the_record(
    wired: Wired, ada: Person, clock: StandingClock
):
    declines(ada, reason="Secret plans.")
    wired.slack.change("ada", role=Standing.OUTSIDER)
    clock.passes(hours=5)
    ada.presses("Change the decision")
    assert "Only an owner of the workspace" in ada.sees
    assert "decision not to opt out" not in ada.sees


@pytest.mark.parametrize(("error", "status"), [("internal_error", 200), ("ratelimited", 429), ("", 502)])
@pytest.mark.parametrize("fills_in", [fills_in_the_letter, fills_in_a_decision])
def test_nobody_acts_while_slack_does_not_say_who_they_are(
    wired: Wired, ada: Person, fills_in: Any, error: str, status: int
):
    fills_in(ada)
    wired.slack.fail_next("users.info", error, status=status)
    ada.submits()
    assert ada.title == "Something went wrong"
    assert entries(wired) == []


def test_nothing_is_discarded_while_slack_does_not_say_who_asks(wired: Wired, ada: Person):
    keeps_a_draft(ada)
    wired.slack.fail_next("users.info")
    ada.presses(DISCARD)
    assert ada.title == "Something went wrong"
    assert len(entries(wired)) == 1


def test_what_is_recorded_stands_though_home_cannot_be_published(
    wired: Wired, ada: Person, caplog: pytest.LogCaptureFixture
):
    fills_in_the_letter(ada)
    wired.slack.fail_next("views.publish", status=500)
    ada.submits()
    assert ada.title == "Recorded"
    assert len(entries(wired)) == 1
    assert f"After an act {ada.user_id} was not shown their Home: " in caplog.text
    ada.closes()
    ada.opens_home()
    assert "The e-mail was sent today." in ada.sees


def test_what_is_recorded_is_not_called_a_failure_because_a_modal_could_not_be_opened(
    wired: Wired, ada: Person, caplog: pytest.LogCaptureFixture
):
    keeps_a_draft(ada)
    wired.slack.fail_next("views.open")
    ada.presses(DISCARD)
    assert ada.title is None
    assert f"After an act {ada.user_id} was not told: SlackApiError" in caplog.text
    assert [entry.action for entry in entries(wired)] == [Action.DRAFT, Action.DISCARD]
    assert "None recorded here" in ada.sees


def test_the_second_of_two_owners_is_told_who_acted_and_how_it_is_now(
    wired: Wired, ada: Person, grace: Person
):
    fills_in_a_decision(grace)
    prepares_and_sends(ada)
    grace.submits()
    assert grace.title == "Not recorded"
    assert f"Meanwhile {ada.user_id} acted: The opt-out e-mail was sent (No. 1)." in grace.sees
    assert "As it is now: Sent, no answer recorded. An owner says the request was sent" in grace.sees
    assert [entry.action for entry in entries(wired)] == [Action.SENT]
    grace.closes()
    assert grace.fields["Reason"]["value"] == "The features matter more."
    grace.closes()
    assert "The e-mail was sent today." in grace.sees


def test_two_owners_who_submit_in_the_same_instant_make_one_entry(wired: Wired, ada: Person, grace: Person):
    for owner in (ada, grace):
        fills_in_the_letter(owner)
    with ThreadPoolExecutor(2) as both:
        list(both.map(Person.submits, (ada, grace)))
    assert sorted([str(ada.title), str(grace.title)]) == ["Not recorded", "Recorded"]
    assert len(entries(wired)) == 1


def test_two_owners_discard_the_same_draft_once(wired: Wired, ada: Person, grace: Person):
    keeps_a_draft(ada)
    grace.opens_home()
    ada.presses(DISCARD)
    grace.presses(DISCARD)
    assert f"Meanwhile {ada.user_id} acted: The draft was discarded (No. 2)." in grace.sees
    assert len(entries(wired)) == 2


@pytest.mark.parametrize("fills_in", [fills_in_the_letter, fills_in_a_decision])
def test_a_form_submitted_twice_is_one_entry_and_the_second_answer_says_so(
    wired: Wired, ada: Person, fills_in: Any
):
    fills_in(ada)
    wired.slack.connect(Twice(wired.slack.delivery))
    ada.submits()
    assert ada.title == "Recorded"
    assert "This was recorded already, as No. 1" in ada.sees
    assert len(entries(wired)) == 1


def test_a_letter_sent_from_a_decision_is_two_entries_also_when_submitted_twice(wired: Wired, ada: Person):
    declines(ada)
    opens(ada, "Change the decision")
    ada.chooses("Did you send it?", "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    wired.slack.connect(Twice(wired.slack.delivery))
    ada.submits()
    assert "This was recorded already, as No. 3" in ada.sees
    assert [entry.action for entry in entries(wired)] == [Action.DECLINE, Action.DRAFT, Action.SENT]


def test_a_button_pressed_twice_is_one_entry(wired: Wired, ada: Person):
    keeps_a_draft(ada)
    wired.slack.connect(Twice(wired.slack.delivery))
    ada.presses(DISCARD)
    assert len(entries(wired)) == 2
    ada.closes()
    assert "None recorded here" in ada.sees
