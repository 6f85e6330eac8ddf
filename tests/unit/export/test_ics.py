"""The calendar: the days that follow from where the opt-out stands, readable by every calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.export import Form, NothingToExport
from bolt_app.export.ics import _escaped, _folded, appointments
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry
from bolt_app.optout.reminders import Kind, caused, plan
from bolt_app.optout.rules import decide
from bolt_app.people import Role
from tests.record_builders import (
    ACME,
    ASKED,
    BOUNCED,
    CONFIRM_AGAIN,
    DECLINE,
    DRAFT,
    EXCLUDE,
    NAME_CONTACT,
    NOW,
    RECEIVED,
    REFUSED,
    SENT,
    WITHDRAW,
    Act,
    done,
    translator,
    viewer,
)
from tests.unit.export.records import JOURNEY, again, exported, looked_through

T = translator("en")


def days(*acts: Act) -> list[tuple[str, date, int]]:
    return [(day.kind, day.day, day.about) for day in appointments(looked_through(acts).opt_out(), T)]


def unfolded(content: bytes) -> list[str]:
    """Return a calendar's lines as RFC 5545 §3.1 reads them."""
    assert content.endswith(b"\r\n")
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def events(content: bytes) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for line in unfolded(content):
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            found[-1][name] = value
    return found


ASK_AGAIN = [
    ("ask-again-1", date(2026, 5, 19), 1),
    ("ask-again-2", date(2026, 5, 26), 1),
    ("ask-again-3", date(2026, 6, 11), 1),
]
AFTER_THE_RECEIPT = [
    ("ask-again-1", date(2026, 5, 20), 2),
    ("ask-again-2", date(2026, 5, 27), 2),
    ("ask-again-3", date(2026, 6, 12), 2),
]


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ((SENT,), ASK_AGAIN),
        ((SENT, RECEIVED), AFTER_THE_RECEIPT),
        ((SENT, NAME_CONTACT), ASK_AGAIN),
        ((DECLINE,), [("review", date(2026, 12, 3), 1)]),
        ((EXCLUDE,), [("review", date(2027, 1, 15), 1)]),
        ((SENT, RECEIVED, done()), [("confirm-again", date(2027, 5, 14), 3)]),
        (JOURNEY, [("confirm-again", date(2027, 5, 14), 5)]),
    ],
)
def test_the_days_follow_from_where_the_opt_out_stands(acts: Sequence[Act], expected: list[object]):
    assert days(*acts) == expected


def test_a_confirmation_without_a_day_counts_from_when_it_was_recorded():
    assert days(again(Action.DONE)) == [("confirm-again", date(2027, 5, 12), 1)]


def test_a_confirmation_that_was_old_when_it_was_recorded_is_asked_about_a_year_after_that():
    assert days(again(Action.DONE, date(2023, 1, 9))) == [("confirm-again", date(2027, 5, 12), 1)]


def test_asking_whether_it_still_holds_starts_the_year_anew():
    assert days(SENT, done(), CONFIRM_AGAIN) == [("confirm-again", date(2027, 5, 16), 3)]


ANY_ACT = st.tuples(
    st.sampled_from([action for action in Action if action not in (Action.PROPOSED, Action.TURN_DOWN)]),
    st.builds(
        replace,
        st.just(EXCLUDE[1]),
        reason=st.just("Because."),
        stated_on=st.none() | st.dates(date(2016, 1, 1), NOW.date()),
        review_on=st.dates(NOW.date(), date(2030, 1, 1)),
        corrects=st.integers(1, 6),
        named=st.just("U0PRIYA"),
    ),
)


def played(acts: Iterable[Act]) -> list[Entry]:
    """Return the record that acts make, a day apart, without those that are refused."""
    entries: list[Entry] = []
    for number, (action, statement) in enumerate(acts):
        corrects = statement.corrects if action is Action.CORRECT else None
        act = decide(
            entries,
            action,
            replace(statement, corrects=corrects),
            actor=viewer(Role.OWNER),
            now=NOW + timedelta(days=number),
            salts=("5a" * 16, "a5" * 16),
        )
        entries += [act] if isinstance(act, Entry) else []
    return entries


