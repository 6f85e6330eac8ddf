"""A letter as a mail link and as a draft file: both open as the same letter, whatever a place is called."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bolt_app.letter import Letter, LetterKind, Place, compose
from bolt_app.letter.letter import LONGEST_LINK
from tests.unit.letter.places import ACME, BUREAU, GROUP, LATER, LETTERS, NOTHING_YET, WHOLE_GROUP

TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
"""What an owner may make of the body; half of a character never comes in, a lone CR neither."""


def opened(link: str) -> tuple[str, dict[str, str]]:
    """Return recipient and headers as a mail program reads them from a link (RFC 6068)."""
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    headers = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in headers.values())
    return unquote(parts.path), {name: values[0] for name, values in headers.items()}


def drafted(letter: Letter) -> EmailMessage:
    """Return the draft as a mail program reads it, with the line breaks of this machine."""
    read = message_from_bytes(letter.as_eml(), policy=default)
    assert read.defects == []
    return read


def words(read: EmailMessage) -> str:
    text: str = read.get_content()
    return text.replace("\r\n", "\n")


@given(LETTERS)
def test_a_mail_link_is_short_enough_whatever_a_place_is_called(letter: Letter):
    link = letter.as_mailto()
    assert len(link) <= LONGEST_LINK == 1800
    assert link.isascii()
    assert not set(link) & set(' <>|"\r\n')  # nothing that ends a link in Slack's mrkdwn


@given(LETTERS)
def test_a_mail_link_opens_as_the_letter_or_without_its_body(letter: Letter):
    recipient, headers = opened(letter.as_mailto())
    assert recipient == letter.to
    assert headers["subject"] == letter.subject
    assert ("body" in headers) is letter.fits_a_link
    if letter.fits_a_link:
        assert headers["body"].replace("\r\n", "\n") == letter.body
    assert set(headers) <= {"subject", "body"}


@given(LETTERS)
def test_line_breaks_travel_as_rfc_6068_has_them(letter: Letter):
    link = letter.as_mailto()
    assert link.count("%0D") == link.count("%0A") == link.count("%0D%0A")
    if letter.fits_a_link:
        assert link.count("%0D%0A") == letter.body.count("\n")


@pytest.mark.parametrize("place", [ACME, GROUP, WHOLE_GROUP, BUREAU], ids=lambda place: place.name)
@pytest.mark.parametrize("kind", LetterKind)
def test_an_ordinary_letter_has_its_body_in_the_link(kind: LetterKind, place: Place):
    letter = compose(kind, place, LATER)
    assert opened(letter.as_mailto())[1]["body"].replace("\r\n", "\n") == letter.body


def test_a_body_that_would_not_fit_is_left_out_whole():
    letter = compose(LetterKind.OPT_OUT, Place(ACME.scope, "株" * 120, ACME.url), NOTHING_YET)
    assert not letter.fits_a_link
    assert opened(letter.as_mailto()) == ("feedback@slack.com", {"subject": letter.subject})
    assert "株" * 120 in letter.body


def test_a_body_is_left_out_from_the_first_character_too_many():
    def letter(length: int) -> Letter:
        return Letter("a@b.example", "s", "x" * length, "v")

    room = LONGEST_LINK - len("mailto:a@b.example?subject=s&body=")
    assert len(letter(room).as_mailto()) == LONGEST_LINK
    assert letter(room).fits_a_link
    assert letter(room + 1).as_mailto() == "mailto:a@b.example?subject=s"
    assert not letter(room + 1).fits_a_link


def test_line_breaks_are_not_doubled_when_they_came_from_a_form():
    letter = Letter("a@b.example", "s", "one\r\ntwo\nthree", "v")
    assert letter.as_mailto().endswith("&body=one%0D%0Atwo%0D%0Athree")
    assert letter.as_eml().endswith(b"\r\n\r\none\r\ntwo\r\nthree\r\n")


@given(LETTERS)
def test_a_draft_is_read_back_as_the_letter_it_was_made_from(letter: Letter):
    read = drafted(letter)
    assert read["Subject"] == letter.subject
    assert (read["To"] or "") == letter.to
    assert words(read) == letter.body
    assert read["X-Unsent"] == "1"


@given(TYPED)
@example("Ligne très longue : " + "é" * 900)
@example("\n\n. \n--\n=20=\nFrom me\n\u2028\x85 \x0b\x1c end ")
def test_whatever_an_owner_made_of_the_body_is_in_the_draft(body: str):
    read = drafted(Letter("a@b.example", "s", body, "v"))
    assert words(read).removesuffix("\n") == body.removesuffix("\n")


@given(LETTERS)
def test_a_draft_has_no_line_that_a_mail_program_would_break(letter: Letter):
    raw = letter.as_eml()
    assert raw.isascii()
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b'Content-Type: text/plain; charset="utf-8"\r\n' in raw
    assert b"Content-Transfer-Encoding: quoted-printable\r\n" in raw


@given(LETTERS)
def test_sender_date_and_message_id_are_the_mail_program_s_to_give(letter: Letter):
    read = drafted(letter)
    allowed = {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert set(read.keys()) <= allowed
    assert ("To" in read) is bool(letter.to)


def test_a_subject_that_was_tampered_with_brings_no_header_of_its_own():
    with pytest.raises(ValueError, match="linefeed"):
        Letter("a@b.example", "s\r\nBcc: everybody@b.example", "x", "v").as_eml()
