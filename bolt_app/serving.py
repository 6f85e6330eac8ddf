"""Runs the app: granian for HTTP, the SDK's client for Socket Mode; knows no route, no listener, no table."""

import logging
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from bolt_app import logs, manifest, ports, signals, startup, working
from bolt_app.cannot_start import CannotStartError
from bolt_app.installation import Installation
from bolt_app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.types import WSGIApplication

    from slack_bolt import App
    from slack_bolt.adapter.socket_mode import SocketModeHandler

    from bolt_app.optout.desk import Clock
    from storage import Storage

    BuildApp = Callable[[Settings, Storage, Installation | None, Clock], App]

_LAST_RESORT = 10
"""Seconds after SIGTERM. Requests in hand take 2.5 at most; a half-sent body holds the worker for longer."""

_log = logging.getLogger(__name__)


def build_target(settings: Settings, found: Installation | None) -> "WSGIApplication":
    """What a worker runs. Made in the worker: neither connections nor locks survive a fork."""
    from bolt_app.app import build_web

    logs.set_up(settings.log_level, settings.secrets())
    storage = _open(settings)
    return build_web(settings, storage, found, _now)[1]


def serve(
    settings: Settings, target: "Callable[[Settings, Installation | None], WSGIApplication]" = build_target
) -> None:
    """Take Slack's requests over HTTP until SIGTERM or SIGINT; requests in hand are finished.

    What can go wrong is tried in this process, before the worker starts: the token, the migrations, the port.

    Args:
        settings: read for this mode; with a client id and secret workspaces install the app themselves.
        target: called in the worker, once; gives what it runs.

    Raises:
        CannotStartError: the database, the token or the port is not as it must be.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    found = _prepare(settings)
    _hold_port(settings.host, settings.port)
    server = Server(
        "bolt_app.serving",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,  # one process writes to SQLite; threads do the waiting for Slack
        blocking_threads=settings.threads,
        workers_kill_timeout=_LAST_RESORT,
        log_level=LogLevels.warning,
        log_dictconfig={"loggers": {"_granian": {"propagate": True}}},  # to our handler, which redacts
    )
    _log.info("Taking requests at http://%s:%s", settings.host, settings.port)
    with working.child(settings):
        server.serve(target_loader=partial(_in_worker, target, settings, found), wrap_loader=False)
    _log.info("Stopped")


def run_socket(settings: Settings, build: "BuildApp | None" = None) -> None:
    """Take Slack's requests over a WebSocket until SIGTERM or SIGINT; requests in hand are answered.

    Args:
        settings: read for this mode.
        build: gives the app; the project's own when not given.

    Raises:
        CannotStartError: the database, a token or the connection is not as it must be.
    """
    from slack_bolt.adapter.socket_mode import SocketModeHandler
    from slack_sdk import WebClient

    found = _prepare(settings)
    first = startup.socket_url(settings.slack_app_token, settings.slack_api_url)
    storage = _open(settings)
    handler = SocketModeHandler(
        (build or _build)(settings, storage, found, _now),
        settings.slack_app_token,
        web_client=WebClient(base_url=settings.slack_api_url),  # the default one asks slack.com
        concurrency=settings.threads,
    )
    try:
        handler.client.wss_uri = first
        handler.client.connect()
        if handler.client.is_connected():
            _log.info("Taking requests over Socket Mode")
        else:
            _log.warning("Not connected yet; the connection is tried again every ten seconds")
        with working.child(settings):
            signals.wait()
            _log.info("Stopping")
    finally:
        _close(handler)
        storage.close()
    _log.info("Stopped")


def _in_worker(
    target: "Callable[[Settings, Installation | None], WSGIApplication]",
    settings: Settings,
    found: Installation | None,
) -> "WSGIApplication":
    signals.end_at_once()
    signals.pass_on_to_main_thread()  # not in the parent: a process with threads should not fork
    return target(settings, found)


def _prepare(settings: Settings) -> Installation | None:
    """What Slack says of the bot token; None where every workspace brings its own."""
    logs.set_up(settings.log_level, settings.secrets())
    found = None
    if not settings.for_many:
        found = startup.installation(settings.slack_bot_token, settings.slack_api_url, manifest.scopes())
    storage = _open(settings)
    storage.migrate()
    if found:  # a working token: what was heard of a removal is over; Slack sends no event for the return
        storage.departures.returned(found.scope.id, _now())
    storage.close()
    return found


def _open(settings: Settings) -> "Storage":
    from storage import open_storage

    return open_storage(settings.database_url, settings.encryption_keys, threads=settings.threads)


def _build(settings: Settings, storage: "Storage", found: Installation | None, clock: "Clock") -> "App":
    from bolt_app.app import build_app

    return build_app(settings, storage, found, clock)


def _now() -> datetime:
    return datetime.now(UTC)


def _hold_port(host: str, port: int) -> None:
    """Say in a sentence what granian would say in a traceback."""
    if why := ports.refused(host, port):
        raise CannotStartError(
            f"{host}:{port} cannot be listened at ({why}). The settings HOST and PORT name it."
        )


def _close(handler: "SocketModeHandler") -> None:
    """Take no new request, answer those in hand while the connection is still open, then close it."""
    client = handler.client
    client.closed = True
    client.auto_reconnect_enabled = False
    client.message_processor.shutdown()  # type: ignore[no-untyped-call]
    client.message_workers.shutdown(wait=True)
    client.close()
