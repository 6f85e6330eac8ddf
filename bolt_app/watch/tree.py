"""The kept versions as files in Open Terms Archive's tree, so that its tools read them; writes none itself.

`Slack/<terms>.md` is the newest text, as in its repositories of versions. `Slack/<terms>/<time>.md` is each
one, as in its published data sets, the time being UTC with hyphens for colons. A `.json` beside each text
says what a commit says there: the kind of record, the address, the digests, what extracted it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from bolt_app.watch.declarations import SERVICE
from bolt_app.watch.model import RecordKind, Version

TITLES: Final[Mapping[RecordKind, str]] = MappingProxyType(
    {
        RecordKind.FIRST: "First record of",
        RecordKind.EXTRACTION_CHANGED: "Apply technical or declaration upgrade on",
        RecordKind.PAGE_CHANGED: "Record new changes of",
    }
)
"""How a record's title begins in Open Terms Archive."""


def export_tree(histories: Iterable[Iterable[Version]]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of every file, paths with "/" and below no root.

    Args:
        histories: the versions of each terms, oldest first, as `PageArchive.versions` gives them; of all of
            them one version is in memory at a time.
    """
    for versions in histories:
        newest: Version | None = None
        names: set[str] = set()
        for version in versions:
            newest = version
            name = _name(version.fetched_at, names)
            names.add(name)
            yield f"{SERVICE}/{version.terms}/{name}.md", version.text.encode()
            yield f"{SERVICE}/{version.terms}/{name}.json", _metadata(version)
        if newest is not None:
            yield f"{SERVICE}/{newest.terms}.md", newest.text.encode()
            yield f"{SERVICE}/{newest.terms}.json", _metadata(newest)


def _name(at: datetime, taken: set[str]) -> str:
    """Return a time as a file's name; one that is taken to the second is told to the microsecond."""
    utc = at.astimezone(UTC)
    name = f"{utc:%Y-%m-%dT%H-%M-%SZ}"
    return f"{utc:%Y-%m-%dT%H-%M-%S.%fZ}" if name in taken else name


def _metadata(version: Version) -> bytes:
    content = {
        "title": f"{TITLES[version.kind]} {SERVICE} {version.terms}",
        "serviceId": SERVICE,
        "termsType": version.terms,
        "fetch": version.url,
        "fetchDate": version.fetched_at.astimezone(UTC).isoformat(),
        "isFirstRecord": version.kind is RecordKind.FIRST,
        "isTechnicalUpgrade": version.kind is RecordKind.EXTRACTION_CHANGED,
        "sha256": version.digest,
        "pageSha256": version.page_digest,
        "extractor": version.extractor,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
