"""The French catalogue: complete, nothing left over, true to its language and inside Slack's limits."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bolt_app.i18n import LANGUAGES, load_translators
from bolt_app.register import load
from bolt_app.views import acts, answer, buttons, kit, wording
from tests.unit.i18n.french import WIDE, faults, quoted

ROOT = Path(__file__).parents[3]
FRENCH = ROOT / "bolt_app" / "i18n" / "locales" / "fr.po"
RECIPE = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def pybabel(does: str, **places: Path) -> None:
    """Run what `make messages` runs, with other places for its files."""
    line = next(line for line in RECIPE if f"pybabel -q {does}" in line).split("|| exit")[0]
    options = line.split("pybabel", 1)[1]
    for known, place in {
        "$$(basename $$file .po)": "fr",
        "build/messages.pot": places["template"],
        "$$file": places.get("catalogue", FRENCH),
    }.items():
        options = options.replace(known, str(place))
    command = [sys.executable, "-W", "ignore", "-m", "babel.messages.frontend", *options.split()]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is extracted from the code and the register as they stand."""
    place = tmp_path_factory.mktemp("messages") / "messages.pot"
    pybabel("extract", template=place)
    return place


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale="fr", abort_invalid=True)


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """Each English form with its French one."""
    english, french = message.id, message.string
    if isinstance(english, str):
        english, french = (english,), (str(french),)
    assert isinstance(french, tuple)
    yield from zip(english, french, strict=True)


def texts() -> list[tuple[str, str]]:
    return [pair for message in read(FRENCH) if message.id for pair in forms(message)]


FR = load_translators()["fr"]


def test_every_language_but_english_has_a_catalogue_and_is_held_to_these_rules():
    assert LANGUAGES == ("en", "fr")
    assert [file.name for file in FRENCH.parent.iterdir()] == ["fr.po"]


def test_the_catalogue_holds_every_message_of_the_code_and_of_the_register_and_no_other(template):
    wanted = {message.id for message in read(template) if message.id}
    found = {message.id for message in read(FRENCH) if message.id}
    assert {"make messages brings": wanted - found, "no longer said": found - wanted} == {
        "make messages brings": set(),
        "no longer said": set(),
    }
    assert len(found) > 500


def test_every_message_is_translated_by_somebody_who_was_sure():
    catalogue = read(FRENCH)
    assert [english for english, french in texts() if not french] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_every_text_keeps_the_rules_of_french_and_says_no_more_and_no_less():
    wrong = [(fault, french) for english, french in texts() for fault in faults(english, french)]
    assert wrong == []


def test_both_forms_of_a_plural_name_the_number():
    plurals = [list(forms(message)) for message in read(FRENCH) if isinstance(message.id, tuple)]
    assert plurals
    for (_, one), (_, many) in plurals:
        assert one.count("{number}") == many.count("{number}") == 1
        assert one != many


def test_the_right_to_object_is_named_where_it_is_meant_and_nowhere_else():
    assert [english for english, french in texts() if "opposition" in french] == [
        *(text for text, _ in texts() if text.startswith("Nobody has to use it.")),
        "*Whom do I ask, or write to, to object as a person?*",
    ]


def test_a_quotation_stays_in_the_language_it_was_read_in():
    quotes = " ".join(claim.quote for claim in load().claims.values() if claim.quote)
    kept = [
        (f"«{WIDE}{words}{WIDE}»", french)
        for english, french in texts()
        for words in quoted(english)
        if len(words.split()) > 2 and words in quotes
    ]
    assert kept
    assert [words for words, french in kept if words not in french] == []


def test_one_word_of_english_in_code_is_one_word_of_french_wherever_it_stands():
    assert FR("Close") == "Fermer"
    assert {FR(name) for name in ("help", "status", "sources")} == {"aide", "statut", "sources"}


@pytest.mark.parametrize("word", ["help", "status", "sources"])
def test_a_word_the_command_suggests_in_french_is_one_it_understands(word):
    assert answer.understood(FR(word)) == word


def test_the_words_the_help_names_are_understood():
    named = re.findall(
        r"`/datapolicy (\S+)`", next(fr for en, fr in texts() if en.startswith("`/datapolicy`"))
    )
    known = [answer.understood(word) for word in named]
    assert None not in known
    assert set(known) == set(answer.WORDS.values())


