"""Whoever runs the app exports what owners recorded by clicks; somebody else checks it without the app."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from bolt_app.__main__ import main
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from bolt_app.export import Form
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import (
    DONE,
    corrects,
    declines,
    entries,
    names_contact,
    prepares_and_sends,
    records_answer,
)

Export = Callable[..., Result]


@pytest.fixture
def export(wired: Wired, tmp_path: Path) -> Export:
    """`python -m bolt_app export …` of Acme's record, to a file of that name."""
    environ = {"DATABASE_URL": wired.settings.database_url, "ENCRYPTION_KEYS": ""}

    def run(form: str, file: str, *words: str, scope: str = "T0ACME") -> Result:
        given = ["export", "--scope", scope, "--format", form, "--output", str(tmp_path / file), *words]
        return CliRunner().invoke(main, given, env=environ)

    return run


@pytest.fixture
def confirmed(ada: Person, clock: StandingClock) -> None:
    """An owner asked, corrected a slip, and recorded what Slack replied."""
    prepares_and_sends(ada)
    clock.passes(days=6)
    records_answer(ada, DONE, "2026-11-27")
    corrects(ada, 2)
    records_answer(ada, DONE, "2026-11-28", reply="Votre demande est traitée. — Slack")
    names_contact(ada, "sam")


def unpacked(archive: Path, place: Path) -> Path:
    with ZipFile(archive) as bundle:
        bundle.extractall(place)
    [folder] = place.iterdir()
    return folder


def check(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`python3 verify.py` in an unpacked bundle, on a machine that has Python and not the app."""
    run = [sys.executable, "-I", "-S", "verify.py", *words]
    return subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False, env={})


def test_the_command_offers_every_form_there_is():
    [offered] = [option.type for option in main.commands["export"].params if option.name == "form"]
    assert list(offered.choices) == [form.value for form in Form]  # type: ignore[attr-defined] # click's Choice


@pytest.mark.usefixtures("confirmed")
def test_an_auditor_checks_the_bundle_without_the_app(wired: Wired, export: Export, tmp_path: Path):
    newest = entries(wired)[-1]
    done = export("bundle", "evidence.zip")
    assert done.exit_code == 0
    assert done.output == (
        f"T0ACME: 5 entries, written to {tmp_path / 'evidence.zip'}. Newest: 5:{newest.hash}\n"
    )
    folder = unpacked(tmp_path / "evidence.zip", tmp_path / "unpacked")
    assert "Votre demande est traitée. — Slack" in {
        text.read_text(encoding="utf-8") for text in (folder / "texts").iterdir()
    }
    checked = check(folder, "--expect", f"5:{newest.hash[:12]}")
    assert (checked.returncode, checked.stdout) == (
        0,
        f"T0ACME: 5 entries, unbroken. Newest: 5:{newest.hash}\n",
    )


@pytest.mark.usefixtures("confirmed")
def test_an_auditor_finds_what_was_altered_afterwards(export: Export, tmp_path: Path):
    export("bundle", "evidence.zip")
    folder = unpacked(tmp_path / "evidence.zip", tmp_path / "unpacked")
    record = folder / "record.jsonl"
    record.write_text(record.read_text().replace("2026-11-28", "2026-11-26"))
    altered = check(folder)
    assert altered.returncode == 1
    assert altered.stderr == "Entry 4 is broken: its text is not the text that was hashed.\n"


@pytest.mark.usefixtures("confirmed")
def test_an_erased_persons_record_is_still_exported_and_still_checked(
    wired: Wired, ada: Person, export: Export, tmp_path: Path
):
    assert wired.storage.ledger.erase_person(ada.user_id) > 0
    export("bundle", "evidence.zip")
    folder = unpacked(tmp_path / "evidence.zip", tmp_path / "unpacked")
    assert ada.user_id not in (folder / "record.csv").read_text(encoding="utf-8")
    assert check(folder).returncode == 0


@pytest.mark.usefixtures("confirmed")
def test_the_table_shows_the_slip_its_correction_and_what_stands(export: Export, tmp_path: Path):
    assert export("csv", "record.csv").exit_code == 0
    with (tmp_path / "record.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["action"], row["status"], row["corrected_by"]) for row in rows] == [
        ("sent", "filed", ""),
        ("done", "confirmed", "3"),
        ("correct", "filed", ""),
        ("done", "confirmed", ""),
        ("name_contact", "confirmed", ""),
    ]
    assert rows[3]["evidence"] == "the reply’s text, pasted by an owner"


@pytest.mark.usefixtures("confirmed")
def test_json_lines_and_json_ld_carry_number_and_fingerprint(wired: Wired, export: Export, tmp_path: Path):
    fingerprint = f"5:{entries(wired)[-1].hash}"
    assert export("jsonl", "record.jsonl").exit_code == 0
    assert export("dpv", "record.jsonld").exit_code == 0
    first, *_ = (tmp_path / "record.jsonl").read_text().splitlines()
    assert json.loads(first)["newest"] == fingerprint
    read = json.loads((tmp_path / "record.jsonld").read_text(encoding="utf-8"))
    assert read["dct:identifier"] == f"T0ACME {fingerprint}"
    assert read["dpv:hasRequestStatus"] == {"@id": "dpv:RequestFulfilled"}


def test_the_review_of_a_decision_goes_into_a_calendar_in_french(ada: Person, export: Export, tmp_path: Path):
    declines(ada)
    assert export("ics", "dates.ics", "--language", "fr").exit_code == 0
    text = (tmp_path / "dates.ics").read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20270524" in text
    assert "SUMMARY:Réexaminer la décision" in text


def test_a_scope_that_is_not_there_is_said_so_and_nothing_is_written(
    ada: Person, export: Export, tmp_path: Path
):
    prepares_and_sends(ada)
    done = export("csv", "record.csv", scope="T0NOBODY")
    assert done.exit_code == 1
    assert done.output == "T0NOBODY: Nothing is recorded here yet. Nothing was written.\n"
    assert not (tmp_path / "record.csv").exists()


def test_before_the_first_start_there_is_nothing_to_export(tmp_path: Path):
    words = ["export", "--scope", "T0ACME", "--format", "csv", "--output", str(tmp_path / "x.csv")]
    environ = {"DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3", "ENCRYPTION_KEYS": ""}
    done = CliRunner().invoke(main, words, env=environ)
    assert done.exit_code == 2
    assert "There is no record yet" in done.output


@pytest.mark.parametrize("missing", ["--scope", "--format", "--output"])
def test_what_is_exported_as_what_and_where_to_must_be_said(missing: str, tmp_path: Path):
    given = {"--scope": "T0ACME", "--format": "csv", "--output": str(tmp_path / "x.csv")}
    words = [word for option in given.items() if option[0] != missing for word in option]
    done = CliRunner().invoke(main, ["export", *words])
    assert done.exit_code == 2
    assert f"Missing option '{missing}'" in done.output
