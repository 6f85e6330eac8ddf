"""A mail brought by a one-time link: who may, what becomes of it; knows no HTML and records nothing.

It goes the way of `python -m bolt_app evidence add`: a mail on file waits until an owner chooses it in Slack.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bolt_app.evidence.adding import Desk, Refused
from bolt_app.evidence.kept import KeptMail
from bolt_app.links import Link, Purpose
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.model import Entry
from bolt_app.optout.rules import not_an_owner
from bolt_app.pages.arriving import Arriving, Closed
from bolt_app.people import Scope

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Uploading:
    """What the upload page needs.

    Attributes:
        desk: where mails are put on file.
        entries: gives the record of a scope, oldest entry first.
    """

    arriving: Arriving
    desk: Desk
    entries: Callable[[Scope], Sequence[Entry]]

    def opened(self, token: str) -> Link | Closed:
        """Return what a link allows, before anything is read of what it brings."""
        return self.arriving.opened(Purpose.UPLOAD, token)

    def brought(self, link: Link, raw: bytes) -> KeptMail | Refused | Closed:
        """Put a mail on file, or say why not; a refused one does not use the link up.

        The role is read from Slack at this moment: who was an owner when the link was made and is none now
        brings nothing.
        """
        viewer = self.arriving.person(link)
        if isinstance(viewer, Closed):
            return viewer
        if not_an_owner(viewer):
            return Closed.NOT_ALLOWED
        try:
            place = self.arriving.people.place(link)
            entries, now = self.entries(link.scope), self.arriving.clock()
            position = int(link.what) if link.what.isdecimal() else 0
            outcome = self.desk.add(raw, place, entries, position, now=now, link=link)
        except RecordUnavailable:
            _log.exception("The database did not answer when a mail was brought")
            return Closed.NO_DATABASE
        _log.info("By a link a mail of %s bytes was brought for %s: %s", len(raw), link.scope, _said(outcome))
        return outcome


def _said(outcome: KeptMail | Refused) -> str:
    return "kept" if isinstance(outcome, KeptMail) else outcome.value
