"""An owner's journey: a button opens a form, a form is sent off, the desk decides, the answer is shown."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.evidence.naming import Names, named
from bolt_app.i18n import Translator
from bolt_app.letter import compose, so_far
from bolt_app.letter.texts import GAP, VERSION
from bolt_app.optout.model import Refusal, RefusalKind, Statement
from bolt_app.people import Viewer
from bolt_app.views import notices
from bolt_app.views.acts import DIRECT
from bolt_app.views.facts import Facts
from bolt_app.views.forms import FORMS, LETTER_OF, Form, When, as_it_stands, backed_by_a_mail, sent_on
from bolt_app.views.ids import Callback, Field, Press
from bolt_app.views.inputs import Prefilled, ticked
from bolt_app.views.kit import View
from bolt_app.views.metadata import About
from bolt_app.views.optout import form
from bolt_app.views.refusals import refusal
from listeners.answering import Answering, whatever_happens
from listeners.payload import Submitted, ids_of, pressed, submitted
from listeners.services import Services, installation_of
from listeners.stated import day_of, form_of, outcome_of, position_of, stated, texts_of, when_of
from listeners.viewer import ROLE_WITHIN


class OptOutJourney:
    """Opens the forms, records what they state."""

    def __init__(self, services: Services, answering: Answering) -> None:
        """Take the desk and what shows its answers."""
        self._services = services
        self._answering = answering

    def register(self, app: App) -> None:
        """Listen for the buttons of *Your part* and for the forms."""
        app.action(ids_of(Press.OPEN, Form))(self.opens)
        app.action(ids_of(Press.DO, DIRECT))(self.does)
        app.view(Callback.FORM.value)(self.sent_off)
        app.view(Callback.LETTER.value)(self.letter_sent_off)

    def opens(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Open a form, or say why it cannot be used now."""
        ack()
        click = pressed(body)
        person = self._services.viewers.shown(
            installation_of(context), click.user, client, team=click.team, role_within=ROLE_WITHIN
        )
        viewer = self._services.person(person, click.about)
        t = self._services.language(viewer)
        opt_out = self._services.desk.opt_out(viewer.scope)
        which = as_it_stands(Form(click.name), opt_out.status)
        refused = self._services.desk.barred(opt_out, viewer, FORMS[which].actions)
        facts = self._services.facts(opt_out, team=click.team, app_id=click.app_id)
        if refused:
            view = notices.refused(refusal(refused, t), facts, viewer, t)
        else:
            view = self.view(which, facts, viewer, context, client, about=click.about)
        show = client.views_push if click.modal else client.views_open
        show(trigger_id=click.trigger, view=view)

    def does(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Record an act that needs no form; its confirmation was answered."""
        ack()
        click = pressed(body)
        person = self._services.viewers.acting(installation_of(context), click.user, client, team=click.team)
        viewer = self._services.person(person, click.about)
        t = self._services.language(viewer)
        after, _, regards = click.value.partition("/")
        action = next(action for action in DIRECT if action == click.name)
        statement = Statement(register=self._services.register.version, regards=position_of(regards))
        done = self._services.desk.act(viewer, action, statement, after=position_of(after) or 0)
        view = self._answering.outcome(done, viewer, click, t)
        show = client.views_push if click.modal else client.views_open
        whatever_happens(lambda: show(trigger_id=click.trigger, view=view), viewer, "told")
        self._answering.afterwards(person, click, client)

    def sent_off(self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        """Record what a form states."""
        sent = submitted(body)
        which = form_of(sent.seen)
        person = self._services.viewers.acting(installation_of(context), sent.user, client, team=sent.team)
        viewer = self._services.person(person, sent.seen.about)
        t = self._services.language(viewer)
        statement = self._statement(sent, which, t)
        member = None
        if FORMS[which].names_a_member and statement.named:
            known = self._services.viewers.acting(
                installation_of(context), statement.named, client, team=sent.team
            )
            member = self._services.person(known, sent.seen.about)
        done = self._services.desk.act(
            viewer,
            outcome_of(sent, which),
            statement,
            after=sent.seen.after,
            texts=texts_of(sent),
            unfit=self._unfit(sent, viewer, context, client),
            named=member,
        )
        self._answering.answer(done, ack, viewer, sent, t)
        self._answering.afterwards(person, sent, client)

    def letter_sent_off(
        self, ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient
    ) -> None:
        """Record that the letter was sent, or keep its draft."""
        sent = submitted(body)
        person = self._services.viewers.acting(installation_of(context), sent.user, client, team=sent.team)
        viewer = self._services.person(person, sent.seen.about)
        t = self._services.language(viewer)
        when = when_of(sent)
        statement = self._statement(sent, Form.LETTER, t)
        today = viewer.today(self._services.clock())
        day = sent_on(when, statement.stated_on, day_of(sent.seen.day), today)
        if isinstance(day, Refusal):
            self._answering.answer(day, ack, viewer, sent, t)
            return
        done = self._services.desk.file(
            viewer,
            replace(statement, stated_on=day),
            after=sent.seen.after,
            sent=when is not When.NOT_YET,
            texts=texts_of(sent),
        )
        self._answering.answer(done, ack, viewer, sent, t)
        self._answering.afterwards(person, sent, client)

    def view(
        self,
        which: Form,
        facts: Facts,
        viewer: Viewer,
        context: BoltContext,
        client: WebClient,
        *,
        about: About,
    ) -> View:
        """Return a form as it stands before anything is typed."""
        given = self._prefilled(which, facts, viewer, context, client)
        return form(which, facts, self._services.language(viewer), replace(given, about=about))

    def _prefilled(
        self, which: Form, facts: Facts, viewer: Viewer, context: BoltContext, client: WebClient
    ) -> Prefilled:
        opt_out, today = facts.opt_out, viewer.today(facts.now)
        if which is Form.CORRECT:
            return Prefilled(today, entries=self._services.desk.entries(viewer.scope))
        if which is Form.AGREE and opt_out.proposal:
            return Prefilled(today, texts=self._services.desk.texts(opt_out.proposal.entry))
        mails = self._services.mails(viewer.scope, backed_by_a_mail(which))
        if which not in LETTER_OF:
            return Prefilled(today, mails=mails)
        place = self._services.place(viewer.scope, installation_of(context), client)
        letter = compose(LETTER_OF[which], place, so_far(opt_out))
        drafted = self._services.desk.draft(opt_out)
        link = self._services.links.draft(viewer, LETTER_OF[which], now=facts.now)
        return Prefilled(today, replace(letter, body=drafted or letter.body), mails=mails, draft=link)

    def _unfit(
        self, sent: Submitted, viewer: Viewer, context: BoltContext, client: WebClient
    ) -> Refusal | None:
        """Return why a text cannot be kept: a letter with a gap, or a reply that names another place.

        Slack is asked for our address only where a reply seems to name another.
        """
        if GAP in sent.values.get(Field.BODY, ""):
            return Refusal(RefusalKind.LETTER_UNFINISHED, field=Field.BODY)
        reply, installation = sent.values.get(Field.REPLY, ""), installation_of(context)
        known = self._services.known_place(viewer.scope, installation)
        if not reply or named(reply, known) is not Names.ANOTHER:
            return None
        now = self._services.place(viewer.scope, installation, client)
        another = named(reply, now) is Names.ANOTHER
        return Refusal(RefusalKind.ANOTHER_PLACE, field=Field.REPLY) if another else None

    def _statement(self, sent: Submitted, which: Form, t: Translator) -> Statement:
        return replace(
            stated(sent.values),
            ticked=ticked(which, t, sent.seen.about) if Field.TICKED in sent.values else "",
            letter=VERSION[LETTER_OF[which]] if Field.BODY in sent.values and which in LETTER_OF else "",
            register=self._services.register.version,
        )
