"""mrkdwn as HTML: what each piece becomes, and that nothing gets through unescaped."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.demo.mrkdwn import EMOJI, Reader, allowed_url, plain, to_html, unescaped
from tests.unit.demo.reading import Reading

READER = Reader(
    datetime(2026, 11, 21, 12, tzinfo=UTC), "fr-FR", {"U0ADA": "Ada Byron", "C0GENERAL": "general"}
)
ALLOWED = {
    "a": {"href", "rel"},
    "span": {"class"},
    **{tag: set[str]() for tag in ("strong", "em", "s", "code", "pre", "blockquote", "br")},
}


@pytest.mark.parametrize(
    ("mrkdwn", "html"),
    [
        ("*bold*", "<strong>bold</strong>"),
        ("_italic_", "<em>italic</em>"),
        ("~gone~", "<s>gone</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("(*bold*), *two words*.", "(<strong>bold</strong>), <strong>two words</strong>."),
        ("`a*b*`", "<code>a*b*</code>"),
        ("```\na\n*b*\n```\nafter", "<pre>a\n*b*</pre>after"),
        ("a\nb", "a<br>b"),
        ("> one\n&gt; *two*\nthree", "<blockquote>one<br><strong>two</strong></blockquote>three"),
        ("one\n>two", "one<blockquote>two</blockquote>"),
    ],
)
def test_marks(mrkdwn: str, html: str):
    assert to_html(mrkdwn, READER) == html


@pytest.mark.parametrize(
    "text", ["2*3*4", "snake_case_name", "* not bold *", "*a\nb*", "a~b~c", "``", "**", "one > two", "*a _b*"]
)
def test_marks_inside_words_or_alone_stay_text(text: str):
    reading = Reading(to_html(text, READER))
    assert {one.tag for one in reading.elements} <= {"br", "strong"}
    assert not reading.all("em")
    if not text.startswith("*a _"):
        assert reading.text == text


def test_crossing_marks_never_cross_in_html():
    assert to_html("*a _b* c_", READER) == "<strong>a _b</strong> c_"


@pytest.mark.parametrize(
    ("mrkdwn", "href", "label"),
    [
        ("<https://a.example/x_y_z>", "https://a.example/x_y_z", "https://a.example/x_y_z"),
        ("<https://a.example?a=1&amp;b=2|two *words*>", "https://a.example?a=1&b=2", "two *words*"),
        ("*<https://a.example/*|bold>*", "https://a.example/*", "bold"),
        (
            "<mailto:a@b.example?subject=x%20y&amp;body=z|write>",
            "mailto:a@b.example?subject=x%20y&body=z",
            "write",
        ),
        ("<mailto:a@b.example>", "mailto:a@b.example", "a@b.example"),
        ("<slack://app?team=T1&amp;id=A1&amp;tab=home|open>", "slack://app?team=T1&id=A1&tab=home", "open"),
        ("`<https://a.example|in code>`", "https://a.example", "in code"),
    ],
)
def test_links(mrkdwn: str, href: str, label: str):
    link = Reading(to_html(mrkdwn, READER)).one("a")
    assert (link["href"], link.text) == (href, label)


@pytest.mark.parametrize(
    "control",
    [
        "<javascript:alert(1)|x>",
        "<data:text/html,x|x>",
        "<JAVASCRIPT:x>",
        "<//a.example|x>",
        "<b>",
        "<!unknown>",
        "<http://[|x>",
    ],
)
def test_what_is_no_link_stays_visible_as_written(control: str):
    reading = Reading(to_html(control, READER))
    assert not reading.elements
    assert reading.text == control


@pytest.mark.parametrize(
    ("mrkdwn", "shown"),
    [
        ("<@U0ADA>", "@Ada Byron"),
        ("<@U0NOBODY>", "@U0NOBODY"),
        ("<@U0NOBODY|nobody>", "@nobody"),
        ("<#C0GENERAL>", "#general"),
        ("<#C0OTHER|other>", "#other"),
        ("<!channel>", "@channel"),
        ("<!here|here>", "@here"),
    ],
)
def test_mentions(mrkdwn: str, shown: str):
    assert Reading(to_html(mrkdwn, READER)).one("span", class_="mention").text == shown


def test_dates_are_worded_in_the_readers_language():
    assert to_html("le <!date^1392734382^{date_long}|fallback>", READER) == "le mardi 18 février 2014"


def test_a_date_may_link():
    link = Reading(to_html("<!date^1392734382^{date_num}^https://a.example/|fallback>", READER)).one("a")
    assert (link["href"], link.text) == ("https://a.example/", "2014-02-18")


@pytest.mark.parametrize(
    ("mrkdwn", "shown"),
    [
        ("<!date^999999999999999^{date}|12 May>", "12 May"),
        ("<!date^soon^{date}|a &lt;day&gt;>", "a <day>"),
        ("<!date^soon^{date}>", "<!date^soon^{date}>"),
    ],
)
def test_a_date_slack_cannot_read_shows_its_fallback(mrkdwn: str, shown: str):
    assert Reading(to_html(mrkdwn, READER)).text == shown


def test_emoji_of_the_table_are_drawn_and_others_stay_typed():
    assert (
        to_html(":warning: :no_such_thing: 10:30:45", READER)
        == f"{EMOJI['warning']} :no_such_thing: 10:30:45"
    )


@pytest.mark.parametrize(
    ("text", "meant"), [("&amp;lt;", "&lt;"), ("&lt;b&gt;", "<b>"), ("a & b < c", "a & b < c")]
)
def test_three_entities_count_once(text: str, meant: str):
    assert unescaped(text) == meant
    assert Reading(to_html(text, READER)).text == meant
    assert Reading(plain(text)).text == meant


def test_plain_text_knows_no_marks():
    assert plain("*a* <https://a.example>\n:memo:") == "*a* &lt;https://a.example&gt;<br>" + EMOJI["memo"]
    assert plain(":memo:", emoji=False) == ":memo:"


@pytest.mark.parametrize("url", ["https://a", "http://a", "mailto:a@b", "slack://app"])
def test_addresses_to_follow(url: str):
    assert allowed_url(url) == url


@pytest.mark.parametrize(
    "url", ["javascript:x", "file:///etc/passwd", "", "no scheme", "https://[", "ftp://a"]
)
def test_addresses_not_to_follow(url: str):
    assert allowed_url(url) is None


MARKS = '*_~`<>|&:!@#^ "\n\ue000'
WORDS = (
    "```",
    "&lt;",
    "&amp;",
    "https://a.example",
    "javascript:",
    "mailto:a@b",
    "!date^1^{date}",
    "<script>",
    "</p>",
)
PIECES = st.sampled_from([*MARKS, *WORDS, '" onload="x', "\ue0000\ue001", ":memo:", "word", "é"])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
def test_any_text_becomes_well_nested_html_of_known_tags_and_safe_addresses(text: str):
    for html in (to_html(text, READER), plain(text)):
        for element in Reading(html).elements:
            assert set(element.attributes) <= ALLOWED[element.tag]
            if element.tag == "a":
                assert element["href"].partition(":")[0].lower() in {"http", "https", "mailto", "slack"}


@given(
    st.text(alphabet=st.characters(exclude_characters="*_~`<>&:\ue000\ue001\r", exclude_categories=["Cs"]))
)
def test_text_without_marks_reads_as_it_was_written(text: str):
    assert Reading(to_html(text, READER)).text == text


@given(st.lists(st.sampled_from(["*", "_", "~", "a", " "]), max_size=4000).map("".join))
def test_long_rows_of_marks_are_drawn_without_failing(text: str):
    assert "\ue000" not in to_html(text, READER)
