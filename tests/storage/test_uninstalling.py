"""What goes from the installations when an app is removed or a token revoked, and what stays."""

from typing import Any

import pytest

from tests.storage.installs import INSTALLED, NOWHERE, Installed


def everywhere(installed: Installed) -> set[str]:
    for place in [(None, "T1"), (None, "T2"), ("E1", None), ("E1", "T3"), ("E1", "T4"), ("E2", None)]:
        installed.save(*place)
    return tokens(installed)


def tokens(installed: Installed) -> set[str]:
    return {str(found.bot_token) for found in installed.storage.installations.every()}


@pytest.mark.parametrize(
    ("place", "gone"),
    [
        ((None, "T1"), {"xoxb-None-T1"}),
        (("E1", "T3"), {"xoxb-E1-T3"}),
        ((None, "T3"), {"xoxb-E1-T3"}),  # app_uninstalled may name the team alone
        (("E1", "T1"), {"xoxb-None-T1"}),  # it joined the organisation after it installed
        (("E1", None), {"xoxb-E1-None"}),
        (("E2", None), {"xoxb-E2-None"}),
        (("E2", "T3"), set[str]()),
        (("E1", "T9"), set[str]()),
        ((None, "T9"), set[str]()),
        (("E9", None), set[str]()),
        (NOWHERE, set[str]()),
    ],
)
def test_a_departure_deletes_what_is_meant_and_nothing_else(
    installed: Installed, place: tuple[Any, Any], gone: set[str]
):
    before = everywhere(installed)
    for _ in range(2):
        installed.storage.installations.delete_all(enterprise_id=place[0], team_id=place[1])
        assert tokens(installed) == before - gone


def test_a_departure_told_after_a_re_install_leaves_the_new_installation(installed: Installed):
    store = installed.storage.installations
    installed.save(None, "T1", installed_at=INSTALLED)
    store.delete_all(enterprise_id=None, team_id="T1", installed_until=INSTALLED - 1)
    assert installed.token(None, "T1") == "xoxb-None-T1"
    store.delete_all(enterprise_id=None, team_id="T1", installed_until=INSTALLED)
    assert installed.token(None, "T1") is None


def test_deleting_the_bot_takes_the_tokens_and_leaves_who_installed_it(installed: Installed):
    store = installed.storage.installations
    installed.save("E1", "T1")
    store.delete_bot(enterprise_id="E1", team_id="T2")
    assert installed.token("E1", "T1") == "xoxb-E1-T1"
    store.delete_bot(enterprise_id="E1", team_id="T1")
    assert installed.token("E1", "T1") is None
    found = store.find_installation(enterprise_id="E1", team_id="T1")
    assert found is not None
    assert (found.user_id, found.bot_token, found.bot_id) == ("U0OLIVIA", None, None)
    store.delete_installation(enterprise_id="E1", team_id="T1")
    assert installed.rows() == 0


def test_deleting_the_org_wide_bot_leaves_the_workspaces(installed: Installed):
    store = installed.storage.installations
    everywhere(installed)
    store.delete_bot(enterprise_id="E1", team_id="T9")
    assert installed.token("E1", None) == "xoxb-E1-None"
    store.delete_bot(enterprise_id="E1", team_id=None)
    assert installed.token("E1", None) is None
    assert installed.token("E1", "T3") == "xoxb-E1-T3"
    assert installed.by("E1", None) == "U0OLIVIA"


def test_a_revoked_user_token_leaves_the_bot_and_other_people(installed: Installed):
    store = installed.storage.installations
    installed.save("E1", "T1", user_id="U1")
    store.delete_installation(enterprise_id="E1", team_id="T1", user_id="U2")
    assert installed.by("E1", "T1") == "U1"
    store.delete_installation(enterprise_id="E1", team_id="T1", user_id="U1")
    assert installed.by("E1", "T1") is None
    assert installed.token("E1", "T1") == "xoxb-E1-T1"
    store.delete_bot(enterprise_id="E1", team_id="T1")
    assert installed.rows() == 0
