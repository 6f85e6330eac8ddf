"""Reading a file as a mail: what is taken from it, and everything it is refused for; nothing raises."""

import hashlib
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.evidence.mail import LARGEST, Mail, Unusable, read_mail
from tests.unit.evidence.mails import LETTER_ID, LISTED, REPLY, mail, read

QUOTING = f"""{REPLY}
On Thu, 16 May 2024 at 21:03, Ada Lovelace
<ada@acme.example> wrote:
> Workspace URL: https://acme.slack.com
> Your opt-out request has been completed.
"""


def test_a_reply_gives_who_what_when_and_its_hash():
    raw = mail(In_Reply_To=LETTER_ID, References=f"<first@x.example> {LETTER_ID}")
    found = read(raw)
    assert (found.sender, found.to) == ("support@slack.com", ("ada@acme.example",))
    assert found.subject == "Re: Slack Global model opt-out request"
    assert found.dated == datetime(2024, 5, 17, 14, 24, tzinfo=UTC)
    assert (found.message_id, found.answers) == ("<reply-1@slack.com>", (LETTER_ID, "<first@x.example>"))
    assert "Your opt-out request has been completed." in found.text
    assert found.sha256 == hashlib.sha256(raw).hexdigest()


def test_what_is_quoted_below_is_text_and_not_the_sender_s_own():
    found = read(mail(QUOTING))
    assert "Workspace URL" in found.text
    assert found.own == REPLY.strip()


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----",
        "---------- Forwarded message ----------",
        "Le jeu. 16 mai 2024 à 21:03, Ada <ada@acme.example> a écrit :",
        "Am 16.05.2024 um 21:03 schrieb Ada <ada@acme.example>:",
        "From: Ada Lovelace <ada@acme.example>",
        "________________________________",
        "> wrapped, so that the next line is quoted as well:",
    ],
)
def test_a_quote_begins_where_mail_programs_begin_it(line: str):
    assert read(mail(f"Yes.\n\n{line}\nhttps://acme.slack.com\n")).own == "Yes."


def test_a_quote_between_answers_is_left_out_and_the_answers_are_kept():
    assert read(mail("First.\n> asked\nwrapped\n\nSecond.\n")).own == "First.\n\nSecond."
    assert read(mail("> asked\n\nOnly answer.\n")).own == "Only answer."


def test_html_is_read_as_text_its_quotes_as_quotes_and_scripts_not_at_all():
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body><p>Your request<br>is <b>done</b>.</p>"
        "<script>alert(1)</script><blockquote><p>acme.slack.com</p></blockquote></body></html>"
    )
    found = read(mail(html, Content_Type="text/html; charset=utf-8"))
    assert found.own == "Your request\nis done."
    assert "> acme.slack.com" in found.text
    assert "alert" not in found.text


def multipart(*parts: str, kind: str = "mixed") -> bytes:
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return mail(body, Content_Type=f'multipart/{kind}; boundary="b"')


def test_attachments_and_attached_mails_are_not_read():
    found = read(
        multipart(
            'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nattached',
            "Content-Type: message/rfc822\n\nFrom: x@y.example\n\nforwarded",
            "Content-Type: text/plain\n\nThe words.",
        )
    )
    assert found.text == "The words."


def test_plain_text_is_preferred_to_html():
    parts = ("Content-Type: text/html\n\n<p>markup</p>", "Content-Type: text/plain\n\nplain")
    assert read(multipart(*parts, kind="alternative")).text == "plain"


@pytest.mark.parametrize("charset", ["utf-8", "no-such-charset", "idna", "undefined", "utf-7", "base64", '"'])
def test_any_charset_gives_words(charset: str):
    assert "Thank you" in read(mail(Content_Type=f"text/plain; charset={charset}")).text


@pytest.mark.parametrize("charset", ["punycode", "idna", "PunyCode"])
def test_the_spelling_of_host_names_is_no_charset_of_a_mail(charset: str):
    words = "Bcher-kva is how a host name is spelt."
    assert read(mail(words, Content_Type=f"text/plain; charset={charset}")).text == words


