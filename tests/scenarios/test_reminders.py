"""Reminders over weeks and months, as owners and contacts live them; the clock is moved day by day."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing, in_organisation, organisation
from bolt_app.optout.model import Action
from tests.scenarios.conftest import MORNING, StandingClock, wire
from tests.scenarios.steps import (
    DONE,
    RECEIVED,
    TICK,
    WHEN,
    calls,
    corrects,
    declines,
    entries,
    keeps_a_draft,
    names_contact,
    opens,
    prepares_and_sends,
    records_answer,
    ticks,
)

Passing = Callable[..., None]
MAY_CALL = {
    "auth.test", "users.info", "team.info", "views.open", "views.push", "views.update", "views.publish",
    "chat.postMessage",
}  # fmt: skip


@pytest.fixture
def passes(wired: Wired, clock: StandingClock) -> Passing:
    """Days go by, the worker works through each of their hours."""

    def days(number: int, hours: int = 6) -> None:
        for _ in range(number * 24 // hours):
            clock.passes(hours=hours)
            wired.worker.run_due()

    return days


def got(wired: Wired, key: str) -> list[tuple[int, str]]:
    """On which day since the morning it began, and the first words of what the app sent to a person."""
    persona = wired.slack.personas[key]
    return [
        (_day(posted.ts), posted.content["text"].split(";")[0].split(".")[0])
        for posted in wired.slack.direct_messages.get(persona.user_id, [])
    ]


def _day(ts: str) -> int:
    return (datetime.fromtimestamp(float(ts), UTC) - MORNING).days


def test_a_draft_is_asked_about_the_next_day_and_sent_from_the_message(wired, ada, passes):
    keeps_a_draft(ada)
    passes(3)
    assert got(wired, "ada") == [(1, "You prepared the opt-out e-mail on 23 November 2026")]
    ada.opens_messages_tab()
    assert "Did you send it?" in ada.sees
    ada.presses("Show the e-mail, or say you sent it")
    ada.chooses(WHEN, "I sent it today")
    ada.chooses("Your statement, once it is sent", TICK)
    ada.submits()
    assert ada.title == "Recorded"
    assert [entry.action for entry in entries(wired)] == [Action.DRAFT, Action.SENT]


def test_a_sent_letter_brings_three_reminders_and_then_silence(wired, ada, passes):
    prepares_and_sends(ada)
    passes(60)
    assert got(wired, "ada") == [
        (7, "The opt-out e-mail was sent 7 days ago"),
        (14, "The opt-out e-mail was sent 14 days ago"),
        (30, "The opt-out e-mail was sent 30 days ago"),
    ]
    assert wired.slack.direct_messages.keys() == {"U0ADA"}


def test_the_follow_up_is_ready_behind_the_reminder_s_button_and_starts_the_clock_anew(
    wired, ada, passes, clock
):
    prepares_and_sends(ada)
    passes(8)
    ada.opens_messages_tab()
    ada.presses("Ask again")
    assert ada.title == "Ask again"
    assert "23 November 2026" in ada.sees
    ticks(ada)
    ada.submits()
    assert ada.title == "Recorded", (ada.errors, ada.sees)
    asked_again = (clock.now() - MORNING).days
    passes(10)
    assert [day for day, _ in got(wired, "ada")] == [7, asked_again + 7]


def test_the_first_reminder_says_why_it_comes_and_the_second_does_not(ada, passes):
    prepares_and_sends(ada)
    passes(7)
    ada.opens_messages_tab()
    assert "You get this because you recorded it here as an owner." in ada.sees
    passes(7)
    ada.opens_messages_tab()
    assert "You get this because" not in ada.sees


def test_a_confirmation_ends_the_reminders_and_brings_one_a_year_later(wired, ada, passes):
    prepares_and_sends(ada)
    passes(3)
    records_answer(ada, DONE, on="2026-11-26", reply="Your opt-out request has been completed.")
    passes(57)
    assert got(wired, "ada") == []
    passes(310, hours=24)
    [(_, text)] = got(wired, "ada")
    assert text == "Slack’s confirmation of the opt-out bears the date 26 November 2026"


def test_an_acknowledgement_is_not_taken_for_a_confirmation(wired, ada, passes):
    prepares_and_sends(ada)
    passes(5)
    records_answer(ada, RECEIVED, on="2026-11-28")
    passes(8)
    assert [text for _, text in got(wired, "ada")] == [
        "The record says that Slack received the opt-out request 7 days ago"
    ]


def test_a_decision_is_brought_up_again_on_its_review_date(wired, ada, passes):
    declines(ada)
    review = entries(wired)[0].statement.review_on
    assert review
    passes((review - MORNING.date()).days, hours=24)
    [(day, text)] = got(wired, "ada")
    assert day == (review - MORNING.date()).days
    assert text.startswith("The decision not to opt out was to be looked at again on")


def test_a_named_contact_reads_along_and_nobody_else(wired, ada, sam, passes):
    prepares_and_sends(ada)
    passes(8)
    names_contact(ada, "sam")
    passes(10)
    assert [day for day, _ in got(wired, "ada")] == [7, 14]
    assert [day for day, _ in got(wired, "sam")] == [14]
    sam.opens_messages_tab()
    assert "an owner named you as the privacy contact" in sam.sees
    assert [control.label for control in sam.controls] == ["Remind me in 7 days", "Stop these reminders"]
    assert wired.slack.direct_messages.keys() == {"U0ADA", "U0SAM"}


def test_a_french_speaker_reads_french(wired, camille, passes):
    wired.slack.change("camille", role=Standing.OWNER)
    camille.opens_home()
    camille.presses("Préparer l’e-mail d’exclusion")
    [when] = [one for one in camille.controls if one.kind == "radio_buttons"]
    camille.chooses(when, "Je l’ai envoyé aujourd’hui")
    [tick] = [one for one in camille.controls if one.kind == "checkboxes"]
    camille.chooses(tick, tick.element["options"][0]["text"]["text"])
    camille.submits()
    camille.closes()
    passes(7)
    camille.opens_messages_tab()
    assert "a été envoyé il y a 7\u00a0jours" in camille.sees
    camille.presses("Me le rappeler dans 7\u00a0jours")
    assert "Vous recevrez un nouveau rappel le 7 décembre 2026" in camille.sees


def test_snoozing_brings_it_back_after_seven_days_and_nothing_before(wired, ada, passes):
    prepares_and_sends(ada)
    passes(10)
    ada.opens_messages_tab()
    ada.presses("Remind me in 7 days")
    assert "You will be reminded again on 10 December 2026, unless the record changes before." in ada.sees
    ada.closes()
    ada.presses("Remind me in 7 days")
    ada.closes()
    passes(20)
    assert [day for day, _ in got(wired, "ada")] == [7, 17, 30]


def test_what_was_put_off_does_not_come_once_slack_has_answered(wired, ada, passes):
    prepares_and_sends(ada)
    passes(8)
    ada.opens_messages_tab()
    ada.presses("Remind me in 7 days")
    ada.closes()
    records_answer(ada, DONE, on="2026-12-01")
    passes(60)
    assert [day for day, _ in got(wired, "ada")] == [7]


def test_what_was_put_off_stays_put_off_when_a_contact_is_taken_back(wired, ada, passes):
    prepares_and_sends(ada)
    names_contact(ada, "sam")
    passes(8)
    ada.opens_messages_tab()
    ada.presses("Remind me in 7 days")
    ada.closes()
    corrects(ada, 2)
    passes(25)
    assert [day for day, _ in got(wired, "ada")] == [7, 15, 30]
    assert [day for day, _ in got(wired, "sam")] == [7]


def test_stopping_ends_them_for_this_person_alone_until_they_want_them_again(wired, ada, passes):
    names_contact(ada, "sam")
    prepares_and_sends(ada)
    passes(8)
    ada.opens_messages_tab()
    ada.presses("Stop these reminders", confirming=False)
    assert not ada.modals
    ada.presses("Stop these reminders")
    assert "No more reminders about this opt-out come to you." in ada.sees
    ada.closes()
    passes(10)
    assert [day for day, _ in got(wired, "ada")] == [7]
    assert [day for day, _ in got(wired, "sam")] == [7, 14]
    ada.presses("Stop these reminders")
    ada.presses("Send me reminders again")
    assert "come to you again" in ada.sees
    ada.closes()
    passes(15)
    assert [day for day, _ in got(wired, "ada")] == [7, 30]


def test_a_record_that_was_corrected_reminds_of_what_counts(wired, ada, passes):
    prepares_and_sends(ada)
    passes(3)
    records_answer(ada, DONE, on="2026-11-26")
    passes(1)
    corrects(ada, 2)
    passes(60)
    assert [day for day, _ in got(wired, "ada")] == [7, 14, 30]


def test_who_left_or_is_no_owner_any_more_is_not_written_to(wired, ada, passes):
    prepares_and_sends(ada)
    wired.slack.change("ada", role=Standing.DEACTIVATED)
    passes(20)
    assert got(wired, "ada") == []
    wired.slack.change("ada", role=Standing.MEMBER)
    passes(20)
    assert got(wired, "ada") == []


def test_a_reminder_that_may_not_have_arrived_is_on_owners_home_and_is_not_repeated(
    wired, ada, grace, sam, passes
):
    prepares_and_sends(ada)
    wired.slack.fail_next("chat.postMessage", "internal_error")
    passes(9)
    assert got(wired, "ada") == []
    for owner in (ada, grace):
        owner.opens_home()
        assert "may or may not have reached" in owner.sees
        assert "It is not sent a second time: tell them yourself" in owner.sees
    sam.opens_home()
    assert "may or may not have reached" not in sam.sees
    passes(35)
    assert [day for day, _ in got(wired, "ada")] == [14, 30]
    ada.opens_home()
    assert "may or may not have reached" not in ada.sees


def test_a_week_without_a_worker_loses_no_reminder_and_floods_nobody(wired, ada, passes, clock):
    names_contact(ada, "sam")
    prepares_and_sends(ada)
    clock.passes(days=15)
    passes(5)
    for key in ("ada", "sam"):
        days = [day for day, _ in got(wired, key)]
        assert len(days) == len(set(days)) == 2
        assert min(days) == 15
        assert max(days) <= 16


def test_a_pause_that_slack_asks_for_only_delays(wired, ada, clock):
    names_contact(ada, "sam")
    prepares_and_sends(ada)
    clock.passes(days=7)
    wired.slack.fail_next("chat.postMessage", "ratelimited", retry_after=30)
    wired.slack.calls.clear()
    wired.worker.run_due()
    assert calls(wired) == ["users.info", "chat.postMessage"]
    clock.passes(seconds=30)
    wired.worker.run_due()
    assert len(got(wired, "ada")) == len(got(wired, "sam")) == 1


def test_an_app_that_was_removed_sends_nothing_and_goes_on_when_it_is_back(wired, ada, passes):
    prepares_and_sends(ada)
    wired.slack.uninstalls()
    wired.slack.calls.clear()
    passes(8)
    assert got(wired, "ada") == []
    assert set(calls(wired)) == {"users.info"}
    wired.slack.reinstalls()
    passes(1)
    assert [day for day, _ in got(wired, "ada")] == [8]


@pytest.mark.parametrize("workspace", [in_organisation(), organisation()], ids=["in", "wide"])
def test_reminders_reach_the_people_of_an_organisation(
    tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any], workspace: Any
):
    with wire(tmp_path, clock, workspace, **read_once) as wired:
        prepares_and_sends(wired.slack.person("ada"))
        clock.passes(days=7)
        wired.worker.run_due()
        assert got(wired, "ada") == [(7, "The opt-out e-mail was sent 7 days ago")]


def _lives_sixty_days(wired: Wired, ada: Person, grace: Person, clock: StandingClock) -> None:
    """A busy record: something happens every few days, and the worker is away for a week of them."""
    deeds: Mapping[int, Callable[[], None]] = {
        0: lambda: keeps_a_draft(ada),
        2: lambda: names_contact(grace, "camille"),
        3: lambda: _sends_the_draft(ada),
        12: lambda: records_answer(grace, RECEIVED, on="2026-12-05"),
        27: lambda: _asks_again(ada),
        45: lambda: records_answer(ada, DONE, on="2027-01-07", reply="Completed."),
    }
    for day in range(60):
        deeds.get(day, lambda: None)()
        for _ in range(4):
            clock.passes(hours=6)
            if not 16 <= day < 23:
                wired.worker.run_due()


def _sends_the_draft(owner: Person) -> None:
    opens(owner, "Show the e-mail, or say you sent it")
    owner.chooses(WHEN, "I sent it today")
    owner.chooses("Your statement, once it is sent", TICK)
    owner.submits()
    assert owner.title == "Recorded", (owner.errors, owner.sees)
    owner.closes()


def _asks_again(owner: Person) -> None:
    opens(owner, "Ask again")
    ticks(owner)
    owner.submits()
    assert owner.title == "Recorded", (owner.errors, owner.sees)
    owner.closes()


def test_over_sixty_days_nobody_gets_two_on_a_day_and_none_comes_after_the_state_changed(
    wired: Wired, ada: Person, grace: Person, clock: StandingClock, slack: PretendedSlack
):
    wired.slack.change("camille", locale="en-GB")
    _lives_sixty_days(wired, ada, grace, clock)
    assert got(wired, "ada") == [
        (1, "You prepared the opt-out e-mail on 23 November 2026"),
        (10, "The opt-out e-mail was sent 7 days ago"),
        (23, "The record says that Slack received the opt-out request 11 days ago"),
        (26, "The record says that Slack received the opt-out request 14 days ago"),
        (34, "The opt-out e-mail was sent 7 days ago"),
        (41, "The opt-out e-mail was sent 14 days ago"),
    ]
    assert [day for day, _ in got(wired, "camille")] == [10, 23, 26, 34, 41]
    for key in ("ada", "camille"):
        assert max(Counter(day for day, _ in got(wired, key)).values()) == 1
    assert slack.direct_messages.keys() == {"U0ADA", "U0CAMILLE"}
    assert set(calls(wired)) <= MAY_CALL
    assert all(not call.error for call in slack.calls)
