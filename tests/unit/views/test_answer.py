"""What `/datapolicy` answers to each word, to a typo and to each reader."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.demo.rules import check_message
from bolt_app.i18n import LANGUAGES
from bolt_app.optout.model import Status
from bolt_app.people import Role
from bolt_app.register.kinds import Slot
from bolt_app.views import answer
from bolt_app.views.ids import Press
from tests.record_builders import facts_in, facts_of, shipped, translator, viewer
from tests.unit.views.reading import EN, FR, GUEST, MEMBER, OWNER, Thing, buttons, labels, texts, whole
from tests.unit.views.registers import grown


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", ""),
        ("   ", ""),
        ("help", "help"),
        ("  HELP ", "help"),
        ("aide", "help"),
        ("Aide", "help"),
        ("status", "status"),
        ("statut", "status"),
        ("État", "status"),
        ("etat", "status"),
        ("sources", "sources"),
        ("source", "sources"),
        ("changes", "changes"),
        ("Changements", "changes"),
        ("versions", "versions"),
        ("questions", "questions"),
        ("différences", "differences"),
        ("divergences", "differences"),
        ("usages", "practices"),
        ("practices", "practices"),
        ("DPO", "dpo"),
        ("dpd", "dpo"),
        ("réglages", "settings"),
        ("Reglages", "settings"),
        ("settings", "settings"),
        ("payload", None),
        ("help me", None),
        ("stat us", None),
    ],
)
def test_the_words_are_known_in_both_languages_however_they_are_typed(typed: str, word: str | None) -> None:
    assert answer.understood(typed) == word


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typo", "kind"),
    [
        ("stauts", "status"),
        ("halp", "help"),
        ("sorces", "sources"),
        ("chnages", "changes"),
        ("changment", "changes"),
        ("reglage", "settings"),
        ("setings", "settings"),
        ("dopo", "dpo"),
        ("diferences", "differences"),
        ("questons", "questions"),
    ],
)
def test_a_typo_is_answered_with_the_nearest_word_in_the_reader_s_language(
    typo: str, kind: str, language: str
) -> None:
    t = translator(language)
    suggested = (
        whole(answer.not_understood(typo, facts_of(), t)).partition("`/datapolicy ")[2].partition("`")[0]
    )
    assert answer.understood(suggested) == kind
    assert (suggested == kind) is (language == "en" or kind in {"sources", "questions", "dpo"})


@given(st.text(max_size=3000))
def test_whatever_is_typed_the_answer_is_one_slack_takes(typed: str) -> None:
    assert check_message(answer.not_understood(typed, facts_of(), EN)) == []


def test_what_was_typed_is_shown_as_typed_and_cut_short() -> None:
    said = texts(answer.not_understood("<!channel> *now* " + "x" * 100, facts_of(), EN))[0]
    assert said.startswith("“&lt;!channel&gt; ∗now∗ xxx")
    assert "x" * 40 not in said


def sections(message: Thing) -> list[str]:
    return [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]


def test_the_first_line_answers_the_question_people_come_with() -> None:
    first = sections(answer.policy(facts_of(), MEMBER, EN))[0]
    assert first.startswith("*May Slack use our data to train models?* By default,")


def test_before_anything_is_recorded_the_terms_come_before_our_opt_out() -> None:
    said = sections(answer.policy(facts_of(), MEMBER, EN))
    assert [part.partition(":*")[0] for part in said[2:]] == ["*Generative AI", "*Our opt-out"]
    assert "Only an owner can ask for it, by e-mail to Slack. Slack lists the owners" in said[3]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.NOT_FILED])
def test_once_something_is_recorded_our_opt_out_comes_right_after_the_question(status: Status) -> None:
    assert sections(answer.policy(facts_in(status), MEMBER, EN))[1].startswith("*Our opt-out:* ")


def test_slack_s_own_explanation_stands_beside_the_terms() -> None:
    use = sections(answer.policy(facts_of(), MEMBER, EN))[1]
    for slot in (Slot.PREDICTIVE, Slot.CONTENT_ACCESS):
        assert shipped().slot(slot).text in use
    assert use.endswith("Our organisation’s own contract may say otherwise.")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ADMIN, Role.OWNER])
def test_members_admins_and_owners_get_the_same_answer(role: Role) -> None:
    facts = facts_in(Status.REFUSED)
    assert answer.policy(facts, viewer(role), EN) == answer.policy(facts, OWNER, EN)


def test_a_guest_reads_the_status_without_the_reason() -> None:
    for say in (answer.policy, answer.status):
        assert "owner’s address" in whole(say(facts_in(Status.REFUSED), MEMBER, EN))
        assert "owner’s address" not in whole(say(facts_in(Status.REFUSED), GUEST, EN))


def test_status_alone_is_the_part_about_us() -> None:
    said = sections(answer.status(facts_in(Status.FILED), MEMBER, EN))
    assert len(said) == 1
    assert said == [sections(answer.policy(facts_in(Status.FILED), MEMBER, EN))[1]]


def test_every_answer_leads_on_and_says_how_old_it_is() -> None:
    facts = facts_of()
    for message in (
        answer.policy(facts, MEMBER, EN),
        answer.status(facts, MEMBER, EN),
        answer.guidance(facts, EN),
        answer.offer_sources(facts, EN),
        answer.not_understood("x", facts, EN),
    ):
        assert labels(message) == ["Sources", "What changed", "More to read", "Open Data Policy"]
        assert "not yet compared with Slack’s live pages" in texts(message)[-1]
        assert texts(message)[-1].endswith("Only you see this answer.")


def test_home_is_opened_in_the_workspace_the_question_came_from() -> None:
    opens = buttons(answer.policy(facts_of(), MEMBER, EN))[-1]
    assert opens["action_id"] == Press.OPEN_HOME
    assert opens["url"] == "slack://app?team=T0ACME&id=A0DATAPOLICY&tab=home"


def test_somebody_of_another_organisation_reads_nothing_of_the_record() -> None:
    message = answer.for_outsiders(EN)
    assert buttons(message) == []
    assert "for its own members" in whole(message)


@pytest.mark.parametrize("word", sorted(set(answer.WORDS.values())))
def test_the_help_names_every_word_it_knows(word: str) -> None:
    assert f"`/datapolicy {word}`" in whole(answer.guidance(facts_of(), EN))


def test_the_french_help_names_words_that_are_understood() -> None:
    named = [
        part.partition("`")[0] for part in whole(answer.guidance(facts_of(), FR)).split("`/datapolicy ")[1:]
    ]
    assert {answer.understood(word) for word in named} == set(answer.WORDS.values())


READ = {
    "changes": Press.CHANGES,
    "versions": Press.VERSIONS,
    "questions": Press.UNKNOWN,
    "differences": Press.DIFFERENCES,
    "practices": Press.PRACTICES,
    "dpo": Press.OFFICER,
    "settings": Press.AI_SETTINGS,
}


def test_every_word_has_an_answer_of_its_own() -> None:
    assert set(READ) | {"help", "status", "sources"} == set(answer.WORDS.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", READ)
def test_a_word_for_something_to_read_leads_there_in_one_click(word: str, language: str) -> None:
    message = answer.reading(word, facts_of(), translator(language))
    assert buttons(message)[0]["action_id"] == READ[word]
    assert texts(message)[-1].endswith(translator(language)("Only you see this answer."))


@pytest.mark.parametrize("word", READ)
def test_a_word_about_which_nothing_is_recorded_says_so(word: str) -> None:
    message = answer.reading(word, facts_of(register=grown(0)), EN)
    assert check_message(message) == []
    assert re.search(r"^(No .*|Nothing) is recorded\b", whole(message), re.MULTILINE)


@pytest.mark.parametrize("word", READ)
@pytest.mark.parametrize("language", LANGUAGES)
def test_however_much_there_is_the_answer_to_a_word_is_one_slack_takes(word: str, language: str) -> None:
    assert check_message(answer.reading(word, facts_of(register=grown(200)), translator(language))) == []


def test_the_words_for_a_notification_name_the_status() -> None:
    assert answer.policy(facts_in(Status.FILED), MEMBER, EN)["text"].endswith("Sent, no answer recorded")
    assert answer.status(facts_in(Status.FILED), MEMBER, EN)["text"] == "Sent, no answer recorded"
