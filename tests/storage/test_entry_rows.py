"""Entries as rows and back: nothing is lost, nothing is read into them, and what is unfit is not written."""

from dataclasses import replace

import pytest

from bolt_app.optout.chain import canonical, digest, seal
from bolt_app.optout.model import Action, Entry, Statement
from bolt_app.optout.verify import inconsistency
from storage.entry_rows import AS_STORED, REPEATED, carried, entry, link, values
from storage.tables import ENTRIES
from tests.record_builders import ACME, NAME_CONTACT, SENT, record_of
from tests.views_of_two_owners import AGREED, READ

WRITTEN: dict[str, tuple[Entry, ...]] = {
    "two owners": AGREED,
    "readers": READ,
    "contact": record_of((NAME_CONTACT, SENT)),
}


def row_of(known: Entry) -> tuple[object, ...]:
    """What is selected of an entry that was written."""
    written = values(known)
    return tuple(written[column.name] for column in (*AS_STORED, *REPEATED))


def test_a_row_has_a_value_for_every_column_and_one_to_find_its_place_by():
    assert set(values(AGREED[0])) == {*(column.name for column in ENTRIES.columns), "previous"}


@pytest.mark.parametrize("name", WRITTEN)
def test_an_entry_reads_back_as_it_was_written(name: str):
    for known in WRITTEN[name]:
        again = entry(row_of(known)[: len(AS_STORED)])
        named = again.named.user if again.named else None
        assert named == (known.named.user if known.named else None)
        assert replace(again, statement=known.statement) == known
        assert canonical(again) == canonical(known)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_verified_holds_and_is_the_text_to_the_letter(name: str):
    stored = [link(row_of(known)) for known in WRITTEN[name]]
    assert [one.canonical for one in stored] == [canonical(known) for known in WRITTEN[name]]
    assert inconsistency(ACME, stored) is None


@pytest.mark.parametrize("place", range(len(AS_STORED), len(AS_STORED) + len(REPEATED)))
def test_what_repeats_the_text_for_people_is_held_against_it(place: int):
    row = list(row_of(AGREED[0]))
    row[place] = "something else"
    found = inconsistency(ACME, [link(row)])
    assert found is not None
    assert found.position == 1


def test_an_entry_that_is_not_sealed_is_not_written():
    with pytest.raises(ValueError, match="entry 1 of T0ACME is not sealed"):
        values(replace(AGREED[0], hash="0" * 64))


def test_an_id_that_would_not_come_back_as_it_is_is_not_written():
    actor = AGREED[0].actor
    assert actor is not None
    with pytest.raises(ValueError, match="an id contains NUL"):
        values(replace(AGREED[0], actor=replace(actor, user="U0\0OWNER")))


def test_texts_are_kept_only_with_the_entries_that_carry_them():
    [known] = record_of(((Action.DRAFT, Statement(letter="opt-out.1")),))
    assert carried([known], {}) == []
    with pytest.raises(ValueError, match="other texts"):
        carried([known], {"letter": "Hello,"})
    [(kind, sha256, text)] = carried([with_letter(known, "Hello,")], {"letter": "Hello,"})
    assert (kind, text) == ("letter", "Hello,")
    assert with_letter(known, "Hello,").statement.texts == ((kind, sha256),)


def with_letter(known: Entry, text: str) -> Entry:
    """Return an entry that carries a letter."""
    return seal(replace(known, statement=replace(known.statement, texts=(("letter", digest(text)),))))
