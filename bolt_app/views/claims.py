"""A claim of the register as people see it: its sentence, and on whose word it stands.

Refuses to show a statement about Slack without its kind and its date.
"""

from collections.abc import Iterable, Mapping

from bolt_app.i18n import Translator, mark
from bolt_app.register.kinds import ClaimKind, Confidence
from bolt_app.register.model import Claim, Register, Source
from bolt_app.views import kit
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, escape

_OWN_WORD = frozenset({"Slack", "Salesforce"})

_CONFIDENCE: Mapping[Confidence, str] = {
    Confidence.READ: mark("read in the source’s own text"),
    Confidence.REPORTED: mark("known through somebody else’s report"),
    Confidence.WEAK: mark("weak: one unconfirmed report, or a date that was inferred"),
}

_OUR_OWN = mark("resting on copies that we read")  # what was not found or concluded has no text of its own

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


def sentence(claim: Claim, t: Translator) -> str:
    """Return the claim's sentence in the reader's language."""
    return escape(t(claim.text))


def with_standing(claim: Claim, register: Register, t: Translator) -> str:
    """Return the sentence and, in italics, on whose word and as of when."""
    return f"{sentence(claim, t)} _({standing(claim, register, t)})_"


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
        return t("{day}: {note}", day=day, note=escape(t(source.dated_note)))
    return day


def in_full(claim: Claim, register: Register, t: Translator, *, asked: str = "") -> list[Block]:
    """Return two blocks: the claim with its quote, then sources, dates and confidence as small print.

    Args:
        claim: what is stated.
        register: where its sources are.
        t: the reader's language.
        asked: the question it answers, in that language; it then stands out instead of the claim.
    """
    parts = [f"*{escape(asked)}*", sentence(claim, t)] if asked else [f"*{sentence(claim, t)}*"]
    if claim.quote:
        language = _LANGUAGES.get((claim.quote_language or "en").split("-")[0], _LANGUAGES["en"])
        parts.append("> " + t("“{quote}” _({language})_", quote=escape(claim.quote), language=t(language)))
    if claim.searched:
        parts.append(t("Searched: {where}", where=escape(t(claim.searched))))
    if claim.rests_on:
        parts.append(t("Our reading. It rests on:"))
        parts.extend(f"• {sentence(register.claim(key), t)}" for key in claim.rests_on)
    known = [standing(claim, register, t), _confidence(claim, t)]
    if claim.recheck:
        known.append(t("to be compared with Slack’s live page first"))
    small = [*(cited(register.sources[key], t) for key in claim.sources), f"_{' · '.join(known)}_"]
    return [kit.section("\n".join(parts)), kit.context("\n".join(small))]


def _confidence(claim: Claim, t: Translator) -> str:
    ours = claim.kind in (ClaimKind.NOT_FOUND, ClaimKind.READING)
    return t(_OUR_OWN if ours and claim.confidence is Confidence.READ else _CONFIDENCE[claim.confidence])


def cited(source: Source, t: Translator) -> str:
    """Return a source as a link with its publisher and both dates."""
    title = escape(t(source.title) if source.described else source.title)
    named = f"<{source.url}|{title}>" if source.url else title
    dated = t("dated {day}", day=t.partial_day(source.dated)) if source.dated else t("copy, undated")
    note = f" ({escape(t(source.dated_note))})" if source.dated_note else ""
    seen = t("seen {day}", day=t.day(source.seen))
    by = f", {escape(source.publisher)}" if source.publisher else ""
    return f"{named}{by} · {dated}{note} · {seen}"


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


def sources_button(claim: Claim, t: Translator) -> Block:
    """Return the button that shows one claim's sources."""
    return kit.button(t("Sources"), Press.CLAIM, value=claim.key, described=t("Sources of this statement"))


def each_with_grounds(claims: Iterable[Claim], register: Register) -> list[Claim]:
    """Return the claims in order, each once, and after all of them what our own readings rest on."""
    found = {claim.key: claim for claim in claims}
    waiting = list(found.values())
    for claim in waiting:
        for key in claim.rests_on:
            if key not in found:
                found[key] = register.claim(key)
                waiting.append(found[key])
    return list(found.values())
