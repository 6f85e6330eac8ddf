"""Acme's departure, an hour or a month ago, and until when it is kept; nothing is purged here."""

from datetime import datetime, timedelta

from storage import Storage
from storage.departures import Departure
from tests.storage.record import ACME, NOON

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


KEPT = timedelta(days=30)


LONG_AFTER = NOON + timedelta(days=4000)


def leave(storage: Storage, at: datetime = NOON, scope_id: str = ACME.id) -> None:
    storage.departures.left(scope_id, at, at + KEPT)


def departed(storage: Storage) -> list[Departure]:
    return list(storage.departures.departed())
