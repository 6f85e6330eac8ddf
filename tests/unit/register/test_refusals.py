"""Every bad data file is refused with its name and key; nothing here knows what the shipped files say."""

from pathlib import Path

import pytest

from bolt_app.register import RegisterError, load
from tests.unit.register.trees import SMALLEST, grow, grown

FORTY_ONE = " ".join(["word"] * 41)

SPOILT = [
    # (what is shown, file, old, new, the whole message)
    (
        "a misspelt field",
        "claims.toml",
        'searched = "',
        'serched = "',
        "claims.toml: claims.absent: serched is not a field here, perhaps searched is meant",
    ),
    (
        "a field nobody knows",
        "sources.toml",
        'language = "en-US"',
        'language = "en-US"\nzzz = 1',
        "sources.toml: sources.page: zzz is not a field here",
    ),
    (
        "a said claim without words",
        "claims.toml",
        'quote = "We say it."\nquote_language = "en-US"',
        "",
        "claims.toml: claims.said: a said claim owes a quote or paraphrase = true",
    ),
    (
        "a said claim without source",
        "claims.toml",
        'source = "page"',
        "",
        "claims.toml: claims.said: a said claim owes a source",
    ),
    (
        "a reported claim without source",
        "claims.toml",
        'source = "press"',
        "",
        "claims.toml: claims.reported: a reported claim owes a source",
    ),
    (
        "a search without place",
        "claims.toml",
        'searched = "The page and the article."',
        "",
        "claims.toml: claims.absent: a not-found claim owes searched and searched_on",
    ),
    (
        "a search without day",
        "claims.toml",
        "searched_on = 2026-11-21",
        "",
        "claims.toml: claims.absent: a not-found claim owes searched and searched_on",
    ),
    (
        "a reading of nothing",
        "claims.toml",
        'rests_on = ["said", "reported"]',
        "",
        "claims.toml: claims.conclusion: a reading owes rests_on",
    ),
    (
        "a quote without language",
        "claims.toml",
        'quote_language = "en-US"',
        "",
        "claims.toml: claims.said: a quote owes quote_language",
    ),
    (
        "a quote that is long",
        "claims.toml",
        "We say it.",
        FORTY_ONE,
        "claims.toml: claims.said: the quote has 41 words, at most 40 are quoted",
    ),
    (
        "a quote called a paraphrase",
        "claims.toml",
        'quote = "We',
        'paraphrase = true\nquote = "We',
        "claims.toml: claims.said: a quote is no paraphrase",
    ),
    (
        "a language of no quote",
        "claims.toml",
        'source = "press"',
        'source = "press"\nquote_language = "en"',
        "claims.toml: claims.reported: quote_language without a quote",
    ),
    (
        "a quote from nowhere",
        "claims.toml",
        'searched = "',
        'quote = "It is."\nquote_language = "en"\nsearched = "',
        "claims.toml: claims.absent: words of a source without the source",
    ),
    (
        "one source named twice",
        "claims.toml",
        'further = ["press"]',
        'further = ["page"]',
        "claims.toml: claims.said: further names page, which is its source already",
    ),
    (
        "a search of what was said",
        "claims.toml",
        'source = "page"',
        'source = "page"\nsearched = "All."',
        "claims.toml: claims.said: searched belongs to a not-found claim, this one is said",
    ),
    (
        "grounds of what was reported",
        "claims.toml",
        'source = "press"',
        'source = "press"\nrests_on = ["said"]',
        "claims.toml: claims.reported: rests_on belongs to a reading, this claim is reported",
    ),
    (
        "the press speaking as Slack",
        "claims.toml",
        'source = "page"\nquote = "We say it."\nquote_language = "en-US"\nfurther = ["press"]',
        'source = "press"\nparaphrase = true',
        "claims.toml: claims.said: said needs a page of Slack's own; The Paper makes it reported",
    ),
    (
        "a claim from memory",
        "claims.toml",
        'confidence = "reported"',
        'confidence = "memory"',
        "claims.toml: claims.reported: confidence is from memory: what nobody read in a copy does not load",
    ),
    (
        "a claim marked M",
        "claims.toml",
        'confidence = "reported"',
        'confidence = "M"',
        "claims.toml: claims.reported: confidence is from memory: what nobody read in a copy does not load",
    ),
    (
        "an unknown confidence",
        "claims.toml",
        'confidence = "reported"',
        'confidence = "sure"',
        "claims.toml: claims.reported: confidence is sure, not one of read, reported, weak",
    ),
    (
        "an unknown kind",
        "claims.toml",
        'kind = "reading"',
        'kind = "rumour"',
        "claims.toml: claims.conclusion: kind is rumour, not one of said, reported, not-found, reading",
    ),
    (
        "no text",
        "claims.toml",
        'text = "We read it so."',
        "",
        "claims.toml: claims.conclusion: text is missing",
    ),
    (
        "an empty text",
        "claims.toml",
        'text = "We read it so."',
        'text = ""',
        "claims.toml: claims.conclusion: text is empty, or has spaces or line breaks too many",
    ),
    (
        "a text over two lines",
        "claims.toml",
        'text = "We read it so."',
        'text = "We read\\nit so."',
        "claims.toml: claims.conclusion: text is empty, or has spaces or line breaks too many",
    ),
    (
        "a text that a translator would fill",
        "claims.toml",
        "We read it so.",
        "We read {it} so.",
        "claims.toml: claims.conclusion: text has a brace, which a translator would read as a placeholder",
    ),
    (
        "a claim too long",
        "claims.toml",
        "We read it so.",
        "w" * 401,
        "claims.toml: claims.conclusion: text has 401 characters, Slack leaves room for 400",
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
        "a day of search in quotation marks",
        "claims.toml",
        "searched_on = 2026-11-21",
        'searched_on = "2026-11-21"',
        "claims.toml: claims.absent: searched_on must be a date without quotation marks",
    ),
    (
        "a day of search with a time",
        "claims.toml",
        "searched_on = 2026-11-21",
        "searched_on = 2026-11-21T09:00:00Z",
        "claims.toml: claims.absent: searched_on must be a date without quotation marks",
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
        "a difference with one side",
        "differences.toml",
        '"said", "reported"',
        '"said"',
        "differences.toml: differences.two: a difference has two sides, Slack's own explanation first",
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


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), [row[1:] for row in SPOILT], ids=[r[0] for r in SPOILT]
)
def test_a_bad_row_is_refused_with_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        grown(tmp_path, file, old, new)
    assert str(refused.value) == message


