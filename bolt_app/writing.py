"""What a message that is due says, by its kind, or that it no longer makes sense; sends nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bolt_app.evidence.kept import Archive, not_whole
from bolt_app.i18n import Translator, nearest
from bolt_app.notices import model
from bolt_app.notices.model import How
from bolt_app.notices.told import Told
from bolt_app.optout import announcements
from bolt_app.optout.announcements import still_announced
from bolt_app.optout.choices import Topic
from bolt_app.optout.desk import Clock
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Entry
from bolt_app.optout.outgoing import Claimed, Outgoing
from bolt_app.optout.reminders import Kind, still
from bolt_app.people import Role, Scope
from bolt_app.posting import Addressee, Posting
from bolt_app.register.model import Register
from bolt_app.views import announcing, policy_notices, reminding
from bolt_app.views.facts import Facts
from bolt_app.views.metadata import About
from bolt_app.views.policy_notices import Why

_PEOPLE = ("U", "W")
"""How Slack's ids of people begin; those of channels begin with another letter."""

Entries = Callable[[Scope], Sequence[Entry]]
"""Reads the whole record of a scope, oldest entry first."""


Known = Callable[[], Register]
"""Gives the register, with what the watch found by now."""


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
    *,
    known: Known,
    clock: Clock,
    told: Told,
    archive: Archive | None = None,
) -> Mapping[str, Write]:
    """Return what writes each kind of message; `known` gives the register with what the watch found."""
    reminds = Reminders(entries, posting, translators, clock)
    return {
        **dict.fromkeys((kind.value for kind in Kind), reminds),
        announcements.KIND: Announcements(entries, posting, translators, known, archive),
        model.CHANGE: Notices(entries, posting, translators, known, told),
        model.DIGEST: Digests(posting, translators, told),
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
        addressee = _still_here(self.posting, outgoing)
        if addressee is None:
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
    known: Known
    archive: Archive | None = None

    def __call__(self, claimed: Claimed) -> Letter | None:
        """Return the announcement, as things stood with the entry it tells of; of its mail, what is left."""
        outgoing = claimed.outgoing
        told = still_announced(outgoing, self.entries(outgoing.scope))
        if told is None:
            return None
        facts = Facts(
            told.opt_out,
            self.known(),
            told.entry.recorded_at,
            not_whole=not_whole(self.archive, told.opt_out),
        )
        t = self.translators[nearest(told.channel.language)]
        own = self.posting.installation(outgoing).scope != outgoing.scope
        about = About.WORKSPACE if own else About.SCOPE
        return Letter(_team_of(outgoing), announcing.message(told, facts, t, about=about))


@dataclass(frozen=True, slots=True)
class Notices:
    """Writes what is told of one change: to who asked, to the contact, in the channel an owner chose."""

    entries: Entries
    posting: Posting
    translators: Mapping[str, Translator]
    known: Known
    told: Told

    def __call__(self, claimed: Claimed) -> Letter | None:
        """Return the notice, as long as there is a reason why it comes."""
        outgoing = claimed.outgoing
        if outgoing.recipient.startswith(_PEOPLE):
            return self._to_a_person(outgoing)
        return self._to_a_channel(outgoing)

    def _to_a_person(self, outgoing: Outgoing) -> Letter | None:
        change = self.told.change(str(outgoing.payload["change"]))
        why = self._why(outgoing)
        addressee = _still_here(self.posting, outgoing) if change and why else None
        if change is None or why is None or addressee is None:
            return None
        t = self.translators[nearest(addressee.viewer.locale)]
        return Letter(addressee.team, policy_notices.message(change, self.known(), why, t))

    def _why(self, outgoing: Outgoing) -> Why | None:
        """Why this person is told now: what they asked for comes before what an owner named them for."""
        if asked := self.told.asked(outgoing.scope, outgoing.recipient):
            return Why.ASKED if asked.how is How.AT_ONCE else None
        contact = fold(outgoing.scope, self.entries(outgoing.scope)).contact
        return Why.CONTACT if contact and contact.user == outgoing.recipient else None

    def _to_a_channel(self, outgoing: Outgoing) -> Letter | None:
        change = self.told.change(str(outgoing.payload["change"]))
        entries = self.entries(outgoing.scope)
        channel = fold(outgoing.scope, entries).channel
        if change is None or channel is None or Topic.POLICY not in channel.topics:
            return None
        if channel.id != outgoing.recipient:
            return None
        t, chosen = self.translators[nearest(channel.language)], entries[channel.since - 1]
        return Letter(_team_of(outgoing), policy_notices.in_channel(change, self.known(), chosen, t))


@dataclass(frozen=True, slots=True)
class Digests:
    """Writes the changes of a month, for who asked to be told once a month."""

    posting: Posting
    translators: Mapping[str, Translator]
    told: Told

    def __call__(self, claimed: Claimed) -> Letter | None:
        """Return the digest; None where nothing changed, or the person wants it no more."""
        outgoing = claimed.outgoing
        month = str(outgoing.payload["month"])
        changes, asked = self.told.month(month), self.told.asked(outgoing.scope, outgoing.recipient)
        if not changes or asked is None or asked.how is not How.MONTHLY:
            return None
        addressee = _still_here(self.posting, outgoing)
        if addressee is None:
            return None
        t = self.translators[nearest(addressee.viewer.locale)]
        return Letter(addressee.team, policy_notices.digest(month, changes, t))


def _still_here(posting: Posting, outgoing: Outgoing) -> Addressee | None:
    """Return the recipient, or None: not here any more, or of another organisation. One `users.info`."""
    addressee = posting.ask(outgoing)
    if addressee is None or not addressee.viewer.active or addressee.viewer.role is Role.OUTSIDER:
        return None
    return addressee


def _team_of(outgoing: Outgoing) -> str:
    """The workspace a channel is in, "" where only the organisation is known: its token finds it."""
    return "" if outgoing.scope.is_organisation else outgoing.scope.id
