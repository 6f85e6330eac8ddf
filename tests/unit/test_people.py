"""Roles, scopes and what day it is for somebody; nothing is asked of Slack."""

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.people import Role, Scope, Viewer

WORKSPACE = Scope("T0ACME")
ORGANISATION = Scope("E0ACME")
MORNING_IN_UTC = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)


def _viewer(utc_offset: int = 0) -> Viewer:
    return Viewer(WORKSPACE, "U0ADA", Role.OWNER, utc_offset=utc_offset)


def test_there_are_five_roles_from_least_to_most():
    assert list(Role) == ["outsider", "guest", "member", "admin", "owner"]


def test_an_organisation_is_told_from_a_workspace_by_its_id():
    assert ORGANISATION.is_organisation
    assert not WORKSPACE.is_organisation


def test_a_scope_is_written_as_its_id_and_equals_its_like():
    assert f"{WORKSPACE}" == "T0ACME"
    assert Scope("T0ACME") == WORKSPACE
    assert {WORKSPACE: 1}[Scope("T0ACME")] == 1
    assert WORKSPACE != ORGANISATION


def test_somebody_of_whom_only_the_role_is_known_is_active_reads_english_and_lives_in_utc():
    viewer = Viewer(WORKSPACE, "U0ADA", Role.MEMBER)
    assert (viewer.locale, viewer.active, viewer.utc_offset) == ("", True, 0)


def test_a_role_once_read_is_not_raised():
    viewer = Viewer(WORKSPACE, "U0SAM", Role.MEMBER)
    with pytest.raises(FrozenInstanceError):
        viewer.role = Role.OWNER  # type: ignore[misc] # that is what is refused
    assert "__dict__" not in dir(viewer)
    assert [field.name for field in fields(viewer)][:3] == ["scope", "user", "role"]


@pytest.mark.parametrize(
    ("hours", "day"), [(0, 21), (14, 21), (15, 22), (-9, 21), (-10, 20), (-12, 20), (5.75, 21)]
)
def test_today_is_the_person_s_day(hours: float, day: int):
    assert _viewer(int(hours * 3600)).today(MORNING_IN_UTC) == date(2026, 5, day)


def test_today_does_not_depend_on_the_zone_in_which_the_time_is_given():
    elsewhere = MORNING_IN_UTC.astimezone(timezone(timedelta(hours=-11)))
    assert _viewer(3600).today(elsewhere) == _viewer(3600).today(MORNING_IN_UTC)


@given(
    now=st.datetimes(datetime(2020, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    minutes=st.integers(-12 * 60, 14 * 60),
)
def test_today_is_what_a_clock_on_the_wall_there_shows(now: datetime, minutes: int):
    there = timezone(timedelta(minutes=minutes))
    assert _viewer(minutes * 60).today(now) == now.astimezone(there).date()
