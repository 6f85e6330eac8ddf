"""The try-out: the real app in front of a pretended Slack, on this machine, with a clock that can be moved.

Real signed HTTP, a real database, the real rules; only the address of Slack's Web API and the clock differ.
"""

import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bolt_app import manifest, ports, startup
from bolt_app.app import build_web
from bolt_app.cannot_start import CannotStartError
from bolt_app.demo.clock import MovableClock
from bolt_app.demo.delivery import HttpDelivery
from bolt_app.demo.local_server import LOOPBACK, LocalServer
from bolt_app.demo.page import build_page
from bolt_app.demo.played_page import BLOCKED, PlayedPage, as_quoted, rearranged, reworded
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.stage import Stage, quoted
from bolt_app.demo.workspace import Workspace
from bolt_app.evidence.signature import LookUp, LookUpFailed
from bolt_app.i18n import Translator, load_translators, mark
from bolt_app.register.loader import load
from bolt_app.register.model import Register
from bolt_app.settings import Mode, Settings, read
from bolt_app.working import build_watching, build_worker
from storage import Storage, open_storage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from slack_bolt import App

    from bolt_app.watching import Watching
    from bolt_app.worker import Worker


def nobody_answers(_: str) -> str | None:
    """Be a name server that cannot be reached: nothing leaves this machine."""
    raise LookUpFailed


class Wired:
    """The app and a pretended Slack, connected over signed HTTP while the context lasts.

    Args:
        workspace: which pretended Slack.
        database_url: where the record is kept; migrated at start.
        clock: the app's time now, aware UTC.
        slack_now: the pretended Slack's time, in seconds since 1970; its limits go by it.
        encryption_keys: needed on PostgreSQL.
        register: what the app may say about Slack; the shipped register when not given.
        translators: the languages; read from the catalogues when not given.
        monotonic: the clock of the app's deadlines, in seconds.
        many: the app is not installed yet; people install it from its pages.
        look_up: asks the DNS about a mail's signature; here nobody is asked, and nobody answers.
        base_url: the address of its pages, the one it is served at when not given; "": it has none.
        played: answers in the place of Slack's principles page; no page is looked at when not given.
        metrics_token: whoever brings it reads /metrics; "": there is no such page.
    """

    def __init__(
        self,
        workspace: Workspace,
        database_url: str,
        clock: Callable[[], datetime],
        *,
        slack_now: Callable[[], float],
        encryption_keys: Sequence[str] = (),
        register: Register | None = None,
        translators: Mapping[str, Translator] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        many: bool = False,
        look_up: LookUp = nobody_answers,
        base_url: str | None = None,
        played: PlayedPage | None = None,
        metrics_token: str = "",
    ) -> None:
        self._metrics_token = metrics_token
        self.slack = PretendedSlack(workspace, slack_now, installed=not many)
        self._many = many
        self._workspace = workspace
        self._database_url = database_url
        self._keys = encryption_keys
        self._clock = clock
        self._register = register
        self._translators = translators
        self._monotonic = monotonic
        self._look_up = look_up
        self._base_url = base_url
        self._played = played
        self._stack = ExitStack()
        self.settings: Settings
        self.storage: Storage
        self.app: App
        self.worker: Worker
        self.watching: Watching | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self._stack.enter_context(self.slack)
        later: list[WSGIApplication] = []

        def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
            return later[0](environ, start_response)

        # Its pages name the app's own address, so that is known before the app is made.
        self.url = self._stack.enter_context(LocalServer(application)).url
        self.settings = read(self._environ(), Mode.SERVE)
        self.storage = open_storage(self.settings.database_url, self.settings.encryption_keys)
        self._stack.callback(self.storage.close)
        self.storage.migrate()
        stage = self._stack.enter_context(Stage(self._played)) if self._played else None
        token, api_url = self.settings.slack_bot_token, self.settings.slack_api_url
        found = None if self._many else startup.installation(token, api_url, manifest.scopes())
        self.app, served = build_web(
            self.settings,
            self.storage,
            found,
            self._clock,
            register=self._register,
            declarations=stage.declarations if stage else None,
            translators=self._translators,
            monotonic=self._monotonic,
            look_up=self._look_up,
        )
        self.worker = build_worker(
            self.settings,
            self.storage,
            found,
            self._clock,
            translators=self._translators,
            register=self._register,
            declarations=stage.declarations if stage else None,
        )
        if stage:
            self.watching = build_watching(
                self.settings,
                self.storage,
                self._clock,
                register=self._register,
                declarations=stage.asked,
                fetcher=stage.fetcher,
            )
        later.append(served)
        self.slack.oauth.redirect_urls = (self.url + manifest.REDIRECT_PATH,)
        self.slack.connect(HttpDelivery(self.url + manifest.REQUEST_PATH, self._workspace.signing_secret))
        self.slack.calls.clear()
        return self

    def lives(self) -> None:
        """Do what falls due by now, as a worker would: look at the page, send what waits."""
        if self.watching:
            self.watching.turn()
        self.worker.run_due()

    def _environ(self) -> dict[str, str]:
        workspace = self._workspace
        credentials = {
            "SLACK_CLIENT_ID": workspace.client_id,
            "SLACK_CLIENT_SECRET": workspace.client_secret,
            "OPERATOR_NAME": "The try-out",
            "OPERATOR_CONTACT": "tryout@datapolicy.example",
            "OPERATOR_COUNTRY": "this machine",
        }
        tokens = {"SLACK_BOT_TOKEN": workspace.bot_token, "SLACK_APP_TOKEN": workspace.app_token}
        return {
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self._database_url,
            "ENCRYPTION_KEYS": ",".join(self._keys),
            "APP_BASE_URL": self.url if self._base_url is None else self._base_url,
            "METRICS_TOKEN": self._metrics_token,
            **(credentials if self._many else tokens),
        }

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


