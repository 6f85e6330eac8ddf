"""Citations against texts over time: what is found, what stays found, and what a failure leaves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bolt_app.watch import Failure, FailureKind, Finding, FindingKind, check
from bolt_app.watch.citations import Citation
from bolt_app.watch.quotes import Text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUOTED = Citation("predictive", "principles", "our systems analyze Customer Data", "d1")
OWN = Citation("who-can", "principles", "", "d2")
PAGE = "To develop models, our systems analyze Customer Data.\n\nOwners may write to us.\n"
OTHER = PAGE.replace("Owners", "Admins")
ROUND_IT = PAGE.replace("To develop models", "To train models")
WITHOUT = PAGE.replace("our systems analyze", "our systems do not read")
DOWN = Failure(FailureKind.HTTP_STATUS, "503")
STILL, GONE, CHANGED, NOT_CHECKED = (
    FindingKind.STILL_THERE,
    FindingKind.GONE,
    FindingKind.PAGE_CHANGED,
    FindingKind.NOT_CHECKED,
)


def at(day: int) -> datetime:
    return NOON + timedelta(days=day)


def over(*pages: str | Failure, cited: Sequence[Citation] = (QUOTED, OWN)) -> tuple[Finding, ...]:
    """The findings after these pages, one a day; a failure in place of a page is a day without one."""
    findings: tuple[Finding, ...] = ()
    before: str | None = None
    for day, page in enumerate(pages):
        if isinstance(page, Failure):
            findings = check.not_read("P", cited, findings, failure=page, at=at(day))
            continue
        changed = Text(before) if before not in {None, page} and before is not None else None
        findings = check.read("P", cited, findings, text=Text(page), changed_from=changed, at=at(day))
        before = page
    return findings


def kinds(*pages: str | Failure) -> list[FindingKind]:
    return [finding.kind for finding in over(*pages)]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([PAGE], [STILL, STILL]),
        ([WITHOUT], [GONE, STILL]),
        ([PAGE, PAGE], [STILL, STILL]),
        ([PAGE, OTHER], [STILL, CHANGED]),
        ([PAGE, ROUND_IT], [CHANGED, CHANGED]),
        ([PAGE, WITHOUT], [GONE, CHANGED]),
        ([PAGE, WITHOUT, PAGE], [GONE, CHANGED]),
        ([PAGE, ROUND_IT, ROUND_IT], [CHANGED, CHANGED]),
        ([PAGE, ROUND_IT, WITHOUT], [GONE, CHANGED]),
        ([WITHOUT, PAGE], [GONE, CHANGED]),
        ([DOWN], [NOT_CHECKED, NOT_CHECKED]),
        ([DOWN, PAGE], [STILL, STILL]),
        ([PAGE, DOWN], [NOT_CHECKED, NOT_CHECKED]),
        ([PAGE, DOWN, PAGE], [STILL, STILL]),
        ([PAGE, DOWN, WITHOUT], [GONE, CHANGED]),
        ([PAGE, WITHOUT, DOWN], [GONE, CHANGED]),
        ([PAGE, WITHOUT, DOWN, PAGE], [GONE, CHANGED]),
    ],
)
def test_what_is_found_after_these_days(pages: list[str | Failure], expected: list[FindingKind]):
    assert kinds(*pages) == expected


def test_a_quote_that_stands_is_dated_by_its_first_and_its_last_look():
    (quoted, own) = over(PAGE, PAGE, PAGE)
    assert (quoted.since, quoted.checked_at, quoted.last_there) == (at(0), at(2), at(2))
    assert (own.since, own.checked_at, own.last_there) == (at(0), at(2), None)


def test_a_quote_that_went_is_dated_by_when_it_was_last_seen():
    (quoted, _) = over(PAGE, PAGE, WITHOUT, WITHOUT)
    assert (quoted.since, quoted.checked_at, quoted.last_there) == (at(2), at(3), at(1))


def test_of_a_quote_that_was_never_seen_nothing_shows_a_change():
    (quoted, _) = over(WITHOUT, WITHOUT)
    assert (quoted.kind, quoted.since, quoted.last_there) == (GONE, at(0), None)


def test_a_quote_that_comes_back_waits_for_a_review_all_the_same():
    (quoted, _) = over(PAGE, WITHOUT, PAGE)
    assert (quoted.kind, quoted.since, quoted.last_there) == (GONE, at(1), at(2))


def test_a_failure_says_since_when_nothing_is_known_and_why():
    (quoted, _) = over(PAGE, PAGE, DOWN, DOWN)
    assert (quoted.since, quoted.checked_at, quoted.last_there) == (at(1), at(1), at(1))
    assert (quoted.failed_at, quoted.failure) == (at(3), DOWN)
    (never, _) = over(DOWN)
    assert (never.since, never.checked_at, never.failed_at, never.failure) == (None, None, at(0), DOWN)


def test_a_page_that_is_read_again_has_no_failure():
    (quoted, _) = over(PAGE, DOWN, PAGE)
    assert (quoted.kind, quoted.since, quoted.failed_at, quoted.failure) == (STILL, at(2), None, None)


def test_a_failure_takes_nothing_back_from_a_claim_that_is_being_re_read():
    (quoted, _) = over(PAGE, WITHOUT, DOWN)
    assert (quoted.kind, quoted.since, quoted.checked_at) == (GONE, at(1), at(1))
    assert (quoted.failed_at, quoted.failure) == (at(2), DOWN)


def test_a_review_begins_anew():
    reviewed = replace(QUOTED, quote="our systems do not read Customer Data", digest="d3")
    gone = over(PAGE, WITHOUT)
    (anew,) = check.read("P", [reviewed], gone, text=Text(WITHOUT), changed_from=None, at=at(2))
    assert (anew.kind, anew.citation, anew.since, anew.last_there) == (STILL, "d3", at(2), at(2))
    (unread,) = check.not_read("P", [reviewed], gone, failure=DOWN, at=at(2))
    assert (unread.kind, unread.since, unread.checked_at) == (NOT_CHECKED, None, None)


def test_a_page_that_changes_at_a_review_is_what_was_reviewed():
    reviewed = replace(OWN, digest="d3")
    known = over(PAGE)
    (anew,) = check.read("P", [reviewed], known, text=Text(OTHER), changed_from=Text(PAGE), at=at(1))
    assert anew.kind is STILL


def test_a_finding_of_another_page_is_not_taken_for_this_one_s():
    elsewhere = [replace(finding, terms="Q") for finding in over(PAGE, WITHOUT)]
    found = check.read("P", [QUOTED, OWN], elsewhere, text=Text(PAGE), changed_from=None, at=at(2))
    assert [finding.kind for finding in found] == [STILL, STILL]


def test_what_is_not_cited_any_more_is_not_found_any_more():
    assert over(PAGE, PAGE, cited=[]) == ()
