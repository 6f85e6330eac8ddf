"""Grants: which workspaces an organisation let the app into, in whatever order Slack tells."""

from datetime import timedelta
from itertools import permutations

import pytest

from storage import Storage
from storage.grants import _PAGE, Workspace
from tests.storage.racing import at_once
from tests.storage.record import NOON

SECOND = timedelta(seconds=1)


def ids(storage: Storage, enterprise_id: str = "E1") -> list[str]:
    return [workspace.team_id for workspace in storage.grants.workspaces(enterprise_id)]


def test_an_organisation_has_let_nobody_in_at_first(storage: Storage):
    assert storage.grants.workspaces("E1") == []
    assert storage.grants.page("E1") == []
    assert storage.grants.number("E1") == 0


def test_workspaces_come_sorted_by_their_ids(storage: Storage):
    storage.grants.granted("E1", {"T3": "Three", "T10": "Ten", "T1": "Größe, 日本 <!channel>"}, NOON)
    assert storage.grants.workspaces("E1") == [
        Workspace("T1", "Größe, 日本 <!channel>"),
        Workspace("T10", "Ten"),
        Workspace("T3", "Three"),
    ]


def test_a_grant_told_twice_is_one(storage: Storage):
    for _ in range(2):
        storage.grants.granted("E1", {"T1": "Acme"}, NOON)
    assert storage.grants.workspaces("E1") == [Workspace("T1", "Acme")]


def test_a_revoked_workspace_is_gone_and_the_others_stay(storage: Storage):
    storage.grants.granted("E1", {"T1": "Acme", "T2": "Globex"}, NOON)
    for _ in range(2):
        storage.grants.revoked("E1", ["T1"], NOON + SECOND)
    assert ids(storage) == ["T2"]


def test_each_organisation_has_its_own(storage: Storage):
    storage.grants.granted("E1", {"T1": "Acme"}, NOON)
    storage.grants.granted("E2", {"T1": "Acme", "T2": "Globex"}, NOON)
    storage.grants.revoked("E2", ["T1"], NOON + SECOND)
    assert ids(storage, "E1") == ["T1"]
    assert ids(storage, "E2") == ["T2"]
    storage.grants.forget("E2")
    assert ids(storage, "E1") == ["T1"]
    assert ids(storage, "E2") == []


def test_what_slack_said_last_counts_in_whatever_order_it_is_told(storage: Storage):
    said = [("granted", 0), ("revoked", 1), ("granted", 2), ("revoked", 2), ("granted", 3)]
    for newest in range(1, len(said) + 1):
        expected = {1: True, 2: False, 3: True, 4: False, 5: True}[newest]
        for number, order in enumerate(permutations(said[:newest])):
            enterprise_id = f"E{newest}X{number}"
            for what, seconds in order * 2:
                if what == "granted":
                    storage.grants.granted(enterprise_id, {"T1": "Acme"}, NOON + seconds * SECOND)
                else:
                    storage.grants.revoked(enterprise_id, ["T1"], NOON + seconds * SECOND)
            assert ids(storage, enterprise_id) == (["T1"] if expected else [])


def test_a_name_that_is_not_told_leaves_the_one_that_is_known(storage: Storage):
    storage.grants.granted("E1", {"T1": ""}, NOON)
    assert storage.grants.workspaces("E1") == [Workspace("T1", "")]
    storage.grants.granted("E1", {"T1": "Acme"}, NOON)
    storage.grants.granted("E1", {"T1": ""}, NOON)
    storage.grants.granted("E1", {"T1": ""}, NOON + SECOND)
    assert storage.grants.workspaces("E1") == [Workspace("T1", "Acme")]
    storage.grants.granted("E1", {"T1": "Acme & Sons"}, NOON + 2 * SECOND)
    assert storage.grants.workspaces("E1") == [Workspace("T1", "Acme & Sons")]


def test_the_workspaces_that_are_let_in_are_counted(storage: Storage):
    storage.grants.granted("E1", {"T1": "", "T2": "", "T3": ""}, NOON)
    storage.grants.granted("E2", {"T9": ""}, NOON)
    storage.grants.revoked("E1", ["T2", "T4"], NOON + SECOND)
    assert storage.grants.number("E1") == 2
    storage.grants.forget("E1")
    assert (storage.grants.number("E1"), storage.grants.number("E2")) == (0, 1)


def test_the_name_of_a_revoked_workspace_is_forgotten(storage: Storage):
    storage.grants.granted("E1", {"T1": "Acme"}, NOON)
    storage.grants.revoked("E1", ["T1"], NOON + SECOND)
    storage.grants.granted("E1", {"T1": ""}, NOON + 2 * SECOND)
    assert storage.grants.workspaces("E1") == [Workspace("T1", "")]


def test_a_workspace_nobody_let_in_may_be_revoked(storage: Storage):
    storage.grants.revoked("E1", ["T1"], NOON + SECOND)
    storage.grants.granted("E1", {"T1": "Acme"}, NOON)
    assert ids(storage) == []


def test_an_organisation_that_was_forgotten_starts_clean(storage: Storage):
    storage.grants.revoked("E1", ["T1"], NOON + SECOND)
    storage.grants.forget("E1")
    storage.grants.granted("E1", {"T1": "Acme"}, NOON)
    assert ids(storage) == ["T1"]


def test_nothing_told_is_nothing_noted(storage: Storage):
    storage.grants.granted("E1", {}, NOON)
    storage.grants.revoked("E1", [], NOON)
    assert ids(storage) == []


def test_pages_follow_each_other_without_gap_or_overlap(storage: Storage):
    wanted = [f"T{number:02}" for number in range(7)]
    storage.grants.granted("E1", dict.fromkeys(wanted, ""), NOON)
    storage.grants.granted("E2", {"T03": "not of this organisation"}, NOON)
    pages = [storage.grants.page("E1", size=3)]
    while pages[-1]:
        pages.append(storage.grants.page("E1", after=pages[-1][-1].team_id, size=3))
    assert [[workspace.team_id for workspace in page] for page in pages] == [
        wanted[:3],
        wanted[3:6],
        wanted[6:],
        [],
    ]


def test_more_workspaces_than_a_page_are_all_returned(storage: Storage):
    wanted = [f"T{number:05}" for number in range(2 * _PAGE)]
    storage.grants.granted("E1", dict.fromkeys(reversed(wanted), "Acme"), NOON)
    assert ids(storage) == wanted


def test_eight_that_are_told_at_once_leave_every_workspace(storage: Storage):
    teams = [f"T{number}" for number in range(20)]

    def grant(number: int) -> None:
        order = teams if number % 2 else teams[::-1]
        storage.grants.granted("E1", dict.fromkeys(order, str(number)), NOON + number * SECOND)

    at_once(grant)
    assert storage.grants.workspaces("E1") == [Workspace(team, "7") for team in sorted(teams)]


def test_characters_no_database_takes_are_left_out(storage: Storage):
    storage.grants.granted("E\x001", {"T\x001": "A\0cme \ud83d"}, NOON)
    assert storage.grants.workspaces("E1") == [Workspace("T1", "Acme ?")]


def test_a_time_without_a_zone_is_refused(storage: Storage):
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="has no time zone"):
        storage.grants.granted("E1", {"T1": "Acme"}, naive)
    with pytest.raises(ValueError, match="has no time zone"):
        storage.grants.revoked("E1", ["T1"], naive)
