"""What `doctor` says: settings, database, Slack, a line each, no secret; asks, mends nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from bolt_app import settings
from bolt_app.cannot_start import CannotStartError
from bolt_app.installation import Installation
from bolt_app.logs import redact
from bolt_app.settings import Mode, Settings

_MEANT_BY = {
    Mode.SERVE: ("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"),
    Mode.SOCKET: ("SLACK_APP_TOKEN",),
}
"""The settings that only one way of running reads: who set one is told what that way still lacks."""

_NO_SIGNATURES = (
    "are not checked: dkimpy is not installed. Add it with: .venv/bin/python -m pip install dkimpy"
)


class Kept(Protocol):
    """The stored data, as far as a doctor looks."""

    def ready(self) -> bool:
        """Whether it has been migrated to this version of the app."""
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
    existing: Callable[[Settings], Kept | None],
    ask_slack: Callable[[Settings], Installation],
    ask_of_client: Callable[[Settings], None],
    ask_watch: Callable[[Settings], str],
    *,
    checks_signatures: bool,
) -> Iterator[Line]:
    """Look at everything and change nothing.

    Args:
        environ: the settings' names and texts.
        existing: opens the stored data; None: the app has made none yet. May raise CannotStartError.
        ask_slack: asks whose the bot token is; may raise CannotStartError.
        ask_of_client: asks about client id and secret; raises CannotStartError when there is a fault.
        ask_watch: says how the watch of Slack's pages stands; may raise CannotStartError.
        checks_signatures: whether the part that checks the signatures of mails is installed.
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
    yield _asked("database", lambda: _database(existing(read)), read)
    if read.slack_bot_token and not read.for_many:
        yield _asked("Slack", lambda: _slack(ask_slack(read)), read)
    elif read.for_many:
        yield _asked("Slack", lambda: _client(ask_of_client, read), read)
    else:
        yield Line("Slack", "not asked: there is no bot token", well=False)
    if read.watch:
        yield _asked("watch", lambda: ask_watch(read), read)
    else:
        yield Line("watch", "off, as WATCH says; no page is looked at")
    yield Line("signatures of mails", "are checked" if checks_signatures else _NO_SIGNATURES)


def _modes(environ: Mapping[str, str]) -> tuple[str, str, bool]:
    refusals = {mode: _refusal(environ, mode) for mode in _MEANT_BY}
    able = " and ".join(mode for mode, why in refusals.items() if why is None)
    meant = [
        mode
        for mode, names in _MEANT_BY.items()
        if refusals[mode] and any(environ.get(name, "").strip() for name in names)
    ]
    if not able:
        return "can run", f"nothing yet. {refusals[meant[0] if meant else Mode.SOCKET]}", False
    return "can run", ". ".join([able, *(f"Not {mode}: {refusals[mode]}" for mode in meant)]), True


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


def _database(kept: Kept | None) -> str:
    if kept is None:
        return "is not there yet; the first start makes it"
    if not kept.ready():
        return "is of an older version of the app; the next start brings it up to date"
    return "answers"


def _slack(found: Installation) -> str:
    whole = "the organisation" if found.is_enterprise_install else "the workspace"
    return f"knows the app in {whole} {found.name} ({found.scope}); every scope is granted"


def _client(ask: Callable[[Settings], None], read: Settings) -> str:
    ask(read)
    return "finds no fault with client id and secret; each workspace that installs the app brings its token"
