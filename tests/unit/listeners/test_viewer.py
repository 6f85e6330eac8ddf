"""A user object of Slack's turned into a viewer, for each kind of installation; nobody is asked."""

from typing import Any

import pytest

from bolt_app.installation import Installation
from bolt_app.people import Role, Scope, Viewer
from listeners.viewer import viewer_of

WORKSPACE = Installation("T0ACME", "", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0")
GRID = Installation("T0ACME", "E0STAR", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0")
ORG_WIDE = Installation("", "E0STAR", is_enterprise_install=True, bot_user_id="W0BOT", bot_id="B0")


def told(**more: Any) -> dict[str, Any]:
    """Return a member of the workspace as `users.info` describes them."""
    return {
        "id": "U0ADA",
        "team_id": "T0ACME",
        "name": "ada",
        "deleted": False,
        "tz": "Europe/Paris",
        "tz_offset": 7200,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "locale": "fr-FR",
    } | more


def in_star(team: str = "T0ACME", *more_teams: str, **ranks: Any) -> dict[str, Any]:
    """Return what a user object of an organisation has besides."""
    grid = {
        "id": "W0ADA",
        "enterprise_id": "E0STAR",
        "enterprise_name": "Starship",
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "teams": [team, *more_teams],
    }
    return {"team_id": team, "enterprise_user": grid | ranks}


def role_of(user: dict[str, Any], installation: Installation = WORKSPACE) -> Role:
    return viewer_of(user, "U0ADA", installation).role


RANKS = [
    ({}, Role.MEMBER),
    ({"is_admin": True}, Role.ADMIN),
    ({"is_admin": True, "is_owner": True}, Role.OWNER),
    ({"is_admin": True, "is_owner": True, "is_primary_owner": True}, Role.OWNER),
    ({"is_owner": True}, Role.OWNER),
    ({"is_primary_owner": True}, Role.OWNER),
]


@pytest.mark.parametrize(("ranks", "role"), RANKS)
def test_a_person_of_the_workspace_has_the_rank_slack_says(ranks: dict[str, Any], role: Role):
    assert role_of(told(**ranks)) is role


@pytest.mark.parametrize(("ranks", "role"), RANKS)
def test_in_a_workspace_of_an_organisation_its_own_ranks_count(ranks: dict[str, Any], role: Role):
    assert role_of(told(**in_star(), **ranks), GRID) is role


@pytest.mark.parametrize(("ranks", "role"), RANKS)
def test_for_an_organisation_only_its_ranks_count(ranks: dict[str, Any], role: Role):
    assert role_of(told(**in_star(**ranks)), ORG_WIDE) is role


def test_an_owner_of_one_workspace_owns_no_organisation():
    everything = {"is_admin": True, "is_owner": True, "is_primary_owner": True}
    assert role_of(told(**in_star(), **everything), ORG_WIDE) is Role.MEMBER


def test_an_owner_of_the_organisation_owns_no_workspace_by_that():
    assert role_of(told(**in_star(is_owner=True, is_admin=True)), GRID) is Role.MEMBER


@pytest.mark.parametrize("restriction", ["is_restricted", "is_ultra_restricted"])
@pytest.mark.parametrize("installation", [WORKSPACE, GRID, ORG_WIDE])
def test_a_guest_is_a_guest_whatever_else_is_said(restriction: str, installation: Installation):
    guest = told(**in_star(is_owner=True), **{restriction: True, "is_owner": True})
    assert role_of(guest, installation) is Role.GUEST


def test_a_member_of_another_workspace_of_the_organisation_is_a_member_where_they_belong_too():
    both = told(**in_star("T0OTHER", "T0ACME"))
    assert role_of(both, GRID) is Role.MEMBER
    elsewhere = told(**in_star("T0OTHER"), is_owner=True, is_admin=True)
    assert role_of(elsewhere, GRID) is Role.OUTSIDER
    assert role_of(elsewhere, ORG_WIDE) is Role.MEMBER


@pytest.mark.parametrize("installation", [WORKSPACE, GRID, ORG_WIDE])
def test_a_stranger_is_an_outsider_even_with_ranks(installation: Installation):
    stranger = told(**in_star(is_owner=True), is_stranger=True, is_owner=True)
    assert role_of(stranger, installation) is Role.OUTSIDER


def test_somebody_of_another_company_is_an_outsider_though_slack_calls_them_no_stranger():
    met = told(team_id="T0GLOBEX", is_stranger=False, is_owner=True)
    assert role_of(met) is Role.OUTSIDER
    assert role_of(met, GRID) is Role.OUTSIDER
    assert role_of(met, ORG_WIDE) is Role.OUTSIDER


def test_somebody_of_another_organisation_is_an_outsider():
    other = in_star()
    other["enterprise_user"] |= {"enterprise_id": "E0OTHER", "is_owner": True}
    assert role_of(told(**other), ORG_WIDE) is Role.OUTSIDER


def test_what_slack_does_not_say_makes_nobody_an_insider():
    assert role_of({}) is Role.OUTSIDER
    assert role_of({"enterprise_user": {}}, GRID) is Role.OUTSIDER
    assert role_of({"team_id": "T0ACME"}, ORG_WIDE) is Role.OUTSIDER
    assert (
        role_of({"team_id": "T0ACME", "enterprise_user": None, "is_owner": True}, ORG_WIDE) is Role.OUTSIDER
    )


def test_the_documented_stranger_without_any_flag_is_an_outsider():
    rex = {"id": "U0REX", "team_id": "T0GLOBEX", "name": "rex", "profile": {}, "is_stranger": True}
    assert viewer_of(rex, "U0REX", WORKSPACE) == Viewer(Scope("T0ACME"), "U0REX", Role.OUTSIDER)


@pytest.mark.parametrize("flag", ["deleted", "is_bot", "is_app_user"])
def test_a_deactivated_account_and_a_bot_are_not_active(flag: str):
    assert not viewer_of(told(**{flag: True, "is_owner": True}), "U0ADA", WORKSPACE).active
    assert viewer_of(told(), "U0ADA", WORKSPACE).active


def test_slack_s_own_bot_is_not_active_though_slack_calls_it_no_bot():
    assert not viewer_of(told(id="USLACKBOT"), "USLACKBOT", WORKSPACE).active


@pytest.mark.parametrize(
    ("installation", "scope"), [(WORKSPACE, "T0ACME"), (GRID, "T0ACME"), (ORG_WIDE, "E0STAR")]
)
def test_the_scope_is_the_installation_s_and_never_the_person_s(installation: Installation, scope: str):
    assert viewer_of(told(team_id="T0OTHER"), "U0ADA", installation).scope == Scope(scope)


def test_locale_and_clock_come_with_the_person():
    viewer = viewer_of(told(), "U0ADA", WORKSPACE)
    assert (viewer.user, viewer.locale, viewer.utc_offset) == ("U0ADA", "fr-FR", 7200)
    silent = viewer_of(told(locale=None, tz_offset=None), "U0ADA", WORKSPACE)
    assert (silent.locale, silent.utc_offset) == ("", 0)
