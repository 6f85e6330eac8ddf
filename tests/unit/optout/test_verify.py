"""Every way in which a stored record may be broken is found and named; a whole one passes."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from bolt_app.optout.chain import GENESIS, commit_to, digest, seal
from bolt_app.optout.model import Action, Entry, Status
from bolt_app.optout.verify import Inconsistency, Inconsistent, Link, expected, inconsistency, sound
from bolt_app.people import Scope
from tests.unit.optout.acts import ACME, links, record, record_in

OTHER_STATUS = "the status it states is not the one that follows from the entries"
OTHER_PLACE = "it belongs to another place in the records"
OTHER_PERSON = "the person kept beside it is not the one it commits to"
ASTRAY = "it does not follow from the entries before it"
UNREADABLE = "its text cannot be read as an entry"
WHOLE = (Action.NAME_CONTACT, Action.SENT, Action.RECEIVED, Action.DONE, (Action.CORRECT, {"corrects": 4}))


def _resealed(entries: Sequence[Entry], position: int, /, **changes: object) -> list[Link]:
    """Return a record in which one entry was changed and everything after it hashed anew."""
    rewritten: list[Entry] = []
    for entry in entries:
        previous = rewritten[-1].hash if rewritten else GENESIS
        changed = {"previous": previous, **(changes if entry.position == position else {})}
        rewritten.append(seal(replace(entry, **changed)))  # type: ignore[arg-type] # a test's shorthand
    return links(rewritten)


@pytest.mark.parametrize("status", Status)
def test_a_record_in_any_status_holds(status: Status):
    assert inconsistency(ACME, links(record_in(status))) is None


def test_an_empty_record_holds_and_so_does_one_with_corrections():
    assert inconsistency(ACME, []) is None
    assert inconsistency(ACME, links(record(*WHOLE, Action.DONE))) is None


def test_a_record_whose_persons_were_erased_holds():
    erased = [
        replace(link, actor=(None, None), named=(None, None)) for link in links(record_in(Status.CONFIRMED))
    ]
    assert inconsistency(ACME, erased) is None
    half = [replace(link, actor=(link.actor[0], None)) for link in links(record_in(Status.CONFIRMED))]
    assert inconsistency(ACME, half) is None


def _without(position: int) -> Callable[[list[Link]], list[Link]]:
    return lambda whole: [link for link in whole if link.position != position]


def _changed(position: int, **changes: object) -> Callable[[list[Link]], list[Link]]:
    return lambda whole: [
        replace(link, **changes) if link.position == position else link  # type: ignore[arg-type]
        for link in whole
    ]


def _text(text: str) -> Callable[[list[Link]], list[Link]]:
    return _changed(3, canonical=text, hash=digest(text))


ALTERED: list[tuple[Callable[[list[Link]], list[Link]], Inconsistency]] = [
    (_without(1), Inconsistency(1, "it is missing")),
    (_without(3), Inconsistency(3, "it is missing")),
    (lambda whole: [whole[0], *whole], Inconsistency(2, "it is missing")),
    (
        _changed(2, canonical=links(record(*WHOLE))[1].canonical.replace("works", "staff")),
        Inconsistency(2, "its text is not the text that was hashed"),
    ),
    (_changed(5, hash="0" * 64), Inconsistency(5, "its text is not the text that was hashed")),
    (_text("not JSON"), Inconsistency(3, UNREADABLE)),
    (_text("[]"), Inconsistency(3, UNREADABLE)),
    (_text('{"format":1,"statement":"x"}'), Inconsistency(3, UNREADABLE)),
    (
        lambda whole: [*whole[:2], links(record(Action.SENT, Action.SENT_AGAIN, Action.RECEIVED))[2]],
        Inconsistency(3, "it does not carry the hash of the entry before it"),
    ),
    (
        _changed(1, actor=("U0GRACE", "5a" * 16)),
        Inconsistency(1, OTHER_PERSON),
    ),
    (
        _changed(1, named=("U0PRIYA", "00" * 16)),
        Inconsistency(1, OTHER_PERSON),
    ),
]


@pytest.mark.parametrize(("alter", "found"), ALTERED)
def test_what_was_altered_is_found(alter: Callable[[list[Link]], list[Link]], found: Inconsistency):
    assert inconsistency(ACME, alter(links(record(*WHOLE)))) == found


@pytest.mark.parametrize(
    ("position", "changes", "found"),
    [
        (2, {"scope": Scope("T0OTHER")}, Inconsistency(2, OTHER_PLACE)),
        (2, {"position": 7}, Inconsistency(2, OTHER_PLACE)),
        (2, {"action": Action.DONE}, Inconsistency(2, OTHER_STATUS)),
        (2, {"action": Action.DISCARD}, Inconsistency(2, ASTRAY)),
        (3, {"status": Status.CONFIRMED}, Inconsistency(3, OTHER_STATUS)),
        (5, {"status": Status.CONFIRMED}, Inconsistency(5, OTHER_STATUS)),
    ],
)
def test_what_was_altered_and_hashed_anew_is_found_where_it_contradicts_the_table(
    position: int, changes: dict[str, object], found: Inconsistency
):
    altered = _resealed(record(*WHOLE), position, **changes)
    if "position" in changes:
        altered = [replace(link, position=number) for number, link in enumerate(altered, start=1)]
    assert inconsistency(ACME, altered) == found


def test_a_correction_of_an_entry_that_others_build_upon_is_found():
    entries = record(Action.SENT, Action.RECEIVED, (Action.CORRECT, {"corrects": 2}))
    altered = _resealed(entries, 3, statement=replace(entries[2].statement, corrects=1))
    assert inconsistency(ACME, altered) == Inconsistency(3, ASTRAY)


def test_a_record_of_another_scope_is_found_at_its_first_entry():
    found = inconsistency(Scope("T0OTHER"), links(record(Action.SENT)))
    assert found == Inconsistency(1, OTHER_PLACE)


def test_a_record_rewritten_as_a_whole_holds_and_shows_against_a_fingerprint_kept_elsewhere():
    entries = record(Action.SENT, Action.DONE)
    kept = entries[1].hash
    rewritten = _resealed(entries, 1, statement=replace(entries[0].statement, reason="Another one."))
    assert inconsistency(ACME, rewritten) is None
    assert expected(links(entries), 2, kept)
    assert not expected(rewritten, 2, kept)


@pytest.mark.parametrize(("length", "enough"), [(0, False), (11, False), (12, True), (63, True), (64, True)])
def test_a_fingerprint_may_be_shortened_to_twelve_characters(length: int, enough: bool):  # noqa: FBT001
    entries = record(Action.SENT)
    assert expected(links(entries), 1, entries[0].hash[:length].upper()) is enough


def test_a_fingerprint_belongs_to_its_position():
    entries = record(Action.SENT, Action.DONE)
    assert not expected(links(entries), 1, entries[1].hash)
    assert not expected(links(entries), 3, entries[1].hash)
    assert not expected([], 1, entries[0].hash)


def test_a_person_with_another_salt_does_not_open_the_commitment():
    [entry] = record(Action.SENT)
    other = commit_to("U0ADA", "77" * 16)
    [link] = links([entry])
    found = inconsistency(ACME, [replace(link, actor=(other.user, other.salt))])
    assert found == Inconsistency(1, OTHER_PERSON)


def test_a_field_of_another_kind_is_found_and_raises_nothing():
    entries = record(Action.SENT, Action.DONE, (Action.CORRECT, {"corrects": 2}))
    raw = json.loads(links(entries)[2].canonical)
    raw["statement"]["corrects"] = [2]
    text = json.dumps(raw)
    broken = [*links(entries)[:2], Link(3, text, digest(text))]
    assert inconsistency(ACME, broken) == Inconsistency(3, UNREADABLE)


def test_entries_are_given_one_by_one_until_the_first_that_does_not_hold():
    entries = record(*WHOLE)
    asked: list[int] = []

    def stored() -> Iterator[Link]:
        for link in links(entries):
            asked.append(link.position)
            yield replace(link, hash="0" * 64) if link.position == 3 else link

    walk = sound(ACME, stored())
    assert next(walk) == replace(entries[0], statement=replace(entries[0].statement, named="U0PRIYA"))
    assert asked == [1]
    next(walk)
    with pytest.raises(Inconsistent, match="entry 3: its text is not the text") as broken:
        next(walk)
    assert broken.value.found == Inconsistency(3, "its text is not the text that was hashed")
