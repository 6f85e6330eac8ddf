"""Texts, plurals and days in a language, and what becomes of a catalogue with gaps or faults."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.i18n import Translator, load_translators, mark

FRENCH = load_translators()["fr"]
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)


def _from(folder: Path, catalogue: str) -> Translator:
    (folder / "fr.po").write_text(HEADER + catalogue, encoding="utf-8")
    return load_translators(folder)["fr"]


@pytest.fixture(scope="module")
def shipped() -> dict[str, Translator]:
    return dict(load_translators())


def test_there_is_a_translator_for_each_language(shipped):
    assert {name: t.language for name, t in shipped.items()} == {"en": "en", "fr": "fr"}


def test_a_sentence_is_translated_and_its_fields_filled_in(tmp_path):
    t = _from(tmp_path, 'msgid "Sent on {day}."\nmsgstr "Envoyé le {day}."\n')
    assert t("Sent on {day}.", day="3 mai") == "Envoyé le 3 mai."


def test_a_sentence_the_catalogue_lacks_comes_out_in_english(tmp_path):
    t = _from(tmp_path, 'msgid "Yes."\nmsgstr ""\n')
    assert t("Yes.") == "Yes."
    assert t("Sent on {day}.", day="3 May") == "Sent on 3 May."


def test_a_translator_knows_what_its_catalogue_has(tmp_path):
    t = _from(
        tmp_path,
        'msgid "Messages"\nmsgstr "Messages"\n\n'
        'msgid "Yes."\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Close"\nmsgstr "Ouvrir"\n',
    )
    assert t.knows("Messages")
    assert [text for text in ("Yes.", "Close", "Nobody wrote this.") if t.knows(text)] == []


def test_the_language_of_the_code_lacks_nothing(shipped):
    assert shipped["en"].knows("Nobody wrote this.")
    assert not shipped["fr"].knows("Nobody wrote this.")


def test_a_translation_nobody_has_looked_at_is_not_used(tmp_path):
    t = _from(tmp_path, '#, fuzzy\nmsgid "Close"\nmsgstr "Ouvrir"\n')
    assert t("Close") == "Close"


def test_what_a_person_typed_is_never_read_as_a_field(tmp_path):
    t = _from(tmp_path, 'msgid "“{text}” is not known."\nmsgstr "« {text} » n’est pas connu."\n')
    assert t("“{text}” is not known.", text="{day} {0} %s") == "« {day} {0} %s » n’est pas connu."
    assert t("A brace { alone is text when no field is filled in.") == (
        "A brace { alone is text when no field is filled in."
    )


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 0, "0 days"), ("en", 1, "1 day"), ("en", 2, "2 days"), ("en", 21, "21 days"),
        ("fr", 0, "0 jour"), ("fr", 1, "1 jour"), ("fr", 2, "2 jours"), ("fr", 21, "21 jours"),
    ],
)  # fmt: skip
def test_a_number_takes_the_form_of_its_language(tmp_path, language: str, number: int, said: str):
    _from(
        tmp_path,
        'msgid "{number} day"\nmsgid_plural "{number} days"\n'
        'msgstr[0] "{number} jour"\nmsgstr[1] "{number} jours"\n',
    )
    assert load_translators(tmp_path)[language].plural("{number} day", "{number} days", number) == said


def test_a_plural_may_have_other_fields():
    t = load_translators()["en"]
    said = t.plural("{number} entry by {who}", "{number} entries by {who}", 2, who="Ada")
    assert said == "2 entries by Ada"


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (date(2026, 11, 21), "21 November 2026", "21 novembre 2026"),
        (date(2026, 5, 1), "1 May 2026", "1er mai 2026"),
        (date(2026, 8, 31), "31 August 2026", "31 août 2026"),
        (date(2024, 2, 29), "29 February 2024", "29 février 2024"),
        (date(2016, 12, 11), "11 December 2016", "11 décembre 2016"),
    ],
)
def test_a_day_is_written_as_people_of_the_language_write_it(shipped, day: date, english: str, french: str):
    assert shipped["en"].day(day) == english
    assert shipped["fr"].day(day) == french


@given(day=st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_only_the_first_of_a_month_is_an_ordinal_in_french(day: date):
    number = FRENCH.day(day).split()[0]
    assert number == ("1er" if day.day == 1 else str(day.day))


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        ("2016", "2016", "2016"),
        ("2024-05", "May 2024", "mai 2024"),
        ("2024-05-01", "1 May 2024", "1er mai 2024"),
        ("2024-05-17", "17 May 2024", "17 mai 2024"),
    ],
)
def test_a_date_known_only_in_part_is_said_in_part(shipped, when: str, english: str, french: str):
    assert shipped["en"].partial_day(when) == english
    assert shipped["fr"].partial_day(when) == french


@pytest.mark.parametrize(
    "when", ["", "May", "soon", "20 24", "2024-13", "2024-5", "2024-02-30", "2024-05-", "24-05", "0000"]
)
def test_what_is_no_date_is_refused(shipped, when: str):
    with pytest.raises(ValueError, match=r".+"):
        shipped["en"].partial_day(when)


def test_a_text_is_marked_for_the_catalogue_and_left_as_it_is():
    assert mark("Confirmed") == "Confirmed"


@pytest.mark.parametrize(
    "fault",
    [
        'msgid "Close"\nmsgstr "Fermer"\nmsgxyz "what"\n',
        'msgid "{number} day"\nmsgid_plural "{number} days"\nmsgstr "jour"\nmsgstr[5] "jours"\n',
    ],
)
def test_a_broken_catalogue_stops_the_start(tmp_path, fault: str):
    with pytest.raises(PoFileError):
        _from(tmp_path, fault)


def test_a_catalogue_that_is_not_there_stops_the_start(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"fr\.po"):
        load_translators(tmp_path)


def test_two_languages_are_spoken_at_once_without_either_knowing(shipped):
    day = date(2026, 5, 1)
    said = [shipped[name].day(day) for name in ("fr", "en", "fr", "en")]
    assert said == ["1er mai 2026", "1 May 2026"] * 2
