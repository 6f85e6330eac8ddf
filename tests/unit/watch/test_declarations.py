"""Which pages are watched: the shipped list, and every bad one refused in a sentence that says why."""

import json
from pathlib import Path
from typing import Any

import pytest

from bolt_app.register import load as load_register
from bolt_app.watch import addresses
from bolt_app.watch.citations import citations
from bolt_app.watch.declarations import DATA, DeclarationError, load, refuse_bad_selectors, slug

REGISTER = load_register()
SHIPPED = load()
URL = "https://slack.com/trust/p"
GOOD: dict[str, Any] = {"fetch": URL, "select": "main#main", "remove": [".share", "nav"]}
WATCHED = '[watched.p]\nterms = "Principles"\nlanguage = "en-US"\nsources = ["principles-2024"]\n'


def declared(folder: Path, page: object = GOOD, watched: str = WATCHED, terms: str = "Principles") -> Path:
    (folder / "Slack.json").write_text(
        json.dumps({"name": "Slack", "terms": {terms: page}}), encoding="utf-8"
    )
    (folder / "watched.toml").write_text(watched, encoding="utf-8")
    return folder


def sentence(folder: Path) -> str:
    with pytest.raises(DeclarationError) as refused:
        refuse_bad_selectors(load(folder))
    return str(refused.value)


def test_a_declaration_is_read_whole(tmp_path: Path):
    (one,) = load(declared(tmp_path))
    assert (one.terms, one.url, one.language) == ("Principles", URL, "en-US")
    assert (one.select, one.remove) == (("main#main",), (".share", "nav"))
    assert (one.sources, one.quoted_by, one.past) == (("principles-2024",), (), ())


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ({**GOOD, "fetch": "http://slack.com/"}, "fetch is http://slack.com/, which is not an https address"),
        (
            {**GOOD, "fetch": "file:///etc/passwd"},
            "fetch is file:///etc/passwd, which is not an https address",
        ),
        (
            {**GOOD, "fetch": "https://localhost/"},
            "fetch is https://localhost/, which has no public host name",
        ),
        ({**GOOD, "fetch": "https://10.0.0.1/"}, "fetch is https://10.0.0.1/, which has no public host name"),
        ({**GOOD, "fetch": "https://a@slack.com/"}, "fetch is https://a@slack.com/, which names a user"),
        ({**GOOD, "fetch": 3}, "fetch must be an address"),
        ({"select": "main"}, "fetch must be an address"),
        ({"fetch": URL}, "select is missing"),
        ({**GOOD, "select": []}, "select is missing"),
        ({**GOOD, "select": "main["}, "select has 'main[', which is no CSS selector"),
        ({**GOOD, "select": [""]}, "select has '', which is no CSS selector"),
        ({**GOOD, "remove": "!"}, "remove has '!', which is no CSS selector"),
        ({**GOOD, "select": 3}, "select must be a CSS selector or a list of them; ranges are not done"),
        (
            {**GOOD, "remove": [{"startBefore": "h1", "endBefore": "h2"}]},
            "remove must be a CSS selector or a list of them; ranges are not done",
        ),
        ({**GOOD, "combine": []}, "combine is of Open Terms Archive's format, but the watch does not do it"),
        ({**GOOD, "filter": ["x"]}, "filter is of Open Terms Archive's format, but the watch does not do it"),
        ({**GOOD, "slect": "main"}, "slect is not a field here, only fetch, select, remove"),
        ([], "must be a table of fields"),
    ],
)
def test_a_bad_page_is_refused(tmp_path: Path, page: object, problem: str):
    assert sentence(declared(tmp_path, page)) == f"Slack.json: Principles: {problem}."


def test_the_shipped_selectors_are_css():
    refuse_bad_selectors(load())


