"""What `verify` says of a scope's record and mails, in sentences; knows the chain's rules, no database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bolt_app.cannot_start import CannotStartError
from bolt_app.evidence.kept import Archive, Left
from bolt_app.optout.second import SecondOwner, agrees, told_apart
from bolt_app.optout.verify import Link, expected, inconsistency, sound
from bolt_app.people import Scope

Links = Callable[[Scope], Iterable[Link]]
"""Gives a scope's entries as stored, in order of position; may be called more than once."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An entry's number and hash, or the hash's beginning, kept elsewhere: in an export, an announcement."""

    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one scope.

    Attributes:
        holds: whether the record is unbroken and bears the fingerprint, where one was given.
        sentence: the finding for a person; names the first broken entry.
    """

    holds: bool
    sentence: str


def fingerprint(text: str) -> Fingerprint:
    """A fingerprint written as `N:HASH`.

    Raises:
        ValueError: it is not written so, or too little of the hash to tell two entries apart.
    """
    number, separator, beginning = text.strip().partition(":")
    if not (separator and number.isascii() and number.isdigit() and len(number) <= 9 and int(number) > 0):
        raise ValueError("A fingerprint is an entry's number, a colon and its hash, such as 4:9f86d081884c.")
    wanted = beginning.strip().lower()
    if not 12 <= len(wanted) <= 64 or set(wanted) - set("0123456789abcdef"):
        raise ValueError(
            "The hash has 64 characters of 0-9 and a-f, of which at least the first 12 are needed."
        )
    return Fingerprint(int(number), wanted)


def check(scope: Scope, links: Links, kept: Fingerprint | None = None) -> Finding:
    """Check one scope's record, and that it bears the fingerprint."""
    walk = _Walk(links(scope))
    broken = inconsistency(scope, walk)
    if broken is not None:
        return Finding(holds=False, sentence=f"{scope}: entry {broken.position} is broken: {broken.what}.")
    if walk.newest is None and kept is not None:
        return Finding(
            holds=False, sentence=f"{scope}: nothing is recorded: entry {kept.position} is missing."
        )
    if walk.newest is None:
        return Finding(holds=True, sentence=f"{scope}: nothing is recorded.")
    if kept is not None and kept.position > walk.newest.position:
        return Finding(
            holds=False,
            sentence=f"{scope}: entry {kept.position} is missing; the last is {walk.newest.position}.",
        )
    if kept is not None and not expected(links(scope), kept.position, kept.hash):
        return Finding(
            holds=False,
            sentence=f"{scope}: entry {kept.position} does not bear that fingerprint. "
            "The record was rewritten from there or before.",
        )
    counted = "1 entry" if walk.newest.position == 1 else f"{walk.newest.position} entries"
    return Finding(
        holds=True,
        sentence=f"{scope}: {counted}, unbroken. Newest: {walk.newest.position}:{walk.newest.hash}",
    )


def check_second_owners(scope: Scope, links: Links) -> Finding | None:
    """Say of how many acts that two owners recorded nobody can tell whether they are two; None for none.

    Args:
        scope: whose record it is; it holds.
        links: gives its entries.
    """
    second, unseen = SecondOwner(), 0
    for entry in sound(scope, links(scope)):
        proposal = second.proposal
        if proposal is not None and agrees(entry, proposal) and not told_apart(entry, proposal):
            unseen += 1
        second.add(entry)
    if not unseen:
        return None
    counted = "1 entry" if unseen == 1 else f"{unseen} entries"
    said = f"of {counted} that took two owners an id was erased: whether they are two cannot be checked"
    return Finding(holds=True, sentence=f"{scope}: {said}.")


def check_mails(scope: Scope, links: Links, archive: Archive) -> Finding | None:
    """Say of the mails that entries name which can still be checked; None where no entry names one.

    Args:
        scope: whose record it is; it holds.
        links: gives its entries.
        archive: where mails are kept; it holds each whole one against its hash.
    """
    named = {entry.statement.mail for entry in sound(scope, links(scope))} - {""}
    if not named:
        return None
    left = archive.left(scope)
    whole = [sha256 for sha256 in sorted(named) if left.get(sha256) is Left.WHOLE]
    part = sum(left.get(sha256) is Left.PART for sha256 in named)
    try:
        for sha256 in whole:
            archive.raw(scope, sha256)
    except CannotStartError as torn:
        return Finding(holds=False, sentence=f"{scope}: {torn}")
    counted = "1 e-mail" if len(named) == 1 else f"{len(named)} e-mails"
    said = f"{scope}: of {counted} that entries name, {len(whole)} on file as put there"
    if len(whole) < len(named):
        erased = len(named) - len(whole) - part
        said += f"; {part} kept only in part, {erased} erased: what was found of them cannot be checked again"
    return Finding(holds=True, sentence=f"{said}.")


class _Walk:
    """Passes the links on and remembers the newest."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._links = links
        self.newest: Link | None = None

    def __iter__(self) -> Iterator[Link]:
        for link in self._links:
            self.newest = link
            yield link
