"""A code from Slack becomes an installation with its token; knows no browser, no state and no storage."""

import logging
from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.oauth.installation_store import Installation

from bolt_app.slack_refusals import name_of

_PATIENCE = 10
"""Seconds for each call: a person waits before a browser, not before Slack."""
_QUIET = logging.getLogger("bolt_app.pages.exchange.sdk")
_QUIET.setLevel(logging.CRITICAL)  # at DEBUG the SDK logs the whole answer, tokens included


class SlackRefused(Exception):
    """Slack does not give a token.

    Attributes:
        error: Slack's name of the reason, such as `invalid_code`.
    """

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class SlackSilent(Exception):
    """Slack did not answer, or what answered was not Slack."""


def client(api_url: str, token: str | None = None) -> WebClient:
    """Slack's client for calls that a browser waits for: patient, quiet, never repeating."""
    return WebClient(token, base_url=api_url, timeout=_PATIENCE, retry_handlers=[], logger=_QUIET)


def exchange(
    code: str, *, client_id: str, client_secret: str, redirect_uri: str, api_url: str, at: datetime
) -> Installation:
    """The installation a code stands for: `oauth.v2.access`, then `auth.test` for bot id and address.

    Source: https://docs.slack.dev/authentication/installing-with-oauth. For an organisation-wide installation
    `team` is null.

    Args:
        code: from the query Slack sent the person back with; good once, for ten minutes.
        client_id: of the app.
        client_secret: of the app.
        redirect_uri: where Slack sent the person back to; the same as at the beginning.
        api_url: the Web API's address with a slash at the end.
        at: the time now, aware.

    Raises:
        SlackRefused: with Slack's reason.
        SlackSilent: nobody answered, or not Slack.
    """
    try:
        given = client(api_url).oauth_v2_access(
            client_id=client_id, client_secret=client_secret, code=code, redirect_uri=redirect_uri
        )
        told = client(api_url, given.get("access_token")).auth_test()
    except SlackApiError as refused:
        if error := name_of(refused):
            raise SlackRefused(error) from None
        raise SlackSilent from None
    except (OSError, HTTPException, SlackClientError, ValueError):
        raise SlackSilent from None
    if not told.get("bot_id"):
        raise SlackRefused("not_a_bot")
    return _installation(given, told, at)


def _installation(given: Any, told: Any, at: datetime) -> Installation:
    org_wide = bool(given.get("is_enterprise_install"))
    enterprise, team = given.get("enterprise") or {}, given.get("team") or {}
    return Installation(
        app_id=given.get("app_id"),
        enterprise_id=enterprise.get("id"),
        enterprise_name=enterprise.get("name"),
        enterprise_url=told.get("url") if org_wide else None,
        team_id=None if org_wide else team.get("id"),
        team_name=None if org_wide else team.get("name"),
        bot_token=given["access_token"],
        bot_id=told["bot_id"],
        bot_user_id=given.get("bot_user_id") or told["user_id"],
        bot_scopes=given.get("scope") or "",
        user_id=(given.get("authed_user") or {}).get("id") or "",
        is_enterprise_install=org_wide,
        token_type=given.get("token_type"),
        installed_at=at.timestamp(),
        custom_values={"url": told.get("url") or ""},
    )
