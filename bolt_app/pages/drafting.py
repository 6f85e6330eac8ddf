"""A letter downloaded as a draft for a mail program: who may, and which letter; knows no HTML, sends nothing.

The letter is composed anew from the record, and nothing is changed by it: the link may be opened as often as
somebody likes until it ends, as mail programs and browsers do.
"""

import logging
from dataclasses import dataclass, replace

from bolt_app.letter import LetterKind, compose, fits, so_far
from bolt_app.links import Link, Purpose
from bolt_app.optout.desk import Desk
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.rules import not_an_owner
from bolt_app.pages.arriving import Arriving, Closed

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file for a mail program.

    Attributes:
        name: of the file; says which letter it is, and for whom.
        content: RFC 5322, without sender, date and message id.
    """

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Drafting:
    """What the download of a draft needs."""

    arriving: Arriving
    desk: Desk

    def taken(self, token: str) -> Draft | Closed:
        """Return the letter a link is for, or why there is none; the role is read from Slack now."""
        link = self.arriving.opened(Purpose.DRAFT, token)
        if isinstance(link, Closed):
            return link
        viewer = self.arriving.person(link)
        if isinstance(viewer, Closed):
            return viewer
        if not_an_owner(viewer):
            return Closed.NOT_ALLOWED
        try:
            return self._draft(link)
        except RecordUnavailable:
            _log.exception("The database did not answer to the download of a draft")
            return Closed.NO_DATABASE

    def _draft(self, link: Link) -> Draft | Closed:
        kind = next((kind for kind in LetterKind if kind == link.what), None)
        opt_out = self.desk.opt_out(link.scope)
        if kind is None or not fits(kind, opt_out):
            return Closed.MOVED_ON
        letter = compose(kind, self.arriving.people.place(link), so_far(opt_out))
        kept = self.desk.draft(opt_out) if kind is LetterKind.OPT_OUT else None
        if kept:
            letter = replace(letter, body=kept)
        return Draft(f"letter-{kind.replace('_', '-')}-{link.scope}.eml", letter.as_eml())
