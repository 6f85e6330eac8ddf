"""`watch` for cron: a line for each page, exit codes, the list of pages; never two at once."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from bolt_app import settings, watch_command
from bolt_app.cannot_start import CannotStartError
from bolt_app.demo.played_page import BLOCKED, PlayedPage, as_quoted, reworded
from bolt_app.demo.stage import Stage, quoted
from bolt_app.settings import Mode
from bolt_app.watching import AGAIN, LEASE, Watching
from bolt_app.working import build_watching
from storage import Storage, open_storage
from tests.record_builders import shipped

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TERMS = "Privacy Principles"
AS_IT_IS = as_quoted(shipped(), quoted(shipped()))


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    opened = open_storage(f"sqlite:///{tmp_path / 'pages.sqlite3'}", ())
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def slack_page() -> PlayedPage:
    return PlayedPage(AS_IT_IS)


class Days:
    """A clock that a run moves on by half a day."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def run(storage: Storage, slack_page: PlayedPage) -> Iterator[Callable[..., Result]]:
    """Run the command over the one played page."""
    days = Days()
    with Stage(slack_page) as stage:

        def watching() -> Watching:
            return build_watching(
                settings.read({}, Mode.LOOK),
                storage,
                days,
                declarations=stage.asked,
                fetcher=stage.fetcher,
            )

        def ran(*words: str) -> Result:
            days.now += AGAIN
            return CliRunner().invoke(watch_command.made_with(watching, lambda: storage.pages), words)

        yield ran


def test_it_prints_a_line_for_each_page_and_says_by_its_exit_code_whether_all_were_read(run, slack_page):
    lines = []
    for played in (AS_IT_IS, AS_IT_IS, reworded(shipped(), quoted(shipped())), BLOCKED):
        slack_page.plays(played)
        done = run()
        lines.append((done.exit_code, done.stdout.split(";")[0].strip()))
    assert lines == [
        (0, f"{TERMS}: read for the first time"),
        (0, f"{TERMS}: unchanged"),
        (0, f"{TERMS}: changed: 3 paragraphs, statements touched: predictive, choice-offered"),
        (1, f"{TERMS}: failed: blocked (Just a moment)"),
    ]


def test_it_looks_also_when_the_next_turn_is_not_due_yet(run, storage, slack_page):
    assert run().exit_code == 0
    assert storage.watch_turns.due() is not None
    assert run().exit_code == 0
    assert slack_page.asked == 2


def test_while_another_process_looks_it_looks_at_nothing(run, storage, slack_page):
    assert storage.watch_turns.take(NOON + AGAIN, LEASE) is not None
    done = run()
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Another process is looking at the pages at this moment.\n"
    assert slack_page.asked == 0


def test_the_list_is_checked_without_asking_for_a_page(run, slack_page):
    done = run("--check-list")
    assert done.exit_code == 0
    assert f"{TERMS}: https://slack.com/trust/data-management/privacy-principles (" in done.stdout
    assert done.stdout.rstrip().endswith(f"citations of register {shipped().version}.")
    assert slack_page.asked == 0


def test_every_version_that_was_read_becomes_a_file(run, slack_page: PlayedPage, tmp_path: Path):
    for played in (AS_IT_IS, BLOCKED, reworded(shipped(), quoted(shipped()))):
        slack_page.plays(played)
        run()
    file = tmp_path / "pages.zip"
    done = run("--tree", str(file))
    assert (done.exit_code, done.stdout) == (0, f"{file}: versions 2, pages 1.\n")
    with ZipFile(file) as tree:
        texts = {name: tree.read(name).decode() for name in tree.namelist() if name.endswith(".md")}
    first, second, newest = texts
    assert (first[:27], newest) == (f"Slack/{TERMS}/20", f"Slack/{TERMS}.md")
    assert "non-generative" in texts[first]
    assert "non-generative" not in texts[second]
    assert texts[second] == texts[newest]


def test_where_nothing_was_read_the_tree_is_empty(run, slack_page: PlayedPage, tmp_path: Path):
    file = tmp_path / "pages.zip"
    assert run("--tree", str(file)).stdout == f"{file}: versions 0, pages 0.\n"
    assert slack_page.asked == 0


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(run, tmp_path: Path):
    done = run("--tree", str(tmp_path / "nowhere" / "pages.zip"))
    assert isinstance(done.exception, CannotStartError)
    assert str(done.exception).endswith("pages.zip cannot be written: No such file or directory.")
