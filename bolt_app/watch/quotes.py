"""Finds a quote in a page's text; knows paragraphs and words, no citation and no earlier text.

A quote stands on a page when its words follow one another there. White space, typography, punctuation,
capitals, markup, and British or American spelling are not looked at. "…" in a quote leaves words out: its
parts stand in their order, at most `GAP` words apart.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from bolt_app.watch import wording

GAP: Final = 80
"""Words that an ellipsis leaves out at most; with more, two chance words far apart would be a quote."""

_ELLIPSIS: Final = re.compile(r"[\[(]?(?:…|\.(?: ?\.){2,})[\])]?")


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a quote stands: the plain paragraphs it is in, and the number of the first of them, from 0."""

    first: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A page's text, ready for many quotes."""

    markdown: str

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs that have words, plain."""
        return tuple(text for text, _ in self._read)

    @cached_property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """What the paragraphs are compared by."""
        return frozenset(keys for _, keys in self._read)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self._starts)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over its words, in hexadecimal."""
        return hashlib.sha256(self._flow.encode()).hexdigest()

    def find(self, quote: str) -> Passage | None:
        """Return where a quote stands, or None; a quote without words stands nowhere.

        Of several places it is the one where an ellipsis leaves out the fewest words, the first of equals.
        """
        parts = [part for part in (_line(wording.plain(text)) for text in _ELLIPSIS.split(quote)) if part]
        if not parts:
            return None
        starts = self._places(parts[0], 0, len(self._starts))
        spans = [
            (end - start, start, end) for start in starts if (end := self._end(parts, start)) is not None
        ]
        if not spans:
            return None
        _, start, end = min(spans)
        first, last = self._paragraph[start], self._paragraph[end - 1]
        return Passage(first, self.paragraphs[first : last + 1])

    @cached_property
    def _read(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        plain = (wording.plain(paragraph) for paragraph in wording.paragraphs(self.markdown))
        return tuple((text, keys) for text in plain if (keys := wording.keys(text)))

    @cached_property
    def _words(self) -> Sequence[str]:
        return [key.casefold() for _, keys in self._read for key in keys]

    @cached_property
    def _paragraph(self) -> Sequence[int]:
        return [number for number, (_, keys) in enumerate(self._read) for _ in keys]

    @cached_property
    def _flow(self) -> str:
        return "\n" + "".join(f"{word}\n" for word in self._words)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each word begins in the flow, with the line break before it."""
        return list(accumulate((len(word) + 1 for word in self._words), initial=0))[:-1]

    def _places(self, part: str, after: int, before: int) -> Iterator[int]:
        """Yield the numbers of the words at which a part begins, from `after` on and below `before`."""
        if after >= len(self._starts):
            return
        place = self._flow.find(part, self._starts[after])
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            if number >= before:
                return
            yield number
            place = self._flow.find(part, place + 1)

    def _end(self, parts: Sequence[str], start: int) -> int | None:
        """Return the number of the word after the last part, or None where the parts do not follow."""
        end = start + parts[0].count("\n") - 1
        if len(parts) == 1:
            return end
        ends = (self._end(parts[1:], place) for place in self._places(parts[1], end, end + GAP + 1))
        return next((found for found in ends if found is not None), None)


def _line(plain: str) -> str:
    words = [key.casefold() for key in wording.keys(plain)]
    return "\n" + "".join(f"{word}\n" for word in words) if words else ""
