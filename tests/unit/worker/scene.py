"""A worker, an outbox and a pretended Slack, set up for a test that says what is due and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bolt_app import manifest, startup
from bolt_app.demo.slack import PretendedSlack
from bolt_app.notices.told import Told
from bolt_app.optout.desk import Desk
from bolt_app.optout.model import Action, Statement
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Role, Scope, Viewer
from bolt_app.posting import Access, Posting
from bolt_app.worker import Worker
from bolt_app.working import _seen
from bolt_app.writing import writers
from storage import Storage
from storage.outbox_rows import keep
from storage.outbox_tables import OUTBOX
from tests.record_builders import FIRST_DAY, SENT, shipped, translator

ACME = Scope("T0ACME")


ADA = Viewer(ACME, "U0ADA", Role.OWNER)


DAY = timedelta(days=1)


class Posted(Posting):
    """The way to Slack, on which something may happen just before a message is sent."""

    before_sending: Callable[[], None] = staticmethod(lambda: None)

    def send(self, *args: Any) -> None:
        self.before_sending()
        super().send(*args)


@dataclass
class Scene:
    """Acme, where Ada sent the letter on the first day, and a worker whose clock the test moves."""

    slack: PretendedSlack
    storage: Storage
    now: datetime = FIRST_DAY

    def __post_init__(self) -> None:
        token = self.slack.workspace.bot_token
        found = startup.installation(token, self.slack.api_url, manifest.scopes())
        self.posting = Posted(lambda _: Access(token, found), self.slack.api_url, _seen)
        self.told = Told(self.storage.pages, self.storage.subscriptions)
        self.worker = self.another()
        self.desk = Desk(self.storage.ledger, lambda: self.now)
        self.act(*SENT)
        self.slack.calls.clear()

    def another(self, **parts: Any) -> Worker:
        """One more worker on the same outbox."""
        given: dict[str, Any] = {"outbox": self.storage.outbox, "entries": self.storage.ledger.entries}
        given |= parts
        translators = {"en": translator("en"), "fr": translator("fr")}
        written_by = writers(
            given["entries"],
            self.posting,
            translators,
            known=shipped,
            clock=lambda: self.now,
            told=self.told,
        )
        return Worker(given["outbox"], written_by, self.posting, lambda: self.now)

    def act(self, action: Action, statement: Statement) -> None:
        """Ada records something."""
        self.desk.act(ADA, action, statement, after=self.desk.opt_out(ACME).position)

    def passes(self, by: timedelta) -> None:
        """Time goes on, and the worker does what is due."""
        self.now += by
        self.worker.run_due()

    @property
    def outcomes(self) -> list[str]:
        """How the messages stand, in the order of their keys."""
        with self.storage._database.reading() as connection:
            return list(connection.execute(select(OUTBOX.c.outcome).order_by(OUTBOX.c.key)).scalars())

    @property
    def inbox(self) -> list[str]:
        """What Ada got."""
        return [posted.content["text"] for posted in self.slack.direct_messages.get("U0ADA", [])]

    @property
    def calls(self) -> list[str]:
        """What Slack was asked."""
        return [call.method for call in self.slack.calls]


def put(storage: Storage, outgoing: Outgoing) -> None:
    """Write a message that no entry causes."""
    with storage._database.writing() as connection:
        keep(connection, [outgoing])
