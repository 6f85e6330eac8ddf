"""What a claim owes by its kind and must not carry; knows one claim at a time, no file and no other row."""

import re
from typing import Final

from bolt_app.register.kinds import ClaimKind
from bolt_app.register.model import Claim

QUOTE_WORDS: Final = 40

# Chinese and Japanese are written without spaces: two characters count as one word.
_UNSPACED: Final = re.compile(r"[぀-ヿ㐀-鿿]")


def words(quote: str) -> int:
    """How many words a quote has."""
    return len(_UNSPACED.sub("", quote).split()) + (len(_UNSPACED.findall(quote)) + 1) // 2


def fault(claim: Claim) -> str | None:
    """What is wrong with a claim taken alone, as the end of a sentence, or None."""
    return _owed(claim) or _not_owed(claim)


def _owed(claim: Claim) -> str | None:
    """What the claim's kind owes and the claim lacks."""
    match claim.kind:
        case ClaimKind.SAID | ClaimKind.REPORTED if claim.source is None:
            return f"a {claim.kind} claim owes a source"
        case ClaimKind.SAID if claim.quote is None and not claim.paraphrase:
            return "a said claim owes a quote or paraphrase = true"
        case ClaimKind.NOT_FOUND if claim.searched is None or claim.searched_on is None:
            return "a not-found claim owes searched and searched_on"
        case ClaimKind.READING if not claim.rests_on:
            return "a reading owes rests_on"
    if claim.quote is not None and claim.quote_language is None:
        return "a quote owes quote_language"
    return None


def _not_owed(claim: Claim) -> str | None:
    """What the claim carries and must not."""
    if claim.quote is not None and words(claim.quote) > QUOTE_WORDS:
        return f"the quote has {words(claim.quote)} words, at most {QUOTE_WORDS} are quoted"
    if claim.quote is not None and claim.paraphrase:
        return "a quote is no paraphrase"
    if claim.quote is None and claim.quote_language is not None:
        return "quote_language without a quote"
    if claim.source is None and (claim.quote is not None or claim.paraphrase):
        return "words of a source without the source"
    if claim.source in claim.further:
        return f"further names {claim.source}, which is its source already"
    if claim.kind is not ClaimKind.NOT_FOUND and (claim.searched or claim.searched_on):
        return f"searched belongs to a not-found claim, this one is {claim.kind}"
    if claim.kind is not ClaimKind.READING and claim.rests_on:
        return f"rests_on belongs to a reading, this claim is {claim.kind}"
    return None
