"""Whatever names another part of the register leads to one that is there, and of the kind it must be."""

from pathlib import Path

import pytest

from bolt_app.register import Confidence, RegisterError
from tests.unit.register.trees import grown, refusal

DEAD_LINKS = [
    ("claims.toml", 'source = "page"', 'source = "pgae"', "claims.toml: claims.said: sources has no pgae"),
    ("claims.toml", '["press"]', '["prss"]', "claims.toml: claims.said: sources has no prss"),
    (
        "claims.toml",
        '"said", "reported"',
        '"said", "gone"',
        "claims.toml: claims.conclusion: claims has no gone",
    ),
    (
        "practices.toml",
        '"said", "conclusion"',
        '"gone"',
        "practices.toml: practices.suggestions: claims has no gone",
    ),
    ("timeline.toml", '["page"]', '["gone"]', "timeline.toml: timeline.newer: sources has no gone"),
    ("timeline.toml", '["said"]', '["gone"]', "timeline.toml: timeline.newer: claims has no gone"),
    ("questions.toml", '"absent"', '"gone"', "questions.toml: open.absent: claims has no gone"),
    ("questions.toml", '"conclusion"', '"gone"', "questions.toml: member.mine: claims has no gone"),
    ("differences.toml", '"reported"', '"gone"', "differences.toml: differences.two: claims has no gone"),
    (
        "differences.toml",
        'sides = ["said", "reported"]',
        'sides = ["said", "reported"]\nreading = "gone"',
        "differences.toml: differences.two: claims has no gone",
    ),
    ("versions.toml", '["press"]', '["gone"]', "versions.toml: versions.a: sources has no gone"),
    ("versions.toml", '"absent"', '"gone"', "versions.toml: versions.b: claims has no gone"),
    ("questions.toml", '["said"]', '["gone"]', "questions.toml: officer.roles: claims has no gone"),
    (
        "questions.toml",
        '["reported", "absent"]',
        '["gone"]',
        "questions.toml: officer.roles: claims has no gone",
    ),
    ("ai_settings.toml", '["said"]', '["gone"]', "ai_settings.toml: settings.features: claims has no gone"),
    ("register.toml", 'alone = "said"', 'alone = "gone"', "register.toml: slots.alone: claims has no gone"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), DEAD_LINKS)
def test_a_reference_that_leads_nowhere_is_refused(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    assert refusal(tmp_path, file, old, new) == message


def test_an_open_question_on_an_answer_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, "questions.toml", 'claim = "absent"', 'claim = "said"')
    assert told.startswith("questions.toml: open.absent: an open question needs a not-found")


def test_a_reading_of_a_difference_that_is_no_reading_is_refused(tmp_path: Path) -> None:
    sides = 'sides = ["said", "reported"]'
    grown(tmp_path, "differences.toml", sides, f'{sides}\nreading = "conclusion"')
    told = refusal(tmp_path, "differences.toml", sides, f'{sides}\nreading = "absent"')
    assert told == "differences.toml: differences.two: reading names a claim of another kind"


def test_a_reading_that_rests_on_itself_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, "claims.toml", '"said", "reported"', '"said", "conclusion"')
    assert told == "claims.toml: claims.conclusion: the reading rests on itself"


def test_two_readings_that_rest_on_each_other_are_refused(tmp_path: Path) -> None:
    second = (
        '\n[claims.second]\nkind = "reading"\ntext = "So."\nconfidence = "reported"\n'
        'rests_on = ["conclusion"]\n'
    )
    with pytest.raises(RegisterError, match="the reading rests on itself"):
        grown(tmp_path, "claims.toml", '"said", "reported"', '"second"', more=second)


@pytest.mark.parametrize(
    ("confidence", "ground"), [("read", "reported"), ("reported", "shaky"), ("read", "shaky")]
)
def test_a_reading_that_is_surer_than_what_it_rests_on_is_refused(
    tmp_path: Path, confidence: str, ground: str
) -> None:
    more = f"""
[claims.shaky]
kind = "reported"
text = "One post says it."
confidence = "weak"
source = "press"

[claims.second]
kind = "reading"
text = "So."
confidence = "{confidence}"
rests_on = ["said", "{ground}"]
"""
    with pytest.raises(
        RegisterError,
        match=rf"^claims\.toml: claims\.second: no reading is surer than {ground}, on which it rests$",
    ):
        grown(tmp_path, "claims.toml", more=more)


def test_a_reading_may_be_less_sure_than_what_it_rests_on(tmp_path: Path) -> None:
    more = '\n[claims.second]\nkind = "reading"\ntext = "So."\nconfidence = "weak"\nrests_on = ["said"]\n'
    assert grown(tmp_path, "claims.toml", more=more).claims["second"].confidence is Confidence.WEAK
