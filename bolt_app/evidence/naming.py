"""Which workspace or organisation a text names: ours, another one, or none. Knows no mail and no grade."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from bolt_app.letter import Place


class Names(StrEnum):
    """What a text names."""

    US = "us"
    ANOTHER = "another"
    NOBODY = "nobody"


SLACKS_OWN = frozenset(
    {
        *("a", "api", "app", "blog", "brand", "community", "docs", "edgeapi", "email", "enterprise", "files"),
        *("get", "help", "hooks", "join", "legal", "mail", "my", "oauth", "status", "support", "www"),
    }
)
"""Names below slack.com that are no workspace."""

_HOST = re.compile(r"(?<![\w@.-])((?:[a-z0-9-]+\.){1,3})slack(?:-gov)?\.com(?![\w-]|\.\w)", re.IGNORECASE)
_ID = re.compile(r"(?<![A-Za-z0-9])[TE]0[A-Z0-9]{6,12}(?![A-Za-z0-9])")
"""Ids as Slack gives them out. Ours is looked for as it is; another one has to look like one to count."""


def named(text: str, place: Place) -> Names:
    """Return whether a text names our address or id, those of another scope of the same kind, or none.

    A workspace named to an organisation says nothing: it may be one of its own. The same the other way round.
    """
    ours = (urlsplit(place.url).hostname or "").lower()
    hosts = {found.group().lower() for found in _HOST.finditer(text)}
    by_id = re.search(rf"(?<![A-Za-z0-9]){re.escape(place.scope.id)}(?![A-Za-z0-9])", text)
    if by_id or (ours and ours in hosts):
        return Names.US
    kind = "E" if place.scope.is_organisation else "T"
    strange = {host for host in hosts if _kind_of(host) == kind}
    # Without our own address nobody can tell another one from ours.
    if (strange and ours) or any(found.group()[0] == kind for found in _ID.finditer(text)):
        return Names.ANOTHER
    return Names.NOBODY


def _kind_of(host: str) -> str:
    labels = host.split(".")[:-2]
    if labels[-1] == "enterprise" and len(labels) > 1:
        return "E"
    return "" if len(labels) > 1 or labels[0] in SLACKS_OWN else "T"
