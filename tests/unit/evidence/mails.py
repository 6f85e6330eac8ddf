"""Mails in the shape of Slack's posted reply, signed with keys made here; asks no name server."""

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bolt_app.evidence.mail import Mail, read_mail
from bolt_app.evidence.senders import Senders
from bolt_app.evidence.signature import LookUp, LookUpFailed
from bolt_app.letter import Place
from bolt_app.people import Scope

ACME = Scope("T0ACME")
PLACE = Place(ACME, "Acme", "https://acme.slack.com")
NOW = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)
SUPPORT = "support@slack.com"
LISTED = Senders({SUPPORT: "slack.com"}, frozenset({"slack.com"}))
NOBODY_LISTED = Senders({}, frozenset({"slack.com"}))

REPLY = """\
Hello,

Thank you for reaching out to Slack support. Your opt-out request has been completed.

As shared above your opt out request has been processed. Customer data on your workspace will only be used
to improve the experience on your own workspace.
"""
"""As it was posted in public in May 2024: it names no workspace, no day and no reference."""

LETTER_ID = "<letter-1@mail.acme.example>"

HEADERS: Mapping[str, str] = {
    "From": "Slack Support <support@slack.com>",
    "To": "Ada <ada@acme.example>",
    "Subject": "Re: Slack Global model opt-out request",
    "Date": "Fri, 17 May 2024 07:24:00 -0700",
    "Message-ID": "<reply-1@slack.com>",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
}

SIGNED: Sequence[str] = ("From", "To", "Subject", "Date", "MIME-Version", "Content-Type")
"""What the invented server signs, of what stands in the mail."""

SELECTOR = "s2026"


def mail(text: str = REPLY, *, without: Sequence[str] = (), **headers: str) -> bytes:
    """Return a mail; a keyword `In_Reply_To` is the field In-Reply-To, and replaces the one in HEADERS."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    fields = {name: value for name, value in {**HEADERS, **named}.items() if name not in without}
    lines = [f"{name}: {value}" for name, value in fields.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + text.replace("\n", "\r\n")).encode()


@cache
def key(bits: int = 2048, name: str = "slack") -> rsa.RSAPrivateKey:
    """Return a private key, made once for each size and name."""
    assert name
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def published(known: rsa.RSAPrivateKey | rsa.RSAPublicKey, flags: str = "") -> str:
    """Return the TXT record that publishes a key."""
    key_of = known.public_key() if isinstance(known, rsa.RSAPrivateKey) else known
    public = key_of.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa;{flags} p={base64.b64encode(public).decode()}"


def signed(
    raw: bytes,
    *,
    domain: str = "slack.com",
    fields: Sequence[str] = SIGNED,
    private: rsa.RSAPrivateKey | None = None,
    **more: Any,
) -> bytes:
    """Return the mail with a DKIM signature above it, as a mail server adds it."""
    dkim = import_module("dkim")  # where it is not installed, the tests that sign are left out
    pem = (private or key()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    signature = dkim.sign(
        raw,
        SELECTOR.encode(),
        domain.encode(),
        pem,
        include_headers=[name.encode() for name in fields],
        canonicalize=(b"relaxed", b"relaxed"),
        **more,
    )
    return bytes(signature) + raw


def dns(**records: str | None) -> LookUp:
    """Return a name server that knows the key of slack.com, or what is said of a domain: `slack_com=None`."""
    known = {"slack.com": published(key())} | {
        domain.replace("_", "."): answer for domain, answer in records.items()
    }

    def look_up(name: str) -> str | None:
        selector, _, domain = name.partition("._domainkey.")
        assert selector == SELECTOR
        return known.get(domain)

    return look_up


def silent(_: str) -> str | None:
    """Be a name server that does not answer."""
    raise LookUpFailed


def never(name: str) -> str | None:
    """Be a name server that must not be asked."""
    raise AssertionError(name)


def read(raw: bytes) -> Mail:
    """Return a mail that must be readable."""
    found = read_mail(raw)
    assert isinstance(found, Mail), found
    return found


Look = Callable[[str], str | None]
