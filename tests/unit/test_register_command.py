"""`register page` and `register feed` as a person types them: files in a language, and one sentence."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.pages.feed import NO_AUTHORITY, feed
from bolt_app.pages.printed import printed
from bolt_app.watch import Finding, FindingKind, Look
from bolt_app.watch.citations import citations
from bolt_app.watch.declarations import load
from storage import open_storage
from tests.record_builders import shipped, translator
from tests.storage.record import KEY, NOON
from tests.unit.test_command_line import run


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_written_without_settings_database_or_slack(tmp_path: Path, language: str) -> None:
    done = run(tmp_path, "register", "page", "--language", language, "--output", "policy.html", PORT="wrong")
    assert (done.returncode, done.stderr) == (0, "")
    register = shipped()
    assert done.stdout == f"policy.html: register {register.version}, {len(register.claims)} statements.\n"
    written = (tmp_path / "policy.html").read_text(encoding="utf-8")
    assert written == printed(register, translator(language))
    assert [path.name for path in tmp_path.iterdir()] == ["policy.html"]


def test_the_feed_bears_the_public_address_where_one_is_set(tmp_path: Path) -> None:
    done = run(tmp_path, "register", "feed", "--output", "a.atom", APP_BASE_URL="https://dp.example")
    assert done.stdout == f"a.atom: register {shipped().version}, {len(shipped().timeline)} changes.\n"
    assert (tmp_path / "a.atom").read_bytes() == feed(shipped(), translator("en"), "https://dp.example")


def test_without_a_public_address_the_feed_s_ids_are_nobody_s(tmp_path: Path) -> None:
    assert run(tmp_path, "register", "feed", "--language", "fr", "--output", "a.atom").returncode == 0
    root = ET.fromstring((tmp_path / "a.atom").read_bytes())  # noqa: S314 # our own
    assert root.findtext("{*}id") == f"tag:{NO_AUTHORITY},2026:policy/changes/fr"
    assert root.findall("{*}link") == []


@pytest.mark.parametrize("what", ["page", "feed"])
def test_a_file_that_cannot_be_written_is_one_sentence_and_exit_code_2(tmp_path: Path, what: str) -> None:
    done = run(tmp_path, "register", what, "--output", "no/such/folder")
    assert done.returncode == 2
    assert done.stderr == "The file no/such/folder cannot be written: No such file or directory.\n"


@pytest.mark.parametrize("words", [["page"], ["page", "--output", "x", "--language", "de"]])
def test_what_is_missing_or_unknown_is_refused_before_anything_is_written(
    tmp_path: Path, words: list[str]
) -> None:
    done = run(tmp_path, "register", *words)
    assert done.returncode == 2
    assert "Error: " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_page_bears_the_marks_of_this_installation_s_watch_where_that_is_asked_for(
    tmp_path: Path,
) -> None:
    database = f"sqlite:///{tmp_path / 'kept.sqlite3'}"
    storage = open_storage(database, [KEY])
    storage.migrate()
    [cited] = [one for one in citations(load()[0], shipped()) if one.claim == "predictive"]
    gone = Finding(
        "predictive", cited.source, load()[0].terms, cited.digest, quoted=True, kind=FindingKind.GONE,
        since=NOON, checked_at=NOON, last_there=NOON,
    )  # fmt: skip
    assert storage.pages.keep(Look(load()[0].terms, NOON, None, findings=(gone,)))
    storage.close()
    kept = {"DATABASE_URL": database, "ENCRYPTION_KEYS": KEY}
    for words, marked in ((["--watched"], True), ([], False)):
        done = run(tmp_path, "register", "page", "--output", "policy.html", *words, **kept)
        assert done.returncode == 0, done.stderr
        page = (tmp_path / "policy.html").read_text(encoding="utf-8")
        assert ("Slack changed this passage on 12 May 2026; it is being re-read." in page) is marked


def test_without_a_record_the_watch_found_nothing_to_mark_by(tmp_path: Path) -> None:
    done = run(tmp_path, "register", "page", "--watched", "--output", "policy.html")
    assert done.returncode == 2
    assert done.stderr.startswith("There is no record yet")
