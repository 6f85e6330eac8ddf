"""The register over HTTP: its page and its feed, with validators; nothing of any workspace.

The page says what the watch found, and so changes with it; the feed has what was reviewed and nothing else.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, request

from bolt_app.i18n import LANGUAGES, Translator
from bolt_app.pages.feed import FEED_PATH, MEDIA_TYPE, PAGE_PATH, as_of, feed, in_language
from bolt_app.pages.policy import policy_of
from bolt_app.register.model import Register
from bolt_app.watched import AT_MOST

NAMES: Final[Mapping[str, str]] = {"en": "English", "fr": "Français"}
"""The languages, each in its own."""

_KEPT = "public, max-age=3600"
_KEPT_WHILE_WATCHED = f"public, max-age={AT_MOST.seconds}"


@dataclass(frozen=True, slots=True)
class _Text:
    """What was made once, and of which findings."""

    body: bytes
    tag: str
    found: str


class Publishing:
    """Answers for the page and the feed; each is made when it is first asked for in a language.

    It is made anew when the watch found something else.
    """

    def __init__(self, known: Callable[[], Register], base_url: str, write: Callable[..., str]) -> None:
        """Take the register, the app's public address ("" where it has none), and what writes a template.

        Args:
            known: gives what is published, with what the watch found by now.
            base_url: without a slash at the end.
            write: takes a template's name, a translator and the template's values.
        """
        self._known, self._base_url, self._write = known, base_url, write
        self._made: dict[tuple[str, str], _Text] = {}

    def page(self, t: Translator, link: Callable[[str], str]) -> Response:
        """Return the page; `link` puts the path before which the site stands in front of an address.

        Raises:
            RecordUnavailable: nobody knows whether a statement has to be marked.
        """
        known = self._known()
        found = known.findings.digest
        told = self._told(
            "text/html; charset=utf-8", "page", t, found, lambda: self._page(known, t, link).encode()
        )
        told.headers["Cache-Control"] = _KEPT_WHILE_WATCHED if found else _KEPT
        if not found:
            # Of the register, not of the app: who sends no tag learns of a new wording with the next version.
            # Of what the watch finds there is no such time: the tag alone tells it apart.
            told.last_modified = as_of(known)
        told.make_conditional(request)
        return told

    def feed(self, t: Translator) -> Response:
        """Return the feed."""
        known = self._known()
        made = f"{MEDIA_TYPE}; charset=utf-8"
        told = self._told(made, "feed", t, "", lambda: feed(known, t, self._base_url))
        told.headers["Cache-Control"] = _KEPT
        told.last_modified = as_of(known)
        told.make_conditional(request)
        return told

    def _page(self, known: Register, t: Translator, link: Callable[[str], str]) -> str:
        values: dict[str, Any] = {
            "policy": policy_of(known, t),
            "feed": link(in_language(FEED_PATH, t.language)),
            "languages": {language: link(in_language(PAGE_PATH, language)) for language in LANGUAGES},
            "names": NAMES,
        }
        return self._write("policy.html", t, **values)

    def _told(
        self, media_type: str, what: str, t: Translator, found: str, make: Callable[[], bytes]
    ) -> Response:
        # Two threads may both make it: it comes out the same.
        text = self._made.get((what, t.language))
        if text is None or text.found != found:
            body = make()
            text = self._made[what, t.language] = _Text(body, hashlib.sha256(body).hexdigest()[:32], found)
        told = Response(text.body, content_type=media_type)
        told.set_etag(text.tag)
        told.headers["Content-Language"] = t.language
        told.vary.add("Accept-Language")
        return told
