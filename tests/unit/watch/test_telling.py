"""What readers are told: a mark goes by a review and in no other way; nothing unread is called unchanged."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.register.findings import Change, Findings, Found, Standing
from bolt_app.register.kinds import ClaimKind
from bolt_app.register.model import Claim, Register
from bolt_app.watch import Declaration, Failure, FailureKind, Finding, FindingKind
from bolt_app.watch.citations import citations
from bolt_app.watch.declarations import load as declared
from bolt_app.watch.telling import told
from tests.record_builders import shipped
from tests.unit.views.registers import claim, grown, source

COLLECTED = date(2026, 11, 21)
NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)
DOWN = Failure(FailureKind.TIMEOUT)


def page(terms: str = "Principles", *sources: str, **given: tuple[str, ...]) -> Declaration:
    return Declaration(terms, f"https://slack.com/{terms}", ("main",), (), "en", sources, **given)


PRINCIPLES, BLOG = page("Principles", "principles"), page("Blog", "blog", quoted_by=("quoted",))
WATCHED = (PRINCIPLES, BLOG)


def said(key: str, source_key: str, **given: object) -> Claim:
    return claim(
        key,
        kind=ClaimKind.SAID,
        source=source_key,
        quote="to develop models",
        quote_language="en",
        further=(),
        searched=None,
        searched_on=None,
        **given,
    )


def register(*claims: Claim, seen: date = COLLECTED, compared: date | None = None) -> Register:
    sources = {key: source(key, seen=seen) for key in ("principles", "blog", "press")}
    rows = claims or (said("quoted", "principles"), said("other", "blog"), said("elsewhere", "press"))
    return replace(
        grown(0),
        collected=COLLECTED,
        compared=compared,
        sources=sources,
        claims={one.key: one for one in rows},
    )


REGISTER = register()


def finding(
    kind: FindingKind,
    key: str = "quoted",
    declaration: Declaration = PRINCIPLES,
    of: Register = REGISTER,
    **given: object,
) -> Finding:
    """A finding of a claim as a register has it."""
    [cited] = [one for one in citations(declaration, of) if one.claim == key]
    plain = Finding(
        key,
        cited.source,
        declaration.terms,
        cited.digest,
        quoted=True,
        kind=kind,
        since=NOON,
        checked_at=NOON,
    )
    return replace(plain, **given)  # type: ignore[arg-type] # a test's shorthand


def found(*findings: Finding, now: Register = REGISTER) -> Mapping[str, Found]:
    return told(now, WATCHED, findings, ()).claims


GONE = finding(FindingKind.GONE, last_there=NOON - DAY)


def test_what_cites_a_watched_page_and_was_never_read_is_not_checked():
    assert found() == {"quoted": Found(Standing.NOT_CHECKED), "other": Found(Standing.NOT_CHECKED)}


def test_a_gone_quote_marks_its_claim_with_both_days():
    assert found(GONE)["quoted"] == Found(
        Standing.MISSING, since=NOON.date(), checked_on=NOON.date(), seen_on=(NOON - DAY).date()
    )


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        (FindingKind.STILL_THERE, Standing.THERE),
        (FindingKind.NOT_CHECKED, Standing.NOT_CHECKED),
        (FindingKind.PAGE_CHANGED, Standing.AROUND),
        (FindingKind.GONE, Standing.MISSING),
    ],
)
def test_every_kind_of_finding_is_told_and_marks_where_it_demotes(kind: FindingKind, standing: Standing):
    of_page = finding(kind)
    one = told(REGISTER, [PRINCIPLES], [of_page], ()).claims["quoted"]
    assert (one.standing, one.marks, one.since is not None) == (standing, of_page.demotes, of_page.demotes)


def test_a_failure_keeps_the_day_of_the_last_reading_and_says_when_it_failed():
    failed = finding(FindingKind.NOT_CHECKED, failed_at=NOON + DAY, failure=DOWN)
    assert found(failed)["quoted"] == Found(
        Standing.NOT_CHECKED, checked_on=NOON.date(), failed_on=(NOON + DAY).date()
    )


REVIEWS: Mapping[str, Register] = {
    "its words": register(said("quoted", "principles", text="Other words of our own.")),
    "its quote": register(replace(said("quoted", "principles"), quote="to train models")),
    "the day its source was seen": register(said("quoted", "principles"), seen=NOON.date()),
}


@pytest.mark.parametrize("what", REVIEWS)
def test_a_reviewed_change_of_the_register_clears_a_mark(what: str):
    assert found(GONE)["quoted"].marks
    assert found(GONE, now=REVIEWS[what])["quoted"] == Found(Standing.NOT_CHECKED)


NO_REVIEWS: Mapping[str, Register] = {
    "another version": replace(REGISTER, version="2027-01-01.9"),
    "another claim": register(said("quoted", "principles"), said("other", "blog", text="Other words.")),
    "a slot": replace(REGISTER, slots={"headline": "quoted"}),
}


@pytest.mark.parametrize("what", NO_REVIEWS)
def test_nothing_else_clears_it(what: str):
    assert found(GONE, now=NO_REVIEWS[what])["quoted"].marks


def test_a_review_that_keeps_a_quote_the_page_does_not_have_is_marked_anew():
    reviewed = REVIEWS["the day its source was seen"]
    again = finding(FindingKind.GONE, of=reviewed, since=NOON + DAY)
    assert found(GONE, again, now=reviewed)["quoted"] == Found(
        Standing.MISSING, since=(NOON + DAY).date(), checked_on=NOON.date()
    )


def test_of_two_pages_that_a_claim_is_held_against_the_worse_is_told():
    there = finding(FindingKind.STILL_THERE, declaration=BLOG)
    assert found(GONE, there)["quoted"].standing is Standing.MISSING
    assert found(there)["quoted"].standing is Standing.NOT_CHECKED
    swapped = [replace(there, kind=FindingKind.GONE), replace(GONE, kind=FindingKind.STILL_THERE)]
    assert found(*swapped)["quoted"].standing is Standing.MISSING


def test_what_says_how_a_page_read_in_the_past_is_not_held_against_it():
    past = [replace(PRINCIPLES, past=("quoted",)), replace(BLOG, quoted_by=())]
    assert "quoted" not in told(REGISTER, past, [GONE], ()).claims


CHANGE = Change("principles-1", "Principles", "https://slack.com/p", NOON, ("quoted", "no-longer-here"))


def changes(now: Register, *among: Change) -> tuple[Change, ...]:
    return told(now, WATCHED, (), among or (CHANGE,)).changes


def test_a_change_waits_for_a_review_and_names_only_what_the_register_has():
    assert changes(REGISTER) == (replace(CHANGE, claims=("quoted",)),)


@pytest.mark.parametrize("day", [NOON.date(), (NOON + DAY).date()])
def test_it_waits_no_more_once_its_page_or_all_pages_were_read_again(day: date):
    assert changes(register(seen=day)) == ()
    assert changes(register(compared=day)) == ()


def test_a_change_of_a_page_that_is_no_source_waits_until_all_were_compared():
    bare = replace(CHANGE, terms="Something")
    assert [one.key for one in changes(register(seen=NOON.date()), bare)] == ["principles-1"]
    assert changes(register(compared=NOON.date()), bare) == ()


def test_what_reads_alike_has_one_digest_and_what_does_not_has_another():
    same = told(REGISTER, WATCHED, [GONE], [CHANGE])
    assert told(replace(REGISTER, version="2027-01-01.1"), WATCHED, [GONE], [CHANGE]).digest == same.digest
    others = [
        told(REGISTER, WATCHED, [], [CHANGE]),
        told(REGISTER, WATCHED, [GONE], []),
        told(REGISTER, WATCHED, [replace(GONE, since=NOON + DAY)], [CHANGE]),
        told(REGISTER, WATCHED, [replace(GONE, failed_at=NOON + DAY, failure=DOWN)], [CHANGE]),
    ]
    assert len({same.digest, *(one.digest for one in others)}) == 5
    assert same.digest != Findings().digest


def test_the_shipped_register_is_held_against_shipped_pages():
    claims = told(shipped(), declared(), (), ()).claims
    assert {one.standing for one in claims.values()} == {Standing.NOT_CHECKED}
    assert "predictive" in claims


@given(st.lists(st.sampled_from(FindingKind), min_size=1, max_size=6))
def test_no_finding_of_an_older_wording_ever_tells_anything(kinds: list[FindingKind]):
    reviewed = REVIEWS["its words"]
    old = [finding(kind, since=NOON + number * DAY) for number, kind in enumerate(kinds)]
    assert found(*old, now=reviewed)["quoted"] == Found(Standing.NOT_CHECKED)
