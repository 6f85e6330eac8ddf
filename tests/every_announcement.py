"""Every announcement by name, and what owners read and choose round them; checks nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bolt_app.i18n import Translator
from bolt_app.optout.announcements import announced, still_announced
from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Action, Evidence, Statement
from bolt_app.optout.outgoing import Series, Unposted, Unsure
from bolt_app.optout.rules import doubt
from bolt_app.people import Role, Scope
from bolt_app.views import announcing, history, notices, optout
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.home import home
from bolt_app.views.inputs import Prefilled
from bolt_app.views.metadata import About
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    CHOOSE_CHANNEL,
    DECLINE,
    NOW,
    REFUSED,
    REMOVE_CHANNEL,
    SENT,
    WITHDRAW,
    Act,
    done,
    facts_of,
    record_of,
    shipped,
    viewer,
)

Made = Callable[[Translator], dict[str, Any]]

_CORRECTION: Act = (Action.CORRECT, Statement(corrects=3, reason="The reply was about another workspace."))

ANNOUNCED: Mapping[str, tuple[Act, ...]] = {
    "filed": (SENT,),
    "refused": (SENT, REFUSED),
    "declined": (DECLINE,),
    "withdrawn": (SENT, WITHDRAW),
    "corrected": (SENT, done(), _CORRECTION),
    **{f"confirmed-{grade.name.lower()}": (SENT, done(grade)) for grade in Evidence},
}
"""What a channel is told, by name."""

REFUSALS = (
    "not_in_channel",
    "channel_not_found",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "msg_too_long",
    "",
)
"""Slack's words for not posting, and none at all."""


def announcement(acts: Sequence[Act], scope: Scope = ACME, about: About = About.SCOPE) -> Made:
    """Return the announcement of the newest of these acts, in the channel that was chosen before them."""
    entries = record_of((CHOOSE_CHANNEL, *acts), scope)
    [outgoing] = announced(entries, 1)
    told = still_announced(outgoing, entries)
    assert told is not None
    facts = Facts(told.opt_out, shipped(), told.entry.recorded_at)
    return lambda t: announcing.message(told, facts, t, about=about)


def refused(why: str, number: int = 1, channel: str = "C0PRIVACY") -> tuple[Unposted, ...]:
    """Return announcements that Slack did not take for this reason, newest first."""
    return tuple(
        Unposted(f"T0ACME/{one}/announcement", ACME, channel, {"position": one}, why, NOW)
        for one in range(number + 1, 1, -1)
    )


def every_announcement() -> dict[str, Made]:
    """Return every announcement, the form that chooses a channel, and what owners and members read of it."""
    entries = record_of((CHOOSE_CHANNEL, SENT))
    facts, owner = facts_of(entries), viewer(Role.OWNER)
    removed = record_of((CHOOSE_CHANNEL, REMOVE_CHANNEL))

    def at_home(unposted: tuple[Unposted, ...]) -> Made:
        return lambda t: home(replace(facts, unposted=unposted), owner, t)

    return (
        {f"announcement-{name}": announcement(acts) for name, acts in ANNOUNCED.items()}
        | {
            f"home-owner-unposted-{why.replace('_', '-') or 'unwritten'}": at_home(refused(why))
            for why in REFUSALS
        }
        | {
            "announcement-doubted": _doubted,
            "announcement-organisation": announcement((SENT,), ACME_GROUP),
            "announcement-own-workspace": announcement((SENT,), about=About.WORKSPACE),
            "home-owner-channel": at_home(()),
            "home-owner-unposted-many": at_home(refused("not_in_channel", 5)),
            "home-owner-unsure-channel": lambda t: home(
                replace(facts, unsure=(Unsure("C0PRIVACY", NOW, Series.ANNOUNCEMENTS),)), owner, t
            ),
            "form-channel": lambda t: optout.form(Form.CHANNEL, facts_of(), t, Prefilled(NOW.date())),
            "form-channel-anew": lambda t: optout.form(Form.CHANNEL, facts, t, Prefilled(NOW.date())),
            "recorded-channel": lambda t: notices.recorded(
                Recorded(facts_of(entries[:1]).opt_out, entries[0]), facts_of(entries[:1]), t
            ),
            "recorded-channel-removed": lambda t: notices.recorded(
                Recorded(facts_of(removed).opt_out, removed[-1]), facts_of(removed), t
            ),
            "record-channel": lambda t: history.record(facts_of(removed), viewer(Role.MEMBER), removed, t),
            "announcement-posted-now": announcing.posting_now,
            "announcement-nothing-to-post": announcing.nothing_to_post,
        }
    )


def _doubted(t: Translator) -> dict[str, Any]:
    entries = record_of((CHOOSE_CHANNEL, done()))
    found = doubt(entries, ACME, ACME_GROUP.id, now=NOW)
    whole = (*entries, found)
    [outgoing] = announced(whole, 1)  # type: ignore[arg-type] # it is no refusal
    told = still_announced(outgoing, whole)  # type: ignore[arg-type]
    assert told is not None
    return announcing.message(told, Facts(told.opt_out, shipped(), NOW), t)
