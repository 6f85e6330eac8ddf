"""What the shipped register says about Slack, held against the rules for saying it."""

import re
from datetime import date

import pytest

from bolt_app.register import IN_SHORT, STATEMENTS, ClaimKind, Register, Slot, check
from bolt_app.register.checks import shown
from bolt_app.register.owed import QUOTE_WORDS, words


def test_it_loads_and_has_nothing_to_mend(register: Register) -> None:
    assert check(register) == []


def test_it_says_that_nobody_has_compared_it_with_the_live_pages(register: Register) -> None:
    assert register.version == "2026-11-21.2"
    assert register.collected == date(2026, 11, 21)
    assert register.compared is None
    assert {source.seen for source in register.sources.values()} == {date(2026, 11, 21)}
    assert all(source.copy for source in register.sources.values())


STATED = [
    (Slot.PREDICTIVE, ClaimKind.SAID, "predictive models shared by its customers"),
    (
        Slot.GENERATIVE,
        ClaimKind.REPORTED,
        "no customer data trains generative AI, unless the customer opts in",
    ),
    (Slot.CONTRACT, ClaimKind.SAID, "the Supplemental Terms"),
    (Slot.WHO_CAN, ClaimKind.SAID, "Only owners can ask Slack for the opt-out"),
    (
        Slot.HOW,
        ClaimKind.REPORTED,
        "feedback@slack.com with the subject “Slack Global model opt-out request”",
    ),
    (Slot.EMAIL_ONLY, ClaimKind.NOT_FOUND, "up to August 2026"),
    (Slot.AI_SWITCHES_APART, ClaimKind.READING, "a different control"),
    (Slot.AFTER_OPT_OUT, ClaimKind.SAID, "our data then serves only our own workspace’s models"),
    (Slot.NO_DEADLINE, ClaimKind.REPORTED, "It gives no deadline"),
    (Slot.NO_QUERY, ClaimKind.NOT_FOUND, "The only evidence is Slack’s reply"),
]


@pytest.mark.parametrize(("slot", "kind", "words_of_it"), STATED, ids=[str(row[0]) for row in STATED])
def test_each_of_the_ten_statements_stands_on_the_right_word(
    register: Register, slot: Slot, kind: ClaimKind, words_of_it: str
) -> None:
    claim = register.slot(slot)
    assert claim.kind is kind
    assert words_of_it in claim.text


def test_the_ten_statements_are_ten_and_in_their_order() -> None:
    assert tuple(row[0] for row in STATED) == STATEMENTS


def test_the_second_sixth_and_eighth_statement_are_to_be_compared_first(register: Register) -> None:
    to_compare = [number for number, slot in enumerate(STATEMENTS, 1) if register.slot(slot).recheck]
    assert to_compare == [2, 6, 8]


def test_what_only_a_translation_shows_is_to_be_compared_with_the_english_page(register: Register) -> None:
    to_compare = {claim.key for claim in register.claims.values() if claim.recheck}
    assert to_compare == {"generative", "email-only", "after-opt-out", "cannot-access-now", "leak-ko"}


def test_in_short_has_four_different_lines(register: Register) -> None:
    assert [register.slot(slot).key for slot in IN_SHORT] == [
        "predictive",
        "generative",
        "who-can",
        "not-switched-off",
    ]


def test_the_effect_of_the_opt_out_is_never_overclaimed(register: Register) -> None:
    assert register.slot(Slot.AFTER_OPT_OUT).text.startswith("According to Slack, ")
    assert register.slot(Slot.NOT_SWITCHED_OFF).text == (
        "The opt-out does not switch AI features off, and workspace-level models go on."
    )


def test_every_claim_can_be_come_to(register: Register) -> None:
    assert shown(register) == set(register.claims)


@pytest.mark.parametrize("kind", ClaimKind)
def test_each_kind_of_claim_is_there(register: Register, kind: ClaimKind) -> None:
    assert [claim.key for claim in register.claims.values() if claim.kind is kind] != []


def test_every_claim_shows_on_whose_word_it_stands(register: Register) -> None:
    for claim in register.claims.values():
        match claim.kind:
            case ClaimKind.SAID:
                assert claim.source, claim.key
                assert register.sources[claim.source].publisher in {"Slack", "Salesforce"}, claim.key
                assert claim.quote or claim.paraphrase, claim.key
            case ClaimKind.REPORTED:
                assert claim.source, claim.key
            case ClaimKind.NOT_FOUND:
                assert claim.searched, claim.key
                assert claim.searched_on == register.collected, claim.key
            case ClaimKind.READING:
                assert claim.rests_on, claim.key


def test_no_quote_is_longer_than_forty_words(register: Register) -> None:
    lengths = {claim.key: words(claim.quote) for claim in register.claims.values() if claim.quote}
    assert max(lengths.values()) <= QUOTE_WORDS
    assert len(lengths) > 40


