"""Puts a mail on file: reads, checks, grades, keeps. It has no ledger to write to, so it can record nothing.

No opt-out becomes *confirmed* by a mail. The status is the fold of the entries; entries come from `decide`,
which takes owners only, their role read from Slack at that moment. A mail on file is offered to owners in the
form in which they record what Slack answered; there an owner reads it and chooses it, or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bolt_app.evidence.grade import NotEvidence, grade
from bolt_app.evidence.kept import Archive, Kept, KeptMail, Source, kept
from bolt_app.evidence.mail import Unusable, read_mail
from bolt_app.evidence.senders import Senders
from bolt_app.evidence.signature import LookUp, check
from bolt_app.letter import Place
from bolt_app.links import Link
from bolt_app.optout.mails import BACKS, MailKind
from bolt_app.optout.model import Entry


class Misplaced(StrEnum):
    """Why a mail does not belong beside an entry; each is one sentence in views/evidence.py."""

    NO_SUCH_ENTRY = "no_such_entry"
    NOT_ABOUT_A_MAIL = "not_about_a_mail"


Refused = Unusable | NotEvidence | Misplaced | Kept
"""Why nothing was put on file; of `Kept` all but KEPT."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where mails are put on file.

    Attributes:
        archive: where they are kept.
        senders: the reviewed list.
        look_up: asks the DNS.
    """

    archive: Archive
    senders: Senders
    look_up: LookUp

    def add(
        self,
        raw: bytes,
        place: Place,
        entries: Sequence[Entry],
        position: int,
        *,
        now: datetime,
        link: Link | None = None,
    ) -> KeptMail | Refused:
        """Put a mail on file beside an entry; whoever does so records nothing by it.

        Args:
            raw: the file, at most 2 MB.
            place: the scope, and its address where it is known.
            entries: the scope's record, oldest first.
            position: the entry the mail is about: a letter sent, or what Slack answered to it; 0 for what is
                not recorded yet.
            now: aware time.
            link: the one-time link it came by, accepted already; None on the command line.
        """
        mail = read_mail(raw)
        if isinstance(mail, Unusable):
            return mail
        found = check(mail, self.look_up, now)
        letters = {
            known.message_id
            for known in self.archive.mails(place.scope)
            if known.backing.kind is MailKind.LETTER and known.message_id
        }
        backing = grade(mail, found, self.senders, place, letters)
        if isinstance(backing, NotEvidence):
            return backing
        if misplaced := _misplaced(backing.kind, entries, position):
            return misplaced
        source = Source.INVITED if link else Source.OPERATOR
        put = kept(mail, found, backing, place.scope, entry=position, source=source)
        outcome = self.archive.keep(
            put,
            raw,
            once=link.once if link else "",
            until=link.until if link else None,
        )
        return put if outcome is Kept.KEPT else outcome


def _misplaced(kind: MailKind, entries: Sequence[Entry], position: int) -> Misplaced | None:
    if position == 0:
        return None
    entry = next((entry for entry in entries if entry.position == position), None)
    if entry is None:
        return Misplaced.NO_SUCH_ENTRY
    # A reply may also lie beside the letter it answers, until an owner records the answer.
    fits = BACKS[kind] | BACKS[MailKind.LETTER]
    return None if entry.action in fits else Misplaced.NOT_ABOUT_A_MAIL
