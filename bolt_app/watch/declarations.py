"""Reads which pages are watched, in Open Terms Archive's declaration format; asks no page and knows no quote.

`Slack.json` is such a declaration: `name`, and for each of the `terms` what to `fetch`, `select` and `remove`
(docs.opentermsarchive.org/terms/reference/declaration). Selectors are CSS; ranges, combined pages, filters
and scripts are refused. `watched.toml` beside it says what that format has no place for.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from bolt_app.cannot_start import CannotStartError
from bolt_app.register.rows import HEADER, RegisterError, Row, rows
from bolt_app.watch import addresses
from bolt_app.watch.model import Declaration

DATA: Final = Path(__file__).with_name("data")
SERVICE: Final = "Slack"

_TERMS: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ()&,-]{0,58}[A-Za-z0-9)])?")
_FIELDS: Final = ("fetch", "select", "remove")
_ELSEWHERE: Final = frozenset({"combine", "executeClientScripts", "filter"})
"""Fields that Open Terms Archive has and the watch has not."""


class DeclarationError(CannotStartError):
    """The pages must not be asked; the sentence names the declaration and what is wrong with it."""


def load(directory: Path = DATA) -> tuple[Declaration, ...]:
    """Return the declarations of a directory, in the file's order.

    Who reads pages by them looks at their selectors with `refuse_bad_selectors`; who only asks what is
    watched needs no parser for that.

    Raises:
        DeclarationError: a file is missing or cannot be read; a field is unknown, missing or of a wrong
            kind; an address is not a public https one; a selector is none; the files name different terms.
    """
    pages = _pages(directory / f"{SERVICE}.json")
    try:
        watched = {
            row.text("terms", HEADER): row for row in rows(_toml(directory), "watched")["watched"].values()
        }
        if strangers := set(watched) ^ set(pages):
            raise _error(min(strangers), f"must stand in both {SERVICE}.json and watched.toml")
        return tuple(_declaration(terms, page, watched[terms]) for terms, page in pages.items())
    except RegisterError as fault:
        raise DeclarationError(f"{fault}.") from None


def refuse_bad_selectors(declarations: Iterable[Declaration]) -> None:
    """Raise DeclarationError at the first selector that is none in CSS."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # noqa: PLC0415 # web processes load none

    page = LexborHTMLParser("")
    for declaration in declarations:
        for field, selectors in (("select", declaration.select), ("remove", declaration.remove)):
            for selector in selectors:
                try:
                    page.css(selector)
                except SelectolaxError:
                    raise _error(
                        declaration.terms, f"{field} has {selector!r}, which is no CSS selector"
                    ) from None


def slug(terms: str) -> str:
    """Return a name of terms in small letters, digits and hyphens, for identifiers."""
    return re.sub(r"[^a-z0-9]+", "-", terms.lower()).strip("-")


def _toml(directory: Path) -> Path:
    return directory / "watched.toml"


def _pages(file: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise DeclarationError(f"{file.name} cannot be read: {fault}.") from None
    if not isinstance(content, dict) or set(content) != {"name", "terms"} or content["name"] != SERVICE:
        raise DeclarationError(f"{file.name}: it has the name {SERVICE}, the terms, and nothing else.")
    pages = content["terms"]
    if not isinstance(pages, dict) or not pages:
        raise DeclarationError(f"{file.name}: terms names at least one page.")
    for terms, page in pages.items():
        _refuse(terms, page)
    if len({slug(terms) for terms in pages}) < len(pages):
        raise DeclarationError(f"{file.name}: two terms differ in signs alone.")
    return pages


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DeclarationError(f"{SERVICE}.json: {twice} is there twice.")
    return content


def _refuse(terms: str, page: Any) -> None:
    """Refuse a page's declaration, unless all that is in it can be done."""
    if not _TERMS.fullmatch(terms):
        raise _error(terms, "is no name: letters, digits, spaces and ( ) & , - are, at most 60 of them")
    if not isinstance(page, dict):
        raise _error(terms, "must be a table of fields")
    for field in page:
        if field in _ELSEWHERE:
            raise _error(terms, f"{field} is of Open Terms Archive's format, but the watch does not do it")
        if field not in _FIELDS:
            raise _error(terms, f"{field} is not a field here, only {', '.join(_FIELDS)}")
    url = page.get("fetch")
    if not isinstance(url, str):
        raise _error(terms, "fetch must be an address")
    if wrong := addresses.fault(url):
        raise _error(terms, f"fetch is {url}, which {wrong}")
    if not _selectors(terms, "select", page):
        raise _error(terms, "select is missing")
    _selectors(terms, "remove", page)


def _selectors(terms: str, field: str, page: Mapping[str, Any]) -> tuple[str, ...]:
    value = page.get(field, [])
    selectors = [value] if isinstance(value, str) else value
    if not isinstance(selectors, list) or not all(isinstance(selector, str) for selector in selectors):
        raise _error(terms, f"{field} must be a CSS selector or a list of them; ranges are not done")
    return tuple(selectors)


def _declaration(terms: str, page: Mapping[str, Any], row: Row) -> Declaration:
    language = row.maybe_language("language")
    if language is None:
        raise row.error("language is missing")
    declaration = Declaration(
        terms=terms,
        url=page["fetch"],
        select=_selectors(terms, "select", page),
        remove=_selectors(terms, "remove", page),
        language=language,
        sources=row.names("sources"),
        quoted_by=row.names("quoted_by"),
        past=row.names("past"),
    )
    row.done()
    return declaration


def _error(terms: str, problem: str) -> DeclarationError:
    return DeclarationError(f"{SERVICE}.json: {terms}: {problem}.")
