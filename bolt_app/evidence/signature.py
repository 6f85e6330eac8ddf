"""Checks a mail's DKIM signatures (RFC 6376) more strictly than a mail server does; asks no network itself.

A mail server asks who sent a mail. Here the question is whether what is *shown* was signed by the domain
in From: every field that is shown must be signed as often as it stands there, and the body to its end.
"""

import base64
import importlib
import importlib.util
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bolt_app.evidence.header import Field, values
from bolt_app.evidence.mail import Mail
from bolt_app.optout.grades import Checked

SMALLEST_KEY = 1024
"""Bits of an RSA key (RFC 8301, 3.2)."""

_MUST_BE_SIGNED = ("from", "to", "subject", "date")
_MUST_BE_SIGNED_IF_THERE = ("content-type", "content-transfer-encoding", "mime-version")
"""Else the same signed bytes could be made to read differently."""

_MOST_SIGNATURES = 5
_LONGEST_TAGS = 4000
_LONGEST_ANSWER = 4000
_LONGEST_HOST = 253
_INVALID = Checked.INVALID
_TAG = re.compile(rb"[A-Za-z][A-Za-z0-9_]*")
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
_QUIET = logging.getLogger("bolt_app.evidence.dkimpy")
_QUIET.setLevel(logging.CRITICAL)  # what it has to say becomes an outcome


_Tags = dict[bytes, bytes]


class LookUpFailed(Exception):
    """The DNS did not answer, so nothing is known about the key."""


LookUp = Callable[[str], str | None]
"""Returns the TXT record of a name, its parts joined; None when nothing is published there.

Raises:
    LookUpFailed: nobody answered.
"""


@dataclass(frozen=True, slots=True)
class Signature:
    """What was found of one signature.

    Attributes:
        checked: the outcome; VALID here means valid and aligned: the list of senders is not known here.
        domain: the signing domain (d=), "" when no signature could be read.
        signed: names of the fields that are signed as often as they stand in the mail.
        asked: the name whose TXT record was looked up, "" when none was.
        answer: what the DNS answered, "" when nothing.
        at: when it was checked, aware UTC.
    """

    checked: Checked
    at: datetime
    domain: str = ""
    signed: frozenset[str] = frozenset()
    asked: str = ""
    answer: str = ""


def installed() -> bool:
    """Whether the part that computes signatures is installed: the extra `[dkim]`."""
    return importlib.util.find_spec("dkim") is not None


_BEST_FIRST = (
    Checked.VALID,
    Checked.NOT_ENOUGH_SIGNED,
    Checked.NOT_ALIGNED,
    Checked.EXPIRED,
    Checked.KEY_WEAK,
    Checked.KEY_GONE,
    Checked.NOT_CHECKED,
    Checked.INVALID,
    Checked.MISSING,
)


def check(mail: Mail, look_up: LookUp, now: datetime) -> Signature:
    """Return the best of a mail's signatures.

    Args:
        mail: as it was read.
        look_up: asks the DNS; called once for each signature that could count, at most five times.
        now: aware time, for the signature's expiry.
    """
    present = values(mail.fields, "dkim-signature")
    if not present:
        return Signature(Checked.MISSING, now.astimezone(UTC))
    found = [
        _checked(mail, place, value, look_up, now.astimezone(UTC))
        for place, value in enumerate(present[:_MOST_SIGNATURES])
    ]
    return min(found, key=lambda signature: _BEST_FIRST.index(signature.checked))


def _checked(mail: Mail, place: int, value: bytes, look_up: LookUp, now: datetime) -> Signature:
    tags = _tags(value)
    domain, selector = _host(tags.get(b"d", b"")), _host(tags.get(b"s", b"") + b".selector")
    if not domain or not selector:
        return Signature(Checked.INVALID, now)
    signed = _signed(mail.fields, tags.get(b"h", b""))
    asked = f"{selector.removesuffix('.selector')}._domainkey.{domain}"
    if not installed():
        return Signature(Checked.NOT_CHECKED, now, domain, signed)
    try:
        answer = (look_up(asked) or "")[:_LONGEST_ANSWER]
    except LookUpFailed:
        return Signature(Checked.NOT_CHECKED, now, domain, signed, asked)
    checked = (
        _worthless(tags, _tags(answer.encode("ascii", "replace")), now)
        or _broken(mail.raw, place, answer)
        or _unproven(mail, tags, domain, signed)
    )
    return Signature(checked or Checked.VALID, now, domain, signed, asked, answer)


