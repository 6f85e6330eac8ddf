"""Sends the one message to who installed the app; whether it is owed, its callers know."""

import logging
from collections.abc import Mapping
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bolt_app.i18n import Translator, nearest
from bolt_app.people import Scope
from bolt_app.slack_refusals import name_of
from bolt_app.views.welcome import welcome

_log = logging.getLogger(__name__)


class Greeting:
    """One `users.info` for the person's language, one `chat.postMessage`, and nothing is repeated."""

    def __init__(self, translators: Mapping[str, Translator], base_url: str) -> None:
        """Take the languages, and the app's public address or "", for the link to the privacy page."""
        self._translators = translators
        self._privacy = f"{base_url}/privacy" if base_url else ""

    def send(  # noqa: D417 - the rest is what `welcome` takes
        self,
        client: WebClient,
        user: str,
        scope: Scope,
        name: str,
        *,
        team: str,
        app_id: str,
        otherwise: str = "",
    ) -> bool:
        """Whether Slack took the message. Nothing is raised: the app is installed either way.

        Args:
            client: with the new token.
            user: who installed the app.
            otherwise: the locale to write in when Slack does not tell the person's.
        """
        try:
            t = self._translators[nearest(_locale(client, user) or otherwise)]
            message = welcome(scope, name, t, team=team, app_id=app_id, privacy=self._privacy)
            client.chat_postMessage(channel=user, team_id=team or None, **message)
        except SlackApiError as refused:
            _log.warning("Slack did not take the message to who installed the app: %s", name_of(refused))
        except (OSError, HTTPException, SlackClientError, ValueError) as failed:
            _log.warning("Who installed the app could not be written to: %s", type(failed).__name__)
        else:
            return True
        return False


def _locale(client: WebClient, user: str) -> str:
    try:
        return str(client.users_info(user=user, include_locale=True)["user"].get("locale") or "")
    except SlackApiError:
        return ""
