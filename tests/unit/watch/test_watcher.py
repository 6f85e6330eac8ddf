"""Whole turns over pretended pages: what is recorded, what is told, and what a bad answer never does."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bolt_app.register import load as load_register
from bolt_app.watch import (
    Declaration,
    Failure,
    FailureKind,
    FindingKind,
    Look,
    RecordKind,
    Standing,
    Validators,
    Version,
    WordsKind,
)
from bolt_app.watch.answer import Answer, Fetched, Unchanged
from bolt_app.watch.declarations import DeclarationError, load
from bolt_app.watch.page import extractor
from bolt_app.watch.watcher import Watcher
from tests.page_archive import ArchiveInMemory
from tests.slack_pages import FILLER, changed, page, principles

REGISTER = load_register()
PRINCIPLES = next(one for one in load() if one.terms == "Privacy Principles")
BEFORE, CHANGE, LATER = (principles(REGISTER, version) for version in "BCE")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DOWN = Failure(FailureKind.HTTP_STATUS, "503")


@dataclass
class Server:
    """Answers what it was told to, and notes with what it was asked."""

    answer: Answer
    asked: list[tuple[str, Validators]] = field(default_factory=list)

    def __call__(self, url: str, validators: Validators) -> Answer:
        self.asked.append((url, validators))
        return self.answer


@dataclass
class Days:
    """A clock that moves when it is told to."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


class World:
    """A watch over one page, day after day."""

    def __init__(self, declaration: Declaration = PRINCIPLES) -> None:
        self.archive, self.server, self.clock = ArchiveInMemory(), Server(DOWN), Days()
        self.declaration = declaration

    def day(self, answer: Answer | bytes | tuple[str, ...]) -> Look:
        """What the next day's look gave, the server answering so."""
        if isinstance(answer, tuple):
            answer = page(*answer)
        if isinstance(answer, bytes):
            answer = Fetched(answer, "text/html", Validators(f'"{hashlib.sha256(answer).hexdigest()[:8]}"'))
        self.server.answer = answer
        watcher = Watcher([self.declaration], REGISTER, self.archive, self.server, self.clock)
        (look,) = watcher.turn()
        self.clock.now += timedelta(days=1)
        return look

    def found(self) -> dict[str, FindingKind]:
        return {finding.claim: finding.kind for finding in self.archive.findings()}


@pytest.fixture
def world() -> World:
    return World()


def versions(world: World) -> list[RecordKind]:
    return [version.kind for version in world.archive.versions(PRINCIPLES.terms)]


def test_the_first_look_records_a_first_version_and_tells_nobody(world: World):
    look = world.day(CHANGE)
    (first,) = look.versions
    assert (first.kind, first.url, look.change) == (RecordKind.FIRST, PRINCIPLES.url, None)
    assert first.page == page(*CHANGE)
    assert first.digest == hashlib.sha256(first.text.encode()).hexdigest()
    assert first.page_digest == hashlib.sha256(first.page).hexdigest()
    assert first.extractor == extractor(PRINCIPLES)
    assert world.found()["predictive"] is FindingKind.STILL_THERE


def test_of_what_the_register_quotes_only_what_the_page_no_longer_says_is_missing(world: World):
    world.day(CHANGE)
    missing = {claim for claim, kind in world.found().items() if kind is FindingKind.GONE}
    assert missing == {"generative"}  # a sentence of the later version
    assert all(finding.last_there is None for finding in world.archive.findings() if finding.claim in missing)


def test_the_same_page_again_records_nothing_but_the_look(world: World):
    world.day(CHANGE)
    look = world.day(CHANGE)
    assert (look.versions, look.change, look.failure) == ((), None, None)
    assert world.archive.standing(PRINCIPLES.terms).read_at == look.at


def test_a_server_that_says_unchanged_is_believed_and_asked_with_what_it_gave(world: World):
    first = world.day(CHANGE)
    look = world.day(Unchanged(Validators('"2"')))
    assert (look.versions, look.change, look.failure) == ((), None, None)
    assert world.server.asked == [(PRINCIPLES.url, Validators()), (PRINCIPLES.url, first.validators)]
    world.day(CHANGE)
    assert world.server.asked[-1][1] == Validators('"2"')


def test_a_server_that_says_unchanged_before_it_sent_anything_has_failed(world: World):
    look = world.day(Unchanged(Validators()))
    assert look.failure == Failure(FailureKind.HTTP_STATUS, "304")
    assert look.versions == ()