LIMITS = {
    ("modal", 0): kit.TITLE,
    ("modal", "close"): kit.TITLE,
    ("modal", "submit"): kit.TITLE,
    ("button", 0): kit.BUTTON,
    ("button", "described"): kit.BUTTON,
    ("header", 0): kit.HEADER,
    ("option", 0): kit.OPTION,
    ("confirmation", 0): 100,
    ("confirmation", 1): 300,
    ("confirmation", 2): 30,
    ("confirmation", 3): 30,
    ("plain", 0): 150,
}
"""Where a text is cut by `kit`, and after how many characters."""


def said_in(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each text that code hands to a builder of `kit` directly, with the limit there."""
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        given: dict[int | str, ast.expr] = dict(enumerate(call.args))
        given.update({keyword.arg: keyword.value for keyword in call.keywords if keyword.arg})
        for place, value in given.items():
            limit = LIMITS.get((call.func.attr, place))
            if limit and isinstance(value, ast.Call) and ast.unparse(value.func) == "t":
                text = value.args[0]
                if isinstance(text, ast.Constant):
                    yield str(text.value), limit


def limited() -> list[tuple[str, int]]:
    """Every text with a limit of its own."""
    folders = (ROOT / "bolt_app" / "views", ROOT / "listeners")
    sources = [file.read_text(encoding="utf-8") for folder in folders for file in folder.glob("*.py")]
    found = [pair for source in sources for pair in said_in(ast.parse(source))]
    for words in wording.WORDS.values():
        found += [(words.title, kit.TITLE), (words.button, kit.BUTTON)]
        found += [(words.tick, kit.OPTION)] if words.tick else []
    for button, consequence in acts.DIRECT.values():
        found += [(button, kit.BUTTON), (button, 100), (consequence, 300)]
    found += [(outcome, kit.OPTION) for outcome in acts.OUTCOME.values()]
    found += [(allowed, kit.OPTION) for allowed in acts.WORKSPACES_MAY.values()]
    found.append((wording.MAY_DECIDE_FOR_WORKSPACE, kit.OPTION))
    return found


def test_no_french_text_is_longer_than_slack_shows():
    found = limited()
    assert {text for text, _ in found} >= {"The record", "Close", "Save", "Opt-out e-mail", "In short"}
    assert [(FR(text), limit) for text, limit in found if len(FR(text)) > limit] == []


def test_a_button_with_a_better_name_in_some_status_fits_too():
    assert buttons._NAMES
    assert all(len(named(FR)) <= kit.BUTTON for named in buttons._NAMES.values())


def test_an_entry_that_may_be_corrected_fits_into_an_option_of_a_select():
    template = FR("{number}: {what}, {day}", number=1000, what="", day="2026-11-21")
    assert max(len(FR(done)) for done in acts.DONE.values()) + len(template) <= kit.OPTION


def test_what_make_messages_writes_depends_on_the_texts_alone(template, tmp_path):
    copy = tmp_path / "fr.po"
    copy.write_bytes(FRENCH.read_bytes())
    pybabel("update", template=template, catalogue=copy)
    once = copy.read_bytes()
    pybabel("update", template=template, catalogue=copy)
    assert copy.read_bytes() == once
    for catalogue in (once, FRENCH.read_bytes()):
        text = catalogue.decode()
        assert re.findall(r"^#: .*:\d+", text, re.MULTILINE) == []
        assert not re.search(r"POT-Creation-Date|Generated-By|EMAIL@ADDRESS|#~", text)


def test_no_template_is_kept_beside_the_catalogue():
    kept = subprocess.run(["git", "ls-files", "*.pot"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert kept.stdout == ""


def in_f_strings(source: str) -> list[int]:
    """Lines on which a text is asked for inside an f-string, where Babel does not look for it."""
    return [
        call.lineno
        for string in ast.walk(ast.parse(source))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        if call.args and isinstance(call.args[0], ast.Constant)
        if isinstance(call.func, ast.Name) and call.func.id in ("t", "mark")
    ]


def test_no_text_is_asked_for_where_it_would_not_be_extracted():
    paths = [path for folder in ("bolt_app", "listeners") for path in (ROOT / folder).rglob("*.py")]
    found = {path.name: lines for path in paths if (lines := in_f_strings(path.read_text(encoding="utf-8")))}
    assert found == {}
    assert in_f_strings("t('a')\nf\"{t('b')} {t(c)}\"") == [2]
