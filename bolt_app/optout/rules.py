"""Decides whether an act may be recorded: who, from which status, with which statement.

Pure: the clock, the record and the person come in; an entry to append or a refusal goes out. Knows no
storage, no Slack payload and no sentence.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bolt_app.optout.chain import commit_to, seal
from bolt_app.optout.days import date_refused
from bolt_app.optout.fold import BrokenRecord, OptOut, corrected_by, fold
from bolt_app.optout.model import (
    PERMANENT,
    TRANSITIONS,
    Action,
    Entry,
    Person,
    Refusal,
    RefusalKind,
    Statement,
    Status,
)
from bolt_app.optout.readers import readers_after_correction_refused, readers_refused
from bolt_app.optout.second import with_second
from bolt_app.people import Role, Scope, Viewer

LONGEST = {"reference": 100, "reason": 500, "clause": 200, "covers": 300}
"""Characters a field may hold. They keep every sentence made from them inside Slack's 3,000 per section."""

LONGEST_TEXT = 3000
"""Characters of a letter or reply: what Slack's multi-line input takes at most."""

_OWES_REASON = frozenset(
    {
        Action.REFUSED,
        Action.DECLINE,
        Action.WITHDRAW,
        Action.DOUBT,
        Action.CORRECT,
        Action.TURN_DOWN,
    }
)
_OWES_TICK = frozenset({Action.SENT, Action.SENT_AGAIN, Action.DECLINE, Action.EXCLUDE, Action.WITHDRAW})


def decide(
    entries: Sequence[Entry],
    action: Action,
    statement: Statement,
    *,
    actor: Viewer,
    now: datetime,
    salts: tuple[str, str],
    named: Viewer | None = None,
) -> Entry | Refusal:
    """Return the entry to append to these entries of the actor's scope, or why there is none.

    Where owners required a second one (`second.py`), the entry may be the proposal of the act.

    Args:
        entries: the scope's entries, oldest first.
        action: what the actor wants to record.
        statement: what they state with it.
        actor: who acts, with the role read from Slack just now.
        now: aware time; written down in UTC, whole seconds.
        salts: two fresh random hexadecimal texts, for the actor and for the person named.
        named: the person named as a reader, as Slack knows them now.
    """
    opt_out = fold(actor.scope, entries)
    if refused := barred(opt_out, action, actor) or readers_refused(opt_out, action, statement, named):
        return refused
    entry = _record(
        entries,
        action,
        statement,
        opt_out=opt_out,
        actor=commit_to(actor.user, salts[0]),
        role=actor.role,
        now=now,
        salt=salts[1],
    )
    if isinstance(entry, Refusal):
        return entry
    required, proposal = opt_out.second_required, opt_out.proposal
    due = with_second(entry, before=opt_out.status, required=required, proposal=proposal)
    return due if isinstance(due, Refusal) else seal(due)


def not_an_owner(actor: Viewer) -> Refusal | None:
    """Return why a person may not act at all, or None for an owner."""
    if not actor.active:
        return Refusal(RefusalKind.DEACTIVATED)
    if actor.role is not Role.OWNER:
        return Refusal(RefusalKind.NOT_AN_OWNER, role=actor.role)
    return None


def barred(opt_out: OptOut, action: Action, actor: Viewer) -> Refusal | None:
    """Return why an act is not open to the actor whatever they state, or None: by person, then by status."""
    if refused := not_an_owner(actor):
        return refused
    if action is Action.RULE_WORKSPACES and not actor.scope.is_organisation:
        return Refusal(RefusalKind.NO_ORGANISATION)
    if action is Action.PROPOSED or opt_out.status not in TRANSITIONS[action].starts_from:
        return Refusal(RefusalKind.NOT_FROM_HERE, status=opt_out.status)  # nobody asks for a proposal as such
    return None


def doubt(entries: Sequence[Entry], scope: Scope, enterprise: str, *, now: datetime) -> Entry | Refusal:
    """Return the entry by which the app itself marks a confirmation as uncertain: the workspace moved.

    It is the only act the app records without a person, and it can only weaken what is shown.
    """
    entry = _record(
        entries,
        Action.DOUBT,
        Statement(organisation=enterprise),
        opt_out=fold(scope, entries),
        actor=None,
        role=None,
        now=now,
        salt="",
    )
    return entry if isinstance(entry, Refusal) else seal(entry)


