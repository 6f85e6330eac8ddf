"""On whose word a claim stands, and how well that is known, in plain words; knows no markup and no block."""

from collections.abc import Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.register.kinds import ClaimKind, Confidence
from bolt_app.register.model import Claim, Register, Source

_OWN_WORD = frozenset({"Slack", "Salesforce"})

_CONFIDENCE: Mapping[Confidence, str] = {
    Confidence.READ: mark("read in the source’s own text"),
    Confidence.REPORTED: mark("known through somebody else’s report"),
    Confidence.WEAK: mark("weak: one unconfirmed report, or a date that was inferred"),
}

# What was not found or concluded has no text of its own.
_OUR_OWN: Mapping[Confidence, str] = {
    Confidence.READ: mark("resting on copies that we read"),
    Confidence.REPORTED: mark("resting in part on what others report"),
    Confidence.WEAK: _CONFIDENCE[Confidence.WEAK],
}

_LANGUAGES: Mapping[str, str] = {
    "en": mark("quote in English"),
    "fr": mark("quote in French"),
    "de": mark("quote in German"),
    "es": mark("quote in Spanish"),
    "ja": mark("quote in Japanese"),
    "ko": mark("quote in Korean"),
    "pt": mark("quote in Portuguese"),
    "zh": mark("quote in Chinese"),
}


def standing(claim: Claim, register: Register, t: Translator) -> str:
    """Return on whose word the claim stands, with its date."""
    if claim.kind is ClaimKind.NOT_FOUND:
        day = t.day(claim.searched_on) if claim.searched_on else t("a day that is not recorded")
        return t("not found, searched on {day}", day=day)
    if claim.kind is ClaimKind.READING:
        return t("our reading")
    source = register.sources[claim.source] if claim.source else None
    when = _when(source, t) if source else ""
    if claim.kind is ClaimKind.REPORTED:
        return t("reported, {when}", when=when)
    if source and source.publisher in _OWN_WORD:
        return t("{publisher}’s words, {when}", publisher=source.publisher, when=when)
    return t("Slack’s words as quoted by others, {when}", when=when)


def _when(source: Source, t: Translator) -> str:
    if not source.dated:
        return t("undated copy")
    day = t.partial_day(source.dated)
    if source.dated_note:  # a date that is not plainly the document's own never stands alone
        return t("{day}: {note}", day=day, note=t(source.dated_note))
    return day


def confidence(claim: Claim, t: Translator) -> str:
    """Return how close to the source we came."""
    ours = claim.kind in (ClaimKind.NOT_FOUND, ClaimKind.READING)
    return t((_OUR_OWN if ours else _CONFIDENCE)[claim.confidence])


def quoted_in(claim: Claim, t: Translator) -> str:
    """Return which language the claim's quote is in; English where the register names none."""
    return t(_LANGUAGES.get((claim.quote_language or "en").split("-")[0], _LANGUAGES["en"]))


def title_of(source: Source, t: Translator) -> str:
    """Return the title a document gives itself, or our description of it in the reader's language."""
    return t(source.title) if source.described else source.title


def dates_of(source: Source, t: Translator) -> str:
    """Return both dates of a source: the document's own, or that it has none, and when the copy was read."""
    dated = t("dated {day}", day=t.partial_day(source.dated)) if source.dated else t("copy, undated")
    note = f" ({t(source.dated_note)})" if source.dated_note else ""
    seen = t("seen {day}", day=t.day(source.seen))  # not inside the f-string: nothing is extracted from one
    return f"{dated}{note} · {seen}"


def collected(register: Register, t: Translator) -> str:
    """Return how fresh the register is, and whether anybody compared it with the live pages."""
    if register.compared is None:
        return t(
            "Collected from published copies on {day}; not yet compared with Slack’s live pages.",
            day=t.day(register.collected),
        )
    return t(
        "Collected from published copies on {day}; compared with Slack’s live pages on {compared}.",
        day=t.day(register.collected),
        compared=t.day(register.compared),
    )
