"""Files of the register that are missing, misnamed or no TOML are named, and nothing loads."""

from pathlib import Path

import pytest

from bolt_app.register import RegisterError, load
from tests.unit.register.trees import SMALLEST, grow, grown


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"^claims\.toml: not valid TOML: .*claims.*said") as refused:
        grown(tmp_path, "claims.toml", more='\n[claims.said]\nkind = "said"\n')
    assert "twice" in str(refused.value)


@pytest.mark.parametrize("file", SMALLEST)
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    (grow(tmp_path) / file).unlink()
    with pytest.raises(RegisterError) as refused:
        load(tmp_path)
    assert str(refused.value) == f"{file}: the file is missing"


@pytest.mark.parametrize("file", SMALLEST)
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, file: str) -> None:
    (grow(tmp_path) / file).write_text("this is prose", encoding="utf-8")
    with pytest.raises(RegisterError, match=f"^{file}: not valid TOML"):
        load(tmp_path)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (grow(tmp_path) / "claims.toml").write_bytes(b'[claims.said]\ntext = "\xe9"\n')
    with pytest.raises(RegisterError, match=r"^claims\.toml: not valid TOML"):
        load(tmp_path)


def test_a_file_under_another_name_is_not_passed_over(tmp_path: Path) -> None:
    (grow(tmp_path) / "claim.toml").write_text("", encoding="utf-8")
    with pytest.raises(
        RegisterError, match=r"^claim\.toml: not a file of the register, only ai_settings\.toml"
    ):
        load(tmp_path)
