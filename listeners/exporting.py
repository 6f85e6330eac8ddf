"""An owner or reader takes the record away: chooses a form, gets a link or a command; writes no file."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.export import Form
from bolt_app.i18n import Translator
from bolt_app.optout.readers import barred_reading
from bolt_app.people import Viewer
from bolt_app.views import exporting, notices
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Callback, Field, Press
from bolt_app.views.kit import View
from bolt_app.views.refusals import refusal
from listeners.payload import Pressed, Submitted, pressed, submitted
from listeners.reading import acknowledged
from listeners.services import Services, installation_of
from listeners.viewer import ROLE_WITHIN


class Exporting:
    """Hands out links to an export. Who opens one is asked after again, by the page it leads to."""

    def __init__(self, services: Services) -> None:
        """Take what makes links."""
        self._services = services

    def register(self, app: App) -> None:
        """Listen for the button and for the form."""
        app.action(Press.EXPORT.value)(self.opens)
        app.action(Press.DOWNLOAD_PAGE.value)(acknowledged)
        app.view(Callback.EXPORT.value)(self.chosen)

    def opens(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Ask what the export is for."""
        ack()
        click = pressed(body)
        person = self._services.viewers.shown(
            installation_of(context), click.user, client, team=click.team, role_within=ROLE_WITHIN
        )
        viewer, facts, t = self._look(person, click)
        view = self._barred(viewer, facts, t) or exporting.choosing(facts, t, click.about)
        show = client.views_push if click.modal else client.views_open
        show(trigger_id=click.trigger, view=view)

    def chosen(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Give the link, or the command where the app has no address; the role is read anew."""
        sent = submitted(body)
        person = self._services.viewers.acting(installation_of(context), sent.user, client, team=sent.team)
        viewer, facts, t = self._look(person, sent)
        ack(
            response_action="update",
            view=self._barred(viewer, facts, t) or self._given(viewer, facts, sent, t),
        )

    def _look(self, person: Viewer, where: Pressed | Submitted) -> tuple[Viewer, Facts, Translator]:
        about = where.about if isinstance(where, Pressed) else where.seen.about
        viewer = self._services.person(person, about)
        opt_out = self._services.desk.opt_out(viewer.scope)
        facts = self._services.facts(opt_out, team=where.team, app_id=where.app_id)
        return viewer, facts, self._services.language(viewer)

    def _given(self, viewer: Viewer, facts: Facts, sent: Submitted, t: Translator) -> View:
        chosen = sent.values.get(Field.EXPORT_FORM, "")
        form = next((form for form in Form if form == chosen), Form.BUNDLE)
        address = self._services.links.download(viewer, form.value, now=self._services.clock())
        return exporting.link(facts, form, address, t) if address else exporting.command(facts, form, t)

    def _barred(self, viewer: Viewer, facts: Facts, t: Translator) -> View | None:
        refused = barred_reading(viewer, facts.opt_out)
        return notices.refused(refusal(refused, t), facts, viewer, t) if refused else None
