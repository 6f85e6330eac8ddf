"""rich_text as HTML: sections, lists, quotations, preformatted text, and each inline piece."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bolt_app.demo.mrkdwn import Reader
from bolt_app.demo.richtext import rich_text
from tests.unit.demo.reading import Reading

READER = Reader(datetime(2026, 11, 21, tzinfo=UTC), "en-US", {"U0ADA": "Ada Byron", "C0GENERAL": "general"})


def drawn(*elements: dict[str, Any]) -> Reading:
    return Reading(rich_text({"type": "rich_text", "elements": list(elements)}, READER))


def section(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(pieces)}


def said(text: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def test_text_is_escaped_and_keeps_its_lines():
    reading = drawn(section(said("<b> &amp; *x*\nnext")))
    assert reading.text == "<b> &amp; *x*\nnext"
    assert [one.tag for one in reading.elements] == ["div", "br"]


@pytest.mark.parametrize(
    ("style", "tag"),
    [("bold", "strong"), ("italic", "em"), ("strike", "s"), ("code", "code"), ("underline", "u")],
)
def test_each_style(style: str, tag: str):
    assert drawn(section(said("word", **{style: True}))).one(tag).text == "word"
    assert not drawn(section(said("word", **{style: False}))).all(tag)


def test_styles_add_up():
    reading = drawn(section(said("word", bold=True, italic=True)))
    assert reading.one("strong").text == reading.one("em").text == "word"


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ({"type": "user", "user_id": "U0ADA"}, "@Ada Byron"),
        ({"type": "channel", "channel_id": "C0GENERAL"}, "#general"),
        ({"type": "broadcast", "range": "here"}, "@here"),
        ({"type": "emoji", "name": "memo"}, "📝"),
        ({"type": "emoji", "name": "odd", "unicode": "1f6e1-fe0f"}, "🛡️"),
        ({"type": "emoji", "name": "odd", "unicode": "zz"}, ":odd:"),
        ({"type": "emoji", "name": "odd", "unicode": "ffffffff"}, ":odd:"),
        ({"type": "date", "timestamp": 1392734382, "format": "{date_num}"}, "2014-02-18"),
        ({"type": "date", "timestamp": 10**15, "format": "{date}", "fallback": "<day>"}, "<day>"),
        ({"type": "hologram"}, "hologram"),
    ],
)
def test_each_inline_piece(piece: dict[str, Any], shown: str):
    assert drawn(section(piece)).text == shown


def test_links_show_their_text_or_their_address():
    link = drawn(section({"type": "link", "url": "https://a.example/?a=1&b=2", "text": "<here>"})).one("a")
    assert (link["href"], link.text) == ("https://a.example/?a=1&b=2", "<here>")
    assert drawn(section({"type": "link", "url": "https://a.example"})).one("a").text == "https://a.example"
    dated = {"type": "date", "timestamp": 0, "format": "{date_num}", "url": "https://a.example"}
    assert drawn(section(dated)).one("a").text == "1970-01-01"


def test_an_address_not_to_follow_is_text():
    reading = drawn(section({"type": "link", "url": "javascript:alert(1)", "text": "here"}))
    assert not reading.all("a")
    assert reading.text == "here"


def test_lists_are_bulleted_or_numbered_and_indented():
    items = [section(said("one")), section(said("two"))]
    bullets = drawn({"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": items})
    assert "indent-1" in bullets.one("ul")["class"]
    assert [one.text for one in bullets.all("li")] == ["one", "two"]
    numbers = drawn({"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": items})
    assert numbers.one("ol")["start"] == "3"


def test_quotations_and_preformatted_text():
    reading = drawn(
        {"type": "rich_text_quote", "elements": [said("quoted")]},
        {"type": "rich_text_preformatted", "elements": [said("set <as> is")]},
    )
    assert reading.one("blockquote").text == "quoted"
    assert reading.one("pre").text == "set <as> is"


def test_a_part_of_unknown_kind_is_named():
    assert (
        drawn({"type": "rich_text_poem", "elements": []})
        .one("p", class_="unknown")
        .text.endswith("“rich_text_poem”.")
    )


def test_a_piece_that_is_none_draws_nothing():
    assert drawn(section({})).text == ""
