"""A text against the one before it, and what that means for people; knows no page and no view.

Words are Slack's own as the page has them, in the page's language: they are shown, never translated.
"""

from dataclasses import dataclass
from datetime import datetime

from bolt_app.register.words import Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that changed: all words ADDED is a new one, all REMOVED is one that is gone.

    Attributes:
        words: its words in reading order, as the page has them and without white space at the ends of a run,
            removed ones before those that replace them; never empty.
        heading: the heading it stands under, "" for none.
        unchanged: how many unchanged paragraphs lie between it and the changed one before it.
    """

    words: tuple[Words, ...]
    heading: str = ""
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text against the one before it; empty where only white space, typography or markup differ."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def material(self) -> bool:
        """Whether any word differs."""
        return bool(self.paragraphs)


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A page whose words changed. Only these are told to people.

    Attributes:
        id: never changes and is never used again; small letters, digits and hyphens, at most 80 characters.
        terms: the declaration's name.
        url: the page's address.
        found_at: when the watch read the new text: Slack changed it then or before, after `unchanged_until`.
        unchanged_until: when the watch last read the old text.
        before: `fetched_at` of the version with the old text.
        comparison: what changed.
        claims: keys of the claims touched: whose finding became GONE or PAGE_CHANGED by this.
    """

    id: str
    terms: str
    url: str
    found_at: datetime
    unchanged_until: datetime
    before: datetime
    comparison: Comparison
    claims: tuple[str, ...]
