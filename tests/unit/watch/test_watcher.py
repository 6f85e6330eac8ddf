"""Whole turns over pretended pages: what is recorded, what is told, and what a bad answer never does."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bolt_app.watch import Failure, FailureKind, FindingKind, Look, Mark, RecordKind, Validators, Version
from bolt_app.watch.answer import Answer, Fetched, Unchanged
from bolt_app.watch.declarations import DeclarationError, load
from bolt_app.watch.page import extractor
from bolt_app.watch.watcher import Watcher
from tests.slack_pages import FILLER, changed, page
from tests.unit.watch.world import (
    BEFORE,
    CHANGE,
    DOWN,
    LATER,
    NOON,
    PRINCIPLES,
    REGISTER,
    Days,
    Server,
    World,
    fetched,
    versions,
)

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


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
    world.clock.now = TUESDAY
    first = world.day(CHANGE)
    look = world.day(Unchanged(Validators('"2"')))
    assert (look.versions, look.change, look.failure) == ((), None, None)
    assert world.server.asked == [(PRINCIPLES.url, Validators()), (PRINCIPLES.url, first.validators)]
    world.day(CHANGE)
    assert world.server.asked[-1][1] == Validators('"2"')


def test_a_server_that_says_unchanged_of_a_page_that_changed_is_found_out_within_a_week(world: World):
    world.clock.now = TUESDAY
    world.day(CHANGE)

    @dataclass
    class Liar:
        """Says "unchanged" whenever it is given something to compare with."""

        answer: Answer

        def __call__(self, _: str, validators: Validators, /) -> Answer:
            return Unchanged(validators) if validators.etag else self.answer

    server = Liar(Fetched(page(*LATER), "text/html", Validators('"the same"')))
    looks: list[Look] = []
    for _ in range(7):
        looks += Watcher([PRINCIPLES], REGISTER, world.archive, server, world.clock).turn()
        world.clock.now += timedelta(days=1)
    assert [look.at.strftime("%A") for look in looks if look.change] == ["Monday"]


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


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<p style="display: none">{}</p>',
        "<p>More<!-- {} --></p>",
        '<p><a href="/more" title="{}">More</a></p>',
        '<p><a href="/more?{}">More</a></p>',
        "<p><del>{}</del></p>",
        '<p data-before="{}">More</p>',
        "<template><p>{}</p></template>",
    ],
    ids=["hidden", "not-shown", "comment", "title", "target", "struck-out", "attribute", "template"],
)
def test_a_quote_that_moves_to_where_nobody_reads_it_is_gone(world: World, hidden: str):
    quote = next(part for part in CHANGE if "offer customers a choice" in part)
    world.day(CHANGE)
    assert world.found()["choice-offered"] is FindingKind.STILL_THERE
    before = page(*CHANGE).decode()
    assert quote in before
    after = before.replace(f"<p>{quote}</p>", hidden.format(quote))
    assert after != before
    look = world.day(after.encode())
    assert look.change is not None
    assert "choice-offered" in look.change.claims
    assert world.found()["choice-offered"] is FindingKind.GONE


def test_what_is_told_is_the_words_that_changed(world: World):
    world.day(CHANGE)
    change = world.day(changed(CHANGE, "feedback@slack.com", "privacy@slack.example")).change
    assert change is not None
    (paragraph,) = change.comparison.paragraphs
    told = [(part.mark, part.text) for part in paragraph.words if part.mark is not Mark.KEPT]
    assert told == [
        (Mark.REMOVED, "feedback@slack.com"),
        (Mark.ADDED, "privacy@slack.example"),
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
    assert [part.text for part in paragraph.words if part.mark is not Mark.KEPT] == ["was", "is"]
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
