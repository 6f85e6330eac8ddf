"""Sends what is due, one message after the other, each at most once; knows no SQL, no Bolt, no process."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from bolt_app.optout.desk import Clock
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.outgoing import Claimed, Outbox, Outcome
from bolt_app.posting import PATIENCE, Later, Lost, Posting, Refused
from bolt_app.writing import Write

LEASE = timedelta(seconds=6 * PATIENCE)
"""How long a worker may hold a message: longer than its two calls to Slack can take together."""
IDLE = 10.0
"""Seconds between two looks into an empty outbox, and after the database did not answer."""

_LONGEST_PAUSE = timedelta(hours=6)
_log = logging.getLogger(__name__)

_EXPECTED = (Later, Refused, Lost)


class _Unwritable(Exception):
    """A message cannot be made from what the record says: a bug, and nothing was sent."""


class Worker:
    """Takes messages out of the outbox and sends them."""

    def __init__(
        self,
        outbox: Outbox,
        writers: Mapping[str, Write],
        posting: Posting,
        clock: Clock,
    ) -> None:
        """Take the outbox, what writes each kind of message, the way to Slack, and the clock."""
        self._outbox = outbox
        self._writers = writers
        self._posting = posting
        self._clock = clock

    def run(self, pause: Callable[[float], bool]) -> None:
        """Send whatever falls due, until it is time to stop; the message in hand is finished.

        Args:
            pause: waits for so many seconds, or less; True when it is time to stop. Called between any two
                messages, with 0 while more may be due.
        """
        seconds = 0.0
        while not pause(seconds):
            try:
                seconds = 0.0 if self.turn() else IDLE
            except RecordUnavailable as unavailable:
                _log.warning("The outbox is out of reach, next try in %.0f seconds: %s", IDLE, unavailable)
                seconds = IDLE

    def run_due(self) -> None:
        """Send everything that is due now."""
        while self.turn():
            pass

    def turn(self) -> bool:
        """Send at most one message; False when none is due.

        Raises:
            RecordUnavailable: the database does not answer. What was claimed is free again, or unknown, once
                its lease is over.
        """
        claimed = self._outbox.claim(self._clock(), LEASE)
        if claimed is None:
            return False
        try:
            self._deliver(claimed)
        except Later as later:
            self._put_back(claimed, later)
        except Refused as refused:
            self._end(claimed, Outcome.FAILED, f"Slack refuses it: {refused}", word=str(refused))
        except Lost as lost:
            self._end(claimed, Outcome.UNKNOWN, f"it may or may not have been sent: {lost}")
        except _Unwritable as broken:
            _log.error("A message could not be written", exc_info=broken.__cause__)
            self._end(claimed, Outcome.FAILED, "it could not be written")
        return True

    def _deliver(self, claimed: Claimed) -> None:
        try:
            write = self._writers.get(claimed.outgoing.kind)
            letter = write(claimed) if write else None
        except (*_EXPECTED, RecordUnavailable):
            raise
        except Exception as broken:
            raise _Unwritable from broken  # it must not keep the others from being sent
        if letter is None:
            self._outbox.finish(claimed, Outcome.DROPPED, self._clock())
            return
        if not self._outbox.begin(claimed, self._clock(), LEASE):
            return  # this worker was so slow that the message is another's by now
        outgoing = claimed.outgoing
        try:
            self._posting.send(outgoing, letter.team, letter.message)
        except _EXPECTED:
            raise
        except Exception as failed:
            raise Lost(type(failed).__name__) from failed
        self._outbox.finish(claimed, Outcome.SENT, self._clock())

    def _put_back(self, claimed: Claimed, later: Later) -> None:
        now, scope = self._clock(), claimed.outgoing.scope
        after = min(later.after * 2 ** min(claimed.attempts - 1, 10), max(later.after, _LONGEST_PAUSE))
        until = now + (later.after if later.for_all else after)
        _log.warning("A message about %s waits for another time: %s", scope, later)
        self._outbox.release(claimed, until)
        if later.for_all:
            self._outbox.push_back(scope, until)

    def _end(self, claimed: Claimed, outcome: Outcome, why: str, *, word: str = "") -> None:
        _log.warning("A message about %s is %s: %s", claimed.outgoing.scope, outcome, why)
        self._outbox.finish(claimed, outcome, self._clock(), word)
