"""The only reader of the environment: once, into a frozen value; refuses to know what a setting is for."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from dotenv import dotenv_values

from bolt_app import setting_values as values
from bolt_app.cannot_start import CannotStartError


class Mode(StrEnum):
    """What the process is going to do, and so what it needs."""

    SERVE = "serve"
    """Take Slack's requests over HTTP."""
    SERVE_MANY = "serve for many workspaces"
    """The same for every workspace that installs the app; `read` turns SERVE into this."""
    SOCKET = "socket"
    """Take Slack's requests over a WebSocket that the app opens."""
    WORK = "work"
    """Send what is due."""
    RECORD = "record"
    """Read the record; Slack is not asked anything."""
    LOOK = "look"
    """Say how things stand; nothing is required."""


class SettingsError(CannotStartError):
    """One sentence that names the setting and says how to get or mend it; never the value of a secret."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. A value that may be absent is "" (or an empty tuple) when it is.

    Attributes:
        slack_bot_token: `xoxb-…`.
        slack_app_token: `xapp-…`, for Socket Mode.
        slack_signing_secret: for HTTP.
        slack_client_id: with the secret, for `serve` to let workspaces install the app themselves.
        slack_client_secret: of the app, not of a workspace.
        database_url: in SQLAlchemy's form, `sqlite:///…` or `postgresql+psycopg://…`.
        encryption_keys: Fernet keys, newest first; may be empty on SQLite, where storage makes one.
        slack_api_url: ends with a slash.
        host: the address to listen on.
        port: its port.
        threads: how many requests are worked on at once.
        log_level: the name of a level of the standard library's logging.
        worker: whether a process that takes requests starts one that sends reminders.
        watch: whether the process that sends reminders reads Slack's published pages too, twice a day.
        app_base_url: the app's public address without a slash at the end.
        operator_name: who runs this installation.
        operator_contact: a mail address, or an https address of a page.
        operator_country: where.
        retention_days: how long a record is kept after its workspace removed the app; None: until the
            operator deletes it.
        metrics_token: whoever brings it reads /metrics.
    """

    slack_bot_token: str = field(repr=False)
    slack_app_token: str = field(repr=False)
    slack_signing_secret: str = field(repr=False)
    slack_client_id: str
    slack_client_secret: str = field(repr=False)
    database_url: str = field(repr=False)
    encryption_keys: tuple[str, ...] = field(repr=False)
    slack_api_url: str
    host: str
    port: int
    threads: int
    log_level: str
    worker: bool
    watch: bool
    app_base_url: str
    operator_name: str
    operator_contact: str
    operator_country: str
    retention_days: int | None
    metrics_token: str = field(repr=False)

    @property
    def for_many(self) -> bool:
        """Whether `serve` lets workspaces install the app, instead of serving the one of the bot token."""
        return bool(self.slack_client_id and self.slack_client_secret)

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file on this machine."""
        return self.database_url.startswith("sqlite")

    def secrets(self) -> tuple[str, ...]:
        """Every value that must not be seen in a log, for the redaction."""
        alone = (
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_signing_secret,
            self.slack_client_secret,
            self.metrics_token,
        )
        return tuple(secret for secret in (*alone, *self.encryption_keys) if secret)


HOSTED_RETENTION_DAYS = 30
"""How long an operator who serves many workspaces keeps the record of one that left, unless set otherwise."""

_ONE = frozenset({Mode.SERVE, Mode.SOCKET, Mode.WORK})
_MANY = frozenset({Mode.SERVE_MANY})
_ANY_HTTP = frozenset({Mode.SERVE, Mode.SERVE_MANY})
_INSTALLERS = "Who installs the app reads"
_APP_PAGE = "api.slack.com/apps → your app →"


@dataclass(frozen=True, slots=True)
class _Setting:
    """How one setting is read: what needs it, where it comes from, and how its text becomes a value."""

    parse: Callable[[str], object]
    default: str = ""
    needed: frozenset[Mode] = frozenset()
    source: str = ""
    also: str = ""
    """The name under which the Slack CLI hands the same value to the process it starts."""


_SETTINGS: Mapping[str, _Setting] = MappingProxyType(
    {
        "SLACK_BOT_TOKEN": _Setting(
            values.bot_token,
            needed=_ONE,
            source=f"Copy it from {_APP_PAGE} OAuth & Permissions → Bot User OAuth Token.",
            also="SLACK_CLI_XOXB",
        ),
        "SLACK_APP_TOKEN": _Setting(
            values.app_token,
            needed=frozenset({Mode.SOCKET}),
            source=f"Make one under {_APP_PAGE} Basic Information → App-Level Tokens, "
            "with the scope connections:write.",
            also="SLACK_CLI_XAPP",
        ),
        "SLACK_SIGNING_SECRET": _Setting(
            values.signing_secret,
            needed=_ANY_HTTP,
            source=f"Copy it from {_APP_PAGE} Basic Information → App Credentials → Signing Secret.",
        ),
        "SLACK_CLIENT_ID": _Setting(
            values.client_id,
            needed=_MANY,
            source=f"Copy it from {_APP_PAGE} Basic Information → App Credentials → Client ID.",
        ),
        "SLACK_CLIENT_SECRET": _Setting(
            values.client_secret,
            needed=_MANY,
            source=f"Copy it from {_APP_PAGE} Basic Information → App Credentials → Client Secret.",
        ),
        "DATABASE_URL": _Setting(values.database_url, default="sqlite:///datapolicy.sqlite3"),
        "ENCRYPTION_KEYS": _Setting(values.encryption_keys),
        "SLACK_API_URL": _Setting(values.api_url, default="https://slack.com/api/"),
        "HOST": _Setting(values.host, default="127.0.0.1"),
        "PORT": _Setting(values.number(1, 65535), default="3000"),
        "THREADS": _Setting(values.number(1, 512), default="32"),
        "LOG_LEVEL": _Setting(values.log_level, default="INFO"),
        "WORKER": _Setting(values.yes_or_no, default="yes"),
        "WATCH": _Setting(values.yes_or_no, default="yes"),
        "APP_BASE_URL": _Setting(
            values.base_url,
            needed=_MANY,
            source="It is the app's public https address, to which Slack sends people back.",
        ),
        "OPERATOR_NAME": _Setting(values.name, needed=_MANY, source=f"{_INSTALLERS} who runs it."),
        "OPERATOR_CONTACT": _Setting(values.contact, needed=_MANY, source=f"{_INSTALLERS} whom to write to."),
        "OPERATOR_COUNTRY": _Setting(values.name, needed=_MANY, source=f"{_INSTALLERS} where that is."),
        "RETENTION_DAYS": _Setting(values.days),
        "METRICS_TOKEN": _Setting(values.metrics_token),
    }
)
NAMES = tuple(_SETTINGS)
"""Every setting's name in the environment, in the order of .env.sample."""


