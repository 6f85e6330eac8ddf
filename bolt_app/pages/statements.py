"""Statements and documents as a page shows them, numbered and anchored, in a language; knows no markup."""

from collections.abc import Iterable
from dataclasses import dataclass

from bolt_app.i18n import Translator
from bolt_app.register.model import Claim, Register, Source
from bolt_app.views.findings import checked, marked
from bolt_app.views.standing import confidence, dates_of, quoted_in, standing, title_of


@dataclass(frozen=True, slots=True)
class Cited:
    """A document, as it is cited.

    Attributes:
        anchor: of its place in the list of documents.
        title: in the language of `language`.
        language: BCP 47 tag of the title.
        url: its https address, "" where none is on file.
        publisher: who publishes it, "" where that is not known.
        dates: its own date or that it has none, and when the copy was read.
    """

    anchor: str
    title: str
    language: str
    url: str
    publisher: str
    dates: str


@dataclass(frozen=True, slots=True)
class Told:
    """A statement in short: its sentence, on whose word and as of when, and where it stands in full.

    `mark` says that it is being re-read, and why; "" where nothing marks it.
    """

    number: int
    anchor: str
    text: str
    standing: str
    mark: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement in full.

    Attributes:
        told: the same in short.
        quote: the source's own words, "" where none are quoted.
        quote_language: BCP 47 tag of the quote.
        quoted_in: that language in words.
        searched: what was searched and where, "" but for what was not found.
        rests_on: the statements a reading rests on.
        confidence: how close to the source we came.
        recheck: whether it is to be compared with Slack's live page first.
        checked: when it was held against Slack's live page, "" where no page is watched for it.
        sources: the documents, the quoted one first.
    """

    told: Told
    quote: str
    quote_language: str
    quoted_in: str
    searched: str
    rests_on: tuple[Told, ...]
    confidence: str
    recheck: bool
    checked: str
    sources: tuple[Cited, ...]


class Writer:
    """Writes what a page shows of claims and sources, by their keys."""

    def __init__(self, register: Register, t: Translator) -> None:
        """Take the register, whose order numbers the statements, and the language."""
        self._register, self._t = register, t
        self._numbers = {key: number for number, key in enumerate(register.claims, start=1)}

    def told(self, key: str) -> Told:
        """Return a statement in short."""
        claim = self._register.claim(key)
        return Told(
            number=self._numbers[key],
            anchor=f"claim-{key}",
            text=self._t(claim.text),
            standing=standing(claim, self._register, self._t),
            mark=marked(claim, self._register, self._t),
        )

    def all_told(self, keys: Iterable[str]) -> tuple[Told, ...]:
        """Return statements in short, in the order of the keys."""
        return tuple(self.told(key) for key in keys)

    def all_cited(self, keys: Iterable[str]) -> tuple[Cited, ...]:
        """Return documents in the order of the keys."""
        return tuple(self._cited(self._register.sources[key]) for key in keys)

    def statement(self, claim: Claim) -> Statement:
        """Return a statement in full."""
        t = self._t
        return Statement(
            told=self.told(claim.key),
            quote=claim.quote or "",
            quote_language=claim.quote_language or "",
            quoted_in=quoted_in(claim, t) if claim.quote else "",
            searched=t(claim.searched) if claim.searched else "",
            rests_on=self.all_told(claim.rests_on),
            confidence=confidence(claim, t),
            recheck=claim.recheck,
            checked=checked(claim, self._register, t),
            sources=self.all_cited(claim.sources),
        )

    def _cited(self, source: Source) -> Cited:
        return Cited(
            anchor=f"source-{source.key}",
            title=title_of(source, self._t),
            language=self._t.language if source.described else source.language,
            url=source.url or "",
            publisher=source.publisher or "",
            dates=dates_of(source, self._t),
        )
