"""The modals everybody may read: sources, changes, differences, practices, the record, my data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.i18n import Translator
from bolt_app.installation import Installation
from bolt_app.letter import LetterKind, compose, fits, so_far
from bolt_app.optout.model import Action, Refusal, RefusalKind
from bolt_app.optout.readers import barred_reading
from bolt_app.optout.rules import not_an_owner
from bolt_app.people import Scope, Viewer
from bolt_app.views import (
    changes,
    contents,
    governance,
    history,
    letters,
    mydata,
    notices,
    outsiders,
    page_changes,
    practices,
    questions,
    readers,
    sources,
    texts,
    versions,
    workspaces,
)
from bolt_app.views.facts import Facts
from bolt_app.views.ids import Press
from bolt_app.views.kit import View
from bolt_app.views.refusals import refusal
from listeners.payload import Pressed, ids_of, pressed
from listeners.services import Services, installation_of
from listeners.viewer import ROLE_WITHIN


@dataclass(frozen=True, slots=True)
class _Look:
    """Somebody about to read something.

    Attributes:
        viewer: the person, as one of the record the click is about.
        facts: of that record.
    """

    click: Pressed
    viewer: Viewer
    facts: Facts
    t: Translator
    installation: Installation
    client: WebClient


_Show = Callable[[_Look], View]


class Reading:
    """Opens what a button promises; on top of a modal it pushes."""

    def __init__(self, services: Services) -> None:
        """Take what the views are made from."""
        self._services = services
        self._shows: Mapping[Press, _Show] = {
            Press.SOURCES: lambda look: sources.sources_of_the_answer(look.facts, look.t),
            Press.CHANGES: lambda look: changes.changes(look.facts, look.t),
            Press.PAGE_CHANGE: self._page_change,
            Press.RECORD: self._record,
            Press.CLAIM: _claim,
            Press.PRACTICE: _practice,
            Press.PRACTICES: lambda look: practices.all_practices(look.facts, look.t),
            Press.CHANGES_SOURCES: _changes_sources,
            Press.VERSIONS: lambda look: versions.versions(look.facts, look.t),
            Press.STATEMENTS: lambda look: sources.every_statement(look.facts, look.t),
            Press.OFFICER: lambda look: governance.officer_questions(look.facts, look.t),
            Press.AI_SETTINGS: lambda look: governance.ai_settings(look.facts, look.t),
            Press.CONTENTS: lambda look: contents.contents(look.facts, look.t),
            Press.DIFFERENCES: lambda look: questions.differences_in_full(look.facts, look.t),
            Press.UNKNOWN: lambda look: questions.not_known_in_full(look.facts, look.t),
            Press.MY_DATA: self._my_data,
            Press.WORKSPACES: self._workspaces,
            Press.READERS: _readers,
            Press.TEXTS: self._texts,
        }
        self._turned: Mapping[Press, _Show] = {
            Press.OLDER: self._record,
            Press.NEWER: self._record,
            Press.CHANGES_OLDER: _changes,
            Press.CHANGES_NEWER: _changes,
            Press.STATEMENTS_NEXT: _statements,
            Press.STATEMENTS_BACK: _statements,
            # In place: Slack stacks three modals at most, and the sources still want to stand on top.
            Press.COMPARE: lambda look: versions.comparison(look.facts, look.click.value, look.t),
            Press.VERSIONS_BACK: lambda look: versions.versions(look.facts, look.t),
            Press.WORKSPACES_PAGE: self._workspaces,
            Press.WORKSPACES_FIRST: self._workspaces,
        }

    def register(self, app: App) -> None:
        """Listen for each button, and acknowledge the link, which Slack opens by itself."""
        for press, show in self._shows.items():
            app.action(press.value)(self._opens(show))
        for press, show in self._turned.items():
            app.action(press.value)(self._turns(show))
        app.action(ids_of(Press.LETTER, LetterKind))(self._opens(self._letter))
        app.action(Press.OPEN_HOME.value)(acknowledged)

    def _opens(self, show: _Show) -> Callable[..., None]:
        def opened(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            ack()
            click = pressed(body)
            view = self._view(show, click, context, client)
            if click.modal:
                client.views_push(trigger_id=click.trigger, view=view)
            else:
                client.views_open(trigger_id=click.trigger, view=view)

        return opened

    def _turns(self, show: _Show) -> Callable[..., None]:
        def turned(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            ack()
            click = pressed(body)
            client.views_update(view_id=click.modal, view=self._view(show, click, context, client))

        return turned

    def _view(self, show: _Show, click: Pressed, context: BoltContext, client: WebClient) -> View:
        services, installation = self._services, installation_of(context)
        person = services.viewers.shown(
            installation, click.user, client, team=click.team, role_within=ROLE_WITHIN
        )
        viewer = services.person(person, click.about)
        t = services.language(viewer)
        if closed := outsiders.closed_to(viewer, t):
            return closed
        opt_out = services.desk.opt_out(viewer.scope)
        facts = services.facts(opt_out, team=click.team, app_id=click.app_id)
        return show(_Look(click, viewer, facts, t, installation, client))

    def _record(self, look: _Look) -> View:
        newest = int(look.click.value) if look.click.value.isdecimal() else None
        entries = self._services.desk.entries(look.viewer.scope)
        archive = self._services.archive
        return history.record(
            look.facts,
            look.viewer,
            entries,
            look.t,
            newest=newest,
            about=look.click.about,
            left=archive.left(look.viewer.scope) if archive else None,
        )

    def _page_change(self, look: _Look) -> View:
        watched = self._services.watched
        change = watched.change(look.click.value) if watched else None
        if change is None:  # nobody made this button but a client
            return changes.changes(look.facts, look.t)
        return page_changes.in_full(change, look.facts, look.t)

    def _texts(self, look: _Look) -> View:
        """The letter, the reply and the mail of an entry; an owner's and a reader's to read."""
        if refused := barred_reading(look.viewer, look.facts.opt_out):
            return _refused(look, refused)
        services, number = self._services, look.click.value
        entries = services.desk.entries(look.viewer.scope)
        entry = next((entry for entry in entries if str(entry.position) == number), None)
        if entry is None:
            return texts.none_there(look.t)
        sha256, archive = entry.statement.mail, services.archive
        mail = archive.mail(entry.scope, sha256) if archive and sha256 else None
        return texts.texts(entry, services.desk.texts(entry), mail, look.t)

    def _workspaces(self, look: _Look) -> View:
        """The organisation's workspaces, a page at a time; an organisation owner's to read."""
        services, scope, after = self._services, look.viewer.scope, look.click.value
        if refused := services.desk.barred(look.facts.opt_out, look.viewer, (Action.RULE_WORKSPACES,)):
            return _refused(look, refused)
        found = services.workspaces(scope, look.client, after=after, size=workspaces.PAGE + 1)
        shown = [
            workspaces.Covered(one.team_id, one.name, services.desk.current(Scope(one.team_id), scope.id))
            for one in found[: workspaces.PAGE]
        ]
        more = len(found) > workspaces.PAGE
        return workspaces.workspaces(look.facts, shown, look.t, first=not after, more=more)

    def _letter(self, look: _Look) -> View:
        """A letter to be copied; an owner's to read, and only while it says what is so."""
        kind, opt_out = LetterKind(look.click.name), look.facts.opt_out
        if refused := not_an_owner(look.viewer):
            return _refused(look, refused)
        if not fits(kind, opt_out):
            return _refused(look, Refusal(RefusalKind.NOT_FROM_HERE, status=opt_out.status))
        place = self._services.place(look.viewer.scope, look.installation, look.client)
        link = self._services.links.draft(look.viewer, kind, now=look.facts.now)
        return letters.to_copy(kind, compose(kind, place, so_far(opt_out)), look.t, link)

    def _my_data(self, look: _Look) -> View:
        viewer = look.viewer
        records = [viewer.scope, *([viewer.workspace.scope] if viewer.workspace else [])]
        entries = [entry for scope in records for entry in self._services.desk.entries(scope)]
        besides = mydata.Besides(
            records=[self._services.desk.opt_out(scope) for scope in records],
            messages=[self._services.outbox.addressed(scope, viewer.user) for scope in records],
            installed=self._services.installer(look.installation) == viewer.user,
            asked=self._services.subscriptions.of(viewer.scope, viewer.user),
        )
        in_order = sorted(entries, key=lambda entry: entry.recorded_at)
        return mydata.my_data(viewer, in_order, look.t, besides)


