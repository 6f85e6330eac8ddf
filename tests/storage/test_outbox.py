"""The outbox on either database: leases, fences, pauses, and never the same message twice."""

from datetime import timedelta

import pytest

from bolt_app.optout.model import Action, Statement
from bolt_app.optout.outgoing import A_DAY, A_SECOND, Claimed, Outcome, Series, Tally
from storage import Storage
from tests.storage.messages import (
    ADA,
    LATER,
    LEASE,
    SAM,
    begun,
    claim,
    claimed,
    outcomes,
    outgoing,
    put,
    rows,
)
from tests.storage.record import ACME, GLOBEX, NO_TEXTS, NOON, desk_of, entry_after, owner, recorded, send


def test_an_empty_outbox_gives_nothing(storage: Storage):
    assert claim(storage) is None


def test_a_message_comes_out_as_it_went_in_not_before_it_is_due(storage: Storage):
    message = outgoing(payload={"position": 3, "nth": 2, "name": "Zoë"}, due=NOON + LEASE, apart=A_SECOND)
    put(storage, message)
    assert claim(storage, 59) is None
    assert claimed(storage, 60) == Claimed(message, attempts=1, first=True)


def test_messages_are_written_with_the_entry_that_causes_them_or_not_at_all(storage: Storage):
    put(storage)
    late = entry_after(None)
    assert storage.ledger.append([late], NO_TEXTS, [outgoing()]) is False
    assert outcomes(storage) == {}


def test_a_message_whose_key_is_there_stays_as_it_is(storage: Storage):
    put(storage, outgoing())
    put(storage, outgoing(recipient=SAM, due=LATER), outgoing("two", SAM))
    assert claimed(storage).outgoing == outgoing()
    assert outcomes(storage) == {"one": "waiting", "two": "waiting"}


def test_the_desk_writes_what_an_entry_causes(storage: Storage):
    send(storage)
    assert sorted(outcomes(storage)) == [f"T0ACME/1/ask_again/{nth}/U0OLIVIA" for nth in (1, 2, 3)]
    recorded(desk_of(storage).act(owner(), Action.NAME_CONTACT, Statement(named="U0PRIYA"), after=1))
    assert len(outcomes(storage)) == 6


def test_the_one_due_longest_comes_first(storage: Storage):
    put(storage, outgoing("b", SAM), outgoing("a", ADA, due=NOON - LEASE))
    assert [claimed(storage).outgoing.key, claimed(storage).outgoing.key] == ["a", "b"]


def test_a_claimed_message_is_nobody_else_s_until_its_lease_is_over(storage: Storage):
    put(storage, outgoing())
    claimed(storage)
    assert claim(storage, 59) is None
    taken_over = claimed(storage, 60)
    assert (taken_over.attempts, taken_over.outgoing) == (2, outgoing())


def test_who_was_overtaken_may_not_begin_and_changes_nothing(storage: Storage):
    put(storage, outgoing())
    slow = claimed(storage)
    fast = claimed(storage, 60)
    assert not storage.outbox.begin(slow, LATER, LEASE)
    storage.outbox.finish(slow, Outcome.FAILED, LATER)
    storage.outbox.release(slow, NOON)
    assert storage.outbox.begin(fast, LATER, LEASE)
    assert outcomes(storage) == {"one": "waiting"}


def test_a_sending_begins_once(storage: Storage):
    put(storage, outgoing())
    first = begun(storage)
    assert not storage.outbox.begin(first, NOON, LEASE)


def test_what_was_begun_and_never_ended_becomes_unknown_and_is_not_given_out_again(storage: Storage):
    put(storage, outgoing())
    begun(storage)
    assert claim(storage, 59) is None
    assert outcomes(storage) == {"one": "waiting"}
    assert claim(storage, 60) is None
    assert outcomes(storage) == {"one": "unknown"}
    assert claim(storage, 10_000_000) is None


def test_beginning_leases_anew(storage: Storage):
    put(storage, outgoing())
    found = claimed(storage)
    assert storage.outbox.begin(found, NOON + timedelta(seconds=50), LEASE)
    assert claim(storage, 109) is None
    assert outcomes(storage) == {"one": "waiting"}


def test_an_answer_that_came_late_makes_an_unknown_message_sent(storage: Storage):
    put(storage, outgoing())
    slow = begun(storage)
    claim(storage, 60)
    storage.outbox.finish(slow, Outcome.SENT, LATER)
    assert outcomes(storage) == {"one": "sent"}


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.FAILED, Outcome.DROPPED, Outcome.UNKNOWN])
def test_what_ended_is_never_given_out_again(storage: Storage, outcome: Outcome):
    put(storage, outgoing())
    storage.outbox.finish(begun(storage), outcome, NOON)
    assert outcomes(storage) == {"one": outcome.value}
    assert claim(storage, 10_000_000) is None


def test_what_is_put_back_comes_again_at_its_new_time(storage: Storage):
    put(storage, outgoing())
    storage.outbox.release(begun(storage), LATER)
    assert claim(storage, 59) is None
    again = begun(storage, 60)
    assert (again.attempts, again.outgoing.due) == (2, LATER)


