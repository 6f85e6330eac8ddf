"""`purge` and `keys rotate` as an operator types them: what they delete, encrypt, refuse and say."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from bolt_app.__main__ import main
from storage import Storage, open_storage
from tests.storage.installs import Installed
from tests.storage.record import ACME, GLOBEX, KEY, three_entries

NEW = Fernet.generate_key().decode()
LONG_AGO = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Address of a database in the folder of the test."""
    return f"sqlite:///{tmp_path}/datapolicy.sqlite3"


@pytest.fixture
def storage(database_url: str) -> Iterator[Storage]:
    """A database with the records of Acme and of Globex."""
    opened = open_storage(database_url, [KEY])
    opened.migrate()
    for scope in (ACME, GLOBEX):
        three_entries(opened, scope)
    yield opened
    opened.close()


def types(database_url: str, *words: str, keys: str = KEY) -> Result:
    """A command, with no token and no Slack."""
    environ = {"DATABASE_URL": database_url, "ENCRYPTION_KEYS": keys}
    return CliRunner(env=environ).invoke(main, list(words))


def entries(storage: Storage) -> list[int]:
    """How many entries Acme and Globex have."""
    return [len(storage.ledger.entries(scope)) for scope in (ACME, GLOBEX)]


def test_nothing_is_due(storage: Storage, database_url: str):
    done = types(database_url, "purge")
    assert (done.output, done.exit_code) == ("Nothing is due.\n", 0)
    assert entries(storage) == [3, 3]


def test_what_is_due_goes_and_is_named(storage: Storage, database_url: str):
    storage.departures.left(ACME.id, LONG_AGO, LONG_AGO + timedelta(days=30))
    done = types(database_url, "purge")
    assert (done.output, done.exit_code) == ("T0ACME: the record is deleted; its time was over.\n", 0)
    assert entries(storage) == [0, 3]
    assert types(database_url, "purge").output == "Nothing is due.\n"


def test_what_waits_is_listed_with_its_day_or_with_the_command_that_deletes_it(
    storage: Storage, database_url: str
):
    storage.departures.left(ACME.id, LONG_AGO, None)
    storage.departures.left(GLOBEX.id, LONG_AGO, datetime(9000, 3, 2, 12, 30, tzinfo=UTC))
    how = "To delete it: python -m bolt_app purge --scope T0ACME --yes"
    done = types(database_url, "purge")
    assert done.output.splitlines() == [
        "Nothing is due.",
        f"T0ACME removed the app on 2026-01-31; its record is kept. {how}",
        "T0GLOBEX removed the app on 2026-01-31; its record is kept until 9000-03-02 12:30 UTC.",
    ]
    assert entries(storage) == [3, 3]


def test_a_scope_is_deleted_on_request_without_a_token_and_nothing_of_it_stays(
    storage: Storage, database_url: str
):
    storage.departures.returned(ACME.id, LONG_AGO)
    kept = types(database_url, "purge", "--scope", "T0ACME")
    assert kept.exit_code == 1
    assert kept.output.startswith("T0ACME: kept: 3 entries, ")
    assert "Add --yes" in kept.output
    assert entries(storage) == [3, 3]
    done = types(database_url, "purge", "--scope", "T0ACME", "--yes")
    assert done.exit_code == 0
    assert done.output == kept.output.splitlines()[0].replace("kept", "deleted") + "\n"
    assert entries(storage) == [0, 3]
    assert storage.erasure.kept("T0ACME").nothing
    for words in ((), ("--yes",)):
        again = types(database_url, "purge", "--scope", "T0ACME", *words)
        assert (again.output, again.exit_code) == ("T0ACME: nothing is kept.\n", 0)


def test_an_installation_goes_with_its_token_and_an_organisation_with_what_is_known_of_its_workspaces(
    storage: Storage, database_url: str
):
    Installed(storage).save("E1", None)
    storage.grants.granted("E1", {"T0ACME": "Acme"}, LONG_AGO)
    done = types(database_url, "purge", "--scope", "E1", "--yes")
    assert "what is known of 1 workspace, the installation with its token" in done.output
    assert Installed(storage).rows() == 0
    assert entries(storage) == [3, 3]


def test_yes_without_a_scope_is_refused(storage: Storage, database_url: str):
    storage.departures.left(ACME.id, LONG_AGO, LONG_AGO)
    done = types(database_url, "purge", "--yes")
    assert done.exit_code == 2
    assert "--yes needs --scope" in done.output
    assert entries(storage) == [3, 3]


@pytest.mark.parametrize("words", [("purge",), ("keys", "rotate")])
def test_before_the_first_start_there_is_nothing_to_work_on(database_url: str, words: tuple[str, ...]):
    done = types(database_url, *words)
    assert done.exit_code == 2
    assert "There is no record yet" in done.output


def test_the_new_key_in_front_takes_over_and_the_old_one_can_go(storage: Storage, database_url: str):
    Installed(storage).save(None, "T0ACME")
    done = types(database_url, "keys", "rotate", keys=f"{NEW},{KEY}")
    assert done.exit_code == 0
    assert "values are encrypted anew. Everything is encrypted with the newest key now." in done.output
    again = types(database_url, "keys", "rotate", keys=NEW)
    assert again.output == "Everything is encrypted with the newest key already.\n"
    opened = open_storage(database_url, [NEW])
    assert Installed(opened).token(None, "T0ACME") == "xoxb-None-T0ACME"
    opened.close()
    assert types(database_url, "verify", keys=KEY).exit_code == 2


@pytest.mark.usefixtures("storage")
def test_a_lost_key_is_a_sentence_and_what_the_others_open_is_done(database_url: str):
    lost = Fernet.generate_key().decode()
    with_lost = open_storage(database_url, [lost, KEY])
    Installed(with_lost).save(None, "T0LOST")
    with_lost.close()
    done = types(database_url, "keys", "rotate", keys=f"{NEW},{KEY}")
    assert done.exit_code == 2
    assert done.output.startswith("No key in ENCRYPTION_KEYS opens 1 of the values that are kept, first")
    assert "Traceback" not in done.output
    assert not any(key in done.output for key in (NEW, KEY, lost))
    mended = types(database_url, "keys", "rotate", keys=f"{NEW},{KEY},{lost}")
    assert mended.exit_code == 0
    assert types(database_url, "verify", keys=NEW).exit_code == 0


@pytest.mark.usefixtures("storage")
def test_with_no_key_that_fits_nothing_is_touched(database_url: str):
    done = types(database_url, "keys", "rotate", keys=NEW)
    assert done.exit_code == 2
    assert done.output.startswith("No key in ENCRYPTION_KEYS opens what this database holds.")
    assert types(database_url, "verify").exit_code == 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--help",), "  purge "),
        (("--help",), "  keys "),
        (("purge", "--help"), "no token is needed"),
        (("keys", "rotate", "--help"), "Put the new key in front"),
    ],
)
def test_help_says_what_the_commands_do(words: tuple[str, ...], part: str):
    shown = CliRunner().invoke(main, list(words)).output
    assert part in shown + " ".join(shown.split())  # sentences are wrapped, the list of commands is not
