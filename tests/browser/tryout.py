"""The wired try-out with a clock that stands until the page moves it; knows no browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bolt_app.demo.clock import MovableClock
from bolt_app.demo.local_server import LocalServer
from bolt_app.demo.page import build_page
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import played
from bolt_app.demo.workspace import Workspace, acme
from bolt_app.i18n import load_translators
from bolt_app.register import load
from storage import Storage
from tests.patience import patiently

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""The day the register's texts were collected; a Saturday."""


@dataclass(frozen=True, slots=True)
class TryOut:
    """A running try-out: where its page is, the Slack behind it, its clock, and what it wrote down."""

    url: str
    slack: PretendedSlack
    clock: MovableClock
    storage: Storage


@contextmanager
def tried_out(
    folder: Path, workspace: Workspace | None = None, *, watching: bool = False
) -> Iterator[TryOut]:
    """Run the try-out on a new record kept in the folder, at noon of a known day.

    Args:
        folder: where the database is made.
        workspace: the pretended one; Acme when not given.
        watching: whether an invented page plays Slack's, and the app looks at it.
    """
    clock = MovableClock(lambda: NOON)
    slack_page, plays = played(load()) if watching else (None, {})
    database = f"sqlite:///{folder / 'record.sqlite3'}"
    with (
        patiently(
            workspace or acme(), database, clock.now, slack_now=clock.timestamp, played=slack_page
        ) as wired,
        LocalServer(build_page(wired.slack, clock, load_translators(), wired.lives, plays)) as page,
    ):
        yield TryOut(page.url, wired.slack, clock, wired.storage)
