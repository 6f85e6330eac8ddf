"""Bad versions, differences, questions and settings are refused by name, each with its reason."""

from pathlib import Path

import pytest

from tests.unit.register.trees import SMALLEST, refusal

SPOILT = [
    # (what is shown, file, old, new, the whole message)
    (
        "a question too long for a header",
        "questions.toml",
        "Is it so?",
        "q" * 151,
        "questions.toml: open.absent: question has 151 characters, Slack leaves room for 150",
    ),
    (
        "a title too long for a header",
        "differences.toml",
        "Page and press",
        "t" * 151,
        "differences.toml: differences.two: title has 151 characters, Slack leaves room for 150",
    ),
    (
        "a difference with one side",
        "differences.toml",
        '"said", "reported"',
        '"said"',
        "differences.toml: differences.two: a difference has two sides, Slack's own explanation first",
    ),
    (
        "a version seen nowhere",
        "versions.toml",
        'sources = ["press"]',
        "sources = []",
        "versions.toml: versions.a: a version owes the place where it was seen",
    ),
    (
        "a version that says nothing",
        "versions.toml",
        '[versions.a.says]\nopening = "reported"',
        "[versions.a.says]",
        "versions.toml: versions.a: a version owes what it says on one point at least",
    ),
    (
        "a version on a point nobody compares",
        "versions.toml",
        'opening = "reported"',
        'opening = "reported"\nlogo = "said"',
        "versions.toml: versions.a: says: logo is not a field here",
    ),
    (
        "a misspelt point of a version",
        "versions.toml",
        'llm = "absent"',
        'lm = "absent"',
        "versions.toml: versions.b: says: lm is not a field here, perhaps llm is meant",
    ),
    (
        "a version that ended before it began",
        "versions.toml",
        'until = "2024-05-16"',
        'until = "2022"',
        "versions.toml: versions.a: until lies before since",
    ),
    (
        "a version with half a date",
        "versions.toml",
        'until = "2024-05-16"',
        'until = "May 2024"',
        "versions.toml: versions.a: until is May 2024, not a date such as 2024, 2024-05 or 2024-05-17",
    ),
    (
        "a version without a word on its dates",
        "versions.toml",
        'dates = "The first day is not known."\n',
        "",
        "versions.toml: versions.a: dates is missing",
    ),
    (
        "a version from memory",
        "versions.toml",
        'confidence = "weak"',
        'confidence = "memory"',
        "versions.toml: versions.a: confidence is memory, not one of read, reported, weak",
    ),
    (
        "an officer's question with one side",
        "questions.toml",
        'other_side = ["reported", "absent"]',
        "other_side = []",
        "questions.toml: officer.roles: a question for the officer owes slack_side and other_side",
    ),
    (
        "an officer's question without Slack's side",
        "questions.toml",
        'slack_side = ["said"]\n',
        "",
        "questions.toml: officer.roles: a question for the officer owes slack_side and other_side",
    ),
    (
        "an officer's question that is a verdict",
        "questions.toml",
        "Whose purposes are these?",
        "These are purposes of its own.",
        "questions.toml: officer.roles: question ends without a question mark: it asks and never judges",
    ),
    (
        "a setting that stands on nothing",
        "ai_settings.toml",
        'claims = ["said"]',
        "claims = []",
        "ai_settings.toml: settings.features: a setting owes the claims it stands on",
    ),
    (
        "a setting with a default nobody knows",
        "ai_settings.toml",
        'default = "depends-on-plan"',
        'default = "on"',
        "ai_settings.toml: settings.features: default is on, not one of in, out, depends-on-plan, not-said",
    ),
    (
        "a table nobody knows",
        "questions.toml",
        "[open.absent]",
        "[opne.absent]",
        "questions.toml: opne is not a table here, only open, member, officer",
    ),
    (
        "a table that is a list",
        "differences.toml",
        SMALLEST["differences.toml"],
        "differences = []",
        "differences.toml: differences must be a table",
    ),
    (
        "a row that is a text",
        "differences.toml",
        SMALLEST["differences.toml"],
        'differences.two = "said"',
        "differences.toml: differences.two: must be a table of fields",
    ),
    (
        "a key with capitals",
        "differences.toml",
        "[differences.two]",
        "[differences.Two]",
        "differences.toml: differences.Two: a key has small letters, digits and hyphens only",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), [row[1:] for row in SPOILT], ids=[r[0] for r in SPOILT]
)
def test_a_bad_part_is_refused_with_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    assert refusal(tmp_path, file, old, new) == message
