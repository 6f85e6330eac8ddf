"""People, days, statements, records and a ledger in memory for the opt-out's tests; decides nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bolt_app.optout.chain import GENESIS, canonical, commit_to, digest, seal
from bolt_app.optout.choices import Topic, WorkspacesMay
from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.model import Action, Entry, Refusal, Statement, Status
from bolt_app.optout.outgoing import Outgoing
from bolt_app.optout.rules import decide
from bolt_app.optout.verify import Link
from bolt_app.people import Role, Scope, Viewer
from tests.unit.optout.table import WAYS, replayed

ACME = Scope("T0ACME")
NOW = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)
ADA = Viewer(ACME, "U0ADA", Role.OWNER)
GRACE = Viewer(ACME, "U0GRACE", Role.OWNER)
STAR = Scope("E0STAR")
ORG_ADA = Viewer(STAR, "W0ADA", Role.OWNER, enterprise="E0STAR")
GRACE_WITHIN = Viewer(ACME, "W0GRACE", Role.OWNER, enterprise="E0STAR", organisation=STAR)
"""An owner of one workspace of an organisation where the app is installed as a whole."""

SALTS = ("5a" * 16, "a5" * 16)
REPLY = "Your opt-out request has been completed."

COMPLETE = Statement(
    stated_on=date(2026, 5, 20),
    reference="12345",
    reason="The works council asked for it.",
    clause="§ 7.2",
    review_on=date(2026, 12, 1),
    ticked="I am an owner of this workspace.",
    letter="opt-out.1",
    register="2026-11-21.1",
    texts=(("reply", digest(REPLY)),),
    channel="C0PRIVACY",
    topics=(Topic.OUR_OPT_OUT,),
    language="fr",
    named="U0PRIYA",
)
"""States everything any act owes, but for the entry that is corrected and what workspaces may do."""


def entry(
    before: Sequence[Entry],
    action: Action,
    statement: Statement = COMPLETE,
    actor: Viewer | None = ADA,
    scope: Scope = ACME,
) -> Entry:
    """Return a sealed entry on top of others, its status by the tests' own table; the rules are not asked."""
    made = Entry(
        scope=scope,
        position=len(before) + 1,
        action=action,
        status=Status.NOT_FILED,
        role=actor.role if actor else None,
        actor=commit_to(actor.user, SALTS[0]) if actor else None,
        named=commit_to(statement.named, SALTS[1]) if statement.named else None,
        recorded_at=NOW,
        statement=statement,
        previous=before[-1].hash if before else GENESIS,
        hash="",
    )
    return seal(replace(made, status=replayed([*before, made])))


def record(*acts: Action | tuple[Action, dict[str, Any]], scope: Scope = ACME) -> list[Entry]:
    """Return the entries of these acts, each with everything stated but for the changes beside it."""
    entries: list[Entry] = []
    for act in acts:
        action, changes = act if isinstance(act, tuple) else (act, {})
        entries.append(entry(entries, action, replace(COMPLETE, **changes), scope=scope))
    return entries


def record_in(status: Status, scope: Scope = ACME, action: Action | None = None) -> list[Entry]:
    """Return a record that stands in a status; its first entry names a contact and may be corrected.

    What an act follows up is there as well: a reader to be removed, a proposal to be turned down.
    """
    reader = [(Action.NAME_READER, {"named": "U0NOOR"})] if action is Action.REMOVE_READER else []
    entries = record(Action.NAME_CONTACT, *reader, *WAYS[status], scope=scope)
    if action is Action.TURN_DOWN:
        entries.append(entry(entries, Action.REQUIRE_SECOND, scope=scope))
        proposing = replace(COMPLETE, proposes=Action.WAIVE_SECOND)
        entries.append(entry(entries, Action.PROPOSED, proposing, scope=scope))
    return entries


def decided(
    entries: Sequence[Entry],
    action: Action,
    actor: Viewer = ADA,
    now: datetime = NOW,
    **changes: Any,
) -> Entry | Refusal:
    """Return what the rules say to an act that states everything but for these changes."""
    follows_up = {Action.REMOVE_READER: 2, Action.TURN_DOWN: len(entries)}
    owed = {
        "corrects": 1 if action is Action.CORRECT else None,
        "rule": WorkspacesMay.RECORD if action is Action.RULE_WORKSPACES else None,
        "regards": follows_up.get(action),
    }
    statement = replace(COMPLETE, **{**owed, **changes})
    known = Viewer(actor.scope, statement.named, Role.MEMBER)
    return decide(entries, action, statement, actor=actor, now=now, salts=SALTS, named=known)


def links(entries: Sequence[Entry]) -> list[Link]:
    """Return entries as a database holds them."""
    return [
        Link(
            known.position,
            canonical(known),
            known.hash,
            (known.actor.user, known.actor.salt) if known.actor else (None, None),
            (known.named.user, known.named.salt) if known.named else (None, None),
        )
        for known in entries
    ]


class MemoryLedger:
    """A ledger in a list, strict about what is written to it.

    `between` happens once, after the entries were read and before anything is written: another process.
    """

    def __init__(self, entries: Sequence[Entry] = (), between: Callable[[], None] = lambda: None) -> None:
        self.kept = list(entries)
        self.texts: dict[tuple[Scope, str], str] = {}
        self.due: dict[str, Outgoing] = {}
        self.between = between

    def head(self, scope: Scope) -> str:
        return self.entries(scope)[-1].hash if self.entries(scope) else GENESIS

    def entries(self, scope: Scope) -> Sequence[Entry]:
        return [known for known in self.kept if known.scope == scope]

    def append(
        self, entries: Sequence[Entry], texts: Mapping[str, str], due: Sequence[Outgoing] = ()
    ) -> bool:
        between, self.between = self.between, lambda: None
        between()
        scope = entries[0].scope
        newest = len(self.entries(scope))
        if entries[0].position != newest + 1:
            return False
        assert [new.position - newest for new in entries] == list(range(1, len(entries) + 1))
        carried = {text for new in entries for text in new.statement.texts}
        assert carried == {(kind, digest(text)) for kind, text in texts.items()}
        self.kept += entries
        self.due |= {outgoing.key: outgoing for outgoing in due if outgoing.key not in self.due}
        self.texts |= {(scope, digest(text)): text for text in texts.values()}
        return True

    def text(self, scope: Scope, sha256: str) -> str | None:
        return self.texts.get((scope, sha256))


def desk_of(ledger: MemoryLedger, now: datetime = NOW) -> Desk:
    """Return a desk whose clock stands still."""
    return Desk(ledger, lambda: now)


def recorded(outcome: Recorded | Refusal) -> Recorded:
    """Return an outcome that must not be a refusal."""
    assert isinstance(outcome, Recorded), outcome
    return outcome


def refused(outcome: Recorded | Entry | Refusal) -> Refusal:
    """Return an outcome that must be a refusal."""
    assert isinstance(outcome, Refusal), outcome
    return outcome


def accepted(outcome: Entry | Refusal) -> Entry:
    """Return an entry that must not be a refusal."""
    assert isinstance(outcome, Entry), outcome
    return outcome