def _record(
    entries: Sequence[Entry],
    action: Action,
    statement: Statement,
    *,
    opt_out: OptOut,
    actor: Person | None,
    role: Role | None,
    now: datetime,
    salt: str,
) -> Entry | Refusal:
    rule = TRANSITIONS[action]
    if opt_out.status not in rule.starts_from:
        return Refusal(RefusalKind.NOT_FROM_HERE, status=opt_out.status)
    if actor is not None and (refusal := _statement_refused(action, statement, opt_out, now)):
        return refusal
    entry = Entry(
        scope=opt_out.scope,
        position=opt_out.position + 1,
        action=action,
        status=opt_out.status if rule.leads_to is None else rule.leads_to,
        role=role,
        actor=actor,
        named=commit_to(statement.named, salt) if statement.named else None,
        recorded_at=now.astimezone(UTC).replace(microsecond=0),
        statement=statement,
        previous=opt_out.head,
        hash="",
    )
    return _corrected(entries, entry) if action is Action.CORRECT else entry


def _corrected(entries: Sequence[Entry], correction: Entry) -> Entry | Refusal:
    """Give the correction the status that follows without the entry it names."""
    target = correction.statement.corrects
    wrong = next((entry for entry in entries if entry.position == target), None)
    if wrong is None or wrong.action in PERMANENT or wrong.position in corrected_by(entries):
        return Refusal(RefusalKind.NO_SUCH_ENTRY, field="corrects")
    try:
        without = fold(correction.scope, [*entries, correction])
    except BrokenRecord as broken:
        later = next(entry for entry in entries if entry.position == broken.position)
        return Refusal(RefusalKind.BUILT_UPON, field="corrects", entry=later)
    return readers_after_correction_refused(without) or replace(correction, status=without.status)


def _statement_refused(
    action: Action, statement: Statement, opt_out: OptOut, now: datetime
) -> Refusal | None:
    for field, limit in LONGEST.items():
        if len(getattr(statement, field)) > limit:
            return Refusal(RefusalKind.TOO_LONG, field=field, limit=limit)
    return date_refused(action, statement, opt_out, now) or _owed(action, statement)


def _owed(action: Action, statement: Statement) -> Refusal | None:
    if action in _OWES_REASON and not statement.reason:
        return Refusal(RefusalKind.REASON_MISSING, field="reason")
    if action is Action.EXCLUDE and not statement.clause:
        return Refusal(RefusalKind.CLAUSE_MISSING, field="clause")
    if action is Action.EVIDENCE and not (statement.texts or statement.mail):
        return Refusal(RefusalKind.REPLY_MISSING, field="reply")
    if action is Action.NAME_CONTACT and not statement.named:
        return Refusal(RefusalKind.PERSON_MISSING, field="named")
    if action is Action.RULE_WORKSPACES and statement.rule is None:
        return Refusal(RefusalKind.RULE_MISSING, field="rule")
    if action is Action.CHOOSE_CHANNEL and not statement.channel:
        return Refusal(RefusalKind.CHANNEL_MISSING, field="channel")
    if action is Action.CHOOSE_CHANNEL and not statement.topics:
        return Refusal(RefusalKind.TOPIC_MISSING, field="topics")
    if action in _OWES_TICK and not statement.ticked:
        return Refusal(RefusalKind.TICK_MISSING, field="ticked")
    return None


def days_since(day: date, now: datetime) -> int:
    """Return whole days from a stated day to today (UTC), never less than 0."""
    return max(0, (now.astimezone(UTC).date() - day).days)


ASK_AGAIN_AFTER = timedelta(days=7)
"""Our suggestion. Slack gives no deadline, so nothing is ever overdue."""


CONFIRM_AGAIN_AFTER = timedelta(days=365)
"""Our suggestion too: nobody published whether an opt-out outlasts what changes in a year."""


def confirming_again_suggested(opt_out: OptOut, now: datetime) -> bool:
    """Whether it is a year since Slack confirmed, or was last asked whether that still holds."""
    newest = opt_out.asked_to_confirm or opt_out.confirmed
    day = newest.statement.stated_on if newest else None
    standing = opt_out.status is Status.CONFIRMED
    return standing and day is not None and days_since(day, now) >= CONFIRM_AGAIN_AFTER.days


def asking_again_suggested(opt_out: OptOut, now: datetime) -> bool:
    """Whether the newest letter has gone so long without a recorded answer that asking again makes sense."""
    sent = opt_out.filed.statement.stated_on if opt_out.filed else None
    waiting = opt_out.status in (Status.FILED, Status.ACKNOWLEDGED)
    return waiting and sent is not None and days_since(sent, now) >= ASK_AGAIN_AFTER.days
