"""What the watch found is read once a minute at most, by the clock handed in, for all threads together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bolt_app.register.findings import Change, Standing
from bolt_app.watch import Finding, FindingKind, PolicyChange
from bolt_app.watched import AT_MOST, CHANGES, Watched
from tests.storage.racing import at_once
from tests.unit.watch.test_telling import GONE, NOON, REGISTER, WATCHED

SECOND = timedelta(seconds=1)


@dataclass
class Pages:
    """Findings in memory, which count how often they are read."""

    found: list[Finding] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)

    def findings(self) -> Sequence[Finding]:
        return list(self.found)

    def listed(self, most: int) -> Sequence[Change]:
        self.asked.append(most)
        return ()

    def change(self, key: str) -> PolicyChange | None:
        assert key == "unknown"
        return None


class Clock:
    now = datetime(2026, 12, 3, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_a_minute_is_told_the_same_and_then_what_was_found_meanwhile():
    pages, clock = Pages(), Clock()
    watched = Watched(REGISTER, WATCHED, pages, clock)
    assert watched.findings().claims["quoted"].standing is Standing.NOT_CHECKED
    pages.found.append(GONE)
    clock.now += AT_MOST - SECOND
    assert watched.findings().claims["quoted"].standing is Standing.NOT_CHECKED
    assert pages.asked == [CHANGES]
    clock.now += SECOND
    assert watched.findings().claims["quoted"].standing is Standing.MISSING
    assert pages.asked == [CHANGES] * 2


def test_the_register_with_what_was_found_is_made_once_and_anew_with_what_is_found_next():
    pages, clock = Pages(), Clock()
    watched = Watched(REGISTER, WATCHED, pages, clock)
    known = watched.known()
    assert known.claims == REGISTER.claims
    assert watched.known() is known
    pages.found.append(GONE)
    clock.now += AT_MOST
    assert watched.known().findings == watched.findings() != known.findings


def test_a_clock_that_was_set_back_reads_anew():
    pages, clock = Pages(), Clock()
    watched = Watched(REGISTER, WATCHED, pages, clock)
    watched.findings()
    clock.now -= timedelta(days=1)
    watched.findings()
    assert len(pages.asked) == 2


def test_of_eight_that_ask_at_once_one_reads():
    pages, clock = Pages([GONE]), Clock()
    watched = Watched(REGISTER, WATCHED, pages, clock)
    told = at_once(lambda _: watched.findings())
    assert len(pages.asked) == 1
    assert {one.digest for one in told} == {watched.findings().digest}


def test_findings_made_of_the_same_rows_read_alike():
    there = Finding(
        "quoted", "principles", "Principles", GONE.citation, quoted=True, kind=FindingKind.STILL_THERE,
        since=NOON, checked_at=NOON,
    )  # fmt: skip
    first, second = (Watched(REGISTER, WATCHED, Pages([there]), Clock()) for _ in range(2))
    assert first.findings() == second.findings()


def test_a_change_that_is_not_kept_is_none():
    assert Watched(REGISTER, WATCHED, Pages(), Clock()).change("unknown") is None
