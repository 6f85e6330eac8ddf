"""Which workspaces of an organisation the app was let into; a Protocol, kept by storage/."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol


class Workspace(Protocol):
    """A workspace the app was let into; `name` is "" while nobody told it."""

    @property
    def team_id(self) -> str:
        """Slack's id, `T…`."""
        ...

    @property
    def name(self) -> str:
        """The name, or ""."""
        ...


class Grants(Protocol):
    """What an organisation's admins let the app into."""

    def granted(self, enterprise_id: str, names: Mapping[str, str], at: datetime) -> None:
        """Note that the app was let into workspaces: id to name, or to ""."""
        ...

    def revoked(self, enterprise_id: str, team_ids: Iterable[str], at: datetime) -> None:
        """Note that the app was taken out of workspaces."""
        ...

    def page(self, enterprise_id: str, *, after: str = "", size: int = 50) -> Sequence[Workspace]:
        """Return workspaces in order of their ids, those after one, at most `size`."""
        ...

    def number(self, enterprise_id: str) -> int:
        """Return how many workspaces the app was let into."""
        ...
