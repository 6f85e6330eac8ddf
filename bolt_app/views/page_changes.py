"""Changes of Slack's pages that the watch found and no person has reviewed: named, and word by word.

Refuses to say what a change means: that is for a review, and until then only the words are shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bolt_app.i18n import Translator
from bolt_app.register.findings import Change
from bolt_app.register.words import Mark, Words
from bolt_app.views import kit, versions
from bolt_app.views.claims import sources_button, with_standing
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape
from bolt_app.watch.change import Paragraph, PolicyChange

ON_HOME = 2
IN_LIST = 5
CLAIMS = 10
PARAGRAPHS = 20  # three blocks each at most, beside head, claims and foot
PARAGRAPH = 2900
"""Characters of a paragraph; Slack gives a section 3,000, and says of rich text nothing."""
PIECES = 150
"""Pieces of a paragraph, each with a style of its own. Where every other word changed there are hundreds, and
what stands round each would make a message, or a view of such paragraphs, longer than Slack takes."""

_AROUND = 25
"""Unchanged words that stay on either side of a change; of more, the middle is left out."""


def waiting(facts: Facts, most: int, t: Translator) -> list[Block]:
    """Return the newest changes that nobody has reviewed, a section each, and how many more there are."""
    changes = facts.register.findings.changes
    blocks = [_named(change, t) for change in changes[:most]]
    if (more := len(changes) - most) > 0:
        text = t.plural(
            "And {number} more change that nobody has reviewed.",
            "And {number} more changes that nobody has reviewed.",
            more,
        )
        blocks.append(kit.context(text))
    return blocks


def _named(change: Change, t: Translator) -> Block:
    found = t.day(change.found_at.date())
    text = t(
        "*{day}:* Slack’s page “{terms}” was found changed. Nobody has reviewed the change yet.",
        day=found,
        terms=escape(change.terms),
    )
    described = t("The change of “{terms}” found on {day}", terms=change.terms, day=found)
    return kit.section(
        text, kit.button(t("Show the words"), Press.PAGE_CHANGE, value=change.key, described=described)
    )


def in_full(change: PolicyChange, facts: Facts, t: Translator) -> View:
    """Return a change in a modal: what it touches, then each changed paragraph with the words about it."""
    head = t(
        "Slack’s page <{url}|{terms}> was found changed on {found}. On {until} it still read as before. "
        "Nobody has reviewed the change yet.",
        url=change.url,
        terms=escape(change.terms),
        found=t.day(change.found_at.date()),
        until=t.day(change.unchanged_until.date()),
    )
    if change.id not in {one.key for one in facts.register.findings.changes}:
        head = t(
            "Slack’s page <{url}|{terms}> was found changed on {found}. On {until} it still read as before.",
            url=change.url,
            terms=escape(change.terms),
            found=t.day(change.found_at.date()),
            until=t.day(change.unchanged_until.date()),
        )
    paragraphs = change.comparison.paragraphs
    blocks = [
        kit.section(head),
        kit.context(t("The words are Slack’s, in the language of the page, as the app read them.")),
        *_touched(change, facts, t),
    ]
    for paragraph in paragraphs[:PARAGRAPHS]:
        blocks += [kit.divider(), *in_words(paragraph, t)]
    if (more := len(paragraphs) - PARAGRAPHS) > 0:
        text = t.plural("And {number} more paragraph.", "And {number} more paragraphs.", more)
        blocks.append(kit.context(text))
    return kit.modal(t("What changed"), blocks, close=t("Close"))


def _touched(change: PolicyChange, facts: Facts, t: Translator) -> list[Block]:
    register = facts.register
    claims = [register.claims[key] for key in change.claims if key in register.claims]
    if not claims:
        return [kit.section(t("It touches no statement that this app quotes."))]
    blocks = [
        kit.section(t("*Statements it touches:*")),
        *(
            kit.section(f"• {with_standing(claim, register, t)}", sources_button([claim], t))
            for claim in claims[:CLAIMS]
        ),
    ]
    if (more := len(claims) - CLAIMS) > 0:
        text = t.plural("And {number} more statement.", "And {number} more statements.", more)
        blocks.append(kit.context(text))
    return blocks


def in_words(paragraph: Paragraph, t: Translator) -> Iterator[Block]:
    """Yield a changed paragraph: the heading it stands under, and its words, those about a change marked."""
    if paragraph.heading:
        yield kit.context(t("Under “{heading}”:", heading=escape(kit.cut(paragraph.heading, kit.HEADER))))
    yield kit.styled(_cut(worded(paragraph.words, t)))


def worded(words: Sequence[Words], t: Translator) -> list[tuple[str, str]]:
    """Return the words of a changed paragraph as pieces of text, each with its style."""
    last = len(words) - 1
    shown = (
        replace(part, text=_shortened(part.text, first=place == 0, last=place == last))
        if part.mark is Mark.KEPT
        else part
        for place, part in enumerate(words)
    )
    return versions.worded(tuple(shown), t)


def _shortened(kept: str, *, first: bool, last: bool) -> str:
    """The unchanged words next to a change: before the first and after the last there is one side only."""
    words = kept.split()
    before, after = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= before + after + 1:
        return kept
    return " ".join((*words[:before], kit.ELLIPSIS, *(words[-after:] if after else ())))


def _cut(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """As many pieces as fit a paragraph's limits, the last of them cut."""
    fitting: list[tuple[str, str]] = []
    left = PARAGRAPH
    for text, style in pieces:
        if len(fitting) == PIECES:
            return [*fitting[:-1], (f" {kit.ELLIPSIS}", "")]
        if left <= 0:
            break
        fitting.append((kit.cut(text, left), style))
        left -= len(text)
    return fitting
