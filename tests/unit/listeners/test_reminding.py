"""The buttons below a reminder, with values that came back as they went out and with others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from bolt_app.demo.slack import PretendedSlack
from bolt_app.installation import Installation
from bolt_app.optout.outgoing import Outcome, Outgoing
from bolt_app.people import Role, Scope
from bolt_app.views.ids import Press
from listeners.reminding import Reminding
from listeners.services import Services
from storage import Storage
from storage.outbox_rows import keep
from tests.unit.optout.acts import ADA, NOW

ACME = Scope("T0ACME")
INSTALLED = Installation("T0ACME", "", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0")
LEASE = timedelta(minutes=1)
WEEK = timedelta(days=7)

Presses = Callable[..., str]


def put(storage: Storage, key: str, recipient: str = "U0ADA", scope: Scope = ACME) -> None:
    """A message that is due now."""
    outgoing = Outgoing(key, scope, "ask_again", recipient, {"position": 1, "nth": 1}, NOW)
    with storage._database.writing() as connection:
        keep(connection, [outgoing])


def claims(storage: Storage, after: timedelta = timedelta(0)) -> str | None:
    """The key of a message that goes out now, if any."""
    found = storage.outbox.claim(NOW + after, LEASE)
    if found is None:
        return None
    assert storage.outbox.begin(found, NOW + after, LEASE)
    storage.outbox.finish(found, Outcome.SENT, NOW + after)
    return found.outgoing.key


@pytest.fixture
def presses(services: Services, slack: PretendedSlack, client: WebClient) -> Presses:
    """Ada presses a button with a value; what she then reads."""
    reminding = Reminding(services)

    def pressed(press: Press, value: str, modal: str = "") -> str:
        trigger = slack.exchange.trigger("U0ADA")
        body: dict[str, Any] = {
            "user": {"id": "U0ADA", "team_id": "T0ACME"},
            "team": {"id": "T0ACME"},
            "trigger_id": trigger,
            "actions": [{"action_id": press.value, "value": value}],
        }
        if modal:
            body["view"] = {"id": modal, "type": "modal"}
        listener = {
            Press.SNOOZE: reminding.snoozes,
            Press.STOP: reminding.stops,
            Press.RESUME: reminding.resumes,
        }[press]
        ack: Any = Ack
        listener(ack(), body, BoltContext(installation=INSTALLED), client)
        top = slack.surfaces.top("U0ADA")
        assert top is not None
        return str(top.blocks[0]["text"]["text"])

    return pressed


def test_a_reminder_that_was_sent_is_put_off_by_a_week(storage, presses):
    put(storage, "one")
    assert claims(storage) == "one"
    assert presses(Press.SNOOZE, "one").startswith("You will be reminded again on 28 May 2026")
    assert claims(storage, WEEK - timedelta(seconds=1)) is None
    assert claims(storage, WEEK) == "one+"


@pytest.mark.parametrize("value", ["", "two", "of sam", "elsewhere", "one' OR 1=1", "x" * 2000])
def test_a_value_that_names_no_reminder_of_this_person_changes_nothing(storage, presses, value):
    put(storage, "of sam", "U0SAM")
    put(storage, "elsewhere", "U0ADA", Scope("T0GLOBEX"))
    assert {claims(storage), claims(storage)} == {"of sam", "elsewhere"}
    assert presses(Press.SNOOZE, value) == (
        "This reminder is no longer on record. Home shows where the matter stands."
    )
    assert claims(storage, 100 * WEEK) is None


def test_a_reminder_that_waits_yet_cannot_be_put_off(storage, presses):
    put(storage, "one")
    assert presses(Press.SNOOZE, "one").startswith("This reminder is no longer on record.")
    assert claims(storage) == "one"


def test_stopping_is_for_the_person_who_presses_and_can_be_taken_back(storage, presses, slack):
    put(storage, "to sam", "U0SAM")
    put(storage, "to ada")
    assert presses(Press.STOP, "T0ACME").startswith("No more reminders about this opt-out come to you.")
    assert claims(storage) == "to sam"
    assert claims(storage) is None
    shown = slack.surfaces.top("U0ADA")
    assert presses(Press.RESUME, "T0ACME", shown.id).startswith("Reminders about this opt-out come to you")
    put(storage, "again")
    assert claims(storage) == "again"


@pytest.mark.parametrize("value", ["", "T0GLOBEX", "E0STAR"])
def test_a_scope_that_is_not_the_person_s_counts_as_their_own(storage, presses, value):
    put(storage, "here")
    put(storage, "there", scope=Scope(value or "T0GLOBEX"))
    presses(Press.STOP, value)
    assert claims(storage) == "there"
    assert claims(storage, WEEK) is None


def test_only_owners_cost_the_question_what_may_not_have_arrived(storage, services):
    put(storage, "one")
    found = storage.outbox.claim(NOW, LEASE)
    assert found
    storage.outbox.begin(found, NOW, LEASE)
    storage.outbox.finish(found, Outcome.UNKNOWN, NOW)
    facts = services.facts_for(ADA, team="T0ACME", app_id="A0DATAPOLICY")
    assert [lost.recipient for lost in services.for_owners(facts, ADA).unsure] == ["U0ADA"]
    assert services.for_owners(facts, replace(ADA, role=Role.ADMIN)).unsure == ()
