"""The mails on file in tables, encrypted, a link used up with what it brought; knows no grade's meaning."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bolt_app.evidence.kept import MOST, Kept, KeptMail, Left, packed, unpacked
from bolt_app.optout.mails import Backing
from bolt_app.people import Scope
from storage.database import Database
from storage.errors import StorageError
from storage.spelling import plain, stamp
from storage.tables import FILES
from storage.used_links import use_within
from storage.vault import Vault

_OF_SCOPE = FILES.c.scope == bindparam("scope")
_ONE = _OF_SCOPE & (FILES.c.sha256 == bindparam("sha256"))
_FINDINGS = select(FILES.c.findings).where(_OF_SCOPE).order_by(FILES.c.kept_at.desc(), FILES.c.sha256)
_FINDING = select(FILES.c.findings).where(_ONE)
_FILE = select(FILES.c.file).where(_ONE)
_LEFT = select(FILES.c.sha256, FILES.c.file.is_not(None)).where(_OF_SCOPE)
_COUNT = select(func.count()).select_from(FILES).where(_OF_SCOPE)
_REDUCE = (
    update(FILES)
    .where(
        FILES.c.scope == bindparam("of_scope"),
        FILES.c.sha256 == bindparam("of_sha256"),
        FILES.c.file.is_not(None),
    )
    .values(findings=bindparam("reduced"), file=None)
)
_ERASE = delete(FILES).where(_ONE)
# `preserve_rowcount`, because psycopg forgets how many rows an INSERT wrote when its cursor closes.
_KEEP: Mapping[str, Any] = {
    kind_of_sql: dialect.insert(FILES).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    for kind_of_sql, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


@dataclass(frozen=True, slots=True)
class SqlArchive:
    """The mails on file (`kept.Archive`), and how well each backs an act (`mails.Mails`).

    Every call may raise `Unavailable`; those that read may raise `WrongKey`. Nothing here writes an entry.
    """

    _database: Database
    _vault: Vault

    def keep(self, mail: KeptMail, raw: bytes, *, once: str = "", until: datetime | None = None) -> Kept:
        """Put a mail on file and use up its link, in one transaction; see `kept.Archive`.

        Of several that bring a mail by one link, one is told KEPT. A link is used up by a mail that was kept.
        """
        row = {
            "scope": plain(mail.scope.id),
            "sha256": mail.sha256,
            "findings": self._vault.lock(packed(mail)),
            "file": self._vault.lock_bytes(raw),
            "kept_at": stamp(mail.at),
        }
        with self._database.writing() as connection:
            if connection.execute(_FINDING, row).first():
                return Kept.ALREADY
            if connection.execute(_COUNT, row).scalar_one() >= MOST:
                return Kept.FULL
            if once and until and not use_within(connection, once, until, mail.at):
                return Kept.LINK_USED
            written: int = connection.execute(_KEEP[connection.dialect.name], row).rowcount
        return Kept.KEPT if written == 1 else Kept.ALREADY

    def mails(self, scope: Scope) -> Sequence[KeptMail]:
        """Return the mails of a scope, newest on file first."""
        with self._database.reading() as connection:
            locked = connection.execute(_FINDINGS, {"scope": plain(scope.id)}).scalars().all()
        return [unpacked(self._vault.unlock(findings)) for findings in locked]

    def mail(self, scope: Scope, sha256: str) -> KeptMail | None:
        """Return one of them, or None."""
        wanted = {"scope": plain(scope.id), "sha256": plain(sha256)}
        with self._database.reading() as connection:
            findings = connection.execute(_FINDING, wanted).scalar_one_or_none()
        return None if findings is None else unpacked(self._vault.unlock(findings))

    def backing(self, scope: Scope, sha256: str) -> Backing | None:
        """Return how well a mail of this scope backs an act, or None when it is not on file."""
        mail = self.mail(scope, sha256)
        return mail.backs if mail else None

    def left(self, scope: Scope) -> Mapping[str, Left]:
        """Return what is left of each mail, by its SHA-256; opens none."""
        with self._database.reading() as connection:
            rows = connection.execute(_LEFT, {"scope": plain(scope.id)}).all()
        return {sha256: Left.WHOLE if whole else Left.PART for sha256, whole in rows}

    def raw(self, scope: Scope, sha256: str) -> bytes | None:
        """Return the file of a mail, or None when it is not on file or was reduced.

        Raises:
            StorageError: what is stored is not the file that was put there.
        """
        wanted = {"scope": plain(scope.id), "sha256": plain(sha256)}
        with self._database.reading() as connection:
            locked = connection.execute(_FILE, wanted).scalar_one_or_none()
        if locked is None:
            return None
        raw = self._vault.unlock_bytes(locked)
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise StorageError(f"The mail {sha256[:12]} of {scope} is not the mail that was put on file.")
        return raw

    def reduce(self, mail: KeptMail) -> bool:
        """Write a reduced mail in the place of the whole one; False when there is no whole one.

        Raises:
            ValueError: the mail is not reduced: its file would be lost with nothing in its place.
        """
        if not mail.reduced:
            raise ValueError(f"the mail {mail.sha256[:12]} is whole")
        row = {
            "of_scope": plain(mail.scope.id),
            "of_sha256": plain(mail.sha256),
            "reduced": self._vault.lock(packed(mail)),
        }
        with self._database.writing() as connection:
            written: int = connection.execute(_REDUCE, row).rowcount
        return written == 1

    def erase(self, scope: Scope, sha256: str) -> bool:
        """Delete a mail, and say whether it was there. Entries that name it keep its hash and its grades."""
        wanted = {"scope": plain(scope.id), "sha256": plain(sha256)}
        with self._database.writing() as connection:
            erased: int = connection.execute(_ERASE, wanted).rowcount
        return erased == 1
