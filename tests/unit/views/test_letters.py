"""A letter in a view: its link and subject, what stands before it, the modal it is copied from."""

from dataclasses import replace

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.letter import Letter, LetterKind, compose, so_far
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Status
from bolt_app.views import letters
from bolt_app.views.forms import LETTER_OF, OFFERED, Form
from bolt_app.views.optout import form
from tests.every_letter import BUREAU, GROUP, prefilled
from tests.record_builders import ACME, PLACE, REACHED_BY, facts_of, record_of, translator
from tests.unit.views.reading import EN, FR, Thing, inputs, texts, whole

WARNED = "*Before you send anything:* your Slack is on slack-gov.com."


def letter(kind: LetterKind, status: Status = Status.CONFIRMED) -> Letter:
    return compose(kind, PLACE, so_far(fold(ACME, record_of(REACHED_BY[status]))))


def to_be_copied(view: Thing) -> str:
    [block] = [block for block in view["blocks"] if block["type"] == "rich_text"]
    [element] = block["elements"][0]["elements"]
    return str(element["text"])


@pytest.mark.parametrize("kind", LetterKind)
def test_the_link_opens_the_letter_and_breaks_no_formatting(kind: LetterKind) -> None:
    [block] = letters.link(letter(kind), EN)
    text = block["text"]["text"]
    assert text.startswith("*<mailto:feedback@slack.com?subject=")
    assert text.count("<") == text.count(">") == text.count("|") == 1
    assert "&amp;body=" in text
    assert "&body" not in text


@pytest.mark.parametrize("kind", LetterKind)
def test_that_slack_names_the_subject_is_said_of_the_request_alone(kind: LetterKind) -> None:
    said = "Slack’s instructions name this very subject" in whole(letters.link(letter(kind), EN))
    assert said is (kind in (LetterKind.OPT_OUT, LetterKind.FOLLOW_UP))


def test_a_text_too_long_for_the_link_is_said_to_be_left_out_beside_it() -> None:
    long = replace(letter(LetterKind.OPT_IN), body="long " * 500)
    link, said = letters.link(long, EN)
    assert "body=" not in link["text"]["text"]
    assert whole(said) == (
        "The text is too long for a mail link: the link holds the subject alone, so copy the text."
    )
    assert len(letters.link(letter(LetterKind.OPT_IN), EN)) == 1


def test_where_the_app_has_pages_a_letter_can_be_downloaded_as_a_draft_and_elsewhere_not() -> None:
    address = "https://dp.example/draft/token"
    ready = letter(LetterKind.OPT_IN)
    _, draft = letters.link(ready, EN, address)
    assert draft["text"]["text"].startswith(f"*<{address}|Download as a draft>*")
    assert "Download as a draft" in whole(letters.to_copy(LetterKind.OPT_IN, ready, EN, address))
    assert "Download as a draft" not in whole(letters.to_copy(LetterKind.OPT_IN, ready, EN))


@pytest.mark.parametrize("which", LETTER_OF)
def test_for_a_government_address_the_warning_comes_first_and_no_recipient_stands_there(which: Form) -> None:
    status = next(status for status, offered in OFFERED.items() if which in offered.forms)
    entries = record_of(REACHED_BY[status])
    view = form(which, facts_of(entries), EN, prefilled(which, entries, BUREAU))
    assert texts(view["blocks"])[0].startswith(WARNED)
    asked = inputs(view)
    assert "initial_value" not in asked["to"]["element"]
    assert asked["to"]["optional"] is True
    assert "feedback@slack.com" not in whole(view)


@pytest.mark.parametrize("which", LETTER_OF)
def test_for_any_other_address_there_is_no_warning(which: Form) -> None:
    status = next(status for status, offered in OFFERED.items() if which in offered.forms)
    entries = record_of(REACHED_BY[status])
    view = form(which, facts_of(entries), EN, prefilled(which, entries))
    assert "slack-gov" not in whole(view)
    assert inputs(view)["to"]["element"]["initial_value"] == "feedback@slack.com"


@pytest.mark.parametrize("kind", letters.COPIED)
def test_a_letter_to_copy_stands_there_whole_and_says_that_nothing_is_recorded(kind: LetterKind) -> None:
    ready = letter(kind)
    view = letters.to_copy(kind, ready, EN)
    assert to_be_copied(view) == ready.body
    assert f"*To:* feedback@slack.com\n*Subject:* {ready.subject}" in texts(view)
    assert "is recorded here." in whole(view)
    assert "submit" not in view


def test_a_letter_to_copy_for_a_government_address_names_no_recipient() -> None:
    ready = compose(LetterKind.TAKE_BACK, BUREAU, so_far(fold(ACME, record_of(REACHED_BY[Status.WITHDRAWN]))))
    view = letters.to_copy(LetterKind.TAKE_BACK, ready, EN)
    assert texts(view["blocks"])[0].startswith(WARNED)
    assert "*To:* not known\n" in whole(view)


def test_that_taking_an_opt_out_back_is_not_described_is_said_before_the_letter_that_asks_for_it() -> None:
    for kind in letters.COPIED:
        said = "Whether and how Slack takes an opt-out back is not known" in whole(
            letters.to_copy(kind, letter(kind), EN)
        )
        assert said is (kind is LetterKind.OPT_IN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", letters.COPIED)
def test_titles_fit_and_the_letter_stays_english(kind: LetterKind, language: str) -> None:
    t = translator(language)
    assert len(t(letters.COPIED[kind][0])) <= 24
    assert to_be_copied(letters.to_copy(kind, letter(kind), t)) == letter(kind).body


def test_the_french_modal_says_why_the_letter_is_english() -> None:
    assert "en anglais" in whole(letters.link(letter(LetterKind.REPLY, Status.NEEDS_REPLY), FR))


def test_an_organisation_s_letter_is_shown_with_all_the_workspaces_it_names() -> None:
    entries = record_of(REACHED_BY[Status.WITHDRAWN], GROUP.scope)
    ready = compose(LetterKind.TAKE_BACK, GROUP, so_far(fold(GROUP.scope, entries)))
    shown = to_be_copied(letters.to_copy(LetterKind.TAKE_BACK, ready, EN))
    assert "- Acme & Sons 19 (T0ACME19)\n- and 37 more that we know of" in shown
