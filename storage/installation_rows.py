"""What a row of an installation holds, to and from slack_sdk's models; runs no statement."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation
from sqlalchemy import Row

from storage.errors import StorageError
from storage.spelling import plain
from storage.vault import Vault

INSTALLER = ("user_id", "token_type", "enterprise_url")
"""The columns of the half that says who installed the app."""
BOT = ("tokens", "bot_id", "bot_user_id", "bot_scopes", "bot_token_expires_at")
"""The columns of the bot's half."""
BOTH = ("app_id", "enterprise_name", "team_name", "installed_at", "custom_values")
"""The columns that either half comes with."""


def place_of(enterprise_id: str | None, team_id: str | None, *, org_wide: bool) -> dict[str, str]:
    """Return the ids as the key spells them: "" for none, and no team for an org-wide installation."""
    return {"enterprise": plain(enterprise_id or ""), "team": "" if org_wide else plain(team_id or "")}


def shared(given: Installation | Bot) -> dict[str, Any]:
    """Return the key and the columns that either half comes with.

    An org-wide installation has no team, whatever it was given with.

    Raises:
        ValueError: it names neither a workspace nor an organisation.
    """
    place = place_of(given.enterprise_id, given.team_id, org_wide=given.is_enterprise_install)
    if not (place["team"] or place["enterprise"]):
        raise ValueError("an installation names a workspace or an organisation")
    return {
        "team_id": place["team"],
        "enterprise_id": place["enterprise"],
        "app_id": given.app_id,
        "enterprise_name": _plain(given.enterprise_name),
        "team_name": _plain(given.team_name) if place["team"] else None,
        "installed_at": given.installed_at,
        "custom_values": json.dumps(given.custom_values),
    }


def installer(installation: Installation) -> dict[str, Any]:
    """Return the columns that say who installed it."""
    return {
        "user_id": plain(installation.user_id),
        "token_type": installation.token_type,
        "enterprise_url": _plain(installation.enterprise_url),
    }


def bot_half(key: Mapping[str, Any], given: Installation | Bot, vault: Vault) -> dict[str, Any]:
    """Return the bot's columns. The ids are locked in with the tokens: beside other ids they are refused."""
    locked = [key["team_id"], key["enterprise_id"], given.bot_token, given.bot_refresh_token]
    return {
        "tokens": vault.lock(json.dumps(locked)),
        "bot_id": given.bot_id,
        "bot_user_id": given.bot_user_id,
        "bot_scopes": ",".join(given.bot_scopes or ()),
        "bot_token_expires_at": given.bot_token_expires_at,
    }


def bot_in(row: Row[Any], vault: Vault) -> Bot:
    """Return the bot in a row that has one.

    Raises:
        WrongKey: no key opens its tokens.
        StorageError: they are another installation's.
    """
    return Bot(**_kept(row), **_opened(row, vault))


def installation_in(row: Row[Any], vault: Vault) -> Installation:
    """Return the installation in a row, with the bot where it is there.

    Raises:
        WrongKey, StorageError: as `bot_in`.
    """
    return Installation(
        **_kept(row),
        **(_opened(row, vault) if row.tokens is not None else {}),
        user_id=row.user_id or "",
        token_type=row.token_type,
        enterprise_url=row.enterprise_url,
    )


def _kept(row: Row[Any]) -> dict[str, Any]:
    return {
        "app_id": row.app_id,
        "enterprise_id": row.enterprise_id or None,
        "enterprise_name": row.enterprise_name,
        "team_id": row.team_id or None,
        "team_name": row.team_name,
        "is_enterprise_install": not row.team_id,
        "installed_at": row.installed_at,
        "custom_values": json.loads(row.custom_values),
    }


def _opened(row: Row[Any], vault: Vault) -> dict[str, Any]:
    team_id, enterprise_id, token, refresh = json.loads(vault.unlock(row.tokens))
    if (team_id, enterprise_id) != (row.team_id, row.enterprise_id):
        raise StorageError(f"The tokens of {row.team_id or row.enterprise_id} are another installation's.")
    return {
        "bot_token": token,
        "bot_refresh_token": refresh,
        "bot_id": row.bot_id,
        "bot_user_id": row.bot_user_id,
        "bot_scopes": row.bot_scopes,
        "bot_token_expires_at": row.bot_token_expires_at,
    }


def _plain(text: str | None) -> str | None:
    return None if text is None else plain(text)
