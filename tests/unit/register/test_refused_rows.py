"""Bad practices, sources, events and the register's head are refused by name, each with its reason."""

from pathlib import Path

import pytest

from tests.unit.register.trees import SMALLEST, refusal

SPOILT = [
    # (what is shown, file, old, new, the whole message)
    (
        "a field nobody knows",
        "sources.toml",
        'language = "en-US"',
        'language = "en-US"\nzzz = 1',
        "sources.toml: sources.page: zzz is not a field here",
    ),
    (
        "a name too long for a button",
        "practices.toml",
        'name = "Suggestions"',
        f'name = "{"n" * 76}"',
        "practices.toml: practices.suggestions: name has 76 characters, Slack leaves room for 75",
    ),
    (
        "a purpose too long",
        "practices.toml",
        "Suggests things.",
        "p" * 601,
        "practices.toml: practices.suggestions: purpose has 601 characters, Slack leaves room for 600",
    ),
    (
        "an address without encryption",
        "sources.toml",
        "https://slack.com/principles",
        "http://slack.com/principles",
        "sources.toml: sources.page: url is http://slack.com/principles, only https addresses are cited",
    ),
    (
        "an address without host",
        "sources.toml",
        "https://slack.com/principles",
        "https:///principles",
        "sources.toml: sources.page: url is https:///principles, only https addresses are cited",
    ),
    (
        "a source without language",
        "sources.toml",
        'language = "en-US"',
        "",
        "sources.toml: sources.page: language is missing",
    ),
    (
        "a language by its name",
        "sources.toml",
        'language = "en-US"',
        'language = "English"',
        "sources.toml: sources.page: language is English, not a language tag such as en-GB",
    ),
    (
        "a month that does not exist",
        "sources.toml",
        '"2024-05"',
        '"2024-13"',
        "sources.toml: sources.press: dated is 2024-13, not a date such as 2024, 2024-05 or 2024-05-17",
    ),
    (
        "a date as people say it",
        "sources.toml",
        '"2024-05"',
        '"May 2024"',
        "sources.toml: sources.press: dated is May 2024, not a date such as 2024, 2024-05 or 2024-05-17",
    ),
    (
        "a date without hyphens",
        "timeline.toml",
        '"2024-05-17"',
        '"20240517"',
        "timeline.toml: timeline.newer: when is 20240517, not a date such as 2024, 2024-05 or 2024-05-17",
    ),
    (
        "a day that does not exist",
        "timeline.toml",
        '"2024-05-17"',
        '"2024-02-30"',
        "timeline.toml: timeline.newer: when is 2024-02-30, not a date such as 2024, 2024-05 or 2024-05-17",
    ),
    (
        "an event without date",
        "timeline.toml",
        'when = "2023"',
        "",
        "timeline.toml: timeline.older: when is missing",
    ),
    (
        "an event without source",
        "timeline.toml",
        'sources = ["press"]',
        "",
        "timeline.toml: timeline.older: an event owes a source",
    ),
    (
        "a flag that is a number",
        "timeline.toml",
        "approximate = true",
        "approximate = 1",
        "timeline.toml: timeline.older: approximate must be true or false",
    ),
    (
        "a list that is a text",
        "practices.toml",
        'data = ["messages", "files"]',
        'data = "messages"',
        "practices.toml: practices.suggestions: data must be a list",
    ),
    (
        "a list of numbers",
        "practices.toml",
        'data = ["messages", "files"]',
        "data = [1]",
        "practices.toml: practices.suggestions: data must be a text",
    ),
    (
        "a name twice in a list",
        "practices.toml",
        '["messages", "files"]',
        '["files", "files"]',
        "practices.toml: practices.suggestions: data names files twice",
    ),
    (
        "a practice on nothing",
        "practices.toml",
        'claims = ["said", "conclusion"]',
        "",
        "practices.toml: practices.suggestions: a practice owes the claims it stands on",
    ),
    (
        "a switch nobody holds",
        "practices.toml",
        'switch_holder = "Owners"',
        "",
        "practices.toml: practices.suggestions: switch and switch_holder go together",
    ),
    (
        "a slot without claim",
        "register.toml",
        'headline = "said"',
        "",
        "register.toml: slots: headline is missing",
    ),
    (
        "a slot nobody shows",
        "register.toml",
        'headline = "said"',
        'headline = "said"\nfooter = "said"',
        "register.toml: slots: footer is not a field here",
    ),
    (
        "slots that are no table",
        "register.toml",
        SMALLEST["register.toml"],
        'version = "2026-11-21.1"\ncollected = 2026-11-21\nslots = "said"',
        "register.toml: slots must be a table",
    ),
    (
        "a field of the head nobody knows",
        "register.toml",
        "collected =",
        "colected = 1\ncollected =",
        "register.toml: colected is not a field here, perhaps collected is meant",
    ),
    (
        "a version of another form",
        "register.toml",
        '"2026-11-21.1"',
        '"1.0"',
        "register.toml: version is 1.0, not of the form 2026-11-21.1",
    ),
    (
        "no day of collection",
        "register.toml",
        "collected = 2026-11-21",
        "",
        "register.toml: collected is missing",
    ),
    (
        "a comparison before the collection",
        "register.toml",
        "[slots]",
        "compared = 2026-11-20\n[slots]",
        "register.toml: compared lies before collected",
    ),
    (
        "a category of data nobody knows",
        "practices.toml",
        'switch = "An',
        'categories = ["metadata"]\nswitch = "An',
        (
            "practices.toml: practices.suggestions: categories is metadata, not one of customer-data, "
            "other-information"
        ),
    ),
    (
        "a category of data named twice",
        "practices.toml",
        'switch = "An',
        'categories = ["customer-data", "customer-data"]\nswitch = "An',
        "practices.toml: practices.suggestions: categories names customer-data twice",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), [row[1:] for row in SPOILT], ids=[r[0] for r in SPOILT]
)
def test_a_bad_row_is_refused_with_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    assert refusal(tmp_path, file, old, new) == message
