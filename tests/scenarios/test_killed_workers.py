"""Two workers on PostgreSQL, killed in the middle of sending: nobody gets a message twice, none is lost."""

from collections import Counter

import pytest

from tests.postgres import fresh_database
from tests.scenarios.killing import MOMENTS, Tally, kill_workers

TIMES = 20
"""How often a worker is killed here; `tests/benchmarks/bench_killed_workers.py` does it 100 times."""


@pytest.fixture(scope="module")
def tally(tmp_path_factory: pytest.TempPathFactory) -> Tally:
    with fresh_database() as database_url:
        return kill_workers(TIMES, database_url, tmp_path_factory.mktemp("killed"))


def test_the_workers_were_killed_at_every_moment(tally: Tally):
    assert tally.killed == Counter(dict.fromkeys(MOMENTS, TIMES // len(MOMENTS)))


def test_nobody_gets_a_message_twice(tally: Tally):
    assert set(tally.delivered.values()) == {1}


def test_every_message_is_sent_or_known_to_be_unknown(tally: Tally):
    assert set(tally.outcomes) == {"sent", "unknown"}
    assert tally.outcomes.total() == 3 * TIMES


def test_what_is_recorded_as_sent_has_arrived_and_what_has_not_arrived_is_unknown(tally: Tally):
    assert tally.sent <= set(tally.delivered)
    assert len(tally.unknown - set(tally.delivered)) == tally.killed["before"]


def test_only_who_died_between_beginning_and_noting_the_answer_leaves_an_unknown_message(tally: Tally):
    certain = tally.killed["before"] + tally.killed["after"]
    assert certain <= len(tally.unknown) <= certain + tally.killed["answered"]