@pytest.mark.parametrize(("file", "old", "new", "message"), DEAD_LINKS)
def test_a_reference_that_leads_nowhere_is_refused(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        grown(tmp_path, file, old, new)
    assert str(refused.value) == message


def test_an_open_question_on_an_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        RegisterError, match=r"^questions\.toml: open\.absent: an open question needs a not-found"
    ):
        grown(tmp_path, "questions.toml", 'claim = "absent"', 'claim = "said"')


def test_a_reading_of_a_difference_that_is_no_reading_is_refused(tmp_path: Path) -> None:
    sides = 'sides = ["said", "reported"]'
    grown(tmp_path, "differences.toml", sides, f'{sides}\nreading = "conclusion"')
    with pytest.raises(
        RegisterError, match=r"^differences\.toml: differences\.two: reading names a claim of another kind$"
    ):
        grown(tmp_path, "differences.toml", sides, f'{sides}\nreading = "absent"')


def test_a_reading_that_rests_on_itself_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        RegisterError, match=r"^claims\.toml: claims\.conclusion: the reading rests on itself$"
    ):
        grown(tmp_path, "claims.toml", '"said", "reported"', '"said", "conclusion"')


def test_two_readings_that_rest_on_each_other_are_refused(tmp_path: Path) -> None:
    second = (
        '\n[claims.second]\nkind = "reading"\ntext = "So."\nconfidence = "read"\nrests_on = ["conclusion"]\n'
    )
    with pytest.raises(RegisterError, match="the reading rests on itself"):
        grown(tmp_path, "claims.toml", '"said", "reported"', '"second"', more=second)


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
