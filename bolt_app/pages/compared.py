"""The versions of the principles page as a page shows them, each against the one before; knows no markup."""

from dataclasses import dataclass

from bolt_app.i18n import Translator
from bolt_app.pages.statements import Cited, Told, Writer
from bolt_app.register.comparison import Change, PointChange, compared, steps
from bolt_app.register.model import Register
from bolt_app.register.versions import Point, Version
from bolt_app.register.words import Mark
from bolt_app.views.versions import MARKED, POINTS, how_it_compares


@dataclass(frozen=True, slots=True)
class WordsShown:
    """Some words of a comparison.

    Attributes:
        mark: what became of them.
        word: "removed:" and the like in the reader's language, "" for words that stayed.
        text: the words, in the quote's language.
    """

    mark: Mark
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point of a version, against the version before.

    Attributes:
        name: what it is about.
        how: how both sides compare, "" where only one was seen or there is no version before.
        words: what was removed and added; empty where words were not compared.
        language: BCP 47 tag of the words.
        before: what the version before says; None: not in the part seen.
        after: what this version says; None: not in the part seen.
    """

    name: str
    how: str
    words: tuple[WordsShown, ...]
    language: str
    before: Told | None
    after: Told | None


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version.

    Attributes:
        anchor: the same in every language.
        title: its label, which has its date or says that it is not known.
        lines: how well the dates are known, how much was seen, and a note.
        sources: where it was seen.
        before: the label of the version before, "" for the oldest.
        points: what was seen of it or of the one before.
        unseen: points that neither copy shows; of the oldest, that its copy does not show.
    """

    anchor: str
    title: str
    lines: tuple[str, ...]
    sources: tuple[Cited, ...]
    before: str
    points: tuple[PointShown, ...]
    unseen: tuple[str, ...]


def versions_of(register: Register, write: Writer, t: Translator) -> tuple[VersionShown, ...]:
    """Return the versions, newest first."""
    before = {after.key: before for before, after in steps(register)}
    return tuple(
        _shown(version, before.get(version.key), register, write, t)
        for version in reversed(register.versions)
    )


def _shown(
    version: Version, before: Version | None, register: Register, write: Writer, t: Translator
) -> VersionShown:
    if before is None:
        alone = {point: register.says(version, point) for point in Point}
        points = [
            PointChange(point, Change.NOT_SEEN_BEFORE, None, claim) for point, claim in alone.items() if claim
        ]
        unseen = [point for point, claim in alone.items() if claim is None]
    else:
        both = compared(register, before, version)
        points = [one for one in both if one.change is not Change.NOT_SEEN]
        unseen = [one.point for one in both if one.change is Change.NOT_SEEN]
    return VersionShown(
        anchor=f"version-{version.key}",
        title=t(version.label),
        lines=tuple(t(text) for text in (version.dates, version.extent, version.note) if text),
        sources=write.all_cited(version.sources),
        before=t(before.label) if before else "",
        points=tuple(_point(one, write, t) for one in points),
        unseen=tuple(t(POINTS[point]) for point in unseen),
    )


def _point(one: PointChange, write: Writer, t: Translator) -> PointShown:
    return PointShown(
        name=t(POINTS[one.point]),
        how=how_it_compares(one, t),
        words=tuple(WordsShown(part.mark, _word(part.mark, t), part.text) for part in one.words),
        language=(one.after.quote_language or "") if one.after and one.words else "",
        before=write.told(one.before.key) if one.before else None,
        after=write.told(one.after.key) if one.after else None,
    )


def _word(mark: Mark, t: Translator) -> str:
    return t(MARKED[mark][0]) if mark in MARKED else ""
