"""The archive that the tests keep in memory holds to what the watch asks of one."""

import hashlib
from datetime import UTC, datetime, timedelta

from bolt_app.watch import (
    Comparison,
    Failure,
    FailureKind,
    Finding,
    FindingKind,
    Look,
    Mark,
    PageArchive,
    Paragraph,
    PolicyChange,
    RecordKind,
    Standing,
    Validators,
    Version,
    Words,
)
from tests.page_archive import ArchiveInMemory

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=12)
TERMS = "Principles"
URL = "https://slack.com/principles"
DOWN = Failure(FailureKind.HTTP_STATUS, "503")


def version(at: datetime, text: str, kind: RecordKind = RecordKind.FIRST) -> Version:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Version(TERMS, URL, kind, at, text, digest, "an extractor", text.encode(), digest)


def change(at: datetime) -> PolicyChange:
    comparison = Comparison((Paragraph((Words(Mark.ADDED, "unless"),)),))
    return PolicyChange(f"principles-{at:%Y%m%d}", TERMS, URL, at, NOON, NOON, comparison, ("predictive",))


def finding(kind: FindingKind = FindingKind.STILL_THERE) -> Finding:
    return Finding(
        "predictive", "principles", TERMS, "c1", quoted=True, kind=kind, since=NOON, checked_at=NOON
    )


FINDING = finding()
FIRST = Look(TERMS, NOON, None, (version(NOON, "We may.\n"),), None, (FINDING,), Validators('"1"'))
SECOND = Look(
    TERMS, LATER, NOON, (version(LATER, "We will.\n", RecordKind.PAGE_CHANGED),), change(LATER), (FINDING,)
)


def test_a_page_that_was_never_read_has_nothing():
    archive: PageArchive = ArchiveInMemory()
    assert archive.latest(TERMS) is None
    assert archive.standing(TERMS) == Standing()
    assert (list(archive.versions(TERMS)), archive.findings(), archive.changes()) == ([], [], [])


def test_a_look_is_kept_whole():
    archive = ArchiveInMemory()
    assert archive.keep(FIRST)
    assert archive.keep(SECOND)
    assert archive.latest(TERMS) == SECOND.versions[0]
    assert list(archive.versions(TERMS)) == [*FIRST.versions, *SECOND.versions]
    assert archive.findings() == [FINDING]
    assert archive.changes() == [SECOND.change]
    assert archive.changes(since=NOON) == [SECOND.change]
    assert archive.changes(since=LATER) == []


def test_who_comes_second_records_nothing():
    archive = ArchiveInMemory()
    assert archive.keep(FIRST)
    assert not archive.keep(FIRST)
    assert archive.looks == [FIRST]
    assert archive.keep(Look(TERMS, LATER, NOON, findings=(FINDING,)))
    assert not archive.keep(Look(TERMS, LATER - timedelta(hours=1), NOON, failure=DOWN))
    assert archive.standing(TERMS) == Standing(LATER)


def test_a_failure_leaves_what_was_read_as_it_is():
    archive = ArchiveInMemory()
    assert archive.keep(FIRST)
    assert archive.keep(Look(TERMS, LATER, NOON, findings=(FINDING,), failure=DOWN))
    assert archive.standing(TERMS) == Standing(NOON, Validators('"1"'), LATER, DOWN)
    assert archive.latest(TERMS) == FIRST.versions[0]


def test_a_page_that_is_read_again_fails_no_more():
    archive = ArchiveInMemory()
    assert archive.keep(Look(TERMS, NOON, None, failure=DOWN))
    assert archive.standing(TERMS) == Standing(failed_at=NOON, failure=DOWN)
    assert archive.keep(Look(TERMS, LATER, None, (version(LATER, "We may.\n"),)))
    assert archive.standing(TERMS) == Standing(LATER)


def test_a_citation_that_is_no_longer_cited_has_no_finding():
    archive = ArchiveInMemory()
    assert archive.keep(FIRST)
    assert archive.keep(Look(TERMS, LATER, NOON))
    assert archive.findings() == []


def test_only_what_is_gone_or_changed_demotes_a_claim():
    kinds = {kind for kind in FindingKind if finding(kind).demotes}
    assert kinds == {FindingKind.GONE, FindingKind.PAGE_CHANGED}
