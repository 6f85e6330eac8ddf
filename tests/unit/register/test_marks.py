"""A mark goes to the claim whose quote is missing, to all that rest on it, and to nothing else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bolt_app.register.findings import NOTHING, Findings, Found, Standing
from bolt_app.register.kinds import ClaimKind
from bolt_app.register.marks import Mark, found, mark, mark_of_any
from bolt_app.register.model import Register
from tests.record_builders import shipped
from tests.unit.views.registers import claim, grown

MISSING = Found(Standing.MISSING, since=date(2026, 12, 3), seen_on=date(2026, 12, 2))
AROUND = Found(Standing.AROUND, since=date(2026, 12, 5))
THERE = Found(Standing.THERE, checked_on=date(2026, 12, 3))


def reading(key: str, *rests_on: str):
    return claim(key, kind=ClaimKind.READING, rests_on=rests_on, searched=None, searched_on=None, further=())


CLAIMS = [claim("quote"), claim("other"), reading("one", "quote"), reading("two", "one", "other")]


def register(found_of: Mapping[str, Found]) -> Register:
    claims = {one.key: one for one in CLAIMS}
    return replace(grown(3), claims=claims, findings=Findings(found_of))


def marks(found_of: Mapping[str, Found]) -> dict[str, Mark]:
    """The claims that are marked, and why."""
    looked = register(found_of)
    return {one.key: why for one in CLAIMS if (why := mark(one, looked))}


def test_where_nobody_watches_no_claim_is_marked_and_none_is_known():
    assert shipped().findings is NOTHING
    for one in shipped().claims.values():
        assert (found(one, shipped()), mark(one, shipped())) == (None, None)


def test_a_missing_quote_marks_its_claim_and_all_that_rest_on_it():
    own, ground = Mark(MISSING, own=True), Mark(MISSING, own=False)
    assert marks({"quote": MISSING}) == {"quote": own, "one": ground, "two": ground}


def test_what_stands_beside_is_not_marked():
    assert set(marks({"other": MISSING})) == {"other", "two"}


@pytest.mark.parametrize(
    "harmless",
    [
        THERE,
        Found(Standing.NOT_CHECKED),
        Found(Standing.NOT_CHECKED, checked_on=date(2026, 12, 1), failed_on=date(2026, 12, 3)),
    ],
)
def test_what_is_there_and_what_could_not_be_read_marks_nothing(harmless: Found):
    assert marks({"quote": harmless}) == {}
    assert found(CLAIMS[0], register({"quote": harmless})) == harmless


def test_a_change_round_the_quote_marks_it_too():
    assert marks({"other": AROUND})["two"] == Mark(AROUND, own=False)


def test_of_several_that_a_reading_rests_on_the_newest_is_told():
    assert marks({"quote": MISSING, "other": AROUND})["two"].found == AROUND


def test_a_claim_s_own_quote_comes_before_what_it_rests_on():
    assert marks({"quote": AROUND, "one": MISSING})["one"] == Mark(MISSING, own=True)


def test_what_stands_on_several_claims_is_marked_by_any_of_them():
    looked = register({"quote": MISSING})
    assert mark_of_any(CLAIMS[:2], looked) == Mark(MISSING, own=False)
    assert mark_of_any(CLAIMS[1:2], looked) is None
    assert mark_of_any([], looked) is None
