"""Eight workers at one outbox: nobody gets the message of another, and nobody is held up."""

from datetime import timedelta

from bolt_app.optout.outgoing import Outcome
from storage import Storage
from tests.storage.messages import LEASE, claim, outcomes, outgoing, put
from tests.storage.racing import at_once
from tests.storage.record import ACME, NOON


def test_of_eight_workers_none_gets_the_message_of_another(storage: Storage):
    put(storage, *(outgoing(f"to {number}", f"U0{number}") for number in range(20)))

    def works(_: int) -> list[str]:
        keys = []
        while found := claim(storage):
            keys.append(found.outgoing.key)
            assert storage.outbox.begin(found, NOON, LEASE)
            storage.outbox.finish(found, Outcome.SENT, NOON)
        return keys

    taken = [key for keys in at_once(works) for key in keys]
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
