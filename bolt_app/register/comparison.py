"""What two versions of the principles page say on each point, and which words went and came.

Compares only what was read: a point that one copy does not show is not seen, never gone. A quote is an
excerpt: words at its ends that the other quote does not reach are no change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final

from bolt_app.register.model import Claim, Register
from bolt_app.register.versions import Point, Version
from bolt_app.register.words import Mark, Words

ALIKE: Final = 0.5
"""Of the shorter quote, the part that has to be kept for words to be marked one by one.

Below it the sentences have so little in common that marks would be noise: they are set side by side."""


class Change(StrEnum):
    """How a point compares between two versions."""

    NOT_SEEN = "not-seen"
    """Neither copy shows it."""
    NOT_SEEN_BEFORE = "not-seen-before"
    """Only the later copy shows it."""
    NOT_SEEN_AFTER = "not-seen-after"
    """Only the earlier copy shows it."""
    SAME_WORDS = "same-words"
    """Both quotes say the same as far as both reach."""
    OTHER_WORDS = "other-words"
    """Words went or came; `PointChange.words` has them."""
    SIDE_BY_SIDE = "side-by-side"
    """Both are known, and words cannot be compared: no quotes, other languages, or another sentence."""


@dataclass(frozen=True, slots=True)
class PointChange:
    """One point in two versions; a claim is None where that copy does not show the point."""

    point: Point
    change: Change
    before: Claim | None
    after: Claim | None
    words: tuple[Words, ...] = ()


def steps(register: Register) -> tuple[tuple[Version, Version], ...]:
    """Each version with the one before it, as (before, after), oldest first; empty for fewer than two."""
    return tuple(pairwise(register.versions))


def compared(register: Register, before: Version, after: Version) -> tuple[PointChange, ...]:
    """Every point of two versions in the order of `Point`, also the points that neither copy shows."""
    return tuple(
        point_change(point, register.says(before, point), register.says(after, point)) for point in Point
    )


def point_change(point: Point, before: Claim | None, after: Claim | None) -> PointChange:
    """What became of one point between two claims; None where a copy does not show it."""
    if before is None or after is None:
        change = Change.NOT_SEEN_AFTER if before else Change.NOT_SEEN_BEFORE if after else Change.NOT_SEEN
        return PointChange(point, change, before, after)
    words = _marked(before, after)
    if not words:
        return PointChange(point, Change.SIDE_BY_SIDE, before, after)
    moved = any(part.mark in (Mark.REMOVED, Mark.ADDED) for part in words)
    return PointChange(point, Change.OTHER_WORDS if moved else Change.SAME_WORDS, before, after, words)


def _marked(before: Claim, after: Claim) -> tuple[Words, ...]:
    """The words of two quotes with their fate; empty where they cannot be compared word by word."""
    if not before.quote or not after.quote:
        return ()
    tags = before.quote_language or "", after.quote_language or ""
    if tags[0].partition("-")[0] != tags[1].partition("-")[0]:
        return ()
    old, new = (quote.strip("… ").split() for quote in (before.quote, after.quote))
    if "…" in old or "…" in new:  # words left out by whoever quoted would count as removed
        return ()
    plain = [_plain(word) for word in old], [_plain(word) for word in new]
    found = SequenceMatcher(None, *plain, autojunk=False)
    if sum(block.size for block in found.get_matching_blocks()) < ALIKE * min(len(old), len(new)):
        return ()
    return tuple(_parts(found, old, new))


def _parts(found: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Words]:
    for does, i, j, k, m in found.get_opcodes():
        if does == "equal":
            yield Words(Mark.KEPT, " ".join(new[k:m]))
            continue
        # An excerpt ends where whoever quoted it stopped, not where the page does.
        at_an_end = (i == 0 or j == len(old)) if does == "delete" else (k == 0 or m == len(new))
        open_end = does != "replace" and at_an_end
        if j > i:
            yield Words(Mark.ONLY_BEFORE if open_end else Mark.REMOVED, " ".join(old[i:j]))
        if m > k:
            yield Words(Mark.ONLY_AFTER if open_end else Mark.ADDED, " ".join(new[k:m]))


_EDGES: Final = re.compile(r"^\W+|\W+$")
_AMERICAN: Final = re.compile(r"(?<=[a-z]{2}[iy])z(?=e|ing|ation)")


def _plain(word: str) -> str:
    """A word without capitals and punctuation around it; British and American spelling are one.

    Copies of one page exist in both spellings, so that a spelling tells of the copy, not of a change.
    """
    bare = _EDGES.sub("", word).casefold().replace("’", "'")
    return _AMERICAN.sub("s", bare) or word
