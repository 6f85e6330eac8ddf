"""What the register consists of, as frozen values; knows nothing of files, Slack's blocks or languages.

Texts are English message ids: a view hands them to its translator. Quotes, titles and publishers are shown
as they are, in the language of the copy they were read in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from bolt_app.register.findings import NOTHING, Findings
from bolt_app.register.governance import AiSetting, OfficerQuestion
from bolt_app.register.kinds import ClaimKind, Confidence, DataCategory, Default, ModelKind, ModelScope
from bolt_app.register.texts import translated
from bolt_app.register.versions import Point, Version


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a claim cites.

    Attributes:
        key: its name in the register.
        title: the document's title in its own language, or our own description where `described`.
        language: BCP 47 tag of the copy that was read.
        seen: the day the copy was read.
        publisher: who publishes it, where the facts say; what "Slack" or "Salesforce" publish counts as said.
        url: its https address, or None where the facts keep none.
        dated: the date the document gives of itself (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), or None.
        dated_note: what kind of date that is, where it is not plainly the document's own.
        described: the title is our description, hence translatable.
        copy: a published copy was read, not the live page; without `dated` it is shown as "copy, undated".
    """

    key: str
    title: str
    language: str
    seen: date
    publisher: str | None = None
    url: str | None = None
    dated: str | None = None
    dated_note: str | None = None
    described: bool = False
    copy: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that people see.

    Attributes:
        key: its name in the register.
        kind: on whose word it stands; it decides which of the fields below are owed.
        text: the statement in one or two English sentences.
        confidence: how close to the source we came.
        source: key of the source, for what was said or reported.
        quote: at most 40 words of the source, in `quote_language`.
        quote_language: BCP 47 tag of the quote.
        paraphrase: the source's words were read but are not quoted.
        recheck: to be compared with the live page before anything else.
        further: keys of further sources.
        searched: what was searched and where, for what was not found.
        searched_on: the day of that search.
        rests_on: keys of the claims that a reading rests on.
    """

    key: str
    kind: ClaimKind
    text: str
    confidence: Confidence
    source: str | None = None
    quote: str | None = None
    quote_language: str | None = None
    paraphrase: bool = False
    recheck: bool = False
    further: tuple[str, ...] = ()
    searched: str | None = None
    searched_on: date | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of all its sources, the one that is quoted first."""
        return ((self.source,) if self.source else ()) + self.further


@dataclass(frozen=True, slots=True)
class Practice:
    """One way data is used.

    `data` holds short names of the data used and `categories` whose decision that data is; both are empty
    where the copies do not say. `switch` and `switch_holder` say what changes it and who holds that switch;
    both are None where nothing was found. `plan` says on which plan it is there, or None: not said.
    """

    key: str
    name: str
    purpose: str
    model_scope: ModelScope
    kind: ModelKind
    default: Default
    data: tuple[str, ...] = ()
    switch: str | None = None
    switch_holder: str | None = None
    claims: tuple[str, ...] = ()
    plan: str | None = None
    categories: tuple[DataCategory, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened; `when` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `sources`, `claims` are keys."""

    key: str
    when: str
    text: str
    confidence: Confidence
    sources: tuple[str, ...]
    approximate: bool = False
    note: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question to which no published answer was found; `claim` is the key of that not-found claim."""

    key: str
    question: str
    claim: str


@dataclass(frozen=True, slots=True)
class MemberQuestion:
    """What members ask; `claim` is the key of the claim that answers it, `more` a further sentence."""

    key: str
    question: str
    claim: str
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where texts differ: keys of two claims, Slack's own explanation first.

    `reading` is the key of a claim that says how we read it, or None: the two sides stand for themselves.
    """

    key: str
    title: str
    sides: tuple[str, str]
    reading: str | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """Keys of all its claims in the order they are shown."""
        return self.sides + ((self.reading,) if self.reading else ())


@dataclass(frozen=True, slots=True)
class Register:
    """Everything the app says about Slack, as of one version.

    Attributes:
        version: `YYYY-MM-DD.n`; it is stored with every entry of the record.
        collected: the day the published copies were collected.
        compared: the day somebody compared the register with Slack's live pages, or None: not yet.
        sources: by key.
        claims: by key.
        practices: in the order they are shown.
        timeline: newest first.
        open_questions: in the order they are shown.
        member_questions: in the order they are shown.
        differences: in the order they are shown.
        slots: a claim's key for every `Slot`.
        versions: of the principles page, oldest first.
        officer_questions: for the data-protection officer, in the order they are shown.
        ai_settings: that govern generative AI, in the order they are shown.
        findings: what the watch found of the claims; the data files know nothing of it.
    """

    version: str
    collected: date
    compared: date | None
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    practices: tuple[Practice, ...]
    timeline: tuple[TimelineEvent, ...]
    open_questions: tuple[OpenQuestion, ...]
    member_questions: tuple[MemberQuestion, ...]
    differences: tuple[Difference, ...]
    slots: Mapping[str, str]
    versions: tuple[Version, ...] = ()
    officer_questions: tuple[OfficerQuestion, ...] = ()
    ai_settings: tuple[AiSetting, ...] = ()
    findings: Findings = NOTHING

    def claim(self, key: str) -> Claim:
        """The claim of that key; KeyError where there is none (the loader refuses dead keys)."""
        return self.claims[key]

    def slot(self, name: str) -> Claim:
        """The claim that stands in a slot."""
        return self.claims[self.slots[name]]

    def claims_of(self, practice: Practice) -> tuple[Claim, ...]:
        """A practice's claims, in its order."""
        return tuple(self.claims[key] for key in practice.claims)

    def says(self, version: Version, point: Point) -> Claim | None:
        """What a version says on a point, or None: it is not in the part seen."""
        key = version.says.get(point)
        return self.claims[key] if key else None

    def tables(self) -> Mapping[str, tuple[object, ...]]:
        """Every row by the table it comes from."""
        return {
            "sources": tuple(self.sources.values()),
            "claims": tuple(self.claims.values()),
            "practices": self.practices,
            "timeline": self.timeline,
            "open": self.open_questions,
            "member": self.member_questions,
            "differences": self.differences,
            "versions": self.versions,
            "officer": self.officer_questions,
            "settings": self.ai_settings,
        }

    def texts(self) -> Iterator[str]:
        """Every string of the register that is translated, repeated where it stands more than once."""
        for table, rows in self.tables().items():
            for row in rows:
                yield from translated(table, partial(getattr, row))
