"""Slack's mrkdwn and plain text as safe HTML; knows nothing of blocks, and sends nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bolt_app.demo.dates import worded

# What the app writes, and the commonest beside it. Slack knows thousands; an unknown one is shown as typed.
EMOJI: Mapping[str, str] = {
    "arrow_right": "➡️",
    "bell": "🔔",
    "black_square_button": "🔲",
    "books": "📚",
    "calendar": "📅",
    "clipboard": "📋",
    "email": "✉️",
    "envelope": "✉️",
    "eyes": "👀",
    "grey_question": "❔",
    "heavy_check_mark": "✔️",
    "hourglass": "⌛",
    "hourglass_flowing_sand": "⏳",
    "information_source": "ℹ️",
    "link": "🔗",
    "lock": "🔒",
    "mag": "🔍",
    "memo": "📝",
    "no_entry": "⛔",
    "page_facing_up": "📄",
    "pencil": "📝",
    "question": "❓",
    "scroll": "📜",
    "shield": "🛡️",
    "speech_balloon": "💬",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "white_circle": "⚪",
    "x": "❌",
}

_SCHEMES = frozenset({"http", "https", "mailto", "slack"})
_BROADCASTS = frozenset({"channel", "here", "everyone"})
_STYLES = {"*": "strong", "_": "em", "~": "s"}

# A mark counts at the edge of a word only and never reaches over a line: "2*3*4" and "snake_case" stay.
_STYLED = re.compile(
    "|".join(
        rf"(?<![\w{mark}]){re.escape(mark)}(?=\S)(?P<{tag}>[^{mark}\n]*?\S){re.escape(mark)}(?![\w{mark}])"
        for mark, tag in _STYLES.items()
    )
)
_OPAQUE = re.compile(
    r"```\n?(?P<pre>.+?)\n?```\n?|`(?P<code>[^`\n]+)`|<(?P<control>[^<>\n]+)>|:(?P<emoji>[a-z0-9_+'-]+):",
    re.DOTALL,
)
_EMOJI = re.compile(r":([a-z0-9_+'-]+):")
_ENTITY = re.compile("&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_DATE = re.compile(r"!date\^(?P<seconds>-?\d{1,15})\^(?P<template>[^|^]+)(?:\^(?P<url>[^|]+))?")
# Pieces that are HTML already wait outside the text: a mark inside a link's address is not taken for bold.
_OPEN, _CLOSE = "\ue000", "\ue001"
_HELD = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom text is drawn.

    Attributes:
        now: the reader's present, aware.
        locale: Slack's locale of the reader; dates are worded in it.
        names: display names by id, of people (`U…`, `W…`) and channels (`C…`).
    """

    now: datetime
    locale: str = "en-US"
    names: Mapping[str, str] = field(default_factory=dict)


def unescaped(text: str) -> str:
    """The text as meant: Slack's three entities as characters, everything else untouched."""
    return _ENTITY.sub(lambda entity: _ENTITIES[entity[1]], text)


def allowed_url(url: str) -> str | None:
    """The address when a person may follow it (https, http, mailto, slack), else None."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return None
    return url if scheme in _SCHEMES else None


def link(url: str, label: str | Markup) -> Markup:
    """A link, or its label alone when the address is not one to follow."""
    if allowed_url(url) is None:
        return escape(label)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, label)


def plain(text: str, *, emoji: bool = True) -> Markup:
    """A plain_text object's text: escaped, line breaks kept, `:name:` as emoji when wanted."""
    shown = _EMOJI.sub(lambda name: EMOJI.get(name[1], name[0]), text) if emoji else text
    return Markup("<br>").join(escape(line) for line in unescaped(shown).split("\n"))


