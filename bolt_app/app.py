"""The composition root: settings, storage and installation in, a Bolt app out. Nothing is made at import."""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from slack_bolt import App, BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bolt_app import manifest
from bolt_app.i18n import load_translators
from bolt_app.installation import Installation
from bolt_app.optout.desk import Clock, Desk
from bolt_app.register.loader import load
from bolt_app.register.model import Register
from bolt_app.settings import Settings
from bolt_app.views.facts import Operator
from listeners import Services, register_listeners
from listeners.viewer import Viewers

if TYPE_CHECKING:
    from storage import Storage


def build_app(
    settings: Settings,
    storage: "Storage",
    installation: Installation,
    clock: Clock,
    *,
    register: Register | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> App:
    """Return the app, ready to be dispatched to.

    Args:
        settings: tokens and addresses, read once.
        storage: opened and migrated.
        installation: what Slack said of the bot token at start.
        clock: the time now, aware UTC; the try-out moves it.
        register: what may be said about Slack; the shipped one when not given.
        monotonic: seconds of a clock that only goes forward, for the deadline of each request.
    """
    # The listener runs before the response: Bolt's other mode polls for the acknowledgement, and loses it
    # when a listener raises just after it. `authorize` answers from what the start learnt, without a call.
    # Everything is passed by name, so that a SLACK_CLIENT_ID in the environment switches nothing.
    authorized = AuthorizeResult(
        enterprise_id=installation.enterprise_id or None,
        team_id=installation.team_id or None,
        bot_token=settings.slack_bot_token,
        bot_id=installation.bot_id,
        bot_user_id=installation.bot_user_id,
        bot_scopes=list(manifest.scopes()),
    )

    def authorize(context: BoltContext) -> AuthorizeResult:
        context["installation"] = installation
        return authorized

    app = App(
        name="datapolicy",
        logger=logging.getLogger("slack_bolt"),
        process_before_response=True,
        signing_secret=settings.slack_signing_secret or None,
        client=WebClient(base_url=settings.slack_api_url, retry_handlers=[]),
        authorize=authorize,
    )
    services = Services(
        desk=Desk(storage.ledger, clock),
        register=register or load(),
        translators=load_translators(),
        viewers=Viewers(clock),
        clock=clock,
        operator=Operator(),
    )
    register_listeners(app, services, monotonic)
    return app
