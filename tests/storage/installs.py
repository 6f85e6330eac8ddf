"""Installations and what the tests look up of them; opens no database."""

from dataclasses import dataclass
from typing import Any

from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import text

from storage import Storage

INSTALLED = 1_779_000_000.25
NOWHERE: tuple[None, None] = (None, None)


def installation(enterprise_id: str | None, team_id: str | None, **changes: Any) -> Installation:
    """Return what Slack's OAuth answer becomes; org-wide without a team."""
    place = team_id or enterprise_id
    given: dict[str, Any] = {
        "app_id": "A0POLICY",
        "enterprise_id": enterprise_id,
        "team_id": team_id,
        "user_id": "U0OLIVIA",
        "bot_id": "B0POLICY",
        "bot_user_id": "U0POLICY",
        "bot_token": f"xoxb-{enterprise_id}-{team_id}",
        "bot_scopes": ["commands", "chat:write"],
        "is_enterprise_install": team_id is None,
        "installed_at": INSTALLED,
        "custom_values": {"url": f"https://{str(place).lower()}.slack.com/"},
    }
    return Installation(**(given | changes))


@dataclass(frozen=True, slots=True)
class Installed:
    """The two ids Slack may send, and what is found by them."""

    storage: Storage

    def save(self, enterprise_id: str | None, team_id: str | None, **changes: Any) -> Installation:
        saved = installation(enterprise_id, team_id, **changes)
        self.storage.installations.save(saved)
        return saved

    def token(
        self, enterprise_id: str | None, team_id: str | None, *, org_wide: bool | None = False
    ) -> str | None:
        """Return the bot token that is found, or None."""
        bot = self.storage.installations.find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=org_wide
        )
        return bot.bot_token if bot else None

    def by(
        self,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        *,
        org_wide: bool = False,
    ) -> str | None:
        """Return who installed the app, or None."""
        found = self.storage.installations.find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=org_wide,
        )
        return found.user_id if found else None

    def rows(self) -> int:
        return len(list(self.storage.installations.every()))


def in_tables(storage: Storage) -> str:
    """All that stands in the installations' table, binary columns as they are."""
    with storage._database.reading() as connection:
        rows = connection.execute(text("SELECT * FROM installations")).all()
    return "\n".join(
        str(bytes(value) if isinstance(value, bytes) else value) for row in rows for value in row
    )
