"""Messages about Acme in an outbox: written, claimed and begun for a test; nothing is ever sent."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bolt_app.optout.outgoing import A_SECOND, Claimed, Outcome, Outgoing, Series
from storage import Storage
from storage.outbox_tables import OUTBOX, PACE, STOPS
from tests.storage.record import ACME, NO_TEXTS, NOON, entry_after

LEASE = timedelta(seconds=60)


LATER = NOON + LEASE


ADA, SAM = "U0ADA", "U0SAM"


def outgoing(key: str = "one", recipient: str = ADA, **changes: object) -> Outgoing:
    """A message to Ada about Acme, due now."""
    made = Outgoing(key, ACME, "ask_again", recipient, {"position": 1, "nth": 1}, NOON)
    return replace(made, **changes)  # type: ignore[arg-type] # a test's shorthand


def put(storage: Storage, *due: Outgoing) -> None:
    """Write messages as the ledger does: with an entry that causes them."""
    entries = storage.ledger.entries(ACME)
    assert storage.ledger.append([entry_after(entries[-1] if entries else None)], NO_TEXTS, due)


def claim(storage: Storage, seconds: float = 0) -> Claimed | None:
    return storage.outbox.claim(NOON + timedelta(seconds=seconds), LEASE)


def claimed(storage: Storage, seconds: float = 0) -> Claimed:
    """What must be there to be claimed."""
    found = claim(storage, seconds)
    assert found is not None
    return found


def begun(storage: Storage, seconds: float = 0) -> Claimed:
    """Claim a message and begin to send it."""
    found = claimed(storage, seconds)
    assert storage.outbox.begin(found, NOON + timedelta(seconds=seconds), LEASE)
    return found


def outcomes(storage: Storage) -> dict[str, str]:
    """Key to outcome."""
    with storage._database.reading() as connection:
        return dict(connection.execute(select(OUTBOX.c.key, OUTBOX.c.outcome)).all())


def sent(storage: Storage, key: str = "one") -> None:
    """A message to Ada goes out."""
    put(storage, outgoing(key))
    storage.outbox.finish(begun(storage), Outcome.SENT, NOON)


def rows(storage: Storage) -> list[int]:
    """How many rows each of the outbox's tables has."""
    with storage._database.reading() as connection:
        return [len(connection.execute(select(table)).all()) for table in (OUTBOX, PACE, STOPS)]


def announcement(key: str = "told", recipient: str = "C0PRIVACY", **changes: object) -> Outgoing:
    """A message to a channel about Acme, due now."""
    changes = {"apart": A_SECOND, "series": Series.ANNOUNCEMENTS, "kind": "announcement"} | changes
    return outgoing(key, recipient, **changes)


def refused(storage: Storage, why: str, seconds: float = 0) -> Claimed:
    """Slack refuses the message that is due."""
    found = begun(storage, seconds)
    storage.outbox.finish(found, Outcome.FAILED, NOON + timedelta(seconds=seconds), why)
    return found