def test_broken_base64_and_a_mail_cut_in_its_middle_are_read_as_far_as_they_go():
    cut = mail("VGhhbmsgeW91IGZvciB3cml0aW5n!!", Content_Transfer_Encoding="base64")
    assert read(cut).text.startswith("Thank you")
    assert read(multipart("Content-Type: text/plain\n\nHalf of")[:-12]).text.startswith("Half")


def test_encoded_words_are_read_and_their_line_breaks_are_not():
    found = read(mail(Subject="=?utf-8?q?D=C3=A9sol=C3=A9=0D=0ABcc=3A_x=40y.example?="))
    assert found.subject == "Désolé Bcc: x@y.example"


def test_an_address_hidden_in_an_encoded_word_is_no_address():
    found = read(mail(From="=?utf-8?q?support=40slack.com?= <mallory@evil.example>"))
    assert found.sender == "mallory@evil.example"


def test_an_address_in_quotation_marks_or_in_a_comment_is_a_name():
    assert read(mail(From='"a@b.example" <support@slack.com> (x@y.example)')).sender == "support@slack.com"


@pytest.mark.parametrize(
    "sender",
    [
        b"support@slack.com\xd0\xb0.evil.example",
        b"support@slack.com_.evil.example",
        b"support@slack.com%evil.example",
        b"support@slack.com!evil.example",
        b"support@slack.com/evil.example",
        b"support@slack.com@evil.example",
        b"support@slack.com(a).evil.example",
        b"support@slack.com (a) .evil.example",
        b"Slack <support@slack.com .evil.example>",
        b"Slack <support@slack.com\r\n .evil.example>",
        b"support@slack.com. evil.example",
    ],
    ids=[
        "cyrillic", "underscore", "percent", "exclamation", "slash", "at", "comment", "comment-and-space",
        "space", "folded", "dot-space",
    ],
)  # fmt: skip
def test_an_address_that_only_begins_like_one_of_slack_s_is_not_one_of_slack_s(sender: bytes):
    found = read_mail(mail().replace(b"Slack Support <support@slack.com>", sender, 1))
    assert isinstance(found, Mail)
    assert not LISTED.may_be_slack(found.sender)


@pytest.mark.parametrize("name", ["From", "Subject", "Date", "References", "Content_Type"])
@pytest.mark.parametrize("unit", ["(", '"', "<", "=?utf-8?q?a?= ", ";a=", "\\", ",", "<a@b>"])
def test_fields_that_parsers_choke_on_are_read_or_refused(name: str, unit: str):
    assert isinstance(read_mail(mail(**{name: unit * 1900})), Mail | Unusable)


@pytest.mark.parametrize(
    "date", ["yesterday", "Fri, 99 May 2024", "1", "Fri, 17 May 99999 07:24:00 -0700", "."]
)
def test_a_date_that_cannot_be_read_is_none(date: str):
    assert read(mail(Date=date)).dated is None


def test_a_date_without_a_zone_is_utc():
    assert read(mail(Date="17 May 2024 07:24:00 -0000")).dated == datetime(2024, 5, 17, 7, 24, tzinfo=UTC)


def test_the_first_line_of_a_mailbox_file_is_passed_over():
    assert read(b"From support@slack.com Fri May 17 07:24:00 2024\n" + mail()).sender == "support@slack.com"


def doubled(name: str) -> bytes:
    return f"{name}: <x@evil.example>\r\n".encode() + mail(In_Reply_To="<a@b>", References="<a@b>")


