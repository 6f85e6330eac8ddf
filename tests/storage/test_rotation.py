"""Keys turned over: everything that is encrypted, in batches, restartable, beside others; lost keys named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, event, text

from bolt_app.optout.chain import digest
from bolt_app.optout.model import Statement
from storage import Storage, StorageError, open_storage
from storage import rotation as rotating
from storage.rotation import rotate
from storage.tables import META, Schema
from storage.vault import WrongKey, vault
from tests.storage.installs import Installed
from tests.storage.record import ACME, GLOBEX, KEY, LETTER, OTHER_KEY, entry_after, send


def with_keys(database_url: str, *keys: str) -> Storage:
    """Open the same database with other keys, newest first."""
    opened = open_storage(database_url, keys)
    opened.migrate()
    return opened


def filled(storage: Storage) -> None:
    """Write two texts and two tokens."""
    for scope in (ACME, GLOBEX):
        send(storage, scope=scope)
    Installed(storage).save("E1", None)
    Installed(storage).save("E1", "T1", bot_refresh_token="xoxe-1")


def ciphertexts(storage: Storage) -> list[bytes]:
    """Return every binary value in the database."""
    found: list[bytes] = []
    with storage._database.reading() as connection:
        for table in Schema.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, LargeBinary):
                    rows = connection.execute(text(f"SELECT {column.name} FROM {table.name}"))  # noqa: S608
                    found += [bytes(value) for value in rows.scalars() if value is not None]
    return found


def many_texts(storage: Storage, number: int) -> dict[str, str]:
    """Write an entry with this many texts, by their hash."""
    letters = {f"letter {place}": f"text {place}" for place in range(number)}
    named = tuple((kind, digest(letter)) for kind, letter in letters.items())
    assert storage.ledger.append([entry_after(None, Statement(texts=named))], letters)
    return {digest(letter): letter for letter in letters.values()}


def test_after_a_rotation_the_old_key_can_be_dropped(storage: Storage, database_url: str):
    filled(storage)
    both = with_keys(database_url, OTHER_KEY, KEY)
    assert rotate(both) == 5
    both.close()
    alone = with_keys(database_url, OTHER_KEY)
    assert alone.ledger.text(ACME, digest(LETTER)) == LETTER
    assert alone.ledger.text(GLOBEX, digest(LETTER)) == LETTER
    assert Installed(alone).token("E1", "T1") == "xoxb-E1-T1"
    assert Installed(alone).token("E1", "T2") == "xoxb-E1-None"
    alone.close()


def test_every_binary_value_is_encrypted_anew_and_the_old_key_opens_none(storage: Storage, database_url: str):
    filled(storage)
    both = with_keys(database_url, OTHER_KEY, KEY)
    rotate(both)
    after = ciphertexts(both)
    assert len(after) == 5
    for ciphertext in after:
        assert vault([OTHER_KEY]).unlock(ciphertext)
        with pytest.raises(WrongKey):
            vault([KEY]).unlock(ciphertext)
    both.close()


def test_the_old_key_alone_is_refused_after_a_rotation(storage: Storage, database_url: str):
    send(storage)
    both = with_keys(database_url, OTHER_KEY, KEY)
    rotate(both)
    both.close()
    with pytest.raises(WrongKey, match="No key in ENCRYPTION_KEYS opens what this database holds"):
        open_storage(database_url, [KEY])


def test_a_second_rotation_has_nothing_to_do(storage: Storage, database_url: str):
    filled(storage)
    assert rotate(storage) == 0
    both = with_keys(database_url, OTHER_KEY, KEY)
    rotate(both)
    settled = ciphertexts(both)
    assert rotate(both) == 0
    assert ciphertexts(both) == settled
    both.close()


@pytest.mark.parametrize("number", [rotating._BATCH - 1, rotating._BATCH, 2 * rotating._BATCH + 1])
def test_batches_leave_none_out(storage: Storage, database_url: str, number: int):
    letters = many_texts(storage, number)
    both = with_keys(database_url, OTHER_KEY, KEY)
    assert rotate(both) == number + 1
    both.close()
    alone = with_keys(database_url, OTHER_KEY)
    assert {sha256: alone.ledger.text(ACME, sha256) for sha256 in letters} == letters
    alone.close()


class StoppedError(Exception):
    """Somebody pulled the plug."""


def stop_at_write(storage: Storage, number: int) -> Callable[[], None]:
    """Have the nth UPDATE fail, until the returned function is called."""
    writes = 0

    def count(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        nonlocal writes
        writes += statement.startswith("UPDATE")
        if writes == number:
            raise StoppedError

    engine = storage._database.engine
    event.listen(engine, "before_cursor_execute", count)
    return lambda: event.remove(engine, "before_cursor_execute", count)


@pytest.mark.parametrize("stopped_at", [1, rotating._BATCH, rotating._BATCH + 2, rotating._BATCH + 4])
def test_a_rotation_that_was_stopped_goes_on_where_it_was(
    storage: Storage, database_url: str, stopped_at: int
):
    many_texts(storage, rotating._BATCH + 1)
    Installed(storage).save("E1", None)
    Installed(storage).save("E1", "T1")
    both = with_keys(database_url, OTHER_KEY, KEY)
    go_on = stop_at_write(both, stopped_at)
    with pytest.raises(StoppedError):
        rotate(both)
    go_on()
    with pytest.raises(WrongKey):  # the check value is last: the old key is still asked for
        open_storage(database_url, [OTHER_KEY])
    done = sum(1 for each in ciphertexts(both) if vault([OTHER_KEY, KEY]).renew(each) is None)
    assert rotate(both) == rotating._BATCH + 4 - done
    assert rotate(both) == 0
    both.close()
    with_keys(database_url, OTHER_KEY).close()


def test_what_is_written_meanwhile_is_not_overwritten(storage: Storage, database_url: str):
    Installed(storage).save("E1", "T1")
    both = with_keys(database_url, OTHER_KEY, KEY)
    again = with_keys(database_url, OTHER_KEY, KEY)
    done = False

    def install_again(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        nonlocal done
        if statement.startswith("SELECT installations.tokens") and not done:
            done = True
            Installed(again).save("E1", "T1", bot_token="xoxb-newer")

    event.listen(both._database.engine, "after_cursor_execute", install_again)
    assert rotate(both) == 1
    assert Installed(both).token("E1", "T1") == "xoxb-newer"
    assert rotate(both) == 0
    both.close()
    again.close()


def test_an_installation_without_a_token_is_passed_over(storage: Storage, database_url: str):
    Installed(storage).save("E1", "T1", bot_token=None)
    both = with_keys(database_url, OTHER_KEY, KEY)
    assert rotate(both) == 1
    both.close()


def test_a_lost_key_is_a_sentence_and_all_that_can_be_opened_is_encrypted_anew(
    storage: Storage, database_url: str
):
    filled(storage)
    lost = "bG9zdC1rZXktb2YtdGhlLXN0b3JhZ2UtdGVzdHMtLS0="
    with storage._database.writing() as connection:
        connection.execute(
            text("UPDATE texts SET ciphertext = :closed WHERE scope = 'T0ACME'"),
            {"closed": vault([lost]).lock(LETTER)},
        )
    both = with_keys(database_url, OTHER_KEY, KEY)
    with pytest.raises(StorageError) as refused:
        rotate(both)
    both.close()
    assert str(refused.value) == (
        "No key in ENCRYPTION_KEYS opens 1 of the values that are kept, first texts.ciphertext of T0ACME "
        f"{digest(LETTER)}. All others are encrypted with the newest key now. Add the lost key at the end of "
        "the keys and do this again; without it, these values stay unreadable."
    )
    alone = with_keys(database_url, OTHER_KEY)
    assert alone.ledger.text(GLOBEX, digest(LETTER)) == LETTER
    assert Installed(alone).token("E1", "T1") == "xoxb-E1-T1"
    alone.close()
    found_again = with_keys(database_url, OTHER_KEY, lost)
    assert rotate(found_again) == 1
    assert found_again.ledger.text(ACME, digest(LETTER)) == LETTER
    found_again.close()


def test_the_check_value_is_rotated_after_everything_else():
    kept = [each.table for each in rotating._ciphertexts()]
    assert kept.index(META) == len(kept) - 1
    assert len(kept) >= 3


def test_no_more_than_a_batch_is_read_at_once(storage: Storage, database_url: str):
    many_texts(storage, rotating._BATCH + 5)
    both = with_keys(database_url, OTHER_KEY, KEY)
    sizes = [len(batch) for kept in rotating._ciphertexts() for batch in kept.batches(both._database)]
    assert sizes == [rotating._BATCH, 5, 1]
    both.close()


def test_a_key_in_a_file_is_turned_over_through_the_setting(tmp_path: Path):
    address = f"sqlite:///{tmp_path}/datapolicy.sqlite3"
    from_file = with_keys(address)
    send(from_file)
    from_file.close()
    in_file = (tmp_path / "datapolicy.sqlite3.key").read_text().strip()
    both = with_keys(address, OTHER_KEY, in_file)
    assert rotate(both) == 2
    both.close()
    alone = with_keys(address, OTHER_KEY)
    assert alone.ledger.text(ACME, digest(LETTER)) == LETTER
    alone.close()
