"""Which claims of the register a page answers for; knows no page's text and asks nothing."""

import hashlib
import json
from dataclasses import dataclass

from bolt_app.register import Claim, Register
from bolt_app.watch.declarations import DeclarationError
from bolt_app.watch.model import Declaration


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim that rests on a page.

    Attributes:
        claim: its key.
        source: key of the source it cites.
        quote: what it quotes, or "": its words are our own.
        digest: SHA-256, in hexadecimal, over what a review of the claim changes: its words, its quote, its
            source, and the day the source was seen.
    """

    claim: str
    source: str
    quote: str
    digest: str


def citations(declaration: Declaration, register: Register) -> tuple[Citation, ...]:
    """Return what the register cites a page for, in the register's order.

    Raises:
        DeclarationError: the declaration names a source or a claim that the register does not have, or as
            quoting the page a claim without a quote.
    """
    _refuse_dead_keys(declaration, register)
    return tuple(
        _citation(claim, register)
        for claim in register.claims.values()
        if claim.source in declaration.sources or claim.key in declaration.quoted_by
        if claim.key not in declaration.past
    )


def _refuse_dead_keys(declaration: Declaration, register: Register) -> None:
    dead = [key for key in declaration.sources if key not in register.sources]
    dead += [key for key in declaration.quoted_by + declaration.past if key not in register.claims]
    if dead:
        raise _error(declaration, f"{dead[0]} is not in the register")
    for key in declaration.quoted_by:
        if not register.claim(key).quote:
            raise _error(declaration, f"quoted_by names {key}, which quotes nothing")


def _citation(claim: Claim, register: Register) -> Citation:
    assert claim.source is not None  # a dead key was refused, and who quotes has a source
    source = register.sources[claim.source]
    reviewed = [claim.key, claim.text, claim.quote, source.key, source.url, source.seen.isoformat()]
    text = json.dumps(reviewed, ensure_ascii=False)
    return Citation(claim.key, source.key, claim.quote or "", hashlib.sha256(text.encode()).hexdigest())


def _error(declaration: Declaration, problem: str) -> DeclarationError:
    return DeclarationError(f"watched.toml: {declaration.terms}: {problem}.")
