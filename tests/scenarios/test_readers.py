"""An owner names readers, and what a reader then reads, exports and cannot do; ends with the naming."""

from dataclasses import replace

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.optout.model import Action
from bolt_app.views.wording import MAY_DECIDE_FOR_WORKSPACE
from tests.scenarios.conftest import WORKSPACES, StandingClock, in_every_kind_of_workspace
from tests.scenarios.owner_steps import EXPORT, NAME_READER, READER, downloads, names_reader
from tests.scenarios.steps import (
    DONE,
    RECORD,
    REFUSED,
    actions,
    calls,
    entries,
    names_contact,
    opens,
    prepares_and_sends,
    records_answer,
    saves,
)

LINE = "You were named as a reader by an owner on 23 November 2026."
REPLY = "Your opt-out request for acme.slack.com has been completed."

pytestmark = pytest.mark.usefixtures("nothing_breaks")


@in_every_kind_of_workspace
def test_a_reader_reads_names_and_texts_and_exports_and_home_says_since_when(
    wired: Wired, ada: Person, sam: Person
):
    prepares_and_sends(ada)
    records_answer(ada, DONE, reply=REPLY)
    names_reader(ada, "sam")
    opens(sam, RECORD)
    assert f"by {'an organisation' if wired.slack.workspace.org_wide else 'a workspace'} owner" in sam.sees
    assert ada.user_id in sam.sees
    assert entries(wired)[-1].hash in sam.sees
    sam.presses("Read the texts of No. 2")
    assert REPLY in sam.sees
    sam.closes(everything=True)
    sam.opens_home()
    assert LINE in sam.sees
    assert downloads(sam).status == 200


def test_a_guest_may_be_named_and_then_reads_what_no_other_guest_does(
    wired: Wired, ada: Person, noor: Person
):
    prepares_and_sends(ada)
    records_answer(ada, REFUSED, reason="The plan does not allow it.")
    noor.opens_home()
    assert "The plan does not allow it" not in noor.sees
    names_reader(ada, "noor")
    noor.opens_home()
    assert LINE in noor.sees
    assert "The plan does not allow it" in noor.sees
    opens(noor, RECORD)
    assert ada.user_id in noor.sees
    assert actions(wired) == [Action.SENT, Action.REFUSED, Action.NAME_READER]


def test_of_two_guests_who_ask_one_after_the_other_only_the_reader_is_told_why(
    wired: Wired, ada: Person, noor: Person, sam: Person
):
    prepares_and_sends(ada)
    records_answer(ada, REFUSED, reason="The plan does not allow it.")
    names_reader(ada, "noor")
    wired.slack.change("sam", role=Standing.GUEST)
    noor.types("/datapolicy")
    assert "The plan does not allow it" in noor.sees
    sam.types("/datapolicy")
    assert "The plan does not allow it" not in sam.sees
    noor.types("/datapolicy status")
    assert "The plan does not allow it" in noor.sees


@pytest.mark.parametrize("workspace", [WORKSPACES["organisation"]], ids=["organisation"], indirect=True)
def test_a_reader_of_a_workspace_s_own_record_does_not_open_it_to_the_next_guest(
    wired: Wired, grace: Person, noor: Person, sam: Person
):
    opens(grace, "We decide not to")
    grace.fills("Reason", "The features matter more.")
    grace.chooses("Your statement", MAY_DECIDE_FOR_WORKSPACE)
    saves(grace)
    names_reader(grace, "noor")
    wired.slack.change("sam", role=Standing.GUEST)
    noor.types("/datapolicy")
    assert "The features matter more" in noor.sees
    sam.types("/datapolicy")
    assert "the decision not to opt out" in sam.sees
    assert "The features matter more" not in sam.sees


def test_slack_is_asked_whether_the_person_is_a_member_here(wired: Wired, ada: Person):
    for key in ("otto", "dana"):
        opens(ada, NAME_READER)
        ada.fills(READER, key)
        wired.slack.calls.clear()
        ada.submits()
        assert "Slack does not count this person among the members here" in ada.errors[READER]
        assert calls(wired).count("users.info") == 2
        ada.closes()
    assert entries(wired) == []


def test_the_app_itself_cannot_be_named(wired: Wired, ada: Person):
    opens(ada, NAME_READER)
    ada.fills(READER, wired.slack.workspace.bot_user_id)
    ada.submits()
    assert "bot" in ada.errors[READER]


