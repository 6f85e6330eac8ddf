"""A page that plays Slack's principles page: short quotes of the register in plainly invented text.

It is nobody's page: it says so at its head, and nothing of it was published. It knows no watch.
"""

import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from markupsafe import Markup

from bolt_app.register.model import Register

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

PATH = "/trust/data-management/privacy-principles"
"""The path of Slack's own page."""

_INVENTED = "This page is invented for the try-out. It is not Slack’s page, and Slack has not published it."
_FILLER = "Invented paragraph {number}: it stands between two quotes, and says nothing of its own."
_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    '<nav>{navigation}</nav><main id="main"><h1>{title}</h1>{paragraphs}</main></body></html>'
)
_PARAGRAPH = Markup("<p>{}</p>")
_BLOCK = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Just a moment</title></head><body>'
    '<main id="main"><form id="captcha-form"><p>Checking your browser. Are you a human?</p></form></main>'
    "</body></html>"
)

OPENING = "predictive"
HEADING = "choice-offered"
"""The claims whose passages change when the page is played on."""


@dataclass(frozen=True, slots=True)
class Played:
    """What the page answers.

    Attributes:
        body: its HTML.
        status: of the answer.
        content_type: its header.
        location: where it redirects; "" for nowhere.
    """

    body: str
    status: HTTPStatus = HTTPStatus.OK
    content_type: str = "text/html; charset=utf-8"
    location: str = ""


def page(passages: Iterable[str], *, navigation: str = "Invented navigation") -> Played:
    """Return a page with these passages in order, an invented paragraph after each."""
    texts = [_INVENTED]
    for number, passage in enumerate(passages, start=1):
        texts += [passage, _FILLER.format(number=number)]
    paragraphs = [_PARAGRAPH.format(text) for text in texts]
    title = "Privacy principles: search, learning and artificial intelligence (invented)"
    return Played(_PAGE.format(title=title, navigation=navigation, paragraphs=Markup().join(paragraphs)))


def as_quoted(register: Register, claims: Sequence[str]) -> Played:
    """Return the page on which every one of these claims finds its quote."""
    return page(_quotes(register, claims).values())


def reworded(register: Register, claims: Sequence[str]) -> Played:
    """Return the same page with another opening, and another heading over the choice."""
    quotes = _quotes(register, claims)
    quotes[OPENING] = quotes[OPENING].replace("non-generative AI/ML models", "predictive models")
    quotes[HEADING] = "Contact us to opt out."
    return page(quotes.values())


def rearranged(register: Register, claims: Sequence[str]) -> Played:
    """Return the same words with other typography, white space and navigation: no change."""
    quotes = [text.replace("'", "’").replace(" ", "  ") for text in _quotes(register, claims).values()]
    return page(quotes, navigation="Another invented navigation")


BLOCKED = Played(str(_BLOCK))
"""A challenge in the page's place, with status 200."""


def _quotes(register: Register, claims: Sequence[str]) -> dict[str, str]:
    return {key: register.claims[key].quote or "" for key in claims}


class PlayedPage:
    """Serves what it was told to play last. Safe to share between threads."""

    def __init__(self, played: Played, robots: str = "User-agent: *\nAllow: /\n") -> None:
        """Begin with this; `robots` is what the host asks of robots."""
        self._lock = threading.Lock()
        self._played = played
        self._robots = robots
        self.asked = 0
        """How many times the page itself was asked for."""

    def plays(self, played: Played) -> None:
        """Answer with this from now on."""
        with self._lock:
            self._played = played

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer like a web server that knows what the client has already."""
        if environ["PATH_INFO"] != PATH:
            found = environ["PATH_INFO"] == "/robots.txt"
            start_response(_line(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND), [])
            return [self._robots.encode()] if found else []
        with self._lock:
            played = self._played
            self.asked += 1
        etag = f'"{hashlib.sha256(played.body.encode()).hexdigest()[:16]}"'
        if environ.get("HTTP_IF_NONE_MATCH") == etag and played.status is HTTPStatus.OK:
            start_response(_line(HTTPStatus.NOT_MODIFIED), [("ETag", etag)])
            return []
        headers = [("Content-Type", played.content_type), ("ETag", etag)]
        if played.location:
            headers.append(("Location", played.location))
        start_response(_line(played.status), headers)
        return [played.body.encode()]


def _line(status: HTTPStatus) -> str:
    return f"{status.value} {status.phrase}"
