"""Grades a mail: is it evidence at all, how genuine, is it about us. Records nothing, confirms nothing."""

from collections.abc import Collection
from enum import StrEnum

from bolt_app.evidence.mail import Mail
from bolt_app.evidence.naming import Names, named
from bolt_app.evidence.senders import Senders
from bolt_app.evidence.signature import Signature
from bolt_app.letter import Place
from bolt_app.letter.texts import RECIPIENT
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Evidence


class NotEvidence(StrEnum):
    """Why a mail backs nothing; each is one sentence in views/evidence.py."""

    NOTIFICATION = "notification"
    """Slack sends it about messages in a workspace: whoever writes there chooses its words."""
    NOT_FROM_SLACK = "not_from_slack"
    ANOTHER_PLACE = "another_place"


_NOTIFIES = ("notification", "no-reply", "noreply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon")
_LIST_FIELDS = frozenset({"list-id", "list-unsubscribe", "list-post", "list-help", "list-unsubscribe-post"})
_IN_BULK = frozenset({b"bulk", b"list", b"junk"})
_THREAD = frozenset({"in-reply-to", "references"})


def grade(
    mail: Mail, signature: Signature, senders: Senders, place: Place, letters: Collection[str]
) -> Backing | NotEvidence:
    """Return how well a mail backs what an owner records with it, or why it backs nothing.

    Args:
        mail: as it was read.
        signature: what came of checking it.
        senders: the reviewed list.
        place: us: the scope, and its address where it is known.
        letters: Message-IDs of our sent letters that are on file.
    """
    if RECIPIENT in mail.to and not senders.may_be_slack(mail.sender):
        return _letter(mail, place)
    if _is_notification(mail):
        return NotEvidence.NOTIFICATION
    if not senders.may_be_slack(mail.sender):
        return NotEvidence.NOT_FROM_SLACK
    about = _about(mail, signature, place, letters)
    if about is None:
        return NotEvidence.ANOTHER_PLACE
    valid = signature.checked is Checked.VALID
    listed = valid and senders.signed_by.get(mail.sender) == signature.domain
    return Backing(
        kind=MailKind.REPLY,
        evidence=Evidence.SIGNED if listed else Evidence.FILE,
        about=about,
        checked=Checked.UNLISTED if valid and not listed else signature.checked,
        signer=signature.domain if valid else "",
    )


def _letter(mail: Mail, place: Place) -> Backing | NotEvidence:
    """Grade a letter of ours. Who signed it does not matter: it shows what was asked, no more."""
    match named(mail.text, place):
        case Names.ANOTHER:
            return NotEvidence.ANOTHER_PLACE
        case Names.US:
            about = AboutUs.NAMES
        case Names.NOBODY:
            about = AboutUs.STATED
    return Backing(MailKind.LETTER, Evidence.FILE, about, Checked.NOT_CHECKED)


def _is_notification(mail: Mail) -> bool:
    person = mail.sender.partition("@")[0]
    in_bulk = any(
        field.name == "precedence" and field.value.strip().lower() in _IN_BULK for field in mail.fields
    )
    listed = any(field.name in _LIST_FIELDS for field in mail.fields)
    return person.startswith(_NOTIFIES) or listed or in_bulk


def _about(mail: Mail, signature: Signature, place: Place, letters: Collection[str]) -> AboutUs | None:
    """Return how the mail is tied to us, or None when it is about another place.

    Only the sender's own words can name us: the letter quoted below them was typed by whoever asked. It can
    still show that the answer is for somebody else.
    """
    own = named(f"{mail.subject}\n{mail.own}", place)
    if own is Names.US:
        return AboutUs.NAMES
    if own is Names.ANOTHER or named(mail.text, place) is Names.ANOTHER:
        return None
    if set(mail.answers) & set(letters) and _thread_holds(mail, signature):
        return AboutUs.ANSWERS
    return AboutUs.STATED


def _thread_holds(mail: Mail, signature: Signature) -> bool:
    """Whether the fields that name our letter are signed, where the rest is: else anybody could add them."""
    there = _THREAD.intersection(field.name for field in mail.fields)
    return signature.checked is not Checked.VALID or there <= signature.signed
