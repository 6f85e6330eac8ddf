"""A request about another app than the installed one is refused; knows no journey and no token."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware

if TYPE_CHECKING:
    from bolt_app.installation import Installation

_log = logging.getLogger(__name__)


class OwnAppOnly(Middleware):
    """Goes on when a request names the app whose token is stored, or when either is not known.

    Slack signs with the secret of the app it names, so this never happens by itself: a token of another app
    in the table, or a secret that two apps share, would answer with one app's record to another's people.
    """

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name for it
    ) -> BoltResponse | None:
        """Answer 401 for another app."""
        found: Installation | None = req.context.get("installation")
        named = req.body.get("api_app_id")
        if found is None or not found.app_id or not named or found.app_id == named:
            return next()
        _log.warning("A request for the app %s was refused: %s has %s", named, found.scope, found.app_id)
        return BoltResponse(status=401, body="")
