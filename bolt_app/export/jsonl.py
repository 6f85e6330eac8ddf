"""The record as JSON Lines, exactly as stored, for machines and for `verify.py`; reads nothing into it."""

import json
from collections.abc import Iterator

from bolt_app.export.record import Record
from bolt_app.optout.verify import Link


def lines(record: Record) -> Iterator[str]:
    """Yield a line that names the scope and the newest entry, then one for each entry, oldest first.

    An entry's line holds the canonical text as one string, its hash, and apart from both the erasable Slack
    id and salt of its persons, or null. All of it is ASCII: no mail gateway and no editor changes a thing.
    """
    yield _line({"scope": record.scope.id, "newest": record.fingerprint})
    for link in record.links():
        yield _line(_stored(link))


def _stored(link: Link) -> dict[str, object]:
    return {
        "position": link.position,
        "canonical": link.canonical,
        "hash": link.hash,
        "actor": link.actor if all(link.actor) else None,
        "named": link.named if all(link.named) else None,
    }


def _line(fields: dict[str, object]) -> str:
    return json.dumps(fields, separators=(",", ":")) + "\n"
