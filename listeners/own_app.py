"""A request about another app than the installed one is refused; knows no journey and no token."""

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from slack_bolt import BoltContext
from slack_bolt.response import BoltResponse

if TYPE_CHECKING:
    from bolt_app.installation import Installation

_log = logging.getLogger(__name__)


def own_app_only(body: Mapping[str, Any], context: BoltContext, next_: Callable[[], Any]) -> Any:
    """Go on when the request names the app whose token is stored, or when either is not known.

    Slack signs with the secret of the app it names, so this never happens by itself: a token of another app
    in the table, or a secret that two apps share, would answer with one app's record to another's people.
    """
    found: Installation | None = context.get("installation")
    named = body.get("api_app_id")
    if found is None or not found.app_id or not named or found.app_id == named:
        return next_()
    _log.warning("A request for the app %s was refused: %s has %s", named, found.scope, found.app_id)
    return BoltResponse(status=401, body="")
