"""`verify.py` as an auditor runs it: alone, on an unpacked bundle, whole or tampered with."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bolt_app.export import survey
from bolt_app.export.bundle import VERIFIER
from bolt_app.optout.model import Statement, Status
from tests.record_builders import ACME, DECLINE, EXCLUDE, SENT, record_of
from tests.unit.export.auditing import (
    ALL,
    HEAD,
    IN_PLACE,
    OTHER_TEXT,
    Lines,
    chained,
    resealed,
    rewritten,
    swapped,
    unpacked,
    verify,
    with_line,
)
from tests.unit.export.records import JOURNEY, looked_through, stored


def test_it_is_under_120_lines_and_needs_only_the_standard_library():
    source = VERIFIER.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 120
    imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names


def test_a_whole_bundle_holds(folder: Path):
    assert verify(folder) == (0, f"T0ACME: 6 entries, unbroken. Newest: 6:{HEAD}")


@pytest.mark.parametrize("acts", [(SENT,), (DECLINE, EXCLUDE), JOURNEY])
def test_every_journey_holds_with_persons_or_without(tmp_path: Path, acts):
    for persons in (True, False):
        record = looked_through(acts, persons=persons)
        assert verify(unpacked(record, tmp_path / str(persons)))[0] == 0


def test_texts_that_were_erased_are_counted_and_break_nothing(tmp_path: Path):
    code, said = verify(unpacked(looked_through(ALL), tmp_path, lambda _: None))
    assert code == 0
    assert said.endswith("Texts that were erased or never kept: 2.")


def test_another_folder_may_be_named(folder: Path, tmp_path: Path):
    elsewhere = tmp_path / "verify.py"
    elsewhere.write_bytes(VERIFIER.read_bytes())
    assert verify(tmp_path, str(folder))[0] == 0


@pytest.mark.parametrize("number", range(1, 7))
def test_a_changed_byte_is_found_in_its_entry(folder: Path, number: int):
    def change(lines: Lines) -> Lines:
        lines[number] = lines[number].replace("T08:30", "T08:31")
        return lines

    rewritten(folder, change)
    assert verify(folder) == (1, f"Entry {number} is broken: {OTHER_TEXT}.")


@pytest.mark.parametrize("number", range(1, 6))
def test_a_removed_entry_is_found_where_it_was(folder: Path, number: int):
    rewritten(folder, lambda lines: [*lines[:number], *lines[number + 1 :]])
    assert verify(folder) == (1, f"Entry {number} is broken: {IN_PLACE}.")


def test_a_removed_newest_entry_is_found(folder: Path):
    rewritten(folder, lambda lines: lines[:-1])
    assert verify(folder) == (1, "Entry 6 is missing: the record ends before it.")


def test_a_swapped_pair_is_found_at_the_first_of_them(folder: Path):
    rewritten(folder, swapped)
    assert verify(folder) == (1, f"Entry 2 is broken: {IN_PLACE}.")


def test_an_entry_that_is_there_twice_is_found(folder: Path):
    rewritten(folder, lambda lines: [*lines[:3], lines[2], *lines[3:]])
    assert verify(folder) == (1, f"Entry 3 is broken: {IN_PLACE}.")


@pytest.mark.parametrize(
    ("number", "fields", "said"),
    [
        (1, {"hash": "0" * 64}, OTHER_TEXT),
        (
            1,
            {"actor": ["U0GRACE", "5a" * 16]},
            "the person kept beside it (actor) is not the one it commits to",
        ),
        (
            6,
            {"named": ["U0PRIYA", "00" * 16]},
            "the person kept beside it (named) is not the one it commits to",
        ),
        (3, {"position": 4}, IN_PLACE),
    ],
)
def test_what_stands_beside_the_text_is_checked(
    folder: Path, number: int, fields: dict[str, object], said: str
):
    rewritten(folder, with_line(number, **fields))
    assert verify(folder) == (1, f"Entry {number} is broken: {said}.")


@pytest.mark.parametrize(
    "line", ["", "[]", "{}", "nonsense", "null", '{"canonical":"[]"}', '{"canonical":1,"position":2}']
)
def test_a_line_that_is_no_entry_is_named_without_a_trace(folder: Path, line: str):
    rewritten(folder, lambda lines: [*lines[:2], line, *lines[3:]])
    code, said = verify(folder)
    assert code == 1
    assert said.startswith("Entry 2 is broken: ")
    assert "Traceback" not in said


def test_a_record_rewritten_as_a_whole_shows_only_against_a_fingerprint(tmp_path: Path):
    kept = record_of(ALL)
    other = resealed(2, statement=Statement(stated_on=kept[1].statement.stated_on, reference="99999"))
    forged = unpacked(survey(ACME, stored(other), persons=True), tmp_path)
    assert verify(forged)[0] == 0
    said = "Entry {} is broken: it does not bear the fingerprint that was expected."
    assert verify(forged, "--expect", f"6:{HEAD}") == (1, said.format(6))
    assert verify(forged, "--expect", f"2:{kept[1].hash[:12].upper()}") == (1, said.format(2))
    assert verify(forged, "--expect", f"1:{kept[0].hash}")[0] == 0


def test_a_fingerprint_that_is_kept_holds_in_full_or_shortened_to_twelve(folder: Path):
    for entry in record_of(ALL):
        assert verify(folder, "--expect", f"{entry.position}:{entry.hash}")[0] == 0
        assert verify(folder, "--expect", f"{entry.position}:{entry.hash[:12]}")[0] == 0


def test_an_entry_that_is_expected_and_not_there_is_missing(folder: Path):
    assert verify(folder, "--expect", f"9:{HEAD}") == (1, "Entry 7 is missing: the record ends before it.")


@pytest.mark.parametrize(
    "expected", ["", "6", "6:", f"6:{HEAD[:11]}", f"0:{HEAD}", f"x:{HEAD}", "6:" + "g" * 64]
)
def test_a_fingerprint_that_is_none_is_refused_with_exit_code_2(folder: Path, expected: str):
    code, said = verify(folder, "--expect", expected)
    assert code == 2
    assert "--expect takes an entry's number" in said


@pytest.mark.parametrize(
    ("position", "changes", "said"),
    [
        (2, {"status": Status.CONFIRMED}, "its status does not follow from the entries"),
        (4, {"status": Status.CONFIRMED}, "its status does not follow from the entries"),
        (4, {"statement": Statement(corrects=0)}, "what it corrects does not count"),
        (4, {"statement": Statement(corrects=9)}, "what it corrects does not count"),
        (4, {"statement": Statement(corrects=1)}, "nothing leads from not_filed by received"),
        (2, {"scope": replace(ACME, id="T0OTHER")}, "it belongs to another record"),
        (2, {"position": 7}, IN_PLACE),
    ],
)
def test_what_was_hashed_anew_is_found_where_it_contradicts_the_table(
    folder: Path, position: int, changes: dict[str, object], said: str
):
    chained(folder, resealed(position, **changes))
    assert verify(folder) == (1, f"Entry {position} is broken: {said}.")
