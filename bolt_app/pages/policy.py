"""The register as the parts of one page, in a language; knows no markup, no request and no workspace."""

from collections.abc import Iterable
from dataclasses import dataclass

from bolt_app.i18n import Translator
from bolt_app.register.kinds import IN_SHORT, Slot
from bolt_app.register.model import Claim, Register, Source
from bolt_app.views.changes import day_of
from bolt_app.views.practices import details
from bolt_app.views.standing import collected, confidence, dates_of, quoted_in, standing, title_of


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
    """A statement in short: its sentence, on whose word and as of when, and where it stands in full."""

    number: int
    anchor: str
    text: str
    standing: str


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
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands under a heading or beside a day, with the statements it leads to.

    Attributes:
        anchor: stable, and the same in every language.
        title: the heading; of a change its day.
        lines: texts, a line each.
        told: statements, in the order of the register.
        sources: documents that it cites by itself.
    """

    anchor: str
    title: str
    lines: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    sources: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole page, section by section.

    Attributes:
        version: of the register.
        collected: how fresh the register is.
        headline: the answer people come for.
        in_short: the four lines below it.
        practices: one by one.
        asked: what members ask, each with its answer.
        unknown: what nobody has published an answer to.
        changes: newest first.
        differences: both sides of each, Slack's own explanation first.
        statements: every statement of the register, numbered in its order.
        documents: every document it cites.
    """

    version: str
    collected: str
    headline: Told
    in_short: tuple[Told, ...]
    practices: tuple[Entry, ...]
    asked: tuple[Entry, ...]
    unknown: tuple[Entry, ...]
    changes: tuple[Entry, ...]
    differences: tuple[Entry, ...]
    statements: tuple[Statement, ...]
    documents: tuple[Cited, ...]


def change_anchor(key: str) -> str:
    """Return the anchor of a change of the timeline; the feed's links lead to it."""
    return f"change-{key}"


def policy_of(register: Register, t: Translator) -> Policy:
    """Return the page's parts. A cap there is none: a page may be as long as the register."""
    write = _Writer(register, t)
    return Policy(
        version=register.version,
        collected=collected(register, t),
        headline=write.told(register.slots[Slot.HEADLINE]),
        in_short=write.all_told(register.slots[slot] for slot in IN_SHORT),
        practices=tuple(
            Entry(
                f"practice-{practice.key}",
                t(practice.name),
                (t(practice.purpose), *details(practice, t)),
                write.all_told(practice.claims),
            )
            for practice in register.practices
        ),
        asked=tuple(
            Entry(
                f"asked-{question.key}",
                t(question.question),
                (t(question.more),) if question.more else (),
                write.all_told([question.claim]),
            )
            for question in register.member_questions
        ),
        unknown=tuple(
            Entry(f"unknown-{question.key}", t(question.question), told=write.all_told([question.claim]))
            for question in register.open_questions
        ),
        changes=tuple(
            Entry(
                change_anchor(event.key),
                day_of(event, t),
                (t(event.text), *((t(event.note),) if event.note else ())),
                write.all_told(event.claims),
                write.all_cited(event.sources),
            )
            for event in register.timeline
        ),
        differences=tuple(
            Entry(f"difference-{one.key}", t(one.title), told=write.all_told(one.sides))
            for one in register.differences
        ),
        statements=tuple(write.statement(claim) for claim in register.claims.values()),
        documents=write.all_cited(register.sources),
    )


class _Writer:
    def __init__(self, register: Register, t: Translator) -> None:
        self._register, self._t = register, t
        self._numbers = {key: number for number, key in enumerate(register.claims, start=1)}

    def told(self, key: str) -> Told:
        claim = self._register.claim(key)
        return Told(
            number=self._numbers[key],
            anchor=f"claim-{key}",
            text=self._t(claim.text),
            standing=standing(claim, self._register, self._t),
        )

    def all_told(self, keys: Iterable[str]) -> tuple[Told, ...]:
        return tuple(self.told(key) for key in keys)

    def all_cited(self, keys: Iterable[str]) -> tuple[Cited, ...]:
        return tuple(self._cited(self._register.sources[key]) for key in keys)

    def statement(self, claim: Claim) -> Statement:
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
