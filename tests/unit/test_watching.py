"""Turns of the watch by a clock that is handed in: when, by whom, what a stop or a bug leaves; its lines."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.watch import Comparison, Failure, FailureKind, FindingKind, Look, RecordKind
from bolt_app.watching import AGAIN, IDLE, LEASE, SOONER, Watching, in_words
from tests.storage.record import NOON
from tests.storage.test_pages import DOWN, LATER, TERMS, change, finding, version

HOUR = timedelta(hours=1)
READ = Look(TERMS, NOON, None)
FAILED = Look("Supplemental Terms", NOON, None, failure=DOWN)


@dataclass
class TurnsInMemory:
    """Whose turn it is, of one worker; what was done to it is kept in words."""

    due: datetime = NOON
    taken: int = 0
    done: list[str] = field(default_factory=list)
    unavailable: bool = False

    def take(self, now: datetime, lease: timedelta, *, early: bool = False) -> int | None:
        if self.unavailable:
            raise RecordUnavailable("out of reach")
        assert lease == LEASE
        if now < self.due and not early:
            return None
        self.taken += 1
        return self.taken

    def end(self, turn: int, due: datetime) -> None:
        assert turn == self.taken
        self.due = due
        self.done.append(f"turn {turn}")


@dataclass
class Scene:
    """A watch whose clock the test moves, and how often it looked."""

    gives: list[Look]
    turns: TurnsInMemory = field(default_factory=TurnsInMemory)
    now: datetime = NOON
    looks: int = 0
    broken: bool = False

    def __post_init__(self) -> None:
        self.watching = Watching(self.turns, self._look, lambda: self.now)

    def _look(self) -> Iterator[Look]:
        self.looks += 1
        if self.broken:
            raise ZeroDivisionError("a bug")
        yield from self.gives


def stops_after(pauses: int, each: Callable[[], None] = lambda: None) -> Callable[[float], bool]:
    """A pause that waits for nothing; after so many of them it is time to stop."""
    waited: list[float] = []

    def pause(seconds: float) -> bool:
        if seconds:
            assert seconds == IDLE
            each()
        waited.append(seconds)
        return len(waited) > pauses

    return pause


def test_the_pages_are_looked_at_twice_a_day():
    scene = Scene([READ, FAILED])
    for hour in range(49):
        scene.now = NOON + hour * HOUR
        scene.watching.turn()
    assert AGAIN == 12 * HOUR
    assert scene.looks == 5  # at 0, 12, 24, 36, 48 hours


def test_where_no_page_could_be_read_it_looks_again_after_an_hour():
    scene = Scene([FAILED])
    scene.watching.turn()
    assert scene.turns.due == NOON + SOONER


def test_a_turn_that_is_not_due_or_is_somebody_else_s_asks_no_page():
    scene = Scene([READ], TurnsInMemory(due=LATER))
    assert scene.watching.turn() is None
    assert scene.looks == 0


def test_by_hand_it_looks_before_it_is_due_and_tells_of_each_page_when_it_is_kept():
    scene, told = Scene([READ, FAILED], TurnsInMemory(due=LATER)), list[str]()
    assert scene.watching.turn(early=True, looked=lambda look: told.append(look.terms)) == [READ, FAILED]
    assert told == [TERMS, "Supplemental Terms"]
    assert scene.turns.due == NOON + AGAIN


def test_who_is_told_to_stop_stops_between_two_pages_and_leaves_the_turn_to_others():
    scene = Scene([READ, FAILED])
    assert scene.watching.turn(stopping=lambda: True) == [READ]
    assert scene.turns.due == NOON
    assert scene.turns.done == ["turn 1"]


def test_a_worker_looks_when_it_starts_and_whenever_a_turn_is_due():
    scene = Scene([READ])

    def an_hour_passes() -> None:
        scene.now += HOUR

    scene.watching.run(stops_after(100, an_hour_passes))
    assert scene.now > NOON + 24 * HOUR
    assert scene.looks == 1 + (scene.now - NOON - HOUR) // AGAIN


def test_a_database_out_of_reach_is_waited_for(caplog: pytest.LogCaptureFixture):
    scene = Scene([READ], TurnsInMemory(unavailable=True))

    def it_comes_back() -> None:
        scene.turns.unavailable = False

    scene.watching.run(stops_after(3, it_comes_back))
    assert scene.looks == 1
    assert "The watch waits, next try in 60 seconds: out of reach" in caplog.text


def test_a_bug_is_logged_whole_and_does_not_end_the_watch(caplog: pytest.LogCaptureFixture):
    scene = Scene([READ], broken=True)

    def it_is_mended() -> None:
        scene.broken = False

    scene.watching.run(stops_after(3, it_is_mended))
    assert scene.looks == 2
    [logged] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert logged.exc_info is not None
    assert scene.turns.done == ["turn 2"]


SMALL = replace(change(LATER), comparison=Comparison(change(LATER).comparison.paragraphs[:1]), claims=())
CHANGED = "Principles: changed: 2 paragraphs, statements touched: predictive, how"
GONE = (finding("how", kind=FindingKind.GONE), finding())
LINES = {
    "Principles: unchanged": READ,
    "Principles: read for the first time": Look(
        TERMS, NOON, None, (replace(version(NOON), kind=RecordKind.FIRST),)
    ),
    "Principles: unchanged but for white space, typography or markup": Look(
        TERMS, LATER, NOON, (version(LATER),)
    ),
    "Principles: unchanged; the app reads it in another way than before": Look(
        TERMS, LATER, NOON, (replace(version(LATER), kind=RecordKind.EXTRACTION_CHANGED),)
    ),
    CHANGED: Look(TERMS, LATER, NOON, (version(LATER),), change(LATER)),
    "Principles: changed: 1 paragraph": Look(TERMS, LATER, NOON, (version(LATER),), SMALL),
    f"{CHANGED}; quotes not on the page: how": Look(TERMS, LATER, NOON, (), change(LATER), GONE),
    "Supplemental Terms: failed: http-status (503)": FAILED,
    "Principles: failed: robots": Look(TERMS, NOON, None, failure=Failure(FailureKind.ROBOTS)),
}


@pytest.mark.parametrize("line", LINES)
def test_each_look_has_a_line_that_says_how_it_ended(line: str):
    assert in_words(LINES[line]) == line


def test_a_failure_is_never_called_unchanged():
    for kind in FailureKind:
        line = in_words(Look(TERMS, NOON, None, failure=Failure(kind), findings=(finding(),)))
        assert line == f"Principles: failed: {kind}"
        assert "unchanged" not in line
