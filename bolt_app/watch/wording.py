"""What counts as the same words: a text as paragraphs, a paragraph as words; knows no quote and no diff.

White space, typography (quotation marks, dashes, ellipses, no-break spaces, ligatures), punctuation and
Markdown's marks are not words. Capitals are, since a contract's defined terms begin with one.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

_BLANK: Final = re.compile(r"\n[ \t]*\n")
_ITEM: Final = re.compile(r"^[ \t]*(?:[*+-]|\d{1,3}[.)]|\|)[ \t]", re.MULTILINE)
_RULES: Final = re.compile(r"[|\s:*_-]*")
"""A line of a table or between sections that has no words."""
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_MARK: Final = re.compile(
    r"^[ \t]*(?:#{1,6}|>|[*+-]|\d{1,3}[.)])[ \t]+|(?<!\\)(?:\*{1,3}|`|~~)|\\(?=[!-/:-@\[-`{-~])"
)
_HEADING: Final = re.compile(r"[ \t]*#{1,6}[ \t]+")

_INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Soft hyphens, zero-width characters, marks of writing direction."""
_APOSTROPHES: Final = "'’‘ʼ＇´`′"
# Chinese, Japanese and Thai are written without spaces: each character is a word here.
_UNSPACED: Final = r"\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PART: Final = rf"(?:(?![{_UNSPACED}])[^\W_]|[{_INVISIBLE}])+"
_EMAIL: Final = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
_WORD: Final = re.compile(rf"{_EMAIL}|[{_UNSPACED}]|{_PART}(?:[{_APOSTROPHES}]{_PART})*")
_DROPPED: Final = re.compile(f"[{_INVISIBLE}]")
_APOSTROPHE: Final = re.compile(f"[{_APOSTROPHES}]")
_SPELLING: Final = re.compile(r"(?<=[a-z]{2})([yi])s(?=(?:e|ed|es|er|ers|ing|ation|ations)(?:'s)?$)")
"""British "analyse" and "organisation" are American "analyze" and "organization"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        key: what it is compared by.
        start: index of its first character in the text.
        end: index after its last one.
    """

    key: str
    start: int
    end: int


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a Markdown text, each item of a list and each row of a table being one."""
    found: list[str] = []
    for block in _BLANK.split(text):
        starts = [match.start() for match in _ITEM.finditer(block)]
        cuts = sorted({0, *starts, len(block)})
        found += [block[start:end].strip("\n") for start, end in pairwise(cuts)]
    return tuple(part for part in found if not _RULES.fullmatch(part))


def heading(paragraph: str) -> bool:
    """Return whether a paragraph is a heading."""
    return bool(_HEADING.match(paragraph))


def plain(paragraph: str) -> str:
    """Return a paragraph as people read it: in NFC, on one line, without Markdown's marks and targets."""
    text = _LINK.sub(r"\1", unicodedata.normalize("NFC", paragraph))
    text = _MARK.sub("", text.replace("|", " "))
    return " ".join(text.split())


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text that `plain` gave, in order."""
    found = ((_key(match.group()), match) for match in _WORD.finditer(text))
    return tuple(Word(key, match.start(), match.end()) for key, match in found if key)


def keys(text: str) -> tuple[str, ...]:
    """Return what the words of such a text are compared by."""
    return tuple(word.key for word in words(text))


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    """Return one spelling of a word for all typography, and for British and American English."""
    if word.isascii():
        return _SPELLING.sub(r"\1z", word)
    folded = unicodedata.normalize("NFKC", _DROPPED.sub("", word))
    return _SPELLING.sub(r"\1z", _APOSTROPHE.sub("'", folded))
