"""The mails on file as an export sees them: which there are, and the files one at a time; opens nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bolt_app.evidence.kept import KeptMail


@dataclass(frozen=True, slots=True)
class MailsOnFile:
    """The mails on file of the record's scope.

    Attributes:
        kept: what was read and found of each, the whole ones and those of which only a part is kept.
        raw: gives the file of one by its SHA-256, None where only a part is kept.
    """

    kept: Sequence[KeptMail] = ()
    raw: Callable[[str], bytes | None] = lambda _: None


NO_MAILS = MailsOnFile()


def place_of_file(sha256: str) -> str:
    """Return where the file of a mail lies in the bundle."""
    return f"mails/{sha256}.eml"


def place_of_part(sha256: str) -> str:
    """Return where the part lies that is kept of a mail."""
    return f"mails/{sha256}.txt"


def part(mail: KeptMail) -> str:
    """Return what is left of a mail as one text: its header to the letter, then the sender's own words."""
    return f"{mail.header}\n\n{mail.own}\n"
