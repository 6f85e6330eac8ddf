"""Interleaved workspaces and organisations: no view of one holds anything that was recorded in another.

Every act states a word of its own scope, and everybody acts under an id of their own scope; a view may hold
the words and ids of the records it is made of, and of no other.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bolt_app.greeting import Greeting
from bolt_app.i18n import load_translators
from bolt_app.installation import Installation
from bolt_app.leaving import Leaving
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.desk import Desk, Recorded
from bolt_app.optout.model import Action, Statement, Status
from bolt_app.optout.within import kept_to_itself
from bolt_app.people import Role, Scope, Viewer
from bolt_app.register import load
from bolt_app.views import answer, history, mydata
from bolt_app.views.facts import Operator
from bolt_app.views.home import home
from bolt_app.views.metadata import About
from bolt_app.views.workspaces import Covered, workspaces
from listeners.services import Services
from listeners.standing import Standing
from listeners.viewer import Viewers, viewer_of
from tests.unit.leavers import MemoryDepartures, MemoryInstallations
from tests.unit.listeners.grants import GrantsInMemory
from tests.unit.no_messages import NoMessages, NoSubscriptions
from tests.unit.optout.acts import MemoryLedger

NOW = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)
TREES = {"E0SUN": ("T0SUNA", "T0SUNB"), "E0MOON": ("T0MOONA", "T0MOONB")}
ALONE = ("T0ROCK", "T0REEF")
SCOPES = [*TREES, *(team for teams in TREES.values() for team in teams), *ALONE]
ORGANISATION_OF = {team: enterprise for enterprise, teams in TREES.items() for team in teams}

OF_ANY_SCOPE = re.compile("(?:word|W0)(" + "|".join(SCOPES) + ")")
T, REGISTER = load_translators()["en"], load()


@dataclass(frozen=True, slots=True)
class Act:
    scope: str
    role: Role
    action: Action
    rule: WorkspacesMay
    behind: int


ACTS = st.lists(
    st.builds(
        Act,
        scope=st.sampled_from(SCOPES),
        role=st.sampled_from([Role.OWNER, Role.OWNER, Role.OWNER, Role.ADMIN, Role.MEMBER]),
        action=st.sampled_from(Action),
        rule=st.sampled_from(WorkspacesMay),
        behind=st.sampled_from([0, 0, 0, 1]),
    ),
    max_size=40,
)


def actor(scope: str, role: Role) -> Viewer:
    """Somebody of a scope, as one who acts in its record."""
    enterprise = ORGANISATION_OF.get(scope, scope if scope in TREES else "")
    organisation = Scope(ORGANISATION_OF[scope]) if scope in ORGANISATION_OF else None
    return Viewer(Scope(scope), f"W0{scope}", role, enterprise=enterprise, organisation=organisation)


def statement(act: Act) -> Statement:
    """Everything any act owes, each text with the word of its scope."""
    word = f"word{act.scope}"
    return Statement(
        stated_on=date(2026, 5, 20),
        reference=word,
        reason=word,
        clause=word,
        covers=word,
        review_on=date(2026, 12, 1),
        ticked=word,
        corrects=1,
        rule=act.rule,
        named=f"W0{act.scope}",
    )


def services_of(ledger: MemoryLedger) -> Services:
    installations, grants = MemoryInstallations(), GrantsInMemory()
    departures = MemoryDepartures(installations)
    desk = Desk(ledger, lambda: NOW)
    return Services(
        desk=desk,
        standing=Standing(ledger, desk, lambda: NOW),
        register=REGISTER,
        translators={"en": T},
        viewers=Viewers(lambda: NOW),
        clock=lambda: NOW,
        operator=Operator(),
        outbox=NoMessages(),
        subscriptions=NoSubscriptions(),
        grants=grants,
        greeting=Greeting({"en": T}, ""),
        installer=lambda _: "",
        forget=lambda *_: None,
        leaving=Leaving(installations, departures, grants, None, lambda: NOW),
    )


def onlookers(role: Role) -> Iterator[tuple[Viewer, set[str]]]:
    """Somebody in each place, with the scopes whose records may be in what they see."""
    for enterprise, teams in TREES.items():
        for team in teams:
            own = Viewer(Scope(team), "W0NOBODY", role, enterprise=enterprise, organisation=Scope(enterprise))
            yield (
                Viewer(Scope(enterprise), "W0NOBODY", role, enterprise=enterprise, workspace=own),
                {enterprise, team},
            )
        yield Viewer(Scope(enterprise), "W0NOBODY", role, enterprise=enterprise), {enterprise}
    for team in ALONE:
        yield Viewer(Scope(team), "W0NOBODY", role), {team}


def played(acts: list[Act]) -> MemoryLedger:
    ledger = MemoryLedger()
    desk = Desk(ledger, lambda: NOW)
    for act in acts:
        before = list(ledger.kept)
        seen = max(0, len(ledger.entries(Scope(act.scope))) - act.behind)
        who = actor(act.scope, act.role)
        ruling = desk.opt_out(who.organisation) if who.organisation else None
        done = desk.act(who, act.action, statement(act), after=seen, texts={"reply": f"word{act.scope}"})
        written = ledger.kept[len(before) :]
        assert {entry.scope.id for entry in written} <= {act.scope}
        if isinstance(done, Recorded) and not done.twice:
            assert act.role is Role.OWNER
            assert ruling is None or kept_to_itself(ruling, act.action) is None
        else:
            assert written == []
    return ledger


def views_of(services: Services, looking: Viewer) -> Iterator[object]:
    """Whatever a person can be shown: both records, their data, the list of workspaces."""
    facts = services.facts_for(looking, team="T0X", app_id="A0X")
    yield home(facts, looking, T)
    yield answer.policy(facts, looking, T)
    yield answer.status(facts, looking, T)
    for which in About:
        person = services.person(looking, which)
        if person.role is not Role.OUTSIDER:
            entries = services.desk.entries(person.scope)
            alone = services.facts(services.desk.opt_out(person.scope), team="T0X", app_id="A0X")
            yield history.record(alone, person, entries, T, about=which)
            yield mydata.my_data(person, entries, T)


def leaks(view: object, allowed: set[str]) -> set[str]:
    """The scopes whose words or people are in a view and do not belong there."""
    return set(OF_ANY_SCOPE.findall(json.dumps(view))) - allowed


@settings(max_examples=60)
@given(ACTS, st.sampled_from(Role))
def test_no_view_of_one_scope_holds_anything_of_another(acts: list[Act], role: Role):
    services = services_of(played(acts))
    for looking, allowed in onlookers(role):
        for view in views_of(services, looking):
            assert leaks(view, allowed) == set()


@settings(max_examples=30)
@given(ACTS)
def test_the_list_of_one_organisation_says_where_its_workspaces_stand_and_nothing_they_wrote(acts: list[Act]):
    services = services_of(played(acts))
    for enterprise, teams in TREES.items():
        owner = Viewer(Scope(enterprise), "W0NOBODY", Role.OWNER, enterprise=enterprise)
        facts = services.facts_for(owner, team="T0X", app_id="A0X")
        page = [Covered(team, "", services.desk.current(Scope(team), enterprise)) for team in teams]
        view = workspaces(facts, page, T, first=True, more=False)
        assert leaks(view, {enterprise}) == set()
        assert not any(team in json.dumps(view) for team in SCOPES if team not in (enterprise, *teams))


@settings(max_examples=30)
@given(ACTS, st.permutations(SCOPES))
def test_looking_at_one_scope_writes_into_no_other(acts: list[Act], order: list[str]):
    ledger = played(acts)
    services = services_of(ledger)
    for scope in order:
        before = list(ledger.kept)
        services.desk.current(Scope(scope), "E0ELSEWHERE")
        written = ledger.kept[len(before) :]
        assert {entry.scope.id for entry in written} <= {scope}
        assert all(entry.status is Status.UNCERTAIN for entry in written)


def test_the_search_for_leaks_finds_one():
    """The test above can fail: a view made from another's record is found out."""
    ledger = played([Act("T0ROCK", Role.OWNER, Action.DECLINE, WorkspacesMay.FILE, 0)])
    services = services_of(ledger)
    found: Callable[[str], set[str]] = lambda team: leaks(  # noqa: E731
        home(
            services.facts_for(actor("T0ROCK", Role.MEMBER), team=team, app_id=""),
            actor(team, Role.MEMBER),
            T,
        ),
        {team},
    )
    assert (found("T0REEF"), found("T0ROCK")) == ({"T0ROCK"}, set())


