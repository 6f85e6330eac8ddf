"""What Slack says of tokens and credentials before anything is served, a question each; no listener."""

import logging
from collections.abc import Collection
from http.client import HTTPException
from typing import TYPE_CHECKING

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bolt_app.cannot_start import CannotStartError
from bolt_app.installation import Installation
from bolt_app.slack_refusals import name_of

if TYPE_CHECKING:
    from slack_sdk.web import SlackResponse

_PATIENCE = 10
"""Seconds to wait for Slack. Nobody is waiting for an answer yet, so longer than a listener may."""
_INSTALL = "api.slack.com/apps → your app → Install App"
_COPY_BOT_TOKEN = "Copy it again from api.slack.com/apps → your app → OAuth & Permissions."  # noqa: S105
_COPY_APP_TOKEN = "Copy it again from api.slack.com/apps → your app → Basic Information → App-Level Tokens."  # noqa: S105

_COPY_CLIENT = "Copy it again from api.slack.com/apps → your app → Basic Information → App Credentials."
_NO_CODE = "doctor-asks-without-a-code"

_SOMEBODY_ELSE = "What answers at {} is not Slack's Web API. The setting SLACK_API_URL names that address."
_QUIET = logging.getLogger("bolt_app.startup.sdk")
_QUIET.setLevel(logging.CRITICAL)  # the SDK logs what it raises; one sentence says it


class StartupError(CannotStartError):
    """Slack does not let this installation start; one or two sentences say what to change."""


def installation(bot_token: str, api_url: str, needed: Collection[str]) -> Installation:
    """The installation a bot token belongs to, asked with `auth.test`.

    Args:
        bot_token: `xoxb-…`.
        api_url: the Web API's address with a slash at the end.
        needed: scopes that must have been granted.

    Raises:
        StartupError: Slack refuses the token or cannot be reached, or scopes are missing.
    """
    client = WebClient(bot_token, base_url=api_url, timeout=_PATIENCE, retry_handlers=[], logger=_QUIET)
    try:
        answer = client.auth_test()
    except SlackApiError as refused:
        raise StartupError(_refusal(refused, api_url, "SLACK_BOT_TOKEN", _COPY_BOT_TOKEN)) from None
    except (OSError, HTTPException, SlackClientError, ValueError) as failed:
        raise StartupError(_out_of_reach(api_url, failed)) from None
    _hold_scopes(answer, needed)
    if not answer.get("bot_id"):
        raise StartupError(f"SLACK_BOT_TOKEN is not a bot's token. {_COPY_BOT_TOKEN}")
    org_wide = answer.get("is_enterprise_install") is True
    return Installation(
        team_id="" if org_wide else answer["team_id"],
        enterprise_id=answer.get("enterprise_id") or (answer["team_id"] if org_wide else ""),
        is_enterprise_install=org_wide,
        bot_user_id=answer["user_id"],
        bot_id=answer["bot_id"],
        name=answer.get("team") or "",
        url=answer.get("url") or "",
    )


def hold_client(client_id: str, client_secret: str, api_url: str) -> None:
    """Have Slack look at a client id and secret, with `oauth.v2.access` and a code that nobody was given.

    Slack documents an error for each: a wrong client id, a wrong client secret, a wrong code; not which it
    looks for first. So an `invalid_code` means that it found no fault with the two, and no more.
    Source: docs.slack.dev/reference/methods/oauth.v2.access.

    Args:
        client_id: of the app.
        client_secret: of the app.
        api_url: the Web API's address with a slash at the end.

    Raises:
        StartupError: Slack refuses one of the two or cannot be reached.
    """
    client = WebClient(base_url=api_url, timeout=_PATIENCE, retry_handlers=[], logger=_QUIET)
    try:
        client.oauth_v2_access(client_id=client_id, client_secret=client_secret, code=_NO_CODE)
    except SlackApiError as refused:
        match name_of(refused):
            case "invalid_code":
                return
            case "invalid_client_id" as error:
                raise StartupError(_refused(error, "SLACK_CLIENT_ID", _COPY_CLIENT)) from None
            case "bad_client_secret" as error:
                raise StartupError(_refused(error, "SLACK_CLIENT_SECRET", _COPY_CLIENT)) from None
            case _:
                pair = "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"
                raise StartupError(_refusal(refused, api_url, pair, _COPY_CLIENT)) from None
    except (OSError, HTTPException, SlackClientError, ValueError) as failed:
        raise StartupError(_out_of_reach(api_url, failed)) from None
    raise StartupError(_SOMEBODY_ELSE.format(api_url))  # Slack gives no token for a code it never gave


def socket_url(app_token: str, api_url: str) -> str:
    """The address of Socket Mode's first WebSocket, from `apps.connections.open`: good for one connection.

    Args:
        app_token: `xapp-…`.
        api_url: the Web API's address with a slash at the end.

    Raises:
        StartupError: Slack refuses the token or cannot be reached.
    """
    client = WebClient(base_url=api_url, timeout=_PATIENCE, retry_handlers=[], logger=_QUIET)
    try:
        return str(client.apps_connections_open(app_token=app_token)["url"])
    except SlackApiError as refused:
        if name_of(refused) == "missing_scope":
            lacking = "SLACK_APP_TOKEN lacks the scope connections:write. Make a new one with it."
            raise StartupError(lacking) from None
        raise StartupError(_refusal(refused, api_url, "SLACK_APP_TOKEN", _COPY_APP_TOKEN)) from None
    except (OSError, HTTPException, SlackClientError, ValueError) as failed:
        raise StartupError(_out_of_reach(api_url, failed)) from None


def _hold_scopes(answer: "SlackResponse", needed: Collection[str]) -> None:
    header = next((value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"), None)
    if header is None:
        return  # Slack always sends it; a proxy that drops it is no reason not to start
    granted = {scope.strip() for scope in header.split(",")}
    missing = [scope for scope in needed if scope not in granted]
    if missing:
        noun = "scope" if len(missing) == 1 else "scopes"
        raise StartupError(
            f"The app was installed without the {noun} {', '.join(missing)}. "
            f"Bring its manifest up to date (python -m bolt_app manifest) and install it again: {_INSTALL}."
        )


def _refusal(refused: SlackApiError, api_url: str, setting: str, copy: str) -> str:
    error = name_of(refused)
    match error:
        case "invalid_auth" | "not_authed" | "token_expired" | "not_allowed_token_type":
            return _refused(error, setting, copy)
        case "account_inactive" | "token_revoked":
            return f"The app is no longer installed ({error}). Install it and set {setting} anew: {_INSTALL}."
        case "ratelimited":
            seconds = refused.response.headers.get("Retry-After", "60")
            return f"Slack is rate limiting this app. Start it again in {seconds} seconds."
        case "":
            return _SOMEBODY_ELSE.format(api_url)
        case _:
            return f"Slack refused {setting}: {error}."


def _refused(error: str, setting: str, copy: str) -> str:
    return f"Slack does not accept {setting} ({error}). {copy}"


def _out_of_reach(api_url: str, failed: Exception) -> str:
    if isinstance(failed, ValueError | SlackClientError):
        return _SOMEBODY_ELSE.format(api_url)
    cause = getattr(failed, "reason", failed)  # urllib wraps what happened
    return f"Slack cannot be reached at {api_url} ({getattr(cause, 'strerror', None) or cause})."
