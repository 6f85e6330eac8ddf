"""The shipped practices, events, questions and differences, held against what the sources say."""

from bolt_app.register import ClaimKind, Confidence, DataCategory, Default, ModelKind, ModelScope, Register


def test_all_practices_of_the_facts_are_there(register: Register) -> None:
    assert {p.key: (p.model_scope, p.kind, p.default) for p in register.practices} == {
        "channel-recommendations": (ModelScope.GLOBAL, ModelKind.PREDICTIVE, Default.IN),
        "search-ranking": (ModelScope.NOT_SAID, ModelKind.PREDICTIVE, Default.IN),
        "autocomplete": (ModelScope.MIXED, ModelKind.PREDICTIVE, Default.IN),
        "emoji-suggestions": (ModelScope.GLOBAL, ModelKind.PREDICTIVE, Default.IN),
        "display-names": (ModelScope.NOT_SAID, ModelKind.PREDICTIVE, Default.IN),
        "ai-ranking": (ModelScope.NOT_SAID, ModelKind.PREDICTIVE, Default.DEPENDS_ON_PLAN),
        "summaries": (ModelScope.THIRD_PARTY_LLM, ModelKind.GENERATIVE, Default.DEPENDS_ON_PLAN),
        "ai-search": (ModelScope.THIRD_PARTY_LLM, ModelKind.GENERATIVE, Default.DEPENDS_ON_PLAN),
        "older-purposes": (ModelScope.GLOBAL, ModelKind.PREDICTIVE, Default.IN),
        "email-classification": (ModelScope.NOT_SAID, ModelKind.PREDICTIVE, Default.NOT_SAID),
    }


def test_whose_decision_the_data_is_stands_only_where_the_sources_say_it(register: Register) -> None:
    ours, both = (DataCategory.CUSTOMER_DATA,), tuple(DataCategory)
    assert {p.key: p.categories for p in register.practices if p.categories} == {
        "channel-recommendations": both,
        "autocomplete": ours,
        "emoji-suggestions": both,
        "summaries": both,
        "ai-search": ours,
        "older-purposes": ours,
    }


def test_who_holds_a_switch_follows_from_which_switch_it_is(register: Register) -> None:
    for practice in register.practices:
        if practice.switch and "opt-out by e-mail" in practice.switch:
            assert practice.switch_holder == "Owners, by asking Slack"
            assert "admin" not in practice.switch_holder.lower()
        elif practice.switch:
            assert practice.switch_holder == "Owners and admins"


def test_a_generative_practice_never_names_the_opt_out_as_its_switch(register: Register) -> None:
    for practice in register.practices:
        if practice.kind is ModelKind.GENERATIVE:
            assert practice.switch
            assert "by e-mail" not in practice.switch


def test_the_timeline_is_whole_and_newest_first(register: Register) -> None:
    days = [event.when for event in register.timeline]
    assert days == sorted(days, reverse=True)
    assert (days[0], days[-1]) == ("2026-08", "2016")
    assert len(days) == 26
    for owed in ("2024-05-16", "2024-05-17", "2024-05-20", "2025-06-17", "2026-01-13", "2026-02-27"):
        assert owed in days


def test_an_inferred_date_is_approximate_and_explained(register: Register) -> None:
    inferred = [event for event in register.timeline if event.approximate]
    assert {event.when for event in inferred} == {"2019", "2023-09", "2025-04-07", "2025-07"}
    assert all(event.note for event in inferred)


def test_an_event_is_weak_exactly_where_its_date_is_not_confirmed(register: Register) -> None:
    weak = [event.key for event in register.timeline if event.confidence is Confidence.WEAK]
    assert weak == ["narrow-word-2025-07", "update-2025-04"]


def test_the_open_questions_are_those_nobody_has_answered(register: Register) -> None:
    asked = {question.claim for question in register.open_questions}
    assert asked >= {
        "past-messages",
        "trained-models",
        "slack-connect",
        "organisation-reach",
        "reversible",
        "survives-changes",
        "no-query",
        "help-article",
        "plans",
    }


# Claims that others report and whose words are Slack's own.
SLACK_AS_QUOTED = {
    "how",
    "principles-for-search",
    "your-data",
    "generative-section",
    "practice-unchanged",
    "no-deadline",
}


def test_differences_show_both_sides_with_slacks_own_explanation_first(register: Register) -> None:
    assert len(register.differences) == 22
    for difference in register.differences:
        first, second = (register.claim(side) for side in difference.sides)
        assert first is not second
        # In one difference both sides are outside readers, and the more lenient stands first.
        if difference.key != "judged":
            assert first.kind is ClaimKind.SAID or first.key in SLACK_AS_QUOTED, difference.key
    judged = next(difference for difference in register.differences if difference.key == "judged")
    assert judged.sides == ("not-concerning", "critics-default")


def test_our_reading_of_a_difference_stands_beside_it_and_is_ours(register: Register) -> None:
    read = {difference.key: difference.reading for difference in register.differences if difference.reading}
    assert {register.claim(key).kind for key in read.values()} == {ClaimKind.READING}
    slip = register.claim(read["korean"]).text
    assert "We read it as almost certainly a translation slip." in slip
    (korean,) = [difference for difference in register.differences if difference.key == "korean"]
    assert [register.claim(side).quote_language for side in korean.sides] == ["ko", "ko"]
