"""Worker and watch put together, run until SIGTERM, started as a child of a web process; sends nothing."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bolt_app import logs, manifest, signals, startup
from bolt_app.i18n import Translator, load_translators
from bolt_app.installation import Installation
from bolt_app.notices.told import Told
from bolt_app.optout.desk import Clock
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Role, Viewer
from bolt_app.posting import PATIENCE, Access, Posting
from bolt_app.register import Register, load
from bolt_app.settings import Settings
from bolt_app.watch.declarations import load as declared
from bolt_app.watch.declarations import refuse_bad_selectors
from bolt_app.watched import Watched
from bolt_app.watching import Watching
from bolt_app.worker import Worker
from bolt_app.writing import writers
from listeners.authorize import installation_in
from listeners.viewer import viewer_of

if TYPE_CHECKING:
    from bolt_app.watch.model import Declaration
    from bolt_app.watch.watcher import Asks
    from storage import Storage

THREADS = 2
"""Connections to the database: one for the worker's loop, and one for the watch."""

_MOMENT = 1.0
"""Seconds a look at a page gets to end by itself when the process stops."""
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
    declarations: "Sequence[Declaration] | None" = None,
) -> Worker:
    """Return a worker for the one installation, or for all that are stored.

    Args:
        settings: the Web API's address, and the bot token of the one installation.
        storage: opened and migrated.
        installation: what Slack said of the bot token at start; None: whoever installed the app.
        clock: the time now, aware UTC; the try-out moves it.
        translators: the languages; read from the catalogues when not given.
        register: what may be said about Slack; the shipped register when not given.
        declarations: of the pages that are watched; the shipped ones when not given.
    """
    access = _access_to_one(settings, installation) if installation else _access_to_many(storage)
    posting = Posting(access, settings.slack_api_url, _seen)
    written_by = writers(
        storage.ledger.entries,
        posting,
        translators or load_translators(),
        known=Watched(register or load(), declarations or declared(), storage.pages, clock).known,
        clock=clock,
        told=Told(storage.pages, storage.subscriptions),
        archive=storage.archive,
    )
    return Worker(storage.outbox, written_by, posting, clock)


def build_watching(
    settings: Settings,
    storage: "Storage",
    clock: Clock,
    *,
    register: Register | None = None,
    declarations: "Sequence[Declaration] | None" = None,
    fetcher: "Callable[[], Asks] | None" = None,
) -> Watching:
    """Return what looks at Slack's pages.

    Args:
        settings: where to find who runs this installation, for the servers that are asked.
        storage: opened and migrated.
        clock: the time now, aware UTC.
        register: what cites the pages; the shipped one when not given.
        declarations: of the pages; the shipped ones when not given.
        fetcher: makes what asks servers, for one turn; the one that asks the public internet when not given.

    Raises:
        DeclarationError: the list of pages is not as it must be.
    """
    # The client, the parser and the converter cost 0.25 s and 8 MB, and no web process has a use for them.
    from bolt_app.watch.fetch import Fetcher, user_agent  # noqa: PLC0415
    from bolt_app.watch.watcher import Watcher  # noqa: PLC0415

    pages, cites = declarations or declared(), register or load()
    refuse_bad_selectors(pages)
    agent = user_agent(settings.app_base_url or settings.operator_contact)
    ask = fetcher or (lambda: Fetcher(agent))  # one for each turn, and so each host's robots.txt once a turn
    return Watching(
        storage.watch_turns, lambda: Watcher(pages, cites, storage.pages, ask(), clock).turn(), clock
    )


def work(settings: Settings, *, while_open: int | None = None) -> None:
    """Send what falls due, and watch Slack's pages, until SIGTERM or SIGINT; the message in hand is finished.

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
        with _watched_beside(build_watching(settings, storage, _now) if settings.watch else None):
            build_worker(settings, storage, found, _now).run(stopping)
    finally:
        storage.close()
    _log.info("The worker stopped")


@contextmanager
def _watched_beside(watching: Watching | None) -> Iterator[None]:
    """Have the pages looked at in a thread of its own while the context lasts: a message waits for no page.

    A look in hand is given up after a moment: nothing of it is recorded, and its turn ends with its lease.
    """
    if watching is None:
        yield
        return
    stopping = threading.Event()
    thread = threading.Thread(target=watching.run, args=(stopping.wait,), name="watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(_MOMENT)


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
