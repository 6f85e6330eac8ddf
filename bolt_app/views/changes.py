"""*What changed*: the dated timeline of what Slack did and said, newest first."""

from bolt_app.i18n import Translator
from bolt_app.register.model import TimelineEvent
from bolt_app.views import kit
from bolt_app.views.claims import cited
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape

NEWEST = 3
EVENTS = 45  # two blocks each, and the rest is counted


def newest_changes(facts: Facts, t: Translator) -> list[Block]:
    """Return the newest changes for the Home tab."""
    shown = facts.register.timeline[:NEWEST]
    return [
        kit.header(t("What changed")),
        kit.section(
            "\n".join(_line(event, t) for event in shown), kit.button(t("All changes"), Press.CHANGES)
        ),
    ]


def changes(facts: Facts, t: Translator) -> View:
    """Return the whole timeline in one modal, capped."""
    blocks: list[Block] = []
    for event in facts.register.timeline[:EVENTS]:
        sources = "\n".join(cited(facts.register.sources[key], t) for key in event.sources)
        blocks.append(kit.section(_line(event, t)))
        if sources:
            blocks.append(kit.context(sources))
    if (more := len(facts.register.timeline) - EVENTS) > 0:
        blocks.append(kit.context(t.plural("And {number} more change.", "And {number} more changes.", more)))
    return kit.modal(t("What changed"), blocks, close=t("Close"))


def _line(event: TimelineEvent, t: Translator) -> str:
    day = t.partial_day(event.when)
    when = t("About {day}", day=day) if event.approximate else day
    note = f" _({escape(t(event.note))})_" if event.note else ""
    return t("*{when}:* {what}", when=when[:1].upper() + when[1:], what=escape(t(event.text))) + note
