"""When our own reading of a page changes, and not the page: nobody takes it for Slack's doing."""

from dataclasses import replace

from bolt_app.watch import Failure, FailureKind, FindingKind, RecordKind, Validators
from bolt_app.watch.answer import Unchanged
from bolt_app.watch.watcher import Watcher
from tests.slack_pages import FILLER
from tests.unit.watch.world import CHANGE, LATER, PRINCIPLES, REGISTER, World, versions


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
