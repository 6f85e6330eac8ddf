"""What each act owes is asked for by name, suffices when it is there, and fits its field."""

from typing import Any

import pytest

from bolt_app.optout.model import Action, Entry, Refusal, RefusalKind, Status
from bolt_app.optout.rules import LONGEST
from bolt_app.people import Viewer
from tests.unit.optout.acts import ADA, ORG_ADA, decided, record_in, refused

OWED = {
    Action.SENT: {"stated_on", "ticked"},
    Action.SENT_AGAIN: {"stated_on", "ticked"},
    Action.BOUNCED: {"stated_on"},
    Action.RECEIVED: {"stated_on"},
    Action.ASKED: {"stated_on"},
    Action.REPLIED: {"stated_on"},
    Action.DONE: {"stated_on"},
    Action.REFUSED: {"stated_on", "reason"},
    Action.DECLINE: {"reason", "review_on", "ticked"},
    Action.EXCLUDE: {"stated_on", "clause", "review_on", "ticked"},
    Action.WITHDRAW: {"reason", "ticked"},
    Action.DOUBT: {"reason"},
    Action.EVIDENCE: {"texts"},
    Action.CONFIRM_AGAIN: {"stated_on"},
    Action.NAME_CONTACT: {"named"},
    Action.CORRECT: {"reason", "corrects"},
    Action.RULE_WORKSPACES: {"rule"},
    Action.NAME_READER: {"named"},
    Action.REMOVE_READER: {"regards"},
    Action.TURN_DOWN: {"reason", "regards"},
    Action.CHOOSE_CHANNEL: {"channel", "topics"},
}


FROM = {
    Action.DISCARD: Status.DRAFTED,
    Action.SENT_AGAIN: Status.FILED,
    Action.BOUNCED: Status.FILED,
    Action.RECEIVED: Status.FILED,
    Action.ASKED: Status.FILED,
    Action.REPLIED: Status.NEEDS_REPLY,
    Action.DONE: Status.FILED,
    Action.REFUSED: Status.FILED,
    Action.WITHDRAW: Status.CONFIRMED,
    Action.DOUBT: Status.CONFIRMED,
    Action.EVIDENCE: Status.CONFIRMED,
    Action.CONFIRM_AGAIN: Status.CONFIRMED,
}


EMPTY: dict[str, Any] = {
    **dict.fromkeys(("stated_on", "review_on", "corrects", "rule", "regards")),
    **dict.fromkeys(("texts", "topics"), ()),
}


FIELDS = (
    "stated_on",
    "reason",
    "clause",
    "review_on",
    "ticked",
    "texts",
    "named",
    "corrects",
    "rule",
    "regards",
    "channel",
    "topics",
)


ASKED_FOR = [action for action in Action if action is not Action.PROPOSED]
"""Nobody asks for a proposal: an act becomes one."""


def owner_of(action: Action) -> Viewer:
    return ORG_ADA if action is Action.RULE_WORKSPACES else ADA


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("action", ASKED_FOR)
def test_what_an_act_owes_is_refused_when_empty_and_nothing_else_is(action: Action, field: str):
    actor = owner_of(action)
    entries = record_in(FROM.get(action, Status.NOT_FILED), actor.scope, action)
    empty: dict[str, Any] = {field: EMPTY.get(field, "")}
    outcome = decided(entries, action, actor=actor, **empty)
    if field in OWED.get(action, set()):
        assert refused(outcome).field == {"texts": "reply", "regards": ""}.get(field, field)
    else:
        assert isinstance(outcome, Entry), outcome


@pytest.mark.parametrize("action", ASKED_FOR)
def test_an_act_is_accepted_with_what_it_owes_and_nothing_more(action: Action):
    empty: dict[str, Any] = {
        field: EMPTY.get(field, "") for field in (*FIELDS, "letter", "register", "reference")
    }
    bare = {name: value for name, value in empty.items() if name not in OWED.get(action, set())}
    bare |= {"corrects": 1} if action is Action.CORRECT else {}
    actor = owner_of(action)
    entries = record_in(FROM.get(action, Status.NOT_FILED), actor.scope, action)
    outcome = decided(entries, action, actor=actor, **bare)
    assert isinstance(outcome, Entry), outcome


@pytest.mark.parametrize(("field", "limit"), LONGEST.items())
def test_a_field_holds_as_much_as_is_said_and_not_a_character_more(field: str, limit: int):
    full: dict[str, Any] = {field: "é" * limit}
    over: dict[str, Any] = {field: "é" * (limit + 1)}
    assert isinstance(decided([], Action.SENT, **full), Entry)
    outcome = decided([], Action.SENT, **over)
    assert outcome == Refusal(RefusalKind.TOO_LONG, field=field, limit=limit)


def test_the_fields_members_read_are_the_ones_with_a_limit():
    assert LONGEST == {"reference": 100, "reason": 500, "clause": 200, "covers": 300}
