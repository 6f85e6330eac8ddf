"""Encryption at rest: what is kept cannot be read in the files, keys turn over, lost keys are named."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bolt_app.optout.chain import digest
from storage import Storage, StorageError, open_storage
from storage.vault import WrongKey, key_file_beside, key_in, vault
from tests.storage.record import ACME, GLOBEX, KEY, LETTER, OTHER_KEY, send, three_entries


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.glob("datapolicy.sqlite3*")))


def sqlite_in(folder: Path) -> str:
    return f"sqlite:///{folder}/datapolicy.sqlite3"


def test_what_is_locked_is_unlocked():
    locked = vault([KEY]).lock(LETTER + "\0")
    assert LETTER.encode() not in locked
    assert vault([KEY]).unlock(locked) == LETTER + "\0"


def test_the_first_key_locks_and_every_key_unlocks():
    old, both, new = vault([OTHER_KEY]), vault([KEY, OTHER_KEY]), vault([KEY])
    assert both.unlock(old.lock("old")) == "old"
    assert new.unlock(both.lock("new")) == "new"
    with pytest.raises(WrongKey):
        old.unlock(both.lock("new"))


@pytest.mark.parametrize("altered", [b"", b"gAAAA", b"\0\xff"])
def test_what_was_altered_is_refused_as_a_wrong_key_would_be(altered: bytes):
    with pytest.raises(WrongKey, match="No key in ENCRYPTION_KEYS opens what this database holds"):
        vault([KEY]).unlock(altered)


@pytest.mark.parametrize("wrong", ["", "short", KEY[:-1], "é" * 44])
def test_a_wrong_key_is_named_by_its_place_never_by_its_text(wrong: str):
    with pytest.raises(StorageError) as refused:
        vault([KEY, wrong])
    assert str(refused.value) == "Key 2 in ENCRYPTION_KEYS is not a Fernet key."


def test_a_vault_does_not_show_its_keys():
    assert KEY not in repr(vault([KEY]))


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path):
    file = key_file_beside(tmp_path / "datapolicy.sqlite3")
    made = key_in(file)
    assert file.name == "datapolicy.sqlite3.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert key_in(file) == made
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert vault([made]).unlock(vault([made]).lock("text")) == "text"


def test_a_key_file_that_is_there_is_never_touched(tmp_path: Path):
    file = tmp_path / "a.key"
    file.write_text(f"  {KEY}\n")
    before = file.stat()
    assert key_in(file) == KEY
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_of_several_that_make_the_key_file_at_once_all_get_the_same_key(tmp_path: Path):
    for number in range(20):
        file = tmp_path / f"{number}.key"
        with ThreadPoolExecutor(8) as threads:
            keys = set(threads.map(key_in, [file] * 8))
        assert keys == {file.read_text().strip()}
    assert len(list(tmp_path.iterdir())) == 20


def test_a_key_file_in_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path):
    with pytest.raises(StorageError, match=r"cannot be read or made\. Set ENCRYPTION_KEYS instead\."):
        key_in(tmp_path / "nowhere" / "a.key")


def test_a_key_file_that_holds_something_else_is_a_sentence(tmp_path: Path):
    for content in (b"", b"not a key", b"\xff\xfe"):
        (tmp_path / "datapolicy.sqlite3.key").write_bytes(content)
        with pytest.raises(StorageError, match=r"The key file .*datapolicy\.sqlite3\.key .* ENCRYPTION_KEYS"):
            open_storage(sqlite_in(tmp_path), [])


def test_texts_cannot_be_read_in_the_files_and_neither_can_the_key(tmp_path: Path):
    storage = open_storage(sqlite_in(tmp_path), [KEY])
    storage.migrate()
    send(storage)
    written = on_disk(tmp_path)
    assert b"T0ACME" in written
    for secret in (LETTER.encode(), b"feedback@slack.com", KEY.encode()):
        assert secret not in written
    storage.close()


def test_texts_in_the_tables_of_either_database_are_ciphertext(storage: Storage):
    send(storage)
    with storage._database.reading() as connection:
        [stored] = connection.execute(text("SELECT ciphertext FROM texts")).scalars()
    assert b"feedback" not in bytes(stored)
    assert vault([KEY]).unlock(bytes(stored)) == LETTER


def test_who_was_erased_is_gone_from_the_file_once_it_is_closed(tmp_path: Path):
    storage = open_storage(sqlite_in(tmp_path), [KEY])
    storage.migrate()
    three_entries(storage)
    assert b"U0PRIYA" in on_disk(tmp_path)
    storage.ledger.erase_person("U0PRIYA")
    storage.close()
    assert b"U0PRIYA" not in on_disk(tmp_path)
    assert b"U0OLIVIA" in on_disk(tmp_path)


def test_a_new_key_in_front_opens_what_the_old_one_locked(storage: Storage, database_url: str):
    send(storage)
    storage.close()
    turned = open_storage(database_url, [OTHER_KEY, KEY])
    turned.migrate()
    assert turned.ledger.text(ACME, digest(LETTER)) == LETTER
    send(turned, scope=GLOBEX)
    with turned._database.reading() as connection:
        newest = connection.execute(
            text("SELECT ciphertext FROM texts WHERE scope = 'T0GLOBEX'")
        ).scalar_one()
    assert vault([OTHER_KEY]).unlock(bytes(newest)) == LETTER
    turned.close()


def test_a_lost_key_is_one_sentence_and_nothing_is_opened(storage: Storage, database_url: str):
    send(storage)
    with pytest.raises(StorageError) as refused:
        open_storage(database_url, [OTHER_KEY])
    assert str(refused.value) == (
        "No key in ENCRYPTION_KEYS opens what this database holds. Add the key it was written with at the "
        "end of ENCRYPTION_KEYS, or put the key file back that belongs to it."
    )


def test_a_wrong_key_that_came_before_the_schema_is_refused_by_the_migration(database_url: str):
    early, right = open_storage(database_url, [OTHER_KEY]), open_storage(database_url, [KEY])
    right.migrate()
    with pytest.raises(WrongKey):
        early.migrate()
    right.migrate()
    early.close()
    right.close()


def test_a_key_file_that_is_gone_is_named_and_no_other_is_made(tmp_path: Path):
    storage = open_storage(sqlite_in(tmp_path), [])
    storage.migrate()
    send(storage)
    storage.close()
    file = tmp_path / "datapolicy.sqlite3.key"
    kept = file.read_text()
    file.unlink()
    with pytest.raises(StorageError, match=r"The key file .*/datapolicy\.sqlite3\.key is gone"):
        open_storage(sqlite_in(tmp_path), [])
    assert not file.exists()
    from_setting = open_storage(sqlite_in(tmp_path), [kept])
    assert from_setting.ledger.text(ACME, digest(LETTER)) == LETTER
    from_setting.close()
    file.write_text(kept)
    put_back = open_storage(sqlite_in(tmp_path), [])
    assert put_back.ledger.text(ACME, digest(LETTER)) == LETTER
    put_back.close()


def test_another_databases_key_file_is_named_in_the_sentence(tmp_path: Path):
    storage = open_storage(sqlite_in(tmp_path), [])
    storage.migrate()
    storage.close()
    (tmp_path / "datapolicy.sqlite3.key").write_text(OTHER_KEY)
    with pytest.raises(WrongKey, match=r"No key in .*datapolicy\.sqlite3\.key opens"):
        open_storage(sqlite_in(tmp_path), [])


def test_a_text_put_in_anothers_place_is_refused(storage: Storage, intruder: Connection):
    three_entries(storage)
    intruder.execute(
        text("UPDATE texts SET ciphertext = :other"), {"other": vault([KEY]).lock("another text")}
    )
    with pytest.raises(StorageError, match=f"The text {digest(LETTER)[:12]} of T0ACME is not the text that"):
        storage.ledger.text(ACME, digest(LETTER))


def test_a_text_whose_key_is_gone_is_refused_when_asked_for(storage: Storage, intruder: Connection):
    three_entries(storage)
    intruder.execute(text("UPDATE texts SET ciphertext = :other"), {"other": vault([OTHER_KEY]).lock(LETTER)})
    with pytest.raises(WrongKey):
        storage.ledger.text(ACME, digest(LETTER))


def test_with_keys_set_no_key_file_is_made(tmp_path: Path):
    storage = open_storage(sqlite_in(tmp_path), [KEY])
    storage.migrate()
    storage.close()
    assert [each.name for each in tmp_path.iterdir()] == ["datapolicy.sqlite3"]
