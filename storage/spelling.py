"""How names and times are spelt so that either database takes and orders them; knows no table."""

from datetime import UTC, datetime


def plain(text: str) -> str:
    """Return the text without NUL, which PostgreSQL refuses, and with `?` for half a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def stamp(at: datetime) -> str:
    """Return an aware time as UTC, ISO 8601, always 32 characters: such texts sort as the times do.

    Raises:
        ValueError: the time is naive, so nobody knows when it was.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stamped: str) -> datetime:
    """Return the time that was stamped, aware and in UTC."""
    return datetime.fromisoformat(stamped).astimezone(UTC)
