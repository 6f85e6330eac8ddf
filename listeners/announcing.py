"""The button beside what Slack did not take in the channel: post it now. Decides nothing about channels."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.views import announcing
from bolt_app.views.ids import Press
from listeners.home import Home
from listeners.payload import pressed
from listeners.services import Services, installation_of, owned


class Announcing:
    """Has an announcement posted after all."""

    def __init__(self, services: Services, home: Home) -> None:
        """Take the outbox, and what shows owners their Home."""
        self._services = services
        self._home = home

    def register(self, app: App) -> None:
        """Listen for the button."""
        app.action(Press.POST_NOW.value)(self.posts)

    def posts(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Let it wait once more; without effect for who is no owner, and when it waits already."""
        ack()
        click = pressed(body)
        viewer = self._services.viewers.acting(installation_of(context), click.user, client, team=click.team)
        t = self._services.language(viewer)
        known = self._services.outbox.send_after_all(click.value, owned(viewer), self._services.clock())
        view = announcing.posting_now(t) if known else announcing.nothing_to_post(t)
        client.views_open(trigger_id=click.trigger, view=view)
        self._home.publish(viewer, client, click.team, click.app_id)
