"""What Slack says of people and workspaces, in its three kinds of installation; no HTTP here."""

import pytest

from bolt_app.demo.profiles import auth_test, bot_info, team_info, user_info
from bolt_app.demo.workspace import Standing, Workspace, acme, in_organisation, organisation

ROLES = ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted")


def roles(workspace: Workspace, key: str) -> set[str]:
    user = user_info(workspace.personas[key], workspace, include_locale=True)
    return {name for name in ROLES if user.get(name)}


@pytest.mark.parametrize(
    ("key", "marks"),
    [
        ("ada", {"is_admin", "is_owner", "is_primary_owner"}),
        ("grace", {"is_admin", "is_owner"}),
        ("lin", {"is_admin"}),
        ("sam", set()),
        ("camille", set()),
        ("noor", {"is_restricted"}),
        ("otto", set()),
        ("dana", set()),
    ],
)
def test_slack_marks_owners_as_admins_too(key: str, marks: set[str]):
    assert roles(acme(), key) == marks


def test_the_locale_is_told_only_when_asked_for():
    workspace = acme()
    camille = workspace.personas["camille"]
    assert user_info(camille, workspace, include_locale=True)["locale"] == "fr-FR"
    assert "locale" not in user_info(camille, workspace, include_locale=False)


def test_a_stranger_has_no_locale_no_roles_and_another_team():
    workspace = acme()
    user = user_info(workspace.personas["otto"], workspace, include_locale=True)
    assert user["is_stranger"] is True
    assert user["team_id"] != workspace.team_id
    assert not {"locale", "is_owner", "deleted"} & user.keys()


def test_a_deactivated_account_says_so_and_keeps_no_role():
    workspace = acme()
    user = user_info(workspace.personas["dana"], workspace, include_locale=True)
    assert user["deleted"] is True
    assert "is_owner" not in user


def test_the_bot_is_marked_as_one():
    assert bot_info(acme())["is_bot"] is True


def test_a_lone_workspace_belongs_to_no_organisation():
    workspace = acme()
    assert "enterprise_id" not in team_info(workspace)
    assert "enterprise_id" not in auth_test(workspace)
    assert "enterprise_user" not in user_info(workspace.personas["ada"], workspace, include_locale=True)
    assert workspace.scope_id == workspace.team_id


def test_a_workspace_of_an_organisation_names_it_and_stays_its_own_scope():
    workspace = in_organisation()
    user = user_info(workspace.personas["grace"], workspace, include_locale=True)
    assert user["id"].startswith("W")
    assert user["enterprise_user"]["enterprise_id"] == "E0STAR"
    assert team_info(workspace)["enterprise_name"] == "Starship"
    assert auth_test(workspace)["team_id"] == workspace.team_id
    assert workspace.scope_id == workspace.team_id


def test_an_organisation_wide_token_names_the_organisation():
    workspace = organisation()
    told = auth_test(workspace)
    assert (told["team_id"], told["team"], told["is_enterprise_install"]) == ("E0STAR", "Starship", True)
    assert workspace.scope_id == "E0STAR"


def test_owning_a_workspace_is_not_owning_its_organisation():
    workspace = organisation()
    grace = user_info(workspace.personas["grace"], workspace, include_locale=True)
    ada = user_info(workspace.personas["ada"], workspace, include_locale=True)
    assert grace["is_owner"]
    assert not grace["enterprise_user"]["is_owner"]
    assert ada["enterprise_user"]["is_primary_owner"]


def test_there_is_one_person_of_every_standing():
    assert {persona.role for persona in acme().personas.values()} == set(Standing)
