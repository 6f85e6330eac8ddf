"""Which mails on file an owner may still choose, and beside which entry one lies; writes nothing."""

from collections.abc import Sequence

from bolt_app.evidence.kept import KeptMail
from bolt_app.optout.fold import OptOut, corrected_by
from bolt_app.optout.mails import MailKind
from bolt_app.optout.model import Action, Entry


def unused(mails: Sequence[KeptMail], entries: Sequence[Entry], kind: MailKind) -> Sequence[KeptMail]:
    """Return the mails of one kind that no entry names, in the order given.

    A corrected entry names none, and neither does a proposal: the act it proposes will, if it is agreed to.
    """
    undone = corrected_by(entries)
    counting = (entry for entry in entries if entry.position not in undone)
    named = {entry.statement.mail for entry in counting if entry.action is not Action.PROPOSED}
    return [mail for mail in mails if mail.backing.kind is kind and mail.sha256 not in named]


def beside(opt_out: OptOut, kind: MailKind) -> int:
    """Return the position of the entry a mail of this kind is put beside; 0 where it is not recorded yet.

    A reply lies beside the confirmation it gives, or the letter it answers. A letter lies beside nothing: the
    entry that says it was sent is about to be made.
    """
    about = opt_out.confirmed or opt_out.filed if kind is MailKind.REPLY else None
    return about.position if about else 0
