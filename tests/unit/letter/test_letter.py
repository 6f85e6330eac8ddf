"""The letters: what they name, and a mail link that opens as the same letter whatever a place is called."""

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.letter import Letter, Place, compose, questions
from bolt_app.letter.letter import LONGEST_LINK
from bolt_app.letter.texts import FOLLOW_UP, OPT_OUT, SUBJECT, VERSION
from bolt_app.people import Scope

ACME = Place(Scope("T0ACME"), "Acme", "https://acme.slack.com")
GROUP = Place(Scope("E0ACME"), "Acme Group", "https://acme.enterprise.slack.com")
ASKED_ON = date(2026, 5, 1)
NAMES = st.text(max_size=130)
IDS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=20)
URLS = st.just("") | st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=60).map(
    lambda domain: f"https://{domain}.slack.com"
)
PLACES = st.builds(Place, st.builds(Scope, st.sampled_from("TE").flatmap(lambda kind: IDS.map(kind.__add__))),
                   NAMES, URLS)  # fmt: skip
LETTERS = st.builds(
    lambda place, position, sent_before: compose(place, position, sent_before=sent_before),
    PLACES,
    st.integers(1, 100_000),
    st.none() | st.dates(date(2016, 1, 1), date(2099, 12, 31)),
)


def _opened(link: str) -> tuple[str, dict[str, str]]:
    """Return recipient and headers as a mail program reads them from a link (RFC 6068)."""
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    headers = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in headers.values())
    return unquote(parts.path), {name: values[0] for name, values in headers.items()}


@given(LETTERS)
def test_a_mail_link_is_short_enough_whatever_a_place_is_called(letter: Letter):
    link = letter.as_mailto()
    assert len(link) <= LONGEST_LINK == 1800
    assert link.isascii()
    assert not set(link) & set(' <>|"\r\n')  # nothing that ends a link in Slack's mrkdwn


@given(LETTERS)
def test_a_mail_link_opens_as_the_letter_or_without_its_body(letter: Letter):
    recipient, headers = _opened(letter.as_mailto())
    assert recipient == letter.to == "feedback@slack.com"
    assert headers["subject"] == letter.subject
    if "body" in headers:
        assert headers["body"].replace("\r\n", "\n") == letter.body
    assert set(headers) <= {"subject", "body"}


@given(LETTERS)
def test_line_breaks_travel_as_rfc_6068_has_them(letter: Letter):
    link = letter.as_mailto()
    assert link.count("%0D") == link.count("%0A") == link.count("%0D%0A")
    if "&body=" in link:
        assert link.count("%0D%0A") == letter.body.count("\n")


def test_an_ordinary_letter_has_its_body_in_the_link():
    for place in (ACME, GROUP):
        for sent_before in (None, ASKED_ON):
            letter = compose(place, 12, sent_before=sent_before)
            assert _opened(letter.as_mailto())[1]["body"].replace("\r\n", "\n") == letter.body


def test_a_body_that_would_not_fit_is_left_out_whole():
    letter = compose(Place(ACME.scope, "株" * 120, ACME.url), 1)
    assert _opened(letter.as_mailto()) == ("feedback@slack.com", {"subject": letter.subject})
    assert "株" * 120 in letter.body


def test_a_body_is_left_out_from_the_first_character_too_many():
    def letter(length: int) -> Letter:
        return Letter("a@b.example", "s", "x" * length, "v")

    room = LONGEST_LINK - len("mailto:a@b.example?subject=s&body=")
    assert len(letter(room).as_mailto()) == LONGEST_LINK
    assert letter(room + 1).as_mailto() == "mailto:a@b.example?subject=s"


def test_line_breaks_are_not_doubled_when_they_came_from_a_form():
    letter = Letter("a@b.example", "s", "one\r\ntwo\nthree", "v")
    assert letter.as_mailto().endswith("&body=one%0D%0Atwo%0D%0Athree")


@pytest.mark.parametrize("place", [ACME, GROUP])
@pytest.mark.parametrize("sent_before", [None, ASKED_ON])
def test_the_subject_is_slack_s_own_and_the_recipient_too(place: Place, sent_before: date | None):
    letter = compose(place, 1, sent_before=sent_before)
    assert letter.subject == "Slack Global model opt-out request"
    assert letter.to == "feedback@slack.com"


