"""Watched pages in either database: as the archive in memory; history stays; of racers one is first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, delete, select, update
from sqlalchemy.exc import DBAPIError

from bolt_app.register.findings import Change
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
from storage import Storage, open_storage
from storage.page_tables import PAGE_CHANGES, PAGE_LOOKS, PAGE_VERSIONS
from tests.page_archive import ArchiveInMemory
from tests.storage.racing import at_once
from tests.storage.record import KEY, NOON

HOUR = timedelta(hours=1)
LATER = NOON + 12 * HOUR
TERMS, OTHER = "Principles", "Supplemental Terms"
DOWN = Failure(FailureKind.HTTP_STATUS, "503")
COMPARISON = Comparison(
    (
        Paragraph(
            (Words(Mark.KEPT, "Slack"), Words(Mark.REMOVED, "may"), Words(Mark.ADDED, "will")),
            heading="Données — 基本",
            unchanged=3,
        ),
        Paragraph((Words(Mark.ADDED, "’unless’"),)),
    )
)


def version(at: datetime, words: str = "We may.\n", terms: str = TERMS) -> Version:
    """A version whose bytes are not UTF-8 and hold a NUL."""
    page = b"\xff\x00<p>" + words.encode()
    return Version(
        terms,
        f"https://slack.com/{terms}",
        RecordKind.PAGE_CHANGED,
        at,
        words,
        "d" * 64,
        "x 1",
        page,
        "e" * 64,
    )


def change(at: datetime, number: int = 1) -> PolicyChange:
    return PolicyChange(
        f"principles-{number}",
        TERMS,
        "https://slack.com/p",
        at,
        NOON,
        NOON,
        COMPARISON,
        ("predictive", "how"),
    )


def finding(claim: str = "predictive", terms: str = TERMS, **given: object) -> Finding:
    plain = Finding(
        claim,
        "principles",
        terms,
        "c1",
        quoted=True,
        kind=FindingKind.STILL_THERE,
        since=NOON,
        checked_at=NOON,
    )
    return replace(plain, **given)  # type: ignore[arg-type] # a test's shorthand


FIRST = Look(
    TERMS,
    NOON,
    None,
    (version(NOON),),
    None,
    (finding(),),
    Validators('W/"1"', "Mon, 11 May 2026 08:00:00 GMT"),
)
SECOND = Look(TERMS, LATER, NOON, (version(LATER, "We will.\n"),), change(LATER), (finding(),))


@pytest.fixture
def pages(storage: Storage) -> PageArchive:
    return storage.pages


def everything(archive: PageArchive, terms: Sequence[str] = (TERMS, OTHER)) -> list[object]:
    """All that an archive gives."""
    return [
        list(archive.findings()),
        list(archive.changes()),
        *((archive.latest(one), list(archive.versions(one)), archive.standing(one)) for one in terms),
    ]


def test_a_page_that_was_never_read_has_nothing(pages: PageArchive):
    assert everything(pages) == everything(ArchiveInMemory())
    assert pages.standing(TERMS) == Standing()


def test_a_look_comes_back_as_it_was_recorded(pages: PageArchive):
    assert pages.keep(FIRST)
    assert pages.keep(SECOND)
    assert pages.latest(TERMS) == SECOND.versions[0]
    assert list(pages.versions(TERMS)) == [*FIRST.versions, *SECOND.versions]
    assert pages.changes() == [SECOND.change]
    assert (pages.changes(since=NOON), pages.changes(since=LATER)) == ([SECOND.change], [])
    assert pages.standing(TERMS) == Standing(LATER)


def test_the_server_s_validators_outlive_a_failure_and_not_the_next_reading(pages: PageArchive):
    assert pages.keep(FIRST)
    assert pages.keep(Look(TERMS, LATER, NOON, failure=DOWN, validators=Validators('"of an error page"')))
    assert pages.standing(TERMS) == Standing(NOON, FIRST.validators, LATER, DOWN)
    assert pages.keep(Look(TERMS, LATER + HOUR, NOON))
    assert pages.standing(TERMS) == Standing(LATER + HOUR)


def test_who_looked_at_another_version_or_earlier_records_nothing(pages: PageArchive):
    assert pages.keep(FIRST)
    assert pages.keep(Look(TERMS, LATER, NOON, findings=FIRST.findings))
    before = everything(pages)
    for late in (
        FIRST,
        Look(TERMS, LATER + HOUR, None),
        Look(TERMS, LATER - HOUR, NOON, failure=DOWN),
        replace(SECOND, after=LATER),
    ):
        assert not pages.keep(late)
        assert everything(pages) == before


def test_pages_are_apart(pages: PageArchive):
    of_another = finding(terms=OTHER)
    assert pages.keep(FIRST)
    assert pages.keep(Look(OTHER, NOON, None, (version(NOON, terms=OTHER),), findings=(of_another,)))
    assert pages.keep(Look(TERMS, LATER, NOON))
    assert pages.findings() == [of_another]
    assert pages.standing(OTHER) == Standing(NOON)


def test_every_kind_of_finding_comes_back(pages: PageArchive):
    found = [finding(f"claim-{kind}", kind=kind) for kind in FindingKind] + [
        finding("claim-z", quoted=False, since=None, checked_at=None, failed_at=LATER, failure=DOWN),
        finding("claim-zz", last_there=NOON, failed_at=LATER, failure=Failure(FailureKind.ROBOTS)),
    ]
    assert pages.keep(replace(FIRST, findings=tuple(found)))
    assert pages.findings() == sorted(found, key=lambda one: one.claim)


@pytest.mark.parametrize("kind", FailureKind)
def test_every_kind_of_failure_comes_back(pages: PageArchive, kind: FailureKind):
    assert pages.keep(Look(TERMS, NOON, None, failure=Failure(kind, "why \0 not")))
    assert pages.standing(TERMS) == Standing(failed_at=NOON, failure=Failure(kind, "why  not"))


def test_a_change_is_found_by_its_id_and_listed_without_its_comparison(storage: Storage):
    assert storage.pages.keep(FIRST)
    assert storage.pages.keep(SECOND)
    third = replace(SECOND, at=LATER + HOUR, after=LATER, versions=(), change=change(LATER + HOUR, 2))
    assert storage.pages.keep(third)
    assert storage.pages.change("principles-1") == SECOND.change
    assert storage.pages.change("principles-9\0") is None
    newest = Change("principles-2", TERMS, "https://slack.com/p", LATER + HOUR, ("predictive", "how"))
    assert storage.pages.listed(1) == [newest]
    assert [one.key for one in storage.pages.listed(9)] == ["principles-2", "principles-1"]


def test_more_versions_than_are_in_memory_at_once_come_in_order(pages: PageArchive):
    looks = [NOON + number * HOUR for number in range(45)]
    for after, at in zip([None, *looks], looks, strict=False):
        assert pages.keep(Look(TERMS, at, after, (version(at, f"Version of {at}.\n"),)))
    assert [one.fetched_at for one in pages.versions(TERMS)] == looks


def test_of_eight_that_looked_at_once_one_is_recorded(storage: Storage):
    def look(number: int) -> bool:
        return storage.pages.keep(
            replace(
                FIRST, versions=(version(NOON, f"Read by {number}.\n"),), validators=Validators(str(number))
            )
        )

    assert sorted(at_once(look)) == [False] * 7 + [True]
    [kept] = storage.pages.versions(TERMS)
    assert kept.text == f"Read by {storage.pages.standing(TERMS).validators.etag}.\n"


def test_one_is_recorded_each_time_whatever_the_racers_see_of_each_other(storage: Storage):
    for round_ in range(10):
        terms = f"Terms {round_}"
        look = Look(terms, NOON, None, (version(NOON, terms=terms),))
        assert sorted(at_once(partial(kept_by_one_of_many, storage, look))) == [False] * 7 + [True]


def kept_by_one_of_many(storage: Storage, look: Look, _: int) -> bool:
    return storage.pages.keep(look)


def test_of_eight_that_failed_at_once_none_is_lost_and_none_counted_twice(storage: Storage):
    at_once(lambda number: storage.pages.keep(Look(TERMS, NOON + number * HOUR, None, failure=DOWN)))
    with storage._database.reading() as connection:
        numbers = (
            connection.execute(select(PAGE_LOOKS.c.number).order_by(PAGE_LOOKS.c.number)).scalars().all()
        )
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert storage.pages.standing(TERMS).failure == DOWN


@pytest.mark.parametrize("table", [PAGE_VERSIONS, PAGE_LOOKS, PAGE_CHANGES], ids=str)
def test_the_database_refuses_to_change_or_delete_what_was_read(storage: Storage, table: Table):
    assert storage.pages.keep(FIRST)
    assert storage.pages.keep(SECOND)
    with pytest.raises(DBAPIError, match="never changed"), storage._database.writing() as connection:
        connection.execute(update(table).values(terms="x"))
    with pytest.raises(DBAPIError, match="never deleted"), storage._database.writing() as connection:
        connection.execute(delete(table))
    assert storage.pages.latest(TERMS) == SECOND.versions[0]


def test_an_erased_workspace_takes_no_page_with_it(storage: Storage):
    assert storage.pages.keep(FIRST)
    storage.erasure.erase("T0ACME")
    assert storage.pages.latest(TERMS) == FIRST.versions[0]


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """SQLite in one file for all examples: each has terms of its own."""
    opened = open_storage(f"sqlite:///{tmp_path_factory.mktemp('pages')}/pages.sqlite3", [KEY])
    opened.migrate()
    yield opened
    opened.close()


EXAMPLES = count(1)
LOOKS = st.lists(
    st.tuples(
        st.integers(0, 6),  # hours after noon
        st.sampled_from(["newest", "none", "wrong"]),  # what the look began from
        st.booleans(),  # whether it failed
        st.booleans(),  # whether it brings a version
        st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(sorted),  # whose findings
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(LOOKS)
def test_any_looks_in_any_order_leave_what_they_leave_in_memory(one_file: Storage, looks):
    memory, page = ArchiveInMemory(), f"Terms {next(EXAMPLES)}"
    for hours, from_, failed, new, claims in looks:
        at, latest = NOON + hours * HOUR, memory.latest(page)
        began = {"newest": latest.fetched_at if latest else None, "none": None, "wrong": LATER}[from_]
        brings = new and not failed and (latest is None or latest.fetched_at < at)
        look = Look(
            page,
            at,
            began,
            (version(at, f"At {at}.\n", page),) if brings else (),
            findings=tuple(finding(claim, page) for claim in claims),
            validators=Validators("" if failed else f'"{hours}"'),
            failure=DOWN if failed else None,
        )
        assert one_file.pages.keep(look) is memory.keep(look)
    assert everything(memory, [page])[2:] == everything(one_file.pages, [page])[2:]
    assert [one for one in one_file.pages.findings() if one.terms == page] == memory.findings()
