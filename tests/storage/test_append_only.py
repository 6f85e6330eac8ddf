"""Entries stay: the database refuses changes, `verify` finds what went round it, erasure leaves it whole."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bolt_app.optout.chain import digest, read
from bolt_app.optout.fold import fold
from bolt_app.optout.verify import Inconsistency, expected, inconsistency
from bolt_app.people import Scope
from storage import Storage
from tests.storage.record import ACME, GLOBEX, LETTER, entry_after, three_entries


def found(storage: Storage, scope: Scope = ACME) -> Inconsistency | None:
    return inconsistency(scope, storage.ledger.links(scope))


def run(storage: Storage, statement: str) -> None:
    with storage._database.writing() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET canonical = canonical",
        "UPDATE entries SET hash = 'f'",
        "UPDATE entries SET position = position + 10",
        "UPDATE entries SET scope = 'T0GLOBEX'",
        "UPDATE entries SET action = 'done'",
        "UPDATE entries SET status = 'confirmed'",
        "UPDATE entries SET recorded_at = '2020-01-01T00:00:00+00:00'",
    ],
)
def test_the_database_refuses_to_change_what_is_hashed(storage: Storage, statement: str):
    appended = three_entries(storage)
    with pytest.raises(DBAPIError, match="entries are never changed"):
        run(storage, statement)
    assert storage.ledger.entries(ACME) == appended


def test_the_database_refuses_to_delete_an_entry(storage: Storage):
    appended = three_entries(storage)
    with pytest.raises(DBAPIError, match="entries are never deleted"):
        run(storage, "DELETE FROM entries WHERE position = 3")
    assert storage.ledger.entries(ACME) == appended


def test_a_purge_takes_one_scope_with_its_texts_and_leaves_the_others(storage: Storage):
    three_entries(storage, ACME)
    staying = three_entries(storage, GLOBEX)
    assert storage.ledger.purge(ACME) == 3
    assert storage.ledger.entries(ACME) == []
    assert storage.ledger.text(ACME, digest(LETTER)) is None
    assert storage.ledger.entries(GLOBEX) == staying
    assert storage.ledger.text(GLOBEX, digest(LETTER)) == LETTER


def test_after_a_purge_entries_are_protected_again_and_the_record_begins_anew(storage: Storage):
    three_entries(storage)
    storage.ledger.purge(ACME)
    three_entries(storage)
    with pytest.raises(DBAPIError, match="entries are never deleted"):
        run(storage, "DELETE FROM entries")
    assert found(storage) is None


def test_purging_a_scope_without_a_record_deletes_nothing(storage: Storage):
    three_entries(storage, GLOBEX)
    assert storage.ledger.purge(ACME) == 0
    assert len(storage.ledger.entries(GLOBEX)) == 3


def test_an_untouched_record_is_consistent_and_bears_its_fingerprint(storage: Storage):
    appended = three_entries(storage)
    assert found(storage) is None
    assert expected(storage.ledger.links(ACME), 2, appended[1].hash[:12])
    assert not expected(storage.ledger.links(ACME), 1, appended[1].hash[:12])


@pytest.mark.parametrize("position", [1, 2, 3])
def test_a_changed_byte_is_found(storage: Storage, intruder: Connection, position: int):
    three_entries(storage)
    intruder.execute(
        text("UPDATE entries SET canonical = replace(canonical, '2026', '2025') WHERE position = :position"),
        {"position": position},
    )
    assert found(storage) == Inconsistency(position, "its text is not the text that was hashed")


def test_a_changed_byte_with_a_new_hash_is_found_at_the_next_entry(storage: Storage, intruder: Connection):
    three_entries(storage)
    [link, *_] = storage.ledger.links(ACME)
    forged = link.canonical.replace('"stated_on":"2026-05-12"', '"stated_on":"2026-05-11"')
    intruder.execute(
        text("UPDATE entries SET canonical = :forged, hash = :hash WHERE position = 1"),
        {"forged": forged, "hash": digest(forged)},
    )
    assert read(forged, digest(forged)).position == 1
    assert found(storage) == Inconsistency(2, "it does not carry the hash of the entry before it")


@pytest.mark.parametrize("position", [1, 2])
def test_a_removed_entry_is_found(storage: Storage, intruder: Connection, position: int):
    three_entries(storage)
    intruder.execute(text("DELETE FROM entries WHERE position = :position"), {"position": position})
    assert found(storage) == Inconsistency(position, "it is missing")


def test_a_removed_newest_entry_shows_only_against_a_fingerprint_kept_elsewhere(
    storage: Storage, intruder: Connection
):
    newest = three_entries(storage)[-1]
    intruder.execute(text("DELETE FROM entries WHERE position = 3"))
    assert found(storage) is None
    assert not expected(storage.ledger.links(ACME), 3, newest.hash)


def test_a_swapped_pair_is_found_at_its_first(storage: Storage, intruder: Connection):
    three_entries(storage)
    for before, after in ((2, 9), (3, 2), (9, 3)):
        intruder.execute(
            text("UPDATE entries SET position = :after WHERE position = :before"),
            {"before": before, "after": after},
        )
    assert found(storage) == Inconsistency(2, "it does not carry the hash of the entry before it")


def test_an_entry_of_another_scope_is_found(storage: Storage, intruder: Connection):
    three_entries(storage, GLOBEX)
    intruder.execute(text("UPDATE entries SET scope = 'T0ACME'"))
    assert found(storage) == Inconsistency(1, "it belongs to another place in the records")


def test_another_person_put_beside_an_entry_is_found(storage: Storage, intruder: Connection):
    three_entries(storage)
    intruder.execute(text("UPDATE entries SET actor_id = 'U0OTTO' WHERE position = 2"))
    assert found(storage) == Inconsistency(2, "the person kept beside it is not the one it commits to")


@pytest.mark.parametrize(
    "forged", ["status = 'confirmed'", "action = 'done'", "recorded_at = '2020-01-01T00:00:00+00:00'"]
)
def test_a_column_that_disagrees_with_the_text_that_was_hashed_is_found(
    storage: Storage, intruder: Connection, forged: str
):
    three_entries(storage)
    intruder.execute(text(f"UPDATE entries SET {forged} WHERE position = 2"))  # noqa: S608 # the test's own
    assert found(storage) == Inconsistency(2, "the columns beside its text say something else than the text")


def test_an_entry_slipped_in_is_found(storage: Storage, intruder: Connection):
    three_entries(storage)
    intruder.execute(text("UPDATE entries SET position = position + 10 WHERE position = 3"))
    intruder.execute(
        text(
            "INSERT INTO entries (scope, position, canonical, hash, action, status, recorded_at)"
            " SELECT scope, 3, canonical, hash || ' ', action, status, recorded_at"
            " FROM entries WHERE position = 1"
        )
    )
    assert found(storage) == Inconsistency(3, "its text is not the text that was hashed")


def test_erasing_a_person_keeps_the_chain_valid(storage: Storage):
    before = three_entries(storage)
    assert storage.ledger.erase_person("U0OLIVIA") == 3
    after = storage.ledger.entries(ACME)
    assert [entry.actor.user if entry.actor else "" for entry in after] == [None, None, None]
    assert [entry.actor.salt if entry.actor else "" for entry in after] == [None, None, None]
    assert [entry.hash for entry in after] == [entry.hash for entry in before]
    assert fold(ACME, after).status is fold(ACME, before).status
    assert found(storage) is None


def test_erasing_a_person_who_was_named_leaves_who_named_them(storage: Storage):
    three_entries(storage)
    assert storage.ledger.erase_person("U0PRIYA") == 1
    newest = storage.ledger.entries(ACME)[-1]
    assert newest.named is not None
    assert (newest.named.user, newest.named.salt) == (None, None)
    assert newest.actor is not None
    assert newest.actor.user == "U0OLIVIA"
    assert found(storage) is None


def test_erasing_somebody_unknown_changes_nothing(storage: Storage):
    before = three_entries(storage)
    assert storage.ledger.erase_person("U0NOBODY") == 0
    assert storage.ledger.entries(ACME) == before


def test_a_record_goes_on_after_an_erasure(storage: Storage):
    newest = three_entries(storage)[-1]
    storage.ledger.erase_person("U0OLIVIA")
    assert storage.ledger.append([entry_after(newest)], {})
