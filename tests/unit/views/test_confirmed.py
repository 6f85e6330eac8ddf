"""What an owner reads while a confirmation is recorded, and that it never says more than that."""

from datetime import UTC, date, datetime

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.optout.model import Action, Evidence, Statement
from bolt_app.views.confirmed import confirmed
from tests.record_builders import CONFIRM_AGAIN, SENT, Act, done, facts_of, record_of, translator
from tests.unit.views.reading import EN, FR


def dated(day: date | None) -> Act:
    return Action.DONE, Statement(stated_on=day)


ASKED_AT_ONCE: Act = (Action.CONFIRM_AGAIN, Statement(stated_on=date(2026, 5, 13)))


def said(*acts: Act) -> str:
    return confirmed(facts_of(record_of(acts)), EN)


def test_a_fresh_confirmation_is_to_be_downloaded_and_nothing_else_is_said() -> None:
    assert said(SENT, done()) == (
        "A confirmation is recorded. Download the evidence, and keep "
        "Slack’s reply yourself as well: this app is not your archive."
    )


def test_that_slack_was_asked_again_is_said_with_the_day() -> None:
    assert "Slack was asked on 16 May 2026 whether it still holds." in said(SENT, done(), CONFIRM_AGAIN)


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2024, 5, 17), "27 February 2026"),
        (date(2026, 2, 26), "27 February 2026"),
        (date(2026, 2, 27), None),
        (None, None),
    ],
)
def test_a_text_that_changed_after_the_confirmation_is_said_to_have(
    day: date | None, since: str | None
) -> None:
    changed = f"Slack’s texts changed since, on {since}: you may ask Slack to confirm again."
    assert (changed in said(dated(day))) is (since is not None)
    assert ("changed since" in said(dated(day))) is (since is not None)


def test_what_changed_before_slack_was_asked_again_is_not_said_any_more() -> None:
    assert "changed since" not in said(dated(date(2024, 5, 17)), ASKED_AT_ONCE)


@pytest.mark.parametrize(
    ("now", "old"),
    [
        (datetime(2027, 5, 13, 9, 0, tzinfo=UTC), False),
        (datetime(2027, 5, 14, 9, 0, tzinfo=UTC), True),
        (datetime(2029, 1, 1, 9, 0, tzinfo=UTC), True),
    ],
)
def test_a_year_after_the_confirmation_asking_again_is_suggested(now: datetime, old: bool) -> None:  # noqa: FBT001
    sentence = "A year has passed since: you may ask Slack to confirm again."
    entries = record_of((SENT, done()))
    assert (sentence in confirmed(facts_of(entries, now=now), EN)) is old
    asked = record_of((SENT, done(), CONFIRM_AGAIN))
    assert (sentence in confirmed(facts_of(asked, now=now), EN)) is (now.year == 2029)


def test_of_a_change_and_a_year_the_change_is_told() -> None:
    long_after = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)
    text = confirmed(facts_of(record_of((dated(date(2024, 5, 17)),)), now=long_after), EN)
    assert "changed since" in text
    assert "A year has passed" not in text


@pytest.mark.parametrize("grade", Evidence)
def test_no_grade_of_evidence_makes_it_more_than_recorded(grade: Evidence) -> None:
    assert said(SENT, done(grade)).startswith("A confirmation is recorded.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_are_whole_in_every_language(language: str) -> None:
    text = confirmed(facts_of(record_of((dated(date(2024, 5, 17)), ASKED_AT_ONCE))), translator(language))
    assert text.endswith(".")
    assert "{" not in text
    assert "  " not in text


def test_in_french_too() -> None:
    assert "vous pouvez demander à Slack de confirmer" in confirmed(
        facts_of(record_of((dated(date(2024, 5, 17)),))), FR
    )