@pytest.mark.parametrize("terms", ["", "../up", "a/b", ".hidden", "a" * 61, "Données", "x.md "])
def test_a_name_that_would_be_no_file_is_refused(tmp_path: Path, terms: str):
    assert "is no name: letters, digits" in sentence(declared(tmp_path, terms=terms))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "Slack.json cannot be read: "),
        ("[]", "Slack.json: it has the name Slack, the terms, and nothing else."),
        ('{"name": "Slack"}', "Slack.json: it has the name Slack, the terms, and nothing else."),
        ('{"name": "Other", "terms": {}}', "Slack.json: it has the name Slack, the terms, and nothing else."),
        ('{"name": "Slack", "terms": {}}', "Slack.json: terms names at least one page."),
        ('{"name": "Slack", "terms": []}', "Slack.json: terms names at least one page."),
        ('{"name": "Slack", "name": "Slack"}', "Slack.json: name is there twice."),
        (
            json.dumps({"name": "Slack", "terms": {"A (B)": GOOD, "A B": GOOD}}),
            "Slack.json: two terms differ in signs alone.",
        ),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, content: str, problem: str):
    declared(tmp_path)
    (tmp_path / "Slack.json").write_text(content, encoding="utf-8")
    assert sentence(tmp_path).startswith(problem)


def test_a_missing_file_is_refused(tmp_path: Path):
    assert sentence(tmp_path).startswith("Slack.json cannot be read: ")
    declared(tmp_path)
    (tmp_path / "watched.toml").unlink()
    assert sentence(tmp_path) == "watched.toml: the file is missing."


@pytest.mark.parametrize(
    ("watched", "problem"),
    [
        ("", "Slack.json: Principles: must stand in both Slack.json and watched.toml."),
        (WATCHED.replace("Principles", "Others"), "Slack.json: Others: must stand in both Slack.json and"),
        (WATCHED.replace('language = "en-US"', ""), "watched.toml: watched.p: language is missing."),
        (WATCHED.replace("en-US", "english"), "watched.toml: watched.p: language is english, not a language"),
        (WATCHED + "claims = []\n", "watched.toml: watched.p: claims is not a field here"),
        ("[watched", "watched.toml: not valid TOML"),
    ],
)
def test_bad_words_beside_a_page_are_refused(tmp_path: Path, watched: str, problem: str):
    assert sentence(declared(tmp_path, watched=watched)).startswith(problem)


def test_the_shipped_file_is_a_declaration_for_open_terms_archive():
    content = json.loads((DATA / "Slack.json").read_text(encoding="utf-8"))
    assert set(content) == {"name", "terms"}
    for page in content["terms"].values():
        assert {"fetch", "select"} <= set(page) <= {"fetch", "select", "remove"}


def test_every_shipped_page_is_public_and_of_slack():
    for one in SHIPPED:
        assert addresses.fault(one.url) == ""
        assert one.url.startswith(("https://slack.com/", "https://docs.slack.dev/"))
    assert len({slug(one.terms) for one in SHIPPED}) == len({one.url for one in SHIPPED}) == len(SHIPPED)


def test_every_shipped_page_is_the_source_it_is_declared_for():
    elsewhere = {"principles-2024": "https://slack.com/trust/data-management/privacy-principles"}
    for one in SHIPPED:
        for key in one.sources:
            source = REGISTER.sources[key]
            assert one.url == elsewhere.get(key, source.url) or source.url == one.url.replace(
                ".com/", ".com/intl/en-gb/"
            )
            assert source.language.startswith(one.language.partition("-")[0])


NOT_WATCHED = {
    "engineering-secure": "a post with a date; the pages that say how it is now are watched",
    "help-security-older": "an older text of an article that is watched",
    "help-slackbot": "tells of a roll-out that is over",
    "principles-2019": "an older text of the page that is watched",
    "privacy-shield": "a notice dated 2020",
    "salesforce-data-usage": "Salesforce's help, beside Slack's",
    "salesforce-global-model": "Salesforce's own practice, beside Slack's",
    "terms-2024-gov": "how the contract read in April 2024",
    "terms-2025-ja": "how the contract read in June 2025",
}


def test_every_quote_from_a_page_of_slack_s_is_watched_or_left_for_a_reason():
    watched = {key for one in SHIPPED for key in one.sources}
    quoted = {
        claim.source
        for claim in REGISTER.claims.values()
        if claim.source
        and claim.quote
        and REGISTER.sources[claim.source].publisher in {"Slack", "Salesforce"}
    }
    assert quoted - watched == set(NOT_WATCHED)


def test_the_opt_out_s_own_words_are_watched():
    (principles,) = (one for one in SHIPPED if one.terms == "Privacy Principles")
    claims = {citation.claim for citation in citations(principles, REGISTER)}
    assert {"how", "no-deadline", "predictive", "after-opt-out"} <= claims
    assert not {"no-llm-2024", "cannot-access"} & claims
