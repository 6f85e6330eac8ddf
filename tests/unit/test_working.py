"""The watch beside the worker: a thread of its own, which ends with the process and holds nobody up."""

import threading
from collections.abc import Callable, Iterator

import pytest

from bolt_app import settings
from bolt_app.cannot_start import CannotStartError
from bolt_app.settings import Mode
from bolt_app.watch import Declaration, Look
from bolt_app.watching import Watching
from bolt_app.working import _watched_beside, build_watching
from storage import open_storage
from tests.patience import PATIENCE
from tests.storage.record import NOON
from tests.unit.test_watching import TurnsInMemory


class Waiting(Watching):
    """Notes that it began and ended; `while_waiting` is what it does before it looks whether to stop."""

    def __init__(self, while_waiting: Callable[[], object] = lambda: None) -> None:
        super().__init__(TurnsInMemory(), self._nothing, lambda: NOON)
        self.began, self.ended = threading.Event(), threading.Event()
        self.thread: threading.Thread | None = None
        self._while_waiting = while_waiting

    @staticmethod
    def _nothing() -> Iterator[Look]:
        yield from ()

    def run(self, pause: Callable[[float], bool]) -> None:
        self.thread = threading.current_thread()
        self.began.set()
        self._while_waiting()
        while not pause(60.0):
            pass
        self.ended.set()


def test_it_runs_in_a_thread_of_its_own_and_ends_when_the_worker_ends():
    watching = Waiting()
    with _watched_beside(watching):
        assert watching.began.wait(PATIENCE)
        assert not watching.ended.is_set()
    assert watching.ended.wait(PATIENCE)
    assert watching.thread
    assert watching.thread.name == "watch"


def test_it_ends_also_when_the_worker_breaks():
    watching = Waiting()
    with pytest.raises(ZeroDivisionError), _watched_beside(watching):
        raise ZeroDivisionError
    assert watching.ended.wait(PATIENCE)


def test_a_look_that_takes_long_does_not_hold_the_process_up():
    go = threading.Event()
    watching = Waiting(lambda: go.wait(PATIENCE))
    with _watched_beside(watching):
        assert watching.began.wait(PATIENCE)
    assert not watching.ended.is_set()  # it is left behind; a daemon thread keeps no process alive
    assert watching.thread
    assert watching.thread.daemon
    go.set()
    assert watching.ended.wait(PATIENCE)


def test_where_the_setting_says_no_nothing_runs():
    before = set(threading.enumerate())
    with _watched_beside(None):
        assert set(threading.enumerate()) <= before


def test_a_list_with_a_selector_that_is_none_is_refused_before_anything_runs(tmp_path):
    storage = open_storage(f"sqlite:///{tmp_path / 'x.sqlite3'}", ())
    bad = Declaration("Principles", "https://slack.com/p", ("main[",), (), "en", ())
    with pytest.raises(CannotStartError, match="which is no CSS selector"):
        build_watching(settings.read({}, Mode.LOOK), storage, lambda: NOON, declarations=[bad])
    storage.close()