def test_quotes_stay_in_the_language_of_the_copy(register: Register) -> None:
    languages = {claim.key: claim.quote_language for claim in register.claims.values() if claim.quote}
    assert languages["contract"] == "pt-BR"
    assert languages["slack-controls-usage"] == "fr"
    assert {(tag or "").partition("-")[0] for tag in languages.values()} == {
        "en",
        "fr",
        "ja",
        "ko",
        "pt",
        "zh",
    }


SCRIPTS = {"ja": re.compile(r"[぀-ヿ]"), "ko": re.compile(r"[가-힣]"), "zh": re.compile(r"^[一-鿿\W]+$")}


def test_a_quote_is_written_as_its_language_is(register: Register) -> None:
    for claim in register.claims.values():
        if claim.quote:
            tongue = (claim.quote_language or "").partition("-")[0]
            # A heading may be Chinese characters alone in Japanese too.
            written = {language for language, letters in SCRIPTS.items() if letters.search(claim.quote)}
            assert tongue in written if tongue in SCRIPTS else not written, claim.key


def test_a_translation_of_slacks_is_quoted_from_a_source_in_that_language(register: Register) -> None:
    for claim in register.claims.values():
        if claim.kind is ClaimKind.SAID and claim.source and claim.quote_language:
            language = register.sources[claim.source].language
            assert language.partition("-")[0] == claim.quote_language.partition("-")[0], claim.key


def test_what_the_facts_mark_from_memory_is_left_out(register: Register) -> None:
    said = " ".join([*register.texts(), *(claim.quote or "" for claim in register.claims.values())]).lower()
    assert "sentiment" not in said
    assert "third-party data set" not in said
    assert [claim.key for claim in register.claims.values() if "Article" in (claim.quote or "")] == [
        "audit-right"
    ]
    assert not re.search(r"\barticle (?:5|6|13|14|21|22|28|35)\b", " ".join(register.texts()), re.IGNORECASE)
    assert "address registered" not in said
    emoji = next(practice for practice in register.practices if practice.key == "emoji-suggestions")
    assert "was not found" in emoji.purpose
    assert register.claim("emoji-how") in register.claims_of(emoji)


# What the facts name as not to be relied on.
AVOIDED = ["saasgaurd", "conductatlas", "privacyfetch", "flagyl", "deleteme"]


@pytest.mark.parametrize("name", AVOIDED)
def test_what_is_not_to_be_relied_on_is_no_source(register: Register, name: str) -> None:
    cited = [
        f"{source.url} {source.title} {source.publisher}".lower() for source in register.sources.values()
    ]
    assert [text for text in cited if name in text] == []


# Family names of people whose posts and articles the facts cite: they are cited by place, never by name.
PRIVATE = ["Orosz", "Maurer", "Quinn", "Quinnypig", "Engst", "Dransfeldt", "coryd"]


@pytest.mark.parametrize("name", PRIVATE)
def test_no_private_person_is_named(register: Register, name: str) -> None:
    printed = [
        *register.texts(),
        *(claim.quote or "" for claim in register.claims.values()),
        *(f"{source.title} {source.publisher} {source.url}" for source in register.sources.values()),
    ]
    assert [text for text in printed if re.search(rf"\b{name}\b", text, re.IGNORECASE)] == []


def test_statements_are_whole_sentences(register: Register) -> None:
    sentences = [
        *(claim.text for claim in register.claims.values()),
        *(claim.searched for claim in register.claims.values() if claim.searched),
        *(practice.purpose for practice in register.practices),
        *(event.text for event in register.timeline),
        *(event.note for event in register.timeline if event.note),
        *(question.more for question in register.member_questions if question.more),
        *(setting.effect for setting in register.ai_settings),
        *(text for v in register.versions for text in (v.dates, v.extent, v.note) if text),
    ]
    assert [text for text in sentences if not text.endswith((".", ".)")) or not text[0].isupper()] == []
    asked = [question.question for question in register.open_questions]
    asked += [question.question for question in register.member_questions]
    asked += [question.question for question in register.officer_questions]
    assert [text for text in asked if not text.endswith("?")] == []


def test_apostrophes_and_quotation_marks_are_typographic(register: Register) -> None:
    assert [text for text in register.texts() if "'" in text or '"' in text] == []


def test_the_letters_subject_is_literal_wherever_it_stands(register: Register) -> None:
    how = register.slot(Slot.HOW)
    assert "“Slack Global model opt-out request”" in how.text
    assert how.quote
    assert "Slack Global model opt-out request." in how.quote


def test_a_claim_its_quote_search_and_citation_fit_one_section(register: Register) -> None:
    for claim in register.claims.values():
        cited = [register.sources[key] for key in claim.sources]
        citation = sum(len(f"{s.title}{s.publisher}{s.url}{s.dated_note}") + 60 for s in cited)
        whole = len(claim.text) + len(claim.quote or "") + len(claim.searched or "") + citation
        # French runs a quarter longer; Slack's section takes 3,000 characters.
        assert whole * 1.3 < 3000, claim.key
