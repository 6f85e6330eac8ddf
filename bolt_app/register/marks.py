"""Which claims are shown as being re-read, by their own quote or by what they rest on; words no sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bolt_app.register.findings import Found
from bolt_app.register.model import Claim, Register


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a claim is being re-read.

    Attributes:
        found: what was found of a quote.
        own: it is the claim's own quote, and not that of a claim it rests on.
    """

    found: Found
    own: bool


def found(claim: Claim, register: Register) -> Found | None:
    """What the watch knows of a claim itself; None where it cites no watched page."""
    return register.findings.claims.get(claim.key)


def mark(claim: Claim, register: Register) -> Mark | None:
    """Why a claim is marked, or None: its own quote first, then the newest finding of all that it rests on.

    The loader refuses a claim that rests on itself, so this ends.
    """
    own = found(claim, register)
    if own and own.marks:
        return Mark(own, own=True)
    return _newest(mark(register.claim(key), register) for key in claim.rests_on)


def mark_of_any(claims: Iterable[Claim], register: Register) -> Mark | None:
    """Why what stands on all these claims is marked: the newest finding of any of them, or None."""
    return _newest(mark(claim, register) for claim in claims)


def _newest(marks: Iterable[Mark | None]) -> Mark | None:
    below = [one.found for one in marks if one]
    newest = max(below, key=lambda one: one.since or date.min, default=None)
    return Mark(newest, own=False) if newest else None
