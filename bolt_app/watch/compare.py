"""A text against the one before it: paragraphs first, then words of those that changed; knows no citation.

Words alone take too long: `difflib` over the words of two long pages needs many seconds. What is compared is
`Word.key`, so that white space, typography and markup are no change; what is shown is the page's own text.
A paragraph that moved is one that is gone here and new there: under another heading it may mean the opposite.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, TypeAlias

from bolt_app.register.words import Mark, Words
from bolt_app.watch import wording
from bolt_app.watch.change import Comparison, Paragraph

MOST_STEPS: Final = 250_000
"""Words of a paragraph times words of its new form that are compared one by one: some hundredths of a second.
Beyond that the paragraph is shown as removed and added."""
ALIKE: Final = 0.4
"""The share of words that two paragraphs have in common when one is the other's new form."""
COMMON: Final = 8
"""Two words in a row that stand in more paragraphs than this tell none of them apart."""
FEW: Final = 400
"""Paragraphs times their possible new forms that are all looked at."""

_Keys: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph under comparison: what people read, its words, their keys, the heading it stands under."""

    text: str
    words: tuple[wording.Word, ...]
    keys: _Keys
    heading: str


def compare(before: str, after: str) -> Comparison:
    """Return what became of a Markdown text; the same words give an empty comparison."""
    old, new = _parts(before), _parts(after)
    found: list[Paragraph] = []
    unchanged = 0
    for alike, old_block, new_block in _blocks(old, new):
        for was, now in zip(old_block, new_block, strict=True) if alike else _paired(old_block, new_block):
            if was and now and was.keys == now.keys:
                unchanged += 1
                continue
            found.append(_changed(was, now, unchanged))
            unchanged = 0
    return Comparison(tuple(found))


def _parts(text: str) -> list[_Part]:
    parts, heading = [], ""
    for paragraph in wording.paragraphs(text):
        plain = wording.plain(paragraph)
        words = wording.words(plain)
        if words:
            keys = tuple(word.key for word in words)
            parts.append(_Part(plain, words, keys, "" if wording.heading(paragraph) else heading))
            heading = plain if wording.heading(paragraph) else heading
    return parts


def _blocks(
    old: Sequence[_Part], new: Sequence[_Part]
) -> Iterator[tuple[bool, Sequence[_Part], Sequence[_Part]]]:
    """Yield runs of paragraphs that are alike (True), and runs that took another's place, in order."""
    matcher = SequenceMatcher(None, _numbered(old), _numbered(new), autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield tag == "equal", old[old_start:old_end], new[new_start:new_end]


def _numbered(parts: Sequence[_Part]) -> list[tuple[_Keys, int]]:
    """Return each paragraph with how often it stood before: where all differ, `difflib` is quick."""
    seen: Counter[_Keys] = Counter()
    numbered = []
    for part in parts:
        numbered.append((part.keys, seen[part.keys]))
        seen[part.keys] += 1
    return numbered


def _paired(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[tuple[_Part | None, _Part | None]]:
    """Yield each paragraph with its new form, in order; with None where it has none or is new."""
    pairs = _rising(_new_forms(old, new))
    for (old_last, new_last), (old_next, new_next) in pairwise([(-1, -1), *pairs, (len(old), len(new))]):
        yield from ((part, None) for part in old[old_last + 1 : old_next])
        yield from ((None, part) for part in new[new_last + 1 : new_next])
        if old_next < len(old):
            yield old[old_next], new[new_next]


def _new_forms(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[tuple[int, int]]:
    """Yield for each old paragraph the number of the new one that is most like it, if one is."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, part in enumerate(new):
        for pair in set(pairwise(part.keys)):
            places[pair].append(place)
    counted = [Counter(part.keys) for part in new]
    for number, part in enumerate(old):
        likely: Iterable[int] = range(len(new))
        if len(old) * len(new) > FEW:
            seen = (places.get(pair, []) for pair in set(pairwise(part.keys)))
            votes = Counter(place for found in seen if len(found) <= COMMON for place in found)
            likely = [place for place, _ in votes.most_common(COMMON)]
        words = Counter(part.keys)
        shares = [(_share(words, counted[place]), -abs(number - place), place) for place in likely]
        if shares and max(shares)[0] >= ALIKE:
            yield number, max(shares)[2]


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def _rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs of which both numbers rise; the first numbers of what comes in do already."""
    ends: list[int] = []
    last: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in pairs:
        length = bisect_left(ends, pair[1])
        ends[length : length + 1] = [pair[1]]
        last[length : length + 1] = [pair]
        before[pair] = last[length - 1] if length else None
    chain: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step is not None:
        chain.append(step)
        step = before[step]
    return chain[::-1]


def _changed(was: _Part | None, now: _Part | None, unchanged: int) -> Paragraph:
    if was and now:
        return Paragraph(_words(was, now), now.heading, unchanged)
    if now:
        return Paragraph((Words(Mark.ADDED, now.text),), now.heading, unchanged)
    assert was is not None
    return Paragraph((Words(Mark.REMOVED, was.text),), was.heading, unchanged)


def _words(was: _Part, now: _Part) -> tuple[Words, ...]:
    if len(was.keys) * len(now.keys) > MOST_STEPS:
        return Words(Mark.REMOVED, was.text), Words(Mark.ADDED, now.text)
    matcher = SequenceMatcher(None, was.keys, now.keys, autojunk=False)
    runs: list[tuple[Mark, str]] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            runs.append((Mark.KEPT, _slice(now, new_start, new_end)))
            continue
        runs.append((Mark.REMOVED, _slice(was, old_start, old_end)))
        runs.append((Mark.ADDED, _slice(now, new_start, new_end)))
    return tuple(Words(kind, text) for kind, text in runs if text)


def _slice(part: _Part, start: int, end: int) -> str:
    """Return the text of some words, with the signs before the first word of all and after each."""
    if start == end:
        return ""
    first = part.words[start].start if start else 0
    last = part.words[end].start if end < len(part.words) else len(part.text)
    return part.text[first:last].strip()
