"""`evidence add` as an operator types it: the grade, the refusals, and nothing recorded by it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bolt_app.__main__ import main
from bolt_app.evidence.adding import Desk
from bolt_app.filing import put
from storage import Storage, open_storage
from tests.storage.record import ACME, KEY, recorded, send
from tests.unit.evidence.mails import NOBODY_LISTED, NOW, PLACE, dns, mail


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'record.sqlite3'}"


@pytest.fixture
def storage(database_url: str) -> Iterator[Storage]:
    opened = open_storage(database_url, [KEY])
    opened.migrate()
    recorded(send(opened))
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "reply.eml"
    place.write_bytes(mail("Completed for T0ACME.\n"))
    return place


def add(database_url: str, file: Path, *words: str, entry: str = "1") -> tuple[int, str]:
    line = ["evidence", "add", "--scope", "T0ACME", "--entry", entry, "--file", str(file), *words]
    done = CliRunner().invoke(main, line, env={"DATABASE_URL": database_url, "ENCRYPTION_KEYS": KEY})
    return done.exit_code, done.output


def test_the_grade_is_printed_and_nothing_is_recorded(storage: Storage, database_url: str, file: Path):
    before = storage.ledger.entries(ACME)
    code, shown = add(database_url, file)
    assert code == 0
    assert "On file beside entry 1: 2024-05-17 support@slack.com: Re: Slack Global model" in shown
    assert "Grade: the e-mail as a file. It bears no signature. It names this workspace." in shown
    assert "Nothing is recorded by this. Owners find the mail in Home" in shown
    assert storage.ledger.entries(ACME) == before
    assert [known.own for known in storage.archive.mails(ACME)] == ["Completed for T0ACME."]


def test_the_address_is_looked_for_where_it_is_given(storage: Storage, database_url: str, file: Path):
    file.write_bytes(mail("Completed for acme.slack.com.\n"))
    assert "It names this workspace." in add(database_url, file, "--url", "https://acme.slack.com")[1]
    assert len(storage.archive.mails(ACME)) == 1


@pytest.mark.parametrize(
    "refused",
    [
        (b"", "1", "The file is empty."),
        (b"x" * (3 * 1024 * 1024), "1", "larger than 2 MB"),
        (mail(From="notification@slack.com"), "1", "a notification"),
        (mail("For T024BE7LH.\n"), "1", "names another workspace"),
        (mail(), "7", "no such entry"),
    ],
)
def test_a_refused_mail_is_exit_code_1_and_a_sentence(
    storage: Storage, database_url: str, file: Path, refused: tuple[bytes, str, str]
):
    raw, entry, words = refused
    file.write_bytes(raw)
    code, shown = add(database_url, file, entry=entry)
    assert code == 1
    assert words in shown
    assert storage.archive.mails(ACME) == []


def test_a_mail_about_what_is_not_recorded_yet_is_put_on_file(
    storage: Storage, database_url: str, file: Path
):
    code, shown = add(database_url, file, entry="0")
    assert code == 0
    assert shown.startswith("On file: ")
    assert [kept.entry for kept in storage.archive.mails(ACME)] == [0]


def test_the_same_mail_twice_is_told(storage: Storage, database_url: str, file: Path):
    assert add(database_url, file)[0] == 0
    assert add(database_url, file) == (
        1,
        "This e-mail is on file already. It keeps the grade it was given then.\n",
    )
    assert len(storage.archive.mails(ACME)) == 1


@pytest.mark.usefixtures("storage")
def test_a_file_that_cannot_be_read_is_named(database_url: str, tmp_path: Path):
    code, shown = add(database_url, tmp_path / "missing.eml")
    assert code == 2
    assert "missing.eml cannot be read: No such file or directory" in shown


def test_before_the_first_start_there_is_nothing_to_add_to(database_url: str, file: Path):
    code, shown = add(database_url, file)
    assert code == 2
    assert "There is no record yet" in shown


def test_the_key_that_was_looked_up_is_printed(storage: Storage):
    from tests.unit.evidence.mails import key, published, signed  # noqa: PLC0415 # needs the extra [dkim]

    pytest.importorskip("dkim")
    filed = put(
        signed(mail()),
        PLACE,
        storage.ledger.entries(ACME),
        1,
        desk=Desk(storage.archive, NOBODY_LISTED, dns()),
        now=NOW,
    )
    assert filed.done
    assert f"Key: s2026._domainkey.slack.com = {published(key())}" in filed.lines
    assert any("valid for slack.com, but the sender is not on our list" in line for line in filed.lines)


def run(database_url: str, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        main, ["evidence", *words], env={"DATABASE_URL": database_url, "ENCRYPTION_KEYS": KEY}
    )
    return done.exit_code, done.output


def test_less_is_kept_of_a_mail_when_the_operator_has_read_what_goes(
    storage: Storage, database_url: str, file: Path
):
    add(database_url, file)
    [kept] = storage.archive.mails(ACME)
    line = ("reduce", "--scope", "T0ACME", "--mail", kept.sha256[:12].upper())
    code, shown = run(database_url, *line)
    assert code == 1
    assert "the file would go" in shown
    assert "Nothing was changed. Add --yes" in shown
    assert storage.archive.raw(ACME, kept.sha256) == file.read_bytes()

    before = storage.ledger.entries(ACME)
    code, shown = run(database_url, *line, "--yes")
    assert code == 0
    assert "Its signature cannot be checked again. The grades that entries carry stay." in shown
    assert storage.archive.raw(ACME, kept.sha256) is None
    assert storage.archive.mails(ACME)[0].header.startswith("From: Slack Support")
    assert storage.ledger.entries(ACME) == before
    assert run(database_url, *line, "--yes") == (1, "Of this mail only a part was kept already.\n")


@pytest.mark.parametrize("beginning", ["", " ", "zz", "0" * 64])
def test_less_is_kept_of_the_one_mail_that_was_meant(
    storage: Storage, database_url: str, file: Path, beginning: str
):
    add(database_url, file)
    code, shown = run(database_url, "reduce", "--scope", "T0ACME", "--mail", beginning, "--yes")
    assert (code, "No mail on file begins with that." in shown) == (1, True)
    assert not storage.archive.mails(ACME)[0].reduced


def test_a_beginning_that_fits_two_mails_fits_none(storage: Storage, database_url: str, file: Path):
    for number in range(17):  # of seventeen hashes two begin with the same digit of sixteen
        file.write_bytes(mail(f"Completed for T0ACME, {number}.\n"))
        add(database_url, file)
    begins = Counter(one.sha256[0] for one in storage.archive.mails(ACME))
    digit, number = begins.most_common(1)[0]
    code, shown = run(database_url, "reduce", "--scope", "T0ACME", "--mail", digit, "--yes")
    assert (code, f"{number} mails on file begin with that." in shown) == (1, True)
    assert not any(one.reduced for one in storage.archive.mails(ACME))


def test_the_mails_on_file_are_listed_with_what_is_left_of_each(
    storage: Storage, database_url: str, file: Path
):
    assert run(database_url, "list", "--scope", "T0ACME") == (0, "No mail is on file.\n")
    add(database_url, file)
    [kept] = storage.archive.mails(ACME)
    told = f"2024-05-17 {kept.sender}: {kept.subject}\n"
    assert (
        run(database_url, "list", "--scope", "T0ACME")[1] == f"{kept.sha256}  whole, beside entry 1: {told}"
    )
    run(database_url, "reduce", "--scope", "T0ACME", "--mail", kept.sha256, "--yes")
    assert run(database_url, "list", "--scope", "T0ACME")[1].startswith(f"{kept.sha256}  in part")
