"""The outbox on either database: leases, fences, peace between messages, and never the same one twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from bolt_app.optout.model import Action, Statement
from bolt_app.optout.outgoing import A_DAY, A_SECOND, Claimed, Outcome, Outgoing, Series, Unposted, Unsure
from bolt_app.people import Scope
from storage import Storage
from storage.outbox_tables import OUTBOX, PACE, STOPS
from tests.storage.record import ACME, GLOBEX, NO_TEXTS, NOON, desk_of, entry_after, owner, recorded, send

LEASE = timedelta(seconds=60)
LATER = NOON + LEASE
ADA, SAM = "U0ADA", "U0SAM"


def outgoing(key: str = "one", recipient: str = ADA, **changes: object) -> Outgoing:
    """A message to Ada about Acme, due now."""
    made = Outgoing(key, ACME, "ask_again", recipient, {"position": 1, "nth": 1}, NOON)
    return replace(made, **changes)  # type: ignore[arg-type] # a test's shorthand


def put(storage: Storage, *due: Outgoing) -> None:
    """Write messages as the ledger does: with an entry that causes them."""
    entries = storage.ledger.entries(ACME)
    assert storage.ledger.append([entry_after(entries[-1] if entries else None)], NO_TEXTS, due)


def claim(storage: Storage, seconds: float = 0) -> Claimed | None:
    return storage.outbox.claim(NOON + timedelta(seconds=seconds), LEASE)


def claimed(storage: Storage, seconds: float = 0) -> Claimed:
    """What must be there to be claimed."""
    found = claim(storage, seconds)
    assert found is not None
    return found


def begun(storage: Storage, seconds: float = 0) -> Claimed:
    """Claim a message and begin to send it."""
    found = claimed(storage, seconds)
    assert storage.outbox.begin(found, NOON + timedelta(seconds=seconds), LEASE)
    return found


def outcomes(storage: Storage) -> dict[str, str]:
    """Key to outcome."""
    with storage._database.reading() as connection:
        return dict(connection.execute(select(OUTBOX.c.key, OUTBOX.c.outcome)).all())


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


def test_a_person_is_left_in_peace_for_a_day_whatever_it_is_about(storage: Storage):
    put(storage, outgoing("a"), outgoing("b", due=NOON), outgoing("c", scope=GLOBEX))
    storage.outbox.finish(begun(storage), Outcome.SENT, NOON)
    days = A_DAY.total_seconds()
    assert claim(storage, days - 1) is None
    assert begun(storage, days).outgoing.key == "b"
    assert claim(storage, days) is None
    assert begun(storage, 2 * days).outgoing.key == "c"


def test_a_channel_is_left_in_peace_for_a_second(storage: Storage):
    put(storage, *(outgoing(key, "C0GENERAL", apart=A_SECOND) for key in "ab"))
    begun(storage)
    assert claim(storage, 0.9) is None
    assert begun(storage, 1).outgoing.key == "b"


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.DROPPED])
def test_a_message_that_did_not_go_out_makes_room_for_the_next(storage: Storage, outcome: Outcome):
    put(storage, outgoing("a"), outgoing("b"))
    storage.outbox.finish(claimed(storage), outcome, NOON)
    assert claimed(storage).outgoing.key == "b"


def test_a_message_that_may_have_gone_out_makes_none(storage: Storage):
    put(storage, outgoing("a"), outgoing("b"))
    begun(storage)
    assert claim(storage, 60) is None
    assert outcomes(storage) == {"a": "unknown", "b": "waiting"}


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


def test_the_unsure_ones_are_listed_newest_first(storage: Storage):
    put(storage, outgoing("a"), outgoing("b", SAM), outgoing("c", "U0LIN", scope=GLOBEX))
    begun(storage)
    begun(storage, 1)
    begun(storage, 2)
    assert storage.outbox.unsure(ACME, NOON) == []
    claim(storage, 1000)
    assert storage.outbox.unsure(ACME, NOON) == [Unsure(SAM, NOON + timedelta(seconds=1)), Unsure(ADA, NOON)]
    assert storage.outbox.unsure(ACME, NOON + timedelta(seconds=1)) == [
        Unsure(SAM, NOON + timedelta(seconds=1))
    ]


def sent(storage: Storage, key: str = "one") -> None:
    """A message to Ada goes out."""
    put(storage, outgoing(key))
    storage.outbox.finish(begun(storage), Outcome.SENT, NOON)


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


def rows(storage: Storage) -> list[int]:
    """How many rows each of the outbox's tables has."""
    with storage._database.reading() as connection:
        return [len(connection.execute(select(table)).all()) for table in (OUTBOX, PACE, STOPS)]


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