def played(register: Register) -> tuple[PlayedPage, Mapping[str, Callable[[], None]]]:
    """Return a page that plays Slack's, and what may happen to it, by the English words of its button."""
    claims = quoted(register)
    as_it_is = as_quoted(register, claims)
    slack_page = PlayedPage(as_it_is)
    return slack_page, {
        mark("Slack rewords it"): lambda: slack_page.plays(reworded(register, claims)),
        mark("Only its looks change"): lambda: slack_page.plays(rearranged(register, claims)),
        mark("It cannot be read"): lambda: slack_page.plays(BLOCKED),
        mark("As it was"): lambda: slack_page.plays(as_it_is),
    }


def run(port: int, workspace: Workspace, *, open_browser: bool) -> None:
    """Run the try-out until it is interrupted; its database lives in a temporary folder and goes with it.

    Args:
        port: of the page, on 127.0.0.1; 0 takes a free one.
        workspace: the pretended one.
        open_browser: whether to open one, where there is one.

    Raises:
        CannotStartError: somebody else listens at the port.
    """
    if why := ports.refused(LOOPBACK, port):
        raise CannotStartError(
            f"{LOOPBACK}:{port} cannot be listened at ({why}). "
            'A free port is taken by: make demo ARGS="--port 0"'
        )
    clock, register, translators = MovableClock(), load(), load_translators()
    slack_page, plays = played(register)
    with tempfile.TemporaryDirectory(prefix="datapolicy-tryout-") as folder:
        database = f"sqlite:///{Path(folder) / 'tryout.sqlite3'}"
        with (
            Wired(
                workspace,
                database,
                clock.now,
                slack_now=clock.timestamp,
                register=register,
                translators=translators,
                played=slack_page,
            ) as wired,
            LocalServer(build_page(wired.slack, clock, translators, wired.lives, plays), port) as page,
        ):
            wired.lives()
            print(f"The try-out is at {page.url} (stop it with Ctrl-C).", flush=True)  # noqa: T201
            if open_browser:
                webbrowser.open(page.url)
            _wait_for_interrupt()


def _wait_for_interrupt() -> None:
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("Stopped; nothing of it was kept.")  # noqa: T201
