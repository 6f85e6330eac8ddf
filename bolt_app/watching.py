"""The watch at work: whose turn it is, a turn over the pages, a line for each; knows no SQL and no markup."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from bolt_app.optout.desk import Clock
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.watch.finding import FindingKind
from bolt_app.watch.model import Look, RecordKind

AGAIN = timedelta(hours=12)
"""From one turn to the next: twice a day."""
SOONER = timedelta(hours=1)
"""The same where no page at all could be read: this machine is at fault more often than all of them."""
LEASE = timedelta(minutes=15)
"""How long a worker may have the turn: longer than all pages can take together."""
IDLE = 60.0
"""Seconds between two questions whether a turn is due."""

_log = logging.getLogger(__name__)


class Turns(Protocol):
    """Whose turn it is, as storage/ keeps it. Every call may raise `ledger.RecordUnavailable`."""

    def take(self, now: datetime, lease: timedelta, *, early: bool = False) -> int | None:
        """Begin a turn, or return None: it is not due (unless `early`), or somebody else has it."""
        ...

    def end(self, turn: int, due: datetime) -> None:
        """End a turn; the next is due then."""
        ...


def never() -> bool:
    """Nobody asks to stop."""
    return False


class Watching:
    """Looks at the pages when it is this process's turn."""

    def __init__(self, turns: Turns, look: Callable[[], Iterator[Look]], clock: Clock) -> None:
        """Take whose turn it is, what looks at every page once and yields each look, and the clock."""
        self._turns = turns
        self._look = look
        self._clock = clock

    def run(self, pause: Callable[[float], bool]) -> None:
        """Look whenever a turn is due, until it is time to stop; the page in hand is read to its end.

        Args:
            pause: waits for so many seconds, or less; True when it is time to stop.
        """
        while not pause(0.0):
            try:
                self.turn(stopping=lambda: pause(0.0))
            except RecordUnavailable as unavailable:
                _log.warning("The watch waits, next try in %.0f seconds: %s", IDLE, unavailable)
            except Exception:  # noqa: BLE001 # a bug must not end the watch for good; it is logged whole
                # The turn ends with its lease, and is tried again then.
                _log.exception("The watch of Slack's pages broke off")
            if pause(IDLE):
                return

    def turn(
        self,
        *,
        early: bool = False,
        stopping: Callable[[], bool] = never,
        looked: Callable[[Look], None] = lambda _: None,
    ) -> list[Look] | None:
        """Look at every page once; None when it is not due, or somebody else's turn.

        Args:
            early: not to wait until it is due.
            stopping: asked between two pages; a turn that stops is due again at once.
            looked: told of each look when it is kept.

        Raises:
            RecordUnavailable: the database does not answer. What was kept by then stays.
        """
        began = self._clock()
        turn = self._turns.take(began, LEASE, early=early)
        if turn is None:
            return None
        looks: list[Look] = []
        for look in self._look():
            looks.append(look)
            looked(look)
            if stopping():
                self._turns.end(turn, began)
                return looks
        read = any(look.failure is None for look in looks)
        self._turns.end(turn, began + (AGAIN if read else SOONER))
        failed, changed = (
            sum(1 for look in looks if look.failure),
            sum(1 for look in looks if look.change),
        )
        _log.info("Slack's pages: %d looked at, %d changed, %d not read", len(looks), changed, failed)
        return looks


def in_words(look: Look) -> str:
    """Return one line about a look, for operators, in English."""
    parts = [_outcome(look)]
    if gone := [finding.claim for finding in look.findings if finding.kind is FindingKind.GONE]:
        parts.append(f"quotes not on the page: {', '.join(gone)}")
    return f"{look.terms}: {'; '.join(parts)}"


def _outcome(look: Look) -> str:
    if look.failure:
        detail = f" ({look.failure.detail})" if look.failure.detail else ""
        return f"failed: {look.failure.kind}{detail}"
    if look.change:
        number = len(look.change.comparison.paragraphs)
        touched = f", statements touched: {', '.join(look.change.claims)}" if look.change.claims else ""
        return f"changed: {number} paragraph{'' if number == 1 else 's'}{touched}"
    kinds = {version.kind for version in look.versions}
    if RecordKind.FIRST in kinds:
        return "read for the first time"
    if RecordKind.PAGE_CHANGED in kinds:
        return "unchanged but for white space, typography or markup"
    if RecordKind.EXTRACTION_CHANGED in kinds:
        return "unchanged; the app reads it in another way than before"
    return "unchanged"
