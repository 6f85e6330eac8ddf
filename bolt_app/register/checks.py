"""What must hold between the rows of a register, and what should; knows the values, not the files' text."""

from collections.abc import Iterable, Iterator
from typing import Final

from bolt_app.register.kinds import ClaimKind, Confidence
from bolt_app.register.model import Claim, Register
from bolt_app.register.rows import RegisterError

_HOW_CLOSE: Final = {confidence: place for place, confidence in enumerate(Confidence)}
"""Closest to the source first."""

OWN_PUBLISHERS: Final = frozenset({"Slack", "Salesforce"})
"""Whose pages count as Slack's own word."""


def refuse_dead_links(register: Register) -> None:
    """Raise RegisterError, naming file and key, at the first reference to nothing or to the wrong kind."""
    for place, keys in _claims_named(register):
        _known(place, "claims", keys, register.claims)
    for place, keys in _sources_named(register):
        _known(place, "sources", keys, register.sources)
    for claim in register.claims.values():
        place = f"claims.toml: claims.{claim.key}"
        publisher = register.sources[claim.source].publisher if claim.source else None
        if claim.kind is ClaimKind.SAID and publisher not in OWN_PUBLISHERS:
            raise RegisterError(f"{place}: said needs a page of Slack's own; {publisher} makes it reported")
        if claim.key in _grounds(register, claim):
            raise RegisterError(f"{place}: the reading rests on itself")
        for key in claim.rests_on:
            if _HOW_CLOSE[claim.confidence] < _HOW_CLOSE[register.claims[key].confidence]:
                raise RegisterError(f"{place}: no reading is surer than {key}, on which it rests")
    for question in register.open_questions:
        if register.claims[question.claim].kind is not ClaimKind.NOT_FOUND:
            place = f"questions.toml: open.{question.key}"
            raise RegisterError(f"{place}: an open question needs a not-found claim")
    for difference in register.differences:
        if difference.reading and register.claims[difference.reading].kind is not ClaimKind.READING:
            place = f"differences.toml: differences.{difference.key}"
            raise RegisterError(f"{place}: reading names a claim of another kind")


def _claims_named(register: Register) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys of claims that each row names, with the row's place."""
    for claim in register.claims.values():
        yield f"claims.toml: claims.{claim.key}", claim.rests_on
    yield from _first_named(register)


def _first_named(register: Register) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys of claims that each row other than a claim names, with the row's place."""
    for slot, key in register.slots.items():
        yield f"register.toml: slots.{slot}", (key,)
    for practice in register.practices:
        yield f"practices.toml: practices.{practice.key}", practice.claims
    for event in register.timeline:
        yield f"timeline.toml: timeline.{event.key}", event.claims
    for unanswered in register.open_questions:
        yield f"questions.toml: open.{unanswered.key}", (unanswered.claim,)
    for asked in register.member_questions:
        yield f"questions.toml: member.{asked.key}", (asked.claim,)
    for question in register.officer_questions:
        yield f"questions.toml: officer.{question.key}", question.claims
    for difference in register.differences:
        yield f"differences.toml: differences.{difference.key}", difference.claims
    for version in register.versions:
        yield f"versions.toml: versions.{version.key}", tuple(version.says.values())
    for setting in register.ai_settings:
        yield f"ai_settings.toml: settings.{setting.key}", setting.claims


def _sources_named(register: Register) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys of sources that each row names, with the row's place."""
    for claim in register.claims.values():
        yield f"claims.toml: claims.{claim.key}", claim.sources
    for event in register.timeline:
        yield f"timeline.toml: timeline.{event.key}", event.sources
    for version in register.versions:
        yield f"versions.toml: versions.{version.key}", version.sources


def _known(place: str, table: str, keys: Iterable[str], known: Iterable[str]) -> None:
    for key in keys:
        if key not in known:
            raise RegisterError(f"{place}: {table} has no {key}")


def _grounds(register: Register, claim: Claim) -> set[str]:
    """Keys of all claims that a reading rests on, however far down."""
    found: set[str] = set()
    ahead = [key for key in claim.rests_on if key in register.claims]
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.add(key)
            ahead.extend(below for below in register.claims[key].rests_on if below in register.claims)
    return found


def shown(register: Register) -> set[str]:
    """Keys of the claims that somebody can come to.

    They start from a slot, practice, event, question, difference, version or setting, and go down to what a
    reading rests on.
    """
    first = {key for _, keys in _first_named(register) for key in keys}
    return first.union(*(_grounds(register, register.claims[key]) for key in first))


def check(register: Register) -> list[str]:
    """What loads and yet wants mending, one sentence each; empty when there is nothing to do."""
    seen_claims = shown(register)
    cited = {key for _, keys in _sources_named(register) for key in keys}
    return [
        *(
            f"claims.toml: claims.{key}: nothing shows it"
            for key in register.claims
            if key not in seen_claims
        ),
        *(f"sources.toml: sources.{key}: nothing cites it" for key in register.sources if key not in cited),
        *(
            f"sources.toml: sources.{source.key}: dated {source.dated}, after the register was collected"
            for source in register.sources.values()
            if source.dated and source.dated > register.collected.isoformat()
        ),
        *(
            f"claims.toml: claims.{claim.key}: searched after the register was collected"
            for claim in register.claims.values()
            if claim.searched_on and claim.searched_on > register.collected
        ),
    ]


def pending(register: Register) -> list[str]:
    """What awaits a person with the live pages at hand, most urgent first; not a fault of the files."""
    return [
        *(["The register has not been compared with Slack's live pages."] if not register.compared else []),
        *(
            f"{claim.key}: re-check on the live page first"
            for claim in register.claims.values()
            if claim.recheck
        ),
        *(
            f"{claim.key}: rests on one weak source"
            for claim in register.claims.values()
            if claim.confidence is Confidence.WEAK
        ),
        *(
            f"{source.key}: no address is on file"
            for source in register.sources.values()
            if source.url is None
        ),
    ]
