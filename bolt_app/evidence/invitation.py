"""The one-time link to the upload page: signed, bound to scope, owner and entry, 15 minutes. Opens no page.

Who has the link may put one mail on file, and no more: a mail on file records nothing (see `adding.py`).
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bolt_app.people import Scope

LIFETIME = timedelta(minutes=15)

PURPOSE = "evidence upload link, version 1"
"""What the signing secrets are derived for (`Storage.secrets`); any other purpose gives other secrets."""

_LONGEST = 600


class Declined(StrEnum):
    """Why a link opens nothing."""

    NOT_OURS = "not_ours"
    """Altered, cut off, or signed with a key that is gone."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link allows.

    Attributes:
        user: Slack's id of the owner who asked for it; their role is read from Slack again at the upload.
        entry: the position of the entry the mail is about.
        once: random; storage remembers it once a mail came by the link.
        until: when it expires, aware UTC.
    """

    scope: Scope
    user: str
    entry: int
    once: str
    until: datetime


def invite(scope: Scope, user: str, entry: int, *, once: str, now: datetime) -> Invitation:
    """Return an invitation for 15 minutes from an aware time; `once` is fresh and random, 32 characters."""
    return Invitation(scope, user, entry, once, now.astimezone(UTC).replace(microsecond=0) + LIFETIME)


def token(invitation: Invitation, secrets: Sequence[bytes]) -> str:
    """Return the link's token: URL-safe text, signed with the newest secret.

    Args:
        invitation: what it allows. It can be read by whoever has the link, but not altered.
        secrets: derived from the encryption keys for `PURPOSE`, newest first, at least one.
    """
    fields = [
        invitation.scope.id,
        invitation.user,
        invitation.entry,
        invitation.once,
        int(invitation.until.timestamp()),
    ]
    content = _text(json.dumps(fields, separators=(",", ":")).encode())
    return f"{content}.{_signature(content, secrets[0])}"


def accepted(token: str, secrets: Sequence[bytes], now: datetime) -> Invitation | Declined:
    """Return what a token allows at an aware time, or why nothing. Whether it was used, storage knows."""
    content, _, signature = token.partition(".")
    if len(token) > _LONGEST or not token.isascii():
        return Declined.NOT_OURS
    if not any([hmac.compare_digest(signature, _signature(content, secret)) for secret in secrets]):  # noqa: C419 # in the same time whichever fits
        return Declined.NOT_OURS
    try:
        scope, user, entry, once, until = json.loads(
            base64.urlsafe_b64decode(content + "=" * (-len(content) % 4))
        )
        invitation = Invitation(Scope(scope), user, entry, once, datetime.fromtimestamp(until, UTC))
    except (ValueError, TypeError, binascii.Error, OverflowError):
        return Declined.NOT_OURS
    return invitation if now < invitation.until else Declined.EXPIRED


def _signature(content: str, secret: bytes) -> str:
    return _text(hmac.digest(secret, content.encode(), hashlib.sha256))


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii").rstrip("=")