IDS = st.sampled_from([*SCOPES, "T0FOREIGN", "E0FOREIGN", "", "t0suna"])
TOLD = st.fixed_dictionaries(
    {
        "team_id": IDS,
        "is_owner": st.booleans(),
        "enterprise_user": st.fixed_dictionaries(
            {"enterprise_id": IDS, "teams": st.lists(IDS, max_size=4), "is_owner": st.booleans()}
        ),
    }
)


@given(st.sampled_from(list(TREES)), IDS, TOLD)
def test_a_workspace_is_somebody_s_only_where_slack_counts_them_among_its_people(
    enterprise: str, named: str, told: dict[str, Any]
):
    """Whatever a payload names: `named` came by way of the client, `told` from Slack's own user object."""
    installation = Installation("", enterprise, is_enterprise_install=True, bot_user_id="W0BOT", bot_id="B0")
    grid = told["enterprise_user"]
    viewer = viewer_of(told, "W0ADA", installation, named)
    assert viewer.scope == Scope(enterprise)
    assert (viewer.role is Role.OUTSIDER) is (grid["enterprise_id"] != enterprise)
    if own := viewer.workspace:
        assert grid["enterprise_id"] == enterprise
        assert own.scope.id == named
        assert named in (told["team_id"], *grid["teams"])
        assert named.startswith("T")
        assert own.role is not Role.OWNER or (told["is_owner"] and named == told["team_id"])
