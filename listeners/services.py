"""What the listeners share: the desk, the register, languages, people. Made once, holds no request."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.evidence.choosing import unused
from bolt_app.evidence.kept import Archive, KeptMail, not_whole
from bolt_app.evidence.reducing import NotReduced, reduce
from bolt_app.greeting import Greeting
from bolt_app.i18n import Translator, nearest
from bolt_app.installation import Installation
from bolt_app.leaving import Leaving
from bolt_app.letter import Place
from bolt_app.letter.place import LISTED, address
from bolt_app.links import Links
from bolt_app.notices.model import Subscriptions
from bolt_app.optout.desk import Clock, Desk
from bolt_app.optout.exported import Exports, NoExports
from bolt_app.optout.fold import OptOut
from bolt_app.optout.mails import MailKind
from bolt_app.optout.outgoing import Outbox, Unposted
from bolt_app.optout.readers import reads_everything
from bolt_app.organisation import Grants, Workspace
from bolt_app.people import Role, Scope, Viewer
from bolt_app.register.model import Register
from bolt_app.views.facts import Facts, Operator
from bolt_app.views.metadata import About
from bolt_app.watched import Watched
from listeners.deadline import TooSlow
from listeners.rendered import Rendered
from listeners.standing import Standing
from listeners.viewer import Viewers

UNSURE_SHOWN_FOR = timedelta(days=30)
_TEAMS_AT_ONCE = 1000
"""Slack's most: one call for nearly every organisation."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a listener may use.

    Attributes:
        standing: the desk's answer to where an opt-out stands, for showing it.
        subscriptions: who asked to be told of changes of Slack's texts.
        grants: which workspaces of an organisation the app was let into.
        greeting: the message to who installed the app.
        installer: the user id of who installed the app, "" where nobody knows.
        forget: drops the token remembered of an organisation, a workspace, or a workspace in one.
        leaving: what goes when the app is removed.
        archive: the mails on file.
        links: to pages; without an address they are none.
        exports: when each record was exported last.
        watched: what the watch found; None where nothing is kept of it.
    """

    desk: Desk
    standing: Standing
    register: Register
    translators: Mapping[str, Translator]
    viewers: Viewers
    clock: Clock
    operator: Operator
    outbox: Outbox
    subscriptions: Subscriptions
    grants: Grants
    greeting: Greeting
    installer: Callable[[Installation], str]
    forget: Callable[[str | None, str | None], None]
    leaving: Leaving
    archive: Archive | None = None
    links: Links = field(default_factory=Links)
    exports: Exports = field(default_factory=NoExports)
    watched: Watched | None = None
    rendered: Rendered = field(default_factory=Rendered)

    def language(self, viewer: Viewer) -> Translator:
        """Return the translator for a viewer."""
        return self.translators[nearest(viewer.locale)]

    def language_of(self, installation: Installation | None, user: str) -> Translator:
        """Return the translator for somebody of whom only the id is known; asks nobody."""
        return self.translators[nearest(self.viewers.locale(installation, user))]

    def person(self, viewer: Viewer, about: About) -> Viewer:
        """Return the viewer as one of the record a click is about; an outsider where there is none.

        What a click is about travels through the client, who may have changed it: a workspace is only ever
        the one Slack counts the person among.
        """
        if about is About.SCOPE:
            return viewer
        return viewer.workspace or replace(viewer, role=Role.OUTSIDER)

    def facts_for(self, viewer: Viewer, *, team: str, app_id: str) -> Facts:
        """Return what views are made from, now: the scope's record, and the workspace's own in an org."""
        one_of = viewer.workspace
        own = self.standing.current(one_of.scope, one_of.enterprise) if one_of else None
        facts = self.facts(self.standing.current(viewer.scope, viewer.enterprise), team=team, app_id=app_id)
        if own is None:
            return facts
        return replace(facts, own=own, not_whole=(*facts.not_whole, *not_whole(self.archive, own)))

    def facts(self, opt_out: OptOut, *, team: str, app_id: str) -> Facts:
        """Return what views of one record are made from, now."""
        return Facts(
            opt_out=opt_out,
            register=self.known(),
            now=self.clock(),
            team=team,
            app_id=app_id,
            operator=self.operator,
            not_whole=not_whole(self.archive, opt_out),
        )

    def known(self) -> Register:
        """Return the register with what the watch found of it by now."""
        return self.watched.known() if self.watched else self.register

    def mails(self, scope: Scope, kind: MailKind | None) -> Sequence[KeptMail]:
        """Return the mails on file of one kind that an owner may still choose, newest first."""
        on_file = self.on_file(scope) if kind else ()
        return unused(on_file, self.desk.entries(scope), kind) if on_file and kind else ()

    def for_owners(self, facts: Facts, viewer: Viewer) -> Facts:
        """Return the same with what owners and readers see besides, of the records of which they are one."""
        one_of, own = viewer.workspace, facts.own
        scopes = [viewer.scope] if reads_everything(viewer, facts.opt_out) else []
        if one_of is not None and own is not None and reads_everything(one_of, own):
            scopes.append(one_of.scope)
        since = self.clock() - UNSURE_SHOWN_FOR
        lost = [message for scope in scopes for message in self.outbox.unsure(scope, since)]
        last = {scope: self.exports.last(scope) for scope in scopes}
        return replace(
            facts,
            unsure=tuple(sorted(lost, key=lambda message: message.begun_at, reverse=True)),
            exported=last.get(viewer.scope),
            unposted=self.unposted(viewer, facts),
            own_exported=last.get(one_of.scope) if one_of else None,
        )

    def on_file(self, scope: Scope) -> Sequence[KeptMail]:
        """Return all mails on file, newest first."""
        return self.archive.mails(scope) if self.archive else ()

    def keep_less(self, scope: Scope, sha256: str) -> KeptMail | NotReduced:
        """Take a mail's file away and keep the part; see `reducing.reduce`."""
        return reduce(self.archive, scope, sha256) if self.archive else NotReduced.NOT_ON_FILE

    def unposted(self, viewer: Viewer, facts: Facts) -> tuple[Unposted, ...]:
        """Return what Slack did not take in the channels of the viewer's records; only owners ask."""
        since, scopes = self.clock() - UNSURE_SHOWN_FOR, owned(viewer)
        records = [one for one in (facts.opt_out, facts.own) if one is not None and one.scope in scopes]
        chosen = [(one.scope, one.channel.id) for one in records if one.channel]
        return tuple(one for channel in chosen for one in self.outbox.unposted(*channel, since))

    def workspaces(
        self, organisation: Scope, client: WebClient, *, after: str, size: int
    ) -> Sequence[Workspace]:
        """Return workspaces the app was let into, by id; Slack is asked for names while one has none.

        The events that tell of them carry no name, and none tells of those the app was let into earlier.
        """
        found = self.grants.page(organisation.id, after=after, size=size)
        if (found or after) and all(one.name for one in found):
            return found
        try:
            names = _named(client)
        except (SlackApiError, TooSlow, OSError):
            return found
        self.grants.granted(organisation.id, names, self.clock())
        # What Slack says now outweighs an event that was lost: a record must not go while the app is there.
        back = [team for team in names if self.leaving.departures.away(team)]
        if back:
            self.leaving.let_in(organisation.id, back, self.clock())
        return self.grants.page(organisation.id, after=after, size=size)

    def place(self, scope: Scope, installation: Installation, client: WebClient) -> Place:
        """Return a scope's name and address, and an organisation's workspaces as far as Slack told them.

        What is known serves while Slack does not answer.
        """
        known = self.known_place(scope, installation)
        if scope.is_organisation:
            found = self.workspaces(scope, client, after="", size=LISTED)
            inside = tuple((one.team_id, one.name) for one in found)
            return replace(known, workspaces=inside, more=self.grants.number(scope.id) - len(inside))
        try:
            team = client.team_info(team=scope.id)["team"]
        except (SlackApiError, TooSlow, OSError):
            return known
        url = team.get("url") or known.url or address(team.get("domain") or "", installation.url)
        return Place(scope, team.get("name") or known.name, url.rstrip("/"))

    def known_place(self, scope: Scope, installation: Installation) -> Place:
        """Return what was known of a scope when the app was installed; asks nobody."""
        if scope == installation.scope:
            return Place(scope, installation.name, installation.url.rstrip("/"))
        return Place(scope, scope.id, "", beside=installation.url)


def owned(viewer: Viewer) -> Sequence[Scope]:
    """Return the scopes of which the viewer is an owner: the installation's, their own workspace, or both."""
    return [one.scope for one in (viewer, viewer.workspace) if one is not None and one.role is Role.OWNER]


def _named(client: WebClient) -> Mapping[str, str]:
    """Return the workspaces a token is good for, id to name.

    Source: https://docs.slack.dev/reference/methods/auth.teams.list.
    """
    names: dict[str, str] = {}
    cursor = ""
    while True:
        answer = client.auth_teams_list(limit=_TEAMS_AT_ONCE, cursor=cursor or None)
        names |= {team["id"]: team.get("name") or "" for team in answer["teams"]}
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return names


def installation_of(context: BoltContext) -> Installation:
    """Return the installation that `authorize` found for a request."""
    found: Installation = context["installation"]
    return found
