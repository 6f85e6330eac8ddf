"""A change told to many while workers die at random: nobody twice, nobody lost, and Slack's limits kept."""

from datetime import timedelta

import pytest

from bolt_app.optout.outgoing import A_SECOND
from storage import Storage
from tests.storage.telling import Tally, tell_many

PEOPLE = 150
"""`tests/benchmarks/bench_notices.py` tells 10,000."""
CHANGES = 2


@pytest.fixture
def tally(storage: Storage) -> Tally:
    return tell_many(storage, PEOPLE, CHANGES, deadly=0.3)


def test_many_told_by_workers_that_die(tally: Tally):
    assert set(tally.killed) == {"asked", "before", "after", "answered"}
    assert tally.killed.total() > 20
    assert tally.paused > 3
    # Every message ended, and nobody got one twice.
    assert set(tally.outcomes) == {"sent", "unknown"}
    assert tally.outcomes.total() == PEOPLE * CHANGES
    assert set(tally.delivered.values()) == {1}
    # What is recorded as sent arrived; what did not arrive is unknown, and shown.
    assert tally.sent <= set(tally.delivered)
    assert len(tally.unknown - set(tally.delivered)) == tally.killed["before"]
    assert len(tally.unknown & set(tally.delivered)) == tally.killed["after"] + tally.killed["answered"]
    # Slack's limits are kept.
    assert tally.closest >= A_SECOND
    assert tally.during_pauses == 0
    assert tally.took < timedelta(hours=1)
