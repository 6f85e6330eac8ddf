"""The worker's turns over a real outbox and a pretended Slack: what is sent, to whom, and what is dropped."""

from datetime import timedelta

import pytest

from bolt_app.demo.workspace import Standing
from bolt_app.optout.model import Action, Statement
from bolt_app.optout.outgoing import Outgoing
from tests.record_builders import FIRST_DAY, NAME_CONTACT
from tests.unit.worker.scene import ACME, DAY, put


def test_nothing_is_sent_before_it_is_due_and_slack_is_not_asked(scene):
    scene.passes(7 * DAY - timedelta(seconds=1))
    assert scene.calls == []
    assert scene.worker.turn() is False


def test_a_reminder_costs_one_question_and_one_message(scene):
    scene.passes(7 * DAY)
    assert scene.calls == ["users.info", "chat.postMessage"]
    [text] = scene.inbox
    assert text.startswith("The opt-out e-mail was sent 7 days ago; no answer is recorded.")
    assert scene.outcomes == ["sent", "waiting", "waiting"]


def test_a_reminder_comes_in_the_recipient_s_language(scene):
    scene.slack.change("ada", locale="fr-FR")
    scene.passes(7 * DAY)
    assert scene.inbox[0].startswith("L’e-mail d’exclusion a été envoyé il y a 7")


def test_only_the_first_says_why_it_comes(scene):
    scene.passes(7 * DAY)
    scene.passes(7 * DAY)
    first, second = scene.slack.direct_messages["U0ADA"]
    assert [block["type"] for block in first.blocks] == ["section", "context", "actions"]
    assert [block["type"] for block in second.blocks] == ["section", "actions"]


def test_a_reminder_whose_entry_is_no_longer_the_newest_is_dropped_without_a_call(scene):
    scene.act(Action.DONE, Statement(stated_on=FIRST_DAY.date()))
    scene.passes(60 * DAY)
    assert scene.calls == []
    assert scene.outcomes == ["dropped", "dropped", "dropped", "waiting"]


@pytest.mark.parametrize(
    "standing", [Standing.MEMBER, Standing.ADMIN, Standing.DEACTIVATED, Standing.OUTSIDER]
)
def test_who_filed_and_is_no_owner_any_more_gets_nothing(scene, standing):
    scene.slack.change("ada", role=standing)
    scene.passes(7 * DAY)
    assert scene.inbox == []
    assert scene.outcomes[0] == "dropped"


def test_a_contact_who_is_a_member_gets_it_without_the_owner_s_buttons(scene):
    scene.act(NAME_CONTACT[0], Statement(named="U0SAM"))
    scene.passes(7 * DAY)
    [posted] = scene.slack.direct_messages["U0SAM"]
    assert [one["text"]["text"] for one in posted.blocks[-1]["elements"]] == [
        "Remind me in 7 days",
        "Stop these reminders",
    ]
    assert "privacy contact" in posted.blocks[1]["elements"][0]["text"]


def test_a_message_whose_kind_is_not_known_is_dropped(scene):
    odd = Outgoing("odd", ACME, "riddle", "U0ADA", {"position": 1, "nth": 1}, scene.now)
    put(scene.storage, odd)
    scene.passes(timedelta(0))
    assert "dropped" in scene.outcomes
    assert scene.calls == []
