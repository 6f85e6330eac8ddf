"""What `doctor` says: settings, database, Slack, a line each, no secret; asks, mends nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from bolt_app import settings
from bolt_app.cannot_start import CannotStartError
from bolt_app.installation import Installation
from bolt_app.logs import redact
from bolt_app.settings import Mode, Settings


class Kept(Protocol):
    """The stored data, as far as a doctor looks."""

    def ready(self) -> bool:
        """Whether the database answers and has been migrated."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at.

    Attributes:
        name: what it is.
        standing: how it stands, in words.
        well: False when something must be changed before the app can run.
    """

    name: str
    standing: str
    well: bool = True


def examine(
    environ: Mapping[str, str],
    open_storage: Callable[[Settings], Kept],
    ask_slack: Callable[[Settings], Installation],
    ask_watch: Callable[[Settings], str],
) -> Iterator[Line]:
    """Look at everything and change nothing.

    Args:
        environ: the settings' names and texts.
        open_storage: opens the stored data without changing it; may raise CannotStartError.
        ask_slack: asks whose the bot token is; may raise CannotStartError.
        ask_watch: says how the watch of Slack's pages stands; may raise CannotStartError.
    """
    standings = settings.report(environ)
    for name, standing in standings.items():
        yield Line(name, standing, well=not standing.startswith("wrong"))
    if any(standing.startswith("wrong") for standing in standings.values()):
        yield Line("database", "not looked at while a setting is wrong", well=False)
        yield Line("Slack", "not asked while a setting is wrong", well=False)
        return
    yield Line(*_modes(environ))
    read = settings.read(environ, Mode.LOOK)
    yield _asked("database", lambda: _database(open_storage(read)), read)
    if read.slack_bot_token and not read.for_many:
        yield _asked("Slack", lambda: _slack(ask_slack(read)), read)
    elif read.for_many:
        yield Line("Slack", "not asked: each workspace brings its token when it installs the app")
    else:
        yield Line("Slack", "not asked: there is no bot token", well=False)
    if read.watch:
        yield _asked("watch", lambda: ask_watch(read), read)
    else:
        yield Line("watch", "off, as WATCH says; no page is looked at")


def _modes(environ: Mapping[str, str]) -> tuple[str, str, bool]:
    able = [mode.value for mode in (Mode.SERVE, Mode.SOCKET) if _refusal(environ, mode) is None]
    if able:
        return "can run", " and ".join(able), True
    return "can run", f"nothing yet. {_refusal(environ, Mode.SOCKET)}", False


def _refusal(environ: Mapping[str, str], mode: Mode) -> str | None:
    try:
        settings.read(environ, mode)
    except settings.SettingsError as refused:
        return str(refused)
    return None


def _asked(name: str, answer: Callable[[], str], read: Settings) -> Line:
    try:
        return Line(name, redact(answer(), read.secrets()))
    except CannotStartError as cannot:
        return Line(name, redact(str(cannot), read.secrets()), well=False)


def _database(kept: Kept) -> str:
    return "answers" if kept.ready() else "is not there yet; the first start makes it"


def _slack(found: Installation) -> str:
    whole = "the organisation" if found.is_enterprise_install else "the workspace"
    return f"knows the app in {whole} {found.name} ({found.scope}); every scope is granted"
