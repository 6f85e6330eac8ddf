"""A mail on file, as it is written down, and the protocol of where; knows neither SQL nor encryption."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Protocol

from bolt_app.evidence.mail import Mail
from bolt_app.evidence.signature import Signature
from bolt_app.optout.fold import OptOut
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Evidence
from bolt_app.people import Scope

_FORMAT = 1


class Source(StrEnum):
    """Who put a mail on file. Neither records anything by it."""

    OPERATOR = "operator"
    """Whoever runs the installation, on the command line."""
    INVITED = "invited"
    """Whoever had the one-time link that an owner asked for."""


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail on file: what was read and found when it was put there.

    Attributes:
        entry: the position of the entry it was put beside, 0 for none.
        backing: its grades.
        sha256: of the file's bytes.
        dated: as the mail says, aware UTC; None when it cannot be read.
        own: the sender's own words, without what they quote.
        asked: the name whose key was looked up; "" when none was.
        answer: what the DNS answered.
        at: when it was checked and put on file, aware UTC.
        header: the header as in the file, once only that is left of it; "" while the file is there.
    """

    scope: Scope
    entry: int
    source: Source
    backing: Backing
    sha256: str
    sender: str
    to: tuple[str, ...]
    subject: str
    dated: datetime | None
    message_id: str
    own: str
    asked: str
    answer: str
    at: datetime
    header: str = ""

    @property
    def reduced(self) -> bool:
        """Whether only header, hash and the sender's own words are left: nobody can check it again."""
        return bool(self.header)

    @property
    def backs(self) -> Backing:
        """Its grades, with the day it bears."""
        return replace(self.backing, dated=self.dated.astimezone(UTC).date() if self.dated else None)


class Kept(StrEnum):
    """What came of putting a mail on file."""

    KEPT = "kept"
    ALREADY = "already"
    """The same bytes are on file for this scope; they are left as they were graded."""
    LINK_USED = "link_used"
    """The one-time link brought a mail before."""
    FULL = "full"
    """The scope has as many mails on file as it may have."""


class Left(StrEnum):
    """What is left of a mail on file."""

    WHOLE = "whole"
    PART = "part"
    """Header, hash and the sender's own words: nobody can check it again."""


MOST = 200
"""Mails a scope may have on file."""


class Archive(Protocol):
    """The mails on file, as storage/ keeps them."""

    def keep(self, mail: KeptMail, raw: bytes, *, once: str = "", until: datetime | None = None) -> Kept:
        """Put a mail on file, and use up the link it came by, both or neither.

        Args:
            mail: what was read and found.
            raw: the file; encrypted at rest.
            once: the link's id, "" when it came without one.
            until: when that link expires; its use is remembered as long.
        """
        ...

    def mails(self, scope: Scope) -> Sequence[KeptMail]:
        """Return the mails of a scope, newest on file first."""
        ...

    def mail(self, scope: Scope, sha256: str) -> KeptMail | None:
        """Return one of them, or None."""
        ...

    def left(self, scope: Scope) -> Mapping[str, Left]:
        """Return what is left of each mail of a scope, by its SHA-256; one that was erased is not there."""
        ...

    def raw(self, scope: Scope, sha256: str) -> bytes | None:
        """Return the file of a mail, or None when it is not on file or was reduced."""
        ...

    def reduce(self, mail: KeptMail) -> bool:
        """Write a reduced mail in the place of the whole one; False when there is no whole one."""
        ...


def not_whole(archive: Archive | None, record: OptOut) -> tuple[tuple[str, Left | None], ...]:
    """Return, of the mails that a record's status rests on, those that are not whole any more.

    Args:
        archive: is asked once, and only where there is such a mail; None where none is ever kept.
        record: where the opt-out stands.

    Returns:
        The hash of the entry that a mail backs, and what is left of the mail, None once it is erased.
    """
    resting = (record.filed, record.since, record.backed_by)
    named = {entry.hash: entry.statement.mail for entry in resting if entry and entry.statement.mail}
    if archive is None or not named:
        return ()
    left = archive.left(record.scope)
    found = {known: left.get(sha256) for known, sha256 in named.items()}
    return tuple(sorted((known, what) for known, what in found.items() if what is not Left.WHOLE))


def kept(
    mail: Mail, found: Signature, backing: Backing, scope: Scope, *, entry: int, source: Source
) -> KeptMail:
    """Return a mail as it is put on file."""
    return KeptMail(
        scope=scope,
        entry=entry,
        source=source,
        backing=backing,
        sha256=mail.sha256,
        sender=mail.sender,
        to=mail.to,
        subject=mail.subject,
        dated=mail.dated,
        message_id=mail.message_id,
        own=mail.own,
        asked=found.asked,
        answer=found.answer,
        at=found.at,
    )


def reduced(mail: KeptMail, raw: bytes) -> KeptMail:
    """Return what is left when only header, hash and the sender's own words are to be kept.

    The grades stay as they were found. The signature covers the whole body, so it cannot be checked again:
    views/evidence.py says so wherever such a mail is shown.
    """
    header = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return replace(mail, header=header.decode("utf-8", "replace"))


def packed(mail: KeptMail) -> str:
    """Return a mail as JSON, to be encrypted and written down; `unpacked` gives it back."""
    backing = mail.backing
    return json.dumps(
        {
            "format": _FORMAT,
            "scope": mail.scope.id,
            "entry": mail.entry,
            "source": mail.source.value,
            "kind": backing.kind.value,
            "evidence": int(backing.evidence),
            "about": int(backing.about),
            "checked": backing.checked.value,
            "signer": backing.signer,
            "sha256": mail.sha256,
            "from": mail.sender,
            "to": list(mail.to),
            "subject": mail.subject,
            "date": mail.dated.isoformat() if mail.dated else None,
            "message_id": mail.message_id,
            "own": mail.own,
            "asked": mail.asked,
            "answer": mail.answer,
            "at": mail.at.isoformat(),
            "header": mail.header,
        },
        ensure_ascii=False,
    )


def unpacked(text: str) -> KeptMail:
    """Return the mail that was packed.

    Raises:
        ValueError: the text is none, or of a format this version does not know.
    """
    raw: Any = json.loads(text)
    if not isinstance(raw, dict) or raw.get("format") != _FORMAT:
        raise ValueError("not a mail of this format")
    backing = Backing(
        MailKind(raw["kind"]),
        Evidence(raw["evidence"]),
        AboutUs(raw["about"]),
        Checked(raw["checked"]),
        raw["signer"],
    )
    return KeptMail(
        scope=Scope(raw["scope"]),
        entry=raw["entry"],
        source=Source(raw["source"]),
        backing=backing,
        sha256=raw["sha256"],
        sender=raw["from"],
        to=tuple(raw["to"]),
        subject=raw["subject"],
        dated=datetime.fromisoformat(raw["date"]) if raw["date"] else None,
        message_id=raw["message_id"],
        own=raw["own"],
        asked=raw["asked"],
        answer=raw["answer"],
        at=datetime.fromisoformat(raw["at"]),
        header=raw["header"],
    )