def acknowledged(ack: Ack) -> None:
    """Acknowledge a link button: Slack sends it like any other."""
    ack()


def _refused(look: _Look, refused: Refusal) -> View:
    return notices.refused(refusal(refused, look.t), look.facts, look.viewer, look.t)


def _readers(look: _Look) -> View:
    if refused := not_an_owner(look.viewer):
        return _refused(look, refused)
    return readers.readers(look.facts, look.t, look.click.about)


def _number(look: _Look) -> int:
    return int(look.click.value) if look.click.value.isdecimal() else 0


def _changes(look: _Look) -> View:
    return changes.changes(look.facts, look.t, _number(look))


def _changes_sources(look: _Look) -> View:
    stated = changes.claims_of(look.facts.register, _number(look))
    return sources.sources_of(stated, look.facts, look.t)


def _statements(look: _Look) -> View:
    return sources.every_statement(look.facts, look.t, _number(look))


def _claim(look: _Look) -> View:
    known = look.facts.register.claims
    claims = [known[key] for key in look.click.value.split() if key in known]
    if not claims:  # a view from before the register changed
        return sources.sources_of_the_answer(look.facts, look.t)
    return sources.sources_of(claims, look.facts, look.t)


def _practice(look: _Look) -> View:
    register, key = look.facts.register, look.click.value
    practice = next((known for known in register.practices if known.key == key), None)
    if practice is None:
        return sources.sources_of_the_answer(look.facts, look.t)
    return sources.sources_of(register.claims_of(practice), look.facts, look.t)
