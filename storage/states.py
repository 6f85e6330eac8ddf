"""The states of installations that were begun: single-use, for ten minutes; knows nothing of what follows."""

import hashlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.oauth.state_store import OAuthStateStore
from sqlalchemy import bindparam, delete, insert

from storage.database import Database
from storage.spelling import stamp
from storage.tables import OAUTH_STATES

LIFETIME = timedelta(minutes=10)
"""As long as Slack's own code is valid that comes with the state (docs.slack.dev, oauth.v2.access)."""

_log = logging.getLogger(__name__)
_PURGE = delete(OAUTH_STATES).where(OAUTH_STATES.c.expires_at <= bindparam("now"))
_ISSUE = insert(OAUTH_STATES)
_CONSUME = delete(OAUTH_STATES).where(
    OAUTH_STATES.c.sha256 == bindparam("sha256"), OAUTH_STATES.c.expires_at > bindparam("now")
)


@dataclass(frozen=True, slots=True)
class SqlStateStore(OAuthStateStore):
    """States as slack_sdk's `OAuthStateStore`. Only their SHA-256 is written down.

    Both calls may raise `Unavailable`.
    """

    _database: Database
    _clock: Callable[[], datetime]

    @property
    def logger(self) -> logging.Logger:
        """The logger of this module."""
        return _log

    def issue(self, *_args: Any, **_kwargs: Any) -> str:
        """Return a new state, 43 characters, and forget those that expired. What is passed is not used."""
        state, now = secrets.token_urlsafe(32), self._clock()
        with self._database.writing() as connection:
            connection.execute(_PURGE, {"now": stamp(now)})
            connection.execute(_ISSUE, {"sha256": _sha256(state), "expires_at": stamp(now + LIFETIME)})
        return state

    def consume(self, state: str | None) -> bool:
        """Whether this state was issued in the last ten minutes and is consumed now, for the first time.

        One statement looks and deletes, so of several that bring the same state one is told True.
        """
        if not state:
            return False
        wanted = {"sha256": _sha256(state), "now": stamp(self._clock())}
        with self._database.writing() as connection:
            return connection.execute(_CONSUME, wanted).rowcount == 1


def _sha256(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()
