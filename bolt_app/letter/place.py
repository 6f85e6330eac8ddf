"""What a letter says of a workspace or organisation; knows no installation and asks nobody."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bolt_app.people import Scope

GOVERNMENT = "slack-gov.com"
"""Slack's site for government customers (register: source `terms-2024-gov`)."""

LISTED = 20
"""Workspaces a letter names; the others are counted. More would not fit Slack's input of 3,000 characters."""

_NAME = 120
_NAME_INSIDE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """What a letter needs to know of a scope, as Slack told it.

    Attributes:
        scope: workspace or organisation.
        name: its name as people know it, unescaped.
        url: `https://acme.slack.com`, without a slash at the end; "" when Slack did not say.
        workspaces: of an organisation, (id, name) of those that are known; a name may be "".
        more: how many further ones are known.
        beside: an address on the same site, where its own is not known; "" for slack.com.
    """

    scope: Scope
    name: str
    url: str
    workspaces: tuple[tuple[str, str], ...] = ()
    more: int = 0
    beside: str = ""

    @property
    def of_government(self) -> bool:
        """Whether it is on the site for government customers, which our sources on the opt-out leave out."""
        return _is_government(self.url or self.beside)

    @property
    def called(self) -> str:
        """Its name on one line; a longer one ends in an ellipsis."""
        return _one_line(self.name, _NAME)

    @property
    def kind(self) -> str:
        """Return "workspace" or "organisation", as the letters call it."""
        return "organisation" if self.scope.is_organisation else "workspace"

    def listed(self) -> list[str]:
        """Return a line for each workspace that is named, and one that counts the others."""
        lines = [
            f"{_one_line(name, _NAME_INSIDE)} ({team})" if name.strip() else team
            for team, name in self.workspaces[:LISTED]
        ]
        left = self.more + len(self.workspaces[LISTED:])
        return [*lines, f"and {left} more that we know of"] if left else lines


def address(domain: str, beside: str) -> str:
    """Return the address of a workspace of which Slack told the domain alone, "" where it told none.

    Args:
        domain: such as `acme`.
        beside: an address on the same site, such as that of the app's installation; "" for slack.com.
    """
    site = GOVERNMENT if _is_government(beside) else "slack.com"
    return f"https://{domain}.{site}" if domain else ""


def _is_government(url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return host == GOVERNMENT or host.endswith(f".{GOVERNMENT}")


def _one_line(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
