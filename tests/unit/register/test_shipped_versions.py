"""What the shipped register says of the page's versions, for the officer and of the AI settings."""

import re

import pytest

from bolt_app.register import Change, ClaimKind, Confidence, Default, Mark, Point, Register, compared, steps


def test_the_versions_are_a_to_e_and_each_is_called_by_its_date(register: Register) -> None:
    assert [version.key for version in register.versions] == ["a", "b", "c", "d", "e"]
    for version in register.versions:
        assert version.label.startswith(f"Version {version.key.upper()}, ")
        assert re.search(r"20\d\d|date not known", version.label), version.key


def test_a_version_is_in_force_as_far_as_that_is_known(register: Register) -> None:
    known = {
        version.key: (version.since, version.until, version.approximate) for version in register.versions
    }
    assert known == {
        "a": ("2019", None, True),
        "b": ("2023", "2024-05-16", True),
        "c": ("2024-05-17", None, False),
        "d": (None, None, False),
        "e": (None, None, False),
    }


def test_only_what_others_quote_is_known_by_their_report(register: Register) -> None:
    reported = [version.key for version in register.versions if version.confidence is Confidence.REPORTED]
    assert reported == ["b", "e"]


def test_the_two_latest_versions_say_that_they_may_be_one(register: Register) -> None:
    noted = {version.key: version.note for version in register.versions if version.note}
    assert set(noted) == {"d", "e"}
    assert all("may be the same wording" in note for note in noted.values())


SEEN = {
    "a": {Point.OPENING, Point.PURPOSES},
    "b": set(Point),
    "c": set(Point),
    "d": {Point.OPENING, Point.LLM, Point.LEAK, Point.ACCESS, Point.HEADING},
    "e": {Point.LLM},
}


@pytest.mark.parametrize("key", SEEN)
def test_a_version_speaks_on_the_points_that_were_in_the_part_seen(register: Register, key: str) -> None:
    (version,) = [version for version in register.versions if version.key == key]
    assert set(version.says) == SEEN[key]


def test_no_claim_says_two_things_of_the_page(register: Register) -> None:
    keys = [key for version in register.versions for key in version.says.values()]
    assert len(keys) == len(set(keys))


def test_from_b_to_c_the_opening_gained_words_and_lost_none(register: Register) -> None:
    before, after = steps(register)[1]
    opening = compared(register, before, after)[0]
    assert opening.point is Point.OPENING
    assert opening.change is Change.OTHER_WORDS
    assert [(part.mark, part.text) for part in opening.words if part.mark is not Mark.KEPT] == [
        (Mark.ADDED, "non-generative"),
        (Mark.ADDED, "for features such as emoji and channel recommendations,"),
        (Mark.ONLY_AFTER, "submitted to Slack"),
    ]


def test_from_b_to_c_the_promise_stayed_the_same_in_the_part_quoted(register: Register) -> None:
    changes = {change.point: change.change for change in compared(register, *steps(register)[1])}
    assert changes[Point.LEAK] is Change.SAME_WORDS
    assert changes[Point.HEADING] is Change.SIDE_BY_SIDE


def test_no_words_are_marked_across_languages_or_beyond_what_was_seen(register: Register) -> None:
    before, after = steps(register)[2]
    assert (before.key, after.key) == ("c", "d")
    changes = {change.point: change.change for change in compared(register, before, after)}
    assert changes[Point.OPENING] is Change.SIDE_BY_SIDE
    assert changes[Point.EFFECT] is Change.NOT_SEEN_AFTER
    assert not any(change.words for change in compared(register, before, after))


def test_words_are_marked_only_where_both_sides_are_slacks_own(register: Register) -> None:
    """Somebody's own sentence beside Slack's would make a change of what is none."""
    for before, after in steps(register):
        for change in compared(register, before, after):
            if change.words:
                assert change.before
                assert change.before.key in {"wording-before", "leak-before"}


def test_the_officer_is_asked_what_the_issue_names(register: Register) -> None:
    asked = [question.key for question in register.officer_questions]
    assert asked[:5] == ["roles", "instruction", "compatibility", "information", "assessment"]
    cnil = {
        key for question in register.officer_questions for key in question.claims if key.startswith("cnil-")
    }
    assert cnil == {"cnil-reuse", "cnil-test", "cnil-inform"}


def test_slacks_side_of_a_question_is_slacks_own_word(register: Register) -> None:
    as_quoted = {"how", "no-deadline", "ai-feature-access", "no-reason"}
    for question in register.officer_questions:
        for key in question.slack_side:
            claim = register.claim(key)
            assert claim.kind is ClaimKind.SAID or key in as_quoted, (question.key, key)


def test_no_question_says_what_the_answer_is(register: Register) -> None:
    verdict = re.compile(r"\b(illegal|unlawful|lawful|violat|breach|must|should|infring)", re.IGNORECASE)
    texts = [text for question in register.officer_questions for text in (question.topic, question.question)]
    texts += [register.claim(key).text for question in register.officer_questions for key in question.claims]
    assert [text for text in texts if verdict.search(text)] == []


def test_the_settings_of_generative_ai_say_only_what_was_read(register: Register) -> None:
    assert {
        s.key: (s.default, s.path is not None, s.holder, s.plan is not None) for s in register.ai_settings
    } == {
        "features": (Default.DEPENDS_ON_PLAN, True, "Owners and admins", True),
        "slackbot": (Default.IN, True, "Owners and admins", True),
        "files": (Default.IN, False, "Owners and admins", False),
        "channels": (Default.NOT_SAID, True, None, True),
        "huddle-notes": (Default.OUT, False, None, False),
    }


def test_no_setting_of_generative_ai_is_the_opt_out(register: Register) -> None:
    assert "ai-switches-apart" in register.ai_settings[0].claims
    for setting in register.ai_settings:
        assert "opt" not in f"{setting.name} {setting.effect} {setting.path}".lower().split()


@pytest.mark.parametrize(
    "key",
    [
        "contract-purposes",
        "contract-ownership",
        "contract-page",
        "contract-2025",
        "contract-2024",
        "contract-generative",
    ],
)
def test_each_part_of_the_contracts_clause_is_slacks_own_word(register: Register, key: str) -> None:
    claim = register.claim(key)
    assert claim.kind is ClaimKind.SAID
    assert (claim.source or "").startswith("terms-")


def test_what_moved_between_2024_and_2026_is_our_reading(register: Register) -> None:
    for key in ("opt-in-shift", "retention-softened", "hosting-moved", "add-on-outdated", "contract-stayed"):
        assert register.claim(key).kind is ClaimKind.READING
        assert len(register.claim(key).rests_on) >= 2