def _worthless(tags: _Tags, key: _Tags, now: datetime) -> Checked | None:
    """Return why the signature need not be computed: its key or its kind proves nothing, or None."""
    algorithm, flags = tags.get(b"a", b""), key.get(b"t", b"").split(b":")
    if not key.get(b"p"):
        return Checked.KEY_GONE  # an empty p= is a key taken back (RFC 6376, 3.6.1)
    if algorithm == b"ed25519-sha256":
        return Checked.NOT_CHECKED
    bits = _bits(key[b"p"])
    if algorithm != b"rsa-sha256" or (bits and bits < SMALLEST_KEY):
        return Checked.KEY_WEAK  # rsa-sha1 proves nothing (RFC 8301, 3.1)
    if not bits:
        return Checked.NOT_CHECKED
    if b"y" in flags:
        return Checked.MISSING  # the domain tests: its mails are to be read as unsigned (RFC 6376, 3.6.1)
    identity = tags.get(b"i", b"@" + tags[b"d"]).rpartition(b"@")[2]
    if b"s" in flags and identity.lower() != tags[b"d"].lower():
        return Checked.INVALID
    until = tags.get(b"x", b"")
    if until.isdigit() and int(until[:12]) < now.timestamp():
        return Checked.EXPIRED
    return None


def _broken(raw: bytes, place: int, answer: str) -> Checked | None:
    """Return INVALID when the bytes are not those that were signed."""
    dkim = importlib.import_module("dkim")

    try:
        # Parsers of foreign bytes, written for mail servers: they raise whatever they like.
        signed = dkim.DKIM(raw, logger=_QUIET, minkey=SMALLEST_KEY)
        return (
            None
            if signed.verify(place, dnsfunc=lambda *_, **__: answer.encode("ascii", "replace"))
            else _INVALID
        )
    except Exception:  # noqa: BLE001
        return _INVALID


def _unproven(mail: Mail, tags: _Tags, domain: str, signed: frozenset[str]) -> Checked | None:
    """Return why a signature that holds proves too little, or None."""
    sender = mail.sender.rpartition("@")[2]
    if sender != domain and not sender.endswith(f".{domain}"):
        return Checked.NOT_ALIGNED
    if b"l" in tags:
        return Checked.NOT_ENOUGH_SIGNED  # whatever follows the signed length can be added by anybody
    there = {field.name for field in mail.fields}
    owed = {*_MUST_BE_SIGNED, *there.intersection(_MUST_BE_SIGNED_IF_THERE)}
    return None if owed <= signed else Checked.NOT_ENOUGH_SIGNED


def _signed(fields: tuple[Field, ...], named: bytes) -> frozenset[str]:
    """Return the fields all of whose occurrences are signed; one more could else be put above."""
    names = [name.strip().decode("ascii", "replace").lower() for name in named.split(b":")]
    there = [field.name for field in fields]
    return frozenset(name for name in there if names.count(name) >= there.count(name))


def _tags(value: bytes) -> _Tags:
    """Return a tag list (RFC 6376, 3.2); empty when it is none, or too long to be one."""
    tags: _Tags = {}
    if len(value) > _LONGEST_TAGS:
        return {}
    for part in value.split(b";"):
        name, equals, content = (piece.strip() for piece in part.partition(b"="))
        if not part.strip():
            continue
        if not equals or not _TAG.fullmatch(name) or name in tags:
            return {}
        tags[name] = re.sub(rb"\s+", b"", content)
    return tags


def _host(name: bytes) -> str:
    """Return a domain name that can be asked for, in small letters, or ""."""
    text = name.decode("ascii", "replace").lower()
    return text if len(text) <= _LONGEST_HOST and _HOST.fullmatch(text) else ""


def _bits(key: bytes) -> int:
    """Return the length of an RSA key as published, 0 when it cannot be read."""
    crypto = importlib.import_module("dkim.crypto")

    try:
        modulus: int = crypto.parse_public_key(base64.b64decode(key))["modulus"]
    except Exception:  # noqa: BLE001 # a parser of foreign bytes
        return 0
    return modulus.bit_length()
