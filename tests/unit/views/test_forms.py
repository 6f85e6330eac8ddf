"""Each form asks what its act owes, carries what the person saw, and says what members will read."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.letter import Letter, LetterKind, Place, SoFar, compose
from bolt_app.letter.texts import SUBJECT
from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import TRANSITIONS, Action, Refusal, RefusalKind, Status
from bolt_app.optout.rules import LONGEST, LONGEST_TEXT
from bolt_app.people import Scope
from bolt_app.views import notices
from bolt_app.views.acts import DIRECT, OUTCOME
from bolt_app.views.forms import FORMS, LETTER_OF, OFFERED, WITHOUT_ONE_TOO, Form, When, as_it_stands, sent_on
from bolt_app.views.ids import VALUE, Callback, Field
from bolt_app.views.inputs import Prefilled, correctable, ticked
from bolt_app.views.metadata import About, unpack
from bolt_app.views.notices import What
from bolt_app.views.optout import form
from bolt_app.views.wording import WORDS
from tests.every_view import CORRECTED, EVERY
from tests.record_builders import (
    ACME_GROUP,
    PLACE,
    SENT,
    done,
    facts_in,
    facts_of,
    record_of,
    translator,
)
from tests.unit.views.reading import EN, FR, Thing, inputs, options, texts, whole

TODAY = date(2026, 5, 21)
CHOICES = {
    Field.OUTCOME: "radio_buttons",
    Field.WHEN: "radio_buttons",
    Field.STATED_ON: "datepicker",
    Field.REVIEW_ON: "datepicker",
    Field.TICKED: "checkboxes",
    Field.CORRECTS: "static_select",
    Field.NAMED: "users_select",
    Field.RULE: "radio_buttons",
    Field.CHANNEL: "conversations_select",
    Field.TOPICS: "checkboxes",
    Field.LANGUAGE: "radio_buttons",
}


def opened(which: Form, status: Status = Status.FILED, letter: Letter | None = None) -> Thing:
    facts = facts_in(status)
    return form(which, facts, EN, Prefilled(TODAY, letter=letter, entries=CORRECTED))


@pytest.mark.parametrize("which", Form)
def test_a_form_asks_for_its_fields_in_their_order(which: Form) -> None:
    asked = [field for field in FORMS[which].fields if field not in (Field.COVERS, Field.MAIL)]
    assert list(inputs(opened(which))) == asked


@pytest.mark.parametrize("which", Form)
def test_every_input_is_of_its_kind_and_found_under_one_name(which: Form) -> None:
    for block_id, block in inputs(opened(which)).items():
        assert block["element"]["type"] == CHOICES.get(Field(block_id), "plain_text_input")
        assert block["element"]["action_id"] == VALUE


OF_ITS_OWN = {Form.LETTER: Callback.LETTER, Form.TURN_DOWN: Callback.TURN_DOWN}


@pytest.mark.parametrize("which", [which for which in Form if which is not Form.AGREE])
def test_a_form_carries_what_the_person_saw_and_nothing_else(which: Form) -> None:
    view = opened(which, Status.ACKNOWLEDGED)
    seen = unpack(view["private_metadata"])
    assert (seen.after, seen.form, seen.language, seen.digest) == (2, which, "en", "")
    assert view["callback_id"] == OF_ITS_OWN.get(which, Callback.FORM)


@pytest.mark.parametrize("which", [which for which in Form if which is not Form.AGREE])
def test_a_form_that_asks_about_today_carries_the_day_it_was_opened(which: Form) -> None:
    day = unpack(opened(which)["private_metadata"]).day
    assert day == ("2026-05-21" if which is Form.LETTER else "")


@pytest.mark.parametrize(
    ("when", "other", "opened_on", "day"),
    [
        (When.TODAY, None, TODAY, TODAY),
        (When.TODAY, date(2026, 5, 1), TODAY, TODAY),
        (When.TODAY, None, None, TODAY),  # a form from before it carried the day
        (When.OTHER, date(2026, 5, 1), TODAY, date(2026, 5, 1)),
        (When.OTHER, None, TODAY, None),
        (When.OTHER, date(2026, 5, 1), date(2026, 5, 20), date(2026, 5, 1)),
        (When.NOT_YET, None, date(2026, 5, 20), None),
    ],
)
def test_the_day_a_letter_was_sent_is_the_one_the_person_meant(
    when: When, other: date | None, opened_on: date | None, day: date | None
) -> None:
    assert sent_on(when, other, opened_on, TODAY) == day


@pytest.mark.parametrize("opened_on", [date(2026, 5, 20), date(2026, 5, 22)])
def test_what_was_today_when_the_form_was_opened_is_asked_about_once_the_day_has_turned(
    opened_on: date,
) -> None:
    refused = sent_on(When.TODAY, None, opened_on, TODAY)
    assert refused == Refusal(RefusalKind.DAY_TURNED, field="when", day=opened_on)


@pytest.mark.parametrize("which", [which for which in Form if which is not Form.AGREE])
def test_a_form_begins_with_what_is_recorded_and_who_reads_it(which: Form) -> None:
    assert texts(opened(which)["blocks"])[0] == WORDS[which].above


def test_what_the_rules_allow_is_what_an_input_takes() -> None:
    for which in Form:
        for block_id, block in inputs(opened(which)).items():
            if block["element"]["type"] == "plain_text_input":
                assert block["element"]["max_length"] == LONGEST.get(block_id, LONGEST_TEXT)


@pytest.mark.parametrize(
    ("which", "owed"),
    [
        (Form.LETTER, {"to", "subject", "letter", "when"}),
        (Form.FOLLOW_UP, {"to", "subject", "letter", "stated_on", "ticked"}),
        (Form.ANSWER, {"outcome", "stated_on"}),
        (Form.BEFORE, set()),
        (Form.BOUNCED, {"stated_on"}),
        (Form.REPLIED, {"stated_on"}),
        (Form.DECLINE, {"reason", "review_on", "ticked"}),
        (Form.EXCLUDE, {"clause", "stated_on", "review_on", "ticked"}),
        (Form.WITHDRAW, {"reason", "ticked"}),
        (Form.OPT_IN, {"reason", "ticked"}),
        (Form.CONFIRM_AGAIN, {"to", "subject", "letter", "stated_on"}),
        (Form.DOUBT, {"reason"}),
        (Form.EVIDENCE, {"reply"}),
        (Form.CORRECT, {"corrects", "reason"}),
        (Form.CONTACT, {"named"}),
        (Form.READER, {"named"}),
        (Form.TURN_DOWN, {"reason"}),
        (Form.CHANNEL, {"channel", "topics", "language"}),
    ],
)
def test_slack_itself_asks_again_for_what_is_owed(which: Form, owed: set[str]) -> None:
    view = opened(which)
    assert {block_id for block_id, block in inputs(view).items() if not block["optional"]} == owed


def test_an_organisation_is_asked_which_workspaces_an_answer_covers() -> None:
    group = facts_of(record_of((SENT,), ACME_GROUP), scope=ACME_GROUP)
    asked = inputs(form(Form.ANSWER, group, EN, Prefilled(TODAY)))
    assert "covers" in asked
    assert "covers" not in inputs(opened(Form.ANSWER))
    assert asked["covers"]["optional"] is True


@pytest.mark.parametrize(
    ("status", "outcomes"),
    [
        (Status.FILED, ["done", "received", "asked", "refused"]),
        (Status.ACKNOWLEDGED, ["done", "asked", "refused"]),
        (Status.NEEDS_REPLY, ["done", "refused"]),
        (Status.REFUSED, ["done"]),
        (Status.UNCERTAIN, ["done"]),
    ],
)
def test_only_answers_that_can_be_recorded_from_there_are_offered(
    status: Status, outcomes: list[str]
) -> None:
    assert options(opened(Form.ANSWER, status), "outcome") == outcomes
    assert all(status in TRANSITIONS[Action(outcome)].starts_from for outcome in outcomes)


def test_the_answer_s_form_warns_that_members_read_an_owner_s_report() -> None:
    assert "Members will read that an owner reports this" in whole(opened(Form.ANSWER))


def test_the_letter_stands_in_inputs_that_can_be_copied() -> None:
    letter = compose(LetterKind.OPT_OUT, PLACE, SoFar())
    asked = inputs(opened(Form.LETTER, Status.NOT_FILED, letter))
    assert asked["to"]["element"]["initial_value"] == "feedback@slack.com"
    assert asked["subject"]["element"]["initial_value"] == "Slack Global model opt-out request"
    assert asked["letter"]["element"]["initial_value"] == letter.body
    assert asked["letter"]["element"]["multiline"] is True


def test_the_letter_s_link_opens_the_same_mail() -> None:
    letter = compose(LetterKind.OPT_OUT, PLACE, SoFar())
    text = next(text for text in texts(opened(Form.LETTER, Status.NOT_FILED, letter)) if "mailto:" in text)
    link = text.partition("<")[2].partition("|")[0].replace("&amp;", "&")
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "feedback@slack.com")
    assert parse_qs(parts.query)["subject"] == [SUBJECT]
    assert parse_qs(parts.query)["body"] == [letter.body.replace("\n", "\r\n")]
    assert len(link) <= 1800


def test_a_link_too_long_for_mail_programs_leaves_the_text_out() -> None:
    letter = replace(compose(LetterKind.OPT_OUT, PLACE, SoFar()), body="long " * 500)
    view = opened(Form.LETTER, Status.NOT_FILED, letter)
    text = next(text for text in texts(view) if "mailto:" in text)
    assert "body=" not in text
    assert inputs(view)["letter"]["element"]["initial_value"] == letter.body


def test_a_letter_whose_place_has_markup_in_its_name_stays_one_link() -> None:
    place = Place(Scope("T0X"), "R&D <*Team*> | x", "https://x.slack.com")
    view = opened(Form.LETTER, Status.NOT_FILED, compose(LetterKind.OPT_OUT, place, SoFar()))
    text = next(text for text in texts(view) if "mailto:" in text)
    assert text.count("<") == text.count(">") == text.count("|") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_stays_english_in_every_language(language: str) -> None:
    asked = inputs(EVERY["form-letter"](translator(language)))
    assert asked["letter"]["element"]["initial_value"] == compose(LetterKind.OPT_OUT, PLACE, SoFar()).body
    assert asked["subject"]["element"]["initial_value"] == SUBJECT


def test_the_french_form_explains_why_the_letter_is_english() -> None:
    assert "anglais" in whole(EVERY["form-letter"](FR))


def test_the_three_ways_to_leave_the_letter() -> None:
    assert options(opened(Form.LETTER, Status.NOT_FILED), "when") == ["today", "other", "not_yet"]


@pytest.mark.parametrize("which", [Form.FOLLOW_UP, Form.BOUNCED, Form.REPLIED, Form.CONFIRM_AGAIN])
def test_a_day_that_is_most_likely_today_is_filled_in(which: Form) -> None:
    assert inputs(opened(which))["stated_on"]["element"]["initial_date"] == "2026-05-21"


@pytest.mark.parametrize("which", [Form.LETTER, Form.ANSWER, Form.BEFORE, Form.EXCLUDE])
def test_a_day_that_stands_in_a_document_is_not_guessed(which: Form) -> None:
    assert "initial_date" not in inputs(opened(which))["stated_on"]["element"]


@pytest.mark.parametrize("which", [Form.DECLINE, Form.EXCLUDE])
def test_a_decision_is_looked_at_again_in_half_a_year_unless_changed(which: Form) -> None:
    assert inputs(opened(which))["review_on"]["element"]["initial_date"] == "2026-11-19"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", [which for which in Form if WORDS[which].tick])
def test_what_is_ticked_is_what_is_stored(which: Form, language: str) -> None:
    t = translator(language)
    view = form(which, facts_of(), t, Prefilled(TODAY, entries=CORRECTED))
    offered = inputs(view)["ticked"]["element"]["options"]
    assert [option["text"]["text"] for option in offered] == [ticked(which, t)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", [which for which in Form if not WORDS[which].tick])
def test_where_nothing_is_ticked_nothing_is_stored_as_ticked(which: Form, language: str) -> None:
    assert ticked(which, translator(language)) == ""


@pytest.mark.parametrize("which", Form)
def test_a_form_asks_for_a_tick_where_its_act_owes_one(which: Form) -> None:
    assert (Field.TICKED in FORMS[which].fields) == bool(WORDS[which].tick)


def test_what_may_be_corrected_are_entries_that_still_count_newest_first() -> None:
    positions = [entry.position for entry in correctable(CORRECTED, frozenset({4}))]
    assert positions == [5, 3, 2, 1]
    assert options(
        form(Form.CORRECT, facts_of(CORRECTED), EN, Prefilled(TODAY, entries=CORRECTED)), "corrects"
    ) == [
        "5",
        "3",
        "2",
        "1",
    ]


@pytest.mark.parametrize("status", Status)
def test_opting_back_in_is_asked_in_its_own_form_from_a_confirmation_only(status: Status) -> None:
    meant = Form.OPT_IN if status is Status.CONFIRMED else Form.WITHDRAW
    assert as_it_stands(Form.WITHDRAW, status) is meant
    assert as_it_stands(Form.OPT_IN, status) is meant
    for which in set(Form) - {Form.OPT_IN, Form.WITHDRAW}:
        assert as_it_stands(which, status) is which


@pytest.mark.parametrize("which", LETTER_OF)
def test_a_letter_may_be_emptied_where_the_act_stands_without_it(which: Form) -> None:
    asked = inputs(opened(which))
    without = {asked[name]["optional"] for name in (Field.TO, Field.SUBJECT, Field.BODY)}
    assert without == {which in WITHOUT_ONE_TOO}


@pytest.mark.parametrize("language", LANGUAGES)
def test_opting_back_in_is_ticked_with_its_own_words_for_a_workspace_inside_an_organisation_too(
    language: str,
) -> None:
    t = translator(language)
    own = ticked(Form.OPT_IN, t)
    assert ticked(Form.OPT_IN, t, About.WORKSPACE) == own
    assert own != ticked(Form.WITHDRAW, t) != ticked(Form.WITHDRAW, t, About.WORKSPACE)


def test_every_form_is_offered_somewhere() -> None:
    offered = {which for here in OFFERED.values() for which in here.forms}
    beside = {Form.CONTACT, Form.CORRECT, Form.RULE, Form.CHANNEL, Form.READER, Form.AGREE, Form.TURN_DOWN}
    assert set(Form) - offered == beside


def test_every_form_act_and_outcome_has_its_words() -> None:
    assert set(WORDS) == set(Form)
    assert set(OUTCOME) == set(FORMS[Form.ANSWER].actions)
    recorded_by_forms = {action for asks in FORMS.values() for action in asks.actions}
    assert recorded_by_forms | set(DIRECT) == set(Action) - {Action.PROPOSED}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", Form)
def test_titles_and_buttons_fit_without_being_cut(which: Form, language: str) -> None:
    t = translator(language)
    assert len(t(WORDS[which].title)) <= 24
    assert len(t(WORDS[which].button)) <= 75
    assert len(ticked(which, t)) <= 75


def test_after_recording_the_owner_reads_what_members_read() -> None:
    entries = record_of((SENT, done()))
    facts = facts_of(entries)
    view = notices.recorded(Recorded(facts.opt_out, entries[-1]), facts, EN)
    assert "*Recorded as No. 2: Slack’s answer: done.*" in texts(view)
    assert "neither the reply’s text nor an e-mail file is on record" in whole(view)
    assert entries[-1].hash in whole(view)


def test_a_double_click_is_told_that_it_was_recorded_already() -> None:
    entries = record_of((SENT,))
    facts = facts_of(entries)
    view = notices.recorded(Recorded(facts.opt_out, entries[0], twice=True), facts, EN)
    assert "*This was recorded already, as No. 1: The opt-out e-mail was sent.*" in texts(view)


@pytest.mark.parametrize("what", [What.BROKEN, What.LATE])
def test_a_failure_says_what_to_do_and_never_blames_the_person(what: What) -> None:
    for view in (notices.failed(EN, what), notices.failed_message(EN, what)):
        assert "Try again in a minute" in whole(view) + str(view.get("text"))
        assert ("Slack did not answer in time" in whole(view)) == (what is What.LATE)


def test_what_is_of_another_version_leads_home_and_is_not_to_be_tried_again() -> None:
    for view in (notices.failed(EN, What.OUTDATED), notices.failed_message(EN, What.OUTDATED)):
        assert "Open the app’s Home tab" in whole(view)
        assert "Try again" not in whole(view)
