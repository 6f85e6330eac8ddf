"""The modals everybody may read: sources, changes, differences, practices, the record, my data."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.i18n import Translator
from bolt_app.people import Role, Viewer
from bolt_app.views import about, answer, changes, history, kit, practices, questions, sources
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import View
from listeners.payload import Pressed, pressed
from listeners.services import Services, installation_of

_Show = Callable[[Pressed, Facts, Viewer, Translator], View]


class Reading:
    """Opens what a button promises; on top of a modal it pushes."""

    def __init__(self, services: Services) -> None:
        """Take what the views are made from."""
        self._services = services
        self._shows: Mapping[Press, _Show] = {
            Press.SOURCES: lambda _, facts, __, t: sources.sources_of_the_answer(facts, t),
            Press.CHANGES: lambda _, facts, __, t: changes.changes(facts, t),
            Press.RECORD: self._record,
            Press.CLAIM: _claim,
            Press.PRACTICE: _practice,
            Press.PRACTICES: lambda _, facts, __, t: practices.all_practices(facts, t),
            Press.DIFFERENCES: lambda _, facts, __, t: questions.differences_in_full(facts, t),
            Press.UNKNOWN: lambda _, facts, __, t: questions.not_known_in_full(facts, t),
            Press.MY_DATA: self._my_data,
        }

    def register(self, app: App) -> None:
        """Listen for each button, and acknowledge the link, which Slack opens by itself."""
        for press in self._shows:
            app.action(press.value)(self._opens(press))
        for press in (Press.OLDER, Press.NEWER):
            app.action(press.value)(self.turned)
        app.action(Press.OPEN_HOME.value)(acknowledged)

    def _opens(self, press: Press) -> Callable[..., None]:
        def opened(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            ack()
            click = pressed(body)
            view = self._view(self._shows[press], click, context, client)
            if click.modal:
                client.views_push(trigger_id=click.trigger, view=view)
            else:
                client.views_open(trigger_id=click.trigger, view=view)

        return opened

    def turned(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Turn the page of the record."""
        ack()
        click = pressed(body)
        view = self._view(self._record, click, context, client)
        client.views_update(view_id=click.modal, view=view)

    def _view(self, show: _Show, click: Pressed, context: BoltContext, client: WebClient) -> View:
        services = self._services
        viewer = services.viewers.shown(installation_of(context), click.user, client)
        t = services.language(viewer)
        if viewer.role is Role.OUTSIDER:
            return kit.modal(t("For members"), [kit.section(t(answer.OUTSIDER))], close=t("Close"))
        opt_out = services.desk.opt_out(viewer.scope)
        return show(click, services.facts(opt_out, team=click.team, app_id=click.app_id), viewer, t)

    def _record(self, click: Pressed, facts: Facts, viewer: Viewer, t: Translator) -> View:
        newest = int(click.value) if click.value.isdecimal() else None
        entries = self._services.desk.entries(viewer.scope)
        return history.record(facts, viewer, entries, t, newest=newest)

    def _my_data(self, _: Pressed, __: Facts, viewer: Viewer, t: Translator) -> View:
        return about.my_data(viewer, self._services.desk.entries(viewer.scope), t)


def acknowledged(ack: Ack) -> None:
    """Acknowledge a link button: Slack sends it like any other."""
    ack()


def _claim(click: Pressed, facts: Facts, _: Viewer, t: Translator) -> View:
    claim = facts.register.claims.get(click.value)
    if claim is None:  # a view from before the register changed
        return sources.sources_of_the_answer(facts, t)
    return sources.sources_of([claim], facts, t)


def _practice(click: Pressed, facts: Facts, _: Viewer, t: Translator) -> View:
    practice = next((known for known in facts.register.practices if known.key == click.value), None)
    if practice is None:
        return sources.sources_of_the_answer(facts, t)
    return sources.sources_of(facts.register.claims_of(practice), facts, t)