@pytest.mark.parametrize("name", ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"])
def test_a_field_that_stands_once_and_stands_twice_is_refused(name: str):
    assert read_mail(doubled(name)) is Unusable.AMBIGUOUS


@pytest.mark.parametrize(
    "raw",
    [
        mail(Subject="one\rBcc: hidden@evil.example"),
        mail(Subject="one\0two"),
        mail().replace(b"Subject:", b"Subject :", 1),
        mail(From="support@slack.com, mallory@evil.example"),
        mail(From="support@slack.com <mallory@evil.example>"),
        mail(From="mallory@evil.example)support@slack.com"),
        mail().replace(b"\r\nTo:", b"\r\nno field at all\r\nTo:", 1),
    ],
    ids=["lone-return", "nul", "space-before-colon", "two-senders", "as-a-name", "bracket", "stray-line"],
)
def test_a_header_that_two_readers_read_differently_is_refused(raw: bytes):
    assert read_mail(raw) is Unusable.AMBIGUOUS


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", Unusable.EMPTY),
        (b" \r\n", Unusable.EMPTY),
        (b"x" * (LARGEST + 1), Unusable.TOO_LARGE),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), Unusable.NOT_A_MAIL),
        (b"<!doctype html><p>From: a@b</p>", Unusable.NOT_A_MAIL),
        (mail(without=["From"]), Unusable.NOT_A_MAIL),
        (mail(without=["Date"]), Unusable.NOT_A_MAIL),
        (mail(From="Slack Support"), Unusable.NOT_A_MAIL),
        (mail(""), Unusable.NO_TEXT),
        (mail("x", Content_Type="image/png"), Unusable.NO_TEXT),
        (b"".join(b"X-%d: y\r\n" % n for n in range(10_000)) + mail(), Unusable.TOO_COMPLEX),
        (b"X: " + b"y" * 300_000 + b"\r\n" + mail(), Unusable.TOO_COMPLEX),
        (multipart(*["Content-Type: text/plain\n\nx"] * 1000), Unusable.TOO_COMPLEX),
        (mail(Content_Type="text/plain" + "; a=b" * 5000), Unusable.TOO_COMPLEX),
        (mail("--b\n\n" * 2001, Content_Type="multipart/mixed; boundary=b"), Unusable.TOO_COMPLEX),
        (mail("--b\n\nX: y\n\n" * 2001, Content_Type="multipart/digest; boundary=b"), Unusable.TOO_COMPLEX),
        (mail("X: y\n\n" * 10_001, Content_Type="message/delivery-status"), Unusable.TOO_COMPLEX),
    ],
    ids=[
        "nothing", "blank", "too-large", "a-picture", "a-page", "no-sender", "no-date", "no-address",
        "no-text", "only-a-picture", "10000-fields", "a-field-of-300-kb", "1000-parts", "a-long-type",
        "2001-parts-of-no-type", "2001-in-a-digest", "10001-reports",
    ],
)  # fmt: skip
def test_what_is_no_mail_of_ours_is_refused_by_kind(raw: bytes, why: Unusable):
    assert read_mail(raw) is why


def test_a_long_mail_with_many_paragraphs_and_lines_of_dashes_is_read():
    text = "Slack says it.\n\n" * 900 + "-- \n" * 500
    assert read(mail(text)).text.count("Slack says it.") == 900


def test_fifty_nested_parts_are_read_and_a_thousand_refused():
    def nested(depth: int) -> bytes:
        head = "".join(
            f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n'
            for level in range(depth)
        )
        return (
            mail(without=["Content-Type"])[: mail(without=["Content-Type"]).index(b"\r\n\r\n") + 2]
            + (head + "Content-Type: text/plain\r\n\r\ndeep down\r\n").encode()
        )

    assert read(nested(50)).text == "deep down"
    assert read_mail(nested(1000)) is Unusable.TOO_COMPLEX


@given(st.binary(max_size=3000))
def test_no_bytes_raise(raw: bytes):
    assert isinstance(read_mail(raw), Unusable)


CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@given(st.binary(max_size=400), st.integers(0, len(mail())), st.integers(0, 60))
def test_no_bytes_in_the_middle_of_a_mail_raise(garbage: bytes, at: int, lost: int):
    raw = mail()
    found = read_mail(raw[:at] + garbage + raw[at + lost :])
    if isinstance(found, Mail):
        assert CONTROL.search(found.text) is None
        assert found.subject.isprintable()
        if ">" not in found.text:
            assert found.own in found.text


@given(
    st.sampled_from(["From", "To", "Subject", "Date", "Message_ID", "Content_Type", "References"]),
    st.text(st.characters(codec="utf-8"), max_size=200),
)
def test_no_value_of_a_field_raises(name: str, value: str):
    found = read_mail(mail(**{name: value}))
    assert isinstance(found, Mail | Unusable)
    if isinstance(found, Mail):
        assert "\n" not in found.subject
        assert found.sender.count("@") == 1
