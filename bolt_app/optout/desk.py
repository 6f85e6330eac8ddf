"""Reads the record, lets the rules decide, appends. Knows the ledger only as a Protocol, and no view."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from bolt_app.optout.chain import digest
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.model import Action, Entry, Evidence, Refusal, RefusalKind, Statement
from bolt_app.optout.rules import LONGEST_TEXT, decide
from bolt_app.people import Scope, Viewer

Clock = Callable[[], datetime]
"""Returns the time now, aware, UTC."""


class Ledger(Protocol):
    """The append-only list of entries, as storage/ keeps it."""

    def entries(self, scope: Scope) -> Sequence[Entry]:
        """Return the scope's entries, oldest first."""
        ...

    def append(self, entry: Entry, texts: Mapping[str, str]) -> bool:
        """Write an entry, and the texts whose SHA-256 it carries, at its position, or nothing at all.

        Args:
            entry: a sealed entry.
            texts: kind to text ("letter", "reply"); encrypted at rest, kept apart from the entry.

        Returns:
            False when the position is taken already: somebody else was first.
        """
        ...

    def text(self, scope: Scope, sha256: str) -> str | None:
        """Return a text of this scope, or None when it was erased or never kept."""
        ...


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act that stands in the record now.

    Attributes:
        opt_out: the opt-out with it.
        entry: the entry that says so.
        twice: True when it stood there already, from the same person: a double click or Slack's retry.
    """

    opt_out: OptOut
    entry: Entry
    twice: bool = False


class Desk:
    """Where people read and act on the opt-out of their scope."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        """Take the ledger and the clock; both are called at every use, nothing is kept."""
        self._ledger = ledger
        self._clock = clock

    def opt_out(self, scope: Scope) -> OptOut:
        """Return where the opt-out of a scope stands."""
        return fold(scope, self._ledger.entries(scope))

    def entries(self, scope: Scope) -> Sequence[Entry]:
        """Return the scope's record, oldest entry first."""
        return self._ledger.entries(scope)

    def text(self, scope: Scope, sha256: str) -> str | None:
        """Return a kept text of this scope by its SHA-256, or None."""
        return self._ledger.text(scope, sha256)

    def act(
        self,
        actor: Viewer,
        action: Action,
        statement: Statement,
        *,
        after: int,
        texts: Mapping[str, str] | None = None,
    ) -> Recorded | Refusal:
        """Record an act on top of what the person saw.

        Args:
            actor: who acts, with the role read from Slack just now.
            action: what is recorded.
            statement: what is stated; its `texts` and `evidence` are filled in here.
            after: position of the newest entry in the view the person acted on.
            texts: kind to text, kept apart from the entry.

        Returns:
            What was recorded, or why nothing was. MEANWHILE names the entry that came first.
        """
        kept = {kind: text for kind, text in (texts or {}).items() if text}
        for kind, text in kept.items():
            if len(text) > LONGEST_TEXT:
                return Refusal(RefusalKind.TOO_LONG, field=kind, limit=LONGEST_TEXT)
        statement = replace(
            statement,
            texts=tuple((kind, digest(text)) for kind, text in sorted(kept.items())),
            evidence=Evidence.PASTED if "reply" in kept else statement.evidence,
        )
        entries = self._ledger.entries(actor.scope)
        if len(entries) > after:
            return self._came_second(entries, after, actor, action, statement)
        decided = decide(
            entries,
            action,
            statement,
            actor=actor,
            now=self._clock(),
            salts=(secrets.token_hex(16), secrets.token_hex(16)),
        )
        if isinstance(decided, Refusal):
            return decided
        if self._ledger.append(decided, kept):
            return Recorded(fold(actor.scope, [*entries, decided]), decided)
        return self._came_second(self._ledger.entries(actor.scope), after, actor, action, statement)

    def _came_second(
        self,
        entries: Sequence[Entry],
        after: int,
        actor: Viewer,
        action: Action,
        statement: Statement,
    ) -> Recorded | Refusal:
        first = entries[after]
        same_person = first.actor is not None and first.actor.user == actor.user
        if same_person and first.action is action and first.statement == statement:
            return Recorded(fold(actor.scope, entries), first, twice=True)
        return Refusal(RefusalKind.MEANWHILE, entry=first)
