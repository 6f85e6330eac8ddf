"""The pages behind signed links as Flask sees them: a mail comes, a draft goes; whether, others decide.

No page of another site can make a browser upload something here (CSRF): nothing is known by a cookie, the
token in the address is all that counts, and who has it needs no other's browser. The address is sent nowhere
as a referrer, and no answer is kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from flask import Request, Response, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from bolt_app.evidence.adding import Refused
from bolt_app.evidence.kept import Kept, KeptMail
from bolt_app.evidence.mail import LARGEST, Unusable
from bolt_app.i18n import Translator
from bolt_app.links import Link
from bolt_app.optout.mails import MailKind
from bolt_app.pages.arriving import Closed
from bolt_app.pages.downloading import Downloading
from bolt_app.pages.drafting import Drafting
from bolt_app.pages.uploading import Uploading
from bolt_app.views import evidence
from bolt_app.views.history import EVIDENCE

_ROUND_A_FILE = 16 * 1024
"""Bytes a browser puts round one file in a form, and more."""

_CLOSED = {
    Closed.NOT_OURS: 404,
    Closed.EXPIRED: 410,
    Closed.USED: 410,
    Closed.NOT_ALLOWED: 403,
    Closed.MOVED_ON: 409,
    Closed.SILENT: 502,
    Closed.NO_DATABASE: 503,
}
_REFUSED: dict[Refused, int] = {
    Unusable.TOO_LARGE: 413,
    Kept.ALREADY: 409,
    Kept.FULL: 409,
    Kept.LINK_USED: 410,
}
"""Status of a page that says why a mail was not taken; 422 where the mail itself is the reason."""

Page = Callable[..., Response]
Route = tuple[str, str, Callable[..., Response]]


class InMemory(Request):
    """A request whose files stay in memory, and never lie in clear on a disk; limits keep them small."""

    max_content_length = LARGEST + _ROUND_A_FILE
    max_form_parts = 10

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return BytesIO()


@dataclass(frozen=True, slots=True)
class Behind:
    """What decides about each page behind a link."""

    uploading: Uploading
    drafting: Drafting
    downloading: Downloading


class ByLink:
    """The pages' answers."""

    def __init__(self, behind: Behind, page: Page, language: Callable[[], Translator]) -> None:
        """Take what decides, what makes a page of a template, and the reader's language."""
        self._uploading = behind.uploading
        self._drafting = behind.drafting
        self._page = page
        self._t = language

    def routes(self) -> Iterator[Route]:
        """Yield method, address and answer of each page."""
        yield "GET", "/upload/<token>", self.asks_for_a_mail
        yield "POST", "/upload/<token>", self.takes_a_mail
        yield "GET", "/draft/<token>", self.gives_a_draft

    def asks_for_a_mail(self, token: str) -> Response:
        """Show the form, and what will be kept."""
        link = self._uploading.opened(token)
        return closed(self._page, link) if isinstance(link, Closed) else self._form(link)

    def takes_a_mail(self, token: str) -> Response:
        """Put the mail on file. A body that is too large is refused unread, and one without a link too."""
        link = self._uploading.opened(token)
        if isinstance(link, Closed):
            return closed(self._page, link)
        raw = _file()
        outcome = raw if isinstance(raw, Unusable) else self._uploading.brought(link, raw)
        if isinstance(outcome, Closed):
            return closed(self._page, outcome)
        if isinstance(outcome, KeptMail):
            return self._on_file(outcome)
        if outcome is Kept.LINK_USED:
            return closed(self._page, Closed.USED)
        return self._form(link, outcome)

    def gives_a_draft(self, token: str) -> Response:
        """Send a letter as a file that mail programs open as an e-mail to be sent."""
        draft = self._drafting.taken(token)
        if isinstance(draft, Closed):
            return closed(self._page, draft)
        told = Response(draft.content, content_type="message/rfc822")
        told.headers["Content-Disposition"] = f'attachment; filename="{draft.name}"'
        told.headers["Cache-Control"] = "no-store"
        return told

    def _form(self, link: Link, refused: Refused | None = None) -> Response:
        return self._page(
            "upload.html",
            status=200 if refused is None else _REFUSED.get(refused, 422),
            keep=False,
            submits=True,
            scope=link.scope,
            until=link.until.strftime("%H:%M"),
            megabytes=LARGEST // (1024 * 1024),
            refused="" if refused is None else evidence.not_kept(refused, self._t()),
            already=refused is Kept.ALREADY,
        )

    def _on_file(self, mail: KeptMail) -> Response:
        t, backing = self._t(), mail.backing
        grades = [evidence.about_us(backing.about, mail.scope, t)]
        if backing.kind is MailKind.REPLY:
            grades.insert(0, evidence.checked(backing.checked, backing.signer, t))
        return self._page(
            "uploaded.html",
            keep=False,
            mail=mail,
            chosen_by=evidence.choice(mail),
            grade=t(EVIDENCE[backing.evidence]),
            grades=grades,
            is_letter=backing.kind is MailKind.LETTER,
        )


def closed(page: Page, why: Closed) -> Response:
    """Return the page that says why a link opens nothing, and what to do."""
    return page("link_closed.html", status=_CLOSED[why], keep=False, why=why, Closed=Closed)


def _file() -> bytes | Unusable:
    """Return the one file of the form; at most its largest size is ever read."""
    try:
        files = request.files.getlist("mail")
    except RequestEntityTooLarge:
        return Unusable.TOO_LARGE
    except BadRequest:  # the connection broke off, or what came is no form
        return Unusable.EMPTY
    if len(files) > 1:
        return Unusable.NOT_A_MAIL
    return (files[0].read(LARGEST + 1) if files else b"") or Unusable.EMPTY