def test_a_pause_for_a_workspace_puts_off_what_waits_about_it_and_nothing_else(storage: Storage):
    put(storage, outgoing("a"), outgoing("b", SAM), outgoing("c", "U0LIN", scope=GLOBEX))
    held = claimed(storage)
    storage.outbox.push_back(ACME, LATER)
    assert held.outgoing.key == "a"
    assert begun(storage).outgoing.key == "c"
    assert claim(storage, 59) is None
    assert {claimed(storage, 60).outgoing.key, claimed(storage, 60).outgoing.key} == {"a", "b"}


def test_a_pause_brings_nothing_forward(storage: Storage):
    put(storage, outgoing(due=LATER))
    storage.outbox.push_back(ACME, NOON)
    assert claim(storage) is None


def test_the_first_message_to_a_person_about_a_scope_is_known_as_such(storage: Storage):
    put(storage, outgoing("a"), outgoing("b"), outgoing("c", scope=GLOBEX))
    first = begun(storage)
    storage.outbox.finish(first, Outcome.SENT, NOON)
    second = begun(storage, 100_000)
    storage.outbox.finish(second, Outcome.SENT, NOON)
    third = claimed(storage, 200_000)
    assert [one.first for one in (first, second, third)] == [True, False, True]


def test_a_message_that_failed_is_no_first_message(storage: Storage):
    put(storage, outgoing("a"), outgoing("b"))
    storage.outbox.finish(begun(storage), Outcome.FAILED, NOON)
    assert claimed(storage).first


def test_who_stopped_them_gets_none_and_gets_them_again_after_resuming(storage: Storage):
    storage.outbox.stop(ACME, ADA, NOON)
    storage.outbox.stop(ACME, ADA, LATER)
    put(storage, outgoing("a"), outgoing("b", SAM), outgoing("c", scope=GLOBEX))
    assert [begun(storage).outgoing.key, begun(storage).outgoing.key] == ["b", "c"]
    assert outcomes(storage)["a"] == "dropped"
    storage.outbox.resume(ACME, ADA)
    storage.outbox.resume(ACME, ADA)
    put(storage, outgoing("d"))
    assert claimed(storage, A_DAY.total_seconds()).outgoing.key == "d"


def test_a_purged_scope_leaves_no_message_behind(storage: Storage):
    put(storage, outgoing("a"), outgoing("b", SAM, scope=GLOBEX))
    storage.outbox.stop(ACME, ADA, NOON)
    storage.outbox.stop(GLOBEX, SAM, NOON)
    claim(storage)
    storage.ledger.purge(ACME)
    assert rows(storage) == [1, 0, 1]
    assert outcomes(storage) == {"b": "dropped"}


def test_of_an_erased_person_no_message_is_left(storage: Storage):
    put(storage, outgoing("a"), outgoing("b", SAM))
    storage.outbox.stop(GLOBEX, ADA, NOON)
    claimed(storage)
    storage.ledger.erase_person(ADA)
    assert rows(storage) == [1, 0, 0]
    assert claimed(storage).outgoing.key == "b"


def test_ids_with_nul_are_kept_without(storage: Storage):
    put(storage, outgoing("o\0ne", "U0\0ADA"))
    assert claimed(storage).outgoing == outgoing()


def test_who_stops_one_series_goes_on_getting_the_others(storage: Storage):
    put(storage, outgoing("reminder"), outgoing("notice", series=Series.NOTICES, apart=A_SECOND))
    storage.outbox.stop(ACME, ADA, NOON)
    assert claimed(storage).outgoing.key == "notice"
    storage.outbox.stop(ACME, ADA, NOON, Series.NOTICES)
    storage.outbox.resume(ACME, ADA)
    put(storage, outgoing("another", series=Series.NOTICES), outgoing("one more"))
    assert claimed(storage, 1).outgoing.key == "one more"
    assert outcomes(storage)["another"] == "dropped"


def test_of_each_series_there_is_a_first(storage: Storage):
    put(storage, outgoing("notice", series=Series.NOTICES, apart=A_SECOND), outgoing("reminder"))
    storage.outbox.finish(begun(storage), Outcome.SENT, NOON)
    found = claimed(storage, 1)
    assert (found.outgoing.key, found.first) == ("reminder", True)


def test_an_empty_outbox_counts_nothing_and_nothing_is_due(storage: Storage):
    assert storage.outbox.tally() == Tally({}, None)


def test_messages_of_all_scopes_are_counted_by_how_they_ended_and_the_first_due_is_named(storage: Storage):
    put(storage, outgoing("one"), outgoing("two", SAM, scope=GLOBEX, due=NOON + LEASE))
    put(storage, outgoing("three", "U0NOVA", due=NOON + 2 * LEASE))
    assert storage.outbox.tally() == Tally({Outcome.WAITING: 3}, NOON)
    storage.outbox.finish(begun(storage), Outcome.SENT, NOON)
    assert storage.outbox.tally() == Tally({Outcome.SENT: 1, Outcome.WAITING: 2}, NOON + LEASE)
