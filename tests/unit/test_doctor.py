"""What the doctor says of good, missing and broken things; storage and Slack are stand-ins."""

from dataclasses import dataclass

from bolt_app import settings
from bolt_app.cannot_start import CannotStartError
from bolt_app.doctor import Line, examine
from bolt_app.installation import Installation
from bolt_app.settings import Settings

SERVE = {"SLACK_BOT_TOKEN": "xoxb-1-invented", "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5"}
ACME = Installation("T1", "", is_enterprise_install=False, bot_user_id="U9", bot_id="B9", name="Acme")
STAR = Installation("", "E1", is_enterprise_install=True, bot_user_id="U9", bot_id="B9", name="Starship")


@dataclass(frozen=True)
class Database:
    """Stored data that answers, or was never made."""

    answers: bool = True

    def ready(self) -> bool:
        return self.answers


def there(_: Settings) -> Database:
    return Database()


def acme(_: Settings) -> Installation:
    return ACME


def by_name(lines: object) -> dict[str, Line]:
    assert hasattr(lines, "__iter__")
    return {line.name: line for line in lines}


def test_when_all_is_well_every_line_says_so():
    lines = by_name(examine(SERVE, there, acme))
    assert list(lines) == [*settings.NAMES, "can run", "database", "Slack"]
    assert all(line.well for line in lines.values())
    assert lines["SLACK_BOT_TOKEN"].standing == "set"
    assert lines["can run"].standing == "serve"
    assert lines["database"].standing == "answers"
    assert lines["Slack"].standing == "knows the app in the workspace Acme (T1); every scope is granted"


def test_with_all_tokens_both_ways_of_running_are_named():
    lines = by_name(examine({**SERVE, "SLACK_APP_TOKEN": "xapp-1-invented"}, there, lambda _: STAR))
    assert lines["can run"].standing == "serve and socket"
    assert "the organisation Starship (E1)" in lines["Slack"].standing


def test_with_nothing_set_it_says_what_to_do_first_and_does_not_ask_slack():
    def never(_: Settings) -> Installation:
        raise AssertionError("asked without a token")

    lines = by_name(examine({}, lambda _: Database(answers=False), never))
    assert not lines["can run"].well
    assert "SLACK_BOT_TOKEN is not set. Copy it from" in lines["can run"].standing
    assert lines["database"] == Line("database", "is not there yet; the first start makes it")
    assert lines["Slack"] == Line("Slack", "not asked: there is no bot token", well=False)


def test_where_workspaces_install_the_app_no_token_is_missed_and_slack_is_not_asked():
    def never(_: Settings) -> Installation:
        raise AssertionError("asked, though every workspace brings its own token")

    many = {
        "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
        "SLACK_CLIENT_ID": "1234.5678",
        "SLACK_CLIENT_SECRET": "c1ient5ecret",
        "APP_BASE_URL": "https://datapolicy.example",
        "OPERATOR_NAME": "Clear Data Ltd",
        "OPERATOR_CONTACT": "privacy@datapolicy.example",
        "OPERATOR_COUNTRY": "Ireland",
    }
    for given in (many, {**many, "SLACK_BOT_TOKEN": "xoxb-1-of-before"}):
        lines = by_name(examine(given, there, never))
        assert all(line.well for line in lines.values())
        assert lines["can run"].standing.startswith("serve")
        assert lines["Slack"].standing.startswith("not asked: each workspace brings its token")
    lines = by_name(examine({**many, "OPERATOR_NAME": ""}, there, never))
    assert not lines["can run"].well


def test_a_wrong_setting_stops_the_look_at_what_depends_on_it():
    lines = by_name(examine({**SERVE, "PORT": "x"}, there, acme))
    assert not lines["PORT"].well
    assert "must be a whole number" in lines["PORT"].standing
    assert not lines["database"].well
    assert not lines["Slack"].well


def test_what_database_and_slack_refuse_is_said_without_a_secret():
    def gone(_: Settings) -> Database:
        raise CannotStartError("postgresql://user:hunter2@db/x did not answer.")

    def refused(read: Settings) -> Installation:
        raise CannotStartError(f"Slack does not accept {read.slack_bot_token}.")

    lines = by_name(examine(SERVE, gone, refused))
    assert lines["database"] == Line("database", "postgresql://[redacted]@db/x did not answer.", well=False)
    assert lines["Slack"] == Line("Slack", "Slack does not accept [redacted].", well=False)


def test_no_line_holds_a_secret():
    given = {**SERVE, "DATABASE_URL": "postgresql://u:hunter2@db/x", "ENCRYPTION_KEYS": "wrong-key-hunter2"}
    shown = " ".join(line.standing for line in examine(given, there, acme))
    for secret in (*SERVE.values(), "hunter2"):
        assert secret not in shown