def at_once(act: Callable[[int], object], racers: int = 8) -> list[object]:
    """What each of several threads got that were let go together."""
    together = Barrier(racers)

    def race(number: int) -> object:
        together.wait()
        return act(number)

    with ThreadPoolExecutor(racers) as threads:
        return list(threads.map(race, range(racers)))


def test_of_eight_workers_none_gets_the_message_of_another(storage: Storage):
    put(storage, *(outgoing(f"to {number}", f"U0{number}") for number in range(20)))

    def works(_: int) -> list[str]:
        keys = []
        while found := claim(storage):
            keys.append(found.outgoing.key)
            assert storage.outbox.begin(found, NOON, LEASE)
            storage.outbox.finish(found, Outcome.SENT, NOON)
        return keys

    taken = [key for keys in at_once(works) for key in keys]  # type: ignore[attr-defined]
    assert sorted(taken) == sorted(f"to {number}" for number in range(20))


def test_of_eight_workers_only_one_may_write_to_a_person_on_a_day(storage: Storage):
    put(storage, *(outgoing(f"no. {number}") for number in range(8)))
    found = [one for one in at_once(lambda _: claim(storage)) if one]
    assert len(found) == 1
    assert set(outcomes(storage).values()) == {"waiting"}


def test_a_pause_that_races_claims_waits_for_nobody(storage: Storage):
    put(storage, *(outgoing(f"to {number}", f"U0{number}") for number in range(20)))

    def works(number: int) -> None:
        for _ in range(3):
            if number % 2:
                storage.outbox.push_back(ACME, NOON + timedelta(seconds=number))
            elif found := claim(storage, number):
                storage.outbox.release(found, NOON)

    at_once(works)
    assert set(outcomes(storage).values()) == {"waiting"}


def announcement(key: str = "told", recipient: str = "C0PRIVACY", **changes: object) -> Outgoing:
    """A message to a channel about Acme, due now."""
    changes = {"apart": A_SECOND, "series": Series.ANNOUNCEMENTS, "kind": "announcement"} | changes
    return outgoing(key, recipient, **changes)


def refused(storage: Storage, why: str, seconds: float = 0) -> Claimed:
    """Slack refuses the message that is due."""
    found = begun(storage, seconds)
    storage.outbox.finish(found, Outcome.FAILED, NOON + timedelta(seconds=seconds), why)
    return found


def test_what_slack_refused_is_told_with_its_word_for_it_newest_first(storage: Storage):
    put(storage, announcement("a"), announcement("b", due=NOON + timedelta(seconds=5)))
    refused(storage, "not_in_channel")
    refused(storage, "is_arch\0ived", 5)
    assert storage.outbox.unposted(ACME, "C0PRIVACY", NOON) == [
        Unposted(
            "b",
            ACME,
            "C0PRIVACY",
            {"position": 1, "nth": 1},
            "is_archived",
            NOON + timedelta(seconds=5),
        ),
        Unposted("a", ACME, "C0PRIVACY", {"position": 1, "nth": 1}, "not_in_channel", NOON),
    ]
    assert storage.outbox.unposted(ACME, "C0PRIVACY", NOON + timedelta(seconds=6)) == []
    assert storage.outbox.unposted(ACME, "C0GENERAL", NOON) == []
    assert storage.outbox.unposted(GLOBEX, "C0PRIVACY", NOON) == []