def environment(directory: Path) -> Mapping[str, str]:
    """The process's environment, completed by the file `.env` of that directory where it says nothing.

    The file's values are taken as they stand: `$` means nothing in them.

    Raises:
        SettingsError: the file cannot be read.
    """
    file = directory / ".env"
    try:
        written = dotenv_values(file, interpolate=False)
    except UnicodeDecodeError:
        raise SettingsError(f"The file {file} is not a text in UTF-8. Save it as one.") from None
    except OSError as error:
        raise SettingsError(f"The file {file} cannot be read: {error.strerror}.") from None
    return {name: value for name, value in written.items() if value} | {
        name: value for name, value in os.environ.items() if value.strip()
    }


def read(environ: Mapping[str, str], mode: Mode) -> Settings:
    """Settings for a mode.

    A client id or client secret makes SERVE a SERVE_MANY, and lets WORK do without a bot token. Over Socket
    Mode they mean nothing: Slack lets no app be installed by others that way.

    Args:
        environ: names and texts, as `environment()` gives them. An empty text counts as not set.
        mode: what must be there for what the process is going to do.

    Raises:
        SettingsError: for the first setting that is missing though the mode needs it, or that is wrong.
    """
    mode = _for_many(environ, mode)
    found = {}
    for name, setting in _SETTINGS.items():
        text = _text(environ, name)
        if not text and mode in setting.needed:
            raise SettingsError(f"{name} is not set. {setting.source}")
        found[name.lower()] = _value(name, text)
    if mode is not Mode.LOOK and not found["encryption_keys"] and "sqlite" not in str(found["database_url"]):
        raise SettingsError(f"ENCRYPTION_KEYS is not set, and PostgreSQL needs it. {values.NEW_KEY}")
    if mode is Mode.SOCKET:
        found["slack_client_id"] = found["slack_client_secret"] = ""
    elif found["retention_days"] is None and found["slack_client_id"] and found["slack_client_secret"]:
        found["retention_days"] = HOSTED_RETENTION_DAYS
    return Settings(**found)  # type: ignore[arg-type] # each parser gives its field's type; tested


def report(environ: Mapping[str, str]) -> Mapping[str, str]:
    """How each setting stands, in words without its value: for `doctor`."""
    return {name: _standing(name, setting, _text(environ, name)) for name, setting in _SETTINGS.items()}


def _for_many(environ: Mapping[str, str], mode: Mode) -> Mode:
    meant = _text(environ, "SLACK_CLIENT_ID") or _text(environ, "SLACK_CLIENT_SECRET")
    if mode is Mode.WORK and meant:
        return Mode.RECORD  # every installation brings its own token
    return Mode.SERVE_MANY if mode is Mode.SERVE and meant else mode


def _standing(name: str, setting: _Setting, text: str) -> str:
    try:
        _value(name, text)
    except SettingsError as wrong:
        return f"wrong: {wrong}"
    if text:
        return "set"
    if setting.default:
        return f"not set: {setting.default}"
    if setting.needed:
        ways = setting.needed - _MANY or setting.needed  # what `serve` needs, it needs for many too
        *others, last = (mode for mode in Mode if mode in ways)
        modes = f"{', '.join(others)} and {last}" if others else last
        return f"not set; needed by {modes}. {setting.source}"
    return "not set"


def _text(environ: Mapping[str, str], name: str) -> str:
    setting = _SETTINGS[name]
    return environ.get(name, "").strip() or (environ.get(setting.also, "").strip() if setting.also else "")


def _value(name: str, text: str) -> object:
    setting = _SETTINGS[name]
    try:
        return setting.parse(text or setting.default)
    except ValueError as wrong:
        raise SettingsError(f"{name} {wrong}") from None