def test_each_version_of_the_page_is_found_and_the_right_claims_are_touched(world: World):
    world.day(BEFORE)
    second, third = world.day(CHANGE), world.day(LATER)
    assert versions(world) == [RecordKind.FIRST, RecordKind.PAGE_CHANGED, RecordKind.PAGE_CHANGED]
    assert second.change is not None
    assert third.change is not None
    # The register quotes version C: what B said otherwise was never there, and is not touched by its coming.
    assert second.change.claims == ()
    assert third.change.claims == ()
    assert [change.id for change in world.archive.changes()] == [third.change.id, second.change.id]


def test_a_quote_that_goes_demotes_its_claim_and_no_other(world: World):
    world.day(CHANGE)
    look = world.day(LATER)
    assert look.change is not None
    assert look.change.claims == ("predictive",)
    (quoted,) = (finding for finding in look.findings if finding.claim == "predictive")
    assert (quoted.kind, quoted.last_there, quoted.since) == (
        FindingKind.GONE,
        NOON + timedelta(microseconds=1),
        look.at,
    )
    assert world.found()["after-opt-out"] is FindingKind.STILL_THERE


def test_what_is_told_is_the_words_that_changed(world: World):
    world.day(CHANGE)
    change = world.day(changed(CHANGE, "feedback@slack.com", "privacy@slack.example")).change
    assert change is not None
    (paragraph,) = change.comparison.paragraphs
    told = [(part.kind, part.text) for part in paragraph.words if part.kind is not WordsKind.KEPT]
    assert told == [
        (WordsKind.REMOVED, "feedback@slack.com"),
        (WordsKind.ADDED, "privacy@slack.example"),
    ]
    assert paragraph.heading == "Choice"
    assert change.claims == ("how", "no-deadline")
    assert world.found()["no-deadline"] is FindingKind.PAGE_CHANGED
    assert (change.unchanged_until, change.found_at) == (
        NOON + timedelta(microseconds=1),
        NOON + timedelta(days=1, microseconds=1),
    )
    assert change.id == "privacy-principles-20261122t120000z"


def test_of_a_thousand_paragraphs_the_one_that_changed_is_told(world: World):
    long = [
        f"Paragraph {number} was written for the tests, and says nothing of Slack." for number in range(1000)
    ]
    world.day((*CHANGE, *long))
    change = world.day((*CHANGE, *changed(long, "Paragraph 700 was", "Paragraph 700 is"))).change
    assert change is not None
    (paragraph,) = change.comparison.paragraphs
    assert [part.text for part in paragraph.words if part.kind is not WordsKind.KEPT] == ["was", "is"]
    assert paragraph.unchanged > 700


def test_a_change_elsewhere_on_the_page_is_told_and_touches_no_claim(world: World):
    world.day(CHANGE)
    look = world.day(changed(CHANGE, FILLER[0], "Something else that was written for the tests."))
    assert look.change is not None
    assert look.change.claims == ()


def test_typography_and_menus_are_recorded_at_most_and_never_told(world: World):
    world.day(CHANGE)
    typography = world.day(changed(CHANGE, "e.g.", "– e.g.\u00a0"))
    assert [version.kind for version in typography.versions] == [RecordKind.PAGE_CHANGED]
    assert typography.change is None
    menu = world.day(page(*changed(CHANGE, "e.g.", "– e.g.\u00a0"), around="<nav>A new menu</nav>"))
    assert (menu.versions, menu.change) == ((), None)
    assert set(world.found().values()) == {FindingKind.STILL_THERE, FindingKind.GONE}


def test_a_change_back_is_told_too_and_clears_nothing(world: World):
    world.day(CHANGE)
    there, back = world.day(LATER), world.day(CHANGE)
    assert there.change is not None
    assert back.change is not None
    assert back.change.claims == ()
    assert back.change.id != there.change.id
    assert world.found()["predictive"] is FindingKind.GONE


FAILURES = {
    "the network": Failure(FailureKind.UNREACHABLE),
    "time": Failure(FailureKind.TIMEOUT),
    "a status": DOWN,
    "robots": Failure(FailureKind.ROBOTS),
    "a captcha": b"<html lang=en><title>Just a moment...</title></html>",
    "an error with 200": page("We are sorry.", title="Page not found"),
    "nothing": b"",
    "a shell": page(),
    "another language": page(*CHANGE, lang="de-DE"),
    "no page": Fetched(b"%PDF", "application/pdf", Validators()),
}


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES)
def test_what_is_not_the_page_changes_nothing_and_is_never_called_unchanged(
    world: World, answer: Answer | bytes
):
    world.day(CHANGE)
    look = world.day(answer)
    assert look.failure is not None
    assert (look.versions, look.change) == ((), None)
    assert world.archive.latest(PRINCIPLES.terms) == world.archive.looks[0].versions[0]
    assert set(world.found().values()) == {FindingKind.NOT_CHECKED, FindingKind.GONE}
    standing = world.archive.standing(PRINCIPLES.terms)
    assert standing == Standing(
        NOON + timedelta(microseconds=1), world.archive.looks[0].validators, look.at, look.failure
    )
    again = world.day(CHANGE)
    assert (again.versions, again.change, again.failure) == ((), None, None)
    assert world.found()["predictive"] is FindingKind.STILL_THERE


