"""What `evidence add` does and says: puts a mail on file beside an entry. It has no way to write an entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bolt_app.evidence import lookup, senders
from bolt_app.evidence.adding import Desk
from bolt_app.evidence.kept import Archive, KeptMail
from bolt_app.evidence.mail import LARGEST
from bolt_app.i18n import load_translators
from bolt_app.letter import Place
from bolt_app.optout.mails import MailKind
from bolt_app.optout.model import Entry
from bolt_app.views import evidence
from bolt_app.views.history import EVIDENCE


@dataclass(frozen=True, slots=True)
class Filed:
    """What came of it.

    Attributes:
        kept: whether the mail is on file now.
        lines: what the operator reads.
    """

    kept: bool
    lines: tuple[str, ...]


def read(file: Path) -> bytes:
    """Return a file, or as much of it as shows that it is too large.

    Raises:
        OSError: it cannot be read.
    """
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def desk(archive: Archive) -> Desk:
    """Return where mails are put on file: with the reviewed list of senders, and the real DNS.

    Raises:
        SendersError: the list must not be used.
    """
    return Desk(archive, senders.load(), lookup.published)


def put(
    raw: bytes,
    place: Place,
    entries: Sequence[Entry],
    position: int,
    *,
    desk: Desk,
    now: datetime,
) -> Filed:
    """Put a mail on file and say how it is graded; arguments as for `Desk.add`.

    An operator is no owner, so nothing is recorded: the mail waits in the form in which an owner records
    Slack's answer, and counts from the moment an owner chooses it there.
    """
    t = load_translators()["en"]
    outcome = desk.add(raw, place, entries, position, now=now)
    if not isinstance(outcome, KeptMail):
        return Filed(kept=False, lines=(evidence.not_kept(outcome, t),))
    backing = outcome.backing
    grades = [evidence.about_us(backing.about, place.scope, t)]
    if backing.kind is MailKind.REPLY:
        grades.insert(0, evidence.checked(backing.checked, backing.signer, t))
    form = "the letter" if backing.kind is MailKind.LETTER else "Slack’s answer"
    lines = [
        f"On file{f' beside entry {position}' if position else ''}: {evidence.choice(outcome)}",
        f"SHA-256: {outcome.sha256}",
        f"Grade: {t(EVIDENCE[backing.evidence])}. {' '.join(grades)}",
    ]
    if outcome.asked:
        lines.append(f"Key: {outcome.asked} = {outcome.answer or '(nothing is published)'}")
    lines.append(f"Nothing is recorded by this. Owners find the mail in Home, in the form for {form}.")
    return Filed(kept=True, lines=tuple(lines))
