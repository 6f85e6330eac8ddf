"""The commands as a person types them: in a process of their own where the exit matters, else in this one."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bolt_app import manifest
from bolt_app.__main__ import main
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import acme
from storage import Storage, open_storage
from tests.storage.record import ACME, GLOBEX, KEY, recorded, send

ROOT = Path(__file__).parents[2]
BOT = "xoxb-1-invented"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"


def run(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """`python -m bolt_app …` in a folder, with nothing of this process's settings."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **environ}
    command = [sys.executable, "-m", "bolt_app", *words]
    return subprocess.run(
        command, cwd=folder, env=clean, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("words", "environ", "sentence"),
    [
        (["serve"], {}, "SLACK_BOT_TOKEN is not set. Copy it from"),
        (["work"], {}, "SLACK_BOT_TOKEN is not set. Copy it from"),
        (["socket"], {"SLACK_BOT_TOKEN": BOT}, "SLACK_APP_TOKEN is not set. Make one under"),
        (
            ["serve"],
            {"SLACK_BOT_TOKEN": "xoxp-1"},
            "SLACK_BOT_TOKEN must begin with xoxb-; what is set is a user",
        ),
        (
            ["serve"],
            {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET, "PORT": "http"},
            "PORT must be a whole number from 1 to 65535.",
        ),
        (
            ["verify"],
            {"DATABASE_URL": "postgres://u:p@db/x"},
            "ENCRYPTION_KEYS is not set, and PostgreSQL needs it.",
        ),
        (
            ["serve"],
            {
                "SLACK_BOT_TOKEN": BOT,
                "SLACK_SIGNING_SECRET": SECRET,
                "SLACK_API_URL": "http://127.0.0.1:9/api/",
            },
            "Slack cannot be reached at http://127.0.0.1:9/api/ (Connection refused).",
        ),
    ],
)
def test_what_is_missing_or_wrong_is_one_sentence_on_standard_error_and_exit_code_2(
    tmp_path, words, environ, sentence
):
    done = run(tmp_path, *words, **environ)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert BOT not in done.stderr


