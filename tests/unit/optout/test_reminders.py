"""Which reminders an entry causes, to whom and when, and what ends them; no outbox, no text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Entry, Statement, Status
from bolt_app.optout.outgoing import Outgoing
from bolt_app.optout.reminders import Kind, caused, plan, recipients, still
from bolt_app.optout.rules import decide
from bolt_app.people import Role, Viewer
from tests.record_builders import (
    ACME,
    CONFIRM_AGAIN,
    DECLINE,
    DRAFT,
    EXCLUDE,
    FIRST_DAY,
    NAME_CONTACT,
    REACHED_BY,
    RECEIVED,
    SENT,
    Act,
    done,
    record_of,
)

OWNER = "U0OWNER"
CONTACT = "U0PRIYA"
CORRECT_2: Act = (Action.CORRECT, Statement(corrects=2, reason="It was about another workspace."))
REPLIED: Act = (Action.REPLIED, Statement(stated_on=date(2026, 5, 16)))
ASKED: Act = (Action.ASKED, Statement(stated_on=date(2026, 5, 14)))


def told(due: Sequence[Outgoing]) -> list[tuple[str, int | str, str, str]]:
    """Kind, nth, recipient and day of what is due."""
    return [(out.kind, out.payload["nth"], out.recipient, out.due.date().isoformat()) for out in due]


def test_an_empty_record_causes_nothing():
    assert caused([]) == []


def test_a_draft_is_asked_about_a_day_later_at_the_hour_it_was_made():
    [reminder] = caused(record_of((DRAFT,)))
    assert reminder.key == "T0ACME/1/send_it/1/U0OWNER"
    assert reminder.due == FIRST_DAY + timedelta(days=1)


def test_a_letter_that_was_sent_is_asked_about_after_7_14_and_30_days():
    assert told(caused(record_of((SENT,)))) == [
        (Kind.ASK_AGAIN, 1, OWNER, "2026-05-19"),
        (Kind.ASK_AGAIN, 2, OWNER, "2026-05-26"),
        (Kind.ASK_AGAIN, 3, OWNER, "2026-06-11"),
    ]


def test_the_days_are_counted_from_the_day_it_was_sent_and_those_that_passed_are_left_out():
    late = (Action.SENT, replace(SENT[1], stated_on=date(2026, 5, 1)))
    assert told(caused(record_of((late,)))) == [
        (Kind.ASK_AGAIN, 2, OWNER, "2026-05-15"),
        (Kind.ASK_AGAIN, 3, OWNER, "2026-05-31"),
    ]


def test_an_acknowledgement_and_a_reply_start_the_clock_anew_under_keys_of_their_own():
    received = caused(record_of((SENT, RECEIVED)))
    assert [out.key for out in received] == [f"T0ACME/2/ask_again/{nth}/U0OWNER" for nth in (1, 2, 3)]
    assert received[0].due.date() == date(2026, 5, 20)
    replied = caused(record_of((SENT, ASKED, REPLIED)))
    assert [out.payload["position"] for out in replied] == [3, 3, 3]
    assert replied[0].due.date() == date(2026, 5, 23)


@pytest.mark.parametrize(
    "status", [Status.UNDELIVERED, Status.NEEDS_REPLY, Status.REFUSED, Status.WITHDRAWN, Status.UNCERTAIN]
)
def test_where_nothing_is_waited_for_nothing_comes(status: Status):
    assert caused(record_of(REACHED_BY[status])) == []


def test_a_discarded_draft_causes_nothing():
    assert caused(record_of((DRAFT, (Action.DISCARD, Statement())))) == []


@pytest.mark.parametrize(("act", "day"), [(DECLINE, "2026-12-03"), (EXCLUDE, "2027-01-15")])
def test_a_decision_is_looked_at_again_on_its_review_date(act: Act, day: str):
    assert told(caused(record_of((act,)))) == [(Kind.REVIEW, 1, OWNER, day)]


def test_a_confirmation_is_asked_about_a_year_after_its_date():
    assert told(caused(record_of((SENT, done())))) == [(Kind.CONFIRM_AGAIN, 1, OWNER, "2027-05-14")]


def test_a_confirmation_that_was_old_already_is_asked_about_a_year_after_it_was_recorded():
    old = (Action.DONE, Statement(stated_on=date(2023, 1, 9)))
    assert told(caused(record_of((old,)))) == [(Kind.CONFIRM_AGAIN, 1, OWNER, "2027-05-12")]
    undated = (Action.DONE, Statement())
    assert told(caused(record_of((undated,)))) == [(Kind.CONFIRM_AGAIN, 1, OWNER, "2027-05-12")]


def test_a_year_after_a_leap_day_is_the_28th():
    leap = record_of((SENT, done()), first=datetime(2028, 2, 27, 9, 0, tzinfo=UTC))
    [reminder] = caused((leap[0], replace(leap[1], statement=replace(leap[1].statement, stated_on=None))))
    assert leap[1].recorded_at.date() == date(2028, 2, 29)
    assert reminder.due.date() == date(2029, 2, 28)


def test_asking_to_confirm_again_starts_the_year_anew_and_ends_the_reminder_before():
    first = record_of((SENT, done()))
    again = record_of((SENT, done(), CONFIRM_AGAIN))
    assert told(caused(again)) == [(Kind.CONFIRM_AGAIN, 1, OWNER, "2027-05-16")]
    assert [still(out, again) for out in caused(first)] == [None]


def test_taking_back_whom_an_entry_named_leaves_the_clock_and_the_messages_as_they_were():
    before = record_of((SENT, NAME_CONTACT))
    after = record_of((SENT, NAME_CONTACT, CORRECT_2))
    to_owner = [out for out in caused(before) if out.recipient == OWNER]
    assert caused(after) == to_owner
    assert all(still(out, after) for out in to_owner)
    assert [still(out, after) for out in caused(before) if out.recipient == CONTACT] == [None] * 3


def test_a_named_contact_gets_what_the_owner_gets_also_when_named_later():
    due = caused(record_of((SENT, NAME_CONTACT)))
    assert [(out.recipient, out.key.split("/")[1]) for out in due] == [(OWNER, "1"), (CONTACT, "1")] * 3
    assert {out.key for out in caused(record_of((SENT,)))} < {out.key for out in due}


def test_an_owner_who_is_the_contact_too_gets_each_reminder_once():
    myself = (Action.NAME_CONTACT, Statement(named=OWNER))
    assert [out.recipient for out in caused(record_of((SENT, myself)))] == [OWNER] * 3


def test_whoever_records_the_receipt_the_owner_who_filed_is_reminded():
    filed = record_of((SENT,))
    grace = Viewer(ACME, "U0GRACE", Role.OWNER)
    received = decide(filed, *RECEIVED, actor=grace, now=FIRST_DAY + timedelta(days=2), salts=("a", "b"))
    assert isinstance(received, Entry)
    assert {out.recipient for out in caused([*filed, received])} == {OWNER}


def test_nobody_is_reminded_whose_id_was_erased():
    [entry] = record_of((SENT,))
    assert entry.actor
    erased = replace(entry, actor=replace(entry.actor, user=None, salt=None))
    assert caused([erased]) == []
    assert recipients(fold(ACME, [erased])) == []


def test_a_reminder_stands_as_long_as_its_entry_is_the_newest_that_counts():
    filed = record_of((SENT,))
    due = caused(filed)
    assert due
    for out in due:
        reminder = still(out, filed)
        assert reminder is not None
        assert (reminder.kind, reminder.since, reminder.acts) == (Kind.ASK_AGAIN, date(2026, 5, 12), True)


@pytest.mark.parametrize("act", [RECEIVED, done(), (Action.BOUNCED, Statement(stated_on=date(2026, 5, 12)))])
def test_a_newer_entry_ends_the_reminders_of_the_one_before(act: Act):
    after = record_of((SENT, act))
    assert [still(out, after) for out in caused(after[:1])] == [None] * 3


def test_naming_a_contact_ends_no_reminder():
    after = record_of((SENT, NAME_CONTACT))
    assert None not in [still(out, after) for out in caused(after)]


def test_a_contact_is_told_as_one_and_a_removed_contact_is_not_told_any_more():
    named = record_of((SENT, NAME_CONTACT))
    to_contact = [out for out in caused(named) if out.recipient == CONTACT]
    assert [still(out, named).acts for out in to_contact] == [False] * 3  # type: ignore[union-attr]
    removed = record_of((SENT, NAME_CONTACT, (Action.REMOVE_CONTACT, Statement())))
    assert [still(out, removed) for out in to_contact] == [None] * 3


def test_a_correction_brings_back_the_reminders_of_what_counts_without_starting_the_clock_anew():
    corrected = record_of((SENT, done(), CORRECT_2))
    assert told(caused(corrected)) == told(caused(record_of((SENT,))))
    assert {out.payload["position"] for out in caused(corrected)} == {3}
    assert [still(out, corrected) for out in caused(corrected[:1])] == [None] * 3
    assert None not in [still(out, corrected) for out in caused(corrected)]


def test_a_correction_of_the_only_entry_ends_everything():
    undone = record_of((SENT, (Action.CORRECT, Statement(corrects=1, reason="Never sent."))))
    assert caused(undone) == []
    assert [still(out, undone) for out in caused(undone[:1])] == [None] * 3


def test_the_same_message_has_the_same_key_however_often_the_plan_is_made():
    entries = record_of((SENT, NAME_CONTACT, NAME_CONTACT))
    keys = [out.key for newest in (1, 2, 3) for out in caused(entries[:newest])]
    assert len(set(keys)) == 6


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_plan_whose_times_are_aware(status: Status):
    entries = record_of(REACHED_BY[status])
    planned = plan(fold(ACME, entries))
    assert all(one.at.utcoffset() == timedelta(0) for one in planned)
    assert bool(planned) is (status in {Status.DRAFTED, Status.FILED, Status.ACKNOWLEDGED, Status.CONFIRMED,
                                        Status.DECLINED, Status.EXCLUDED})  # fmt: skip
