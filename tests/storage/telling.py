"""A change told to many people by workers that die at random, on a clock that the simulation moves; counts.

Storage, worker and texts are the app's own. Only Slack is played: whom it knows, when it asks for a pause,
and at which moment the process that talks to it dies.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from bolt_app.installation import Installation
from bolt_app.notices.told import Told
from bolt_app.optout.outgoing import Claimed, Outcome, Outgoing
from bolt_app.people import Role, Scope, Viewer
from bolt_app.posting import Addressee, Later, Posting
from bolt_app.worker import LEASE, Worker
from bolt_app.writing import writers
from storage import Storage
from storage.outbox_tables import OUTBOX, SUBSCRIPTIONS
from tests.policy_changes import changed, look
from tests.record_builders import shipped, translator

BEGAN = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
TURN = timedelta(milliseconds=20)
"""How long the simulated clock says that a turn takes."""
PAUSE = timedelta(seconds=30)
SCOPES = (Scope("T0ACME"), Scope("T0GLOBEX"))


class Killed(BaseException):
    """The process ends here: nothing of what it had still to do is done."""


@dataclass
class Tally:
    """How it went.

    Attributes:
        outcomes: outcome to how many messages.
        delivered: (recipient, change) to how many times Slack took the message.
        killed: how many workers died, by moment.
        paused: how many times Slack asked for a pause.
        closest: the shortest time between two messages to one recipient.
        during_pauses: messages sent to a workspace while its pause lasted.
        unknown: (recipient, change) that are recorded as unknown.
        sent: the same, as sent.
        took: simulated.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    delivered: Counter[tuple[str, str]] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    paused: int = 0
    closest: timedelta = timedelta.max
    during_pauses: int = 0
    unknown: set[tuple[str, str]] = field(default_factory=set)
    sent: set[tuple[str, str]] = field(default_factory=set)
    took: timedelta = timedelta()


class PlayedSlack(Posting):
    """Takes messages, asks for pauses, and kills who talks to it, as often as the dice say."""

    def __init__(self, tally: Tally, dice: random.Random, now: Callable[[], datetime], deadly: float) -> None:
        self._tally = tally
        self._dice = dice
        self._now = now
        self.deadly = deadly
        self._last: dict[str, datetime] = {}
        self._paused: dict[Scope, datetime] = {}

    def installation(self, outgoing: Outgoing) -> Installation:
        return Installation(outgoing.scope.id, "", is_enterprise_install=False, bot_user_id="U0", bot_id="B0")

    def ask(self, outgoing: Outgoing) -> Addressee | None:
        self._may_die("asked")
        return Addressee(Viewer(outgoing.scope, outgoing.recipient, Role.MEMBER, "en-GB"), outgoing.scope.id)

    def send(self, outgoing: Outgoing, team: str, message: Mapping[str, Any]) -> None:
        assert team
        assert message["blocks"]
        now, scope = self._now(), outgoing.scope
        self._tally.during_pauses += now < self._paused.get(scope, BEGAN)
        self._may_die("before")
        if self._dice.random() < self.deadly / 4:
            self._paused[scope] = now + PAUSE
            self._tally.paused += 1
            raise Later("Slack asks for a pause", PAUSE, for_all=True)
        if last := self._last.get(outgoing.recipient):
            self._tally.closest = min(self._tally.closest, now - last)
        self._last[outgoing.recipient] = now
        self._tally.delivered[outgoing.recipient, str(outgoing.payload["change"])] += 1
        self._may_die("after")

    def _may_die(self, moment: str) -> None:
        if self._dice.random() < self.deadly / 3:
            self._tally.killed[moment] += 1
            raise Killed


class Dying:
    """The outbox, in a process that may die before it notes how a message ended."""

    def __init__(self, storage: Storage, slack: PlayedSlack) -> None:
        self._outbox = storage.outbox
        self._slack = slack

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outbox, name)

    def finish(self, claimed: Claimed, outcome: Outcome, now: datetime, why: str = "") -> None:
        self._slack._may_die("answered")
        self._outbox.finish(claimed, outcome, now, why)


def subscribed(storage: Storage, number: int) -> None:
    """So many people, of two workspaces, asked to be told at once."""
    rows = [
        {
            "scope": SCOPES[one % len(SCOPES)].id,
            "person": f"U0{one:05}",
            "how": "at_once",
            "enterprise": "",
            "since": BEGAN.isoformat(timespec="microseconds"),
        }
        for one in range(number)
    ]
    with storage._database.writing() as connection:
        connection.execute(insert(SUBSCRIPTIONS), rows)


def tell_many(storage: Storage, number: int, changes: int = 1, deadly: float = 0.02, seed: int = 1) -> Tally:
    """Tell so many people of so many changes, with workers dying all the way, and count.

    Args:
        storage: migrated, and empty.
        number: of people.
        changes: found a minute apart.
        deadly: how likely a worker dies while it sends one message.
        seed: of the dice.
    """
    clock = [BEGAN]
    tally = Tally()
    slack = PlayedSlack(tally, random.Random(seed), lambda: clock[0], deadly)  # noqa: S311 # dice, not a secret
    subscribed(storage, number)
    for one in range(changes):
        found = changed(BEGAN + timedelta(minutes=one), terms=f"Synthetic Terms {one}")
        assert storage.pages.keep(look(found))
    clock[0] += timedelta(minutes=changes)
    _live(storage, slack, clock)
    slack.deadly = 0.0
    clock[0] += LEASE  # the leases of those who died run out, and somebody looks at what they left
    _live(storage, slack, clock)
    tally.took = clock[0] - BEGAN
    _count(storage, tally)
    return tally


def _live(storage: Storage, slack: PlayedSlack, clock: list[datetime]) -> None:
    """Work until nothing is left that is free now or soon; whoever dies is replaced."""
    worker, idle = _worker(storage, slack, clock), 0
    while idle <= 3:
        clock[0] += TURN
        try:
            idle = 0 if worker.turn() else idle + 1
        except Killed:
            worker = _worker(storage, slack, clock)
        if idle:
            clock[0] += PAUSE


def _worker(storage: Storage, slack: PlayedSlack, clock: list[datetime]) -> Worker:
    def now() -> datetime:
        return clock[0]

    written_by = writers(
        storage.ledger.entries,
        slack,
        {"en": translator("en")},
        known=shipped,
        clock=now,
        told=Told(storage.pages, storage.subscriptions),
    )
    return Worker(Dying(storage, slack), written_by, slack, now)


def _count(storage: Storage, tally: Tally) -> None:
    c = OUTBOX.c
    with storage._database.reading() as connection:
        rows = connection.execute(select(c.key, c.recipient, c.outcome)).all()
    tally.outcomes = Counter(outcome for _, _, outcome in rows)
    for key, recipient, outcome in rows:
        told = (recipient, key.split("/")[1])
        if outcome == Outcome.UNKNOWN:
            tally.unknown.add(told)
        elif outcome == Outcome.SENT:
            tally.sent.add(told)
