"""A claim of the register as people see it: its sentence, and on whose word it stands.

Refuses to show a statement about Slack without its kind and its date.
"""

from collections.abc import Iterable, Sequence

from bolt_app.i18n import Translator
from bolt_app.register.model import Claim, Register, Source
from bolt_app.views import kit
from bolt_app.views import standing as words
from bolt_app.views.findings import checked, marked
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, escape

SMALL_PRINT = 2500
"""Characters of citations in one block; Slack takes 3,000, and what is known of a claim stands there too."""

VALUE = 2000
"""Slack's longest value of a button."""


def sentence(claim: Claim, t: Translator) -> str:
    """Return the claim's sentence in the reader's language."""
    return escape(t(claim.text))


def with_standing(claim: Claim, register: Register, t: Translator) -> str:
    """Return the sentence and, in italics, on whose word and as of when; in bold, its mark."""
    return with_mark(f"{sentence(claim, t)} _({standing(claim, register, t)})_", marked(claim, register, t))


def plainly(claim: Claim, register: Register, t: Translator) -> str:
    """Return the sentence alone, for where it stands beside others; that it is being re-read goes with it."""
    return with_mark(sentence(claim, t), marked(claim, register, t))


def with_mark(text: str, mark: str) -> str:
    """Return a text with a mark after it in bold, where there is one."""
    return f"{text} *{mark}*" if mark else text


def standing(claim: Claim, register: Register, t: Translator) -> str:
    """Return on whose word the claim stands, with its date."""
    return escape(words.standing(claim, register, t))


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
        language = words.quoted_in(claim, t)
        parts.append("> " + t("“{quote}” _({language})_", quote=escape(claim.quote), language=language))
    if claim.searched:
        parts.append(t("Searched: {where}", where=escape(t(claim.searched))))
    if claim.rests_on:
        parts.append(t("Our reading. It rests on:"))
        parts.extend(f"• {sentence(register.claim(key), t)}" for key in claim.rests_on)
    known = [standing(claim, register, t), words.confidence(claim, t)]
    if mark := marked(claim, register, t):
        parts.append(f"*{mark}*")
    if looked := checked(claim, register, t):
        known.append(looked)
    if claim.recheck:
        known.append(t("to be compared with Slack’s live page first"))
    small = [cited_in_short(claim.sources, register, t), f"_{' · '.join(known)}_"]
    return [kit.section("\n".join(parts)), kit.context("\n".join(text for text in small if text))]


def cited(source: Source, t: Translator) -> str:
    """Return a source as a link with its publisher and both dates."""
    title = escape(words.title_of(source, t))
    named = f"<{source.url}|{title}>" if source.url else title
    by = f", {escape(source.publisher)}" if source.publisher else ""
    return f"{named}{by} · {escape(words.dates_of(source, t))}"


def cited_in_short(keys: Sequence[str], register: Register, t: Translator) -> str:
    """Return sources, a line each, as many as the small print holds, and how many more there are."""
    shown: list[str] = []
    room = SMALL_PRINT
    for key in keys:
        line = cited(register.sources[key], t)
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    if (more := len(keys) - len(shown)) > 0:
        shown.append(t.plural("And {number} more document.", "And {number} more documents.", more))
    return "\n".join(shown)


def sources_button(claims: Sequence[Claim], t: Translator, *, shown: str = "") -> Block:
    """Return the one button that shows the sources of some claims; `shown` stands on it for "Sources"."""
    described = t("Sources of these statements") if len(claims) > 1 else t("Sources of this statement")
    return kit.button(shown or t("Sources"), Press.CLAIM, value=_named(claims), described=described)


def _named(claims: Sequence[Claim]) -> str:
    """The claims' keys, as many as a button's value holds."""
    value = ""
    for claim in claims:
        longer = f"{value} {claim.key}".strip()
        if len(longer) > VALUE:
            break
        value = longer
    return value


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
