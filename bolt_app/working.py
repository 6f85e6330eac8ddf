"""The worker put together, run until SIGTERM, started as a child of a web process; sends nothing itself."""

import logging
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bolt_app import logs, manifest, signals, startup
from bolt_app.i18n import Translator, load_translators
from bolt_app.installation import Installation
from bolt_app.optout.desk import Clock
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Role, Viewer
from bolt_app.posting import PATIENCE, Access, Posting
from bolt_app.register import Register, load
from bolt_app.settings import Settings
from bolt_app.worker import Worker
from bolt_app.writing import writers
from listeners.authorize import installation_in
from listeners.viewer import viewer_of

if TYPE_CHECKING:
    from storage import Storage

THREADS = 2
"""Connections to the database: one for the worker's loop, and one to spare."""

_LAST_RESORT = 2 * PATIENCE
"""Seconds a child gets to finish the message in hand."""

_log = logging.getLogger(__name__)


def build_worker(
    settings: Settings,
    storage: "Storage",
    installation: Installation | None,
    clock: Clock,
    *,
    translators: Mapping[str, Translator] | None = None,
    register: Register | None = None,
) -> Worker:
    """Return a worker for the one installation, or for all that are stored.

    Args:
        settings: the Web API's address, and the bot token of the one installation.
        storage: opened and migrated.
        installation: what Slack said of the bot token at start; None: whoever installed the app.
        clock: the time now, aware UTC; the try-out moves it.
        translators: the languages; read from the catalogues when not given.
        register: what may be said about Slack; the shipped register when not given.
    """
    access = _access_to_one(settings, installation) if installation else _access_to_many(storage)
    posting = Posting(access, settings.slack_api_url, _seen)
    written_by = writers(
        storage.ledger.entries, posting, translators or load_translators(), register or load(), clock
    )
    return Worker(storage.outbox, written_by, posting, clock)


def work(settings: Settings, *, while_open: int | None = None) -> None:
    """Send what falls due until SIGTERM or SIGINT; the message in hand is finished.

    Args:
        settings: read for this mode.
        while_open: a file descriptor whose end, when the process at the other side is gone, ends this one.

    Raises:
        CannotStartError: the database or the token is not as it must be.
    """
    from storage import open_storage  # noqa: PLC0415 - the process that starts this as a child has no use for it

    stopping = signals.within(while_open)
    logs.set_up(settings.log_level, settings.secrets())
    found = None
    if not settings.for_many:
        found = startup.installation(settings.slack_bot_token, settings.slack_api_url, manifest.scopes())
    storage = open_storage(settings.database_url, settings.encryption_keys, threads=THREADS)
    storage.migrate()
    try:
        _log.info("Sending what is due")
        build_worker(settings, storage, found, _now).run(stopping)
    finally:
        storage.close()
    _log.info("The worker stopped")


@contextmanager
def child(settings: Settings) -> Iterator[None]:
    """Have a worker in a process of its own while the context lasts, unless the settings say not to.

    A granian worker runs no exit hooks, and forks do not keep threads: so it is neither of these. It ends
    when this process is killed.
    """
    if not settings.worker:
        yield
        return
    command = [sys.executable, "-m", "bolt_app", "work", "--while-parent-lives"]
    if not settings.for_many:
        command.append("--single")
    with subprocess.Popen(command, stdin=subprocess.PIPE) as started:  # noqa: S603 - this program, again
        try:
            yield
        finally:
            started.terminate()
            try:
                started.wait(_LAST_RESORT)
            except subprocess.TimeoutExpired:
                started.kill()


def _access_to_one(settings: Settings, installation: Installation) -> Callable[[Outgoing], Access | None]:
    def access(outgoing: Outgoing) -> Access | None:
        ours = installation.is_enterprise_install or outgoing.scope == installation.scope
        return Access(settings.slack_bot_token, installation) if ours else None

    return access


def _access_to_many(storage: "Storage") -> Callable[[Outgoing], Access | None]:
    def access(outgoing: Outgoing) -> Access | None:
        whole, enterprise = outgoing.scope.is_organisation, str(outgoing.payload.get("enterprise") or "")
        bot = storage.installations.find_bot(
            enterprise_id=outgoing.scope.id if whole else enterprise or None,
            team_id=None if whole else outgoing.scope.id,
            is_enterprise_install=whole,
        )
        return Access(bot.bot_token, installation_in(bot)) if bot else None

    return access


def _seen(told: Mapping[str, Any], outgoing: Outgoing, installation: Installation) -> Viewer:
    """The recipient as one of the record the message is about; an outsider where they are none."""
    inside = "" if outgoing.scope == installation.scope else outgoing.scope.id
    viewer = viewer_of(told, outgoing.recipient, installation, inside)
    if not inside:
        return viewer
    return viewer.workspace or replace(viewer, role=Role.OUTSIDER)


def _now() -> datetime:
    return datetime.now(UTC)
