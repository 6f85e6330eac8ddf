"""A record is looked through before it leaves, and stays what it was then while it is read."""

from dataclasses import replace

import pytest

from bolt_app.export import survey, unchecked
from bolt_app.optout.chain import GENESIS
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Status
from bolt_app.optout.verify import Inconsistent
from tests.record_builders import ACME, NAME_CONTACT, SENT, Act, record_of
from tests.unit.export.records import EVERYTHING, JOURNEY, counting, looked_through, stored
from tests.unit.optout.acts import links


def test_it_knows_its_newest_entry_its_corrections_and_a_name_for_its_files():
    entries = record_of(JOURNEY)
    record = survey(ACME, stored(entries), persons=True)
    assert (record.position, record.head) == (5, entries[-1].hash)
    assert record.fingerprint == f"5:{entries[-1].hash}"
    assert record.recorded_at == entries[-1].recorded_at
    assert record.corrected == {3: (4, entries[3].hash)}
    assert record.name == f"opt-out-record-T0ACME-5-{entries[-1].hash[:12]}"
    assert tuple(record) == entries


@pytest.mark.parametrize("acts", EVERYTHING)
def test_the_opt_out_is_the_fold_of_its_entries(acts: tuple[Act, ...]):
    assert looked_through(acts).opt_out() == fold(ACME, record_of(acts))


def test_nothing_recorded_is_a_record_without_entries():
    record = survey(ACME, stored(()), persons=True)
    assert (record.position, record.head, list(record), record.corrected) == (0, GENESIS, [], {})
    assert record.opt_out().status is Status.NOT_FILED


def test_what_is_appended_later_is_left_out():
    entries = list(links(record_of((SENT,))))
    record = survey(ACME, lambda _: iter(entries), persons=True)
    entries += links(record_of((SENT, NAME_CONTACT)))[1:]
    assert len(entries) == 2
    assert [entry.position for entry in record] == [1]
    assert record.opt_out().position == 1


def test_without_persons_neither_id_nor_salt_is_given_out_and_the_commitments_stay():
    record = looked_through((SENT, NAME_CONTACT), persons=False)
    assert {(link.actor, link.named) for link in record.links()} == {((None, None), (None, None))}
    _, named = tuple(record)
    assert named.named is not None
    assert (named.named.user, named.named.salt, named.statement.named) == (None, None, "")
    assert named.named.commitment == record_of((SENT, NAME_CONTACT))[1].named.commitment  # type: ignore[union-attr]


def test_with_persons_the_ids_are_there():
    _, named = tuple(looked_through((SENT, NAME_CONTACT)))
    assert named.actor is not None
    assert (named.actor.user, named.statement.named) == ("U0OWNER", "U0PRIYA")


def test_a_record_that_does_not_hold_is_not_looked_through():
    kept = links(record_of(JOURNEY))
    kept[1] = replace(kept[1], canonical=kept[1].canonical.replace("12345", "54321"))
    with pytest.raises(Inconsistent, match="entry 2: its text is not the text that was hashed"):
        survey(ACME, stored(kept), persons=True)


def test_a_record_that_does_not_hold_can_be_had_as_it_is_stored():
    kept = links(record_of(JOURNEY))
    del kept[1]
    record = unchecked(ACME, stored(kept), persons=True)
    assert record.fingerprint == f"5:{kept[-1].hash}"
    assert list(record.links()) == kept
    assert unchecked(ACME, stored(()), persons=True).fingerprint == f"0:{GENESIS}"


def test_it_is_looked_through_once_and_read_once_each_time_and_never_further_than_asked():
    ledger, handed = counting(stored(record_of(JOURNEY)))
    record = survey(ACME, ledger, persons=True)
    assert handed() == 5
    walk = iter(record)
    next(walk)
    assert handed() == 6
    record.opt_out()
    assert handed() == 11
