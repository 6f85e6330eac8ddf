"""The buttons below a reminder: later, no more, again. What they change is about who presses them alone."""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.optout.reminders import SNOOZED_FOR
from bolt_app.people import Scope, Viewer
from bolt_app.views import reminding
from bolt_app.views.ids import Press
from listeners.payload import Pressed, pressed
from listeners.services import Services, installation_of


class Reminding:
    """Puts reminders off, ends them, and begins them again."""

    def __init__(self, services: Services) -> None:
        """Take the outbox, the languages and who looks."""
        self._services = services

    def register(self, app: App) -> None:
        """Listen for each of the buttons."""
        app.action(Press.SNOOZE.value)(self.snoozes)
        app.action(Press.STOP.value)(self.stops)
        app.action(Press.RESUME.value)(self.resumes)

    def snoozes(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Send the reminder again in a week; a second click changes nothing but the hour."""
        ack()
        click = pressed(body)
        viewer = self._services.viewers.shown(installation_of(context), click.user, client, team=click.team)
        t = self._services.language(viewer)
        until = self._services.clock() + SNOOZED_FOR
        known = self._services.outbox.snooze(click.value, viewer.user, _scopes(viewer), until)
        view = reminding.snoozed(viewer.today(until), t) if known else reminding.not_snoozed(t)
        client.views_open(trigger_id=click.trigger, view=view)

    def stops(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Send this person no more reminders."""
        ack()
        click = pressed(body)
        viewer = self._services.viewers.shown(installation_of(context), click.user, client, team=click.team)
        scope = _scope(viewer, click)
        self._services.outbox.stop(scope, viewer.user, self._services.clock())
        view = reminding.stopped(scope.id, self._services.language(viewer))
        if click.modal:
            client.views_update(view_id=click.modal, view=view)
        else:
            client.views_open(trigger_id=click.trigger, view=view)

    def resumes(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Send them again."""
        ack()
        click = pressed(body)
        viewer = self._services.viewers.shown(installation_of(context), click.user, client, team=click.team)
        self._services.outbox.resume(_scope(viewer, click), viewer.user)
        view = reminding.resumed(self._services.language(viewer))
        if click.modal:
            client.views_update(view_id=click.modal, view=view)
        else:
            client.views_open(trigger_id=click.trigger, view=view)


def _scopes(viewer: Viewer) -> Sequence[Scope]:
    """The records a message to this person may be about: a button's value comes through their client."""
    return [one.scope for one in (viewer, viewer.workspace) if one is not None]


def _scope(viewer: Viewer, click: Pressed) -> Scope:
    return next((scope for scope in _scopes(viewer) if scope.id == click.value), viewer.scope)
