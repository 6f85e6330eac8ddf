"""One person, two roles: in the organisation, and in the workspace they are in. Nobody is asked."""

from typing import Any

import pytest

from bolt_app.people import Role, Scope, Viewer
from listeners.viewer import viewer_of
from tests.unit.listeners.test_viewer import GRID, ORG_WIDE, RANKS, WORKSPACE, in_star, told

ACME, LABS = "T0ACME", "T0LABS"
EVERYTHING = {"is_admin": True, "is_owner": True, "is_primary_owner": True}


def seen(user: dict[str, Any], team: str = ACME) -> Viewer:
    return viewer_of(user, "W0ADA", ORG_WIDE, team)


def as_one_of(user: dict[str, Any], team: str = ACME) -> Viewer:
    own = seen(user, team).workspace
    assert own is not None
    return own


@pytest.mark.parametrize(("ranks", "role"), RANKS)
def test_in_the_workspace_the_rank_of_the_workspace_counts(ranks: dict[str, Any], role: Role):
    own = as_one_of(told(**in_star(), **ranks))
    assert (own.role, own.scope, own.organisation) == (role, Scope(ACME), Scope("E0STAR"))
    assert (own.enterprise, own.user, own.locale, own.workspace) == ("E0STAR", "W0ADA", "fr-FR", None)


@pytest.mark.parametrize(("ranks", "role"), RANKS)
def test_in_the_organisation_the_rank_of_the_organisation_counts(ranks: dict[str, Any], role: Role):
    viewer = seen(told(**in_star(**ranks)))
    assert (viewer.role, viewer.scope, viewer.organisation) == (role, Scope("E0STAR"), None)
    assert as_one_of(told(**in_star(**ranks))).role is Role.MEMBER


@pytest.mark.parametrize("ranks", [EVERYTHING, {"is_admin": True}])
def test_a_rank_in_one_workspace_is_none_in_another(ranks: dict[str, Any]):
    user = told(**in_star(ACME, LABS), **ranks)
    assert as_one_of(user, LABS).role is Role.MEMBER
    assert as_one_of(user, ACME).role is not Role.MEMBER


@pytest.mark.parametrize("team", ["T0FOREIGN", "E0STAR", "C0GENERAL", "t0acme"])
def test_a_workspace_slack_does_not_count_the_person_among_is_none_of_theirs(team: str):
    viewer = seen(told(**in_star(ACME, LABS), **EVERYTHING), team)
    assert (viewer.workspace, viewer.role) == (None, Role.MEMBER)


def test_where_no_workspace_is_named_it_is_the_person_s_own():
    viewer = seen(told(**in_star(ACME, LABS), is_owner=True), "")
    assert viewer.workspace is not None
    assert (viewer.workspace.scope, viewer.workspace.role) == (Scope(ACME), Role.OWNER)


def test_who_has_no_workspace_of_their_own_is_one_of_none():
    user = told(**in_star(ACME)) | {"team_id": None}
    assert seen(user, "").workspace is None


def test_an_organisation_named_among_the_teams_is_no_workspace():
    assert seen(told(**in_star(ACME, "E0STAR")), "E0STAR").workspace is None


@pytest.mark.parametrize("restriction", ["is_restricted", "is_ultra_restricted"])
def test_a_guest_is_one_in_both(restriction: str):
    viewer = seen(told(**in_star(is_owner=True), **EVERYTHING, **{restriction: True}))
    assert viewer.role is Role.GUEST
    assert viewer.workspace is not None
    assert viewer.workspace.role is Role.GUEST


@pytest.mark.parametrize("flag", ["deleted", "is_bot", "is_app_user"])
def test_a_deactivated_account_and_a_bot_are_active_in_neither(flag: str):
    viewer = seen(told(**in_star(), **{flag: True}))
    assert viewer.workspace is not None
    assert (viewer.active, viewer.workspace.active) == (False, False)


def test_a_stranger_is_one_of_no_workspace():
    viewer = seen(told(**in_star(is_owner=True), **EVERYTHING, is_stranger=True))
    assert (viewer.role, viewer.workspace, viewer.enterprise) == (Role.OUTSIDER, None, "")


def test_somebody_of_another_organisation_is_of_no_organisation_here():
    elsewhere = in_star(ACME, is_owner=True)
    elsewhere["enterprise_user"]["enterprise_id"] = "E0OTHER"
    viewer = seen(told(**elsewhere))
    assert (viewer.role, viewer.workspace, viewer.enterprise) == (Role.OUTSIDER, None, "")


@pytest.mark.parametrize("installation", [WORKSPACE, GRID])
def test_an_outsider_s_organisation_is_not_taken_for_the_workspace_s(installation: Any):
    met = told(**in_star("T0GLOBEX"))
    assert viewer_of(met, "W0REX", installation, ACME).enterprise == ""


@pytest.mark.parametrize("installation", [WORKSPACE, GRID])
def test_where_the_app_is_in_one_workspace_there_is_one_role_and_its_organisation_is_known(installation: Any):
    viewer = viewer_of(told(**in_star(), is_owner=True), "W0ADA", installation, ACME)
    assert (viewer.role, viewer.workspace, viewer.organisation) == (Role.OWNER, None, None)
    assert viewer.enterprise == "E0STAR"
    assert viewer_of(told(), "U0ADA", installation, ACME).enterprise == ""
