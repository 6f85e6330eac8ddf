"""The files of a bundle under `verify.py`: missing, changed, misnamed, and the mails among them."""

from pathlib import Path

import pytest

from bolt_app.evidence.kept import reduced
from bolt_app.export import NO_MAILS
from bolt_app.export.bundle import VERIFIER
from bolt_app.optout.chain import digest
from bolt_app.optout.model import Action
from tests.record_builders import SENT
from tests.unit.export.auditing import unpacked, verify, with_mail
from tests.unit.export.records import BACKED_BY_MAIL, LETTER, MAIL, MAIL_HASH, ON_FILE, looked_through, mails


def test_a_changed_text_is_found_at_the_entry_that_names_it(folder: Path):
    (folder / "texts" / f"{digest(LETTER)}.txt").write_text("Something else.")
    assert verify(folder) == (1, "Entry 1 is broken: the text of its letter was changed.")


@pytest.mark.parametrize("name", ["record.csv", "index.html", "rules.json", f"texts/{digest(LETTER)}.txt"])
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


@pytest.mark.parametrize("name", ["index.html", "record.csv", "record.jsonl", "rules.json", "verify.py"])
def test_a_changed_file_is_named_also_when_its_hash_was_taken_out_of_the_list(folder: Path, name: str):
    listed = (folder / "hashes.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in listed if not line.endswith(f"  {name}\n")]
    assert len(left) == len(listed) - 1
    (folder / "hashes.txt").write_text("".join(left), encoding="utf-8")
    assert verify(folder) == (1, f"The file {name} is missing or was changed.")


@pytest.mark.parametrize("left", ["", "# nothing\n", "nonsense\n"])
def test_a_list_of_hashes_that_was_emptied_is_noticed(folder: Path, left: str):
    (folder / "hashes.txt").write_text(left, encoding="utf-8")
    assert verify(folder) == (1, "The file index.html is missing or was changed.")


@pytest.mark.parametrize(
    "record",
    ["", "[]\n", "5\n", "null\n", "{}\n", "[" * 100_000],
    ids=["", "list", "5", "null", "{}", "deep"],
)
def test_a_record_that_is_none_is_refused_without_a_trace(folder: Path, record: str):
    (folder / "record.jsonl").write_text(record, encoding="utf-8")
    code, said = verify(folder)
    assert code == 1
    assert said
    assert "Traceback" not in said


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
