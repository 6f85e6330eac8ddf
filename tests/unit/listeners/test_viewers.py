"""Who is remembered, for how long, and when Slack is asked; Slack is pretended, the clock moved by hand."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing, acme
from bolt_app.installation import Installation
from bolt_app.metrics import Counts
from bolt_app.people import Role, Scope
from listeners.connections import Connections
from listeners.deadline import TimedClient, TooSlow
from listeners.viewer import REMEMBERED_FOR, Viewers

ACME = Installation("T0ACME", "", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0")
OTHER = Installation("T0OTHER", "", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0")
WHOLE = Installation("", "E0STAR", is_enterprise_install=True, bot_user_id="U0BOT", bot_id="B0")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[PretendedSlack]:
    with PretendedSlack(acme(), lambda: clock().timestamp()) as pretended:
        yield pretended


@pytest.fixture
def viewers(clock: Clock) -> Viewers:
    return Viewers(clock)


def test_a_person_is_asked_about_once_and_with_the_locale(viewers, slack, client):
    first = viewers.shown(ACME, "U0CAMILLE", client)
    assert viewers.shown(ACME, "U0CAMILLE", client) == first
    assert (first.role, first.locale) == (Role.MEMBER, "fr-FR")
    [call] = slack.calls
    assert (call.method, call.arguments["user"]) == ("users.info", "U0CAMILLE")
    assert viewers.locale(ACME, "U0CAMILLE") == "fr-FR"
    assert viewers.locale(ACME, "U0SAM") == viewers.locale(None, "U0CAMILLE") == ""


def test_who_acts_is_asked_about_every_time(viewers, slack, client):
    assert viewers.shown(ACME, "U0GRACE", client).role is Role.OWNER
    slack.change("grace", role=Standing.MEMBER)
    assert viewers.acting(ACME, "U0GRACE", client).role is Role.MEMBER
    assert viewers.shown(ACME, "U0GRACE", client).role is Role.MEMBER
    assert len(slack.calls) == 2


def test_what_is_shown_may_be_hours_old_and_no_older(viewers, slack, client, clock):
    viewers.shown(ACME, "U0LIN", client)
    slack.change("lin", role=Standing.OWNER)
    clock.now += REMEMBERED_FOR - timedelta(seconds=1)
    assert viewers.shown(ACME, "U0LIN", client).role is Role.ADMIN
    clock.now += timedelta(seconds=2)
    assert viewers.shown(ACME, "U0LIN", client).role is Role.OWNER


def test_nobody_acts_on_a_guess(viewers, slack, client):
    viewers.shown(ACME, "U0ADA", client)
    slack.fail_next("users.info", "internal_error")
    with pytest.raises(SlackApiError, match="internal_error"):
        viewers.acting(ACME, "U0ADA", client)


def test_somebody_slack_does_not_show_is_an_outsider_and_not_remembered(viewers, slack, client):
    assert viewers.acting(ACME, "U0NOBODY", client).role is Role.OUTSIDER
    slack.fail_next("users.info", "user_not_visible")
    assert viewers.shown(ACME, "U0SAM", client).role is Role.OUTSIDER
    assert viewers.shown(ACME, "U0SAM", client).role is Role.MEMBER


def test_who_only_looks_is_a_guest_reading_english_while_slack_does_not_say(viewers, slack, client):
    slack.fail_next("users.info", "ratelimited")
    glimpsed = viewers.glimpsed(ACME, "U0ADA", client)
    assert (glimpsed.role, glimpsed.locale, glimpsed.scope) == (Role.GUEST, "", Scope("T0ACME"))
    assert viewers.glimpsed(ACME, "U0ADA", client).role is Role.OWNER


@pytest.mark.parametrize(
    ("place", "role"),
    [
        ((ACME, "T0ACME"), Role.GUEST),
        ((ACME, "T0GLOBEX"), Role.OUTSIDER),
        ((WHOLE, "T0ACME"), Role.GUEST),
        ((WHOLE, "T0LABS"), Role.GUEST),
    ],
)
def test_who_comes_from_another_workspace_is_an_outsider_while_slack_does_not_say(
    viewers, slack, client, place: tuple[Installation, str], role: Role
):
    slack.fail_next("users.info", "internal_error")
    assert viewers.glimpsed(place[0], "U0ADA", client, team=place[1]).role is role


def test_a_look_is_answered_when_the_time_is_up_or_slack_is_out_of_reach(viewers, slack, client):
    late = TimedClient(client, 0, lambda: 0.0, Connections(lambda: 0.0), Counts().called)
    assert viewers.glimpsed(ACME, "U0ADA", late).role is Role.GUEST
    with pytest.raises(TooSlow):
        viewers.shown(ACME, "U0ADA", late)
    nowhere = WebClient("xoxb-1", base_url="http://127.0.0.1:9/api/", retry_handlers=[])
    assert viewers.glimpsed(ACME, "U0ADA", nowhere).role is Role.GUEST
    assert slack.calls == []


def test_a_remembered_person_is_glimpsed_as_they_are_though_slack_is_down(viewers, slack, client):
    viewers.shown(ACME, "U0CAMILLE", client)
    slack.fail_next("users.info", times=5)
    assert viewers.glimpsed(ACME, "U0CAMILLE", client).locale == "fr-FR"


def test_everybody_of_a_scope_is_forgotten_and_nobody_else(viewers, slack, client):
    for installation in (ACME, OTHER):
        viewers.shown(installation, "U0SAM", client)
    viewers.forget(Scope("T0ACME"))
    viewers.forget(Scope("T0ACME"))
    slack.calls.clear()
    viewers.shown(OTHER, "U0SAM", client)
    assert slack.calls == []
    viewers.shown(ACME, "U0SAM", client)
    assert len(slack.calls) == 1


def test_one_person_is_somebody_else_in_another_scope(viewers, client):
    assert viewers.shown(ACME, "U0SAM", client).role is Role.MEMBER
    assert viewers.shown(OTHER, "U0SAM", client).role is Role.OUTSIDER