def test_a_try_out_at_a_port_that_is_taken_says_how_to_take_another(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(tmp_path, "demo", "--no-browser", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr == (
        f"127.0.0.1:{port} cannot be listened at (Address already in use). "
        'A free port is taken by: make demo ARGS="--port 0"\n'
    )


def test_a_refused_start_leaves_no_database_and_no_key_behind(tmp_path):
    run(tmp_path, "serve")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_made_is_one_sentence_and_exit_code_2(tmp_path):
    done = run(tmp_path, "verify", DATABASE_URL=f"sqlite:///{tmp_path}/missing/x.sqlite3")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_the_settings_may_stand_in_the_env_file(tmp_path):
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={BOT}\nSLACK_SIGNING_SECRET={SECRET}\nTHREADS=0\n")
    assert run(tmp_path, "serve").stderr == "THREADS must be a whole number from 1 to 512.\n"


def test_help_names_every_command():
    shown = CliRunner().invoke(main, ["--help"]).output
    for command in ("demo", "serve", "socket", "manifest", "verify", "export", "register", "doctor"):
        assert f"\n  {command} " in shown


def test_the_manifest_is_printed_as_it_is_or_for_http():
    assert json.loads(CliRunner().invoke(main, ["manifest"]).output) == manifest.read()
    over_http = CliRunner().invoke(main, ["manifest", "--url", "https://dp.example.org/"])
    assert json.loads(over_http.output) == manifest.as_http("https://dp.example.org")


def test_the_link_that_creates_the_app_is_printed_alone_on_a_line():
    shown = CliRunner().invoke(main, ["manifest", "--link"]).output
    assert shown == manifest.creation_link(manifest.read()) + "\n"


@pytest.mark.parametrize("url", ["http://dp.example.org", "dp.example.org", ""])
def test_an_address_slack_would_refuse_ends_with_exit_code_2(url):
    done = CliRunner().invoke(main, ["manifest", "--url", url])
    assert done.exit_code == 2
    assert "https addresses only" in done.output


def test_the_manifest_needs_no_settings_and_no_slack(tmp_path):
    done = run(tmp_path, "manifest", PORT="wrong")
    assert done.returncode == 0
    assert json.loads(done.stdout)["display_information"]["name"] == "Data Policy"


def test_the_register_that_is_shipped_passes_its_check(tmp_path):
    done = run(tmp_path, "register", "check")
    assert done.returncode == 0, done.stderr
    assert " practices, " in done.stdout


def test_the_register_check_lists_what_waits_for_a_person_with_the_live_pages(tmp_path):
    done = run(tmp_path, "register", "check")
    assert "has not been compared with Slack's live pages" in done.stdout
    assert "generative: re-check on the live page first" in done.stdout


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Address of a database in the folder of the test."""
    return f"sqlite:///{tmp_path}/datapolicy.sqlite3"


@pytest.fixture
def storage(database_url: str) -> Iterator[Storage]:
    """A database with one entry of Acme's and one of Globex's."""
    opened = open_storage(database_url, [KEY])
    opened.migrate()
    for scope in (ACME, GLOBEX):
        recorded(send(opened, scope=scope))
    yield opened
    opened.close()


def verify(database_url: str, *words: str) -> tuple[int, str]:
    """Exit code and output of `verify`, run in this process."""
    environ = {"DATABASE_URL": database_url, "ENCRYPTION_KEYS": KEY}
    done = CliRunner(env=environ).invoke(main, ["verify", *words])
    return done.exit_code, done.output


def test_a_whole_record_verifies_for_all_scopes_or_one(storage, database_url):
    newest = storage.ledger.entries(ACME)[-1]
    code, shown = verify(database_url)
    assert code == 0
    assert shown.count("unbroken") == 2
    code, shown = verify(database_url, "--scope", ACME.id)
    assert (code, shown) == (0, f"T0ACME: 1 entry, unbroken. Newest: 1:{newest.hash}\n")


def test_a_kept_fingerprint_is_checked(storage, database_url):
    newest = storage.ledger.entries(ACME)[-1]
    assert verify(database_url, "--scope", ACME.id, "--expect", f"1:{newest.hash}")[0] == 0
    code, shown = verify(database_url, "--scope", ACME.id, "--expect", "1:" + "0" * 64)
    assert code == 1
    assert "entry 1 does not bear that fingerprint" in shown


def test_a_single_record_needs_no_scope_beside_its_fingerprint(storage, database_url):
    storage.ledger.purge(GLOBEX)
    newest = storage.ledger.entries(ACME)[-1]
    assert verify(database_url, "--expect", f"1:{newest.hash}")[0] == 0
    assert verify(database_url, "--expect", "1:" + "0" * 64)[0] == 1


def test_a_changed_entry_is_named_and_the_exit_code_is_1(storage, database_url):
    with storage._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as intruder:
        intruder.exec_driver_sql("DROP TRIGGER entries_stay_as_written")
        intruder.exec_driver_sql("UPDATE entries SET canonical = replace(canonical, 'decide', 'decline')")
    code, shown = verify(database_url, "--scope", ACME.id)
    assert (code, shown) == (1, "T0ACME: entry 1 is broken: its text is not the text that was hashed.\n")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--expect", "1:" + "0" * 12], "--expect needs --scope"),
        (["--scope", "T0ACME", "--expect", "one"], "such as 4:9f86d081884c"),
    ],
)
@pytest.mark.usefixtures("storage")
def test_a_fingerprint_that_cannot_be_checked_is_exit_code_2(database_url, words, part):
    code, shown = verify(database_url, *words)
    assert code == 2
    assert part in shown


def test_before_the_first_start_there_is_no_record_to_verify(database_url):
    code, shown = verify(database_url)
    assert code == 2
    assert "There is no record yet" in shown


def test_an_empty_record_verifies(database_url):
    opened = open_storage(database_url, [KEY])
    opened.migrate()
    opened.close()
    assert verify(database_url) == (0, "Nothing is recorded.\n")


def test_an_empty_record_does_not_bear_a_fingerprint_that_somebody_kept(storage, database_url):
    for scope in (ACME, GLOBEX):
        storage.ledger.purge(scope)
    kept = "4:" + "0" * 64
    assert verify(database_url, "--expect", kept) == (1, "Nothing is recorded: entry 4 is missing.\n")
    assert verify(database_url, "--scope", ACME.id, "--expect", kept) == (
        1,
        "T0ACME: nothing is recorded: entry 4 is missing.\n",
    )


COMMANDS_OF_A_SCOPE = {
    "verify": ["verify"],
    "purge": ["purge", "--yes"],
    "export": ["export", "--format", "csv", "--output", "record.csv"],
    "evidence add": ["evidence", "add", "--entry", "0", "--file", "reply.eml"],
    "evidence list": ["evidence", "list"],
    "evidence reduce": ["evidence", "reduce", "--mail", "9f2c81d0"],
}


@pytest.mark.parametrize("words", COMMANDS_OF_A_SCOPE.values(), ids=list(COMMANDS_OF_A_SCOPE))
@pytest.mark.parametrize("mistyped", ["t0acme", "Acme", "U0ADA", "T0ACME.", ""])
@pytest.mark.usefixtures("storage")
def test_a_mistyped_scope_is_not_taken_for_one_without_a_record(database_url, words, mistyped):
    environ = {"DATABASE_URL": database_url, "ENCRYPTION_KEYS": KEY}
    done = CliRunner(env=environ).invoke(main, [*words, "--scope", mistyped])
    assert done.exit_code == 2
    assert f"{mistyped!r} is not the id of a workspace or an organisation, such as T0123456" in done.output


def test_the_doctor_says_what_is_missing_without_a_traceback(tmp_path):
    done = run(tmp_path, "doctor", SLACK_SIGNING_SECRET=SECRET)
    assert done.returncode == 1
    assert "!! can run" in done.stdout
    assert "SLACK_SIGNING_SECRET  set" in done.stdout
    assert SECRET not in done.stdout
    assert done.stderr == ""


def test_the_doctor_and_whoever_looks_for_a_record_write_nothing(tmp_path):
    with PretendedSlack(acme()) as slack:
        settings = {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.workspace.bot_token,
            "SLACK_SIGNING_SECRET": slack.workspace.signing_secret,
        }
        done = run(tmp_path, "doctor", **settings)
    assert done.returncode == 0, done.stdout
    assert "is not there yet; the first start makes it" in done.stdout
    assert "knows the app in the workspace Acme (T0ACME)" in done.stdout
    for words in (["verify"], ["purge"], ["keys", "rotate"], ["watch"]):
        assert run(tmp_path, *words).stderr.startswith("There is no record yet")
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_has_slack_look_at_client_id_and_secret(tmp_path):
    with PretendedSlack(acme(), installed=False) as slack:
        settings = {
            "SLACK_API_URL": slack.api_url,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_CLIENT_ID": slack.workspace.client_id,
            "SLACK_CLIENT_SECRET": slack.workspace.client_secret,
            "APP_BASE_URL": "https://datapolicy.example",
            "OPERATOR_NAME": "Clear Data Ltd",
            "OPERATOR_CONTACT": "privacy@datapolicy.example",
            "OPERATOR_COUNTRY": "Ireland",
        }
        well = run(tmp_path, "doctor", **settings)
        ill = run(tmp_path, "doctor", **{**settings, "SLACK_CLIENT_SECRET": "of-another-app"})
    assert well.returncode == 0, well.stdout
    assert "finds no fault with client id and secret" in well.stdout
    assert ill.returncode == 1
    assert (
        "!! Slack                 Slack does not accept SLACK_CLIENT_SECRET (bad_client_secret)."
        in ill.stdout
    )


def test_a_record_of_an_older_version_is_not_said_to_be_missing(storage, database_url):
    with storage._database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    code, shown = verify(database_url)
    assert (code, shown) == (
        2,
        "An older version of the app made the database: the next start of the app brings it up to date.\n",
    )


def test_a_command_imports_only_what_it_needs(tmp_path):
    code = (
        "import sys; sys.argv = ['bolt_app', 'manifest']\n"
        "from bolt_app.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('slack_bolt', 'slack_sdk', 'sqlalchemy', 'alembic', 'flask', 'granian',"
        " 'babel', 'cryptography') if name in sys.modules])"
    )
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


HEAVY = ("httpx", "selectolax", "markdownify", "bs4")
"""What only the watch needs: client, parser, converter."""


@pytest.mark.usefixtures("storage")
def test_a_process_that_takes_requests_loads_nothing_of_what_the_watch_reads_pages_with(
    tmp_path, database_url
):
    """The app, its views and its findings are made, as in a worker of `serve`."""
    code = f"""
import sys
from datetime import UTC, datetime
from bolt_app import serving, settings
from bolt_app.app import build_web
from bolt_app.installation import Installation
from bolt_app.watch.declarations import load
from bolt_app.register.loader import load as register
from bolt_app.watched import Watched
from storage import open_storage
now = lambda: datetime(2026, 12, 3, tzinfo=UTC)
storage = open_storage({database_url!r}, [{KEY!r}])
read = settings.read({{"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "{SECRET}"}}, settings.Mode.SERVE)
acme = Installation("T0ACME", "", is_enterprise_install=False, bot_user_id="U0B", bot_id="B0")
build_web(read, storage, acme, now)
assert Watched(register(), load(), storage.pages, now).findings().claims
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "[]"
