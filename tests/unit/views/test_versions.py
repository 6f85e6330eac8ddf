"""A version of the principles page against the one before: named with its date, told in words."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from bolt_app.demo.rules import check_view
from bolt_app.i18n import LANGUAGES
from bolt_app.register.comparison import Change, compared, steps
from bolt_app.register.kinds import ClaimKind
from bolt_app.register.model import Claim, Register
from bolt_app.register.versions import Point
from bolt_app.register.words import Mark, Words
from bolt_app.views import versions
from bolt_app.views.ids import Press
from bolt_app.views.kit import escape
from tests.record_builders import facts_of, shipped, translator
from tests.unit.views.reading import EN, FR, Thing, buttons, labels, texts, walked, whole
from tests.unit.views.registers import claim, grown, source, version

STEPS = {after.key: (before, after) for before, after in steps(shipped())}
each_step = pytest.mark.parametrize("key", STEPS)
in_both = pytest.mark.parametrize("language", LANGUAGES)


def quoted(key: str, quote: str | None, language: str = "en") -> Claim:
    return claim(
        key, kind=ClaimKind.SAID, text=f"It says {key}.", source="source-0", further=(), searched=None,
        searched_on=None, quote=quote, quote_language=language if quote else None, paraphrase=not quote,
    )  # fmt: skip


def two_versions(before: dict[Point, str], after: dict[Point, str], **quotes: str) -> Register:
    """A register with two versions that say these claims, whose quotes are given by key."""
    claims = {key: quoted(key, quotes.get(key)) for key in {*before.values(), *after.values()}}
    older = replace(version("older", ("x",)), label="Version 1, of 2023", says=MappingProxyType(before))
    newer = replace(version("newer", ("x",)), label="Version 2, of 2024", says=MappingProxyType(after))
    return replace(
        grown(1), claims=claims, sources={"source-0": source("source-0")}, versions=(older, newer),
        practices=(), open_questions=(), member_questions=(), differences=(), officer_questions=(),
        ai_settings=(), timeline=(),
    )  # fmt: skip


def shown(register: Register, key: str = "newer", language: str = "en") -> Thing:
    view = versions.comparison(facts_of(register=register), key, translator(language))
    assert check_view(view) == []
    return view


def run(view: Thing) -> list[tuple[str, frozenset[str]]]:
    """The pieces of running text, with their styles."""
    return [
        (piece["text"], frozenset(piece.get("style", {})))
        for part in walked(view["blocks"])
        if part.get("type") == "rich_text_section"
        for piece in part["elements"]
    ]


def test_removed_and_added_words_are_named_in_words_beside_their_marks() -> None:
    register = two_versions(
        {Point.OPENING: "old"}, {Point.OPENING: "new"},
        old="To develop models our systems analyse customer data",
        new="To develop other models our systems read customer data",
    )  # fmt: skip
    pieces = run(shown(register))
    said = "".join(text for text, _ in pieces)
    assert said == (
        "To develop [added: other] models our systems [removed: analyse] [added: read] customer data"
    )
    for text, styles in pieces:
        if styles & {"strike"}:
            assert text == "analyse"
        if styles & {"bold"}:
            assert text in ("other", "read")
    for mark, word in (("strike", "removed:"), ("bold", "added:")):
        marked = [index for index, (_, styles) in enumerate(pieces) if mark in styles]
        assert marked
        for index in marked:
            assert pieces[index - 2][0] == word


def test_without_any_mark_the_french_still_says_what_was_removed() -> None:
    register = two_versions({Point.HEADING: "old"}, {Point.HEADING: "new"}, old="a b c d", new="a b x d")
    said = "".join(text for text, _ in run(shown(register, language="fr")))
    assert said == "a b [supprimé\u00a0: c] [ajouté\u00a0: x] d"


def test_where_an_excerpt_ends_is_no_change() -> None:
    register = two_versions({Point.LEAK: "old"}, {Point.LEAK: "new"}, old="a b c d", new="z a b c d e")
    view = shown(register)
    assert "The same words, as far as both excerpts go (quote in English):" in whole(view)
    said = "".join(text for text, _ in run(view))
    assert said == "[only in the later excerpt: z] a b c d [only in the later excerpt: e]"
    assert not any(styles & {"strike", "bold"} for _, styles in run(view))


@in_both
def test_what_only_one_copy_shows_is_not_in_the_part_seen_of_the_other_and_never_gone(language: str) -> None:
    register = two_versions({Point.ACCESS: "old"}, {Point.EFFECT: "new"})
    t, view = translator(language), shown(register, language=language)
    unseen = t("not in the part seen.")
    assert f"Version 1, of 2023{':' if language == 'en' else chr(160) + ':'} {unseen}" in whole(view)
    assert f"Version 2, of 2024{':' if language == 'en' else chr(160) + ':'} {unseen}" in whole(view)
    assert run(view) == []


def test_points_that_neither_shows_are_listed_once_at_the_end() -> None:
    view = shown(two_versions({Point.ACCESS: "old"}, {Point.ACCESS: "new"}))
    [last] = [text for text in texts(view) if text.startswith("Not in the part seen of either:")]
    assert last.count("•") == len(Point) - 1
    assert versions.POINTS[Point.ACCESS] not in last


def test_sides_that_cannot_be_compared_word_by_word_stand_one_under_the_other() -> None:
    register = two_versions(
        {Point.OPENING: "old", Point.LLM: "fr"}, {Point.OPENING: "new", Point.LLM: "en"},
        old="quite another sentence here", new="nothing like it at all", fr="ceci", en="ceci",
    )  # fmt: skip
    register = replace(register, claims={**register.claims, "fr": quoted("fr", "ceci", "fr")})
    view = shown(register)
    assert run(view) == []
    assert whole(view).count("The words cannot be compared one by one; both sides:") == 2
    assert whole(view).index("It says old.") < whole(view).index("It says new.")


@each_step
@in_both
def test_both_versions_are_named_with_their_dates_and_how_much_was_seen(key: str, language: str) -> None:
    before, after = STEPS[key]
    t = translator(language)
    head = texts(versions.comparison(facts_of(), key, t)["blocks"][:2])
    assert escape(t(after.label)) in head[0]
    assert escape(t(before.label)) in head[0]
    assert head[0].index(escape(t(after.label))) < head[0].index(escape(t(before.label)))
    for one in (after, before):
        assert any(escape(t(one.extent)) in text for text in head[1:])


@each_step
def test_a_label_has_a_year_or_says_that_the_date_is_not_known(key: str) -> None:
    for one in STEPS[key]:
        assert any(word in one.label for word in ("20", "not known")), one.label


@each_step
def test_every_point_is_accounted_for_and_one_button_has_all_the_sources(key: str) -> None:
    before, after = STEPS[key]
    view = versions.comparison(facts_of(), key, EN)
    points = compared(shipped(), before, after)
    for one in points:
        assert versions.POINTS[one.point] in whole(view)
    stated = [one for one in buttons(view) if one["action_id"] == Press.CLAIM]
    assert len(stated) == 1
    keys = {claim.key for one in points for claim in (one.before, one.after) if claim}
    assert set(stated[0]["value"].split()) == keys


def test_the_versions_come_newest_first_and_all_but_the_oldest_can_be_compared() -> None:
    view = versions.versions(facts_of(), EN)
    labels_shown = [version.label for version in shipped().versions]
    places = [whole(view).index(escape(label)) for label in labels_shown]
    assert places == sorted(places, reverse=True)
    keys = [one["value"] for one in buttons(view) if one["action_id"] == Press.COMPARE]
    assert keys == [version.key for version in shipped().versions[:0:-1]]
    described = [one["accessibility_label"] for one in buttons(view)]
    assert len(set(described)) == len(keys)
    for version_shown in shipped().versions:
        assert escape(version_shown.dates) in whole(view)
        assert version_shown.note is None or escape(version_shown.note) in whole(view)


@pytest.mark.parametrize("key", ["a-key-that-is-gone", "", shipped().versions[0].key])
def test_a_version_that_has_none_before_it_leads_to_the_list(key: str) -> None:
    assert versions.comparison(facts_of(), key, FR) == versions.versions(facts_of(), FR)


def test_where_there_is_no_version_the_list_says_so() -> None:
    assert "No version is recorded." in whole(versions.versions(facts_of(register=grown(0)), EN))


def test_from_a_comparison_one_comes_back_to_all_versions() -> None:
    assert labels(versions.comparison(facts_of(), next(iter(STEPS)), EN))[-1] == "All versions"


def test_every_point_and_every_fate_of_words_has_its_own_words() -> None:
    assert len(set(versions.POINTS.values())) == len(Point)
    for mark in set(Mark) - {Mark.KEPT}:
        first, *_ = versions.worded([Words(mark, "x")], EN)
        assert first == ("[", "")
    assert versions.worded([Words(Mark.KEPT, "x")], EN) == [("x", "")]
    assert set(Change) >= {one.change for one in compared(shipped(), *STEPS["b"])}
