"""Entries of the record as rows, and back; knows no statement and no transaction."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any

from bolt_app.optout.chain import canonical, digest, read
from bolt_app.optout.model import Entry
from bolt_app.optout.verify import Link
from storage.tables import ENTRIES

AS_STORED = (
    ENTRIES.c.position,
    ENTRIES.c.canonical,
    ENTRIES.c.hash,
    ENTRIES.c.actor_id,
    ENTRIES.c.actor_salt,
    ENTRIES.c.named_id,
    ENTRIES.c.named_salt,
)
"""What an entry is read from. What else stands in its row repeats it, for people with a SQL client."""

REPEATED = (ENTRIES.c.action, ENTRIES.c.status, ENTRIES.c.recorded_at)
"""What `verify` holds against the text as well; it is selected behind `AS_STORED`."""


def entry(row: Sequence[Any]) -> Entry:
    """Return the entry of a row of `AS_STORED`.

    Raises:
        ValueError: its text is not an entry's.
    """
    _, text, sealed, *persons = row
    return read(text, sealed, (persons[0], persons[1]), (persons[2], persons[3]))


def link(row: Sequence[Any]) -> Link:
    """Return a row of `AS_STORED` and `REPEATED` for `verify`, with nothing read into it."""
    return Link(row[0], row[1], row[2], (row[3], row[4]), (row[5], row[6]), (row[7], row[8], row[9]))


def values(entry: Entry) -> dict[str, Any]:
    """Return an entry as it is written, with `previous`, by which its place is found.

    Raises:
        ValueError: it is not sealed, or an id contains NUL.
    """
    text = canonical(entry)
    if digest(text) != entry.hash:
        raise ValueError(f"entry {entry.position} of {entry.scope} is not sealed")
    actor, named = entry.actor, entry.named
    row = {
        "scope": entry.scope.id,
        "position": entry.position,
        "canonical": text,
        "hash": entry.hash,
        "action": entry.action.value,
        "status": entry.status.value,
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(),
        "actor_id": actor.user if actor else None,
        "actor_salt": actor.salt if actor else None,
        "named_id": named.user if named else None,
        "named_salt": named.salt if named else None,
    }
    if any("\0" in value for value in row.values() if isinstance(value, str)):
        raise ValueError("an id contains NUL")  # stripped here, its commitment would not open
    return row | {"previous": entry.previous}


def carried(entries: Sequence[Entry], texts: Mapping[str, str]) -> Sequence[tuple[str, str, str]]:
    """Return (kind, SHA-256, text) of texts, having made sure that the entries carry exactly these.

    Raises:
        ValueError: they carry others.
    """
    kept = [(kind, digest(text), text) for kind, text in texts.items()]
    if {(kind, sha256) for kind, sha256, _ in kept} != {
        one for known in entries for one in known.statement.texts
    }:
        raise ValueError("the entry carries other texts than those to be kept")
    return kept
