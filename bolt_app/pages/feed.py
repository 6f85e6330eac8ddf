"""The timeline as an Atom feed (RFC 4287), in a language; knows no workspace and no request."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from markupsafe import Markup, escape

from bolt_app.i18n import LANGUAGES, Translator
from bolt_app.pages.policy import change_anchor
from bolt_app.register.model import Register, Source, TimelineEvent
from bolt_app.views.changes import day_of
from bolt_app.views.standing import dates_of, title_of

PAGE_PATH: Final = "/policy"
FEED_PATH: Final = "/policy/changes.atom"
MEDIA_TYPE: Final = "application/atom+xml"

NO_AUTHORITY: Final = "datapolicy.invalid"
"""Who mints the ids where the app has no public address. `.invalid` is nobody's, ever (RFC 2606 §2)."""

_SINCE: Final = "2026"
"""A tag URI names a day on which its minter held the authority (RFC 4151 §2.1). It never moves, or every
reader would take every entry for new."""

_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def as_of(register: Register) -> datetime:
    """Return when a register's version counts as published: midnight UTC of its day, and a second for its n.

    Two versions of one day differ by a second, so that `Last-Modified`, which has no more, tells them apart.
    """
    day, _, nth = register.version.partition(".")
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + timedelta(seconds=int(nth))


def feed(register: Register, t: Translator, base_url: str = "") -> bytes:
    """Return the feed, newest change first, as UTF-8.

    An entry's `updated` is the first moment of the day, month or year of the change, as far as that is
    known: Atom knows no partial dates, and a day that moved with every version of the register would make
    every reader show everything anew. The feed's own `updated` is the register's.

    Args:
        register: where the timeline is.
        t: the language.
        base_url: the app's public address without a slash at the end; without one there are no links to the
            page, and ids of the same changes are the same everywhere.
    """
    # Written out as the default namespace, without a registry that is global to the process.
    root = ET.Element("feed", {"xmlns": _ATOM, _LANGUAGE: t.language})
    _add(root, "id", tag_uri(base_url, t.language))
    _add(root, "title", t("What changed in Slack’s texts"))
    _add(root, "subtitle", t("Independent of Slack: dated quotes, not legal advice."))
    _add(root, "updated", _moment(as_of(register)))
    _add(ET.SubElement(root, "author"), "name", "Data Policy")
    if base_url:
        _link(root, "self", base_url + in_language(FEED_PATH, t.language), MEDIA_TYPE)
        _link(root, "alternate", base_url + in_language(PAGE_PATH, t.language), "text/html")
    for event in register.timeline:
        root.append(_entry(event, register, t, base_url))
    ET.indent(root, space="")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def tag_uri(base_url: str, language: str, key: str = "") -> str:
    """Return the id of the feed in a language, or of an entry; for one public address it never changes."""
    address = urlsplit(base_url.lower())
    host = address.hostname or ""
    authority = host if _HOST.fullmatch(host) else NO_AUTHORITY
    place = "/".join(
        part for part in (quote(address.path.strip("/")), "policy/changes", language, key) if part
    )
    return f"tag:{authority},{_SINCE}:{place}"


def in_language(path: str, language: str) -> str:
    """Return a path that asks for one of our languages, whatever the browser prefers."""
    return f"{path}?lang={language}" if language in LANGUAGES else path


def _entry(event: TimelineEvent, register: Register, t: Translator, base_url: str) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "id", tag_uri(base_url, t.language, event.key))
    _add(entry, "title", t("{when}: {what}", when=day_of(event, t), what=t(event.text)))
    _add(entry, "updated", _moment(_first_moment(event.when)))
    if base_url:
        page = base_url + in_language(PAGE_PATH, t.language)
        _link(entry, "alternate", f"{page}#{change_anchor(event.key)}", "text/html")
    content = _add(entry, "content", _told(event, (register.sources[key] for key in event.sources), t))
    content.set("type", "html")
    return entry


def _told(event: TimelineEvent, sources: Iterable[Source], t: Translator) -> Markup:
    parts = [Markup("<p>{}</p>").format(t(event.text))]
    if event.note:
        parts.append(Markup("<p>{}</p>").format(t(event.note)))
    cited = Markup("").join(Markup("<li>{}</li>").format(_cited(source, t)) for source in sources)
    return Markup("\n").join((*parts, Markup("<ul>{}</ul>").format(cited)))


def _cited(source: Source, t: Translator) -> Markup:
    title = escape(title_of(source, t))
    named = Markup('<a href="{}">{}</a>').format(source.url, title) if source.url else title
    by = f", {source.publisher}" if source.publisher else ""
    return Markup("{}{} · {}").format(named, by, dates_of(source, t))


def _first_moment(when: str) -> datetime:
    return datetime.combine(date.fromisoformat((when + "-01-01")[:10]), datetime.min.time(), UTC)


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = _NOT_XML.sub("", text)
    return child


def _link(parent: ET.Element, relation: str, address: str, media_type: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": media_type, "href": address})
