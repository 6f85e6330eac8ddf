"""Settings: what is read, what is refused and in which words; the environment is always passed in."""

import os
import pickle
import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bolt_app import settings
from bolt_app.settings import Mode, Settings, SettingsError

BOT = "xoxb-1-invented"
APP = "xapp-1-invented"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
KEY = urlsafe_b64encode(b"a key for tests, of 32 letters. ").decode()
SERVE = {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}
SOCKET = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}
MANY = {
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_CLIENT_ID": "1234.5678",
    "SLACK_CLIENT_SECRET": "c1ient5ecret0000000000000000000",
    "APP_BASE_URL": "https://datapolicy.example",
    "OPERATOR_NAME": "Clear Data Ltd",
    "OPERATOR_CONTACT": "privacy@datapolicy.example",
    "OPERATOR_COUNTRY": "Ireland",
}
SECRETS = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_CLIENT_SECRET",
    "ENCRYPTION_KEYS",
)
METRICS = "a-token-of-the-monitoring"
PAGE = "api.slack.com/apps → your app →"
ROOT = Path(__file__).parents[2]


def refusal(environ: Mapping[str, str], mode: Mode = Mode.SERVE) -> str:
    with pytest.raises(SettingsError) as refused:
        settings.read(environ, mode)
    return str(refused.value)


def test_two_values_are_enough_to_serve():
    read = settings.read(SERVE, Mode.SERVE)
    assert read == Settings(
        slack_bot_token=BOT,
        slack_app_token="",
        slack_signing_secret=SECRET,
        slack_client_id="",
        slack_client_secret="",
        database_url="sqlite:///datapolicy.sqlite3",
        encryption_keys=(),
        slack_api_url="https://slack.com/api/",
        host="127.0.0.1",
        port=3000,
        threads=32,
        log_level="INFO",
        app_base_url="",
        worker=True,
        watch=True,
        operator_name="",
        operator_contact="",
        operator_country="",
        retention_days=None,
        metrics_token="",
    )
    assert not read.for_many


@pytest.mark.parametrize(("text", "worker"), [("yes", True), ("Yes", True), ("no", False), ("NO", False)])
def test_a_worker_is_started_or_not_as_the_setting_says(text, worker):
    assert settings.read({**SERVE, "WORKER": text}, Mode.SERVE).worker is worker


@pytest.mark.parametrize(("text", "watch"), [("", True), ("yes", True), ("no", False), ("NO", False)])
def test_slack_s_pages_are_watched_unless_the_setting_says_no(text, watch):
    assert settings.read({"SLACK_BOT_TOKEN": BOT, "WATCH": text}, Mode.WORK).watch is watch
    assert settings.read({**SERVE, "WATCH": text}, Mode.SERVE).watch is watch


def test_a_watch_that_is_neither_on_nor_off_is_refused():
    assert refusal({**SERVE, "WATCH": "sometimes"}) == "WATCH must be yes or no."


def test_the_worker_alone_needs_no_more_than_the_bot_token():
    assert settings.read({"SLACK_BOT_TOKEN": BOT}, Mode.WORK).slack_bot_token == BOT
    assert refusal({}, Mode.WORK).startswith("SLACK_BOT_TOKEN is not set.")


def test_two_values_are_enough_for_socket_mode_and_no_signing_secret_is_asked_for():
    assert settings.read(SOCKET, Mode.SOCKET).slack_app_token == APP


def test_with_a_client_id_and_secret_workspaces_install_the_app_and_no_bot_token_is_needed():
    read = settings.read(MANY, Mode.SERVE)
    assert read.for_many
    assert read.slack_bot_token == ""
    assert (read.operator_name, read.operator_contact, read.operator_country) == (
        "Clear Data Ltd",
        "privacy@datapolicy.example",
        "Ireland",
    )


@pytest.mark.parametrize("name", MANY)
def test_who_lets_workspaces_install_the_app_has_to_say_all_of_it(name):
    sentence = refusal({**MANY, name: ""})
    assert sentence.startswith(f"{name} is not set. ")
    assert sentence.count(". ") == 1


def test_one_half_of_the_client_s_credentials_is_no_silent_return_to_one_workspace():
    assert refusal({**SERVE, "SLACK_CLIENT_ID": "1.2"}).startswith("SLACK_CLIENT_SECRET is not set.")
    assert refusal({**SERVE, "SLACK_CLIENT_SECRET": "x" * 32}).startswith("SLACK_CLIENT_ID is not set.")


