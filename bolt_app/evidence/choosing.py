"""Which mails on file an owner may still choose to back what they record; reads and writes nothing."""

from collections.abc import Sequence

from bolt_app.evidence.kept import KeptMail
from bolt_app.optout.fold import corrected_by
from bolt_app.optout.mails import MailKind
from bolt_app.optout.model import Entry


def unused(mails: Sequence[KeptMail], entries: Sequence[Entry], kind: MailKind) -> Sequence[KeptMail]:
    """Return the mails of one kind that no entry names, in the order given; a corrected entry names none."""
    undone = corrected_by(entries)
    named = {entry.statement.mail for entry in entries if entry.position not in undone}
    return [mail for mail in mails if mail.backing.kind is kind and mail.sha256 not in named]
