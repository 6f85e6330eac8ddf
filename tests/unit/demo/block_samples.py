"""Parts of blocks that Slack takes, to be spoilt by tests; no rule is known here."""

from typing import Any

from tests.unit.demo.tiny_app import mrkdwn, option, plain

DATE = {"type": "datepicker", "action_id": "day"}


IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart"}


CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *stays*."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}


SELECT = {
    "type": "static_select",
    "action_id": "s",
    "placeholder": plain("Which"),
    "options": [option("One", "1"), option("Two", "2")],
}


RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "To: ", "style": {"bold": True}},
                {"type": "link", "url": "mailto:a@example.com", "text": "a@example.com"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "body"}]},
    ],
}


def told(problems: list[Any]) -> str:
    return "\n".join(map(str, problems))


def in_input(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": "i", "label": plain("Label"), "element": element} | more
