"""Holds a page against WCAG 2.1, levels A and AA, with axe-core; knows nothing of what the page says."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_RUN = "levels => axe.run({runOnly: {type: 'tag', values: levels}})"


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


class Judged:
    """What axe-core says of a page as it stands, one line for each rule and place."""

    def __init__(self, page: Page) -> None:
        # Evaluated over the debugger, which no Content-Security-Policy stops: the page is the one people get.
        page.evaluate(_script())
        found: dict[str, Any] = page.evaluate(_RUN, LEVELS)
        self.faults = _lines(found["violations"])
        self.undecided = _lines(found["incomplete"])
        self.kept = {rule["id"] for rule in found["passes"]}


def _lines(rules: list[dict[str, Any]]) -> list[str]:
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html']}"
        for rule in rules
        for node in rule["nodes"]
    ]
