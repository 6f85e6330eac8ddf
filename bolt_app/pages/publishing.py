"""The register over HTTP: its page and its feed, with validators; nothing of any workspace."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, request

from bolt_app.i18n import LANGUAGES, Translator
from bolt_app.pages.feed import FEED_PATH, MEDIA_TYPE, PAGE_PATH, as_of, feed, in_language
from bolt_app.pages.policy import policy_of
from bolt_app.register.model import Register

NAMES: Final[Mapping[str, str]] = {"en": "English", "fr": "Français"}
"""The languages, each in its own."""

_KEPT = "public, max-age=3600"


@dataclass(frozen=True, slots=True)
class _Text:
    body: bytes
    tag: str


class Publishing:
    """Answers for the page and the feed; each is made once a language, when it is first asked for."""

    def __init__(self, register: Register, base_url: str, write: Callable[..., str]) -> None:
        """Take the register, the app's public address ("" where it has none), and what writes a template.

        Args:
            register: what is published.
            base_url: without a slash at the end.
            write: takes a template's name, a translator and the template's values.
        """
        self._register, self._base_url, self._write = register, base_url, write
        self._made: dict[tuple[str, str], _Text] = {}

    def page(self, t: Translator, link: Callable[[str], str]) -> Response:
        """Return the page; `link` puts the path before which the site stands in front of an address."""
        return self._told("text/html; charset=utf-8", "page", t, lambda: self._page(t, link).encode())

    def feed(self, t: Translator) -> Response:
        """Return the feed."""
        made = f"{MEDIA_TYPE}; charset=utf-8"
        return self._told(made, "feed", t, lambda: feed(self._register, t, self._base_url))

    def _page(self, t: Translator, link: Callable[[str], str]) -> str:
        values: dict[str, Any] = {
            "policy": policy_of(self._register, t),
            "feed": link(in_language(FEED_PATH, t.language)),
            "languages": {language: link(in_language(PAGE_PATH, language)) for language in LANGUAGES},
            "names": NAMES,
        }
        return self._write("policy.html", t, **values)

    def _told(self, media_type: str, what: str, t: Translator, make: Callable[[], bytes]) -> Response:
        # Two threads may both make it: it comes out the same.
        text = self._made.get((what, t.language))
        if text is None:
            body = make()
            text = self._made[what, t.language] = _Text(body, hashlib.sha256(body).hexdigest()[:32])
        told = Response(text.body, content_type=media_type)
        told.set_etag(text.tag)
        # Of the register, not of the app: who sends no tag learns of a new wording with the next version.
        told.last_modified = as_of(self._register)
        told.headers["Cache-Control"] = _KEPT
        told.headers["Content-Language"] = t.language
        told.vary.add("Accept-Language")
        told.make_conditional(request)
        return told
