"""What people are told when Slack changed a text, why it comes, and how to have no more; reviews nothing.

The words are Slack's own; what they mean is not said before somebody has read them.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.notices.asking import Asked, NotAsked
from bolt_app.notices.model import How, Subscription
from bolt_app.optout.model import Entry
from bolt_app.register.model import Register
from bolt_app.views import kit
from bolt_app.views.claims import with_standing
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape
from bolt_app.views.outsiders import for_members
from bolt_app.views.page_changes import in_words
from bolt_app.watch.change import Paragraph, PolicyChange

PARAGRAPHS = 8
WORDS = 6000
"""Characters of changed paragraphs in one message: with all blocks together Slack takes about 13,000."""
CLAIMS = 5
CHANGES = 10
"""Changes named in a digest."""


class Why(StrEnum):
    """Why somebody is told."""

    ASKED = "asked"
    CONTACT = "contact"


def message(change: PolicyChange, register: Register, why: Why, t: Translator) -> dict[str, Any]:
    """Return what a person is told of one change, as the arguments of `chat.postMessage`."""
    return _message(change, register, _why(why, t), [_no_more(t)], t)


def in_channel(change: PolicyChange, register: Register, chosen: Entry, t: Translator) -> dict[str, Any]:
    """Return what a channel is told of one change; `chosen` is the entry by which an owner chose it."""
    organisation = chosen.scope.is_organisation
    why = t(
        "This comes because {who} chose this channel on {day} for what Slack changes in its texts "
        "(No. {number} of the record). An owner ends it on the app’s Home. The app reads no messages.",
        who=t("an organisation owner") if organisation else t("a workspace owner"),
        day=t.day(chosen.recorded_at.date()),
        number=chosen.position,
    )
    return _message(change, register, why, [], t)


def digest(month: str, changes: Sequence[PolicyChange], t: Translator) -> dict[str, Any]:
    """Return what a person is told of a month (`2026-12`), the changes oldest first."""
    text = t.plural(
        "{number} change of Slack’s texts was found in {month}.",
        "{number} changes of Slack’s texts were found in {month}.",
        len(changes),
        month=t.partial_day(month),
    )
    blocks = [kit.section(f"*{text}*"), *(_named(change, t) for change in changes[:CHANGES])]
    if (more := len(changes) - CHANGES) > 0:
        blocks.append(kit.context(t.plural("And {number} more change.", "And {number} more changes.", more)))
    why = t(
        "You get this once a month because you asked for it; after a month without a change nothing comes. "
        "“Tell me no more” ends it."
    )
    blocks += [kit.context(why), kit.actions(_no_more(t))]
    return {"text": text, "blocks": blocks, "unfurl_links": False}


def offer(asked: Asked, t: Translator) -> View:
    """Return what a person asked for, and the buttons that change it; or why there are none."""
    if isinstance(asked, NotAsked):
        return for_members(t)
    if asked is None:
        now = t("You are not told. Choose how you want to be; nothing comes unless Slack changes a text.")
    elif asked.how is How.AT_ONCE:
        now = t("You are told at once, since {day}.", day=t.day(asked.since.date()))
    else:
        now = t("You are told once a month, since {day}.", day=t.day(asked.since.date()))
    small = t(
        "The app then keeps your Slack id, how you want to be told and since when, until you say “Tell me no "
        "more” or the app is removed. It shows this to nobody else."
    )
    more = [_no_more(t)] if asked else []
    return _modal([kit.section(now), kit.context(small), kit.actions(*_ways(asked, t), *more)], t)


def stopped(t: Translator) -> View:
    """Return what says that nothing more comes, and how to have it again."""
    ended = kit.section(t("You are told no more of what Slack changes in its texts."))
    return _modal([ended, kit.actions(*_ways(None, t))], t)


def _modal(blocks: Sequence[Block], t: Translator) -> View:
    return kit.modal(t("Changes of the texts"), blocks, close=t("Close"))


def _ways(asked: Subscription | None, t: Translator) -> list[Block]:
    texts = {How.AT_ONCE: t("Tell me at once"), How.MONTHLY: t("Tell me once a month")}
    return [
        kit.button(text, f"{Press.TELL_ME}.{how}")
        for how, text in texts.items()
        if asked is None or asked.how is not how
    ]


def _no_more(t: Translator) -> Block:
    return kit.button(t("Tell me no more"), Press.NO_NOTICES)


def _why(why: Why, t: Translator) -> str:
    if why is Why.CONTACT:
        return t(
            "You get this because an owner named you as the privacy contact. “Tell me no more” ends it for "
            "you."
        )
    return t("You get this because you asked for it. “Tell me no more” ends it.")


def _message(
    change: PolicyChange, register: Register, why: str, buttons: Sequence[Block], t: Translator
) -> dict[str, Any]:
    text = t(
        "Slack’s page “{terms}” was found changed on {day}.",
        terms=escape(change.terms),
        day=t.day(change.found_at.date()),
    )
    words = t(
        "The words are Slack’s, on <{url}|its page>, in the language of the page. Nobody has reviewed them "
        "yet.",
        url=change.url,
    )
    return {
        "text": text,
        "blocks": [
            kit.section(f"*{text}*"),
            kit.context(words),
            *_paragraphs(change.comparison.paragraphs, t),
            *_touched(change, register, t),
            kit.context(why),
            kit.actions(_show(change, t), *buttons),
        ],
        "unfurl_links": False,
    }


def _paragraphs(paragraphs: Sequence[Paragraph], t: Translator) -> list[Block]:
    blocks: list[Block] = []
    left, shown = WORDS, 0
    for paragraph in paragraphs[:PARAGRAPHS]:
        drawn = list(in_words(paragraph, t))
        left -= len(str(drawn))
        if left < 0 and shown:
            break
        blocks += drawn
        shown += 1
    if more := len(paragraphs) - shown:
        text = t.plural("And {number} more paragraph.", "And {number} more paragraphs.", more)
        blocks.append(kit.context(text))
    return blocks


def _touched(change: PolicyChange, register: Register, t: Translator) -> list[Block]:
    claims = [register.claims[key] for key in change.claims if key in register.claims]
    if not claims:
        return [kit.section(t("It touches no statement that this app quotes."))]
    lines = [t("*Statements it touches:*")]
    lines += [f"• {kit.cut(with_standing(claim, register, t), 400)}" for claim in claims[:CLAIMS]]
    if (more := len(claims) - CLAIMS) > 0:
        lines.append(t.plural("And {number} more statement.", "And {number} more statements.", more))
    return [kit.section("\n".join(lines))]


def _named(change: PolicyChange, t: Translator) -> Block:
    line = t(
        "*{day}:* <{url}|{terms}>",
        day=t.day(change.found_at.date()),
        url=change.url,
        terms=escape(change.terms),
    )
    return kit.section(line, _show(change, t))


def _show(change: PolicyChange, t: Translator) -> Block:
    found = t.day(change.found_at.date())
    described = t("The change of “{terms}” found on {day}", terms=change.terms, day=found)
    return kit.button(t("Show the words"), Press.PAGE_CHANGE, value=change.id, described=described)
