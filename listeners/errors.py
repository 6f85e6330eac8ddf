"""What a person reads when something broke, by the kind of request; the log gets the rest.

Slack shows an HTTP 500 as "failed with the error dispatch_failed"; a sentence of ours says more. Events are
different: nobody reads the answer, and a 500 makes Slack deliver them again, which helps a passing fault.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError

from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.views import notices
from bolt_app.views.kit import View
from bolt_app.views.notices import What
from listeners import strangers
from listeners.deadline import TooSlow
from listeners.payload import user_of
from listeners.services import Services
from listeners.stated import AnotherVersion
from listeners.strangers import NobodyInstalled

_log = logging.getLogger(__name__)

_LONGEST_LOGGED = 100
_PASSING = frozenset({"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"})
_OUTDATED = (BoltUnhandledRequestError, AnotherVersion)
"""What is left of another version: a button in an old message, a modal open while the app was updated."""
_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


class Errors:
    """Answers for what a listener did not expect."""

    def __init__(self, services: Services) -> None:
        """Take the languages."""
        self._services = services

    def register(self, app: App) -> None:
        """Become the app's one error handler."""
        app.error(self.happened)

    def happened(self, error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
        """Log the fault and answer the person."""
        kind = body.get("type") or ("command" if "command" in body else "unknown")
        if isinstance(error, NobodyInstalled):
            _log.warning("A %s request came from where nobody installed the app", kind)
            return strangers.answered(body)
        what = _what(error)
        if what is What.OUTDATED:
            _log.warning("Unhandled: %s with %r (%s)", kind, _named(body), error)
        else:
            _log.error("A %s request failed", kind, exc_info=error)
        t = self._services.language_of(context.get("installation"), user_of(body))
        if "command" in body:
            return _answer(notices.failed_message(t, what))
        if kind == "view_submission":
            # On top of the form, not in its place: what was typed is not lost.
            return _answer({"response_action": "push", "view": notices.failed(t, what, typed=True)})
        if kind == "event_callback":
            return BoltResponse(status=500 if may_pass(error) else 200, body="")
        if kind == "block_actions":
            _say(context, body, notices.failed(t, what))
        return BoltResponse(status=200, body="")


def _what(error: Exception) -> What:
    if isinstance(error, _OUTDATED):
        return What.OUTDATED
    return What.LATE if isinstance(error, TooSlow) else What.BROKEN


def _named(body: Mapping[str, Any]) -> str:
    """Return what a request names that nothing listens for, cut short, for the log."""
    view, event = body.get("view") or {}, body.get("event") or {}
    pressed = [action.get("action_id") for action in body.get("actions") or ()]
    named = [*pressed, event.get("type"), body.get("command"), view.get("callback_id")]
    return next((str(name)[:_LONGEST_LOGGED] for name in named if name), "")


def may_pass(error: Exception) -> bool:
    """Whether the same request may succeed in a minute."""
    if isinstance(error, SlackApiError):
        status = getattr(error.response, "status_code", 0)
        return status == 429 or status >= 500 or error.response.get("error") in _PASSING
    return isinstance(error, (TooSlow, OSError, RecordUnavailable))


def _say(context: BoltContext, body: Mapping[str, Any], view: View) -> None:
    """Open a modal while the trigger lives; when that fails too, there is nobody left to tell."""
    if "installation" not in context:
        return  # nobody was authorized: there is no token to open anything with, and no deadline either
    try:
        if (body.get("view") or {}).get("type") == "modal":
            context.client.views_push(trigger_id=body["trigger_id"], view=view)
        else:
            context.client.views_open(trigger_id=body["trigger_id"], view=view)
    except (SlackApiError, TooSlow, OSError) as failed:
        _log.warning("The person could not be told: %s", type(failed).__name__)


def _answer(body: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers=_JSON)
