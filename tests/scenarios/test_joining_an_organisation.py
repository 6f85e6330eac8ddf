"""A workspace with a record moves into an organisation: what was confirmed before becomes uncertain, once."""

from collections.abc import Callable

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.optout.model import Action
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    ANSWER,
    ANSWERED_ON,
    DONE,
    TODAY,
    entries,
    opens,
    opted_out_before,
    prepares_and_sends,
    saves,
)
from tests.scenarios.test_command import THIS_DAY

pytestmark = pytest.mark.usefixtures("nothing_breaks")

UNCERTAIN = "before this workspace belonged to its organisation; whether it still holds is not known."
LOOKS: dict[str, Callable[[Person], None]] = {
    "home": lambda person: person.opens_home(),
    "command": lambda person: person.types("/datapolicy"),
    "status": lambda person: person.types("/datapolicy status"),
}


def acts(wired: Wired) -> list[Action]:
    return [entry.action for entry in entries(wired)]


def moves(wired: Wired, clock: StandingClock) -> None:
    """The workspace moves; people are asked about again once what is remembered of them is hours old."""
    wired.slack.joins("E0STAR", "Starship")
    clock.passes(hours=5)


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_the_next_look_of_anybody_makes_it_uncertain_and_says_why(
    wired: Wired, clock: StandingClock, ada: Person, sam: Person, look: Callable[[Person], None]
):
    opted_out_before(ada, on=TODAY)
    sam.opens_home()
    assert UNCERTAIN not in sam.sees
    moves(wired, clock)
    look(sam)
    assert f"Slack confirmed on {THIS_DAY}, {UNCERTAIN}" in sam.sees
    assert acts(wired) == [Action.DONE, Action.DOUBT]


def test_it_becomes_uncertain_once_however_many_look(
    wired: Wired, clock: StandingClock, ada: Person, sam: Person, camille: Person
):
    opted_out_before(ada)
    moves(wired, clock)
    for person in (sam, ada, camille, sam):
        person.opens_home()
        person.types("/datapolicy")
    assert acts(wired) == [Action.DONE, Action.DOUBT]


def test_the_record_stays_whole_and_says_that_the_app_noticed(
    wired: Wired, clock: StandingClock, ada: Person, sam: Person
):
    opted_out_before(ada, on=TODAY, reply="Done.")
    moves(wired, clock)
    opens(sam, "See the record")
    assert "The confirmation became uncertain" in sam.sees
    assert "Recorded 2026-11-23 14:30 UTC by the app." in sam.sees
    assert "The workspace belongs to organisation E0STAR now." in sam.sees
    assert "No. 1 of 2" in sam.sees


def test_what_an_owner_confirms_anew_is_not_doubted_again(wired: Wired, clock: StandingClock, ada: Person):
    opted_out_before(ada)
    moves(wired, clock)
    opens(ada, ANSWER)
    ada.chooses("What did Slack say?", DONE)
    ada.fills(ANSWERED_ON, TODAY)
    saves(ada)
    clock.passes(days=1)
    ada.opens_home()
    assert "Our opt-out: Confirmation recorded" in ada.sees
    assert acts(wired) == [Action.DONE, Action.DOUBT, Action.DONE]


def test_an_owner_who_corrects_the_doubt_is_not_doubted_again(
    wired: Wired, clock: StandingClock, ada: Person
):
    opted_out_before(ada)
    moves(wired, clock)
    opens(ada, "See the record")
    ada.presses("Correct the record")
    ada.chooses("The entry that was wrong", "2")
    ada.fills("What was wrong", "Slack wrote that it holds on.")
    ada.submits()
    ada.closes(everything=True)
    clock.passes(days=1)
    ada.opens_home()
    assert "Our opt-out: Confirmation recorded" in ada.sees
    assert acts(wired) == [Action.DONE, Action.DOUBT, Action.CORRECT]


def test_a_request_that_was_not_confirmed_stays_as_it_is(wired: Wired, clock: StandingClock, ada: Person):
    prepares_and_sends(ada)
    moves(wired, clock)
    ada.opens_home()
    assert acts(wired) == [Action.SENT]


def test_somebody_of_another_organisation_proves_nothing_about_this_one(
    wired: Wired, clock: StandingClock, ada: Person, otto: Person
):
    opted_out_before(ada)
    moves(wired, clock)
    otto.opens_home()
    assert acts(wired) == [Action.DONE]


def test_while_slack_does_not_say_who_asks_nothing_becomes_uncertain(
    wired: Wired, clock: StandingClock, ada: Person, sam: Person
):
    opted_out_before(ada)
    moves(wired, clock)
    wired.slack.fail_next("users.info", "ratelimited")
    sam.types("/datapolicy status")
    assert "Confirmation recorded" in sam.sees
    assert acts(wired) == [Action.DONE]
