"""Reads the record, lets the rules decide, appends. Knows the ledger only as a Protocol, and no view."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bolt_app.optout.chain import digest
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.ledger import Ledger
from bolt_app.optout.mails import Mails, NoMails, graded
from bolt_app.optout.model import (
    ANSWERS,
    TRANSITIONS,
    Action,
    Entry,
    Evidence,
    Refusal,
    RefusalKind,
    Statement,
    Status,
)
from bolt_app.optout.reminders import caused
from bolt_app.optout.rules import LONGEST_TEXT, barred, decide, doubt
from bolt_app.optout.within import kept_to_itself, moved
from bolt_app.people import Scope, Viewer

Clock = Callable[[], datetime]
"""Returns the time now, aware, UTC."""


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

    def __init__(self, ledger: Ledger, clock: Clock, mails: Mails | None = None) -> None:
        """Take the ledger, the clock and the mails on file; they are called at every use, nothing is kept."""
        self._ledger = ledger
        self._clock = clock
        self._mails = mails or NoMails()

    def opt_out(self, scope: Scope) -> OptOut:
        """Return where the opt-out of a scope stands."""
        return fold(scope, self._ledger.entries(scope))

    def entries(self, scope: Scope) -> Sequence[Entry]:
        """Return the scope's record, oldest entry first."""
        return self._ledger.entries(scope)

    def text(self, scope: Scope, sha256: str) -> str | None:
        """Return a kept text of this scope by its SHA-256, or None."""
        return self._ledger.text(scope, sha256)

    def draft(self, opt_out: OptOut) -> str | None:
        """Return the text of the letter that is drafted now, or None when none is kept."""
        if opt_out.status is not Status.DRAFTED or opt_out.since is None:
            return None
        kept = dict(opt_out.since.statement.texts)
        return self.text(opt_out.scope, kept["letter"]) if "letter" in kept else None

    def barred(self, opt_out: OptOut, actor: Viewer, actions: Sequence[Action]) -> Refusal | None:
        """Return why none of these acts is open to the actor now, or None; for showing a form or not."""
        refused = [
            barred(opt_out, action, actor) or self._kept_to_itself(action, actor) for action in actions
        ]
        return None if None in refused else refused[0]

    def current(self, scope: Scope, enterprise: str) -> OptOut:
        """Return where the opt-out stands, after looking whether the workspace moved into an organisation.

        Args:
            scope: workspace or organisation.
            enterprise: the organisation Slack says its people belong to, "" for none.
        """
        entries = self._ledger.entries(scope)
        opt_out = fold(scope, entries)
        if not moved(entries, opt_out, enterprise):
            return opt_out
        entry = doubt(entries, scope, enterprise, now=self._clock())
        if isinstance(entry, Entry):
            self._ledger.append([entry], {})  # False: somebody else just wrote; what they wrote is read below
        return self.opt_out(scope)

    def _kept_to_itself(self, action: Action, actor: Viewer) -> Refusal | None:
        if actor.organisation is None:
            return None
        return kept_to_itself(self.opt_out(actor.organisation), action)

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
            statement: what is stated; its `texts` and grades are filled in here. A mail on file is named by
                its `mail`: putting one there records nothing, an owner who names it here does.
            after: position of the newest entry in the view the person acted on.
            texts: kind to text, kept apart from the entry.

        Returns:
            What was recorded, or why nothing was. MEANWHILE names the entry that came first.
        """
        return self._record(actor, lambda _: [(action, statement)], after=after, texts=texts or {})

    def file(
        self,
        actor: Viewer,
        statement: Statement,
        *,
        after: int,
        sent: bool,
        texts: Mapping[str, str],
    ) -> Recorded | Refusal:
        """Record that the letter was sent, or keep it as a draft; arguments as for `act`.

        From where the table asks for a draft first, both entries are recorded, or neither. A draft that was
        changed is discarded and prepared anew; one that was not is left as it is.
        """
        drafted = Statement(letter=statement.letter, register=statement.register)

        def steps(entries: Sequence[Entry]) -> _Steps:
            opt_out = fold(actor.scope, entries)
            if sent and opt_out.status in TRANSITIONS[Action.SENT].starts_from:
                return [(Action.SENT, statement)]
            if sent:
                return [(Action.DRAFT, drafted), (Action.SENT, statement)]
            if opt_out.status is not Status.DRAFTED:
                return [(Action.DRAFT, drafted)]
            kept = opt_out.since.statement.texts if opt_out.since else ()
            unchanged = ("letter", digest(texts.get("letter", ""))) in kept
            return [] if unchanged else [(Action.DISCARD, Statement()), (Action.DRAFT, drafted)]

        return self._record(actor, steps, after=after, texts=texts)

    def _record(
        self,
        actor: Viewer,
        planned: Callable[[Sequence[Entry]], "_Steps"],
        *,
        after: int,
        texts: Mapping[str, str],
    ) -> Recorded | Refusal:
        kept = {kind: text for kind, text in texts.items() if text}
        for kind, text in kept.items():
            if len(text) > LONGEST_TEXT:
                return Refusal(RefusalKind.TOO_LONG, field=kind, limit=LONGEST_TEXT)
        entries = list(self._ledger.entries(actor.scope))
        within = "" if actor.scope.is_organisation else actor.enterprise
        steps: _Steps = []
        for action, stated in planned(entries[:after]):
            statement = graded(self._mails, actor.scope, action, _with_texts(action, stated, kept))
            if isinstance(statement, Refusal):
                return statement
            steps.append((action, replace(statement, organisation=within)))
        if len(entries) != after:
            return _came_second(entries, after, actor, steps)
        decided = self._decided(entries, steps, actor)
        if isinstance(decided, Refusal):
            return decided
        if not decided:
            return _unchanged(fold(actor.scope, entries), actor)
        due = caused([*entries, *decided], actor.enterprise)
        if not self._ledger.append(decided, _texts_of(decided, kept), due):
            return _came_second(self._ledger.entries(actor.scope), after, actor, steps)
        return Recorded(fold(actor.scope, [*entries, *decided]), decided[-1])

    def _decided(self, entries: Sequence[Entry], steps: "_Steps", actor: Viewer) -> Sequence[Entry] | Refusal:
        """Decide every step before the first is written: a refusal leaves nothing half-done."""
        decided: list[Entry] = []
        for action, statement in steps:
            entry = decide(
                [*entries, *decided],
                action,
                statement,
                actor=actor,
                now=self._clock(),
                salts=(secrets.token_hex(16), secrets.token_hex(16)),
            )
            if isinstance(entry, Refusal):
                return entry
            if kept := self._kept_to_itself(action, actor):
                return kept
            decided.append(entry)
        return decided


_Steps = list[tuple[Action, Statement]]


def _with_texts(action: Action, statement: Statement, kept: Mapping[str, str]) -> Statement:
    """Bind the texts to an entry by their hashes; a discarded draft carries none."""
    if action is Action.DISCARD:
        return replace(statement, texts=())
    if action in ANSWERS - {Action.REFUSED}:
        statement = replace(statement, reason="")  # the form asks for it beside every outcome
    return replace(
        statement,
        texts=tuple((kind, digest(text)) for kind, text in sorted(kept.items())),
        evidence=Evidence.PASTED if "reply" in kept else Evidence.WORD,
    )


def _texts_of(entries: Sequence[Entry], kept: Mapping[str, str]) -> Mapping[str, str]:
    return {kind: kept[kind] for entry in entries for kind, _ in entry.statement.texts}


def _unchanged(opt_out: OptOut, actor: Viewer) -> Recorded | Refusal:
    refused = barred(opt_out, Action.DISCARD, actor)
    if refused or opt_out.since is None:
        return refused or Refusal(RefusalKind.NOT_FROM_HERE, status=opt_out.status)
    return Recorded(opt_out, opt_out.since, twice=True)


def _came_second(entries: Sequence[Entry], after: int, actor: Viewer, steps: _Steps) -> Recorded | Refusal:
    """Tell a double click, which is fine, from another act, which came first.

    A double click stands there whole: of a draft that is now to be sent, the draft alone would not do.
    """
    there = entries[after : after + len(steps)]
    if not entries[after:]:
        return Refusal(RefusalKind.MEANWHILE)  # what the view showed is not in the record
    mine = all(entry.actor is not None and entry.actor.user == actor.user for entry in there)
    if mine and steps and [(entry.action, entry.statement) for entry in there] == steps:
        return Recorded(fold(actor.scope, entries), there[-1], twice=True)
    return Refusal(RefusalKind.MEANWHILE, entry=entries[after])
