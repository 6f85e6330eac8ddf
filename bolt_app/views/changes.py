"""*What changed*: the dated timeline of what Slack did and said, newest first, a page at a time."""

from collections.abc import Sequence
from datetime import UTC

from bolt_app.i18n import Translator
from bolt_app.register.model import Claim, Register, TimelineEvent
from bolt_app.views import kit
from bolt_app.views.claims import cited_in_short
from bolt_app.views.facts import Facts
from bolt_app.views.findings import last_look
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape
from bolt_app.views.page_changes import IN_LIST, ON_HOME, waiting

NEWEST = 3
PAGE = 10
"""Changes on a page: two blocks each, and few enough to be read."""


def newest_changes(facts: Facts, t: Translator) -> list[Block]:
    """Return the newest changes for the Home tab."""
    shown, unreviewed = facts.register.timeline[:NEWEST], waiting(facts, ON_HOME, t)
    looked = last_look(facts.register, facts.now.astimezone(UTC).date(), t)
    looked_at = [kit.context(looked)] if looked else []
    tell_me = kit.actions(kit.button(t("Tell me when Slack changes a text"), Press.NOTICES))
    if not shown:
        nothing = [kit.section(t("No change is recorded."))]
        return [kit.header(t("What changed")), *(unreviewed or nothing), *looked_at, tell_me]
    return [
        kit.header(t("What changed")),
        *unreviewed,
        kit.section(
            "\n".join(_line(event, t) for event in shown), kit.button(t("All changes"), Press.CHANGES)
        ),
        *looked_at,
        tell_me,
    ]


def changes(facts: Facts, t: Translator, first: int = 0) -> View:
    """Return a page of the timeline in a modal, each change with its sources.

    Args:
        facts: where the timeline is.
        t: the reader's language.
        first: the newest change on the page, 0 for the newest of all; one that is none is taken for the last.
    """
    register = facts.register
    total = len(register.timeline)
    unreviewed = waiting(facts, IN_LIST, t) if first <= 0 else []
    if not total:
        nothing = [kit.section(t("No change is recorded."))]
        return kit.modal(t("What changed"), unreviewed or nothing, close=t("Close"))
    first = _page_of(first, total)
    page = register.timeline[first : first + PAGE]
    counted = t("Changes {first} to {last} of {total}.", first=first + 1, last=first + len(page), total=total)
    blocks = [*unreviewed, kit.context(counted)]
    for event in page:
        blocks += [kit.section(_line(event, t)), kit.context(cited_in_short(event.sources, register, t))]
    buttons = kit.turning(
        (t("Newer changes"), Press.CHANGES_NEWER),
        (t("Older changes"), Press.CHANGES_OLDER),
        first,
        PAGE,
        total,
    )
    if claims_of(register, first):
        buttons.append(kit.button(t("Sources of these changes"), Press.CHANGES_SOURCES, value=str(first)))
    if register.versions:
        buttons.append(kit.button(t("Versions of the page"), Press.VERSIONS_BACK))
    if buttons:
        blocks += [kit.divider(), kit.actions(*buttons)]
    return kit.modal(t("What changed"), blocks, close=t("Close"))


def claims_of(register: Register, first: int) -> Sequence[Claim]:
    """Return what is stated about the changes of a page, each claim once."""
    total = len(register.timeline)
    first = _page_of(first, total)
    keys = dict.fromkeys(key for event in register.timeline[first : first + PAGE] for key in event.claims)
    return [register.claim(key) for key in keys]


def _page_of(first: int, total: int) -> int:
    return min(max(first, 0), max(total - 1, 0))


def day_of(event: TimelineEvent, t: Translator) -> str:
    """Return the day of a change as far as it is known, as the beginning of a line."""
    day = t.partial_day(event.when)
    when = t("About {day}", day=day) if event.approximate else day
    return when[:1].upper() + when[1:]


def _line(event: TimelineEvent, t: Translator) -> str:
    note = f" _({escape(t(event.note))})_" if event.note else ""
    return t("*{when}:* {what}", when=day_of(event, t), what=escape(t(event.text))) + note
