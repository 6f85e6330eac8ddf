"""The words of a mail's body: which are text, which are quoted. Opens no attachment and runs nothing."""

import codecs
import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from html import unescape

MOST_PARTS = 60
"""Content-Type lines in a file. A nested part needs one, so it bounds the nesting as well."""

_MOST_DELIMITERS = 2000
"""Lines that may part a multipart: parts of no type are plain text, and the parser takes time for each."""
_MOST_BLANK = 10_000
"""Blank lines. The parser takes each block of a delivery status for a mail of its own."""

LONGEST_TEXT = 20_000
"""Characters that are kept of the words; an answer has a few thousand."""

_OF_HOST_NAMES = frozenset({"idna", "punycode"})
"""Codecs that no mail is written in. For a text of 2 MB the second takes minutes."""

_LONGEST_FIELD = 2000
_LONGEST_HTML = 300_000  # characters; an answer has a tenth of it
_CONTENT_FIELDS = re.compile(rb"(?im)^content-[a-z-]+[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*")
_DELIMITER = re.compile(rb"(?m)^--")
_QUOTE_BEGINS = re.compile(
    r"""^\s*(?:
        -{2,}\s*(?:original\ message|forwarded\ message|message\ d.origine|message\ transféré)\s*-{2,}
      | _{10,}\s*$
      | on\b.{5,200}\bwrote:\s*$
      | le\b.{5,200}\ba\ écrit\s?:\s*$
      | am\b.{5,200}\bschrieb\b.{0,80}:\s*$
      | (?:from|de|von)\s?:\s?.{0,200}@
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ON_TWO_LINES = re.compile(r"^\s*(?:on|le|am)\b.{5,200}$", re.IGNORECASE)
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>|<!--|-->")
_BLOCKS = frozenset(
    {"blockquote", "p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr", "pre"}
)
_UNREAD = frozenset({"!", "script", "style", "head", "title", "template", "noscript"})


class TooComplex(Exception):
    """More parts, or longer fields, than an answer needs."""


def text_of(raw: bytes) -> str:
    """Return the words of a mail: its plain text, or else its HTML as text. "" when it has neither.

    Args:
        raw: the whole file, header included.

    Raises:
        TooComplex: more than 60 typed parts, or 2,000 others, more than 10,000 blank lines, or a field of a
            part is longer than 2,000 bytes: the parser's time grows faster than its input.
    """
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")  # the parser breaks lines at all three
    fields = [found.group() for found in _CONTENT_FIELDS.finditer(raw)]
    if len(fields) > MOST_PARTS * 4 or any(len(field) > _LONGEST_FIELD for field in fields):
        raise TooComplex
    if sum(field[:13].lower() == b"content-type:" for field in fields) > MOST_PARTS:
        raise TooComplex
    if len(_DELIMITER.findall(raw)) > _MOST_DELIMITERS or raw.count(b"\n\n") > _MOST_BLANK:
        raise TooComplex
    try:
        found = _words(BytesParser(EmailMessage, policy=policy.default).parsebytes(raw))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        return ""  # the standard library raises whatever it likes on a body it does not understand
    printable = "".join(_shown(character) for character in found)
    return re.sub(r"\n{3,}", "\n\n", printable).strip()[:LONGEST_TEXT]


def _shown(character: str) -> str:
    """Return a character as it is shown: any space as one that breaks, what is not printed not at all."""
    if character in "\n\t" or character.isprintable():
        return character
    return " " if character.isspace() else ""


def own_words(text: str) -> str:
    """Return what the sender wrote: no quoted line, and nothing after the line that begins a quote.

    It is strict on purpose: words that stand in somebody else's quoted letter prove nothing about the sender.
    Lines right below a quoted one count as its continuation, until one is blank.
    """
    own: list[str] = []
    quoted = False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        parted = _ON_TWO_LINES.match(line) and _QUOTE_BEGINS.match(f"{line.strip()} {after}")
        if _QUOTE_BEGINS.match(line) or parted:
            break
        quoted = line.lstrip().startswith(">") or (quoted and bool(line.strip()))
        if not quoted:
            own.append(line)
    return "\n".join(own).strip()


def _words(message: EmailMessage) -> str:
    """Return the first plain text that is no attachment, or else the first HTML; no attached mail is read."""
    plain, html = "", ""
    for part in _parts(message):
        if part.get_content_disposition() == "attachment" or part.get_filename():
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain = plain or _decoded(part)
        elif kind == "text/html":
            html = html or _as_text(_decoded(part))
    return plain if plain.strip() else html


def _parts(message: MIMEPart) -> list[MIMEPart]:
    if message.get_content_maintype() == "message":
        return []
    if not message.is_multipart():
        return [message]
    return [part for inner in message.iter_parts() for part in _parts(inner)]


def _decoded(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        name = codecs.lookup(charset).name
        text = payload.decode("utf-8" if name in _OF_HOST_NAMES else name, "replace")
    except (LookupError, ValueError):  # a charset nobody knows, or one that is no charset
        text = payload.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_text(html: str) -> str:
    """Return the words of HTML, a line for each block; those in a blockquote get the `>` of plain text.

    Read tag by tag, each character once: the standard library's parser takes minutes for some files of 2 MB.
    """
    lines: list[tuple[bool, list[str]]] = [(False, [])]
    unread = quoted = 0
    at = 0
    html = html[:_LONGEST_HTML]
    for tag in _TAG.finditer(html):
        if not unread:
            lines[-1][1].append(html[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "!").lower()
        step = -1 if tag["closes"] or tag.group() == "-->" else 1
        if name in _UNREAD:
            unread = max(0, unread + step)
        elif name in _BLOCKS:
            quoted = max(0, quoted + step) if name == "blockquote" else quoted
            lines.append((quoted > 0, []))
    if not unread:
        lines[-1][1].append(html[at:])
    words = [(below, " ".join(unescape("".join(parts)).split())) for below, parts in lines]
    return "\n".join(f"> {line}" if below and line else line for below, line in words)
