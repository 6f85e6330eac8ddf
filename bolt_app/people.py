"""Who looks and who acts, in Slack's own roles; knows nothing of payloads or of what is recorded."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum


class Role(StrEnum):
    """A person's role in a scope, from least to most. Slack accepts the opt-out from owners only."""

    OUTSIDER = "outsider"
    """Somebody of another organisation, seen through Slack Connect."""
    GUEST = "guest"
    MEMBER = "member"
    ADMIN = "admin"
    """A Workspace Admin: not an owner, and Slack's text does not name admins among those who may ask."""
    OWNER = "owner"
    """A Workspace Owner or the Primary Owner; for an organisation, its Org Owners."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an opt-out covers: a workspace (`T…`), or an organisation (`E…`) for an org-wide installation."""

    id: str

    @property
    def is_organisation(self) -> bool:
        """Whether the scope is a whole Enterprise organisation."""
        return self.id.startswith("E")

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person looking.

    Attributes:
        scope: the workspace or organisation whose record is shown.
        user: Slack's id of the person (`U…` or `W…`).
        role: the role in that scope. For showing it may be hours old; for acting it is read anew.
        locale: Slack's locale of the person (`fr-FR`), or "" when Slack does not say.
        active: False for a deactivated account or a bot: such a viewer never acts.
        utc_offset: seconds by which the person's clock is ahead of UTC, for what they call today.
        enterprise: id of the organisation (`E…`) Slack says the person belongs to, "" for none and for an
            outsider, whose organisation is another.
        organisation: where the scope is one workspace of an org-wide installation: that organisation, whose
            owners may have decided what its workspaces may record.
        workspace: where the scope is an organisation: the same person as one of the workspace they are in,
            with the role they have there; None when Slack did not say which it is, or that they are in it.
    """

    scope: Scope
    user: str
    role: Role
    locale: str = ""
    active: bool = True
    utc_offset: int = 0
    enterprise: str = ""
    organisation: Scope | None = None
    workspace: "Viewer | None" = None

    def today(self, now: datetime) -> date:
        """Return the day it is for this person at an aware time."""
        return (now.astimezone(UTC) + timedelta(seconds=self.utc_offset)).date()
