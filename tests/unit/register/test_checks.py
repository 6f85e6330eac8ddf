"""What loads and still wants mending, or a person with the live pages; knows none of the shipped data."""

from pathlib import Path

import pytest

from bolt_app.register import check, load, pending
from bolt_app.register.checks import shown
from bolt_app.register.owed import words
from tests.unit.register.trees import grown

LONELY = (
    '\n[claims.lonely]\nkind = "reported"\ntext = "Nobody asks."\nconfidence = "weak"\nsource = "press"\n'
)


def test_a_register_in_order_has_nothing_to_mend(tmp_path: Path) -> None:
    assert check(grown(tmp_path)) == []


def test_a_claim_that_nothing_shows_is_reported(tmp_path: Path) -> None:
    register = grown(tmp_path, "claims.toml", more=LONELY)
    assert check(register) == ["claims.toml: claims.lonely: nothing shows it"]


def test_a_claim_below_a_shown_reading_counts_as_shown(tmp_path: Path) -> None:
    lonely = LONELY.replace('"weak"', '"reported"')
    register = grown(tmp_path, "claims.toml", '"said", "reported"', '"lonely"', more=lonely)
    assert "lonely" in shown(register)
    assert check(register) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("register.toml", 'alone = "said"', 'alone = "lonely"'),
        ("practices.toml", '"said", "conclusion"', '"lonely"'),
        ("timeline.toml", 'claims = ["said"]', 'claims = ["lonely"]'),
        ("questions.toml", '"conclusion"', '"lonely"'),
        ("differences.toml", '"said", "reported"', '"said", "lonely"'),
        ("versions.toml", '"absent"', '"lonely"'),
        ("questions.toml", '["said"]', '["lonely"]'),
        ("questions.toml", '["reported", "absent"]', '["lonely"]'),
        ("ai_settings.toml", '["said"]', '["lonely"]'),
    ],
)
def test_each_kind_of_row_shows_its_claims(tmp_path: Path, file: str, old: str, new: str) -> None:
    grown(tmp_path, file, old, old)
    spoilt = (tmp_path / file).read_text(encoding="utf-8").replace(old, new, 1)
    claims = (tmp_path / "claims.toml").read_text(encoding="utf-8")
    (tmp_path / file).write_text(spoilt, encoding="utf-8")
    (tmp_path / "claims.toml").write_text(claims + LONELY, encoding="utf-8")
    assert "lonely" in shown(load(tmp_path))


def test_a_source_that_nothing_cites_is_reported(tmp_path: Path) -> None:
    idle = '\n[sources.idle]\ntitle = "A page"\nlanguage = "en"\nurl = "https://example.com/"\n'
    assert check(grown(tmp_path, "sources.toml", more=idle)) == [
        "sources.toml: sources.idle: nothing cites it"
    ]


def test_a_source_cited_by_an_event_alone_is_cited(tmp_path: Path) -> None:
    late = '\n[sources.late]\ntitle = "A page"\nlanguage = "en"\nurl = "https://example.com/"\n'
    register = grown(tmp_path, "sources.toml", more=late)
    assert check(register) == ["sources.toml: sources.late: nothing cites it"]
    timeline = tmp_path / "timeline.toml"
    timeline.write_text(timeline.read_text(encoding="utf-8").replace('["press"]', '["press", "late"]'))
    assert check(load(tmp_path)) == []


def test_a_source_cited_by_a_version_alone_is_cited(tmp_path: Path) -> None:
    late = '\n[sources.late]\ntitle = "A page"\nlanguage = "en"\nurl = "https://example.com/"\n'
    grown(tmp_path, "sources.toml", more=late)
    versions = tmp_path / "versions.toml"
    versions.write_text(versions.read_text(encoding="utf-8").replace('["press"]', '["late"]'))
    assert check(load(tmp_path)) == []


def test_the_reading_of_a_difference_is_shown(tmp_path: Path) -> None:
    reading = '\n[claims.ours]\nkind = "reading"\ntext = "So."\nconfidence = "read"\nrests_on = ["said"]\n'
    assert check(grown(tmp_path, "claims.toml", more=reading)) == [
        "claims.toml: claims.ours: nothing shows it"
    ]
    differences = tmp_path / "differences.toml"
    differences.write_text(differences.read_text(encoding="utf-8") + 'reading = "ours"\n')
    assert check(load(tmp_path)) == []


def test_dates_after_the_collection_are_reported(tmp_path: Path) -> None:
    register = grown(tmp_path, "sources.toml", '"2024-05"', '"2027-01"')
    assert check(register) == ["sources.toml: sources.press: dated 2027-01, after the register was collected"]
    register = grown(tmp_path, "claims.toml", "searched_on = 2026-11-21", "searched_on = 2026-11-22")
    assert check(register) == ["claims.toml: claims.absent: searched after the register was collected"]


def test_what_waits_for_the_live_pages_is_listed(tmp_path: Path) -> None:
    register = grown(
        tmp_path, "claims.toml", 'source = "page"', 'source = "page"\nrecheck = true', more=LONELY
    )
    assert pending(register) == [
        "The register has not been compared with Slack's live pages.",
        "said: re-check on the live page first",
        "lonely: rests on one weak source",
        "press: no address is on file",
    ]


def test_a_compared_register_no_longer_waits_as_a_whole(tmp_path: Path) -> None:
    register = grown(tmp_path, "register.toml", "[slots]", "compared = 2026-12-01\n[slots]")
    assert pending(register) == ["press: no address is on file"]


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("one", 1),
        ("in-house ranking models", 3),
        ("옵트아웃하려면 저희에게 문의하세요", 3),
        ("予測モデル", 3),
        ("予測モデル AI", 4),
        ("", 0),
    ],
)
def test_words_are_counted_as_the_language_writes_them(quote: str, count: int) -> None:
    assert words(quote) == count
