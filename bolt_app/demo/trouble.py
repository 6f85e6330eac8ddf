"""What went wrong between the app and the pretended Slack, for a developer to see; knows no page.

Titles are translated; details stay in English, as for whoever mends it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bolt_app.demo.rules import check_message, check_view
from bolt_app.demo.web_api import Call
from bolt_app.i18n import mark


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a developer has to see.

    Attributes:
        title: what happened, to be translated; it may have a place for the {error}.
        details: what was wrong, in English; "" for nothing.
        error: Slack's name of it.
    """

    title: str
    details: str = ""
    error: str = ""


def refused(calls: Sequence[Call]) -> list[Trouble]:
    """The calls Slack refused, each with what the rules say about the view or message in it."""
    return [
        Trouble(
            mark("Slack refused {error}"),
            "\n".join(map(str, _problems(call.arguments))),
            f"{call.method}: {call.error}",
        )
        for call in calls
        if call.error
    ]


def _problems(arguments: Mapping[str, Any]) -> Sequence[object]:
    if "view" in arguments:
        return check_view(arguments["view"])
    content = {name: arguments[name] for name in ("text", "blocks") if name in arguments}
    return check_message(content) if content else ()
