"""`verify.py` as an auditor runs it: alone, on an unpacked bundle, whole or tampered with."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from bolt_app.evidence.kept import reduced
from bolt_app.export import NO_MAILS, Form, MailsOnFile, Record, Texts, jsonl, survey, unchecked
from bolt_app.export.bundle import VERIFIER
from bolt_app.optout.chain import GENESIS, digest, seal
from bolt_app.optout.model import Action, Entry, Statement, Status
from tests.record_builders import ACME, DECLINE, EXCLUDE, NAME_CONTACT, SENT, record_of
from tests.unit.export.records import (
    BACKED_BY_MAIL,
    JOURNEY,
    KEPT,
    LETTER,
    MAIL,
    MAIL_HASH,
    ON_FILE,
    exported,
    looked_through,
    mails,
    stored,
)

Lines = list[str]
ALL = (*JOURNEY, NAME_CONTACT)
HEAD = record_of(ALL)[-1].hash


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unpacked(looked_through(ALL), tmp_path)


def unpacked(record: Record, place: Path, texts: Texts = KEPT.get, on_file: MailsOnFile = NO_MAILS) -> Path:
    """Return the folder of a bundle."""
    with ZipFile(io.BytesIO(exported(record, Form.BUNDLE, texts=texts, mails=on_file))) as bundle:
        bundle.extractall(place)
    return place / record.name


def verify(folder: Path, *words: str) -> tuple[int, str]:
    """Exit code and words of `verify.py`, run with nothing but Python: no environment, no packages."""
    command = [sys.executable, "-I", "-S", "-W", "error", str(folder / "verify.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"LANG": "C.UTF-8"})
    return done.returncode, (done.stdout + done.stderr).strip()


def rewritten(folder: Path, change: Callable[[Lines], Lines]) -> None:
    """Change the lines of the record, and its hash in the list, as somebody thorough would."""
    before = digest((folder / "record.jsonl").read_text(encoding="utf-8"))
    lines = change((folder / "record.jsonl").read_text(encoding="utf-8").splitlines())
    text = "\n".join(lines) + "\n"
    (folder / "record.jsonl").write_text(text, encoding="utf-8")
    listed = (folder / "hashes.txt").read_text(encoding="utf-8")
    (folder / "hashes.txt").write_text(listed.replace(before, digest(text)), encoding="utf-8")


def swapped(lines: Lines) -> Lines:
    head, first, second, third, *rest = lines
    return [head, first, third, second, *rest]


def with_line(number: int, **fields: object) -> Callable[[Lines], Lines]:
    def change(lines: Lines) -> Lines:
        lines[number] = json.dumps(json.loads(lines[number]) | fields)
        return lines

    return change


IN_PLACE = "it stands in another's place, or the one before it is missing"
OTHER_TEXT = "its text is not the text that was hashed"


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


def resealed(position: int, /, **changes: object) -> list[Entry]:
    """Return the record with one entry changed and everything after it hashed anew."""
    made: list[Entry] = []
    for entry in record_of(ALL):
        previous = made[-1].hash if made else GENESIS
        changed = {"previous": previous, **(changes if entry.position == position else {})}
        made.append(seal(replace(entry, **changed)))  # type: ignore[arg-type] # a test's shorthand
    return made


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


def chained(folder: Path, entries: Sequence[Entry]) -> None:
    """Put another record, hashed anew, into a folder."""
    text = "".join(jsonl.lines(unchecked(ACME, stored(entries), persons=True)))
    rewritten(folder, lambda _: text.splitlines())


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


def test_a_changed_text_is_found_at_the_entry_that_names_it(folder: Path):
    (folder / "texts" / f"{digest(LETTER)}.txt").write_text("Something else.")
    assert verify(folder) == (1, "Entry 1 is broken: the text of its letter was changed.")


@pytest.mark.parametrize("name", ["record.csv", "index.html", "statuses.json", f"texts/{digest(LETTER)}.txt"])
def test_a_file_that_is_missing_is_named(folder: Path, name: str):
    (folder / name).unlink()
    code, said = verify(folder)
    assert code == 1
    assert name in said


@pytest.mark.parametrize("name", ["record.csv", "index.html"])
def test_a_changed_file_is_named(folder: Path, name: str):
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(" ")
    assert verify(folder) == (1, f"The file {name} is missing or was changed.")


@pytest.mark.parametrize("name", ["../outside.txt", "/dev/zero"])
def test_the_list_of_hashes_leads_to_no_file_outside_the_folder(folder: Path, name: str):
    (folder.parent / "outside.txt").write_text("x")
    with (folder / "hashes.txt").open("a", encoding="utf-8") as file:
        file.write(f"{digest('x')}  {name}\n")
    assert verify(folder) == (1, f"The file {name} is missing or was changed.")


def test_a_folder_without_a_record_is_said_to_be_one(tmp_path: Path):
    (tmp_path / "verify.py").write_bytes(VERIFIER.read_bytes())
    code, said = verify(tmp_path)
    assert code == 1
    assert "record.jsonl" in said
    assert "Traceback" not in said


def with_mail(place: Path, on_file: MailsOnFile) -> Path:
    return unpacked(looked_through(BACKED_BY_MAIL), place, on_file=on_file)


def test_a_mail_in_the_bundle_holds_and_a_changed_byte_of_it_is_found(tmp_path: Path):
    folder = with_mail(tmp_path, mails(ON_FILE))
    assert verify(folder) == (
        0,
        f"T0ACME: 2 entries, unbroken. Newest: {looked_through(BACKED_BY_MAIL).fingerprint}",
    )
    (folder / "mails" / f"{MAIL_HASH}.eml").write_bytes(MAIL.replace(b"Done", b"done"))
    assert verify(folder) == (1, "Entry 2 is broken: the text of its e-mail was changed.")


def test_a_mail_that_is_missing_from_the_bundle_is_named_even_if_no_entry_names_it(tmp_path: Path):
    for number, acts in enumerate((BACKED_BY_MAIL, (SENT,))):
        folder = unpacked(looked_through(acts), tmp_path / str(number), on_file=mails(ON_FILE))
        (folder / "mails" / f"{MAIL_HASH}.eml").unlink()
        assert verify(folder) == (1, f"The file mails/{MAIL_HASH}.eml is missing or was changed.")


def test_mails_of_which_a_part_or_nothing_is_left_break_nothing_and_are_counted(tmp_path: Path):
    part = with_mail(tmp_path / "part", mails(reduced(ON_FILE, MAIL), files={}))
    code, said = verify(part)
    assert code == 0
    assert said.endswith("\nE-mails (not to be checked again) that were kept only in part: 1.")
    code, said = verify(with_mail(tmp_path / "gone", NO_MAILS))
    assert code == 0
    assert said.endswith("\nE-mails (not to be checked again) that were erased or never kept: 1.")


def test_a_part_of_a_mail_that_was_changed_is_found(tmp_path: Path):
    folder = with_mail(tmp_path, mails(reduced(ON_FILE, MAIL), files={}))
    (folder / "mails" / f"{MAIL_HASH}.txt").write_text("x")
    assert verify(folder) == (1, f"The file mails/{MAIL_HASH}.txt is missing or was changed.")


def test_a_mail_named_twice_is_counted_once(tmp_path: Path):
    twice = (*BACKED_BY_MAIL, ("evidence", BACKED_BY_MAIL[1][1]))
    acts = tuple((Action(action), statement) for action, statement in twice)
    code, said = verify(unpacked(looked_through(acts), tmp_path))
    assert (code, said.endswith("never kept: 1.")) == (0, True)
