"""What the watch found of the register's quotes, as far as readers are told; knows no page and no storage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType


class Standing(StrEnum):
    """How a claim stands against Slack's live page."""

    THERE = "there"
    """What it cites was there when the page was last read."""
    MISSING = "missing"
    """Its quote was looked for in vain."""
    AROUND = "around"
    """The text round its quote changed; or, of a claim without a quote, the page did."""
    NOT_CHECKED = "not-checked"
    """The page was never read, or could not be read the last time."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of one claim; days are of UTC.

    Attributes:
        standing: MISSING and AROUND stay until a person has reviewed the claim.
        quoted: whether there is a quote to look for.
        since: the day on which MISSING or AROUND was found.
        checked_on: the last day on which the page was read; None: never.
        seen_on: the last day on which the quote was there; None: never; then nothing shows that Slack
            changed it.
        failed_on: the day of the last attempt, when it failed.
    """

    standing: Standing
    quoted: bool = True
    since: date | None = None
    checked_on: date | None = None
    seen_on: date | None = None
    failed_on: date | None = None

    @property
    def marks(self) -> bool:
        """Whether its claim, and whatever rests on that, is shown as being re-read."""
        return self.standing in (Standing.MISSING, Standing.AROUND)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one of Slack's pages that no person has reviewed yet, as lists name it.

    Attributes:
        key: its id in the archive of pages.
        terms: the page's name on the watch-list.
        url: its address.
        found_at: when the watch read the new text, aware, UTC.
        claims: keys of the claims whose quotes it touched.
    """

    key: str
    terms: str
    url: str
    found_at: datetime
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the watch found, for one version of the register.

    Attributes:
        claims: of each claim that cites a watched page, by the claim's key.
        changes: not reviewed yet, newest first.
        digest: two findings with the same one read alike; short, for the keys of rendered views.
    """

    claims: Mapping[str, Found] = field(default_factory=lambda: MappingProxyType({}))
    changes: tuple[Change, ...] = ()
    digest: str = ""


NOTHING = Findings()
"""Where nobody watches: no claim is marked, and none is said to be on Slack's page."""
