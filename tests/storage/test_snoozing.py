"""A message that was sent, put off by who got it: it comes once more, and only to them."""

from datetime import timedelta

import pytest

from bolt_app.optout.outgoing import Series
from storage import Storage
from tests.storage.messages import ADA, SAM, begun, claim, claimed, outcomes, outgoing, put, sent
from tests.storage.record import ACME, GLOBEX, NOON

WEEK = timedelta(days=7)


def test_a_snoozed_message_comes_again_and_only_once_however_often_it_is_pressed(storage: Storage):
    sent(storage)
    assert storage.outbox.snooze("one", ADA, [ACME], NOON + WEEK)
    assert storage.outbox.snooze("one", ADA, [GLOBEX, ACME], NOON + WEEK)
    assert claim(storage, WEEK.total_seconds() - 1) is None
    again = begun(storage, WEEK.total_seconds())
    assert (again.outgoing.key, again.outgoing.payload) == ("one+", outgoing().payload)
    assert claim(storage, 10_000_000) is None


def test_snoozing_puts_off_the_next_of_its_kind_instead_of_sending_two(storage: Storage):
    sent(storage)
    put(storage, outgoing("next", due=NOON + timedelta(days=5)), outgoing("far", due=NOON + 3 * WEEK))
    assert storage.outbox.snooze("one", ADA, [ACME], NOON + WEEK)
    assert claim(storage, timedelta(days=6).total_seconds()) is None
    assert claimed(storage, WEEK.total_seconds()).outgoing.key == "next"
    assert set(outcomes(storage)) == {"one", "next", "far"}


def test_a_message_of_an_older_entry_does_not_stand_in_for_a_snoozed_one(storage: Storage):
    sent(storage)
    put(storage, outgoing("old", payload={"position": 0, "nth": 2}, due=NOON + timedelta(days=5)))
    assert storage.outbox.snooze("one", ADA, [ACME], NOON + WEEK)
    assert set(outcomes(storage)) == {"one", "old", "one+"}


@pytest.mark.parametrize(
    ("key", "person", "scope"), [("two", ADA, ACME), ("one", SAM, ACME), ("one", ADA, GLOBEX), ("", "", ACME)]
)
def test_nobody_snoozes_what_is_not_theirs(storage: Storage, key: str, person: str, scope: object):
    sent(storage)
    assert not storage.outbox.snooze(key, person, [scope], NOON + WEEK)  # type: ignore[list-item]
    assert set(outcomes(storage)) == {"one"}


def test_what_was_not_sent_cannot_be_snoozed(storage: Storage):
    put(storage, outgoing())
    assert not storage.outbox.snooze("one", ADA, [ACME], NOON + WEEK)


def test_putting_a_reminder_off_puts_off_no_message_of_another_series(storage: Storage):
    sent(storage)
    put(storage, outgoing("notice", series=Series.NOTICES, due=NOON + timedelta(days=2)))
    assert storage.outbox.snooze("one", ADA, [ACME], NOON + WEEK)
    assert claimed(storage, timedelta(days=2).total_seconds()).outgoing.key == "notice"
