"""Words of one text held against another, and what became of them; knows no text and no way to compare."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    ONLY_BEFORE = "only-before"
    """At an end of the earlier quote, where the later one does not reach: no change. Of quotes alone."""
    ONLY_AFTER = "only-after"
    """At an end of the later quote, where the earlier one does not reach: no change. Of quotes alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """Successive words of the same fate, as they are printed (of kept ones the later spelling)."""

    mark: Mark
    text: str