def test_a_change_is_believed_when_the_page_says_it_twice(world: World):
    world.day(CHANGE)
    asked: list[Validators] = []

    def wavering(_: str, validators: Validators) -> Answer:
        asked.append(validators)
        return fetched(LATER if len(asked) % 2 else CHANGE)

    (look,) = Watcher([PRINCIPLES], REGISTER, world.archive, wavering, world.clock).turn()
    assert look.failure == Failure(FailureKind.UNSETTLED)
    assert (look.versions, look.change) == ((), None)
    # The second time the page itself is asked for, not whether it is the one of last time.
    assert asked == [world.archive.looks[0].validators, Validators()]
    assert world.found()["predictive"] is FindingKind.NOT_CHECKED
    world.clock.now += timedelta(days=1)
    told = world.day(LATER).change
    assert told is not None
    assert told.claims == ("predictive",)


def test_noise_between_the_two_does_not_matter(world: World):
    world.day(CHANGE)
    answers: list[Answer] = [fetched(changed(LATER, "e.g.", "– e.g.")), fetched(LATER)]
    (look,) = Watcher([PRINCIPLES], REGISTER, world.archive, lambda *_: answers.pop(), world.clock).turn()
    assert look.failure is None
    assert look.change is not None
    assert "– e.g." in look.versions[0].text


def test_a_change_that_cannot_be_seen_twice_waits(world: World):
    world.day(CHANGE)
    answers: list[Answer] = [DOWN, fetched(LATER)]
    (look,) = Watcher([PRINCIPLES], REGISTER, world.archive, lambda *_: answers.pop(), world.clock).turn()
    assert look.failure == DOWN
    assert world.archive.latest(PRINCIPLES.terms) == world.archive.looks[0].versions[0]


def test_a_page_is_asked_once_when_nothing_changed(world: World):
    world.day(CHANGE)
    world.day(CHANGE)
    assert len(world.server.asked) == 2
    world.day(LATER)
    assert len(world.server.asked) == 4


def test_a_change_during_a_failure_is_found_after_it(world: World):
    world.day(CHANGE)
    world.day(DOWN)
    change = world.day(LATER).change
    assert change is not None
    assert change.unchanged_until == NOON + timedelta(microseconds=1)
    assert change.claims == ("predictive",)


def test_half_a_page_is_taken_for_the_page_only_when_it_comes_twice(world: World):
    world.day((*CHANGE, *FILLER * 3))
    half = CHANGE[:5]
    look = world.day(half)
    assert look.failure is not None
    assert (look.failure.kind, look.failure.detail[:15]) == (FailureKind.EMPTY, "less than half,")
    other = world.day(CHANGE[:4])
    assert other.failure is not None
    assert other.failure != look.failure
    assert world.day(half).failure is not None
    twice = world.day(changed(half, "e.g.", "– e.g."))  # the same words
    assert twice.failure is None
    assert twice.change is not None
    assert "how" in twice.change.claims


def test_another_extraction_is_not_taken_for_a_change_of_the_page(world: World):
    world.day((*CHANGE, '<span class="note">A note in the margin.</span>'))
    world.declaration = replace(PRINCIPLES, remove=(".note",))
    look = world.day((*CHANGE, '<span class="note">A note in the margin.</span>'))
    (version,) = look.versions
    assert version.kind is RecordKind.EXTRACTION_CHANGED
    assert "A note" not in version.text
    assert look.change is None
    assert FindingKind.PAGE_CHANGED not in world.found().values()


def test_an_extraction_that_gives_the_same_text_is_no_version(world: World):
    world.day(CHANGE)
    world.declaration = replace(PRINCIPLES, remove=(".nothing",))
    assert world.day(CHANGE).versions == ()


def test_an_unchanged_page_is_read_anew_when_the_extraction_changed(world: World):
    world.day((*CHANGE, '<span class="note">A note in the margin.</span>'))
    world.declaration = replace(PRINCIPLES, remove=(".note",))
    look = world.day(Unchanged(Validators()))
    assert [version.kind for version in look.versions] == [RecordKind.EXTRACTION_CHANGED]
    assert look.change is None


