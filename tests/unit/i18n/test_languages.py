"""Which language somebody reads, from Slack's locale or a browser's header; no catalogue is opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.i18n import LANGUAGES, nearest, preferred


def test_the_app_speaks_english_and_french():
    assert LANGUAGES == ("en", "fr")


@pytest.mark.parametrize("locale", ["fr-FR", "fr-CA", "fr-BE", "fr-CH", "fr", "fr_FR", "FR-fr"])
def test_every_kind_of_french_is_french(locale: str):
    assert nearest(locale) == "fr"


# The locales Slack's clients offer: https://slack.com/help/articles/215058658
@pytest.mark.parametrize(
    "locale",
    [
        "en-US", "en-GB", "de-DE", "es-ES", "es-LA", "it-IT", "ja-JP", "ko-KR", "pt-BR", "zh-CN", "zh-TW",
        "sv-SE", "fil-PH", "", "-", "frr-DE", "fry", "français", "x" * 1000,
    ],
)  # fmt: skip
def test_every_other_locale_reads_english(locale: str):
    assert nearest(locale) == "en"


@given(st.text(max_size=30))
def test_any_locale_has_a_language(locale: str):
    assert nearest(locale) in LANGUAGES


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("FR-ca", "fr"),
        ("de-DE,de;q=0.9", "en"),
        ("de,fr;q=0.5", "fr"),
        ("en;q=0.4,fr;q=0.5", "fr"),
        ("fr;q=0.4,en;q=0.5", "en"),
        ("fr , en", "fr"),
        ("en, fr", "en"),
        ("fr; q=0.8, en; q=0.9", "en"),
        ("fr;q=0, en;q=0.1", "en"),
        ("fr;q=0", "en"),
        ("*", "en"),
        ("*,fr;q=0.1", "fr"),
        ("fr;q=high, de", "en"),
        ("fr;Q=0.9,en;q=0.5", "fr"),
        (";;;,,,", "en"),
        ("en;q=0.5,de;q=nan,fr;q=0.9", "fr"),
        ("fr;q=nan", "en"),
        ("en;q=0.9,fr;q=inf", "en"),
        ("fr;q=-1,en", "en"),
    ],
)
def test_a_browser_s_header_is_weighed(header: str, language: str):
    assert preferred(header) == language


def test_a_header_of_endless_length_is_read_only_so_far():
    assert preferred(",".join(["de"] * 20 + ["fr"])) == "en"
    assert preferred(",".join(["de"] * 19 + ["fr"])) == "fr"


@given(st.text(max_size=60) | st.text("enfr;q=.019, *-", max_size=60))
def test_any_header_has_a_language(header: str):
    assert preferred(header) in LANGUAGES
