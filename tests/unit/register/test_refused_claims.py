"""Every bad claim is refused with its file and key; nothing here knows what the shipped files say."""

from pathlib import Path

import pytest

from tests.unit.register.trees import refusal

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
]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"), [row[1:] for row in SPOILT], ids=[r[0] for r in SPOILT]
)
def test_a_bad_claim_is_refused_with_file_and_key(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    assert refusal(tmp_path, file, old, new) == message
