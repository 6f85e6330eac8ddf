"""The record downloaded by a one-time link: who may, what they get; knows no HTML and writes no file.

The link is used up by the download and not by the page before it: mail scanners and browsers that look ahead
open addresses, and would leave nothing to the person who asked.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bolt_app.export import NO_MAILS, Form, NothingToExport, Record, export, filename, survey
from bolt_app.exporting import Kept, on_file
from bolt_app.i18n import Translator
from bolt_app.links import Link, Purpose
from bolt_app.optout.exported import LastExport
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.optout.readers import reads_everything
from bolt_app.optout.verify import Inconsistent
from bolt_app.pages.arriving import Arriving, Closed

_log = logging.getLogger(__name__)

_FORMS = frozenset(form.value for form in Form)


class NoFile(StrEnum):
    """Why there is no file, though the person may have it. Neither uses the link up."""

    NOTHING = "nothing"
    """The record has nothing of what the form is made of."""
    BROKEN = "broken"
    """An entry of the record does not hold."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file on its way.

    Attributes:
        name: carries scope, entry number and fingerprint.
        content: in pieces; the record is read while they are sent, and none of it is held.
    """

    name: str
    media_type: str
    content: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Downloading:
    """What the download page needs.

    Attributes:
        kept: the record, and where its exports are noted.
    """

    arriving: Arriving
    kept: Kept

    def opened(self, token: str) -> Link | Closed:
        """Return what a link allows; nobody is asked yet, and nothing is used up."""
        link = self.arriving.opened(Purpose.EXPORT, token)
        return link if isinstance(link, Closed) or link.what in _FORMS else Closed.NOT_OURS

    def taken(self, link: Link, t: Translator) -> Download | Closed | NoFile:
        """Use the link up and return the file, or say why there is none.

        The role is read from Slack at this moment, and who is a reader from the record: who was one when the
        link was made and is none now gets nothing.
        """
        viewer = self.arriving.person(link)
        if isinstance(viewer, Closed):
            return viewer
        try:
            record = survey(link.scope, self.kept.ledger.links, persons=True)
            if not reads_everything(viewer, record.opt_out()):
                return Closed.NOT_ALLOWED
            return self._file(link, record, t)
        except Inconsistent as broken:
            _log.error("The record of %s was not exported: %s", link.scope, broken)
            return NoFile.BROKEN
        except RecordUnavailable:
            _log.exception("The database did not answer to a download")
            return Closed.NO_DATABASE

    def _file(self, link: Link, record: Record, t: Translator) -> Download | Closed | NoFile:
        form = Form(link.what)
        try:
            mails = on_file(self.kept.archive, link.scope) if form is Form.BUNDLE else NO_MAILS
            content = export(record, form, lambda sha: self.kept.ledger.text(link.scope, sha), t, mails)
        except NothingToExport:
            return NoFile.NOTHING
        if not self.arriving.used.use(link.once, link.until, self.arriving.clock()):
            return Closed.USED
        _log.info(
            "By a link the record of %s goes out as %s, up to entry %s", link.scope, form, record.position
        )
        noted = self._noted(content, record) if form.holds_the_record else content
        return Download(filename(record, form), form.media_type, noted)

    def _noted(self, content: Iterable[bytes], record: Record) -> Iterator[bytes]:
        """Note the export once its last piece was taken: one that broke off is none."""
        yield from content
        self.kept.exports.note(record.scope, LastExport(record.position, self.arriving.clock()))
