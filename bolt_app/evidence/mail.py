"""A mail read from an uploaded file: who, what, when, which words. Runs nothing in it and trusts nothing."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum

from bolt_app.evidence import body, header
from bolt_app.evidence.header import Field

LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is taken."""

_LONGEST_SUBJECT = 300
_LONGEST_ID = 250
_MOST_IDS = 100
_ONCE = ("from", "to", "subject", "date", "message-id", "in-reply-to", "references", "reply-to")
_ID = re.compile(rb"<[^<>\s\x00-\x1f\x7f-\xff]{3,%d}>" % _LONGEST_ID)


class Unusable(StrEnum):
    """Why a file is not taken as a mail; each is one sentence in views/evidence.py."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_MAIL = "not_a_mail"
    """Neither From nor Date: a picture, a page, a mail program's own format."""
    AMBIGUOUS = "ambiguous"
    """A header that two readers read differently, or one of the fields that stand once, twice."""
    TOO_COMPLEX = "too_complex"
    """More fields, parts or nesting than any answer needs."""
    NO_TEXT = "no_text"


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as its file shows it. Nothing in it is proven by being there; see `signature.py`.

    Attributes:
        sender: the address in From, small letters.
        to: the addresses in To.
        subject: decoded, one line, at most 300 characters.
        dated: Date, aware UTC; None when it cannot be read.
        message_id: with its angle brackets, "" where there is none.
        answers: message ids in In-Reply-To and References.
        text: the words of the mail, quoted ones marked with `>`; attachments left out.
        own: the words that are the sender's own: without what is quoted below or between.
        sha256: of the file's bytes, hexadecimal.
        fields: the header, for the signature and for lists.
        raw: the file.
    """

    sender: str
    to: tuple[str, ...]
    subject: str
    dated: datetime | None
    message_id: str
    answers: tuple[str, ...]
    text: str
    own: str
    sha256: str
    fields: tuple[Field, ...]
    raw: bytes


def read_mail(raw: bytes) -> Mail | Unusable:
    """Return the mail in a file, or why there is none. Never raises, whatever the bytes are."""
    if not raw.strip():
        return Unusable.EMPTY
    if len(raw) > LARGEST:
        return Unusable.TOO_LARGE
    try:
        fields, _ = header.split(raw)
        words = body.text_of(raw)
    except header.AmbiguousHeader:
        return Unusable.AMBIGUOUS if _looks_like_a_mail(raw) else Unusable.NOT_A_MAIL
    except (header.TooManyFields, body.TooComplex):
        return Unusable.TOO_COMPLEX
    senders = [address for value in header.values(fields, "from") for address in header.addresses(value)]
    if not senders or not header.values(fields, "date"):
        return Unusable.NOT_A_MAIL
    if len(senders) > 1 or any(len(header.values(fields, name)) > 1 for name in _ONCE):
        return Unusable.AMBIGUOUS
    if not words.strip():
        return Unusable.NO_TEXT
    return Mail(
        sender=senders[0],
        to=tuple(address for value in header.values(fields, "to") for address in header.addresses(value)),
        subject=_first(fields, "subject")[:_LONGEST_SUBJECT],
        dated=_date(_first(fields, "date")),
        message_id=next(iter(_ids(fields, "message-id")), ""),
        answers=tuple(dict.fromkeys([*_ids(fields, "in-reply-to"), *_ids(fields, "references")])),
        text=words,
        own=body.own_words(words),
        sha256=hashlib.sha256(raw).hexdigest(),
        fields=fields,
        raw=raw,
    )


def _looks_like_a_mail(raw: bytes) -> bool:
    return re.search(rb"(?im)^from\s*:[^\n]{0,1000}@", raw[: header.LONGEST_HEADER]) is not None


def _first(fields: tuple[Field, ...], name: str) -> str:
    found = header.values(fields, name)
    return header.text(found[0]) if found else ""


def _ids(fields: tuple[Field, ...], name: str) -> list[str]:
    found = header.values(fields, name)
    return [known.decode("ascii") for known in _ID.findall(found[0])[:_MOST_IDS]] if found else []


def _date(text: str) -> datetime | None:
    try:
        dated = parsedate_to_datetime(text)
        # "-0000" says that the zone is not known: the time is UTC then (RFC 5322, 3.3)
        return (dated if dated.tzinfo else dated.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
