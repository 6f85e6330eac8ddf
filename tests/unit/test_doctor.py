"""What the doctor says of good, missing and broken things; storage and Slack are stand-ins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bolt_app import settings, watch_health
from bolt_app.cannot_start import CannotStartError
from bolt_app.doctor import Line, examine
from bolt_app.installation import Installation
from bolt_app.settings import Settings
from bolt_app.watch import Declaration, Failure, FailureKind, Standing

SERVE = {"SLACK_BOT_TOKEN": "xoxb-1-invented", "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5"}
MANY = {
    "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
    "SLACK_CLIENT_ID": "1234.5678",
    "SLACK_CLIENT_SECRET": "c1ient5ecret",
    "APP_BASE_URL": "https://datapolicy.example",
    "OPERATOR_NAME": "Clear Data Ltd",
    "OPERATOR_CONTACT": "privacy@datapolicy.example",
    "OPERATOR_COUNTRY": "Ireland",
}
ACME = Installation("T1", "", is_enterprise_install=False, bot_user_id="U9", bot_id="B9", name="Acme")
STAR = Installation("", "E1", is_enterprise_install=True, bot_user_id="U9", bot_id="B9", name="Starship")


@dataclass(frozen=True)
class Database:
    """Stored data of this version of the app, or of an older one."""

    answers: bool = True

    def ready(self) -> bool:
        return self.answers


def there(_: Settings) -> Database:
    return Database()


def acme(_: Settings) -> Installation:
    return ACME


def known(_: Settings) -> None:
    """Client id and secret without a fault."""


def looked(_: Settings) -> str:
    return "11 of 11 pages looked at"


looks_at = partial(examine, checks_signatures=True)


def by_name(lines: object) -> dict[str, Line]:
    assert hasattr(lines, "__iter__")
    return {line.name: line for line in lines}


def test_when_all_is_well_every_line_says_so():
    lines = by_name(looks_at(SERVE, there, acme, known, looked))
    assert list(lines) == [*settings.NAMES, "can run", "database", "Slack", "watch", "signatures of mails"]
    assert all(line.well for line in lines.values())
    assert lines["SLACK_BOT_TOKEN"].standing == "set"
    assert lines["can run"].standing == "serve"
    assert lines["database"].standing == "answers"
    assert lines["Slack"].standing == "knows the app in the workspace Acme (T1); every scope is granted"


def test_with_all_tokens_both_ways_of_running_are_named():
    lines = by_name(
        looks_at({**SERVE, "SLACK_APP_TOKEN": "xapp-1-invented"}, there, lambda _: STAR, known, looked)
    )
    assert lines["can run"].standing == "serve and socket"
    assert "the organisation Starship (E1)" in lines["Slack"].standing


def test_with_nothing_set_it_says_what_to_do_first_and_does_not_ask_slack():
    def never(_: Settings) -> Installation:
        raise AssertionError("asked without a token")

    lines = by_name(looks_at({}, lambda _: None, never, known, looked))
    assert not lines["can run"].well
    assert "SLACK_BOT_TOKEN is not set. Copy it from" in lines["can run"].standing
    assert lines["database"] == Line("database", "is not there yet; the first start makes it")
    assert lines["Slack"] == Line("Slack", "not asked: there is no bot token", well=False)


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, "socket"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "SLACK_CLIENT_ID": "1.2"},
            "socket. Not serve: SLACK_SIGNING_SECRET is not set. Copy it from ",
        ),
        ({"SLACK_SIGNING_SECRET": "8f74"}, "nothing yet. SLACK_BOT_TOKEN is not set. Copy it from "),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "nothing yet. SLACK_BOT_TOKEN is not set. Copy it from "),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "nothing yet. SLACK_APP_TOKEN is not set. Make one under "),
        ({**MANY, "OPERATOR_NAME": ""}, "nothing yet. OPERATOR_NAME is not set. Who installs the app "),
    ],
    ids=["socket alone", "serve too", "serve", "socket", "neither", "for many"],
)
def test_what_the_way_of_running_still_lacks_that_was_begun_is_named(given: dict[str, str], standing: str):
    line = by_name(looks_at(given, there, acme, known, looked))["can run"]
    assert line.standing.startswith(standing)
    assert line.well == (not standing.startswith("nothing"))
    if standing == "socket":
        assert line.standing == standing


def test_where_workspaces_install_the_app_slack_is_asked_about_the_app_and_about_no_token():
    def never(_: Settings) -> Installation:
        raise AssertionError("asked, though every workspace brings its own token")

    for given in (MANY, {**MANY, "SLACK_BOT_TOKEN": "xoxb-1-of-before"}):
        lines = by_name(looks_at(given, there, never, known, looked))
        assert all(line.well for line in lines.values())
        assert lines["can run"].standing.startswith("serve")
        assert lines["Slack"].standing.startswith("finds no fault with client id and secret; each workspace")
    lines = by_name(looks_at({**MANY, "OPERATOR_NAME": ""}, there, never, known, looked))
    assert not lines["can run"].well


def test_a_client_secret_that_slack_refuses_must_be_put_right_and_is_not_shown():
    def refused(read: Settings) -> None:
        raise CannotStartError(f"Slack does not accept {read.slack_client_secret}.")

    lines = by_name(looks_at(MANY, there, acme, refused, looked))
    assert lines["Slack"] == Line("Slack", "Slack does not accept [redacted].", well=False)


def test_a_database_of_an_older_version_is_no_fault():
    lines = by_name(looks_at(SERVE, lambda _: Database(answers=False), acme, known, looked))
    assert lines["database"] == Line(
        "database", "is of an older version of the app; the next start brings it up to date"
    )


def test_a_wrong_setting_stops_the_look_at_what_depends_on_it():
    lines = by_name(looks_at({**SERVE, "PORT": "x"}, there, acme, known, looked))
    assert not lines["PORT"].well
    assert "must be a whole number" in lines["PORT"].standing
    assert not lines["database"].well
    assert not lines["Slack"].well


def test_what_database_and_slack_refuse_is_said_without_a_secret():
    def gone(_: Settings) -> Database:
        raise CannotStartError("postgresql://user:hunter2@db/x did not answer.")

    def refused(read: Settings) -> Installation:
        raise CannotStartError(f"Slack does not accept {read.slack_bot_token}.")

    lines = by_name(looks_at(SERVE, gone, refused, known, looked))
    assert lines["database"] == Line("database", "postgresql://[redacted]@db/x did not answer.", well=False)
    assert lines["Slack"] == Line("Slack", "Slack does not accept [redacted].", well=False)


def test_no_line_holds_a_secret():
    given = {**SERVE, "DATABASE_URL": "postgresql://u:hunter2@db/x", "ENCRYPTION_KEYS": "wrong-key-hunter2"}
    shown = " ".join(line.standing for line in looks_at(given, there, acme, known, looked))
    for secret in (*SERVE.values(), "hunter2"):
        assert secret not in shown


def test_a_watch_that_is_switched_off_says_so_and_is_not_asked():
    lines = by_name(looks_at({**SERVE, "WATCH": "no"}, there, acme, known, looked))
    assert lines["watch"] == Line("watch", "off, as WATCH says; no page is looked at")
    assert (
        by_name(looks_at(SERVE, there, acme, known, looked))["watch"].standing == "11 of 11 pages looked at"
    )


def test_where_signatures_of_mails_cannot_be_checked_it_says_how_they_could_be():
    lines = by_name(examine(SERVE, there, acme, known, looked, checks_signatures=False))
    assert lines["signatures of mails"].well, "the app runs without"
    assert lines["signatures of mails"].standing == (
        "are not checked: dkimpy is not installed. Add it with: .venv/bin/python -m pip install dkimpy"
    )
    assert (
        by_name(looks_at(SERVE, there, acme, known, looked))["signatures of mails"].standing == "are checked"
    )


PAGES = [
    Declaration(terms, f"https://slack.com/{terms}", ("main",), (), "en", ()) for terms in ("A", "B", "C")
]
NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Standings:
    """How looks ended, by page."""

    kept: Mapping[str, Standing]

    def standing(self, terms: str) -> Standing:
        return self.kept.get(terms, Standing())


def test_the_watch_s_line_says_when_it_looked_when_it_will_and_what_it_cannot_read():
    failed = Standing(NOON, failed_at=NOON + timedelta(hours=12), failure=Failure(FailureKind.BLOCKED, "x"))
    line = watch_health.in_words(
        PAGES, Standings({"A": Standing(NOON), "B": failed}), NOON + timedelta(days=1)
    )
    assert line == (
        "2 of 3 pages looked at, last on 2026-12-04 00:00 UTC; next due 2026-12-04 12:00 UTC; "
        "could not be read: B (blocked)"
    )


def test_where_nobody_looked_the_line_says_so_and_no_more():
    assert watch_health.in_words(PAGES, Standings({}), None) == "no page was looked at yet"
