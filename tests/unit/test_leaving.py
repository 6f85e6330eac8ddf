"""The rule of what goes when: which events end an installation, and what is carried out, told in memory."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bolt_app.leaving import Ending, Leaving, ending, happened, keep_until
from bolt_app.people import Scope
from tests.unit.leavers import MemoryDepartures, MemoryInstallations
from tests.unit.listeners.grants import GrantsInMemory

SECOND = 1_779_000_000
AT = datetime.fromtimestamp(SECOND, UTC) + timedelta(microseconds=999_999)
NOW = AT + timedelta(minutes=5)


def body(kind: str = "app_uninstalled", *, tokens: Mapping[str, Any] | None = None, **ids: Any) -> Any:
    event = {"type": kind} if tokens is None else {"type": kind, "tokens": tokens}
    return {"event": event, "event_time": SECOND, "api_app_id": "A0POLICY", **ids}


@pytest.mark.parametrize(
    ("ids", "place", "scope"),
    [
        ({"team_id": "T1"}, ("", "T1"), "T1"),
        ({"team_id": "T1", "enterprise_id": None}, ("", "T1"), "T1"),
        ({"team_id": "T1", "enterprise_id": "E1"}, ("E1", "T1"), "T1"),
        ({"team_id": None, "enterprise_id": "E1"}, ("E1", ""), "E1"),
        ({"enterprise_id": "E1"}, ("E1", ""), "E1"),
        ({"team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": True}, ("E1", ""), "E1"),
        ({"team_id": "T1", "is_enterprise_install": True}, ("", "T1"), "T1"),
    ],
)
def test_the_ids_say_what_ended(ids: dict[str, Any], place: tuple[str, str], scope: str):
    end = ending(body(**ids))
    assert end == Ending(*place, AT, "A0POLICY")
    assert end.scope == Scope(scope)


def test_an_event_that_names_nobody_ends_nothing():
    assert ending(body()) is None
    assert ending(body(team_id="", enterprise_id=None)) is None


@pytest.mark.parametrize(
    ("tokens", "ends"),
    [
        ({"bot": ["U0BOT"]}, True),
        ({"oauth": ["U0ADA"], "bot": ["U0BOT"]}, True),
        ({"oauth": ["U0ADA"], "bot": []}, False),
        ({"oauth": ["U0ADA"]}, False),
        ({}, False),
        (None, False),
    ],
)
def test_a_revoked_bot_ends_an_installation_and_a_revoked_person_does_not(
    tokens: dict[str, Any] | None, *, ends: bool
):
    assert (ending(body("tokens_revoked", tokens=tokens, team_id="T1")) is not None) is ends


def test_an_event_happened_at_the_latest_at_the_end_of_the_second_slack_names():
    assert happened({"event_time": SECOND}) == AT
    assert happened({"event_time": SECOND}).tzinfo is UTC


@pytest.mark.parametrize(("days", "until"), [(None, None), (0, AT), (30, AT + timedelta(days=30))])
def test_a_record_is_kept_as_long_as_the_operator_says(days: int | None, until: datetime | None):
    assert keep_until(AT, days) == until


class Kept:
    """What is kept in memory, and what is carried out on it."""

    def __init__(self, days: int | None = 30) -> None:
        self.installations = MemoryInstallations()
        self.grants = GrantsInMemory()
        self.departures = MemoryDepartures(self.installations)
        self.leaving = Leaving(self.installations, self.departures, self.grants, days, lambda: NOW)

    def installed(self, enterprise: str, team: str, at: float = SECOND - 60, app: str = "A0POLICY") -> None:
        self.installations.rows[enterprise, team] = (at, app)


def end(enterprise: str, team: str) -> Ending:
    return Ending(enterprise, team, AT, "A0POLICY")


def test_the_token_goes_and_the_record_waits():
    kept = Kept()
    kept.installed("", "T1")
    assert kept.leaving.ended(end("", "T1"))
    assert kept.installations.rows == {}
    assert kept.departures.gone == {"T1": (AT, AT + timedelta(days=30))}
    assert kept.departures.purged == []


def test_told_again_nothing_changes():
    kept = Kept()
    kept.installed("", "T1")
    kept.leaving.ended(end("", "T1"))
    before = dict(kept.departures.gone)
    assert kept.leaving.ended(end("", "T1"))
    assert kept.departures.gone == before


@pytest.mark.parametrize(("at", "app"), [(SECOND + 60, "A0POLICY"), (SECOND - 60, "A0ANOTHER")])
def test_a_later_installation_and_one_of_another_app_stay(at: float, app: str):
    kept = Kept()
    kept.installed("E1", "", at, app)
    kept.grants.granted("E1", {"T1": ""}, AT)
    assert not kept.leaving.ended(end("E1", ""))
    assert list(kept.installations.rows) == [("E1", "")]
    assert [one.team_id for one in kept.grants.workspaces("E1")] == ["T1"]
    assert kept.departures.gone == {}


def test_an_installation_of_the_very_second_counts_as_the_removed_one():
    kept = Kept()
    kept.installed("", "T1", SECOND + 0.5)
    assert kept.leaving.ended(end("", "T1"))
    assert kept.installations.rows == {}


def test_the_workspaces_of_an_organisation_leave_with_it_but_those_that_stand_by_themselves():
    kept = Kept()
    kept.installed("E1", "")
    kept.installed("E1", "T2")
    kept.grants.granted("E1", {"T1": "", "T2": ""}, AT)
    kept.grants.granted("E2", {"T3": ""}, AT)
    assert kept.leaving.ended(end("E1", ""))
    assert set(kept.departures.gone) == {"E1", "T1"}
    assert kept.grants.workspaces("E1") == []
    assert len(kept.grants.workspaces("E2")) == 1


def test_without_a_retention_the_record_waits_for_the_operator():
    kept = Kept(days=None)
    kept.leaving.ended(end("", "T1"))
    assert kept.departures.gone == {"T1": (AT, None)}
    assert kept.departures.purged == []


def test_with_a_retention_of_no_day_the_record_goes_at_once():
    kept = Kept(days=0)
    kept.leaving.ended(end("", "T1"))
    assert kept.departures.purged == ["T1"]


def test_workspaces_that_are_shut_out_leave_alone_and_come_back_when_they_are_let_in():
    kept = Kept()
    kept.installed("E1", "")
    kept.grants.granted("E1", {"T1": "", "T2": ""}, AT)
    kept.leaving.shut_out("E1", ["T1"], AT)
    assert set(kept.departures.gone) == {"T1"}
    assert [one.team_id for one in kept.grants.workspaces("E1")] == ["T2"]
    kept.leaving.let_in("E1", ["T1"], NOW)
    assert set(kept.departures.gone) == {"T1"}, "the grants do not say so: an older event, told late"
    kept.grants.granted("E1", {"T1": ""}, NOW)
    kept.leaving.let_in("E1", ["T1", "T9"], NOW)
    assert kept.departures.gone == {}


def test_of_an_organisation_that_left_no_workspace_is_remembered_as_shut_out():
    kept = Kept()
    told = list[str]()

    class Listening(GrantsInMemory):
        """Remembers that it was told."""

        def revoked(self, enterprise_id: str, team_ids: Any, at: datetime) -> None:
            super().revoked(enterprise_id, team_ids, at)
            told.append(enterprise_id)

    leaving = Leaving(kept.installations, kept.departures, Listening(), 30, lambda: NOW)
    leaving.shut_out("E1", ["T1"], AT)
    kept.departures.left("E1", AT, None)
    leaving.shut_out("E1", ["T1"], AT)
    assert told == ["E1"]
