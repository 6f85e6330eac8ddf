"""The record as each role reads it: who, what, both dates, the evidence; newest first, nothing erased."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bolt_app.optout.model import Action, Entry, Evidence, Statement
from bolt_app.people import Role, Viewer
from bolt_app.views import history, mydata
from bolt_app.views.acts import DONE
from bolt_app.views.forms import Form
from tests.every_view import CORRECTED, EVERY, LONG
from tests.record_builders import (
    EXCLUDE,
    NAME_CONTACT,
    REFUSED,
    SENT,
    done,
    facts_of,
    record_of,
    viewer,
)
from tests.unit.views.reading import EN, GUEST, MEMBER, OWNER, Thing, buttons, labels, texts, whole


def shown(entries: Sequence[Entry], looking: Viewer) -> list[str]:
    """The texts of the record's first page."""
    return texts(history.record(facts_of(entries), looking, entries, EN))


def test_an_empty_record_says_so() -> None:
    assert "Nothing is recorded here yet." in shown((), MEMBER)


def test_entries_stand_newest_first_each_with_its_number() -> None:
    numbered = [text for text in shown(CORRECTED, MEMBER) if " of 6_" in text]
    assert [text.rsplit("_No. ", 1)[1] for text in numbered] == [f"{n} of 6_" for n in (6, 5, 4, 3, 2, 1)]


def test_an_entry_has_the_date_as_stated_and_the_time_it_was_recorded() -> None:
    received = next(text for text in shown(CORRECTED, MEMBER) if "Slack’s answer: received" in text)
    assert "Dated 2026-05-13 (as stated), recorded 2026-05-16 08:30 UTC by a workspace owner." in received
    assert "Slack’s reference: 12345." in received
    assert "Evidence: an owner’s word." in received


def test_times_are_utc_whatever_zone_an_entry_was_made_in() -> None:
    entries = record_of((SENT,), first=datetime(2026, 5, 12, 23, 30, tzinfo=UTC))
    assert "recorded 2026-05-12 23:30 UTC" in shown(entries, MEMBER)[3]


def test_a_corrected_entry_stays_visible_struck_out_with_who_corrects_it() -> None:
    page = shown(CORRECTED, MEMBER)
    struck = next(text for text in page if "_No. 4 of 6_" in text)
    assert struck.startswith("~Slack’s answer: done~ *Corrected: it no longer counts.*")
    correction = next(text for text in page if "_No. 6 of 6_" in text)
    assert "It corrects No. 4." in correction
    assert "Reason: “The reply was about another workspace”." in correction


def test_members_read_roles_and_owners_read_names() -> None:
    assert "<@" not in "\n".join(shown(CORRECTED, MEMBER))
    assert "by a workspace owner." in "\n".join(shown(CORRECTED, MEMBER))
    assert f"by a workspace owner (<@{OWNER.user}>)." in "\n".join(shown(CORRECTED, OWNER))
    assert shown(CORRECTED, viewer(Role.ADMIN)) == shown(CORRECTED, MEMBER)


def test_a_name_that_was_erased_leaves_the_role() -> None:
    assert "<@" not in whole(EVERY["record-erased"](EN))
    assert "by a workspace owner." in whole(EVERY["record-erased"](EN))


def test_what_the_app_recorded_itself_says_so() -> None:
    assert "UTC by the app." in whole(EVERY["record-doubted-by-the-app"](EN))


def test_an_organisation_s_owner_is_named_as_one() -> None:
    assert "an organisation owner" in whole(EVERY["record-organisation"](EN))


@pytest.mark.parametrize("role", [Role.GUEST, Role.OUTSIDER])
def test_guests_read_the_status_and_its_date_only(role: Role) -> None:
    entries = record_of((SENT, REFUSED))
    page = shown(entries, viewer(role))
    text = "\n".join(page)
    assert "Refusal recorded" in text
    assert "Recorded on 2026-05-14." in text
    assert "owner’s address" not in text
    assert "No. " not in text


def test_a_guest_of_an_empty_record_reads_that_none_is_recorded() -> None:
    assert "*None recorded here.*" in "\n".join(shown((), GUEST))
    assert "Recorded on" not in "\n".join(shown((), GUEST))