@given(st.lists(ANY_ACT, max_size=12))
def test_whatever_is_recorded_its_days_are_those_of_the_reminders(acts: list[Act]):
    entries = played(acts)
    opt_out = fold(ACME, entries)
    shown = list(appointments(opt_out, T))
    planned = [one for one in plan(opt_out) if one.kind is not Kind.SEND_IT]
    assert [(day.day, day.about) for day in shown] == [(one.at.date(), one.about) for one in planned]
    assert [day.day for day in shown] == sorted(day.day for day in shown)
    assert len({day.kind for day in shown}) == len(shown)
    reminded = {out.due.date() for out in caused(entries) if out.kind != Kind.SEND_IT}
    assert reminded == {day.day for day in shown if day.day > entries[-1].recorded_at.date()}


def test_asking_again_starts_the_days_anew():
    asked = again(Action.SENT_AGAIN, date(2026, 5, 14))
    assert [day for _, day, _ in days(SENT, asked)] == [
        date(2026, 5, 21),
        date(2026, 5, 28),
        date(2026, 6, 13),
    ]


@pytest.mark.parametrize(
    "acts", [(DRAFT,), (SENT, BOUNCED), (SENT, ASKED), (SENT, REFUSED), (SENT, WITHDRAW), (NAME_CONTACT,)]
)
def test_where_no_day_follows_there_is_no_calendar(acts: Sequence[Act]):
    assert days(*acts) == []
    with pytest.raises(NothingToExport, match="No date follows"):
        exported(looked_through(acts), Form.ICS)


def test_a_day_is_a_whole_day_that_does_not_block_the_calendar():
    [event] = events(exported(looked_through((DECLINE,)), Form.ICS))
    assert event["DTSTART;VALUE=DATE"] == "20261203"
    assert event["SUMMARY"] == "Look again at the decision not to opt out (T0ACME)"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["DTSTAMP"] == "20260512T083000Z"


def test_its_text_says_which_entry_it_rests_on_and_that_the_record_may_have_moved_on():
    record = looked_through((SENT, NAME_CONTACT))
    first = events(exported(record, Form.ICS))[0]
    assert first["DESCRIPTION"] == (
        f"Follows from entry 1 of the record of T0ACME as it stood at entry 2\\, fingerprint {record.head}. "
        "The record may have moved on since."
    )
    assert f"X-DATAPOLICY-NEWEST-ENTRY:{record.fingerprint}" in unfolded(exported(record, Form.ICS))


def test_a_later_file_moves_the_same_days_instead_of_adding_others():
    before = events(exported(looked_through((SENT,)), Form.ICS))
    after = events(exported(looked_through((SENT, again(Action.SENT_AGAIN, date(2026, 5, 14)))), Form.ICS))
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert len({event["UID"] for event in before}) == 3
    assert [event["SEQUENCE"] for event in before + after] == ["1", "1", "1", "2", "2", "2"]
    assert before[0]["DTSTART;VALUE=DATE"] != after[0]["DTSTART;VALUE=DATE"]


def test_it_is_a_calendar_with_its_parts_in_order():
    lines = unfolded(exported(looked_through((DECLINE,)), Form.ICS))
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Data Policy//Opt-out record//EN"]
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]


def test_in_french_the_texts_are_french_and_the_days_the_same():
    content = exported(looked_through((DECLINE,)), Form.ICS, "fr")
    [event] = events(content)
    assert event["DTSTART;VALUE=DATE"] == "20261203"
    assert event["SUMMARY"].startswith("Réexaminer la décision")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back(text: str):
    folded = list(_folded(text))
    assert all(len(line.removesuffix("\r\n").encode()) <= 75 for line in folded)
    assert "".join(folded).replace("\r\n ", "") == text + "\r\n"


def test_commas_semicolons_and_backslashes_are_escaped():
    assert _escaped("a\\b; c, d") == "a\\\\b\\; c\\, d"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("acts", [(SENT,), (DECLINE,), (SENT, done())])
def test_a_calendar_library_reads_it(acts: Sequence[Act], language: str):
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(exported(looked_through(acts), Form.ICS, language))
    read = [event.decoded("DTSTART") for event in calendar.walk("VEVENT")]
    assert read == [day for _, day, _ in days(*acts)]
    assert calendar.errors == []