def test_over_socket_mode_the_client_s_credentials_mean_nothing():
    read = settings.read({**MANY, **SOCKET}, Mode.SOCKET)
    assert not read.for_many
    assert read.retention_days is None
    assert refusal(MANY, Mode.SOCKET).startswith("SLACK_BOT_TOKEN is not set.")


@pytest.mark.parametrize(
    ("given", "mode", "days"),
    [
        ({}, Mode.SERVE, 30),
        ({}, Mode.RECORD, 30),
        ({"RETENTION_DAYS": "0"}, Mode.SERVE, 0),
        ({"RETENTION_DAYS": "365"}, Mode.SERVE, 365),
        ({"SLACK_CLIENT_ID": ""}, Mode.RECORD, None),
        ({"SLACK_CLIENT_ID": "", "RETENTION_DAYS": "7"}, Mode.RECORD, 7),
    ],
)
def test_a_record_is_kept_for_30_days_where_it_is_others_and_until_it_is_deleted_where_it_is_one_s_own(
    given, mode, days
):
    assert settings.read({**MANY, **given}, mode).retention_days == days


@pytest.mark.parametrize("mode", [Mode.RECORD, Mode.LOOK])
def test_reading_the_record_needs_no_token(mode):
    assert settings.read({}, mode).slack_bot_token == ""


@pytest.mark.parametrize(
    ("mode", "environ", "sentence"),
    [
        (
            Mode.SERVE,
            {"SLACK_SIGNING_SECRET": SECRET},
            f"SLACK_BOT_TOKEN is not set. Copy it from {PAGE} OAuth & Permissions → Bot User OAuth Token.",
        ),
        (
            Mode.SERVE,
            {"SLACK_BOT_TOKEN": BOT},
            (
                f"SLACK_SIGNING_SECRET is not set. Copy it from {PAGE} Basic Information → App Credentials → "
                "Signing Secret."
            ),
        ),
        (
            Mode.SOCKET,
            {"SLACK_BOT_TOKEN": BOT},
            (
                f"SLACK_APP_TOKEN is not set. Make one under {PAGE} Basic Information → App-Level Tokens, "
                "with the scope connections:write."
            ),
        ),
    ],
)
def test_what_is_missing_is_named_with_the_place_where_to_get_it(mode, environ, sentence):
    assert refusal(environ, mode) == sentence


