"""The download page as Flask sees it: a page that says what is in the file, then the file; decides nothing.

As with an upload, the token in the address is all that counts (see `by_link.py`): nothing is known by a
cookie, and no page of another site can make a browser download what it cannot name.
"""

from collections.abc import Callable, Iterator

from flask import Response

from bolt_app.i18n import Translator
from bolt_app.links import Link
from bolt_app.pages.arriving import Closed
from bolt_app.pages.by_link import Behind, Page, Route, closed
from bolt_app.pages.downloading import Download, NoFile
from bolt_app.views.exporting import FORMS


class Taking:
    """The page's answers."""

    def __init__(self, behind: Behind, page: Page, language: Callable[[], Translator]) -> None:
        """Take what decides, what makes a page of a template, and the reader's language."""
        self._downloading = behind.downloading
        self._page = page
        self._t = language

    def routes(self) -> Iterator[Route]:
        """Yield method, address and answer."""
        yield "GET", "/export/<token>", self.says_what_is_in_it
        yield "POST", "/export/<token>", self.gives_the_file

    def says_what_is_in_it(self, token: str) -> Response:
        """Show what the file holds, and the button that downloads it."""
        link = self._downloading.opened(token)
        return closed(self._page, link) if isinstance(link, Closed) else self._offer(link)

    def gives_the_file(self, token: str) -> Response:
        """Send the file while it is made. What breaks then breaks the connection: half a file is none."""
        link = self._downloading.opened(token)
        if isinstance(link, Closed):
            return closed(self._page, link)
        outcome = self._downloading.taken(link, self._t())
        if isinstance(outcome, Closed):
            return closed(self._page, outcome)
        if isinstance(outcome, NoFile):
            return self._offer(link, outcome)
        return _sent(outcome)

    def _offer(self, link: Link, missing: NoFile | None = None) -> Response:
        return self._page(
            "download.html",
            status=200 if missing is None else 409,
            keep=False,
            submits=True,
            scope=link.scope,
            form=self._t()(FORMS[link.what]),
            until=link.until.strftime("%H:%M"),
            missing=missing,
            NoFile=NoFile,
        )


def _sent(download: Download) -> Response:
    told = Response(download.content, content_type=download.media_type)
    told.headers["Content-Disposition"] = f'attachment; filename="{download.name}"'
    told.headers["Cache-Control"] = "no-store"
    return told