def test_page_and_extraction_that_change_at_once_are_told_apart(world: World):
    note = '<span class="note">A note in the margin.</span>'
    world.day((*CHANGE, note))
    world.declaration = replace(PRINCIPLES, remove=(".note",))
    look = world.day((*LATER, note))
    extraction, changed_page = look.versions
    assert (extraction.kind, changed_page.kind) == (RecordKind.EXTRACTION_CHANGED, RecordKind.PAGE_CHANGED)
    assert extraction.fetched_at < changed_page.fetched_at == look.at
    assert look.change is not None
    assert look.change.before == extraction.fetched_at
    assert not any("margin" in part.text for one in look.change.comparison.paragraphs for part in one.words)


def test_an_extraction_that_loses_a_quote_is_our_fault_and_not_slack_s(world: World):
    world.day((*CHANGE, *FILLER))
    world.declaration = replace(PRINCIPLES, remove=("p:first-of-type",))
    look = world.day((*CHANGE, *FILLER))
    assert look.failure == Failure(FailureKind.EXTRACTION, "predictive")
    assert world.found()["predictive"] is FindingKind.NOT_CHECKED
    world.declaration = replace(PRINCIPLES, select=(".nothing",))
    broken = world.day((*CHANGE, *FILLER))
    assert broken.failure is not None
    assert versions(world) == [RecordKind.FIRST]


def test_a_review_of_the_register_clears_a_claim(world: World):
    world.day(CHANGE)
    world.day(LATER)
    claims = dict(REGISTER.claims)
    quote = "To develop predictive models for features such as emoji and channel recommendations"
    claims["predictive"] = replace(claims["predictive"], quote=quote)
    reviewed = replace(REGISTER, claims=claims)
    watcher = Watcher([PRINCIPLES], reviewed, world.archive, world.server, world.clock)
    assert len(list(watcher.turn())) == 1
    assert world.found()["predictive"] is FindingKind.STILL_THERE


def test_who_comes_second_yields_and_keeps_nothing(world: World):
    world.day(CHANGE)
    archive = world.archive

    def meanwhile(_: str, __: Validators) -> Answer:
        later = Days(NOON + timedelta(hours=36))
        other = Watcher([PRINCIPLES], REGISTER, archive, Server(fetched(LATER)), later)
        assert len(list(other.turn())) == 1
        return fetched(LATER)

    watcher = Watcher([PRINCIPLES], REGISTER, archive, meanwhile, Days(NOON + timedelta(days=2)))
    assert list(watcher.turn()) == []
    assert len(archive.changes()) == 1


def fetched(paragraphs: tuple[str, ...]) -> Fetched:
    return Fetched(page(*paragraphs), "text/html", Validators())


def test_pages_are_asked_one_after_the_other_and_kept_before_the_next(world: World):
    declarations = load()
    asked: list[str] = []

    def ask(url: str, _: Validators) -> Answer:
        asked.append(url)
        assert len(world.archive.looks) == len(asked) - 1
        return DOWN

    turn = Watcher(declarations, REGISTER, world.archive, ask, world.clock).turn()
    assert [look.terms for look in turn] == [one.terms for one in declarations]
    assert asked == [one.url for one in declarations]


def test_a_declaration_that_does_not_fit_the_register_is_refused_before_anything_is_asked(world: World):
    wrong = replace(PRINCIPLES, terms="Others", sources=("gone",))
    with pytest.raises(DeclarationError):
        list(Watcher([PRINCIPLES, wrong], REGISTER, world.archive, world.server, world.clock).turn())
    assert world.server.asked == []


def test_a_page_in_another_character_set_is_kept_as_it_reads(world: World):
    declared = replace(PRINCIPLES, language="fr", sources=(), quoted_by=(), past=())
    world.declaration = declared
    words = ("Une page écrite pour les essais, qui ne dit rien de Slack.",) * 5
    sent = page(*words, lang="fr").decode().replace("utf-8", "windows-1252").encode("cp1252")
    look = world.day(Fetched(sent, "text/html; charset=windows-1252", Validators()))
    (first,) = look.versions
    assert "écrite" in first.text
    assert "écrite" in first.page.decode()
    assert isinstance(first, Version)
    assert world.day(Unchanged(Validators())).versions == ()


BODIES = st.binary() | st.text().map(lambda text: page(*CHANGE, text)) | st.text().map(str.encode)
KINDS_OF_CONTENT = st.sampled_from(["text/html", "text/html; charset=utf-16", "", "text/plain"])


@settings(max_examples=50)
@given(body=BODIES, content_type=KINDS_OF_CONTENT)
def test_no_answer_is_too_odd_to_be_a_page_or_a_failure(body: bytes, content_type: str):
    world = World()
    world.day(CHANGE)
    look = world.day(Fetched(body, content_type, Validators()))
    assert (look.failure is None) or (look.versions, look.change) == ((), None)
    assert world.archive.looks[-1] == look
    for version in look.versions:
        assert version.page.decode()
        assert version.digest == hashlib.sha256(version.text.encode()).hexdigest()
