"""An installation from *Add to Slack* to the stored token, and every way it can fail; knows no HTML.

Source: https://docs.slack.dev/authentication/installing-with-oauth.
"""

import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode, urljoin

from slack_sdk.oauth.installation_store import Installation

from bolt_app import manifest
from bolt_app.greeting import Greeting
from bolt_app.optout.desk import Clock
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.pages.exchange import SlackRefused, SlackSilent, client, exchange
from bolt_app.people import Scope

_log = logging.getLogger(__name__)


class States(Protocol):
    """The states of installations that were begun."""

    def issue(self) -> str:
        """A new one, good for ten minutes."""
        ...

    def consume(self, state: str) -> bool:
        """Whether it was issued, is not too old, and was not used before; it is used now."""
        ...


class Installations(Protocol):
    """Where installations are stored."""

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation of a place, perhaps only if this person made it."""
        ...

    def save(self, installation: Installation) -> None:
        """Write it, in the place of an earlier one."""
        ...


class Departures(Protocol):
    """Who left, and whose record waits for its end."""

    def returned(self, scope_id: str, at: datetime) -> None:
        """Note that a scope has the app again: its record stays."""
        ...


class Why(StrEnum):
    """Why an installation did not happen."""

    NOT_BEGUN = "not begun"
    """The address was opened without what Slack adds to it."""
    ANOTHER_BROWSER = "another browser"
    """It was begun elsewhere, or cookies are refused; it may also be somebody else's link."""
    OVER = "over"
    """Its state was used already, or is older than ten minutes."""
    CANCELLED = "cancelled"
    """The person pressed *Cancel* at Slack."""
    REFUSED = "refused"
    """Slack gave a reason."""
    SILENT = "silent"
    """Slack did not answer."""
    NO_DATABASE = "no database"
    """Ours did not answer."""


@dataclass(frozen=True, slots=True)
class NotInstalled:
    """Nothing was installed.

    Attributes:
        error: Slack's name of the reason, where it gave one.
    """

    why: Why
    error: str = ""


@dataclass(frozen=True, slots=True)
class Installed:
    """The app is installed, and its token stored.

    Attributes:
        scope: the workspace or organisation.
        team: the workspace, "" for an organisation.
    """

    scope: Scope
    name: str
    team: str
    app_id: str


@dataclass(frozen=True, slots=True)
class Installing:
    """What an installation needs.

    Attributes:
        client_id: of the app.
        client_secret: of the app.
        api_url: the Web API's address with a slash at the end.
        base_url: the app's public address.
        clock: the time now, aware.
        greeting: writes to the person, once.
        forget: drops what is remembered of an earlier token of the same place.
    """

    client_id: str
    client_secret: str
    api_url: str
    base_url: str
    states: States
    installations: Installations
    departures: Departures
    clock: Clock
    greeting: Greeting
    forget: Callable[[str | None, str | None], None]

    @property
    def _redirect_uri(self) -> str:
        return self.base_url + manifest.REDIRECT_PATH

    def begin(self) -> tuple[str, str]:
        """A new state, and the address of Slack's page where the person agrees.

        Slack's page is beside the Web API, wherever that is: slack.com, slack-gov.com, a test's.

        Raises:
            RecordUnavailable: the database did not answer.
        """
        state = self.states.issue()
        asked = {
            "client_id": self.client_id,
            "scope": ",".join(manifest.scopes()),
            "redirect_uri": self._redirect_uri,
            "state": state,
        }
        return state, f"{urljoin(self.api_url, '../oauth/v2/authorize')}?{urlencode(asked)}"

    def end(self, told: Mapping[str, str], kept: str, language: str) -> Installed | NotInstalled:
        """What came of it: the token is stored, and who installed the app is written to.

        Args:
            told: the query Slack sent the person back with.
            kept: the state in the browser's cookie, "" without one.
            language: the browser's, for the message, where Slack does not say the person's.
        """
        try:
            return self._end(told, kept, language)
        except SlackRefused as refused:
            _log.warning("Slack refused an installation: %s", refused.error)
            return NotInstalled(Why.REFUSED, refused.error)
        except SlackSilent:
            _log.warning("Slack did not answer during an installation")
            return NotInstalled(Why.SILENT)
        except RecordUnavailable:
            _log.exception("The database did not answer during an installation")
            return NotInstalled(Why.NO_DATABASE)

    def _end(self, told: Mapping[str, str], kept: str, language: str) -> Installed | NotInstalled:
        state, code, error = told.get("state", ""), told.get("code", ""), told.get("error", "")
        if not state or not (code or error):
            return NotInstalled(Why.NOT_BEGUN)
        if not hmac.compare_digest(state.encode("utf-8", "replace"), kept.encode("utf-8", "replace")):
            return NotInstalled(Why.ANOTHER_BROWSER)
        if not self.states.consume(state):
            return NotInstalled(Why.OVER)
        if error:
            return _without_code(error)
        made = exchange(
            code,
            client_id=self.client_id,
            client_secret=self.client_secret,
            redirect_uri=self._redirect_uri,
            api_url=self.api_url,
            at=self.clock(),
        )
        return self._kept(made, language)

    def _kept(self, made: Installation, language: str) -> Installed:
        org_wide = bool(made.is_enterprise_install)
        scope = Scope((made.enterprise_id if org_wide else made.team_id) or "")
        name = (made.enterprise_name if org_wide else made.team_name) or ""
        greeted = self.installations.find_installation(
            enterprise_id=made.enterprise_id,
            team_id=made.team_id,
            user_id=made.user_id,
            is_enterprise_install=org_wide,
        )
        self.installations.save(made)
        self.departures.returned(scope.id, self.clock())
        self.forget(made.enterprise_id, made.team_id)
        _log.info("Installed for %s", scope)
        installed = Installed(scope, name, made.team_id or "", made.app_id or "")
        if greeted is None and not org_wide and made.user_id:
            # For an organisation the app is in no workspace yet; it writes when it is let into the first.
            self.greeting.send(
                client(self.api_url, made.bot_token),
                made.user_id,
                scope,
                name,
                team=installed.team,
                app_id=installed.app_id,
                otherwise=language,
            )
        return installed


def _without_code(error: str) -> NotInstalled:
    if error == "access_denied":
        return NotInstalled(Why.CANCELLED)
    # The query is anybody's text: only what looks like a name of Slack's is shown and logged.
    return NotInstalled(Why.REFUSED, error if error.isidentifier() and len(error) <= 50 else "unknown_error")
