"""What a message that is due says, by its kind, or that it no longer makes sense; sends nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bolt_app.i18n import Translator, nearest
from bolt_app.optout import announcements
from bolt_app.optout.announcements import still_announced
from bolt_app.optout.desk import Clock
from bolt_app.optout.model import Entry
from bolt_app.optout.outgoing import Claimed
from bolt_app.optout.reminders import Kind, still
from bolt_app.people import Role, Scope
from bolt_app.posting import Posting
from bolt_app.register.model import Register
from bolt_app.views import announcing, reminding
from bolt_app.views.facts import Facts
from bolt_app.views.metadata import About

Entries = Callable[[Scope], Sequence[Entry]]
"""Reads the whole record of a scope, oldest entry first."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it goes to Slack.

    Attributes:
        team: the workspace it goes to, "" for whichever the token is good for.
        message: arguments of `chat.postMessage`.
    """

    team: str
    message: Mapping[str, Any]


Write = Callable[[Claimed], Letter | None]
"""Writes a message of one kind; None: it no longer makes sense. Raises what `Posting.ask` raises."""


def writers(
    entries: Entries,
    posting: Posting,
    translators: Mapping[str, Translator],
    register: Register,
    clock: Clock,
) -> Mapping[str, Write]:
    """Return what writes each kind of message."""
    reminds = Reminders(entries, posting, translators, clock)
    return {
        **dict.fromkeys((kind.value for kind in Kind), reminds),
        announcements.KIND: Announcements(entries, posting, translators, register),
    }


@dataclass(frozen=True, slots=True)
class Reminders:
    """Writes reminders, each to a person in their language, as long as the record gives cause for it."""

    entries: Entries
    posting: Posting
    translators: Mapping[str, Translator]
    clock: Clock

    def __call__(self, claimed: Claimed) -> Letter | None:
        """Return the reminder; one `users.info` when the record gives cause for it."""
        outgoing = claimed.outgoing
        reminder = still(outgoing, self.entries(outgoing.scope))
        if reminder is None:
            return None
        addressee = self.posting.ask(outgoing)
        if addressee is None or not addressee.viewer.active or addressee.viewer.role is Role.OUTSIDER:
            return None
        viewer = addressee.viewer
        if reminder.acts and viewer.role is not Role.OWNER:
            return None  # who filed is no owner any more, and Slack would not take their word
        t = self.translators[nearest(viewer.locale)]
        about = About.WORKSPACE if viewer.organisation else About.SCOPE
        now, first = self.clock(), claimed.first
        return Letter(
            addressee.team, reminding.message(reminder, outgoing.key, now, t, first=first, about=about)
        )


@dataclass(frozen=True, slots=True)
class Announcements:
    """Writes announcements of our opt-out, in the language an owner chose for the channel; asks nobody."""

    entries: Entries
    posting: Posting
    translators: Mapping[str, Translator]
    register: Register

    def __call__(self, claimed: Claimed) -> Letter | None:
        """Return the announcement, as things stood with the entry it tells of."""
        outgoing = claimed.outgoing
        told = still_announced(outgoing, self.entries(outgoing.scope))
        if told is None:
            return None
        facts = Facts(told.opt_out, self.register, told.entry.recorded_at)
        t = self.translators[nearest(told.channel.language)]
        own = self.posting.installation(outgoing).scope != outgoing.scope
        about = About.WORKSPACE if own else About.SCOPE
        team = "" if outgoing.scope.is_organisation else outgoing.scope.id
        return Letter(team, announcing.message(told, facts, t, about=about))