def test_only_owners_see_the_fingerprint_and_the_way_to_correct() -> None:
    for looking in (MEMBER, viewer(Role.ADMIN), GUEST):
        view = history.record(facts_of(CORRECTED), looking, CORRECTED, EN)
        assert CORRECTED[-1].hash not in whole(view)
        assert "Correct the record" not in labels(view)
    view = history.record(facts_of(CORRECTED), OWNER, CORRECTED, EN)
    assert f"Fingerprint of entry 6: `{CORRECTED[-1].hash}`" in texts(view)
    assert labels(view) == ["Read the texts", "Export the record", "Correct the record"]


def test_nothing_left_to_correct_is_not_offered() -> None:
    entries = record_of((SENT, (Action.CORRECT, Statement(corrects=1, reason="It was not sent."))))
    assert "Correct the record" not in labels(history.record(facts_of(entries), OWNER, entries, EN))


def test_the_fingerprint_is_the_newest_entry_s_on_every_page() -> None:
    view = history.record(facts_of(LONG), OWNER, LONG, EN, newest=5)
    assert f"Fingerprint of entry 25: `{LONG[-1].hash}`" in texts(view)


def test_everything_an_owner_stated_is_there_but_the_texts() -> None:
    text = "\n".join(shown(record_of((SENT, REFUSED, EXCLUDE)), MEMBER))
    for words in (
        "Ticked: “I am an owner and may decide this for our organisation”.",
        "Reason: “The request did not come from an owner’s address”.",
        "Clause: “§ 7.2 (b) of the order form”.",
        "To be looked at again on 2027-01-15.",
    ):
        assert words in text
    covered = record_of((SENT, done(Evidence.PASTED, covers="acme-labs.slack.com")))
    assert "It covers, as stated: “acme-labs.slack.com”." in "\n".join(shown(covered, MEMBER))


def test_evidence_is_told_of_what_slack_answered_and_of_nothing_else() -> None:
    texts_of_entries = [text for text in shown(CORRECTED, MEMBER) if "_No. " in text]
    graded = [text.split("\n")[0] for text in texts_of_entries if "Evidence: " in text]
    assert graded == [
        "~Slack’s answer: done~ *Corrected: it no longer counts.*",
        "*Slack’s answer: received*",
    ]


@pytest.mark.parametrize("grade", Evidence)
def test_each_grade_of_evidence_is_told_in_words(grade: Evidence) -> None:
    entries = record_of((SENT, done(grade)))
    assert f"Evidence: {history.EVIDENCE[grade]}." in "\n".join(shown(entries, MEMBER))


def test_every_action_and_every_grade_has_words_of_its_own() -> None:
    assert set(DONE) == set(Action)
    assert len(set(DONE.values())) == len(Action)
    assert set(history.EVIDENCE) == set(Evidence)


def turns(newest: int | None) -> dict[str, str]:
    """What the page's two buttons lead to."""
    view = history.record(facts_of(LONG), MEMBER, LONG, EN, newest=newest)
    return {button["action_id"]: button["value"] for button in buttons(view)}


def test_pages_turn_to_older_and_newer_entries() -> None:
    assert turns(None) == {"older": "15"}
    assert turns(15) == {"newer": "25", "older": "5"}
    assert turns(5) == {"newer": "15"}


@pytest.mark.parametrize("newest", [0, -3, 10**9])
def test_a_page_that_does_not_exist_is_the_nearest_one(newest: int) -> None:
    page = history.record(facts_of(LONG), MEMBER, LONG, EN, newest=newest)
    assert any("_No. " in text for text in texts(page))


def test_a_record_of_one_page_has_nothing_to_turn() -> None:
    entries = LONG[:10]
    assert buttons(history.record(facts_of(entries), MEMBER, entries, EN)) == []


def mine(entries: Sequence[Entry], user: str) -> Thing:
    return mydata.my_data(replace(MEMBER, user=user), entries, EN)


def test_my_data_lists_the_entries_a_person_made_or_is_named_in() -> None:
    entries = record_of((SENT, NAME_CONTACT))
    assert "2026-05-14: A privacy contact was named (No. 2)" in whole(mine(entries, "U0PRIYA"))
    assert "No. 1" not in whole(mine(entries, "U0PRIYA"))
    assert "No. 1" in whole(mine(entries, OWNER.user))


def test_my_data_of_who_did_nothing_says_that_no_entry_bears_their_id() -> None:
    text = whole(mine(record_of((SENT,)), "U0NOBODY"))
    assert "No entry of the record bears your id." in text
    assert "That you looked is not written down." in text


def test_the_way_to_correct_leads_to_its_form() -> None:
    view = history.record(facts_of(CORRECTED), OWNER, CORRECTED, EN)
    assert buttons(view)[-1]["action_id"] == f"open.{Form.CORRECT}"
