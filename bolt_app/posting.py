"""A message to somebody through Slack's Web API, and what its failures mean; knows no text and no outbox.

Nothing is repeated here and nothing sleeps: whoever calls decides when to try again.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.installation import Installation
from bolt_app.optout.outgoing import Outgoing
from bolt_app.people import Viewer
from bolt_app.slack_refusals import name_of

PATIENCE = 10
"""Seconds to wait for an answer of Slack's."""

_A_MINUTE = timedelta(minutes=1)
_AN_HOUR = timedelta(hours=1)

_RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
_NOT_DONE = frozenset({"service_unavailable", "request_timeout", "team_added_to_org"})
"""Slack did nothing, and may do it in a minute."""
_MAYBE_DONE = frozenset({"internal_error", "fatal_error"})
"""The reference of every method says: "it's possible some aspect of the operation succeeded"."""
_SHUT_OUT = frozenset(
    {
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""The token does not open the workspace now. Somebody may put that right, or install the app again."""
_NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})

_QUIET = logging.getLogger("bolt_app.posting.sdk")
_QUIET.setLevel(logging.CRITICAL)  # the SDK logs what it raises; whoever calls says it in one line


@dataclass(frozen=True, slots=True)
class Access:
    """The token by which a message goes out, and where it is good."""

    token: str = field(repr=False)
    installation: Installation


AccessTo = Callable[[Outgoing], Access | None]
"""Finds the installation that sends a message; None: the app is not there."""
ViewerOf = Callable[[Mapping[str, Any], Outgoing, Installation], Viewer]
"""Reads the user object of `users.info` as the recipient of a message."""


class Later(Exception):
    """Certainly nothing was sent; it may go another time.

    Attributes:
        after: how long to wait.
        for_all: Slack asks for a pause for the whole workspace, or does not let the app in.
    """

    def __init__(self, why: str, after: timedelta, *, for_all: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.for_all = for_all


class Refused(Exception):
    """Slack refuses it for good, by its own name for the reason; nothing was sent."""


class Lost(Exception):
    """Slack's answer did not arrive, so it may have been sent."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a message can go to.

    Attributes:
        viewer: who it is now.
        team: a workspace they are in: an organisation's token has to name one.
    """

    viewer: Viewer
    team: str


class Posting:
    """Asks Slack about a person, and sends them a message."""

    def __init__(self, access: AccessTo, api_url: str, viewer_of: ViewerOf) -> None:
        """Take what finds an installation, the Web API's address, and what reads people."""
        self._access = access
        self._api_url = api_url
        self._viewer_of = viewer_of

    def ask(self, outgoing: Outgoing) -> Addressee | None:
        """Return who the recipient is now, or None when Slack knows nobody of that id.

        Raises:
            Later: Slack did not say.
            Refused: Slack will not say.
        """
        client, installation = self._client(outgoing)
        try:
            told = client.users_info(user=outgoing.recipient, include_locale=True)["user"]
        except SlackApiError as refused:
            if name_of(refused) in _NOBODY:
                return None
            raise _meaning(refused, maybe_done=False) from None
        except (OSError, HTTPException) as failed:
            raise Later(f"users.info: {type(failed).__name__}", _A_MINUTE) from failed
        return Addressee(self._viewer_of(told, outgoing, installation), _team(told))

    def installation(self, outgoing: Outgoing) -> Installation:
        """Return the installation that sends a message.

        Raises:
            Later: the app is not installed there now.
        """
        return self._client(outgoing)[1]

    def send(self, outgoing: Outgoing, team: str, message: Mapping[str, Any]) -> None:
        """Send a message. Returns only when Slack says that it was sent.

        Raises:
            Later: it was certainly not sent.
            Refused: it will never be sent.
            Lost: nobody knows.
        """
        client, _ = self._client(outgoing)
        addressed = {"channel": outgoing.recipient, **({"team_id": team} if team else {}), **message}
        try:
            client.api_call("chat.postMessage", json=addressed)
        except SlackApiError as refused:
            raise _meaning(refused, maybe_done=True) from None
        except URLError as failed:  # urllib wraps what happens until the request is out, and nothing later
            raise Later(f"Slack was not reached: {failed.reason}", _A_MINUTE) from failed
        except (OSError, HTTPException) as failed:
            raise Lost(f"the answer broke off: {type(failed).__name__}") from failed

    def _client(self, outgoing: Outgoing) -> tuple[WebClient, Installation]:
        access = self._access(outgoing)
        if access is None:
            raise Later(f"the app is not installed in {outgoing.scope}", _AN_HOUR, for_all=True)
        client = WebClient(
            access.token, base_url=self._api_url, timeout=PATIENCE, retry_handlers=[], logger=_QUIET
        )
        return client, access.installation


def _meaning(refused: SlackApiError, *, maybe_done: bool) -> Exception:
    status, error = getattr(refused.response, "status_code", 0), name_of(refused)
    if status == 429 or error in _RATE_LIMITED:
        return Later("Slack asks for a pause", _retry_after(refused), for_all=True)
    if error in _SHUT_OUT:
        return Later(f"Slack does not let the app in: {error}", _AN_HOUR, for_all=True)
    if error in _NOT_DONE:
        return Later(f"Slack could not: {error}", _A_MINUTE)
    if status >= 500 or error in _MAYBE_DONE or not error:
        why = f"Slack failed with {status} {error}".rstrip()
        return Lost(why) if maybe_done else Later(why, _A_MINUTE)
    return Refused(error)


def _retry_after(refused: SlackApiError) -> timedelta:
    headers = getattr(refused.response, "headers", {})
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return timedelta(seconds=int(told)) if told.isdecimal() and len(told) < 7 else _A_MINUTE


def _team(told: Mapping[str, Any]) -> str:
    team = str(told.get("team_id") or "")
    teams = (told.get("enterprise_user") or {}).get("teams") or ()
    return team if team.startswith("T") else next(iter(teams), "")
