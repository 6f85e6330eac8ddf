"""The invented workspaces and the people in them; knows nothing of HTTP, of views or of the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType


class Standing(StrEnum):
    """What a person is in a workspace, in Slack's words; the app's own roles are coarser."""

    PRIMARY_OWNER = "primary_owner"
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"
    OUTSIDER = "outsider"
    """Somebody of another organisation, met through Slack Connect."""
    DEACTIVATED = "deactivated"


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person.

    Attributes:
        key: the short name tests and the try-out use (`ada`).
        user_id: Slack's id, `U…`, or `W…` in an organisation.
        name: the full name as Slack shows it.
        role: the standing in the workspace.
        locale: Slack's locale of the person (`fr-FR`).
        team_id: the workspace the person belongs to; an outsider's is another one.
        organisation_role: the standing in the organisation, where there is one.
        also_in: further workspaces of the organisation the person is in; a member there.
    """

    key: str
    user_id: str
    name: str
    role: Standing
    locale: str
    team_id: str
    organisation_role: Standing = Standing.MEMBER
    also_in: tuple[str, ...] = ()

    @property
    def username(self) -> str:
        """The handle Slack sends as `user_name`; not to be relied upon, as Slack says itself."""
        return self.name.lower().replace(" ", ".")

    @property
    def teams(self) -> tuple[str, ...]:
        """Every workspace the person is in, the own one first."""
        return (self.team_id, *self.also_in)

    @property
    def direct_channel(self) -> str:
        """The id of the app's direct message channel with this person."""
        return "D" + self.user_id[1:]


