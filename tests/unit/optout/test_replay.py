"""A replay that keeps no entry comes to what the fold comes to, and breaks where the rules refuse."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.optout.fold import BrokenRecord, fold
from bolt_app.optout.model import Action, Entry, Statement, Status
from bolt_app.optout.replay import Replay
from tests.unit.optout.acts import ACME, decided, entry, record, record_in


def replayed(entries: Sequence[Entry]) -> list[Status]:
    replay = Replay()
    return [replay.add(known) for known in entries]


@pytest.mark.parametrize("status", Status)
def test_every_status_is_reached_as_by_the_fold(status: Status):
    entries = record_in(status)
    assert replayed(entries) == [fold(ACME, entries[:n]).status for n in range(1, len(entries) + 1)]
    assert Replay().status is Status.NOT_FILED


ACTS = st.tuples(st.sampled_from(Action), st.integers(min_value=1, max_value=12))


@given(st.lists(ACTS, max_size=30))
def test_whatever_the_rules_let_happen_is_replayed_as_it_is_folded(acts: list[tuple[Action, int]]):
    entries: list[Entry] = []
    replay = Replay()
    for action, corrects in acts:
        made = decided(entries, action, corrects=corrects if action is Action.CORRECT else None)
        if isinstance(made, Entry):
            entries.append(made)
            assert replay.add(made) is made.status
    assert replay.status is fold(ACME, entries).status


def test_a_correction_changes_what_follows_it_and_a_later_one_goes_on_from_there():
    acts = (Action.SENT, Action.RECEIVED, Action.SENT_AGAIN, Action.RECEIVED)
    corrections = ((Action.CORRECT, {"corrects": 4}), (Action.CORRECT, {"corrects": 3}))
    entries = record(*acts, *corrections)
    assert replayed(entries)[3:] == [Status.ACKNOWLEDGED, Status.FILED, Status.ACKNOWLEDGED]


def correction(before: Sequence[Entry], corrects: int | None) -> Entry:
    """Return a correction that no rule was asked about."""
    made = entry(before, Action.NAME_CONTACT)
    return replace(made, action=Action.CORRECT, statement=Statement(reason="Wrong.", corrects=corrects))


@pytest.mark.parametrize("corrects", [None, -1, 0, 4, 5, 99])
def test_a_correction_of_what_is_not_there_before_it_breaks_the_record(corrects: int | None):
    entries = record(Action.SENT, Action.RECEIVED, Action.DONE)
    with pytest.raises(BrokenRecord) as broken:
        replayed([*entries, correction(entries, corrects)])
    assert broken.value.position == 4


@pytest.mark.parametrize("corrects", [3, 4])
def test_what_was_corrected_or_corrects_cannot_be_corrected(corrects: int):
    entries = record(Action.SENT, Action.RECEIVED, Action.DONE, (Action.CORRECT, {"corrects": 3}))
    with pytest.raises(BrokenRecord) as broken:
        replayed([*entries, correction(entries, corrects)])
    assert broken.value.position == 5


def test_a_correction_of_what_later_entries_build_upon_names_the_first_of_them():
    entries = record(Action.SENT, Action.RECEIVED, Action.DONE)
    with pytest.raises(BrokenRecord) as broken:
        replayed([*entries, correction(entries, 1)])
    assert broken.value.position == 2


def test_an_act_the_table_does_not_know_breaks_the_record_where_it_stands():
    sent = record(Action.SENT)
    with pytest.raises(BrokenRecord) as broken:
        replayed([*sent, entry([*sent], Action.NAME_CONTACT), record(Action.DRAFT)[0]])
    assert broken.value.position == 1


def test_two_bytes_an_entry_are_kept():
    replay = Replay()
    for known in record(Action.SENT, *[Action.SENT_AGAIN] * 999):
        replay.add(known)
    assert len(replay._actions) + len(replay._met) == 2000