def test_what_was_refused_is_sent_after_all_once_and_by_another_attempt(storage: Storage):
    put(storage, announcement())
    first = refused(storage, "not_in_channel")
    assert storage.outbox.send_after_all("told", [ACME], LATER)
    assert not storage.outbox.send_after_all("told", [ACME], LATER)
    assert storage.outbox.unposted(ACME, "C0PRIVACY", NOON) == []
    assert claim(storage) is None
    again = begun(storage, LEASE.total_seconds())
    assert (again.outgoing.key, again.attempts) == ("told", first.attempts + 1)
    storage.outbox.finish(again, Outcome.SENT, LATER)
    assert outcomes(storage) == {"told": "sent"}


@pytest.mark.parametrize(
    ("key", "scopes"), [("told", [GLOBEX]), ("told", []), ("other", [ACME]), ("", [ACME])]
)
def test_nobody_has_sent_what_is_not_theirs(storage: Storage, key: str, scopes: list[Scope]):
    put(storage, announcement())
    refused(storage, "not_in_channel")
    assert not storage.outbox.send_after_all(key, scopes, LATER)
    assert outcomes(storage) == {"told": "failed"}


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.UNKNOWN, Outcome.DROPPED])
def test_what_was_sent_or_may_have_been_is_never_sent_after_all(storage: Storage, outcome: Outcome):
    put(storage, announcement())
    storage.outbox.finish(begun(storage), outcome, NOON)
    assert not storage.outbox.send_after_all("told", [ACME], LATER)


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


def test_putting_a_reminder_off_puts_off_no_message_of_another_series(storage: Storage):
    sent(storage)
    put(storage, outgoing("notice", series=Series.NOTICES, due=NOON + timedelta(days=2)))
    assert storage.outbox.snooze("one", ADA, [ACME], NOON + WEEK)
    assert claimed(storage, timedelta(days=2).total_seconds()).outgoing.key == "notice"


def test_what_is_unsure_says_of_which_series(storage: Storage):
    put(storage, announcement())
    storage.outbox.finish(begun(storage), Outcome.UNKNOWN, NOON)
    assert storage.outbox.unsure(ACME, NOON) == [Unsure("C0PRIVACY", NOON, Series.ANNOUNCEMENTS)]


def soon(key: str, seconds: float = 0) -> Outgoing:
    """A message to Ada after which another may follow a second later."""
    return outgoing(key, apart=A_SECOND, due=NOON + timedelta(seconds=seconds))


def test_what_is_taken_over_keeps_the_next_away_from_when_it_is_sent(storage: Storage):
    put(storage, soon("a"), soon("b", 1))
    claimed(storage)
    minute = LEASE.total_seconds()
    assert claimed(storage, minute).outgoing.key == "a"
    assert claim(storage, minute + 0.9) is None
    assert claimed(storage, minute + 1).outgoing.key == "b"


def test_a_worker_that_was_slow_to_begin_waits_for_who_was_faster(storage: Storage):
    put(storage, soon("a"), soon("b", 1))
    slow, fast = claimed(storage), claimed(storage, 1)
    assert storage.outbox.begin(fast, NOON + timedelta(seconds=5), LEASE)
    assert not storage.outbox.begin(slow, NOON + timedelta(seconds=5.5), LEASE)
    assert claim(storage, 5.9) is None
    again = claimed(storage, 6)
    assert (again.outgoing.key, again.attempts) == ("a", 2)


def test_what_was_never_sent_gives_back_its_own_peace_and_nobody_else_s(storage: Storage):
    put(storage, soon("a"), soon("b", 1), soon("c", 1))
    slow, fast = claimed(storage), begun(storage, 1)
    assert fast.outgoing.key == "b"
    storage.outbox.finish(slow, Outcome.DROPPED, NOON + timedelta(seconds=1.1))
    assert claim(storage, 1.2) is None
    assert claimed(storage, 2).outgoing.key == "c"
