"""What a page is cited for, and what a review of it changes."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from bolt_app.register import Register
from bolt_app.watch import Declaration
from bolt_app.watch.citations import citations
from bolt_app.watch.declarations import DeclarationError
from tests.unit.register.trees import grown

PAGE = Declaration("Principles", "https://slack.com/principles", ("main",), (), "en", ("page",))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return grown(tmp_path_factory.mktemp("register"))


def test_a_page_is_cited_by_the_claims_of_its_sources(register: Register):
    (one,) = citations(PAGE, register)
    assert (one.claim, one.source, one.quote) == ("said", "page", "We say it.")


def test_a_claim_in_its_own_words_is_cited_without_a_quote(register: Register):
    (one,) = citations(replace(PAGE, sources=("press",)), register)
    assert (one.claim, one.source, one.quote) == ("reported", "press", "")


def test_a_quotation_by_somebody_else_is_held_against_the_page(register: Register):
    (one,) = citations(replace(PAGE, sources=(), quoted_by=("said",)), register)
    assert one.claim == "said"


def test_what_a_page_said_once_is_not(register: Register):
    assert citations(replace(PAGE, past=("said",)), register) == ()


@pytest.mark.parametrize(
    ("declaration", "problem"),
    [
        (replace(PAGE, sources=("gone",)), "gone is not in the register"),
        (replace(PAGE, quoted_by=("nowhere",)), "nowhere is not in the register"),
        (replace(PAGE, past=("page",)), "page is not in the register"),
        (replace(PAGE, quoted_by=("reported",)), "quoted_by names reported, which quotes nothing"),
    ],
)
def test_a_dead_key_is_refused(register: Register, declaration: Declaration, problem: str):
    with pytest.raises(DeclarationError) as refused:
        citations(declaration, register)
    assert str(refused.value) == f"watched.toml: Principles: {problem}."


def with_claim(register: Register, **changes: object) -> Register:
    claim = replace(register.claim("said"), **changes)  # type: ignore[arg-type] # fields of a claim, by name
    return replace(register, claims=MappingProxyType({**register.claims, "said": claim}))


def test_a_review_makes_it_another_citation(register: Register):
    seen = replace(register.sources["page"], seen=date(2026, 12, 1))
    reviewed = [
        with_claim(register, text="Slack says it now."),
        with_claim(register, quote="We said it."),
        replace(register, sources=MappingProxyType({**register.sources, "page": seen})),
    ]
    digests = {citations(PAGE, one)[0].digest for one in (register, *reviewed)}
    assert len(digests) == 4


def test_what_no_review_changes_leaves_it_the_same(register: Register):
    others = [with_claim(register, further=()), replace(register, version="2027-01-01.1")]
    assert {citations(PAGE, one) for one in (register, *others)} == {citations(PAGE, register)}
