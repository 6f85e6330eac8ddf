"""What the watch believes: a change that the page says twice, and nothing that is not the page."""

import hashlib
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bolt_app.watch import Failure, FailureKind, FindingKind, Standing, Validators
from bolt_app.watch.answer import Answer, Fetched
from bolt_app.watch.watcher import Watcher
from tests.slack_pages import FILLER, changed, page
from tests.unit.watch.world import CHANGE, DOWN, LATER, NOON, PRINCIPLES, REGISTER, World, fetched

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
