"""Slack's page played through its versions A to E: each change found, the right claims marked, all kept.

The pages are built from the register's short quotes, with text round them that was written for the tests.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from bolt_app import settings
from bolt_app.demo.played_page import Played, PlayedPage
from bolt_app.demo.stage import Stage
from bolt_app.register import load
from bolt_app.register.findings import Standing
from bolt_app.settings import Mode
from bolt_app.watch import Comparison, Declaration, Mark
from bolt_app.watched import Watched
from bolt_app.watching import LEASE, Watching
from bolt_app.working import build_watching
from storage import Storage, open_storage
from tests.postgres import fresh_database
from tests.scenarios.conftest import StandingClock
from tests.slack_pages import FILLER, changed, page, principles
from tests.storage.racing import at_once
from tests.storage.record import KEY

REGISTER = load()
CLAIMS = REGISTER.claims


def _versions() -> Mapping[str, Sequence[str]]:
    """The paragraphs of each version, as far as its words are known in English; D's is our own rendering."""
    c = principles(REGISTER, "C")
    without_access = [text for text in c if text != CLAIMS["cannot-access"].quote]
    d = changed(without_access, "non-generative AI/ML models", "predictive models")
    d = changed(d, CLAIMS["choice-offered"].quote or "", CLAIMS["heading-before"].quote or "")
    return {
        "A": (*(CLAIMS["opening-2019"].quote or "").split(" … "), *FILLER),
        "B": principles(REGISTER, "B"),
        "C": c,
        "D": d,
        "E": (*d[:1], CLAIMS["generative"].quote or "", *d[1:]),
    }


VERSIONS = _versions()
QUOTED = (
    "opening-2019", "wording-before", "predictive", "no-llm-2024", "generative", "no-leak", "cannot-access",
    "choice-offered", "how", "no-deadline", "after-opt-out", "channel-recommendations", "search-ranking",
    "autocomplete",
)  # fmt: skip
"""The claims that quote the page in one version or another."""


def on(version: str) -> set[str]:
    """The claims whose quotes stand in a version; an ellipsis leaves words out."""
    text = " ".join(VERSIONS[version])
    return {key for key in QUOTED if all(part in text for part in (CLAIMS[key].quote or "").split(" … "))}


GOES: Mapping[str, set[str]] = {
    "AB": {"opening-2019"},
    "BC": {"wording-before"},
    "CD": {"predictive", "cannot-access", "choice-offered"},
    "DE": set(),
}
"""What goes with each step, written down by hand."""


@dataclass
class Scene:
    """One played page, and a register that knows it as it is in one version."""

    storage: Storage
    stage: Stage
    slack_page: PlayedPage
    clock: StandingClock
    version: str

    def __post_init__(self) -> None:
        [shipped] = self.stage.asked
        known = tuple(key for key in QUOTED if key in on(self.version))
        self.declared: Declaration = replace(shipped, sources=(), quoted_by=known, past=())
        self.watched = Watched(REGISTER, [self.declared], self.storage.pages, self.clock.now)

    def looks(self) -> None:
        """Half a day passes, and the watch looks."""
        self.clock.passes(hours=12)
        self.worker().turn()

    def worker(self) -> Watching:
        """One more process that watches."""
        return build_watching(
            settings.read({}, Mode.LOOK),
            self.storage,
            self.clock.now,
            register=REGISTER,
            declarations=[self.declared],
            fetcher=self.stage.fetcher,
        )

    def plays(self, version: str) -> None:
        self.slack_page.plays(Played(page(*VERSIONS[version]).decode()))
        self.looks()

    @property
    def marked(self) -> set[str]:
        return {key for key, found in self.watched.findings().claims.items() if found.marks}


@pytest.fixture(params=["sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    if request.param == "sqlite":
        yield from _opened(f"sqlite:///{tmp_path}/pages.sqlite3")
        return
    with fresh_database() as address:
        yield from _opened(address)


def _opened(address: str) -> Iterator[Storage]:
    opened = open_storage(address, [KEY])
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def scene(storage: Storage, clock: StandingClock) -> Iterator[Callable[[str], Scene]]:
    """Begin with a version that has been read once."""
    slack_page = PlayedPage(Played(""))
    with Stage(slack_page) as stage:

        def begins(version: str) -> Scene:
            begun = Scene(storage, stage, slack_page, clock, version)
            begun.plays(version)
            return begun

        yield begins


def said(comparison: Comparison, mark: Mark) -> str:
    """All words of a comparison that met this fate."""
    return " ".join(
        part.text for paragraph in comparison.paragraphs for part in paragraph.words if part.mark is mark
    )


def test_what_goes_with_each_step_is_what_the_versions_differ_by():
    assert {before + after: on(before) - on(after) for before, after in pairwise("ABCDE")} == GOES


@pytest.mark.parametrize("step", GOES)
def test_each_step_is_found_and_marks_the_claims_whose_quotes_went_and_no_other(scene, step: str):
    before, after = tuple(step)
    begun = scene(before)
    assert begun.marked == set()
    begun.plays(after)
    found = begun.watched.findings().claims
    assert {key for key, one in found.items() if one.standing is Standing.MISSING} == GOES[step]
    assert begun.marked == GOES[step]


@pytest.mark.parametrize("step", GOES)
def test_the_words_of_each_step_are_kept_with_both_texts(scene, step: str):
    before, after = tuple(step)
    begun = scene(before)
    begun.plays(after)
    [change] = begun.storage.pages.changes()
    first, second = begun.storage.pages.versions(begun.declared.terms)
    assert (change.before, change.found_at) == (first.fetched_at, second.fetched_at)
    assert change.unchanged_until == first.fetched_at
    removed, added = (said(change.comparison, mark) for mark in (Mark.REMOVED, Mark.ADDED))
    assert removed + added
    for word in removed.split()[:5]:
        assert word in first.text
    for word in added.split()[:5]:
        assert word in second.text
    assert second.page == page(*VERSIONS[after])


def test_the_sentence_that_came_with_e_is_shown_as_added(scene):
    begun = scene("D")
    begun.plays("E")
    [change] = begun.storage.pages.changes()
    assert "unless Customer provides affirmative opt-in consent" in said(change.comparison, Mark.ADDED)
    assert change.claims == ()


def test_all_versions_in_a_row_are_five_texts_and_four_changes(scene):
    begun = scene("A")
    for version in "BCDE":
        begun.plays(version)
    assert len(list(begun.storage.pages.versions(begun.declared.terms))) == 5
    changes = begun.storage.pages.changes()
    assert [change.found_at for change in changes] == sorted(
        (change.found_at for change in changes), reverse=True
    )
    assert len({change.id for change in changes}) == 4


def test_of_eight_workers_one_asks_for_the_page_twice_a_day(scene):
    begun = scene("C")
    asked = begun.slack_page.asked
    for _ in range(3):
        begun.clock.passes(hours=12)
        turns = at_once(lambda _: begun.worker().turn())
        assert sum(1 for turn in turns if turn is not None) == 1
    assert begun.slack_page.asked == asked + 3


def test_the_page_a_worker_was_killed_over_is_read_by_the_next_one(scene):
    begun = scene("C")
    begun.clock.passes(hours=12)
    assert begun.storage.watch_turns.take(begun.clock.now(), LEASE) is not None
    asked = begun.slack_page.asked
    assert begun.worker().turn() is None
    begun.clock.passes(minutes=15)
    assert begun.worker().turn() is not None
    assert begun.slack_page.asked == asked + 1
