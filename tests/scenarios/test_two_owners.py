"""Where a second owner is required: proposed on one Home, agreed to or turned down on another's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.optout.model import Action, Status
from tests.scenarios.conftest import StandingClock
from tests.scenarios.owner_steps import (
    WAIVE,
    agrees,
    names_reader,
    presses_what_is_not_there,
    requires_a_second,
    turns_down,
)
from tests.scenarios.steps import (
    DONE,
    RECEIVED,
    RECORD,
    TODAY,
    actions,
    corrects,
    declines,
    entries,
    newest_texts,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
    withdraws,
)

REPLY = "Your opt-out request for acme.slack.com has been completed."
WAITS = "An owner recorded on 23 November 2026 that Slack confirmed; a second owner has not agreed yet."
CONFIRMED = "An owner reports that Slack confirmed on 23 November 2026"

pytestmark = pytest.mark.usefixtures("nothing_breaks")


def status_as_read_by(person: Person) -> str:
    person.types("/datapolicy status")
    return person.sees


def proposed(ada: Person) -> None:
    prepares_and_sends(ada)
    requires_a_second(ada)
    records_answer(ada, DONE, reply=REPLY, reference="98765")


def test_a_confirmation_counts_once_another_owner_agrees_and_carries_what_was_proposed(
    wired: Wired, ada: Person, grace: Person, sam: Person
):
    proposed(ada)
    assert actions(wired)[-1] is Action.PROPOSED
    assert WAITS in status_as_read_by(sam)
    assert "Sent, no answer recorded" in sam.sees
    assert CONFIRMED not in sam.sees
    ada.opens_home()
    assert "Another owner has to agree, on their own Home" in ada.sees
    assert "Agree" not in [one.label for one in ada.controls]

    opens(grace, "Agree")
    assert REPLY in grace.sees
    assert "98765" in grace.sees
    assert ada.user_id in grace.sees
    grace.submits()
    assert grace.title == "Recorded"
    assert "Download the evidence now" in grace.sees
    grace.closes()

    newest = entries(wired)[-1]
    assert (newest.action, newest.status) == (Action.DONE, Status.CONFIRMED)
    assert newest.actor is not None
    assert newest.named is not None
    assert (newest.actor.user, newest.named.user) == (grace.user_id, ada.user_id)
    assert newest_texts(wired) == {"reply": REPLY}
    assert CONFIRMED in status_as_read_by(sam)
    assert "second owner" not in sam.sees


def test_in_french_it_reads_the_same(wired: Wired, ada: Person, camille: Person):
    proposed(ada)
    assert (
        "Un propriétaire a enregistré le 23 novembre 2026 que Slack a confirmé\u202f; un second propriétaire "
        "ne l’a pas encore approuvé."
    ) in status_as_read_by(camille)
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], locale="fr-FR")
    grace = wired.slack.person("grace")
    opens(grace, "Approuver")
    assert grace.title == "Approuver en second"
    grace.submits()
    assert grace.title == "Enregistré"
    assert actions(wired)[-1] is Action.DONE


def test_turning_it_down_leaves_the_status_and_says_why(
    wired: Wired, ada: Person, grace: Person, sam: Person
):
    proposed(ada)
    turns_down(grace)
    assert actions(wired)[-1] is Action.TURN_DOWN
    assert "second owner" not in status_as_read_by(sam)
    opens(sam, RECORD)
    assert "A proposal was turned down" in sam.sees
    assert "The reply is about another workspace" in sam.sees
    ada.opens_home()
    assert "Waiting for a second owner" not in ada.sees


def test_who_proposed_it_takes_it_back(wired: Wired, ada: Person):
    proposed(ada)
    opens(ada, "Take the proposal back")
    ada.fills("Why you turn it down", "I pasted the wrong reply.")
    saves(ada)
    assert actions(wired)[-1] is Action.TURN_DOWN


def test_a_record_that_changed_meanwhile_ends_the_proposal_with_a_sentence(
    wired: Wired, ada: Person, grace: Person
):
    proposed(ada)
    opens(grace, "Agree")
    records_answer(ada, RECEIVED)
    grace.submits()
    assert "Meanwhile" in grace.sees
    grace.closes(everything=True)
    grace.opens_home()
    assert "A proposal no longer stands" in grace.sees
    assert "The record changed since, by No. 4. It can be recorded anew." in grace.sees
    opens(grace, "Put it aside")
    grace.fills("Why you turn it down", "Slack only received it.")
    saves(grace)
    assert actions(wired)[-1] is Action.TURN_DOWN
    grace.opens_home()
    assert "no longer stands" not in grace.sees


def test_naming_a_reader_meanwhile_does_not_end_it(wired: Wired, ada: Person, grace: Person):
    proposed(ada)
    names_reader(ada, "sam")
    agrees(grace)
    assert actions(wired)[-1] is Action.DONE


def test_nobody_agrees_with_themselves_even_through_a_form_that_is_not_offered(wired: Wired, ada: Person):
    proposed(ada)
    ada.opens_home()
    presses_what_is_not_there(wired, ada, "open.agree", "")
    assert ada.title == "Agree as second owner"
    ada.submits()
    assert "You proposed this yourself, and another owner has to agree." in ada.sees
    assert actions(wired)[-1] is Action.PROPOSED


def test_who_lost_the_role_meanwhile_cannot_agree(wired: Wired, ada: Person, grace: Person):
    proposed(ada)
    opens(grace, "Agree")
    wired.slack.personas["grace"] = replace(wired.slack.personas["grace"], role=Standing.ADMIN)
    grace.submits()
    assert "admins are not owners" in grace.sees
    assert actions(wired)[-1] is Action.PROPOSED


def declines_at_once(_: Wired, owner: Person) -> None:
    requires_a_second(owner)
    declines(owner)


def withdraws_what_was_sent(_: Wired, owner: Person) -> None:
    prepares_and_sends(owner)
    requires_a_second(owner)
    withdraws(owner)


@pytest.mark.parametrize(
    ("proposes", "label"),
    [(declines_at_once, "Decided not to opt out"), (withdraws_what_was_sent, "Withdrawn")],
)
def test_declining_and_withdrawing_take_two_as_well(
    wired: Wired, sam: Person, proposes: Callable[[Wired, Person], None], label: str
):
    proposes(wired, wired.slack.person("ada"))
    assert "a second owner has not agreed yet" in status_as_read_by(sam)
    assert label not in sam.sees
    agrees(wired.slack.person("grace"))
    assert label in status_as_read_by(sam)
    assert actions(wired)[-2:] == [Action.PROPOSED, entries(wired)[-2].statement.proposes]


def test_a_correction_that_confirms_again_takes_two(wired: Wired, ada: Person, grace: Person, sam: Person):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    opens(ada, "We want to opt back in")
    ada.fills("Reason", "The board decided otherwise.")
    ada.chooses("Your statement", "I may decide this. Whether and how Slack does it is not known.")
    saves(ada)
    requires_a_second(ada)
    corrects(ada, 3)
    assert actions(wired)[-1] is Action.PROPOSED
    assert "Withdrawn" in status_as_read_by(sam)
    assert "that entry No. 3 was wrong; a second owner has not agreed yet." in sam.sees
    agrees(grace)
    assert CONFIRMED in status_as_read_by(sam)


def test_ending_the_requirement_takes_two(wired: Wired, ada: Person, grace: Person):
    requires_a_second(ada)
    opens(ada, WAIVE)
    assert ada.title == "Recorded"
    ada.closes()
    assert actions(wired) == [Action.REQUIRE_SECOND, Action.PROPOSED]
    agrees(grace)
    assert actions(wired)[-1] is Action.WAIVE_SECOND
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    assert actions(wired)[-1] is Action.DONE


def test_the_record_says_who_proposed_and_who_agreed_to_owners_and_the_roles_to_members(
    ada: Person, grace: Person, sam: Person
):
    proposed(ada)
    agrees(grace)
    opens(grace, RECORD)
    assert f"{ada.user_id} had proposed it as No. 3." in grace.sees
    opens(sam, RECORD)
    assert "Another owner had proposed it as No. 3." in sam.sees
    assert ada.user_id not in sam.sees


def test_a_day_in_the_future_is_refused_in_its_field_before_anything_is_proposed(
    wired: Wired, ada: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    requires_a_second(ada)
    opens(ada, "Record Slack’s answer")
    ada.chooses("What did Slack say?", DONE)
    ada.fills("The date Slack’s answer bears", "2027-01-01")
    ada.submits()
    assert "This day has not come yet" in ada.errors["The date Slack’s answer bears"]
    assert actions(wired)[-1] is Action.REQUIRE_SECOND
    assert clock.now().date().isoformat() == TODAY
