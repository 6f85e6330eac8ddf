"""Reads the record, lets the rules decide, appends. Knows the ledger only as a Protocol, and no view."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bolt_app.optout.announcements import announced
from bolt_app.optout.chain import digest
from bolt_app.optout.fold import OptOut, fold
from bolt_app.optout.ledger import Ledger
from bolt_app.optout.mails import Mails, NoMails, graded
from bolt_app.optout.model import TRANSITIONS, Action, Entry, Refusal, RefusalKind, Statement, Status
from bolt_app.optout.recorded import Recorded, Steps, came_second, texts_of, unchanged, with_texts
from bolt_app.optout.reminders import caused
from bolt_app.optout.rules import LONGEST_TEXT, barred, decide, doubt
from bolt_app.optout.second import agreement
from bolt_app.optout.within import kept_to_itself, moved
from bolt_app.people import Scope, Viewer

__all__ = ["Clock", "Desk", "Recorded"]

Clock = Callable[[], datetime]
"""Returns the time now, aware, UTC."""


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

    def texts(self, entry: Entry) -> Mapping[str, str | None]:
        """Return the texts of an entry, kind to text; None for one that was erased."""
        return {kind: self.text(entry.scope, sha256) for kind, sha256 in entry.statement.texts}

    def draft(self, opt_out: OptOut) -> str | None:
        """Return the text of the letter that is drafted now, or None when none is kept."""
        if opt_out.status is not Status.DRAFTED or opt_out.since is None:
            return None
        kept = dict(opt_out.since.statement.texts)
        return self.text(opt_out.scope, kept["letter"]) if "letter" in kept else None

    def barred(self, opt_out: OptOut, actor: Viewer, actions: Sequence[Action]) -> Refusal | None:
        """Return why none of these acts is open to the actor now, or None; for showing a form or not."""
        refused = [barred(opt_out, act, actor) or self._kept_to_itself(act, actor) for act in actions]
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
            due = announced([*entries, entry], 1, enterprise)
            self._ledger.append([entry], {}, due)  # False: somebody else just wrote, which is read below
        return self.opt_out(scope)

    def _kept_to_itself(self, action: Action, actor: Viewer) -> Refusal | None:
        return kept_to_itself(self.opt_out(actor.organisation), action) if actor.organisation else None

    def act(
        self,
        actor: Viewer,
        action: Action,
        statement: Statement,
        *,
        after: int,
        texts: Mapping[str, str] | None = None,
        named: Viewer | None = None,
        unfit: Refusal | None = None,
    ) -> Recorded | Refusal:
        """Record an act on top of what the person saw, or its proposal where it takes two owners.

        Args:
            actor: who acts, with the role read from Slack just now.
            action: what is recorded.
            statement: what is stated; its `texts` and grades are filled in here. A mail on file is named by
                its `mail`: putting one there records nothing, an owner who names it here does.
            after: position of the newest entry in the view the person acted on.
            texts: kind to text, kept apart from the entry.
            named: the person a statement names as a reader, as Slack knows them now.
            unfit: why a text cannot be kept as it is; told after what the rules have to say.

        Returns:
            What was recorded, or why nothing was. MEANWHILE names the entry that came first.
        """
        steps: Steps = [(action, statement)]
        return self._record(actor, lambda _: steps, after=after, texts=texts or {}, named=named, unfit=unfit)

    def agree(self, actor: Viewer, *, after: int) -> Recorded | Refusal:
        """Record, as another owner, the act that was proposed; arguments as for `act`.

        What was stated with it is taken from the proposal, its texts too: who agrees adds nothing.
        """
        entries = self._ledger.entries(actor.scope)
        proposal = fold(actor.scope, entries[:after]).proposal
        if proposal is None or proposal.overtaken_by:
            return Refusal(RefusalKind.PROPOSAL_GONE, entry=proposal.overtaken_by if proposal else None)
        texts = self.texts(proposal.entry)
        kept = {kind: text for kind, text in texts.items() if text is not None}
        if len(kept) < len(texts):  # erased meanwhile: nobody agrees to what cannot be read
            return Refusal(RefusalKind.PROPOSAL_GONE)
        return self._record(actor, lambda _: [agreement(proposal)], after=after, texts=kept)

    def turn_down(self, actor: Viewer, statement: Statement, *, after: int) -> Recorded | Refusal:
        """Record that the proposal in the record is turned down, or taken back; arguments as for `act`."""

        def steps(entries: Sequence[Entry]) -> Steps:
            proposal = fold(actor.scope, entries).proposal
            regards = proposal.entry.position if proposal else None
            return [(Action.TURN_DOWN, replace(statement, regards=regards))]

        return self._record(actor, steps, after=after, texts={})

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

        def steps(entries: Sequence[Entry]) -> Steps:
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
        planned: Callable[[Sequence[Entry]], Steps],
        *,
        after: int,
        texts: Mapping[str, str],
        named: Viewer | None = None,
        unfit: Refusal | None = None,
    ) -> Recorded | Refusal:
        kept = {kind: text for kind, text in texts.items() if text}
        for kind, text in kept.items():
            if len(text) > LONGEST_TEXT:
                return Refusal(RefusalKind.TOO_LONG, field=kind, limit=LONGEST_TEXT)
        entries = list(self._ledger.entries(actor.scope))
        within = "" if actor.scope.is_organisation else actor.enterprise
        steps: Steps = []
        for action, stated in planned(entries[:after]):
            statement = graded(self._mails, actor.scope, action, with_texts(action, stated, kept))
            if isinstance(statement, Refusal):
                return statement
            steps.append((action, replace(statement, organisation=within)))
        if len(entries) != after:
            return came_second(entries, after, actor, steps)
        decided = self._decided(entries, steps, actor, named)
        if isinstance(decided, Refusal):
            return decided
        if unfit:
            return unfit
        if not decided:
            return unchanged(fold(actor.scope, entries), actor)
        entries += decided
        due = [*caused(entries, actor.enterprise), *announced(entries, len(decided), actor.enterprise)]
        if not self._ledger.append(decided, texts_of(decided, kept), due):
            return came_second(self._ledger.entries(actor.scope), after, actor, steps)
        return Recorded(fold(actor.scope, entries), decided[-1])

    def _decided(
        self, entries: Sequence[Entry], steps: Steps, actor: Viewer, named: Viewer | None
    ) -> Sequence[Entry] | Refusal:
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
                named=named,
            )
            if isinstance(entry, Refusal):
                return entry
            if kept := self._kept_to_itself(action, actor):
                return kept
            decided.append(entry)
        return decided
