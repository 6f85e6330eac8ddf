"""How the watch stands, in one line for `doctor`: when it looked, what it cannot read; looks at no page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bolt_app.watch.model import Declaration, Standing

NEVER = "no page was looked at yet"


class Standings(Protocol):
    """How the newest looks at pages ended, as storage/ keeps it."""

    def standing(self, terms: str) -> Standing:
        """Return it for one page; an empty standing when nobody ever looked."""
        ...


def in_words(pages: Iterable[Declaration], kept: Standings, due: datetime | None) -> str:
    """Return the line, in English.

    Args:
        pages: what is watched.
        kept: how the looks ended.
        due: when the next turn is due, aware; None: there was none yet.
    """
    standings = {page.terms: kept.standing(page.terms) for page in pages}
    looked = [one for one in standings.values() if one.read_at or one.failed_at]
    if not looked:
        return NEVER
    newest = max(at for one in looked for at in (one.read_at, one.failed_at) if at)
    told = [f"{len(looked)} of {len(standings)} pages looked at, last on {newest:%Y-%m-%d %H:%M} UTC"]
    if due:
        told.append(f"next due {due:%Y-%m-%d %H:%M} UTC")
    failing = [f"{terms} ({one.failure.kind})" for terms, one in standings.items() if one.failure]
    if failing:
        told.append(f"could not be read: {', '.join(failing)}")
    return "; ".join(told)
