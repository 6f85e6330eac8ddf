"""Which installation a request belongs to, and its token: one read, remembered for a minute; calls nobody.

The SDK's own authorize asks the database twice and Slack once at every request (measured: a tenth of the
throughput). Slack says when a token ends, by `app_uninstalled` and `tokens_revoked`; nobody has to ask.
"""

import threading
from datetime import timedelta
from typing import Any, Protocol

from cachetools import TTLCache
from slack_bolt import BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_sdk.oauth.installation_store import Bot

from bolt_app.installation import Installation
from bolt_app.optout.desk import Clock
from listeners.strangers import NobodyInstalled

REMEMBERED_FOR = timedelta(seconds=60)
"""After an uninstallation that another process was told of, an old token is used no longer than this."""
REMEMBERED = 10_000

_Place = tuple[str | None, str | None, bool]
_Found = tuple[Installation, AuthorizeResult]


class Known(Protocol):
    """Where the app is installed, and with which token."""

    def find(self, enterprise_id: str | None, team_id: str | None, *, org_wide: bool) -> _Found | None:
        """Return the installation of a workspace, or else of its organisation, or None.

        Args:
            enterprise_id: `E…`, None for a workspace in no organisation.
            team_id: `T…`, None for the organisation as a whole.
            org_wide: whether it must be the organisation's.
        """
        ...


class Bots(Protocol):
    """The stored installations, as far as this looks."""

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """The bot of a workspace, or else of its organisation."""
        ...


class OneInstallation(Authorize):
    """Every request belongs to the one workspace or organisation whose token the settings hold."""

    def __init__(self, installation: Installation, bot_token: str, scopes: tuple[str, ...]) -> None:
        """Take what the start learnt."""
        self._found = _found(installation, bot_token, scopes)

    def __call__(self, *, context: BoltContext, **_: Any) -> AuthorizeResult:
        """Put the installation into the request's context and return its token."""
        context["installation"], result = self._found
        return result

    def find(self, enterprise_id: str | None, team_id: str | None, *, org_wide: bool) -> _Found | None:
        """Return the one installation, where it is of this workspace, or of its whole organisation."""
        known = self._found[0]
        of_all = known.is_enterprise_install and known.enterprise_id == enterprise_id
        of_one = not known.is_enterprise_install and not org_wide and known.team_id == team_id
        return self._found if of_all or of_one else None


class ManyInstallations(Authorize):
    """Requests belong to whoever installed the app. One from elsewhere is a stranger's."""

    def __init__(self, bots: Bots, clock: Clock) -> None:
        """Take where installations are stored, and the clock that ages what is remembered."""
        self._bots = bots
        self._remembered: TTLCache[_Place, _Found] = TTLCache(
            maxsize=REMEMBERED, ttl=REMEMBERED_FOR.total_seconds(), timer=lambda: clock().timestamp()
        )
        self._lock = threading.Lock()
        self._forgotten = 0

    def __call__(
        self, *, context: BoltContext, enterprise_id: str | None, team_id: str | None, **_: Any
    ) -> AuthorizeResult:
        """Put the installation into the request's context and return its token.

        Raises:
            NobodyInstalled: where there is none. For None, Bolt would call Slack before it answers, without a
                deadline, and answer a form with text that Slack cannot read.
            RecordUnavailable: the database did not answer.
        """
        found = self.find(enterprise_id, team_id, org_wide=bool(context.is_enterprise_install))
        if found is None:
            raise NobodyInstalled
        context["installation"], result = found
        return result

    def find(self, enterprise_id: str | None, team_id: str | None, *, org_wide: bool) -> _Found | None:
        """Return an installation and its token, or None where nobody installed the app.

        Raises:
            RecordUnavailable: the database did not answer.
        """
        place = (enterprise_id, team_id, org_wide)
        with self._lock:
            found, forgotten = self._remembered.get(place), self._forgotten
        if found is None:
            bot = self._bots.find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=org_wide
            )
            if bot is None:
                return None
            found = _found(installation_in(bot), bot.bot_token, tuple(bot.bot_scopes))
            with self._lock:
                if self._forgotten == forgotten:  # else what was read may be what had to be forgotten
                    self._remembered[place] = found
        return found

    def forget(self, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget what is remembered of a workspace, or without one of an organisation and all in it.

        Of an organisation everything goes in either case: it costs one read each, and no token stays.
        """
        gone = {enterprise_id, team_id} - {None, ""}
        with self._lock:
            self._forgotten += 1
            for place in [place for place in self._remembered if gone.intersection(place[:2])]:
                del self._remembered[place]


def _found(installation: Installation, bot_token: str, scopes: tuple[str, ...]) -> _Found:
    result = AuthorizeResult(
        enterprise_id=installation.enterprise_id or None,
        team_id=installation.team_id or None,
        bot_token=bot_token,
        bot_id=installation.bot_id,
        bot_user_id=installation.bot_user_id,
        bot_scopes=list(scopes),
    )
    return installation, result


def installation_in(bot: Bot) -> Installation:
    """Return the installation a stored bot belongs to."""
    org_wide = bool(bot.is_enterprise_install)
    return Installation(
        team_id="" if org_wide else bot.team_id or "",
        enterprise_id=bot.enterprise_id or "",
        is_enterprise_install=org_wide,
        bot_user_id=bot.bot_user_id,
        bot_id=bot.bot_id,
        name=(bot.enterprise_name if org_wide else bot.team_name) or "",
        url=bot.custom_values.get("url", ""),
        app_id=bot.app_id or "",
    )
