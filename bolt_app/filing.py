"""What `evidence` does and says: puts mails on file, lists them, keeps less of one. It writes no entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bolt_app.evidence import lookup, senders
from bolt_app.evidence.adding import Desk
from bolt_app.evidence.kept import Archive, KeptMail
from bolt_app.evidence.mail import LARGEST
from bolt_app.evidence.reducing import NotReduced, reduce
from bolt_app.i18n import load_translators
from bolt_app.letter import Place
from bolt_app.optout.mails import MailKind
from bolt_app.optout.model import Entry
from bolt_app.people import Scope
from bolt_app.views import evidence
from bolt_app.views.history import EVIDENCE


@dataclass(frozen=True, slots=True)
class Filed:
    """What came of it.

    Attributes:
        done: whether it was done.
        lines: what the operator reads.
    """

    done: bool
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
        return Filed(done=False, lines=(evidence.not_kept(outcome, t),))
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
    return Filed(done=True, lines=tuple(lines))


def listed(archive: Archive, scope: Scope) -> list[str]:
    """Return a line for each mail on file, newest first."""
    return [
        f"{mail.sha256}  {'in part' if mail.reduced else 'whole'}"
        f"{f', beside entry {mail.entry}' if mail.entry else ''}: {evidence.choice(mail)}"
        for mail in archive.mails(scope)
    ]


def reduce_one(archive: Archive, scope: Scope, beginning: str, *, yes: bool) -> Filed:
    """Keep only a part of a mail, or say what would go.

    Args:
        archive: where mails are kept.
        scope: whose mail it is.
        beginning: how its SHA-256 begins; it must begin only one.
        yes: do it; it cannot be undone.
    """
    wanted = beginning.strip().lower()
    found = [mail for mail in archive.mails(scope) if wanted and mail.sha256.startswith(wanted)]
    if len(found) != 1:
        counted = f"{len(found)} mails on file begin" if found else "No mail on file begins"
        return Filed(done=False, lines=(f"{counted} with that. The command `evidence list` prints them.",))
    [mail] = found
    if mail.reduced:
        return Filed(done=False, lines=("Of this mail only a part was kept already.",))
    named = f"{evidence.choice(mail)}\nSHA-256: {mail.sha256}"
    if not yes:
        return Filed(done=False, lines=(named, _BEFORE))
    if isinstance(reduce(archive, scope, mail.sha256), NotReduced):
        return Filed(done=False, lines=("Meanwhile somebody else took the file away.",))
    return Filed(done=True, lines=(named, _AFTER))


_BEFORE = (
    "The header, the hash and the sender's own words would stay; the file would go. Its signature could not "
    "be checked again. Nothing was changed. Add --yes to do it; it cannot be undone."
)
_AFTER = (
    "Only the header, the hash and the sender's own words are kept now. Its signature cannot be checked "
    "again. The grades that entries carry stay."
)
