"""A register of the smallest size that loads, as text to be spoilt; knows none of the shipped data."""

from pathlib import Path

import pytest

from bolt_app.register import Register, RegisterError, Slot, load

SMALLEST = {
    "register.toml": "\n".join(
        [
            'version = "2026-11-21.1"',
            "collected = 2026-11-21",
            "[slots]",
            *(f'{slot} = "said"' for slot in Slot),
        ]
    ),
    "sources.toml": """
[sources.page]
title = "Privacy principles"
publisher = "Slack"
url = "https://slack.com/principles"
language = "en-US"

[sources.press]
title = "An article of May 2024"
described = true
publisher = "The Paper"
language = "en"
dated = "2024-05"
dated_note = "about the middle of May"
""",
    "claims.toml": """
[claims.said]
kind = "said"
text = "Slack says it."
confidence = "read"
source = "page"
quote = "We say it."
quote_language = "en-US"
further = ["press"]

[claims.reported]
kind = "reported"
text = "The press says it."
confidence = "reported"
source = "press"

[claims.absent]
kind = "not-found"
text = "We found nothing about it."
confidence = "read"
searched = "The page and the article."
searched_on = 2026-11-21

[claims.conclusion]
kind = "reading"
text = "We read it so."
confidence = "reported"
rests_on = ["said", "reported"]
""",
    "practices.toml": """
[practices.suggestions]
name = "Suggestions"
purpose = "Suggests things."
data = ["messages", "files"]
model_scope = "global"
kind = "predictive"
default = "in"
switch = "An e-mail."
switch_holder = "Owners"
claims = ["said", "conclusion"]
""",
    "timeline.toml": """
[timeline.older]
when = "2023"
approximate = true
text = "It began."
confidence = "weak"
sources = ["press"]
note = "The day is not known."

[timeline.newer]
when = "2024-05-17"
text = "It changed."
confidence = "read"
sources = ["page"]
claims = ["said"]
""",
    "questions.toml": """
[open.absent]
question = "Is it so?"
claim = "absent"

[member.mine]
question = "Can I do it?"
claim = "conclusion"
more = "Ask an owner."

[officer.roles]
topic = "Roles"
question = "Whose purposes are these?"
slack_side = ["said"]
other_side = ["reported", "absent"]
""",
    "differences.toml": """
[differences.two]
title = "Page and press"
sides = ["said", "reported"]
""",
    "versions.toml": """
[versions.a]
label = "Version A, of 2023"
dates = "The first day is not known."
extent = "A fragment."
confidence = "weak"
sources = ["press"]
since = "2023"
until = "2024-05-16"
approximate = true
note = "There may have been others."
[versions.a.says]
opening = "reported"

[versions.b]
label = "Version B, of 17 May 2024"
dates = "It is the page’s own date."
extent = "The whole page."
confidence = "read"
sources = ["page", "press"]
since = "2024-05-17"
[versions.b.says]
opening = "said"
llm = "absent"
""",
    "ai_settings.toml": """
[settings.features]
name = "AI features"
effect = "Everyone or no one."
default = "depends-on-plan"
path = "Settings → AI"
holder = "Owners"
plan = "Every paid plan"
claims = ["said"]
""",
}


def grow(directory: Path, file: str = "", old: str = "", new: str = "", *, more: str = "") -> Path:
    """Write the smallest register, `old` replaced once by `new` and `more` added at the end of one file."""
    for name, text in SMALLEST.items():
        if name == file:
            assert old in text, f"{old!r} is not in {file}: the test would spoil nothing"
            text = text.replace(old, new, 1) + more  # noqa: PLW2901 - the spoilt text takes its place
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def grown(directory: Path, file: str = "", old: str = "", new: str = "", *, more: str = "") -> Register:
    """The register that loads from such a tree."""
    return load(grow(directory, file, old, new, more=more))


def refusal(directory: Path, file: str, old: str, new: str) -> str:
    """What is said of such a tree, which does not load."""
    with pytest.raises(RegisterError) as refused:
        grown(directory, file, old, new)
    return str(refused.value)
