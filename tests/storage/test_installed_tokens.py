"""Tokens in the installations' table: out of sight, bound to their workspace, whole when read."""

import pytest
from sqlalchemy import text

from storage import StorageError
from storage.vault import WrongKey, vault
from tests.storage.installs import Installed, in_tables
from tests.storage.record import OTHER_KEY


def test_long_tokens_and_many_scopes_come_back(installed: Installed):
    long = {"bot_token": "xoxe.xoxb-" + "1" * 5000, "bot_refresh_token": "xoxe-" + "2" * 5000}
    installed.save(None, "T1", **long, bot_scopes=[f"scope:{n}" for n in range(500)], team_name="n" * 5000)
    bot = installed.storage.installations.find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert {"bot_token": bot.bot_token, "bot_refresh_token": bot.bot_refresh_token} == long
    assert len(bot.bot_scopes) == 500


def test_characters_no_database_takes_are_left_out_of_names_and_kept_in_values(installed: Installed):
    values = {"note": "NUL \0 and half a pair \ud83d"}
    installed.save("E\x001", "T1", team_name="A\0cme \ud83d", user_id="U\x001", custom_values=values)
    [found] = installed.storage.installations.every()
    assert (found.enterprise_id, found.team_name, found.user_id) == ("E1", "Acme ?", "U1")
    assert found.custom_values == values
    assert installed.token("E1", "T1\0") == "xoxb-E\x001-T1"


def test_tokens_cannot_be_read_in_the_table(installed: Installed):
    installed.save("E1", "T1", bot_token="xoxb-s3cret", bot_refresh_token="xoxe-s3cret")
    stored = in_tables(installed.storage)
    assert "U0OLIVIA" in stored
    assert "s3cret" not in stored
    assert "s3cret" not in repr(installed.storage)


def test_a_token_that_was_taken_back_is_gone_from_the_table(installed: Installed):
    installed.save(None, "T1")
    installed.storage.installations.delete_bot(enterprise_id=None, team_id="T1")
    assert "gAAAA" not in in_tables(installed.storage)


def test_tokens_put_beside_another_workspace_are_refused(installed: Installed):
    installed.save(None, "T1")
    installed.save(None, "T2")
    with installed.storage._database.writing() as connection:
        connection.execute(
            text(
                "UPDATE installations SET tokens ="
                " (SELECT other.tokens FROM installations AS other WHERE other.team_id = 'T1')"
            )
        )
    assert installed.token(None, "T1") == "xoxb-None-T1"
    with pytest.raises(StorageError, match=r"^The tokens of T2 are another installation's\.$"):
        installed.token(None, "T2")


def test_a_token_whose_key_is_gone_is_a_sentence(installed: Installed):
    installed.save(None, "T1")
    with installed.storage._database.writing() as connection:
        connection.execute(
            text("UPDATE installations SET tokens = :other"), {"other": vault([OTHER_KEY]).lock("[]")}
        )
    with pytest.raises(WrongKey, match="No key in ENCRYPTION_KEYS opens what this database holds"):
        installed.token(None, "T1")
