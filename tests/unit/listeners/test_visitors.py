"""Who comes by a link: asked of Slack with the token of that place, and nobody of another place."""

from dataclasses import replace

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing, Workspace, acme, in_organisation, organisation
from bolt_app.installation import Installation
from bolt_app.letter import Place
from bolt_app.links import LIFETIME, Link, Purpose
from bolt_app.people import Role, Scope
from listeners.authorize import OneInstallation
from listeners.services import Services
from listeners.visitors import Visitors
from tests.unit.optout.acts import NOW


def visitors_of(services: Services, slack: PretendedSlack) -> Visitors:
    workspace = slack.workspace
    installed = Installation(
        team_id="" if workspace.org_wide else workspace.team_id,
        enterprise_id=workspace.enterprise_id or "",
        is_enterprise_install=workspace.org_wide,
        bot_user_id=workspace.bot_user_id,
        bot_id=workspace.bot_id,
        name="As at the start",
    )
    known = OneInstallation(installed, workspace.bot_token, ())
    return Visitors(
        services, known, lambda token: WebClient(token, base_url=slack.api_url, retry_handlers=[])
    )


def link(slack: PretendedSlack, key: str = "ada", scope: str = "") -> Link:
    workspace = slack.workspace
    return Link(
        Purpose.UPLOAD,
        Scope(scope or workspace.scope_id),
        workspace.enterprise_id or "",
        slack.personas[key].user_id,
        "1",
        "5a" * 16,
        NOW + LIFETIME,
    )


def pretended(workspace: Workspace) -> PretendedSlack:
    return PretendedSlack(workspace, NOW.timestamp)


@pytest.mark.parametrize("workspace", [acme(), in_organisation(), organisation()], ids=str)
def test_each_person_comes_with_the_role_they_have_now(services: Services, workspace: Workspace):
    with pretended(workspace) as slack:
        visitors = visitors_of(services, slack)
        for key, role in (("ada", Role.OWNER), ("lin", Role.ADMIN), ("sam", Role.MEMBER)):
            viewer = visitors.comes(link(slack, key))
            assert viewer is not None
            assert viewer.scope == Scope(workspace.scope_id)
            assert viewer.role is role, (workspace.scope_id, key)
        slack.personas["ada"] = replace(
            slack.personas["ada"], role=Standing.MEMBER, organisation_role=Standing.MEMBER
        )
        demoted = visitors.comes(link(slack))
        assert demoted is not None
        assert demoted.role is Role.MEMBER
        assert {call.method for call in slack.calls} == {"users.info"}
        assert len(slack.calls) == 4


def test_in_an_organisation_one_comes_as_one_of_the_workspace_the_link_is_about(services: Services):
    with pretended(organisation()) as slack:
        viewer = visitors_of(services, slack).comes(link(slack, scope=slack.workspace.team_id))
        assert viewer is not None
        assert viewer.scope == Scope(slack.workspace.team_id)
        assert viewer.organisation == Scope(slack.workspace.scope_id)


@pytest.mark.parametrize("scope", ["T0FOREIGN", "E0FOREIGN"])
def test_nobody_comes_where_the_app_is_not_installed_and_slack_is_not_asked(services: Services, scope: str):
    with pretended(acme()) as slack:
        visitors = visitors_of(services, slack)
        assert visitors.comes(link(slack, scope=scope)) is None
        assert visitors.place(link(slack, scope=scope)) == Place(Scope(scope), scope, "")
        assert slack.calls == []


def test_nobody_comes_to_a_workspace_of_the_organisation_they_are_not_in(services: Services):
    with pretended(organisation()) as slack:
        assert visitors_of(services, slack).comes(link(slack, scope="T0FOREIGN")) is None


def test_an_outsider_is_one_and_what_slack_refuses_is_raised(services: Services):
    with pretended(acme()) as slack:
        visitors = visitors_of(services, slack)
        gone = visitors.comes(replace(link(slack), user="U0GONE"))
        assert gone is not None
        assert gone.role is Role.OUTSIDER
        slack.fail_next("users.info", "token_revoked")
        with pytest.raises(SlackApiError):
            visitors.comes(link(slack))


def test_the_place_is_what_slack_calls_it_now(services: Services):
    with pretended(acme()) as slack:
        place = visitors_of(services, slack).place(link(slack))
        assert (place.name, place.url) == ("Acme", "https://acme.slack.com")