def to_html(text: str, reader: Reader) -> Markup:
    """A mrkdwn object's text. Never raises; what is not understood stays visible as it was written."""
    held: list[Markup] = []

    def hold(piece: re.Match[str]) -> str:
        held.append(_opaque(piece, reader))
        return f"{_OPEN}{len(held) - 1}{_CLOSE}"

    loose = _OPAQUE.sub(hold, text.replace(_OPEN, "").replace(_CLOSE, ""))
    drawn = _lines(loose)
    return Markup(_HELD.sub(lambda piece: str(held[int(piece[1])]), str(drawn)))  # noqa: S704 - both parts are escaped


def _lines(text: str) -> Markup:
    """Lines with `>` before them as one quotation, the others broken where they break."""
    drawn = Markup("")
    quoted: list[Markup] = []
    plain_before = False
    for line in text.split("\n"):
        body = _quoted(line)
        if body is not None:
            quoted.append(_styled(body))
            continue
        if quoted:
            drawn += _quotation(quoted)
            quoted, plain_before = [], False
        drawn += (Markup("<br>") if plain_before else Markup("")) + _styled(line)
        plain_before = True
    return drawn + (_quotation(quoted) if quoted else Markup(""))


def _quoted(line: str) -> str | None:
    for mark in ("&gt;", ">"):
        if line.startswith(mark):
            return line.removeprefix(mark).removeprefix(" ")
    return None


def _quotation(lines: list[Markup]) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(Markup("<br>").join(lines))


def _styled(text: str) -> Markup:
    drawn = Markup("")
    end = 0
    for found in _STYLED.finditer(text):
        tag = str(found.lastgroup)
        inside = _styled(found[tag])
        drawn += escape(unescaped(text[end : found.start()])) + Markup(f"<{tag}>{{}}</{tag}>").format(inside)  # noqa: S704 - one of three tags
        end = found.end()
    return drawn + escape(unescaped(text[end:]))


def _opaque(piece: re.Match[str], reader: Reader) -> Markup:
    if piece["pre"] is not None:
        return Markup("<pre>{}</pre>").format(_source(piece["pre"], reader))
    if piece["code"] is not None:
        return Markup("<code>{}</code>").format(_source(piece["code"], reader))
    if piece["emoji"] is not None:
        return escape(EMOJI.get(piece["emoji"], piece[0]))
    drawn = _control(piece["control"], reader)
    return escape(unescaped(piece[0])) if drawn is None else drawn


def _source(text: str, reader: Reader) -> Markup:
    """Code: links and mentions still work in it, marks and emoji do not."""
    drawn = Markup("")
    end = 0
    for control in re.finditer(r"<([^<>\n]+)>", text):
        shown = _control(control[1], reader)
        if shown is not None:
            drawn += escape(unescaped(text[end : control.start()])) + shown
            end = control.end()
    return drawn + escape(unescaped(text[end:]))


def _control(control: str, reader: Reader) -> Markup | None:
    """What stands between `<` and `>`: a mention, a date or a link; None when it is none of them."""
    target, _, label = control.partition("|")
    if target.startswith(("@", "#")):
        return mention(target, unescaped(label), reader)
    if target.startswith("!date^"):
        return _date(target, unescaped(label), reader)
    if target.startswith("!"):
        name = target[1:]
        return _badge(f"@{name}") if name in _BROADCASTS else None
    url = unescaped(target)
    if allowed_url(url) is None:
        return None
    return link(url, plain(label) if label else url.removeprefix("mailto:"))


def mention(target: str, label: str, reader: Reader) -> Markup:
    """A person (`@U…`) or a channel (`#C…`) by name: the reader's own names, then the label, then the id."""
    return _badge(target[0] + (reader.names.get(target[1:]) or label or target[1:]))


def _badge(text: str) -> Markup:
    return Markup('<span class="mention">{}</span>').format(text)


def _date(target: str, fallback: str, reader: Reader) -> Markup | None:
    parts = _DATE.fullmatch(target)
    if parts is None:
        return escape(fallback) if fallback else None
    template = unescaped(parts["template"])
    try:
        text = worded(int(parts["seconds"]), template, locale=reader.locale, now=reader.now)
    except ValueError:
        text = fallback or target
    return link(unescaped(parts["url"]), text) if parts["url"] else escape(text)
