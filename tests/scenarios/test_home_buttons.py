"""The buttons on Home: each opens what it promises, and a privacy contact is named; no opt-out of its own."""

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from tests.scenarios.steps import (
    entries,
    names_contact,
    opens,
    prepares_and_sends,
    saves,
)

REMOVE = "Remove the privacy contact"


@pytest.mark.parametrize("key", ["ada", "lin", "sam", "noor"])
def test_every_button_opens_what_it_promises(wired: Wired, ada: Person, key: str):
    prepares_and_sends(ada)
    person = wired.slack.person(key)
    person.opens_home()
    pressed = 0
    for control in person.controls:
        person.presses(control)
        assert person.title not in (None, "Something went wrong", "Not recorded"), control
        pressed += 1
        person.closes(everything=True)
    assert pressed > 20
    assert [call.error for call in wired.slack.calls if call.error] == []


TITLES = {
    "claim": "Sources",
    "practice": "Sources",
    "unknown": "Not known",
    "changes": "What changed",
    "differences": "Where texts differ",
    "versions": "Versions of the page",
    "officer": "For your DPO",
    "ai_settings": "Generative AI settings",
    "statements": "Sources",
    "notices": "Changes of the texts",
    "my_data": "My data",
    "record": "The record",
}


def test_what_a_member_presses_is_named_in_the_title(sam: Person):
    sam.opens_home()
    seen = set()
    for control in sam.controls:
        sam.presses(control)
        action = str(control.element["action_id"])
        assert sam.title == TITLES[action]
        seen.add(action)
        sam.closes()
    assert seen == set(TITLES)


def test_on_top_of_a_modal_a_second_one_opens_and_closing_goes_back(sam: Person):
    sam.opens_home()
    sam.presses("Show both sides")
    first = next(one for one in sam.controls if one.is_button)
    sam.presses(first)
    assert sam.title == "Sources"
    sam.closes()
    assert sam.title == "Where texts differ"


def test_my_data_says_what_is_kept_about_me_and_nothing_about_others(ada: Person, sam: Person):
    prepares_and_sends(ada)
    opens(sam, "My data")
    assert "No entry of the record bears your id." in sam.sees
    opens(ada, "My data")
    assert "2026-11-23: The opt-out e-mail was sent (No. 1)" in ada.sees


def test_members_read_whom_an_owner_named_as_privacy_contact_until_an_owner_removes_them(
    ada: Person, grace: Person, sam: Person, camille: Person
):
    sam.opens_home()
    assert "No privacy contact is named here." in sam.sees
    names_contact(ada, "camille")
    sam.opens_home()
    assert f"The privacy contact an owner named: {camille.user_id}." in sam.sees
    opens(grace, REMOVE)
    assert grace.title == "Recorded"
    grace.closes()
    sam.opens_home()
    assert "No privacy contact is named here." in sam.sees


def test_saying_no_to_the_question_removes_nobody(wired: Wired, ada: Person):
    names_contact(ada, "camille")
    ada.presses(REMOVE, confirming=False)
    assert ada.title is None
    assert len(entries(wired)) == 1


def test_the_contact_is_told_in_my_data_that_they_are_named(ada: Person, camille: Person):
    names_contact(ada, "camille")
    camille.opens_home()
    camille.presses(next(one for one in camille.controls if one.element["action_id"] == "my_data"))
    assert "2026-11-23" in camille.sees
    assert "1)" in camille.sees


def test_naming_a_contact_leaves_the_opt_out_where_it_stands(ada: Person, sam: Person):
    prepares_and_sends(ada)
    opens(ada, "Name a privacy contact")
    ada.fills("The person members may ask", "lin")
    saves(ada)
    sam.types("/datapolicy status")
    assert "An owner says the request was sent" in sam.sees


def test_a_button_from_before_the_register_changed_still_opens_the_sources(wired: Wired, sam: Person):
    sam.opens_home()
    assert sam.home
    for block in sam.home.blocks:
        if (accessory := block.get("accessory", {})).get("action_id") in ("claim", "practice"):
            accessory["value"] = "a-key-that-is-gone"
    for action in ("claim", "practice"):
        sam.presses(next(one for one in sam.controls if one.element["action_id"] == action))
        assert sam.title == "Sources"
        sam.closes()
    assert [call.error for call in wired.slack.calls if call.error] == []


def test_slack_that_refuses_the_modal_is_logged_and_the_person_reads_a_sentence(
    wired: Wired, sam: Person, caplog: pytest.LogCaptureFixture
):
    sam.opens_home()
    wired.slack.fail_next("views.open", "internal_error")
    sam.presses("My data")
    assert sam.title == "Something went wrong"
    assert "the fault is not yours" in sam.sees
    assert "A block_actions request failed" in caplog.text
