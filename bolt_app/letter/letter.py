"""A letter that is ready, as a mail link and as a draft file; knows no wording and no record."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from bolt_app.letter.texts import SUBJECT

LONGEST_LINK = 1800
"""Characters of a mail link that mail programs and browsers are known to take."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be sent by an owner from their own account.

    Attributes:
        to: the address, "" where it is not known.
        version: of the template, such as `opt-out.1`.
    """

    to: str
    subject: str
    body: str
    version: str

    @property
    def subject_is_prescribed(self) -> bool:
        """Whether the subject is the one Slack names for the request; the others are ours."""
        return self.subject == SUBJECT

    @property
    def fits_a_link(self) -> bool:
        """Whether the mail link holds the body."""
        return len(self._whole_link()) <= LONGEST_LINK

    def as_mailto(self) -> str:
        """Return an RFC 6068 link of at most 1,800 characters; the body is left out when it would not fit."""
        return self._whole_link() if self.fits_a_link else self._bare_link()

    def as_eml(self) -> bytes:
        """Return the letter as a draft that mail programs open for sending: RFC 5322, lines ending in CRLF.

        `X-Unsent: 1` says that it is one. Sender, date and message id are the mail program's to give: with a
        `From` of ours a letter might go out from an address that Slack does not know as an owner's.
        """
        draft = EmailMessage(policy=SMTP)
        draft["X-Unsent"] = "1"
        if self.to:
            draft["To"] = self.to
        draft["Subject"] = self.subject
        draft.set_content(_unix(self.body), charset="utf-8", cte="quoted-printable")
        return draft.as_bytes()

    def _bare_link(self) -> str:
        return f"mailto:{self.to}?subject={quote(self.subject, safe='')}"

    def _whole_link(self) -> str:
        body = _unix(self.body).replace("\n", "\r\n")
        return f"{self._bare_link()}&body={quote(body, safe='')}"


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")
