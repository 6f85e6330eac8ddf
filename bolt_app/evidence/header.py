"""The header of a mail, split into fields as a DKIM verifier splits it; knows no body and no meaning.

The signature covers bytes, people read text. Where two readers could see two different headers in the same
bytes, the mail is refused: what is shown has to be what was signed.
"""

import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError

LONGEST_HEADER = 256 * 1024
"""Bytes of all fields together; the mails seen in the wild stay below 64 KB."""

MOST_FIELDS = 500

LONGEST_VALUE = 4000
"""Bytes of a field that is decoded. A field is cut there: the decoder's time grows faster than its input."""

_END = re.compile(rb"\r?\n\r?\n")
_NAME = re.compile(rb"([\x21-\x39\x3b-\x7e]+):")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(r"\([^()]*\)")
_ADDRESS = re.compile(r"[^\s<>\"(),;:\[\]\\]+@[^\s<>\"(),;:\[\]\\]+")
_BEFORE_A_DOT = re.compile(r"\s+(?=\.)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class AmbiguousHeader(Exception):
    """Two readers could see two different headers in it."""


class TooManyFields(Exception):
    """More, or longer, than any mail needs."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in small letters, and the bytes after the colon, line breaks and all."""

    name: str
    value: bytes


def split(raw: bytes) -> tuple[tuple[Field, ...], bytes]:
    """Return the fields of a mail, in their order, and its body.

    Raises:
        AmbiguousHeader: a lone carriage return, a NUL, or a line that is no field.
        TooManyFields: more than 500, or 256 KB of them.
    """
    end = _END.search(raw, 0, LONGEST_HEADER)
    if end is None and len(raw) > LONGEST_HEADER:
        raise TooManyFields
    header, body = (raw[: end.start()], raw[end.end() :]) if end else (raw.rstrip(b"\r\n"), b"")
    if b"\0" in header or re.search(rb"\r(?!\n)", header):
        raise AmbiguousHeader
    fields: list[tuple[str, list[bytes]]] = []
    for number, line in enumerate(re.split(rb"\r?\n", header)):
        named = _NAME.match(line)
        if line[:1] in (b" ", b"\t") and fields:
            fields[-1][1].append(line)
        elif named:
            fields.append((named[1].decode("ascii").lower(), [line[named.end() :]]))
        elif number or not line.startswith(b"From "):  # the first line of a mail cut out of a mailbox file
            raise AmbiguousHeader
        if len(fields) > MOST_FIELDS:
            raise TooManyFields
    return tuple(Field(name, b"\r\n".join(lines)) for name, lines in fields), body


def values(fields: tuple[Field, ...], name: str) -> list[bytes]:
    """Return the bytes of every field of a name (small letters), topmost first."""
    return [field.value for field in fields if field.name == name]


def text(value: bytes, name: str = "subject") -> str:
    """Return a field's value as people read it: decoded, on one line, without control characters."""
    plain = re.sub(rb"\r?\n", b"", value)[:LONGEST_VALUE].decode("utf-8", "replace")
    try:
        decoded = str(policy.default.header_factory(name, plain))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        decoded = plain  # the standard library raises whatever it likes on a header it does not understand
    whole = decoded.encode("utf-8", "replace").decode()
    return " ".join(_CONTROLS.sub(" ", whole).split())


def addresses(value: bytes) -> tuple[str, ...]:
    """Return the addresses of a From, To or Cc field, in small letters, outside quotation marks and comments.

    They are read from the bytes, not from decoded words: an encoded word may hold an `@` that no mail server
    ever acted on. An address that stands where a name belongs is one more address: two readers could differ.
    An address goes on as far as any reader could take it, white space and comments before a dot included
    (RFC 5322, 4.4): `name@slack.com(a).evil.example` is of evil.example.
    """
    plain = re.sub(rb"\r?\n", b"", value)[:LONGEST_VALUE].decode("ascii", "replace")
    bare = _COMMENT.sub(" ", _QUOTED.sub(" ", plain))
    return tuple(address.lower() for address in _ADDRESS.findall(_BEFORE_A_DOT.sub("", bare)))
