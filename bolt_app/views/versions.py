"""The dated versions of Slack's principles page, and one against the one before: removed and added, in words.

A version is never named without its date, and a point that a copy does not show is not seen, never gone.
"""

from collections.abc import Mapping, Sequence

from bolt_app.i18n import Translator, mark
from bolt_app.register.comparison import Change, PointChange, compared, steps
from bolt_app.register.model import Register
from bolt_app.register.versions import Point, Version
from bolt_app.register.words import Mark, Words
from bolt_app.views import kit
from bolt_app.views.claims import cited_in_short, sources_button, with_standing
from bolt_app.views.facts import Facts
from bolt_app.views.findings import marked
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape
from bolt_app.views.standing import quoted_in

VERSIONS = 45  # two blocks each, and the rest is counted

POINTS: Mapping[Point, str] = {
    Point.OPENING: mark("What customer data is analysed for"),
    Point.LLM: mark("Language models and generative AI"),
    Point.LEAK: mark("That no customer’s data shows up with another"),
    Point.ACCESS: mark("Access to the content"),
    Point.HEADING: mark("The heading over the choice"),
    Point.EFFECT: mark("What an opt-out changes"),
    Point.SLACK_AI: mark("Slack’s generative product"),
    Point.PURPOSES: mark("The purposes named"),
}
"""What the versions are compared by, in words."""

MARKED: Mapping[Mark, tuple[str, str]] = {
    Mark.REMOVED: (mark("removed:"), "strike"),
    Mark.ADDED: (mark("added:"), "bold"),
    Mark.ONLY_BEFORE: (mark("only in the earlier excerpt:"), ""),
    Mark.ONLY_AFTER: (mark("only in the later excerpt:"), ""),
}
"""The word beside each mark, and the mark: the word alone is enough to understand it."""


def versions(facts: Facts, t: Translator) -> View:
    """Return the versions, newest first, each with its dates, how much of it was seen, and its sources."""
    register = facts.register
    newest_first = register.versions[::-1]
    compares = {after.key for _, after in steps(register)}
    blocks: list[Block] = []
    for version in newest_first[:VERSIONS]:
        button = _compare(version, t) if version.key in compares else None
        blocks += [kit.section("\n".join(_about(version, t)), button)]
        blocks += [kit.context(cited_in_short(version.sources, register, t))]
    if (more := len(newest_first) - VERSIONS) > 0:
        blocks.append(
            kit.context(t.plural("And {number} more version.", "And {number} more versions.", more))
        )
    nothing = [kit.section(t("No version is recorded."))]
    return kit.modal(t("Versions of the page"), blocks or nothing, close=t("Close"))


def _about(version: Version, t: Translator) -> list[str]:
    told = (version.dates, version.extent, version.note)
    return [f"*{escape(t(version.label))}*", *(escape(t(text)) for text in told if text)]


def _compare(version: Version, t: Translator) -> Block:
    described = t("{version}: compare with the one before", version=t(version.label))
    return kit.button(t("Compare with the one before"), Press.COMPARE, value=version.key, described=described)


def comparison(facts: Facts, key: str, t: Translator) -> View:
    """Return a version against the one before it, point by point; where there is none, the list of all."""
    register = facts.register
    step = next(((before, after) for before, after in steps(register) if after.key == key), None)
    if step is None:
        return versions(facts, t)
    before, after = step
    points = compared(register, before, after)
    unseen = [t(POINTS[one.point]) for one in points if one.change is Change.NOT_SEEN]
    blocks = [
        kit.section(
            t(
                "*{after}*\nagainst the one before: *{before}*",
                after=_named(after, t),
                before=_named(before, t),
            )
        ),
        kit.context(*(_said(one, escape(t(one.extent)), t) for one in (after, before))),
    ]
    for one in points:
        if one.change is not Change.NOT_SEEN:
            blocks += [kit.divider(), *_point(one, before, after, register, t)]
    if unseen:
        listed = "\n".join((t("Not in the part seen of either:"), *(f"• {escape(text)}" for text in unseen)))
        blocks += [kit.divider(), kit.section(listed)]
    back = kit.button(t("All versions"), Press.VERSIONS_BACK)
    stated = list({claim.key: claim for one in points for claim in (one.before, one.after) if claim}.values())
    foot = [sources_button(stated, t), back] if stated else [back]
    return kit.modal(t("What changed"), [*blocks, kit.divider(), kit.actions(*foot)], close=t("Close"))


def _named(version: Version, t: Translator) -> str:
    return escape(t(version.label))


def _said(version: Version, said: str, t: Translator) -> str:
    return t("{version}: {said}", version=_named(version, t), said=said)


def _point(
    one: PointChange, before: Version, after: Version, register: Register, t: Translator
) -> list[Block]:
    lines = [f"*{escape(t(POINTS[one.point]))}*"]
    if how := how_it_compares(one, t):
        lines.append(how)
    if one.words:
        marks = [
            kit.context(f"*{_said(version, mark, t)}*")
            for version, claim in ((before, one.before), (after, one.after))
            if claim and (mark := marked(claim, register, t))
        ]
        return [kit.section("\n".join(lines)), kit.styled(worded(one.words, t)), *marks]
    for version, claim in ((before, one.before), (after, one.after)):
        said = with_standing(claim, register, t) if claim else t("not in the part seen.")
        lines.append(f"• {_said(version, said, t)}")
    return [kit.section(text) for text in kit.lines(lines)]


def how_it_compares(one: PointChange, t: Translator) -> str:
    """Return in plain words how the two sides of a point compare; "" where only one of them was seen."""
    language = quoted_in(one.after, t) if one.after else ""
    match one.change:
        case Change.OTHER_WORDS:
            return t("The words differ ({language}):", language=language)
        case Change.SAME_WORDS:
            return t("The same words, as far as both excerpts go ({language}):", language=language)
        case Change.SIDE_BY_SIDE:
            return t("The words cannot be compared one by one; both sides:")
        case _:
            return ""


def worded(words: Sequence[Words], t: Translator) -> list[tuple[str, str]]:
    """Return the words of a comparison as pieces of text, each with its style.

    Args:
        words: as the register's comparison, or the watch's, gives them.
        t: the reader's language; the quotes stay in theirs.
    """
    pieces: list[tuple[str, str]] = []
    for part in words:
        if pieces:
            pieces.append((" ", ""))
        if part.mark is Mark.KEPT:
            pieces.append((part.text, ""))
            continue
        word, style = MARKED[part.mark]
        pieces += [("[", ""), (t(word), "italic"), (" ", ""), (part.text, style), ("]", "")]
    return pieces
