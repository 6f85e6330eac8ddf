"""Installations: what slack_sdk's stores are tested for, and the organisations' variants."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.oauth.installation_store import Bot, InstallationStore
from sqlalchemy import insert, text

from storage import Storage, open_storage
from storage.installation_rows import shared
from storage.installations import _FIND_BOT, _FIND_INSTALLED, _FIND_INSTALLED_BY, _PAGE
from storage.tables import INSTALLATIONS
from tests.storage.installs import INSTALLED, NOWHERE, Installed, in_tables, installation
from tests.storage.record import KEY


def test_nothing_is_found_where_nothing_is_installed(installed: Installed):
    for place in [("E1", "T1"), (None, "T1"), ("E1", None), NOWHERE, ("", "")]:
        assert installed.token(*place) is None
        assert installed.by(*place) is None
    assert installed.rows() == 0


@pytest.mark.parametrize("place", [(None, "T1"), ("E1", "T1"), ("E1", None)])
def test_every_field_of_the_bots_half_comes_back(installed: Installed, place: tuple[Any, Any]):
    given = installed.save(
        *place,
        enterprise_name="Größe, 日本語 & Söhne <!channel>",
        team_name="Acme 🇫🇷" if place[1] else None,
        bot_refresh_token="xoxe-1-refresh",
        bot_token_expires_at=4_102_444_800,
    )
    store = installed.storage.installations
    bot = store.find_bot(enterprise_id=place[0], team_id=place[1])
    assert bot is not None
    assert vars(bot) == vars(given.to_bot())


@pytest.mark.parametrize("place", [(None, "T1"), ("E1", "T1"), ("E1", None)])
def test_who_installed_it_comes_back_and_no_user_token_or_webhook_does(
    installed: Installed, place: tuple[Any, Any]
):
    kept: dict[str, Any] = {"enterprise_url": "https://acme.enterprise.slack.com/", "token_type": "bot"}
    refused: dict[str, Any] = {
        "user_token": "xoxp-never-kept",
        "user_scopes": ["search:read"],
        "user_refresh_token": "xoxe-never-kept",
        "user_token_expires_at": 4_102_444_800,
        "incoming_webhook_url": "https://hooks.slack.com/never-kept",
        "incoming_webhook_channel": "#never-kept",
    }
    installed.save(*place, **(kept | refused))
    found = installed.storage.installations.find_installation(enterprise_id=place[0], team_id=place[1])
    assert found is not None
    assert vars(found) == vars(installation(*place, **kept))
    assert "never-kept" not in in_tables(installed.storage)


def test_a_workspace_is_found_by_its_own_ids_alone(installed: Installed):
    installed.save("E1", "T1")
    assert installed.token("E1", "T1") == "xoxb-E1-T1"
    for other in [("E1", "T2"), ("E2", "T1"), (None, "T1"), ("E1", None), NOWHERE]:
        assert installed.token(*other) is None
        assert installed.by(*other) is None
    assert installed.token("E1", "T1", org_wide=True) is None


def test_a_workspace_is_found_by_who_installed_it_and_by_nobody_else(installed: Installed):
    installed.save("E1", "T1", user_id="U1")
    assert installed.by("E1", "T1", "U1") == "U1"
    assert installed.by("E1", "T1", "U2") is None
    assert installed.by("E1", "T2", "U1") is None
    assert installed.by("E2", "T1", "U1") is None


def test_an_org_wide_installation_is_found_with_and_without_a_workspace(installed: Installed):
    installed.save("E1", None)
    for team_id in (None, "T1", "T2"):
        for org_wide in (True, False, None):
            assert installed.token("E1", team_id, org_wide=org_wide) == "xoxb-E1-None"
        assert installed.by("E1", team_id) == "U0OLIVIA"
        assert installed.by("E1", team_id, "U0OTTO") is None
    assert installed.token("E2", "T1", org_wide=True) is None
    assert installed.token(None, "T1") is None


def test_an_org_wide_installation_that_was_given_with_a_workspace_is_the_organisations(installed: Installed):
    installed.save("E1", "T1", is_enterprise_install=True, team_name="Acme")
    found = installed.storage.installations.find_bot(enterprise_id="E1", team_id="T2")
    assert found is not None
    assert (found.team_id, found.team_name, found.is_enterprise_install) == (None, None, True)
    assert found.bot_token == "xoxb-E1-T1"


def test_a_workspaces_own_installation_wins_over_its_organisations(installed: Installed):
    for order in (["T1", None], [None, "T1"]):
        for team_id in order:
            installed.save("E1", team_id)
        assert installed.token("E1", "T1") == "xoxb-E1-T1"
        assert installed.token("E1", "T1", org_wide=True) == "xoxb-E1-None"
        assert installed.token("E1", "T2") == "xoxb-E1-None"
        assert installed.token("E1", None) == "xoxb-E1-None"


def test_a_workspace_that_joined_an_organisation_is_still_found(installed: Installed):
    installed.save(None, "T1")
    assert installed.token("E1", "T1") == "xoxb-None-T1"
    installed.save("E1", None)
    assert installed.token("E1", "T1") == "xoxb-None-T1"
    assert installed.token("E1", "T2") == "xoxb-E1-None"


def test_a_workspace_that_installs_again_after_it_joined_has_one_row(installed: Installed):
    installed.save(None, "T1")
    installed.save("E1", "T1")
    assert installed.rows() == 1
    assert installed.token("E1", "T1") == "xoxb-E1-T1"
    assert installed.token(None, "T1") is None


@pytest.mark.parametrize("place", [(None, "T1"), ("E1", "T1"), ("E1", None)])
def test_a_re_install_replaces(installed: Installed, place: tuple[Any, Any]):
    installed.save(*place)
    newer: dict[str, Any] = {
        "bot_token": "xoxb-second",
        "bot_scopes": ["commands"],
        "user_id": "U0OTTO",
        "installed_at": INSTALLED + 60,
        "custom_values": {},
    }
    again = installed.save(*place, **newer)
    assert installed.rows() == 1
    [found] = installed.storage.installations.every()
    assert vars(found) == vars(again)


def test_of_several_that_install_at_once_one_row_stays(installed: Installed):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: installed.save("E1", "T1", bot_token=f"xoxb-{n}"), range(24)))
    assert installed.rows() == 1
    assert installed.token("E1", "T1") in {f"xoxb-{n}" for n in range(24)}


def test_a_refreshed_bot_replaces_the_token_and_leaves_who_installed_it(installed: Installed):
    first = installed.save("E1", "T1", bot_refresh_token="xoxe-1", bot_token_expires_at=10)
    refreshed = first.to_bot()
    refreshed.bot_token, refreshed.bot_refresh_token, refreshed.bot_token_expires_at = "xoxb-2", "xoxe-2", 20
    installed.storage.installations.save_bot(refreshed)
    [found] = installed.storage.installations.every()
    assert (found.bot_token, found.bot_refresh_token, found.bot_token_expires_at) == ("xoxb-2", "xoxe-2", 20)
    assert found.user_id == "U0OLIVIA"


def test_a_bot_alone_is_found_as_a_bot_and_as_nobodys_installation(installed: Installed):
    installed.storage.installations.save_bot(installation(None, "T1").to_bot())
    assert installed.token(None, "T1") == "xoxb-None-T1"
    assert installed.by(None, "T1") is None
    assert [found.user_id for found in installed.storage.installations.every()] == [""]


def test_an_installation_without_a_bot_leaves_the_bot_that_is_there(installed: Installed):
    installed.save("E1", "T1")
    installed.save("E1", "T1", bot_token=None, bot_scopes=["openid"], user_token="xoxp-1", user_id="U0OTTO")
    found = installed.storage.installations.find_installation(enterprise_id="E1", team_id="T1")
    assert found is not None
    assert (found.bot_token, found.bot_scopes) == ("xoxb-E1-T1", ["commands", "chat:write"])
    assert (found.user_id, found.user_token) == ("U0OTTO", None)


def test_an_installation_without_a_bot_does_not_hide_the_organisations(installed: Installed):
    installed.save("E1", None)
    installed.save("E1", "T1", bot_token=None)
    assert installed.token("E1", "T1") == "xoxb-E1-None"
    installed.save(None, "T2")
    installed.save("E2", "T2", bot_token=None)
    assert installed.token("E2", "T2") == "xoxb-None-T2"


def test_an_installation_of_nowhere_is_refused(installed: Installed):
    for nowhere in (NOWHERE, ("", ""), ("\0", None)):
        with pytest.raises(ValueError, match="names a workspace or an organisation"):
            installed.save(*nowhere)
    with pytest.raises(ValueError, match="names a workspace or an organisation"):
        installed.save(None, "T1", is_enterprise_install=True)
    assert installed.rows() == 0


def test_all_installations_are_streamed_over_the_edge_of_a_page(installed: Installed):
    wanted = [f"T{number:05}" for number in range(_PAGE + 2)]
    with installed.storage._database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO installations (team_id, enterprise_id, installed_at, custom_values, user_id)"
                " VALUES (:team, '', 0, '{}', 'U1')"
            ),
            [{"team": team} for team in wanted],
        )
    installed.save("E1", None)
    assert [found.team_id for found in installed.storage.installations.every()] == [None, *wanted]


def test_sqlite_searches_by_whole_keys_however_many_installations_there_are(tmp_path: Path):
    storage = open_storage(f"sqlite:///{tmp_path}/datapolicy.sqlite3", [KEY])
    storage.migrate()
    rows = [shared(installation(f"E{n}", f"T{n}" if n % 2 else None)) for n in range(400)]
    with storage._database.writing() as connection:
        connection.execute(insert(INSTALLATIONS), rows)
        connection.exec_driver_sql("ANALYZE")
    for statement in (_FIND_BOT, _FIND_INSTALLED, _FIND_INSTALLED_BY):
        compiled = statement.compile(storage._database.engine, compile_kwargs={"render_postcompile": True})
        with storage._database.reading() as connection:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {compiled}", tuple("?" * str(compiled).count("?"))
            )
            searches = [row[-1] for row in plan if row[-1].startswith(("SEARCH", "SCAN"))]
        assert len(searches) == 3
        assert all(search.endswith("(team_id=? AND enterprise_id=?)") for search in searches)
    storage.close()


def test_what_one_process_installs_another_finds(installed: Installed, database_url: str):
    other = open_storage(database_url, [KEY])
    installed.save("E1", None)
    assert Installed(other).token("E1", "T1") == "xoxb-E1-None"
    other.installations.delete_all(enterprise_id="E1", team_id=None)
    assert installed.token("E1", "T1") is None
    other.close()


def test_the_store_is_what_slacks_sdk_expects(storage: Storage):
    assert isinstance(storage.installations, InstallationStore)
    assert storage.installations.logger.name == "storage.installations"
    storage.installations.save(installation(None, "T1"))
    assert isinstance(storage.installations.find_bot(enterprise_id=None, team_id="T1"), Bot)
