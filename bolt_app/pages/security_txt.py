"""security.txt (RFC 9116): where to report a weakness; knows no framework."""

from datetime import UTC, datetime, timedelta

from bolt_app.i18n import LANGUAGES

_GOOD_FOR = timedelta(days=90)
"""RFC 9116 recommends less than a year; it is computed anew at each request, so it never goes stale."""


def security_txt(contact: str, base_url: str, now: datetime) -> str:
    """The file's text.

    Args:
        contact: a mail address or an https address.
        base_url: the public address of the pages, or "".
        now: aware.
    """
    expires = (now.astimezone(UTC) + _GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {as_uri(contact)}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
    ]
    if base_url.startswith("https://"):
        lines.append(f"Canonical: {base_url}/.well-known/security.txt")
    return "".join(f"{line}\n" for line in lines)


def as_uri(contact: str) -> str:
    """A contact as something that can be followed."""
    return contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}"
