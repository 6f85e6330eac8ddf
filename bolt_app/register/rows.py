"""One row of a data file, read field by field; knows types and lengths, not what a row means."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

BUTTON: Final = 75
"""Slack's longest button text; names that may become one keep to it."""
HEADER: Final = 150
"""Slack's longest header text."""
CLAIM: Final = 400
"""Longest text of a claim, an event or a question for an officer."""
PARAGRAPH: Final = 600
"""Longest text that is not a claim.

Slack's section takes 3,000 characters: a claim, its quote, what was searched and the citation fit into
one together, even a third longer in another language."""

_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
_WHEN: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}")

_Choice = TypeVar("_Choice", bound=StrEnum)


class RegisterError(ValueError):
    """A data file that must not be shown to anybody; the message names file, key and what is wrong."""


class Row:
    """One row under reading. Every accessor raises RegisterError; `done` refuses what nobody asked for."""

    def __init__(self, place: str, fields: Mapping[str, Any]) -> None:
        self.place = place
        self._fields = fields
        self._asked: set[str] = set()

    def error(self, problem: str) -> RegisterError:
        """An error that says where it is."""
        return RegisterError(f"{self.place}: {problem}")

    def _take(self, name: str, kind: type, called: str) -> Any:
        self._asked.add(name)
        value = self._fields.get(name)
        # bool is an int and datetime a date to isinstance: the exact type is meant.
        if value is not None and type(value) is not kind:
            raise self.error(f"{name} must be {called}")
        return value

    def maybe_text(self, name: str, limit: int) -> str | None:
        """A text of at most `limit` characters on one line, or None."""
        value: str | None = self._take(name, str, "a text")
        if value is None:
            return None
        if not value or value != " ".join(value.split()):
            raise self.error(f"{name} is empty, or has spaces or line breaks too many")
        if len(value) > limit:
            raise self.error(f"{name} has {len(value)} characters, Slack leaves room for {limit}")
        # The translator fills {placeholders}; the register has none to fill.
        if "{" in value or "}" in value:
            raise self.error(f"{name} has a brace, which a translator would read as a placeholder")
        return value

    def text(self, name: str, limit: int) -> str:
        """A text that is owed."""
        value = self.maybe_text(name, limit)
        if value is None:
            raise self.error(f"{name} is missing")
        return value

    def names(self, name: str, limit: int = 60) -> tuple[str, ...]:
        """A list of short texts without repetition; empty where the field is absent."""
        values: list[Any] = self._take(name, list, "a list") or []
        items = [Row(self.place, {name: value}).text(name, limit) for value in values]
        if repeated := next((item for item in items if items.count(item) > 1), None):
            raise self.error(f"{name} names {repeated} twice")
        return tuple(items)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        value: bool | None = self._take(name, bool, "true or false")
        return default if value is None else value

    def choice(self, name: str, kinds: type[_Choice]) -> _Choice:
        """One of the values of an enumeration."""
        value = self.text(name, BUTTON)
        if value not in {kind.value for kind in kinds}:
            raise self.error(f"{name} is {value}, not one of {', '.join(kinds)}")
        return kinds(value)

    def choices(self, name: str, kinds: type[_Choice]) -> tuple[_Choice, ...]:
        """Values of an enumeration, each once; empty where the field is absent."""
        return tuple(Row(self.place, {name: value}).choice(name, kinds) for value in self.names(name, BUTTON))

    def maybe_day(self, name: str) -> date | None:
        """A whole date, written as a TOML date (2026-11-21, no quotation marks), or None."""
        value: date | None = self._take(name, date, "a date without quotation marks")
        return value

    def day(self, name: str) -> date:
        """A date that is owed."""
        value = self.maybe_day(name)
        if value is None:
            raise self.error(f"{name} is missing")
        return value

    def maybe_when(self, name: str) -> str | None:
        """A whole or partial ISO date as text (2026, 2026-11, 2026-11-21), or None."""
        value = self.maybe_text(name, 10)
        if value is None:
            return None
        try:
            # date.fromisoformat also reads weeks and dates without hyphens, which do not sort as text.
            date.fromisoformat((value + "-01-01")[:10] if _WHEN.fullmatch(value) else "")
        except ValueError:
            raise self.error(f"{name} is {value}, not a date such as 2024, 2024-05 or 2024-05-17") from None
        return value

    def maybe_url(self, name: str) -> str | None:
        """An https address, or None."""
        value = self.maybe_text(name, 300)
        if value is not None and (not value.startswith("https://") or not urlsplit(value).hostname):
            raise self.error(f"{name} is {value}, only https addresses are cited")
        return value

    def maybe_language(self, name: str) -> str | None:
        """A BCP 47 tag such as en, en-GB or zh-CN, or None."""
        value = self.maybe_text(name, 12)
        if value is not None and not _LANGUAGE.fullmatch(value):
            raise self.error(f"{name} is {value}, not a language tag such as en-GB")
        return value

    def table(self, name: str) -> "Row":
        """A table within the row; an empty one where the field is absent."""
        fields: dict[str, Any] = self._take(name, dict, "a table") or {}
        return Row(f"{self.place}: {name}", fields)

    def done(self) -> None:
        """Refuse fields that were never asked for: a misspelt one would else be silently nothing."""
        for name in self._fields:
            if name not in self._asked:
                close = difflib.get_close_matches(name, sorted(self._asked), n=1)
                hint = f", perhaps {close[0]} is meant" if close else ""
                raise self.error(f"{name} is not a field here{hint}")


def read_toml(path: Path) -> dict[str, Any]:
    """A data file's content; RegisterError where it is missing, not UTF-8 or not TOML (a key twice)."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RegisterError(f"{path.name}: the file is missing") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise RegisterError(f"{path.name}: not valid TOML: {fault}") from None


def rows(path: Path, *tables: str) -> dict[str, dict[str, Row]]:
    """The rows of a data file by table and key, in the file's order; tables not named are refused."""
    content = read_toml(path)
    for name in content:
        if name not in tables:
            raise RegisterError(f"{path.name}: {name} is not a table here, only {', '.join(tables)}")
    return {table: dict(_rows(path.name, table, content.get(table, {}))) for table in tables}


def _rows(file: str, table: str, content: Any) -> list[tuple[str, Row]]:
    if not isinstance(content, dict):
        raise RegisterError(f"{file}: {table} must be a table")
    found = []
    for key, fields in content.items():
        place = f"{file}: {table}.{key}"
        if not _KEY.fullmatch(key):
            raise RegisterError(f"{place}: a key has small letters, digits and hyphens only")
        if not isinstance(fields, dict):
            raise RegisterError(f"{place}: must be a table of fields")
        found.append((key, Row(place, fields)))
    return found
