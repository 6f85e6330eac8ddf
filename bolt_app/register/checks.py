"""What must hold between the rows of a register, and what should; knows the values, not the files' text."""

from collections.abc import Iterable
from typing import Final

from bolt_app.register.kinds import ClaimKind, Confidence
from bolt_app.register.model import Claim, Register
from bolt_app.register.rows import RegisterError

OWN_PUBLISHERS: Final = frozenset({"Slack", "Salesforce"})
"""Whose pages count as Slack's own word."""


def refuse_dead_links(register: Register) -> None:
    """Raise RegisterError, naming file and key, at the first reference that leads nowhere."""
    for claim in register.claims.values():
        place = f"claims.toml: claims.{claim.key}"
        _known(place, "sources", claim.sources, register.sources)
        _known(place, "claims", claim.rests_on, register.claims)
        publisher = register.sources[claim.source].publisher if claim.source else None
        if claim.kind is ClaimKind.SAID and publisher not in OWN_PUBLISHERS:
            raise RegisterError(f"{place}: said needs a page of Slack's own; {publisher} makes it reported")
        if claim.key in _grounds(register, claim):
            raise RegisterError(f"{place}: the reading rests on itself")
    for practice in register.practices:
        _known(f"practices.toml: practices.{practice.key}", "claims", practice.claims, register.claims)
    for event in register.timeline:
        place = f"timeline.toml: timeline.{event.key}"
        _known(place, "sources", event.sources, register.sources)
        _known(place, "claims", event.claims, register.claims)
    for question in register.open_questions:
        place = f"questions.toml: open.{question.key}"
        _known(place, "claims", (question.claim,), register.claims)
        if register.claims[question.claim].kind is not ClaimKind.NOT_FOUND:
            raise RegisterError(f"{place}: an open question needs a not-found claim")
    for asked in register.member_questions:
        _known(f"questions.toml: member.{asked.key}", "claims", (asked.claim,), register.claims)
    for difference in register.differences:
        place = f"differences.toml: differences.{difference.key}"
        _known(place, "claims", difference.sides, register.claims)
    for slot, key in register.slots.items():
        _known(f"register.toml: slots.{slot}", "claims", (key,), register.claims)


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

    They start from a slot, practice, event, question or difference, and go down to what a reading rests on.
    """
    first = {
        *register.slots.values(),
        *(key for practice in register.practices for key in practice.claims),
        *(key for event in register.timeline for key in event.claims),
        *(question.claim for question in register.open_questions),
        *(question.claim for question in register.member_questions),
        *(key for difference in register.differences for key in difference.sides),
    }
    return first.union(*(_grounds(register, register.claims[key]) for key in first))


def check(register: Register) -> list[str]:
    """What loads and yet wants mending, one sentence each; empty when there is nothing to do."""
    seen_claims = shown(register)
    cited = {key for claim in register.claims.values() for key in claim.sources}
    cited |= {key for event in register.timeline for key in event.sources}
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
