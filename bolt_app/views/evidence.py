"""Mails on file in words: what their signature is worth, whether they are about us, why one is not taken.

Each is a sentence of its own, so that every status can have them beside it. None says that Slack did
something: a mail is on file, and that is what is said.
"""

from collections.abc import Mapping
from datetime import UTC

from bolt_app.evidence.adding import Misplaced, Refused
from bolt_app.evidence.grade import NotEvidence
from bolt_app.evidence.kept import MOST, Kept, KeptMail, Left
from bolt_app.evidence.mail import Unusable
from bolt_app.i18n import Translator, mark
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import BACKS, MailKind
from bolt_app.optout.model import Entry, Evidence
from bolt_app.people import Scope
from bolt_app.views.kit import cut, escape

CHECKED: Mapping[Checked, str] = {
    Checked.NOT_CHECKED: mark("Its signature could not be checked."),
    Checked.MISSING: mark("It bears no signature."),
    Checked.INVALID: mark("Its signature does not fit it: it was altered, or an e-mail program rewrote it."),
    Checked.NOT_ALIGNED: mark("Its signature is of another domain than its sender."),
    Checked.NOT_ENOUGH_SIGNED: mark("Its signature does not cover everything that is shown."),
    Checked.KEY_WEAK: mark("Its signature is of a kind too weak to prove anything."),
    Checked.EXPIRED: mark("Its signature had expired when it was put on file."),
    Checked.KEY_GONE: mark("The key of its signature is no longer published, which is no sign of a forgery."),
    Checked.UNLISTED: mark("Its signature is valid for {domain}, but the sender is not on our list."),
    Checked.VALID: mark("Its signature is valid for {domain}."),
}
"""What came of checking a mail's signature."""

ABOUT_US: Mapping[AboutUs, tuple[str, str]] = {
    AboutUs.NAMES: (mark("It names this workspace."), mark("It names this organisation.")),
    AboutUs.ANSWERS: (
        mark("It answers the letter that is on file for this workspace."),
        mark("It answers the letter that is on file for this organisation."),
    ),
    AboutUs.STATED: (
        mark("It is linked to this workspace by an owner’s statement only."),
        mark("It is linked to this organisation by an owner’s statement only."),
    ),
}
"""Whether a mail is about us: a workspace, or an organisation."""

_REFUSED: Mapping[Refused, str] = {
    Unusable.EMPTY: mark("The file is empty. Nothing was kept."),
    Unusable.TOO_LARGE: mark(
        "The file is larger than 2 MB. Save the e-mail without its attachments, or paste its text. Nothing "
        "was kept."
    ),
    Unusable.NOT_A_MAIL: mark(
        "The file is not an e-mail that can be read. Save the e-mail itself as a file that ends in .eml. "
        "Nothing was kept."
    ),
    Unusable.AMBIGUOUS: mark(
        "The e-mail’s header can be read in two ways, such as two senders or two subjects. So it "
        "proves nothing; paste its text instead. Nothing was kept."
    ),
    Unusable.TOO_COMPLEX: mark(
        "The e-mail has more parts or fields than an answer needs. Paste its text instead. Nothing was kept."
    ),
    Unusable.NO_TEXT: mark("The e-mail has no text that can be read. Nothing was kept."),
    NotEvidence.NOTIFICATION: mark(
        "This is a notification or a mailing, not a reply. A notification quotes messages, and whoever "
        "writes in Slack chooses their words. Nothing was kept."
    ),
    NotEvidence.NOT_FROM_SLACK: mark(
        "The sender is not of a domain of Slack’s. If Slack’s reply was passed on to you, ask whoever got it "
        "for the e-mail itself, or paste its text. Nothing was kept."
    ),
    NotEvidence.ANOTHER_PLACE: mark(
        "This e-mail names another workspace or organisation, and not this one. If this one bore another "
        "address then, paste the e-mail’s text. Nothing was kept."
    ),
    Misplaced.NO_SUCH_ENTRY: mark("There is no such entry in the record. Nothing was kept."),
    Misplaced.NOT_ABOUT_A_MAIL: mark(
        "This e-mail does not belong beside that entry. A letter belongs beside the entry that says it was "
        "sent; Slack’s reply beside that, or beside the answer that was recorded. Nothing was kept."
    ),
    Kept.ALREADY: mark("This e-mail is on file already. It keeps the grade it was given then."),
    Kept.LINK_USED: mark("This link has brought an e-mail already. Ask for a new one in the app."),
    Kept.FULL: mark("{number} e-mails are on file, and that is the most. Nothing was kept."),
}


def not_kept(why: Refused, t: Translator) -> str:
    """Return why a mail was not put on file, and what the person can do."""
    return t(_REFUSED[why], number=MOST)


def checked(found: Checked, signer: str, t: Translator) -> str:
    """Return what came of checking a mail's signature."""
    return t(CHECKED[found], domain=escape(signer))


def about_us(about: AboutUs, scope: Scope, t: Translator) -> str:
    """Return whether a mail is about us."""
    workspace, organisation = ABOUT_US[about]
    return t(organisation if scope.is_organisation else workspace)


def graded(entry: Entry | None, t: Translator) -> str:
    """Return both grades of the mail that backs an entry; "" when none does.

    A letter's own signature is left out: it would prove who asked, not what came of it.
    """
    if entry is None or entry.statement.evidence < Evidence.FILE:
        return ""
    stated = entry.statement
    about = about_us(stated.about, entry.scope, t)
    if entry.action in BACKS[MailKind.LETTER]:
        return about
    return f"{checked(stated.checked, stated.signer, t)} {about}"


def choice(mail: KeptMail) -> str:
    """Return a mail as a line to choose it by: its day, its sender, its subject; as they stand in it."""
    day = mail.dated.astimezone(UTC).date().isoformat() if mail.dated else "…"
    return f"{day} {mail.sender}: {mail.subject}"


def offered(mail: KeptMail, t: Translator, longest: int = 600) -> str:
    """Return a mail as an owner reads it before choosing it: whose, its grades, how its own words begin."""
    backing = mail.backing
    lines = [f"*{escape(cut(choice(mail), 200))}*"]
    grades = about_us(backing.about, mail.scope, t)
    if backing.kind is MailKind.REPLY:
        grades = f"{checked(backing.checked, backing.signer, t)} {grades}"
    lines.append(grades)
    if mail.reduced:
        lines.append(reduced(mail, t))
    words = " ".join(mail.own.split())
    return "\n".join([*lines, f"> {escape(cut(words, longest))}"] if words else lines)


def no_longer_whole(left: Left | None, t: Translator) -> str:
    """Return that the mail that backs an entry is not there, or not whole; "" where it is. None: erased."""
    match left:
        case Left.WHOLE:
            return ""
        case Left.PART:
            return t(
                "Of the e-mail only the header, the hash and the sender’s own words are kept: what was found "
                "of it cannot be checked again."
            )
        case None:
            return t("The e-mail is no longer on file: what was found of it cannot be checked again.")


def reduced(mail: KeptMail, t: Translator) -> str:
    """Return that only a part of a mail is left, so that nobody can check it again."""
    return t(
        "Of this e-mail only the header, the hash and the sender’s own words are kept. Its signature was "
        "looked at on {day}; it cannot be checked again.",
        day=t.day(mail.at.astimezone(UTC).date()),
    )
