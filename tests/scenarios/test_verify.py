"""`python -m bolt_app verify` on a record that people made by clicks; knows no view but the fingerprint."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bolt_app.__main__ import main
from bolt_app.demo.person import Person
from bolt_app.demo.tryout import Wired
from tests.scenarios.owner_steps import agrees, requires_a_second
from tests.scenarios.steps import (
    DONE,
    RECORD,
    corrects,
    entries,
    names_contact,
    opens,
    prepares_and_sends,
    records_answer,
)


@pytest.fixture
def verify(wired: Wired) -> Callable[..., Result]:
    """`python -m bolt_app verify …` on the scenario's database."""
    environ = {"DATABASE_URL": wired.settings.database_url, "ENCRYPTION_KEYS": ""}

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["verify", *words], env=environ)

    return run


def alters(tmp_path: Path, *statements: str) -> None:
    """Changes the database as whoever runs it could, the triggers taken away first."""
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        database.execute("DROP TRIGGER entries_stay_as_written")
        database.execute("DROP TRIGGER entries_stay")
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_verify_finds_a_record_made_by_clicks_unbroken(
    wired: Wired, ada: Person, verify: Callable[..., Result]
):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    corrects(ada, 2)
    newest = entries(wired)[-1].hash
    done = verify()
    assert done.output == f"T0ACME: 3 entries, unbroken. Newest: 3:{newest}\n"
    assert done.exit_code == 0


def test_verify_with_nothing_recorded(verify: Callable[..., Result]):
    done = verify()
    assert (done.output, done.exit_code) == ("Nothing is recorded.\n", 0)


def test_a_fingerprint_kept_from_the_screen_is_found_again(
    ada: Person, grace: Person, verify: Callable[..., Result]
):
    prepares_and_sends(ada)
    opens(grace, RECORD)
    shown = re.search(r"Fingerprint of entry (\d+): ([0-9a-f]{64})", grace.sees)
    assert shown
    kept = f"{shown[1]}:{shown[2]}"
    records_answer(ada, DONE)
    assert verify("--scope", "T0ACME", "--expect", kept).exit_code == 0
    assert verify("--scope", "T0ACME", "--expect", kept[:14]).exit_code == 0


def test_another_fingerprint_is_exit_code_1(ada: Person, verify: Callable[..., Result]):
    prepares_and_sends(ada)
    done = verify("--scope", "T0ACME", "--expect", "1:" + "0" * 64)
    assert done.exit_code == 1
    assert "entry 1 does not bear that fingerprint" in done.output


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (
            "UPDATE entries SET canonical = replace(canonical, 'owner', 'admin') WHERE position = 2",
            "entry 2 is broken: its text is not the text that was hashed.",
        ),
        ("DELETE FROM entries WHERE position = 2", "entry 2 is broken: it is missing."),
        ("DELETE FROM entries WHERE position = 1", "entry 1 is broken: it is missing."),
        (
            "UPDATE entries SET actor_id = 'U0GRACE' WHERE position = 3",
            "entry 3 is broken: the person kept beside it is not the one it commits to.",
        ),
    ],
)
def test_whoever_alters_the_database_is_found_at_the_first_entry_altered(
    ada: Person, verify: Callable[..., Result], tmp_path: Path, statement: str, finding: str
):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    names_contact(ada, "sam")
    alters(tmp_path, statement)
    done = verify()
    assert done.exit_code == 1
    assert done.output == f"T0ACME: {finding}\n"


def test_an_erased_person_breaks_nothing(wired: Wired, ada: Person, verify: Callable[..., Result]):
    prepares_and_sends(ada)
    wired.storage.ledger.erase_person(ada.user_id)
    assert verify().exit_code == 0


def test_of_two_owners_of_whom_one_was_erased_it_says_that_they_cannot_be_told_apart(
    wired: Wired, ada: Person, grace: Person, verify: Callable[..., Result]
):
    prepares_and_sends(ada)
    requires_a_second(ada)
    records_answer(ada, DONE)
    agrees(grace)
    assert "took two owners" not in verify().output
    wired.storage.ledger.erase_person(grace.user_id)
    done = verify()
    assert done.exit_code == 0
    assert "of 1 entry that took two owners an id was erased" in done.output


def test_a_record_cut_at_its_end_shows_against_a_fingerprint_only(
    wired: Wired, ada: Person, verify: Callable[..., Result], tmp_path: Path
):
    prepares_and_sends(ada)
    records_answer(ada, DONE)
    kept = f"2:{entries(wired)[-1].hash}"
    alters(tmp_path, "DELETE FROM entries WHERE position = 2")
    assert verify().exit_code == 0
    done = verify("--scope", "T0ACME", "--expect", kept)
    assert done.exit_code == 1
    assert "entry 2 is missing; the last is 1" in done.output