def test_a_blank_value_counts_as_not_set():
    assert refusal({**SERVE, "SLACK_BOT_TOKEN": "  "}).startswith("SLACK_BOT_TOKEN is not set.")
    assert settings.read({**SERVE, "PORT": ""}, Mode.SERVE).port == 3000


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1-user", "must begin with xoxb-; what is set is a user token."),
        ("SLACK_BOT_TOKEN", "xapp-1-app", "what is set is an app-level token."),
        ("SLACK_BOT_TOKEN", "xoxe.xoxb-1-x", "expires after 12 hours"),
        ("SLACK_BOT_TOKEN", "8f742231b10e", "what is set is something else."),
        ("SLACK_BOT_TOKEN", "xoxb-", "is cut off after xoxb-."),
        ("SLACK_BOT_TOKEN", "xoxb-1 2", "must not contain blanks"),
        ("SLACK_BOT_TOKEN", "xoxb-1\r\nX-Evil: 1", "must not contain blanks"),
        ("SLACK_APP_TOKEN", BOT, "must begin with xapp-; what is set is a bot token."),
        ("SLACK_SIGNING_SECRET", BOT, "holds a bot token; the signing secret has no prefix."),
        ("SLACK_SIGNING_SECRET", "two words", "must not contain blanks"),
        (
            "DATABASE_URL",
            "mysql://root:hunter2@db/x",
            "must begin with sqlite:/// or postgresql://, not mysql://.",
        ),
        ("SLACK_BOT_TOKEN", "xoxb-…", "holds a character that none of Slack's has"),
        ("SLACK_APP_TOKEN", "xapp-1–A2", "holds a character that none of Slack's has"),
        ("SLACK_SIGNING_SECRET", "…", "holds a character that none of Slack's has"),
        (
            "DATABASE_URL",
            "postgresql://u:hunter2@x@db/x",
            "has more than one @. In a user name or a",
        ),
        ("DATABASE_URL", "postgresql://u:hunter2@db:port/x", "has a port that is no number. An example: "),
        ("DATABASE_URL", "datapolicy.sqlite3", "must begin with sqlite:/// or postgresql://."),
        ("DATABASE_URL", "sqlite://", "names no file."),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file."),
        ("DATABASE_URL", "postgresql://", "names no database."),
        ("ENCRYPTION_KEYS", "not-a-key", "has a wrong key at place 1 of 1."),
        ("ENCRYPTION_KEYS", f"{KEY}, {KEY[:-2]}", "has a wrong key at place 2 of 2."),
        ("ENCRYPTION_KEYS", "é" * 44, "has a wrong key at place 1 of 1."),
        ("SLACK_API_URL", "slack.com/api/", "must be a web address"),
        ("SLACK_API_URL", "http://slack.example/api/", "plain http:// is for this machine only."),
        ("SLACK_API_URL", "https://[::1/api", "is not a web address."),
        ("SLACK_API_URL", "https://slack.com:99999/api", "is not a web address."),
        ("SLACK_API_URL", "https://a:b@slack.com/api/", "must have no user name"),
        ("HOST", "http://127.0.0.1", "must be an address or a name"),
        ("HOST", "127.0.0.1 3000", "must not contain blanks"),
        ("PORT", "0", "must be a whole number from 1 to 65535."),
        ("PORT", "65536", "must be a whole number from 1 to 65535."),
        ("PORT", "³000", "must be a whole number from 1 to 65535."),
        ("PORT", "9" * 5000, "must be a whole number from 1 to 65535."),
        ("PORT", "three", "must be a whole number from 1 to 65535."),
        ("WORKER", "true", "must be yes or no."),
        ("THREADS", "-1", "must be a whole number from 1 to 512."),
        ("LOG_LEVEL", "LOUD", "must be DEBUG, INFO, WARNING, ERROR or CRITICAL."),
        ("LOG_LEVEL", "NOTSET", "must be DEBUG, INFO, WARNING, ERROR or CRITICAL."),
        ("SLACK_CLIENT_ID", "A0123", "must be two numbers with a dot between"),
        ("SLACK_CLIENT_ID", "1.²", "must be two numbers with a dot between"),
        ("SLACK_CLIENT_SECRET", BOT, "holds a bot token; the client secret has no prefix."),
        ("SLACK_CLIENT_SECRET", "two words", "must not contain blanks"),
        ("OPERATOR_NAME", "A\nB", "must be one line of at most 200 characters."),
        ("OPERATOR_COUNTRY", "x" * 201, "must be one line of at most 200 characters."),
        ("OPERATOR_CONTACT", "privacy", "must be a mail address or the https address of a page"),
        ("OPERATOR_CONTACT", "privacy@localhost", "must be a mail address"),
        ("OPERATOR_CONTACT", "a@b.example?subject=x", "must be a mail address"),
        ("OPERATOR_CONTACT", "javascript:alert(1)@b.example", "must be a mail address"),
        ("OPERATOR_CONTACT", "http://datapolicy.example", "must begin with https://"),
        ("RETENTION_DAYS", "-1", "must be a whole number from 0 to 3650."),
        ("RETENTION_DAYS", "a month", "must be a whole number from 0 to 3650."),
        ("METRICS_TOKEN", "hunter2", "must have at least 20 characters."),
        ("METRICS_TOKEN", "hunter2 and some more words", "must not contain blanks"),
        ("APP_BASE_URL", "http://datapolicy.example", "must begin with https://"),
        ("APP_BASE_URL", "https://datapolicy.example/?x=1", "must have no user name, query or fragment."),
    ],
)
def test_a_wrong_value_is_refused_in_one_line_that_names_the_setting_and_hides_the_value(name, text, part):
    sentence = refusal({**SERVE, name: text}, Mode.LOOK)
    assert sentence.startswith(f"{name} ")
    assert part in sentence
    assert "\n" not in sentence
    assert "hunter2" not in sentence
    if (
        name.startswith(("SLACK_BOT", "SLACK_APP", "SLACK_SIGN", "SLACK_CLIENT_S", "ENCRYPTION"))
        and text != "xoxb-"
    ):
        assert text not in sentence


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("postgres://u:p@db/x", "postgresql+psycopg://u:p@db/x"),
        ("postgresql://u:p@db:5433/x?sslmode=require", "postgresql+psycopg://u:p@db:5433/x?sslmode=require"),
        ("postgresql+psycopg://db/x", "postgresql+psycopg://db/x"),
        ("postgresql://u:p%40:x@[::1]:5433/x", "postgresql+psycopg://u:p%40:x@[::1]:5433/x"),
        ("postgresql://[::1]/x?user=a@b", "postgresql+psycopg://[::1]/x?user=a@b"),
        ("postgresql:///x?host=/run/postgresql", "postgresql+psycopg:///x?host=/run/postgresql"),
        ("sqlite:////var/lib/x.sqlite3", "sqlite:////var/lib/x.sqlite3"),
        ("sqlite:///x.sqlite3", "sqlite:///x.sqlite3"),
    ],
)
def test_a_database_is_named_in_the_form_the_driver_needs(text, url):
    assert (
        settings.read({**SERVE, "DATABASE_URL": text, "ENCRYPTION_KEYS": KEY}, Mode.SERVE).database_url == url
    )


