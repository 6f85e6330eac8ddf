"""Scopes, people and acts that the storage tests share; opens no database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from bolt_app.optout.chain import GENESIS, commit_to, seal
from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.model import Action, Entry, Refusal, Statement, Status
from bolt_app.people import Role, Scope, Viewer
from storage import Storage

ACME = Scope("T0ACME")
GLOBEX = Scope("T0GLOBEX")
KEY = "6jvyGpV8YVhVcfOAV2UHrgmZkUKpL_3CDuTIpgXhL50="
OTHER_KEY = "c2Vjb25kLWtleS1vZi10aGUtc3RvcmFnZS10ZXN0cyE="
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
LETTER = "To feedback@slack.com: please exclude the data of acme.slack.com — Zoë, ✍️"
SENT = Statement(stated_on=date(2026, 5, 12), ticked="I may decide this.", letter="1", register="2026-11-21")


def owner(user: str = "U0OLIVIA", scope: Scope = ACME) -> Viewer:
    return Viewer(scope, user, Role.OWNER)


def desk_of(storage: Storage) -> Desk:
    return Desk(storage.ledger, lambda: NOON)


def send(
    storage: Storage, *, user: str = "U0OLIVIA", scope: Scope = ACME, after: int = 0
) -> Recorded | Refusal:
    return send_by(desk_of(storage), user=user, scope=scope, after=after)


def send_by(desk: Desk, *, user: str = "U0OLIVIA", scope: Scope = ACME, after: int = 0) -> Recorded | Refusal:
    return desk.act(owner(user, scope), Action.SENT, SENT, after=after, texts={"letter": LETTER})


def recorded(outcome: Recorded | Refusal) -> Recorded:
    assert isinstance(outcome, Recorded), outcome
    return outcome


def three_entries(storage: Storage, scope: Scope = ACME) -> list[Entry]:
    """Record a letter sent, its receipt and a named contact, by the desk."""
    return three_entries_by(desk_of(storage), scope)


def three_entries_by(desk: Desk, scope: Scope = ACME) -> list[Entry]:
    """Record the same by a desk whose ledger may be another."""
    received = Statement(stated_on=date(2026, 5, 12), reference="#12345")
    contact = Statement(named="U0PRIYA")
    return [
        recorded(send_by(desk, scope=scope)).entry,
        recorded(desk.act(owner(scope=scope), Action.RECEIVED, received, after=1)).entry,
        recorded(desk.act(owner(scope=scope), Action.NAME_CONTACT, contact, after=2)).entry,
    ]


def entry_after(
    entry: Entry | None, statement: Statement = SENT, *, scope: Scope = ACME, position: int | None = None
) -> Entry:
    """Return a sealed entry that follows another, or nothing; the rules are not asked."""
    following = Entry(
        scope=scope,
        position=position or (entry.position + 1 if entry else 1),
        action=Action.NAME_CONTACT,
        status=Status.NOT_FILED,
        role=Role.OWNER,
        actor=commit_to("U0OLIVIA", "5a" * 16),
        named=commit_to(statement.named, "a5" * 16) if statement.named else None,
        recorded_at=NOON,
        statement=statement,
        previous=entry.hash if entry else GENESIS,
        hash="",
    )
    return seal(following)


def resealed(entry: Entry, **changes: object) -> Entry:
    return seal(replace(entry, **changes))  # type: ignore[arg-type] # a test's shorthand


NO_TEXTS: Mapping[str, str] = {}
