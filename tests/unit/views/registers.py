"""A register of any size, of rows whose texts are as long as the loader lets them be; reads no file."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bolt_app.register import AiSetting, OfficerQuestion, Point, Register, Version
from bolt_app.register.kinds import ClaimKind, Confidence, DataCategory, Default, ModelKind, ModelScope, Slot
from bolt_app.register.model import (
    Claim,
    Difference,
    MemberQuestion,
    OpenQuestion,
    Practice,
    Source,
    TimelineEvent,
)
from bolt_app.register.rows import BUTTON, CLAIM, HEADER, PARAGRAPH

DAY = date(2026, 11, 21)


def long(limit: int) -> str:
    """A text of ordinary words, with an ampersand among them, as long as a limit lets it be."""
    return ("Words & words that go on and on, as far as they may. " * 80)[:limit].strip()


def source(key: str, **given: object) -> Source:
    """A source with an address, and with the longest title."""
    plain = Source(key, long(HEADER), "en", DAY, publisher="Slack", url=f"https://slack.com/{key}")
    return replace(plain, **given)  # type: ignore[arg-type] # a test's shorthand


def claim(key: str, **given: object) -> Claim:
    """A claim as long as it may be."""
    plain = Claim(
        key,
        ClaimKind.NOT_FOUND,
        long(CLAIM),
        Confidence.READ,
        searched=long(PARAGRAPH),
        searched_on=DAY,
        further=("source-0", "source-1", "source-2"),
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def practice(key: str, claims: tuple[str, ...]) -> Practice:
    """A practice as long as it may be."""
    return Practice(
        key,
        long(BUTTON),
        long(PARAGRAPH),
        ModelScope.GLOBAL,
        ModelKind.PREDICTIVE,
        Default.IN,
        data=(long(HEADER),) * 4,
        switch=long(PARAGRAPH),
        switch_holder=long(HEADER),
        claims=claims,
        plan=long(HEADER),
        categories=tuple(DataCategory),
    )


def event(key: str) -> TimelineEvent:
    """A change as long as it may be."""
    return TimelineEvent(
        key, "2026-05-17", long(CLAIM), Confidence.READ, ("source-0",) * 4, note=long(PARAGRAPH)
    )


def version(key: str, claims: tuple[str, ...]) -> Version:
    """A version of the principles page as long as it may be, which says something on every point."""
    return Version(
        key,
        long(BUTTON),
        long(PARAGRAPH),
        long(PARAGRAPH),
        Confidence.WEAK,
        ("source-0",) * 4,
        MappingProxyType({point: claims[row % len(claims)] for row, point in enumerate(Point)}),
        since="2024-05-17",
        until="2026-05-17",
        approximate=True,
        note=long(PARAGRAPH),
    )


def officer_question(key: str, claims: tuple[str, ...]) -> OfficerQuestion:
    """A question for the data-protection officer as long as it may be."""
    return OfficerQuestion(key, long(BUTTON), long(CLAIM), claims[:3], claims[-3:])


def ai_setting(key: str, claims: tuple[str, ...]) -> AiSetting:
    """A setting of generative AI as long as it may be."""
    return AiSetting(
        key,
        long(BUTTON),
        long(PARAGRAPH),
        Default.DEPENDS_ON_PLAN,
        claims[:3],
        path=long(HEADER),
        holder=long(HEADER),
        plan=long(HEADER),
    )


def grown(number: int) -> Register:
    """A register with that many rows in each table."""
    keys = [str(row) for row in range(number)]
    cited = [f"source-{key}" for key in {"0", "1", "2", *keys}]
    claims = tuple(f"claim-{key}" for key in keys)
    return Register(
        version="2026-11-21.1",
        collected=DAY,
        compared=None,
        sources=MappingProxyType({key: source(key) for key in cited}),
        claims=MappingProxyType({key: claim(key) for key in claims}),
        practices=tuple(practice(f"practice-{key}", claims) for key in keys),
        timeline=tuple(event(f"event-{key}") for key in keys),
        open_questions=tuple(OpenQuestion(key, long(HEADER), key) for key in claims),
        member_questions=tuple(MemberQuestion(key, long(HEADER), key, long(PARAGRAPH)) for key in claims),
        differences=tuple(Difference(key, long(HEADER), (key, key), reading=key) for key in claims),
        slots=MappingProxyType({str(slot): claims[0] for slot in Slot if claims}),
        versions=tuple(version(f"version-{key}", claims) for key in keys),
        officer_questions=tuple(officer_question(f"officer-{key}", claims) for key in keys),
        ai_settings=tuple(ai_setting(f"setting-{key}", claims) for key in keys),
    )