CHANNELS = MappingProxyType({"C0GENERAL": "general", "C0PRIVACY": "privacy", "C0GLOBEX": "with-globex"})
"""The channels of every invented workspace."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another workspace of the same organisation, which the app was let into."""

    team_id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace with the app installed, by itself or organisation-wide.

    Attributes:
        team_id: the workspace where people type (`T…`), also for an organisation-wide installation.
        enterprise_id: the organisation (`E…`) the workspace belongs to, or None.
        org_wide: whether the app was installed for the whole organisation.
        site: the domain its address is on; another one for government customers.
        siblings: the organisation's other workspaces that the app was let into.
        scopes: what the bot token was granted.
        messages_tab: whether the app's messages tab is enabled: without it Slack refuses direct messages.
        channels: id → name of the channels people type in.
        private: the ids of those that only their members know of; everybody here is in all of them.
        shared: the ids of those shared with another organisation.
        archived: the ids of those nobody can write to any more.
        restricted: the ids of those in which only chosen people may write.
        joined: the ids of those the bot is a member of.
    """

    team_id: str
    name: str
    domain: str
    personas: Mapping[str, Persona]
    enterprise_id: str | None = None
    enterprise_name: str | None = None
    org_wide: bool = False
    site: str = "slack.com"
    siblings: tuple[Sibling, ...] = ()
    app_id: str = "A0DATAPOLICY"
    bot_id: str = "B0DATAPOLICY"
    bot_user_id: str = "U0DATAPOLICY"
    bot_token: str = "xoxb-pretended-bot-token"
    app_token: str = "xapp-pretended-app-token"
    signing_secret: str = "pretended-signing-secret"
    client_id: str = "1111.2222"
    client_secret: str = "pretended-client-secret"
    verification_token: str = "pretended-verification-token"
    scopes: tuple[str, ...] = ("commands", "chat:write", "users:read", "team:read")
    commands: tuple[str, ...] = ("/datapolicy",)
    home_tab: bool = True
    messages_tab: bool = True
    channels: Mapping[str, str] = field(default_factory=lambda: CHANNELS)
    private: frozenset[str] = frozenset({"C0PRIVACY"})
    shared: frozenset[str] = frozenset({"C0GLOBEX"})
    archived: frozenset[str] = frozenset()
    restricted: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """The address of the workspace, as `auth.test` and `team.info` give it."""
        return f"https://{self.domain}.{self.site}/"

    @property
    def scope_id(self) -> str:
        """What the installation covers: the organisation's id when organisation-wide, else the team's."""
        return self.enterprise_id if self.org_wide and self.enterprise_id else self.team_id

    @property
    def teams(self) -> Mapping[str, str]:
        """The workspaces a token is good for: id → name."""
        return {self.team_id: self.name} | {one.team_id: one.name for one in self.siblings}

    def seen_from(self, team_id: str) -> "Workspace":
        """The same installation, seen from another workspace of the organisation.

        Raises:
            KeyError: the app was not let into a workspace with this id.
        """
        if team_id == self.team_id:
            return self
        for one in self.siblings:
            if one.team_id == team_id:
                return replace(self, team_id=one.team_id, name=one.name, domain=one.domain)
        raise KeyError(f"the app is not in {team_id}, only in {', '.join(self.teams)}")


ACME = "T0ACME"
LABS = "T0LABS"
ELSEWHERE = "T0GLOBEX"


def _people(letter: str) -> Mapping[str, Persona]:
    """The people of the try-out; ids begin with `letter`, as Slack's do in organisations (`W`)."""
    cast = (
        ("ada", "Ada Byron", Standing.PRIMARY_OWNER, "en-GB", Standing.PRIMARY_OWNER),
        ("grace", "Grace Murray", Standing.OWNER, "en-US", Standing.OWNER),
        ("lin", "Lin Yutang", Standing.ADMIN, "en-US", Standing.ADMIN),
        ("sam", "Sam Rivers", Standing.MEMBER, "en-US", Standing.MEMBER),
        ("camille", "Camille Moreau", Standing.MEMBER, "fr-FR", Standing.MEMBER),
        ("noor", "Noor Haddad", Standing.GUEST, "en-US", Standing.GUEST),
        ("otto", "Otto Weber", Standing.OUTSIDER, "de-DE", Standing.OUTSIDER),
        ("dana", "Dana Former", Standing.DEACTIVATED, "en-US", Standing.DEACTIVATED),
    )
    people = {
        key: Persona(
            key=key,
            user_id=f"{letter}0{key.upper()}",
            name=name,
            role=role,
            locale=locale,
            team_id=ELSEWHERE if role is Standing.OUTSIDER else ACME,
            organisation_role=organisation_role,
        )
        for key, name, role, locale, organisation_role in cast
    }
    return MappingProxyType(people)


def acme() -> Workspace:
    """A workspace of its own: the try-out's."""
    return Workspace(team_id=ACME, name="Acme", domain="acme", personas=_people("U"))


def in_organisation() -> Workspace:
    """A workspace of an Enterprise organisation where the app is installed in the workspace alone."""
    return replace(acme(), enterprise_id="E0STAR", enterprise_name="Starship", personas=_people("W"))


def organisation() -> Workspace:
    """An organisation-wide installation in two workspaces, seen from the first of them.

    Ada owns the organisation and no workspace; Grace owns the first workspace and Mei the second, neither the
    organisation, whose opt-out only its Org Owners may ask for. Ada, Grace and Sam are in both.
    """
    people = dict(_people("W"))
    people["grace"] = replace(people["grace"], organisation_role=Standing.MEMBER, also_in=(LABS,))
    people["ada"] = replace(people["ada"], role=Standing.MEMBER, also_in=(LABS,))
    people["sam"] = replace(people["sam"], also_in=(LABS,))
    people["mei"] = Persona("mei", "W0MEI", "Mei Tanaka", Standing.OWNER, "en-US", team_id=LABS)
    return replace(
        in_organisation(),
        org_wide=True,
        siblings=(Sibling(LABS, "Acme Labs", "acme-labs"),),
        bot_user_id="W0DATAPOLICY",
        personas=MappingProxyType(people),
    )
