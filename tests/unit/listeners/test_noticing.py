"""The buttons by which a person is told of changes or no more, pressed by those who may and by others."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing
from bolt_app.installation import Installation
from bolt_app.notices.model import How, Subscription
from bolt_app.optout.outgoing import Outcome, Outgoing, Series
from bolt_app.people import Scope
from bolt_app.views.ids import Press
from listeners.announcing import Announcing
from listeners.home import Home
from listeners.noticing import Noticing
from listeners.services import Services
from storage import Storage
from storage.outbox_rows import keep
from tests.unit.listeners.test_reminding import LEASE
from tests.unit.optout.acts import NOW

ACME = Scope("T0ACME")
INSTALLED = Installation("T0ACME", "", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0")
AT_ONCE, MONTHLY = f"{Press.TELL_ME}.{How.AT_ONCE}", f"{Press.TELL_ME}.{How.MONTHLY}"

Presses = Callable[..., str]


@pytest.fixture
def presses(services: Services, slack: PretendedSlack, client: WebClient) -> Presses:
    """Somebody presses a button; what they then read."""
    noticing, home = Noticing(services), Home(services)

    def pressed(action: str, user: str = "U0SAM", modal: str = "", value: str = "") -> str:
        body: dict[str, Any] = {
            "user": {"id": user, "team_id": "T0ACME"},
            "team": {"id": "T0ACME"},
            "trigger_id": slack.exchange.trigger(user, in_modal=bool(modal)),
            "actions": [{"action_id": action, "value": value}],
        }
        if modal:
            body["view"] = {"id": modal, "type": "modal"}
        listener = {
            Press.NOTICES: noticing.opens,
            Press.NO_NOTICES: noticing.stops,
            Press.POST_NOW: Announcing(services, home).posts,
        }.get(Press(action) if action in set(Press) else Press.OPEN, noticing.asks)
        ack: Any = Ack
        listener(ack(), body, BoltContext(installation=INSTALLED), client)
        top = slack.surfaces.top(user)
        assert top is not None
        return str(top.blocks[0]["text"]["text"])

    return pressed


@pytest.mark.parametrize(("action", "how"), [(AT_ONCE, How.AT_ONCE), (MONTHLY, How.MONTHLY)])
def test_asking_is_for_the_person_who_presses(storage: Storage, presses: Presses, action: str, how: How):
    assert presses(action).startswith("You are told")
    assert storage.subscriptions.of(ACME, "U0SAM") == Subscription(how, NOW)
    assert storage.subscriptions.of(ACME, "U0ADA") is None


def test_the_modal_says_what_holds_and_turns_with_it(presses: Presses, slack: PretendedSlack):
    assert presses(Press.NOTICES).startswith("You are not told.")
    modal = slack.surfaces.top("U0SAM")
    assert modal is not None
    assert presses(AT_ONCE, modal=modal.id) == "You are told at once, since 21 May 2026."
    assert presses(MONTHLY, modal=modal.id) == "You are told once a month, since 21 May 2026."
    assert presses(Press.NO_NOTICES, modal=modal.id).startswith("You are told no more")
    assert len(slack.surfaces.stacks["U0SAM"]) == 1


def test_opened_from_another_modal_it_is_put_on_top(presses: Presses, slack: PretendedSlack):
    presses(Press.NOTICES)
    below = slack.surfaces.top("U0SAM")
    assert below is not None
    presses(Press.NOTICES, modal=below.id)
    assert len(slack.surfaces.stacks["U0SAM"]) == 2


def test_stopping_ends_what_was_asked_and_what_one_was_named_for(storage: Storage, presses: Presses):
    presses(AT_ONCE)
    presses(Press.NO_NOTICES)
    assert storage.subscriptions.of(ACME, "U0SAM") is None
    notice = Outgoing("one", ACME, "policy_change", "U0SAM", {"change": "x"}, NOW, series=Series.NOTICES)
    reminder = Outgoing("two", ACME, "ask_again", "U0SAM", {"position": 1, "nth": 1}, NOW)
    with storage._database.writing() as connection:
        keep(connection, [notice, reminder])
    found = storage.outbox.claim(NOW, LEASE)
    assert found is not None
    assert found.outgoing.key == "two"


@pytest.mark.parametrize("action", [Press.NOTICES, AT_ONCE, MONTHLY])
def test_an_outsider_is_offered_nothing_and_kept_nowhere(
    storage: Storage, presses: Presses, slack: PretendedSlack, action: str
):
    slack.change("sam", role=Standing.OUTSIDER, team_id="T0OTHER")
    assert "You are" not in presses(action)
    assert storage.subscriptions.of(ACME, "U0SAM") is None


def test_a_way_that_nobody_offered_is_a_bug_and_not_a_subscription(storage: Storage, presses: Presses):
    with pytest.raises(ValueError, match="nonsense"):
        presses(f"{Press.TELL_ME}.nonsense")
    assert storage.subscriptions.of(ACME, "U0SAM") is None


@pytest.mark.parametrize("key", ["sam", "lin"])
def test_only_an_owner_has_something_posted_after_all(
    storage: Storage, presses: Presses, slack: PretendedSlack, key: str
):
    told = Outgoing("told", ACME, "announcement", "C0GENERAL", {"position": 1}, NOW)
    told = replace(told, series=Series.ANNOUNCEMENTS)
    with storage._database.writing() as connection:
        keep(connection, [told])
    found = storage.outbox.claim(NOW, LEASE)
    assert found is not None
    storage.outbox.begin(found, NOW, LEASE)
    storage.outbox.finish(found, Outcome.FAILED, NOW, "not_in_channel")
    user = slack.personas[key].user_id
    assert presses(Press.POST_NOW, user=user, value="told").startswith("This no longer waits")
    assert presses(Press.POST_NOW, user="U0ADA", value="told").startswith("It is posted within a minute.")
