"""Which fields of the register people read in their own language; knows names of fields, no row."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

TRANSLATED: Final[Mapping[str, tuple[str, ...]]] = {
    "sources": ("title", "dated_note"),
    "claims": ("text", "searched"),
    "practices": ("name", "purpose", "data", "switch", "switch_holder", "plan"),
    "timeline": ("text", "note"),
    "open": ("question",),
    "member": ("question", "more"),
    "differences": ("title",),
    "versions": ("label", "dates", "extent", "note"),
    "officer": ("topic", "question"),
    "settings": ("name", "effect", "path", "holder", "plan"),
}
"""The fields of each table that people read in their own language.

A data file's table and the value made of it name their fields alike, so that this one list serves both the
extractor and `Register.texts`."""


def translated(table: str, field: Callable[[str], object]) -> Iterator[str]:
    """The translatable strings of one row; `field` gives a field's value by name, None where it is absent."""
    for name in TRANSLATED[table]:
        # A published title is cited as it is printed; only a title of our own making is translated.
        if (table, name) == ("sources", "title") and not field("described"):
            continue
        value = field(name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (str(item) for item in value)
