"""The Home tab: published when it is opened and when the record changed; an unchanged one costs no call."""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.people import Viewer
from bolt_app.views.home import home
from bolt_app.views.metadata import Seen, unpack
from listeners.payload import home_opened
from listeners.services import Services, installation_of
from listeners.viewer import ROLE_WITHIN


class Home:
    """Publishes the Home tab."""

    def __init__(self, services: Services) -> None:
        """Take what the view is made from."""
        self._services = services

    def register(self, app: App) -> None:
        """Listen for the tab being opened."""
        app.event("app_home_opened")(self.opened)

    def opened(self, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Publish the view, unless the one Slack shows is the same already."""
        event = home_opened(body)
        if event is None:
            return
        viewer = self._services.viewers.shown(
            installation_of(context), event.user, client, team=event.team, role_within=ROLE_WITHIN
        )
        if not viewer.active:
            return  # a bot, or somebody deactivated meanwhile: nobody looks, and Slack refuses the view
        view = self.view(viewer, event.team, event.app_id, event.seen if event.hash else None)
        if unpack(view["private_metadata"]) == event.seen:
            return
        try:
            client.views_publish(user_id=viewer.user, view=view, hash=event.hash or None)
        except SlackApiError as refused:
            if refused.response.get("error") != "hash_conflict":
                raise
            # Another view was published since Slack sent the event: ours may be the older one, so read again.
            self.publish(viewer, client, event.team, event.app_id)

    def publish(self, viewer: Viewer, client: WebClient, team: str, app_id: str) -> None:
        """Publish the view for what is recorded now, over whatever is shown: the person has just seen it."""
        client.views_publish(user_id=viewer.user, view=self.view(viewer, team, app_id))

    def view(self, viewer: Viewer, team: str, app_id: str, before: Seen | None = None) -> dict[str, Any]:
        """Return the Home view of a person; `before` is what the one carried that they saw last."""
        services = self._services
        facts = services.facts_for(viewer, team=team, app_id=app_id)
        facts = services.for_owners(facts, viewer)
        return home(facts, viewer, services.language(viewer), before)
