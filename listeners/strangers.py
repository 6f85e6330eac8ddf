"""What a person reads where nobody installed the app, or the installation has ended; knows no installation.

There is no token, so no modal can be opened: a command and a form are answered in their acknowledgement, a
button in a message through the address Slack sends with it, a button elsewhere cannot be answered at all.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.webhook import WebhookClient

from bolt_app.views import kit

NOT_INSTALLED = (
    "This app no longer knows this workspace: its installation here has ended. An admin can install it again "
    "from its page; the record is found again while it is kept.\n"
    "Cette application ne connaît plus cet espace de travail\u00a0: son installation a pris fin. Un "
    "administrateur peut l’installer à nouveau depuis sa page\u00a0; le registre est retrouvé tant "
    "qu’il est conservé."
)
"""What a person reads in a workspace nobody knows here. Whose language is not known either, so it is both."""

_PATIENCE = 2
"""Seconds for the one call, so that the answer to Slack keeps its own time."""
_log = logging.getLogger(__name__)
_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


class NobodyInstalled(Exception):
    """A request comes from where nobody installed the app, as far as anybody here knows."""


def answered(body: Mapping[str, Any]) -> BoltResponse:
    """Return the answer to such a request, by its kind."""
    if "command" in body:
        return _answer({"response_type": "ephemeral", "text": NOT_INSTALLED})
    if body.get("type") == "view_submission":
        view = kit.modal("Data Policy", [kit.section(NOT_INSTALLED)], close="OK")
        return _answer({"response_action": "push", "view": view})
    if body.get("type") == "block_actions" and body.get("response_url"):
        _say(body["response_url"])
    return BoltResponse(status=200, body="")


def _say(response_url: str) -> None:
    client = WebhookClient(response_url, timeout=_PATIENCE, retry_handlers=[])
    try:
        client.send(text=NOT_INSTALLED, response_type="ephemeral", replace_original=False)
    except (OSError, HTTPException) as failed:
        _log.warning("The person could not be told: %s", type(failed).__name__)


def _answer(body: Mapping[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers=_JSON)
