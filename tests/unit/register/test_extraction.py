"""The catalogues get what people read, no more and no less; Babel itself is the judge."""

import io
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.extract import extract
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.register import load
from bolt_app.register.extraction import extract_toml
from bolt_app.register.loader import DATA
from bolt_app.register.texts import TRANSLATED
from tests.unit.register.trees import SMALLEST, grown

METHOD = "bolt_app.register.extraction:extract_toml"


def extracted(file: Path) -> list[str]:
    with file.open("rb") as data:
        return [str(text) for _, text, _, _ in extract(METHOD, data)]


def test_the_shipped_files_yield_exactly_the_registers_texts() -> None:
    found = Counter(text for file in sorted(DATA.glob("*.toml")) for text in extracted(file))
    assert found == Counter(load().texts())
    assert len(found) > 200


def test_a_small_register_yields_exactly_its_texts(tmp_path: Path) -> None:
    register = grown(tmp_path)
    found = [text for file in sorted(tmp_path.glob("*.toml")) for text in extracted(file)]
    assert Counter(found) == Counter(register.texts())


def test_a_text_stands_at_the_line_of_its_row_with_its_place_for_the_translator() -> None:
    rows = list(extract_toml(io.BytesIO(SMALLEST["questions.toml"].encode()), {}, [], {}))
    assert rows == [
        (2, None, "Is it so?", ["open.absent"]),
        (6, None, "Can I do it?", ["member.mine"]),
        (6, None, "Ask an owner.", ["member.mine"]),
        (11, None, "Roles", ["officer.roles"]),
        (11, None, "Whose purposes are these?", ["officer.roles"]),
    ]


def test_a_published_title_is_left_as_it_is_and_our_description_is_not(tmp_path: Path) -> None:
    grown(tmp_path)
    assert extracted(tmp_path / "sources.toml") == ["An article of May 2024", "about the middle of May"]


@pytest.mark.parametrize("file", ["register.toml"])
def test_a_file_without_texts_yields_none(tmp_path: Path, file: str) -> None:
    grown(tmp_path)
    assert extracted(tmp_path / file) == []


@given(
    question=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1)
)
def test_whatever_is_asked_reaches_the_catalogue_unchanged(question: str) -> None:
    written = question.replace("\\", "\\\\").replace('"', '\\"')
    file = io.BytesIO(f'[open.asked]\nquestion = "{written}"\nclaim = "x"\n'.encode())
    assert [text for _, _, text, _ in extract_toml(file, {}, [], {})] == [question]


def test_every_table_of_the_data_is_known_to_the_extractor() -> None:
    assert set(load().tables()) == set(TRANSLATED)