def test_the_same_person_is_named_once(wired: Wired, ada: Person, grace: Person):
    names_reader(ada, "sam")
    opens(grace, NAME_READER)
    grace.fills(READER, "sam")
    grace.submits()
    assert grace.errors == {READER: "This person is a reader already."}
    assert actions(wired) == [Action.NAME_READER]


def test_an_owner_removes_a_reader_who_then_reads_what_members_read(
    wired: Wired, ada: Person, grace: Person, sam: Person
):
    names_reader(ada, "sam")
    names_reader(ada, "camille")
    opens(grace, "Show the readers")
    assert sam.user_id in grace.sees
    grace.presses("Remove the reader named by No. 1")
    assert grace.title == "Recorded"
    grace.closes(everything=True)
    assert actions(wired)[-1] is Action.REMOVE_READER
    sam.opens_home()
    assert LINE not in sam.sees
    opens(sam, RECORD)
    assert ada.user_id not in sam.sees
    grace.opens_home()
    assert sam.user_id not in grace.sees


def test_what_two_owners_press_in_the_same_list_is_done_once(wired: Wired, ada: Person, grace: Person):
    names_reader(ada, "sam")
    opens(ada, "Show the readers")
    opens(grace, "Show the readers")
    ada.presses("Remove the reader named by No. 1")
    grace.presses("Remove the reader named by No. 1")
    assert "Meanwhile" in grace.sees
    assert actions(wired) == [Action.NAME_READER, Action.REMOVE_READER]


def test_members_read_that_a_reader_was_named_and_not_who(ada: Person, camille: Person, sam: Person):
    names_reader(ada, "camille")
    opens(sam, RECORD)
    assert "A reader was named" in sam.sees
    assert camille.user_id not in sam.sees


def test_a_reader_has_no_button_that_records_anything(ada: Person, sam: Person):
    prepares_and_sends(ada)
    names_reader(ada, "sam")
    sam.opens_home()
    ids = {str(one.element["action_id"]).partition(".")[0] for one in sam.controls if one.is_button}
    assert not ids & {"open", "do"}
    assert EXPORT in [one.label for one in sam.controls]


def test_who_was_erased_is_no_reader_any_more(wired: Wired, ada: Person, sam: Person, clock: StandingClock):
    names_reader(ada, "sam")
    wired.storage.ledger.erase_person(sam.user_id)
    clock.passes(minutes=6)
    sam.opens_home()
    assert LINE not in sam.sees
    ada.opens_home()
    assert "Readers: none is named." in ada.sees


def test_a_reader_who_left_the_workspace_reads_nothing(
    wired: Wired, ada: Person, sam: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    names_reader(ada, "sam")
    clock.passes(minutes=6)
    wired.slack.personas["sam"] = replace(wired.slack.personas["sam"], role=Standing.OUTSIDER)
    sam.opens_home()
    assert LINE not in sam.sees
    assert EXPORT not in [one.label for one in sam.controls]


def test_my_data_says_that_one_is_reader_and_contact_and_what_waits(ada: Person, camille: Person):
    prepares_and_sends(ada)
    names_contact(ada, "camille")
    names_reader(ada, "camille")
    camille.opens_home()
    camille.presses(next(one for one in camille.controls if one.element["action_id"] == "my_data"))
    assert "Vous êtes lecteur" in camille.sees
    assert "Vous êtes le contact vie privée" in camille.sees
    assert "3\u00a0vous attendent, le premier prévu le 30 novembre 2026" in camille.sees


def test_reminders_are_stopped_and_taken_up_again_in_my_data(ada: Person):
    prepares_and_sends(ada)
    opens(ada, "My data")
    assert "3 wait for you, the first due on 30 November 2026" in ada.sees
    ada.presses("Stop these reminders")
    assert "No more reminders about this opt-out come to you." in ada.sees
    ada.closes()
    opens(ada, "My data")
    assert "You stopped them on 23 November 2026." in ada.sees
    ada.presses("Send me reminders again")
    ada.closes()
    opens(ada, "My data")
    assert "3 wait for you" in ada.sees


def test_of_whom_nothing_is_kept_nothing_is_said(sam: Person):
    opens(sam, "My data")
    assert "No entry of the record bears your id." in sam.sees
    assert "Reminders" not in sam.sees
    assert "reader" not in sam.sees
