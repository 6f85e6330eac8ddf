"""Who was written to is left in peace for a while: a person for a day, a channel for a second."""

from datetime import timedelta

import pytest

from bolt_app.optout.outgoing import A_DAY, A_SECOND, Outcome, Outgoing
from storage import Storage
from tests.storage.messages import LEASE, begun, claim, claimed, outcomes, outgoing, put
from tests.storage.record import GLOBEX, NOON


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
