"""Signed links to the app's pages: what each allows, for whom, until when. Opens no page and asks nobody.

Who has a link may do that one thing with it until it ends, if the person it was made for still may: pages
read the role from Slack again when it is used. Links come up in Slack only, never in a mail or a log of ours.
"""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bolt_app.people import Scope, Viewer

LIFETIME = timedelta(minutes=15)

SIGNED_FOR = "one-time links, version 2"
"""What the signing secrets are derived for (`Storage.secrets`); any other purpose gives other secrets."""

_LONGEST = 800


class Purpose(StrEnum):
    """What a link is for; the value is the first part of its address."""

    UPLOAD = "upload"
    """Puts one mail on file, and records nothing by it."""
    DRAFT = "draft"
    """Downloads a letter as a draft for a mail program."""
    EXPORT = "export"
    """Downloads the record."""


class Declined(StrEnum):
    """Why a link opens nothing."""

    NOT_OURS = "not_ours"
    """Altered, cut off, made for something else, or signed with a key that is gone."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link allows.

    Attributes:
        scope: whose record it is about.
        enterprise: the organisation that Slack says the person belongs to, "" for none.
        user: Slack's id of who asked for it.
        what: of the purpose: the position of the entry a mail is about, the letter, the form of the export.
        once: random; storage remembers it once the link was used, where it may be used once.
        until: when it expires, aware UTC.
    """

    purpose: Purpose
    scope: Scope
    enterprise: str
    user: str
    what: str
    once: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links, and reads them back.

    A link is an address only where `APP_BASE_URL` says that the pages are served: by `serve`, or beside
    `socket`, which serves nothing, by a `serve` on the same database and keys. Without it there are none, and
    each place that offers one says what to do instead.

    Attributes:
        base_url: the app's public address without a slash at the end, or "".
        secrets: derived from the encryption keys for `SIGNED_FOR`, newest first.
    """

    base_url: str = ""
    secrets: Sequence[bytes] = field(default=(), repr=False)

    def upload(self, viewer: Viewer, entry: int, *, now: datetime) -> str | None:
        """Return the address at which a mail is put on file beside an entry; 0: none is recorded yet."""
        return self._to(Purpose.UPLOAD, viewer, str(entry), now)

    def draft(self, viewer: Viewer, letter: str, *, now: datetime) -> str | None:
        """Return the address of a letter's draft."""
        return self._to(Purpose.DRAFT, viewer, letter, now)

    def download(self, viewer: Viewer, form: str, *, now: datetime) -> str | None:
        """Return the address of an export of the viewer's scope in a form, or None without `APP_BASE_URL`.

        Args:
            viewer: who asked for it, as one of the record it is about.
            form: a value of `export.Form`.
            now: aware; the link ends 15 minutes later.
        """
        return self._to(Purpose.EXPORT, viewer, form, now)

    def opened(self, purpose: Purpose, token: str, now: datetime) -> Link | Declined:
        """Return what a token in an address of this purpose allows now; see `accepted`."""
        return accepted(token, purpose, self.secrets, now)

    def _to(self, purpose: Purpose, viewer: Viewer, what: str, now: datetime) -> str | None:
        if not self.base_url:
            return None
        link = Link(
            purpose=purpose,
            scope=viewer.scope,
            enterprise=viewer.enterprise,
            user=viewer.user,
            what=what,
            once=secrets.token_hex(16),
            until=now.astimezone(UTC).replace(microsecond=0) + LIFETIME,
        )
        return f"{self.base_url}/{purpose}/{token(link, self.secrets)}"


def token(link: Link, secrets: Sequence[bytes]) -> str:
    """Return a link's token: URL-safe text, signed with the newest secret.

    Args:
        link: what it allows. It can be read by whoever has the link, but not altered.
        secrets: newest first, at least one.
    """
    fields = [
        link.purpose.value,
        link.scope.id,
        link.enterprise,
        link.user,
        link.what,
        link.once,
        int(link.until.timestamp()),
    ]
    content = _text(json.dumps(fields, separators=(",", ":")).encode())
    return f"{content}.{_signature(content, secrets[0])}"


def accepted(token: str, purpose: Purpose, secrets: Sequence[bytes], now: datetime) -> Link | Declined:
    """Return what a token allows at an aware time, or why nothing. Whether it was used, storage knows."""
    content, _, signature = token.partition(".")
    if len(token) > _LONGEST or not token.isascii():
        return Declined.NOT_OURS
    if not any([hmac.compare_digest(signature, _signature(content, secret)) for secret in secrets]):  # noqa: C419 # in the same time whichever fits
        return Declined.NOT_OURS
    try:
        made_for, scope, enterprise, user, what, once, until = json.loads(
            base64.urlsafe_b64decode(content + "=" * (-len(content) % 4))
        )
        ends = datetime.fromtimestamp(until, UTC)
    except (ValueError, TypeError, binascii.Error, OverflowError, OSError):
        return Declined.NOT_OURS
    if made_for != purpose:
        return Declined.NOT_OURS
    link = Link(purpose, Scope(scope), enterprise, user, what, once, ends)
    return link if now < ends else Declined.EXPIRED


def _signature(content: str, secret: bytes) -> str:
    return _text(hmac.digest(secret, content.encode(), hashlib.sha256))


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")