@pytest.mark.parametrize("mode", [Mode.SERVE, Mode.SOCKET, Mode.RECORD])
def test_postgresql_needs_keys_and_sqlite_does_not(mode):
    given = {**SERVE, **SOCKET, "DATABASE_URL": "postgres://u:p@db/x"}
    sentence = refusal(given, mode)
    assert sentence.startswith("ENCRYPTION_KEYS is not set, and PostgreSQL needs it. Make a key with: ")
    assert settings.read({**given, "DATABASE_URL": ""}, mode).encryption_keys == ()


def test_the_command_that_makes_a_key_makes_one_that_is_accepted():
    command = refusal({**SERVE, "ENCRYPTION_KEYS": "x"}).partition("Make a key with: ")[2]
    code = command.partition("-c ")[2].strip('"')
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert settings.read({**SERVE, "ENCRYPTION_KEYS": made}, Mode.SERVE).encryption_keys == (made.strip(),)


def test_keys_are_kept_in_the_order_given_newest_first():
    keys = [Fernet.generate_key().decode() for _ in range(3)]
    read = settings.read({**SERVE, "ENCRYPTION_KEYS": ", ".join(keys) + ","}, Mode.SERVE)
    assert read.encryption_keys == tuple(keys)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("SLACK_API_URL", "http://127.0.0.1:8080/api", "http://127.0.0.1:8080/api/"),
        ("SLACK_API_URL", "https://slack-gov.com/api/", "https://slack-gov.com/api/"),
        ("APP_BASE_URL", "https://datapolicy.example/", "https://datapolicy.example"),
        ("HOST", "::", "::"),
        ("PORT", " 8080 ", 8080),
        ("THREADS", "512", 512),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("OPERATOR_CONTACT", "mailto:privacy@datapolicy.example", "privacy@datapolicy.example"),
        ("OPERATOR_CONTACT", "https://datapolicy.example/contact", "https://datapolicy.example/contact"),
        ("OPERATOR_NAME", " Société Générale d’Édition ", "Société Générale d’Édition"),
    ],
)
def test_other_values_are_put_in_the_form_the_app_uses(name, text, value):
    assert getattr(settings.read({**SERVE, name: text}, Mode.SERVE), name.lower()) == value


def test_no_secret_shows_in_the_repr():
    given = {
        **SERVE,
        "SLACK_APP_TOKEN": APP,
        "ENCRYPTION_KEYS": KEY,
        "DATABASE_URL": "postgres://u:hunter2@db/x",
        "METRICS_TOKEN": METRICS,
    }
    shown = repr(settings.read(given, Mode.SERVE))
    for secret in (BOT, APP, SECRET, KEY, METRICS, "hunter2"):
        assert secret not in shown
    assert "port=3000" in shown


def test_the_redaction_is_told_every_secret_that_is_set():
    read = settings.read({**SERVE, "ENCRYPTION_KEYS": KEY, "METRICS_TOKEN": METRICS}, Mode.SERVE)
    assert set(read.secrets()) == {BOT, SECRET, KEY, METRICS}
    assert set(settings.read(MANY, Mode.SERVE).secrets()) == {SECRET, MANY["SLACK_CLIENT_SECRET"]}


def test_a_client_s_secret_does_not_show_and_its_id_may():
    shown = repr(settings.read(MANY, Mode.SERVE))
    assert MANY["SLACK_CLIENT_SECRET"] not in shown
    assert MANY["SLACK_CLIENT_ID"] in shown


def test_settings_reach_a_worker_process_unchanged():
    read = settings.read({**SERVE, "ENCRYPTION_KEYS": KEY}, Mode.SERVE)
    assert pickle.loads(pickle.dumps(read)) == read  # noqa: S301 - what was just pickled


def test_every_setting_has_a_field_and_every_field_a_setting():
    assert [name.lower() for name in settings.NAMES] == [field.name for field in fields(Settings)]


