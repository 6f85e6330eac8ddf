"""Mails on file in memory, for tests of whatever puts them there or asks for them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bolt_app.evidence.kept import Kept, KeptMail, Left, packed, unpacked
from bolt_app.optout.mails import Backing
from bolt_app.people import Scope


class MemoryArchive:
    """Mails in a dictionary; as strict as storage/ is."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Scope, str], KeptMail] = {}
        self.files: dict[tuple[Scope, str], bytes] = {}
        self.used: set[str] = set()

    def keep(self, mail: KeptMail, raw: bytes, *, once: str = "", until: datetime | None = None) -> Kept:
        assert (once == "") is (until is None)
        place = mail.scope, mail.sha256
        if place in self.kept:
            return Kept.ALREADY
        if once in self.used:
            return Kept.LINK_USED
        self.used |= {once} - {""}
        self.kept[place], self.files[place] = unpacked(packed(mail)), raw
        return Kept.KEPT

    def mails(self, scope: Scope) -> Sequence[KeptMail]:
        return [kept for (of, _), kept in reversed(self.kept.items()) if of == scope]

    def mail(self, scope: Scope, sha256: str) -> KeptMail | None:
        return self.kept.get((scope, sha256))

    def left(self, scope: Scope) -> Mapping[str, Left]:
        return {
            sha256: Left.WHOLE if (of, sha256) in self.files else Left.PART
            for of, sha256 in self.kept
            if of == scope
        }

    def raw(self, scope: Scope, sha256: str) -> bytes | None:
        return self.files.get((scope, sha256))

    def reduce(self, mail: KeptMail) -> bool:
        self.kept[mail.scope, mail.sha256] = mail
        return self.files.pop((mail.scope, mail.sha256), None) is not None

    def backing(self, scope: Scope, sha256: str) -> Backing | None:
        found = self.mail(scope, sha256)
        return found.backs if found else None


class Untouched(MemoryArchive):
    """Mails that are not to be asked for."""

    def left(self, scope: Scope) -> Mapping[str, Left]:
        raise AssertionError(f"somebody asked what is left of the mails of {scope}")
