"""The canonical text of an entry and the chain of hashes; knows nothing of where entries are kept."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bolt_app.optout.choices import Topic, WorkspacesMay
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action, Entry, Evidence, Person, Statement, Status
from bolt_app.people import Role, Scope

GENESIS = "0" * 64
"""The `previous` of a scope's first entry."""

_FORMAT = 1


def commit_to(user: str, salt: str) -> Person:
    """Return the salted commitment to a Slack user id.

    The salt is a random hexadecimal text of 32 characters: without it an id could be found by trial.
    """
    return Person(hashlib.sha256(f"{salt}:{user}".encode()).hexdigest(), user, salt)


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(entry: Entry) -> str:
    """Return the exact text that is hashed: JSON with sorted keys, compact, times as UTC ISO 8601.

    Over these types (texts, small integers, null, lists) it equals RFC 8785; the tests hold it against a
    library of that standard. Ids of persons are not in it, their commitments are.
    """
    return json.dumps(_plain(entry), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def seal(entry: Entry) -> Entry:
    """Return the entry with its hash filled in."""
    return replace(entry, hash=digest(canonical(entry)))


def _plain(entry: Entry) -> dict[str, Any]:
    stated = entry.statement
    # What is not stated is left out, so that entries from before a field was known keep their text and hash.
    fields: dict[str, Any] = {
        "about": int(stated.about) if stated.about is not AboutUs.STATED else None,
        "channel": stated.channel,
        "checked": stated.checked.value if stated.checked is not Checked.NOT_CHECKED else None,
        "clause": stated.clause,
        "corrects": stated.corrects,
        "covers": stated.covers,
        "evidence": int(stated.evidence),
        "language": stated.language,
        "letter": stated.letter,
        "mail": stated.mail,
        "organisation": stated.organisation,
        "proposes": stated.proposes.value if stated.proposes else None,
        "reason": stated.reason,
        "reference": stated.reference,
        "regards": stated.regards,
        "register": stated.register,
        "review_on": stated.review_on.isoformat() if stated.review_on else None,
        "signer": stated.signer,
        "rule": stated.rule.value if stated.rule else None,
        "stated_on": stated.stated_on.isoformat() if stated.stated_on else None,
        "texts": [list(text) for text in stated.texts],
        "ticked": stated.ticked,
        "topics": [topic.value for topic in stated.topics],
    }
    return {
        "action": entry.action.value,
        "actor": entry.actor.commitment if entry.actor else None,
        "format": _FORMAT,
        "named": entry.named.commitment if entry.named else None,
        "position": entry.position,
        "previous": entry.previous,
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(),
        "role": entry.role.value if entry.role else None,
        "scope": entry.scope.id,
        "statement": {name: value for name, value in fields.items() if value not in ("", None, [])},
        "status": entry.status.value,
    }


def read(
    text: str,
    sealed: str,
    actor: tuple[str | None, str | None] = (None, None),
    named: tuple[str | None, str | None] = (None, None),
) -> Entry:
    """Return the entry whose canonical text this is.

    Args:
        text: the canonical text as stored.
        sealed: the hash stored beside it; it is carried, not checked (see `verify.py`).
        actor: Slack user id and salt of the actor, None where erased.
        named: the same of the person named.

    Raises:
        ValueError: the text is not an entry of this format.
    """
    try:
        return _entry(json.loads(text), sealed, actor, named)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        raise ValueError(f"not an entry of this format: {broken}") from broken


def _entry(
    raw: Any, sealed: str, actor: tuple[str | None, str | None], named: tuple[str | None, str | None]
) -> Entry:
    if raw["format"] != _FORMAT:
        raise ValueError(f"its format is {raw['format']}")
    stated = raw["statement"]
    statement = Statement(
        stated_on=_day(stated.get("stated_on")),
        reference=_text(stated.get("reference", "")),
        reason=_text(stated.get("reason", "")),
        clause=_text(stated.get("clause", "")),
        review_on=_day(stated.get("review_on")),
        covers=_text(stated.get("covers", "")),
        corrects=_number(stated["corrects"]) if "corrects" in stated else None,
        ticked=_text(stated.get("ticked", "")),
        letter=_text(stated.get("letter", "")),
        register=_text(stated.get("register", "")),
        texts=tuple((_text(kind), _text(sha)) for kind, sha in stated.get("texts", ())),
        evidence=Evidence(stated["evidence"]),
        mail=_text(stated.get("mail", "")),
        about=AboutUs(_number(stated.get("about", 1))),
        checked=Checked(_text(stated.get("checked", "not_checked"))),
        signer=_text(stated.get("signer", "")),
        organisation=_text(stated.get("organisation", "")),
        rule=WorkspacesMay(stated["rule"]) if "rule" in stated else None,
        regards=_number(stated["regards"]) if "regards" in stated else None,
        proposes=Action(stated["proposes"]) if "proposes" in stated else None,
        channel=_text(stated.get("channel", "")),
        topics=tuple(Topic(topic) for topic in stated.get("topics", ())),
        language=_text(stated.get("language", "")),
        named=named[0] or "",
    )
    return Entry(
        scope=Scope(_text(raw["scope"])),
        position=_number(raw["position"]),
        action=Action(raw["action"]),
        status=Status(raw["status"]),
        role=Role(raw["role"]) if raw["role"] else None,
        actor=Person(_text(raw["actor"]), *actor) if raw["actor"] else None,
        named=Person(_text(raw["named"]), *named) if raw["named"] else None,
        recorded_at=_time(raw["recorded_at"]),
        statement=statement,
        previous=_text(raw["previous"]),
        hash=sealed,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was due, not {type(value).__name__}")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a number was due, not {type(value).__name__}")
    return value


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return time


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
