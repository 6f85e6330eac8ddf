"""One row of a data file made into one value, refusing what it lacks; knows no file and no other row."""

from datetime import date
from types import MappingProxyType
from typing import Final

from bolt_app.register.governance import AiSetting, OfficerQuestion
from bolt_app.register.kinds import ClaimKind, Confidence, DataCategory, Default, ModelKind, ModelScope
from bolt_app.register.model import (
    Claim,
    Difference,
    MemberQuestion,
    OpenQuestion,
    Practice,
    Source,
    TimelineEvent,
)
from bolt_app.register.owed import fault
from bolt_app.register.rows import BUTTON, CLAIM, HEADER, PARAGRAPH, Row
from bolt_app.register.versions import Point, Version

_MEMORY: Final = frozenset({"m", "memory", "from-memory"})


def source(key: str, row: Row, collected: date) -> Source:
    """A document; it was seen on `collected` unless it says otherwise."""
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


def claim(key: str, row: Row) -> Claim:
    """A claim that carries what its kind owes and nothing else."""
    if (row.maybe_text("confidence", BUTTON) or "").lower() in _MEMORY:
        raise row.error("confidence is from memory: what nobody read in a copy does not load")
    claim = Claim(
        key=key,
        kind=row.choice("kind", ClaimKind),
        text=row.text("text", CLAIM),
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


def practice(key: str, row: Row) -> Practice:
    """A practice with the claims it stands on."""
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
        plan=row.maybe_text("plan", HEADER),
        categories=row.choices("categories", DataCategory),
    )
    row.done()
    if not practice.claims:
        raise row.error("a practice owes the claims it stands on")
    if (practice.switch is None) != (practice.switch_holder is None):
        raise row.error("switch and switch_holder go together")
    return practice


def event(key: str, row: Row) -> TimelineEvent:
    """Something that happened, with its source."""
    when = row.maybe_when("when")
    if when is None:
        raise row.error("when is missing")
    event = TimelineEvent(
        key=key,
        when=when,
        text=row.text("text", CLAIM),
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


def open_question(key: str, row: Row) -> OpenQuestion:
    """A question without a published answer."""
    question = OpenQuestion(key=key, question=row.text("question", HEADER), claim=row.text("claim", BUTTON))
    row.done()
    return question


def member_question(key: str, row: Row) -> MemberQuestion:
    """A question that members ask."""
    question = MemberQuestion(
        key=key,
        question=row.text("question", HEADER),
        claim=row.text("claim", BUTTON),
        more=row.maybe_text("more", PARAGRAPH),
    )
    row.done()
    return question


def difference(key: str, row: Row) -> Difference:
    """Two sides, and how we read them where we do."""
    title, sides = row.text("title", HEADER), row.names("sides")
    reading = row.maybe_text("reading", BUTTON)
    row.done()
    if len(sides) != 2:
        raise row.error("a difference has two sides, Slack's own explanation first")
    return Difference(key=key, title=title, sides=(sides[0], sides[1]), reading=reading)


def version(key: str, row: Row) -> Version:
    """A wording of the principles page, with what it says on at least one point."""
    says = row.table("says")
    made = Version(
        key=key,
        label=row.text("label", BUTTON),
        dates=row.text("dates", PARAGRAPH),
        extent=row.text("extent", PARAGRAPH),
        confidence=row.choice("confidence", Confidence),
        sources=row.names("sources"),
        says=MappingProxyType({point: on for point in Point if (on := says.maybe_text(point, BUTTON))}),
        since=row.maybe_when("since"),
        until=row.maybe_when("until"),
        approximate=row.flag("approximate"),
        note=row.maybe_text("note", PARAGRAPH),
    )
    says.done()
    row.done()
    if not made.sources:
        raise row.error("a version owes the place where it was seen")
    if not made.says:
        raise row.error("a version owes what it says on one point at least")
    # A month counts as its first day when it begins and as its last when it ends, and text sorts likewise.
    if made.since and made.until and made.until < made.since[: len(made.until)]:
        raise row.error("until lies before since")
    return made


def officer_question(key: str, row: Row) -> OfficerQuestion:
    """A question for a data-protection officer, with what either side says."""
    question = OfficerQuestion(
        key=key,
        topic=row.text("topic", BUTTON),
        question=row.text("question", CLAIM),
        slack_side=row.names("slack_side"),
        other_side=row.names("other_side"),
    )
    row.done()
    if not question.slack_side or not question.other_side:
        raise row.error("a question for the officer owes slack_side and other_side")
    if not question.question.endswith("?"):
        raise row.error("question ends without a question mark: it asks and never judges")
    return question


def ai_setting(key: str, row: Row) -> AiSetting:
    """A setting that governs generative AI, with the claims it stands on."""
    setting = AiSetting(
        key=key,
        name=row.text("name", BUTTON),
        effect=row.text("effect", PARAGRAPH),
        default=row.choice("default", Default),
        claims=row.names("claims"),
        path=row.maybe_text("path", HEADER),
        holder=row.maybe_text("holder", HEADER),
        plan=row.maybe_text("plan", HEADER),
    )
    row.done()
    if not setting.claims:
        raise row.error("a setting owes the claims it stands on")
    return setting