def test_the_slack_cli_s_names_for_the_tokens_are_read_when_ours_are_not_set():
    from_cli = {"SLACK_CLI_XOXB": "xoxb-cli", "SLACK_CLI_XAPP": "xapp-cli"}
    assert settings.read(from_cli, Mode.SOCKET).slack_bot_token == "xoxb-cli"
    assert settings.read({**from_cli, **SOCKET}, Mode.SOCKET).slack_app_token == APP


def test_the_env_file_completes_the_environment_and_does_not_overrule_it(tmp_path):
    (tmp_path / ".env").write_text(
        "PORT=4000\nHOST=192.0.2.1\nSLACK_SIGNING_SECRET='a$b${PATH}c'\nTHREADS=\n"
    )
    code = (
        "from pathlib import Path; from bolt_app import settings;"
        "found = settings.environment(Path.cwd());"
        "print(found['PORT'], found['HOST'], found['SLACK_SIGNING_SECRET'], 'THREADS' in found)"
    )
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PORT": "5000", "HOST": ""}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["5000", "192.0.2.1", "a$b${PATH}c", "False"]


def test_an_env_file_in_another_encoding_is_a_sentence(tmp_path):
    (tmp_path / ".env").write_bytes("OPERATOR_NAME=Café".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"The file .*/\.env is not a text in UTF-8\. Save it as one\.$"):
        settings.environment(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_env_file_of_somebody_else_s_is_a_sentence(tmp_path):
    (tmp_path / ".env").touch(mode=0)
    with pytest.raises(SettingsError, match=r"The file .*/\.env cannot be read: Permission denied\.$"):
        settings.environment(tmp_path)


def test_a_folder_without_an_env_file_is_no_error(tmp_path):
    assert settings.environment(tmp_path)["PATH"] == os.environ["PATH"]


def test_the_sample_lists_exactly_the_settings_in_their_order_with_a_comment_each():
    lines = (ROOT / ".env.sample").read_text(encoding="utf-8").splitlines()
    named = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert named == list(settings.NAMES)
    paragraphs = "\n".join(lines).split("\n\n")[1:]
    assert all(paragraph.startswith("# ") for paragraph in paragraphs)


def test_the_sample_shows_the_defaults_and_no_secret():
    written = (ROOT / ".env.sample").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in written if line and not line.startswith("#"))
    assert settings.read(given, Mode.LOOK) == settings.read({}, Mode.LOOK)


def test_the_sample_says_as_the_report_does_what_needs_a_setting_and_where_it_comes_from():
    text = (ROOT / ".env.sample").read_text(encoding="utf-8")
    above = {name: text.partition(f"\n{name}=")[0].rpartition("\n\n")[2] for name in settings.NAMES}
    compared = set()
    for name, standing in settings.report({}).items():
        needed = re.match(r"not set; needed by ((?:serve|socket|work|, | and )+)\. (.+)", standing)
        if not needed:
            continue
        compared.add(name)
        told = above[name].replace("\n# ", " ")
        for mode in re.findall(r"\w{4,}", needed[1]):
            assert f"`{mode}`" in told, name
        assert needed[2].partition(" → your app → ")[2].partition(",")[0].rstrip(".") in told, name
    assert compared == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}


def test_the_report_says_how_each_setting_stands_without_its_value():
    standing = settings.report({**SERVE, "SLACK_APP_TOKEN": "xoxp-1-wrong", "PORT": "x"})
    assert list(standing) == list(settings.NAMES)
    assert standing["SLACK_BOT_TOKEN"] == "set"
    assert standing["SLACK_APP_TOKEN"].startswith("wrong: SLACK_APP_TOKEN must begin with xapp-")
    assert standing["PORT"].startswith("wrong: PORT must be a whole number")
    assert standing["HOST"] == "not set: 127.0.0.1"
    assert standing["RETENTION_DAYS"] == "not set"
    assert not any(secret in line for line in standing.values() for secret in (BOT, SECRET, "xoxp-1-wrong"))


def test_the_report_says_what_a_missing_setting_is_needed_for():
    standing = settings.report({})
    assert standing["SLACK_BOT_TOKEN"].startswith("not set; needed by serve, socket and work. Copy it from")
    assert standing["SLACK_APP_TOKEN"].startswith("not set; needed by socket. Make one under")
    assert standing["SLACK_SIGNING_SECRET"].startswith("not set; needed by serve. Copy it from")
    assert standing["OPERATOR_NAME"].startswith("not set; needed by serve for many workspaces. Who ")
