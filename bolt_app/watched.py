"""What the watch found, for views: read from where it is kept once a minute at most; looks at no page."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bolt_app.optout.desk import Clock
from bolt_app.register.findings import Change, Findings
from bolt_app.register.model import Register
from bolt_app.watch.change import PolicyChange
from bolt_app.watch.finding import Finding
from bolt_app.watch.model import Declaration
from bolt_app.watch.telling import told

AT_MOST = timedelta(seconds=60)
"""How old an answer may be: what one process finds, another shows within a minute."""
CHANGES = 50
"""The newest changes that are looked through for those that nobody has reviewed."""


class KeptPages(Protocol):
    """The pages as storage/ keeps them, as far as views are made from them.

    Every call may raise `ledger.RecordUnavailable`.
    """

    def findings(self) -> Sequence[Finding]:
        """Return the newest finding of every citation."""
        ...

    def listed(self, most: int) -> Sequence[Change]:
        """Return the newest changes, newest first, at most so many."""
        ...

    def change(self, key: str) -> PolicyChange | None:
        """Return one change by its id, or None."""
        ...


class Watched:
    """What is told of the watched pages now. Safe to share between threads."""

    def __init__(
        self, register: Register, declarations: Sequence[Declaration], pages: KeptPages, clock: Clock
    ) -> None:
        """Take the register as its files have it, what is watched, where findings are kept, and the clock."""
        self._register = register
        self._declarations = declarations
        self._pages = pages
        self._clock = clock
        self._lock = threading.Lock()
        self._read_at: datetime | None = None
        self._known = register

    def findings(self) -> Findings:
        """Return what readers are told, at most `AT_MOST` old.

        Raises:
            RecordUnavailable: it has to be read, and the database does not answer.
        """
        return self.known().findings

    def known(self) -> Register:
        """Return the register with what was found of it; raises as `findings` does."""
        now = self._clock()
        with self._lock:
            if self._read_at is None or not timedelta() <= now - self._read_at < AT_MOST:
                pages = self._pages
                findings = told(self._register, self._declarations, pages.findings(), pages.listed(CHANGES))
                self._known = replace(self._register, findings=findings)
                self._read_at = now
            return self._known

    def change(self, key: str) -> PolicyChange | None:
        """Return one change with its words, by its id, or None."""
        return self._pages.change(key)
