"""What an organisation lets the app into, kept in a dictionary; the storage's own is tested on databases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Granted:
    team_id: str
    name: str


class GrantsInMemory:
    """Keeps names by organisation and workspace; whatever is told last counts."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, str]] = {}

    def granted(self, enterprise_id: str, names: Mapping[str, str], at: datetime) -> None:
        assert at.tzinfo is not None
        known = self.kept.setdefault(enterprise_id, {})
        known |= {team_id: name or known.get(team_id, "") for team_id, name in names.items()}

    def revoked(self, enterprise_id: str, team_ids: Iterable[str], at: datetime) -> None:
        assert at.tzinfo is not None
        for team_id in team_ids:
            self.kept.get(enterprise_id, {}).pop(team_id, None)

    def page(self, enterprise_id: str, *, after: str = "", size: int = 50) -> list[Granted]:
        names = self.kept.get(enterprise_id, {})
        return [Granted(team_id, names[team_id]) for team_id in sorted(names) if team_id > after][:size]

    def number(self, enterprise_id: str) -> int:
        return len(self.kept.get(enterprise_id, {}))

    def workspaces(self, enterprise_id: str) -> list[Granted]:
        return self.page(enterprise_id, size=len(self.kept.get(enterprise_id, {})))

    def forget(self, enterprise_id: str) -> None:
        self.kept.pop(enterprise_id, None)
