"""Being told of changes of Slack's texts: asking for it and taking that back, each person for themselves."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.notices import asking
from bolt_app.notices.model import How
from bolt_app.optout.outgoing import Series
from bolt_app.people import Viewer
from bolt_app.views import policy_notices
from bolt_app.views.ids import Press
from bolt_app.views.kit import View
from listeners.payload import Pressed, ids_of, pressed
from listeners.services import Services, installation_of


class Noticing:
    """Shows what a person asked for, and changes it."""

    def __init__(self, services: Services) -> None:
        """Take who asked, the outbox, and the languages."""
        self._services = services

    def register(self, app: App) -> None:
        """Listen for the button on Home and those in the messages."""
        app.action(Press.NOTICES.value)(self.opens)
        app.action(ids_of(Press.TELL_ME, How))(self.asks)
        app.action(Press.NO_NOTICES.value)(self.stops)

    def opens(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Show what the person asked for."""
        ack()
        click = pressed(body)
        viewer = self._viewer(click, context, client)
        told = asking.asked(self._services.subscriptions, viewer)
        view = policy_notices.offer(told, self._services.language(viewer))
        show = client.views_push if click.modal else client.views_open
        show(trigger_id=click.trigger, view=view)

    def asks(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Tell the person from now on, at once or once a month."""
        ack()
        click, services = pressed(body), self._services
        viewer = self._viewer(click, context, client)
        told = asking.ask(services.subscriptions, viewer, How(click.name), services.clock())
        _answer(click, policy_notices.offer(told, services.language(viewer)), client)

    def stops(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Tell the person nothing more, whatever the reason was: asked, or named as contact."""
        ack()
        click = pressed(body)
        viewer = self._viewer(click, context, client)
        for one in (viewer, viewer.workspace):
            if one is not None:
                self._services.subscriptions.unsubscribe(one.scope, one.user)
                self._services.outbox.stop(one.scope, one.user, self._services.clock(), Series.NOTICES)
        _answer(click, policy_notices.stopped(self._services.language(viewer)), client)

    def _viewer(self, click: Pressed, context: BoltContext, client: WebClient) -> Viewer:
        installation = installation_of(context)
        return self._services.viewers.shown(installation, click.user, client, team=click.team)


def _answer(click: Pressed, view: View, client: WebClient) -> None:
    if click.modal:
        client.views_update(view_id=click.modal, view=view)
    else:
        client.views_open(trigger_id=click.trigger, view=view)
