"""What the check of a register finds in its words and translations; the shipped one has nothing to mend."""

import gettext
from pathlib import Path

import pytest

from bolt_app.i18n import Translator, load_translators
from bolt_app.register import load
from bolt_app.register.glossary import SUBJECT, UNWANTED, unwanted
from bolt_app.register.lint import lint
from tests.unit.register.trees import grown

EN = Translator("en", gettext.NullTranslations())


class Catalogue(gettext.NullTranslations):
    """A French catalogue in which every text reads alike."""

    def __init__(self, french: str) -> None:
        super().__init__()
        self.french = french

    def gettext(self, message: str) -> str:  # noqa: ARG002 - gettext's signature
        return self.french


class Everything:
    """The texts of a catalogue that lacks none."""

    def __contains__(self, message: object) -> bool:
        return True


def french(text: str) -> Translator:
    return Translator("fr", Catalogue(text), Everything())


def test_the_shipped_register_has_nothing_to_mend_in_either_language() -> None:
    assert lint(load(), load_translators().values()) == []


def test_a_register_in_order_has_nothing_to_mend(tmp_path: Path) -> None:
    assert lint(grown(tmp_path), [EN, french("Une phrase.")]) == []


def test_a_text_without_a_translation_is_named_with_its_language(tmp_path: Path) -> None:
    known = set(grown(tmp_path).texts()) - {"Slack says it."}
    half = Translator("fr", Catalogue("Une phrase."), known)
    assert lint(grown(tmp_path), [EN, half]) == ["fr: no translation of “Slack says it.”"]


def test_a_text_that_stands_twice_is_named_once(tmp_path: Path) -> None:
    register = grown(tmp_path, "claims.toml", "We read it so.", "Slack says it.")
    assert list(register.texts()).count("Slack says it.") == 2
    assert (
        lint(register, [Translator("fr", gettext.NullTranslations(), ())]).count(
            "fr: no translation of “Slack says it.”"
        )
        == 1
    )


def test_what_is_wrong_between_the_rows_comes_first(tmp_path: Path) -> None:
    idle = '\n[sources.idle]\ntitle = "A page"\nlanguage = "en"\nurl = "https://example.com/"\n'
    register = grown(tmp_path, "sources.toml", more=idle)
    assert lint(register, [french("Un retrait.")])[0] == "sources.toml: sources.idle: nothing cites it"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("Your employer decides.", "employer"),
        ("It is a dark pattern.", "dark pattern"),
        ("Members gave their consent.", "consent"),
        ("Slack’s answer is overdue.", "overdue"),
        ("It is simply so.", "simply"),
        ("It is so!", "!"),
        ("You should opt out.", "You should"),
        ("The organization decides.", "organiz"),
    ],
)
def test_a_word_that_is_not_ours_is_found_with_its_sentence(tmp_path: Path, said: str, word: str) -> None:
    register = grown(tmp_path, "claims.toml", "We read it so.", said)
    (found,) = lint(register, [EN])
    assert found.startswith(f"en: “{word}” in “{said}”: ")


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("La demande de retrait est partie.", "retrait"),
        ("La désinscription est partie.", "désinscri"),
        ("Votre employeur décide.", "employeur"),
        ("L’opt-out est parti.", "opt-out"),
        ("Le workspace entier.", "workspace"),
        ("Un courriel suffit.", "courriel"),
    ],
)
def test_a_french_word_that_is_not_ours_is_found(tmp_path: Path, said: str, word: str) -> None:
    (tmp_path / "claims").mkdir()
    found = lint(grown(tmp_path), [french(said)])
    assert len(found) == len(set(grown(tmp_path).texts()))
    assert all(wrong.startswith(f"fr: “{word}” in “{said}”: ") for wrong in found)


def test_a_quote_may_hold_what_a_text_of_ours_may_not(tmp_path: Path) -> None:
    register = grown(tmp_path, "claims.toml", "We say it.", "unless you simply consent!")
    assert lint(register, [EN]) == []


def test_slacks_literal_subject_is_no_word_of_ours() -> None:
    assert list(unwanted(f"L’objet est « {SUBJECT} ».", "fr")) == []
    assert [word for word, _ in unwanted("L’objet parle d’opt-out.", "fr")] == ["opt-out"]


def test_every_language_has_its_words() -> None:
    assert set(UNWANTED) == set(load_translators())
    assert all(why for words in UNWANTED.values() for why in words.values())
