"""Who may ask to be told of what Slack changes: everybody of the workspace, for themselves, nobody else."""

from dataclasses import replace
from datetime import datetime

import pytest

from bolt_app.notices.asking import NotAsked, ask, asked
from bolt_app.notices.model import How, Subscription
from bolt_app.people import Role, Scope, Viewer
from bolt_app.views.policy_notices import offer
from tests.record_builders import NOW, viewer
from tests.unit.no_messages import NoSubscriptions
from tests.unit.views.reading import EN, whole

OTTO = viewer(Role.OUTSIDER)
WITHIN = [role for role in Role if role is not Role.OUTSIDER]


class Remembering(NoSubscriptions):
    """Who asked, in a dictionary, and of which organisation."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Scope, str], tuple[Subscription, str]] = {}

    def of(self, scope: Scope, person: str) -> Subscription | None:
        found = self.kept.get((scope, person))
        return found[0] if found else None

    def subscribe(self, scope: Scope, person: str, how: How, enterprise: str, at: datetime) -> None:
        self.kept[scope, person] = Subscription(how, at), enterprise


@pytest.mark.parametrize("role", WITHIN)
@pytest.mark.parametrize("how", How)
def test_whoever_is_of_the_workspace_asks_for_themselves(how: How, role: Role):
    subscriptions = Remembering()
    person = replace(viewer(role), enterprise="E0ACMEGROUP")
    assert asked(subscriptions, person) is None
    assert ask(subscriptions, person, how, NOW) == Subscription(how, NOW)
    assert asked(subscriptions, person) == Subscription(how, NOW)
    assert asked(subscriptions, replace(person, user="U0OTHER")) is None
    assert subscriptions.kept == {(person.scope, person.user): (Subscription(how, NOW), "E0ACMEGROUP")}


def test_who_asks_again_is_told_in_the_new_way_only():
    subscriptions, person = Remembering(), viewer(Role.MEMBER)
    ask(subscriptions, person, How.AT_ONCE, NOW)
    assert ask(subscriptions, person, How.MONTHLY, NOW) == Subscription(How.MONTHLY, NOW)


@pytest.mark.parametrize("how", How)
def test_an_outsider_is_told_nothing_and_nothing_is_written_down_of_them(how: How):
    subscriptions = Remembering()
    assert ask(subscriptions, OTTO, how, NOW) is NotAsked.OUTSIDER
    assert subscriptions.kept == {}


@pytest.mark.parametrize("how", How)
def test_what_somebody_asked_before_they_became_an_outsider_is_not_shown(how: How):
    subscriptions, before = Remembering(), viewer(Role.MEMBER)
    ask(subscriptions, before, how, NOW)
    assert asked(subscriptions, replace(before, role=Role.OUTSIDER)) is NotAsked.OUTSIDER


def test_who_cannot_ask_reads_whom_it_is_for_and_finds_no_button():
    view = offer(NotAsked.OUTSIDER, EN)
    assert "for its own members" in whole(view)
    assert [block["type"] for block in view["blocks"]] == ["section"]


def test_a_person_is_found_by_scope_and_id():
    elsewhere = Viewer(Scope("T0GLOBEX"), "U0MEMBER", Role.MEMBER)
    subscriptions = Remembering()
    ask(subscriptions, viewer(Role.MEMBER), How.AT_ONCE, NOW)
    assert asked(subscriptions, elsewhere) is None
