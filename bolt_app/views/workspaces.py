"""Which workspaces of an organisation are covered, and by what; a page at a time, for its owners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from bolt_app.i18n import Translator
from bolt_app.optout.fold import OptOut
from bolt_app.register.kinds import Slot
from bolt_app.views import kit
from bolt_app.views.acts import WORKSPACES_MAY
from bolt_app.views.claims import with_standing
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View, escape
from bolt_app.views.status import LABELS

PAGE = 15
"""Workspaces on a page: each costs one read of its record."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A workspace and where its own record stands.

    Attributes:
        team_id: Slack's id.
        name: "" while it is not known.
        own: its own record.
    """

    team_id: str
    name: str
    own: OptOut


def workspaces(facts: Facts, page: Sequence[Covered], t: Translator, *, first: bool, more: bool) -> View:
    """Return a page of the organisation's workspaces.

    Args:
        facts: the organisation's record.
        page: the workspaces in order of their ids, at most `PAGE`.
        t: the reader's language.
        first: whether they are the first ones.
        more: whether there are others after them.
    """
    ours = facts.opt_out
    label, allowed = t(LABELS[ours.status]), t(WORKSPACES_MAY[ours.workspaces_may])
    reach = facts.register.slot(Slot.ORGANISATION_REACH)
    blocks: list[Block] = [
        kit.section(
            t("*The organisation’s opt-out:* {label}.", label=label) + f" {_covers(ours, t)}".rstrip()
        ),
        kit.context(with_standing(reach, facts.register, t)),
        kit.section(t("*What workspaces may do for themselves:* {allowed}.", allowed=allowed)),
        kit.divider(),
    ]
    if not page:
        blocks.append(kit.section(t("No workspace is known here that this app was added to.")))
    blocks += [kit.section(_line(one, t)) for one in page]
    turning = [] if first else [kit.button(t("From the start"), Press.WORKSPACES_FIRST)]
    if more:
        turning.append(kit.button(t("More"), Press.WORKSPACES_PAGE, value=page[-1].team_id))
    if turning:
        blocks.append(kit.actions(*turning))
    return kit.modal(t("Workspaces"), blocks, close=t("Close"))


def _covers(ours: OptOut, t: Translator) -> str:
    covers = ours.confirmed.statement.covers if ours.confirmed else ""
    return t("It covers, as stated: “{covers}”.", covers=escape(" ".join(covers.split()))) if covers else ""


def _line(one: Covered, t: Translator) -> str:
    name = f"{escape(one.name)} ({one.team_id})" if one.name else one.team_id
    label, since = t(LABELS[one.own.status]), one.own.since
    if since is None:
        return t("*{name}*. Its own opt-out: {label}.", name=name, label=label)
    if since.statement.stated_on is None:
        recorded = t.day(since.recorded_at.astimezone(UTC).date())
        return t(
            "*{name}*. Its own opt-out: {label} (entered on {day}).",
            name=name,
            label=label,
            day=recorded,
        )
    return t(
        "*{name}*. Its own opt-out: {label} (dated {day}).",
        name=name,
        label=label,
        day=t.day(since.statement.stated_on),
    )
