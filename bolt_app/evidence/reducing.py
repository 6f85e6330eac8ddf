"""Keeps of a mail on file its header, its hash and the sender's own words; undoes nothing, records nothing.

The grades that entries carry stay as they were found. Nobody can check the signature again afterwards, so
whoever shows or exports such a mail says so.
"""

from enum import StrEnum

from bolt_app.evidence.kept import Archive, KeptMail, reduced
from bolt_app.people import Scope


class NotReduced(StrEnum):
    """Why nothing was taken away."""

    NOT_ON_FILE = "not_on_file"
    ALREADY = "already"


def reduce(archive: Archive, scope: Scope, sha256: str) -> KeptMail | NotReduced:
    """Take the file away and keep the part, in one step; it cannot be undone.

    Args:
        archive: where mails are kept.
        scope: whose mail it is.
        sha256: of the whole file, hexadecimal.
    """
    mail = archive.mail(scope, sha256)
    if mail is None:
        return NotReduced.NOT_ON_FILE
    raw = archive.raw(scope, sha256)
    if raw is None or not archive.reduce(part := reduced(mail, raw)):
        return NotReduced.ALREADY
    return part
