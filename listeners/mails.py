"""Mails on file: added by the upload page, listed, kept in part; nothing here records anything."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.evidence.choosing import beside
from bolt_app.optout.mails import MailKind
from bolt_app.optout.model import Refusal, RefusalKind
from bolt_app.optout.readers import reads_everything
from bolt_app.optout.rules import not_an_owner
from bolt_app.people import Viewer
from bolt_app.views import filing, mails, notices
from bolt_app.views.forms import FORMS, backed_by_a_mail
from bolt_app.views.ids import Callback, Press
from bolt_app.views.kit import View
from bolt_app.views.refusals import refusal
from listeners.optout import OptOutJourney
from listeners.payload import Pressed, Submitted, pressed, submitted
from listeners.reading import acknowledged
from listeners.services import Services, installation_of
from listeners.stated import form_of
from listeners.viewer import ROLE_WITHIN


class MailsOnFile:
    """Hands out the link, shows the form anew when the owner is back, and takes files away."""

    def __init__(self, services: Services, journey: OptOutJourney) -> None:
        """Take what makes links, and what makes the forms."""
        self._services = services
        self._journey = journey

    def register(self, app: App) -> None:
        """Listen for the button in the forms, the link, and the word that the mail is there."""
        app.action(Press.ADD_MAIL.value)(self.asks)
        app.action(Press.UPLOAD_PAGE.value)(acknowledged)
        app.view(Callback.MAIL_ADDED.value)(self.is_back)
        app.action(Press.MAILS.value)(self.lists)
        app.action(Press.MAILS_OLDER.value)(self.turns)
        app.action(Press.MAILS_NEWER.value)(self.turns)
        app.action(Press.REDUCE.value)(self.keeps_less)

    def asks(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Lead to the upload page, or say what to do where there is none."""
        ack()
        click = pressed(body)
        which, viewer = form_of(click.seen), self._viewer(click, context, client)
        t = self._services.language(viewer)
        opt_out = self._services.desk.opt_out(viewer.scope)
        entry = beside(opt_out, backed_by_a_mail(which) or MailKind.REPLY)
        url = self._services.links.upload(viewer, entry, now=self._services.clock())
        if refused := self._services.desk.barred(opt_out, viewer, FORMS[which].actions):
            facts = self._services.facts(opt_out, team=click.team, app_id=click.app_id)
            view = notices.refused(refusal(refused, t), facts, viewer, t)
        elif url is None:
            view = filing.add_by_command(viewer.scope, entry, t)
        else:
            view = filing.add_by_link(url, click.seen, t)
        client.views_push(trigger_id=click.trigger, view=view)

    def is_back(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Show the mail in the form beneath, where Slack keeps what was typed, and close what is on top.

        The form stays one about the record that was seen: what somebody else recorded meanwhile is told now.
        """
        sent = submitted(body)
        which, viewer = form_of(sent.seen), self._viewer(sent, context, client)
        opt_out = self._services.desk.opt_out(viewer.scope)
        facts = self._services.facts(opt_out, team=sent.team, app_id=sent.app_id)
        if opt_out.position != sent.seen.after:
            t = self._services.language(viewer)
            meanwhile = self._services.desk.entries(viewer.scope)[sent.seen.after :]
            why = Refusal(RefusalKind.MEANWHILE, entry=next(iter(meanwhile), None))
            ack(response_action="update", view=notices.refused(refusal(why, t), facts, viewer, t))
            return
        view = self._journey.view(which, facts, viewer, context, client, about=sent.seen.about)
        client.views_update(view_id=sent.beneath, view=view)
        ack()

    def lists(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Show the mails on file, over the record where it was pressed there."""
        ack()
        click = pressed(body)
        show = client.views_push if click.modal else client.views_open
        show(trigger_id=click.trigger, view=self._list(click, context, client))

    def turns(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Show another page of them."""
        ack()
        click = pressed(body)
        client.views_update(view_id=click.modal, view=self._list(click, context, client))

    def keeps_less(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Keep only a part of a mail; its confirmation was answered. Nothing is recorded by it."""
        ack()
        click, services = pressed(body), self._services
        person = services.viewers.acting(installation_of(context), click.user, client, team=click.team)
        viewer = services.person(person, click.about)
        t = services.language(viewer)
        if refused := not_an_owner(viewer):
            facts = services.facts(services.desk.opt_out(viewer.scope), team=click.team, app_id=click.app_id)
            view = notices.refused(refusal(refused, t), facts, viewer, t)
        else:
            told = mails.kept_less(services.keep_less(viewer.scope, click.value), t)
            on_file, entries = services.on_file(viewer.scope), services.desk.entries(viewer.scope)
            view = mails.mails(on_file, entries, t, about=click.about, told=told)
        client.views_update(view_id=click.modal, view=view)

    def _list(self, click: Pressed, context: BoltContext, client: WebClient) -> View:
        services, viewer = self._services, self._viewer(click, context, client)
        t, opt_out = services.language(viewer), services.desk.opt_out(viewer.scope)
        refused = not_an_owner(viewer)
        if refused and not reads_everything(viewer, opt_out):
            facts = services.facts(opt_out, team=click.team, app_id=click.app_id)
            return notices.refused(refusal(refused, t), facts, viewer, t)
        return mails.mails(
            services.on_file(viewer.scope),
            services.desk.entries(viewer.scope),
            t,
            first=int(click.value) if click.value.isdecimal() else 0,
            about=click.about,
            may_reduce=refused is None,
        )

    def _viewer(self, where: Pressed | Submitted, context: BoltContext, client: WebClient) -> Viewer:
        person = self._services.viewers.shown(
            installation_of(context), where.user, client, team=where.team, role_within=ROLE_WITHIN
        )
        return self._services.person(person, where.seen.about)
