"""Reads the data files into a Register, refusing what must not be shown; knows no view and no translation."""

import re
from datetime import date
from itertools import starmap
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bolt_app.register.checks import refuse_dead_links
from bolt_app.register.kinds import ClaimKind, Confidence, Default, ModelKind, ModelScope, Slot
from bolt_app.register.model import (
    Claim,
    Difference,
    MemberQuestion,
    OpenQuestion,
    Practice,
    Register,
    Source,
    TimelineEvent,
)
from bolt_app.register.owed import fault
from bolt_app.register.rows import BUTTON, HEADER, PARAGRAPH, RegisterError, Row, read_toml, rows

DATA: Final = Path(__file__).with_name("data")

FILES: Final = (
    "claims.toml",
    "differences.toml",
    "practices.toml",
    "questions.toml",
    "register.toml",
    "sources.toml",
    "timeline.toml",
)

CLAIM_CHARACTERS: Final = 400

_VERSION: Final = re.compile(r"\d{4}-\d{2}-\d{2}\.[1-9]\d*")
_MEMORY: Final = frozenset({"m", "memory", "from-memory"})


def load(directory: Path = DATA) -> Register:
    """The register that the data files of a directory hold.

    Raises:
        RegisterError: naming file and key. A file is missing or not TOML; a field is unknown, missing or of a
            wrong kind; a claim lacks what its kind owes; a reference is dead; a text is too long for Slack.
    """
    for path in sorted(directory.glob("*.toml")):
        if path.name not in FILES:
            raise RegisterError(f"{path.name}: not a file of the register, only {', '.join(FILES)}")
    head = Row("register.toml: register", read_toml(directory / "register.toml"))
    version = head.text("version", 20)
    if not _VERSION.fullmatch(version):
        raise head.error(f"version is {version}, not of the form 2026-11-21.1")
    collected, compared = head.day("collected"), head.maybe_day("compared")
    if compared and compared < collected:
        raise head.error("compared lies before collected")
    questions = rows(directory / "questions.toml", "open", "member")
    sources = rows(directory / "sources.toml", "sources")["sources"]
    claims = rows(directory / "claims.toml", "claims")["claims"]
    practices = rows(directory / "practices.toml", "practices")["practices"]
    events = rows(directory / "timeline.toml", "timeline")["timeline"]
    differences = rows(directory / "differences.toml", "differences")["differences"]
    register = Register(
        version=version,
        collected=collected,
        compared=compared,
        sources=MappingProxyType({key: _source(key, row, collected) for key, row in sources.items()}),
        claims=MappingProxyType({key: _claim(key, row) for key, row in claims.items()}),
        practices=tuple(starmap(_practice, practices.items())),
        # ISO dates sort as text, and a sort keeps the file's order within one day also when reversed.
        timeline=tuple(sorted(starmap(_event, events.items()), key=lambda event: event.when, reverse=True)),
        open_questions=tuple(starmap(_open, questions["open"].items())),
        member_questions=tuple(starmap(_member, questions["member"].items())),
        differences=tuple(starmap(_difference, differences.items())),
        slots=MappingProxyType(_slots(head)),
    )
    refuse_dead_links(register)
    return register


def _slots(head: Row) -> dict[str, str]:
    table = head.table("slots")
    slots = {str(slot): table.text(slot, BUTTON) for slot in Slot}
    table.done()
    head.done()
    return slots


def _source(key: str, row: Row, collected: date) -> Source:
    language = row.maybe_language("language")
    if language is None:
        raise row.error("language is missing")
    source = Source(
        key=key,
        title=row.text("title", HEADER),
        publisher=row.maybe_text("publisher", BUTTON),
        language=language,
        seen=row.maybe_day("seen") or collected,
        url=row.maybe_url("url"),
        dated=row.maybe_when("dated"),
        dated_note=row.maybe_text("dated_note", HEADER),
        described=row.flag("described"),
        copy=row.flag("copy", default=True),
    )
    row.done()
    return source


def _claim(key: str, row: Row) -> Claim:
    if (row.maybe_text("confidence", BUTTON) or "").lower() in _MEMORY:
        raise row.error("confidence is from memory: what nobody read in a copy does not load")
    claim = Claim(
        key=key,
        kind=row.choice("kind", ClaimKind),
        text=row.text("text", CLAIM_CHARACTERS),
        confidence=row.choice("confidence", Confidence),
        source=row.maybe_text("source", BUTTON),
        quote=row.maybe_text("quote", PARAGRAPH),
        quote_language=row.maybe_language("quote_language"),
        paraphrase=row.flag("paraphrase"),
        recheck=row.flag("recheck"),
        further=row.names("further"),
        searched=row.maybe_text("searched", PARAGRAPH),
        searched_on=row.maybe_day("searched_on"),
        rests_on=row.names("rests_on"),
    )
    row.done()
    if wrong := fault(claim):
        raise row.error(wrong)
    return claim


def _practice(key: str, row: Row) -> Practice:
    practice = Practice(
        key=key,
        name=row.text("name", BUTTON),
        purpose=row.text("purpose", PARAGRAPH),
        model_scope=row.choice("model_scope", ModelScope),
        kind=row.choice("kind", ModelKind),
        default=row.choice("default", Default),
        data=row.names("data"),
        switch=row.maybe_text("switch", PARAGRAPH),
        switch_holder=row.maybe_text("switch_holder", HEADER),
        claims=row.names("claims"),
    )
    row.done()
    if not practice.claims:
        raise row.error("a practice owes the claims it stands on")
    if (practice.switch is None) != (practice.switch_holder is None):
        raise row.error("switch and switch_holder go together")
    return practice


def _event(key: str, row: Row) -> TimelineEvent:
    when = row.maybe_when("when")
    if when is None:
        raise row.error("when is missing")
    event = TimelineEvent(
        key=key,
        when=when,
        text=row.text("text", CLAIM_CHARACTERS),
        confidence=row.choice("confidence", Confidence),
        sources=row.names("sources"),
        approximate=row.flag("approximate"),
        note=row.maybe_text("note", PARAGRAPH),
        claims=row.names("claims"),
    )
    row.done()
    if not event.sources:
        raise row.error("an event owes a source")
    return event


def _open(key: str, row: Row) -> OpenQuestion:
    question = OpenQuestion(key=key, question=row.text("question", HEADER), claim=row.text("claim", BUTTON))
    row.done()
    return question


def _member(key: str, row: Row) -> MemberQuestion:
    question = MemberQuestion(
        key=key,
        question=row.text("question", HEADER),
        claim=row.text("claim", BUTTON),
        more=row.maybe_text("more", PARAGRAPH),
    )
    row.done()
    return question


def _difference(key: str, row: Row) -> Difference:
    title, sides = row.text("title", HEADER), row.names("sides")
    row.done()
    if len(sides) != 2:
        raise row.error("a difference has two sides, Slack's own explanation first")
    return Difference(key=key, title=title, sides=(sides[0], sides[1]))
