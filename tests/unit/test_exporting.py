"""What `export` writes, says and leaves alone: whole records, broken ones, files that cannot be written."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bolt_app.cannot_start import CannotStartError
from bolt_app.export import Form, Links
from bolt_app.exporting import Outcome, write
from bolt_app.optout.verify import Inconsistency, inconsistency
from tests.record_builders import ACME, NAME_CONTACT, SENT, record_of, translator
from tests.unit.export.records import JOURNEY, KEPT, exported, links_in, looked_through, stored, table
from tests.unit.optout.acts import links

WHOLE = record_of(JOURNEY)


def written(form: Form, file: Path, ledger: Links, texts: Callable[[str], str | None] = KEPT.get) -> Outcome:
    return write(ACME, form, file, links=ledger, texts=texts, t=translator("en"))


def torn() -> Links:
    """A record whose second entry was changed."""
    kept = links(WHOLE)
    kept[1] = replace(kept[1], canonical=kept[1].canonical.replace("12345", "54321"))
    return stored(kept)


@pytest.mark.parametrize("form", Form)
def test_the_file_holds_the_export_and_the_sentence_its_fingerprint(tmp_path: Path, form: Form):
    file = tmp_path / "record"
    outcome = written(form, file, stored(WHOLE))
    assert outcome == Outcome(
        whole=True, sentence=f"T0ACME: 5 entries, written to {file}. Newest: 5:{WHOLE[-1].hash}"
    )
    assert file.read_bytes() == exported(looked_through(JOURNEY), form)


def test_one_entry_is_one_entry(tmp_path: Path):
    outcome = written(Form.CSV, tmp_path / "record.csv", stored(record_of((SENT,))))
    assert outcome.sentence.startswith("T0ACME: 1 entry, written to ")


def test_whoever_has_the_database_reads_who_it_was(tmp_path: Path):
    written(Form.CSV, tmp_path / "record.csv", stored(record_of((NAME_CONTACT,))))
    [row] = table((tmp_path / "record.csv").read_text(encoding="utf-8"))
    assert (row["actor"], row["named"]) == ("U0OWNER", "U0PRIYA")


def test_only_its_owner_may_read_the_file_and_nothing_else_is_left(tmp_path: Path):
    file = tmp_path / "record.zip"
    written(Form.BUNDLE, file, stored(WHOLE))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_an_older_file_is_replaced_once_the_new_one_is_whole(tmp_path: Path):
    file = tmp_path / "record.zip"
    file.write_bytes(b"older")

    def texts(_: str) -> str | None:
        assert file.read_bytes() == b"older"
        return None

    written(Form.BUNDLE, file, stored(WHOLE), texts)
    assert file.read_bytes().startswith(b"PK")


def test_an_export_that_fails_on_the_way_leaves_the_older_file_and_no_other(tmp_path: Path):
    file = tmp_path / "record.zip"
    file.write_bytes(b"older")

    def texts(_: str) -> str | None:
        raise CannotStartError("The text is not the text that was recorded.")

    with pytest.raises(CannotStartError, match="not the text that was recorded"):
        written(Form.BUNDLE, file, stored(WHOLE), texts)
    assert file.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.JSONL])
def test_a_broken_record_is_written_in_no_form_that_reads_it(tmp_path: Path, form: Form):
    outcome = written(form, tmp_path / "record", torn())
    assert outcome == Outcome(
        whole=False,
        sentence="Entry 2 of T0ACME is broken: its text is not the text that was hashed. "
        "Nothing was written. The form jsonl takes a broken record as it is stored.",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_broken_record_is_kept_as_json_lines_and_called_broken(tmp_path: Path):
    file = tmp_path / "record.jsonl"
    outcome = written(Form.JSONL, file, torn())
    assert outcome == Outcome(
        whole=False,
        sentence="Entry 2 of T0ACME is broken: its text is not the text that was hashed. "
        f"What is stored was written to {file}.",
    )
    found = inconsistency(ACME, links_in(file.read_text()))
    assert found == Inconsistency(2, "its text is not the text that was hashed")


@pytest.mark.parametrize("form", Form)
def test_nothing_recorded_writes_nothing(tmp_path: Path, form: Form):
    outcome = written(form, tmp_path / "record", stored(()))
    assert outcome == Outcome(
        whole=False, sentence="T0ACME: Nothing is recorded here yet. Nothing was written."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_calendar_without_a_day_writes_nothing(tmp_path: Path):
    outcome = written(Form.ICS, tmp_path / "record.ics", stored(record_of((NAME_CONTACT,))))
    assert not outcome.whole
    assert "No date follows" in outcome.sentence
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path):
    file = tmp_path / "missing" / "record.csv"
    with pytest.raises(CannotStartError) as refused:
        written(Form.CSV, file, stored(WHOLE))
    assert str(refused.value) == f"The file {file} cannot be written: No such file or directory."


def test_a_folder_in_the_files_place_is_one_sentence_and_leaves_nothing(tmp_path: Path):
    (tmp_path / "record.csv").mkdir()
    with pytest.raises(CannotStartError, match="cannot be written: Is a directory"):
        written(Form.CSV, tmp_path / "record.csv", stored(WHOLE))
    assert [path.name for path in tmp_path.iterdir()] == ["record.csv"]
