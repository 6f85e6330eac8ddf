"""Hands the register's texts to Babel, for the same catalogues as the code's; checks nothing."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any, Final

from bolt_app.register.texts import TRANSLATED, translated

_HEADER: Final = re.compile(r"\[([a-z]+)\.([a-z0-9-]+)\]")


def extract_toml(
    fileobj: IO[bytes],
    keywords: Mapping[str, Any],  # noqa: ARG001 - Babel's signature
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Every translatable string of one data file, as Babel's extraction interface wants it.

    Yields:
        The line of the row's header, no function name, the string, and the row's place as a comment for
        translators. A file without translatable tables (register.toml) yields nothing.
    """
    source = fileobj.read().decode("utf-8")
    lines = {
        match.groups(): number
        for number, line in enumerate(source.splitlines(), start=1)
        if (match := _HEADER.match(line))
    }
    content = tomllib.loads(source)
    for table in TRANSLATED:
        for key, row in content.get(table, {}).items():
            for text in translated(table, row.get):
                yield lines.get((table, key), 1), None, text, [f"{table}.{key}"]