@pytest.mark.parametrize("sent_before", [None, ASKED_ON])
def test_the_body_names_the_workspace_its_address_its_id_and_our_reference(sent_before: date | None):
    lines = compose(ACME, 7, sent_before=sent_before).body.splitlines()
    assert "Workspace name: Acme" in lines
    assert "Workspace URL: https://acme.slack.com" in lines
    assert "Workspace ID: T0ACME" in lines
    assert "Our reference: DP-T0ACME-7" in lines
    [asked] = [line for line in lines if line.startswith("Please confirm")]
    assert asked == (
        "Please confirm in writing, naming this workspace and the date from which the opt-out is in effect."
    )


def test_an_organisation_is_called_one():
    body = compose(GROUP, 1).body
    assert "Organisation name: Acme Group" in body
    assert "Organisation ID: E0ACME" in body
    assert "orkspace" not in body


def test_two_letters_of_a_scope_have_references_of_their_own():
    assert compose(ACME, 1).body != compose(ACME, 2).body


def test_an_address_slack_did_not_say_is_said_to_be_unknown():
    assert "Workspace URL: (not known)" in compose(Place(ACME.scope, "Acme", ""), 1).body


def test_a_letter_that_asks_again_says_when_it_was_asked_first_and_that_no_confirmation_is_on_record():
    body = compose(ACME, 2, sent_before=ASKED_ON).body
    assert "On 1 May 2026 I asked you to exclude the data" in body
    assert "I have no record of your confirmation" in body


@given(PLACES)
def test_a_name_stays_on_its_line_and_brings_no_line_of_its_own(place: Place):
    body = compose(place, 1).body
    plain = compose(Place(place.scope, "Acme", place.url), 1).body
    assert len(body.splitlines()) == len(plain.splitlines())
    assert body.count("Our reference:") - place.name[:200].count("Our reference:") <= 1


@pytest.mark.parametrize("name", ["{reference}", "{name.__class__}", "100 %", "a & b = c?", "<https://x|y>"])
def test_a_name_is_text_and_nothing_else(name: str):
    letter = compose(Place(ACME.scope, name, ACME.url), 1)
    assert f"Workspace name: {name}\n" in letter.body
    assert _opened(letter.as_mailto())[1]["body"].replace("\r\n", "\n") == letter.body


def test_the_version_says_which_template_a_letter_was_made_from():
    assert compose(ACME, 1).version == VERSION["opt_out"]
    assert compose(ACME, 1, sent_before=ASKED_ON).version == VERSION["follow_up"]
    assert VERSION["opt_out"] != VERSION["follow_up"]


def test_the_templates_ask_for_nothing_but_what_slack_s_principles_offer():
    for template in (OPT_OUT, FOLLOW_UP):
        assert "global models" in template
        assert "!" not in template
        assert max(len(line) for line in template.splitlines()) < 300


@pytest.mark.parametrize(
    ("place", "named"),
    [
        (ACME, ["Slack workspace named below", "Workspace ID: T0ACME", "Our reference: DP-T0ACME-Q"]),
        (GROUP, ["Slack organisation named below", "Organisation ID: E0ACME", "Our reference: DP-E0ACME-Q"]),
    ],
)
def test_the_second_letter_names_what_it_is_about(place: Place, named: list[str]):
    letter = questions(place)
    assert [words for words in named if words in letter.body] == named
    assert f"URL: {place.url}" in letter.body
    assert letter.version == VERSION["questions"]


def test_the_second_letter_asks_and_requests_nothing():
    letter = questions(GROUP)
    assert letter.subject != SUBJECT
    assert letter.body.count("?") == 6
    assert "workspaces, and those that join later?" in letter.body
    assert "please exclude" not in letter.body.casefold()


@given(PLACES)
def test_the_second_letter_s_mail_link_is_the_letter_whatever_a_place_is_called(place: Place):
    letter = questions(place)
    link = letter.as_mailto()
    assert len(link) <= LONGEST_LINK
    recipient, sent = _opened(link)
    assert (recipient, sent["subject"]) == (letter.to, letter.subject)
