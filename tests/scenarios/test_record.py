"""The record, as an owner, a member and a guest read it; no journey of its own."""

import re

import pytest

from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    DONE,
    RECORD,
    corrects,
    declines,
    entries,
    fills_the_record,
    names_contact,
    opens,
    opted_out_before,
    prepares_and_sends,
    records_answer,
)


def numbers(person: Person) -> list[int]:
    """The numbers of the entries on the page, from top to bottom."""
    return [int(number) for number in re.findall(r"No\. (\d+) of \d+", person.sees)]


def test_nothing_recorded_is_said_so(sam: Person):
    opens(sam, RECORD)
    assert "Nothing is recorded here yet." in sam.sees


def test_the_newest_entry_stands_first_with_both_dates_and_how_it_is_backed(
    ada: Person, sam: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    clock.passes(days=6, minutes=42)
    records_answer(ada, DONE, "2026-11-27", reply="Done.", reference="12345")
    opens(sam, RECORD)
    assert numbers(sam) == [2, 1]
    newest = sam.sees.splitlines()[2:7]
    assert newest == [
        "Slack’s answer: done",
        "Dated 2026-11-27 (as stated), recorded 2026-11-29 10:12 UTC by a workspace owner.",
        "Slack’s reference: 12345.",
        (
            "Evidence: the reply’s text, pasted by an owner. "
            "It is linked to this workspace by an owner’s statement only."
        ),
        "No. 2 of 2",
    ]


def test_reasons_clauses_and_what_was_ticked_are_in_it_and_the_replys_text_is_not(ada: Person, sam: Person):
    declines(ada)
    names_contact(ada, "sam")
    opens(sam, RECORD)
    assert "We want the features to learn from us" in sam.sees
    assert "To be looked at again on 2027-05-24." in sam.sees
    assert "Ticked: “I am an owner and may decide this for our organisation" in sam.sees


def test_the_text_of_slacks_reply_is_not_shown_to_members(ada: Person, sam: Person):
    opted_out_before(ada, reply="A private sentence.")
    opens(sam, RECORD)
    assert "Evidence: the reply’s text, pasted by an owner." in sam.sees
    assert "private sentence" not in sam.sees


@pytest.mark.parametrize("key", ["lin", "sam"])
def test_admins_and_members_read_roles_and_no_fingerprint(wired: Wired, ada: Person, key: str):
    prepares_and_sends(ada)
    reader = wired.slack.person(key)
    opens(reader, RECORD)
    assert "by a workspace owner." in reader.sees
    assert ada.user_id not in reader.sees
    assert "ingerprint" not in reader.sees
    assert "Correct the record" not in reader.buttons


def test_owners_read_names_the_fingerprint_and_can_correct(wired: Wired, ada: Person, grace: Person):
    prepares_and_sends(ada)
    opens(grace, RECORD)
    assert f"by a workspace owner ({ada.user_id})." in grace.sees
    assert f"Fingerprint of entry 1: {entries(wired)[0].hash}" in grace.sees
    assert grace.buttons == ["Read the texts", "Export the record", "Correct the record"]


def test_somebody_who_was_erased_is_a_role_to_owners_too(wired: Wired, ada: Person, grace: Person):
    prepares_and_sends(ada)
    wired.storage.ledger.erase_person(ada.user_id)
    opens(grace, RECORD)
    assert "by a workspace owner." in grace.sees


def test_guests_read_the_status_and_its_date_only(ada: Person, noor: Person):
    declines(ada, reason="Secret plans.")
    opens(noor, RECORD)
    assert "Decided not to opt out." in noor.sees
    assert "Recorded on 2026-11-23." in noor.sees
    assert "Guests read the status and its date." in noor.sees
    for unseen in ("Secret plans", "owner (", "Ticked", "No. 1"):
        assert unseen not in noor.sees


def test_somebody_who_became_an_outsider_reads_nothing_by_an_old_button(
    wired: Wired, ada: Person, sam: Person, clock: StandingClock
):
    prepares_and_sends(ada)
    sam.opens_home()
    wired.slack.change("sam", role=Standing.OUTSIDER)
    clock.passes(hours=5)
    sam.presses(RECORD)
    assert "What is recorded there is for its own members." in sam.sees
    assert "was sent" not in sam.sees


def test_a_corrected_entry_stays_struck_through_and_says_what_corrects_it(ada: Person, sam: Person):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    corrects(ada, 2, reason="That reply was about another workspace.")
    opens(sam, RECORD)
    assert numbers(sam) == [3, 2, 1]
    assert "It corrects No. 2." in sam.sees
    assert "That reply was about another workspace" in sam.sees
    struck = [one["text"]["text"] for one in sam.modals[-1].blocks if "~" in str(one.get("text"))]
    assert len(struck) == 1
    assert struck[0].startswith("~Slack’s answer: done~ *Corrected: it no longer counts.*")


def test_a_long_record_is_turned_page_by_page_and_back(wired: Wired, sam: Person):
    fills_the_record(wired, 27)
    opens(sam, RECORD)
    assert sam.buttons == ["Older"]
    pages = [numbers(sam)]
    for _ in range(2):
        sam.presses("Older")
        pages.append(numbers(sam))
    assert [number for page in pages for number in page] == list(range(27, 0, -1))
    assert sam.buttons == ["Newer"]
    sam.presses("Newer")
    sam.presses("Newer")
    assert numbers(sam) == pages[0]
    assert len(sam.modals) == 1


def test_exactly_one_page_has_nothing_to_turn(wired: Wired, sam: Person):
    fills_the_record(wired, 10)
    opens(sam, RECORD)
    assert sam.buttons == []


def test_an_entry_made_while_somebody_reads_shifts_no_page(wired: Wired, ada: Person, sam: Person):
    fills_the_record(wired, 25)
    opens(sam, RECORD)
    first = numbers(sam)
    prepares_and_sends(ada)
    sam.presses("Older")
    assert numbers(sam)[0] == first[-1] - 1
    assert "No. 15 of 26" in sam.sees


@pytest.mark.parametrize("value", ["0", "-3", "999999999999999999999", "x", "²"])
def test_a_page_that_does_not_exist_is_a_page_that_does(wired: Wired, sam: Person, value: str):
    fills_the_record(wired, 12)
    opens(sam, RECORD)
    (older,) = [one for one in sam.modals[-1].blocks if one["type"] == "actions"]
    older["elements"][0]["value"] = value
    sam.presses("Older")
    assert sam.title == "The record"
    assert numbers(sam)
