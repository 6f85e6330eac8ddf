"""Somebody at the try-out's page: finds things by role and name only, as people and screen readers do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page

DESK = {"width": 1100, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000
"""Milliseconds until something that is not there counts as missing; machines that test are slow at times."""


@dataclass(slots=True)
class Overheard:
    """What the browser asked of whom, and what it complained of, while somebody looked."""

    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def listens_to(self, page: Page) -> None:
        """Notes the host of every request, every console error or warning, every failure of a script."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda said: self._complained(said.type, said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "data":
            self.hosts.add(parts.hostname or parts.scheme)

    def _complained(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")


@dataclass(frozen=True, slots=True)
class Node:
    """What a screen reader is told of one thing: Chromium's own accessibility tree, a node of it."""

    role: str
    name: str
    description: str
    states: dict[str, Any]


class Visitor:
    """Looks at the page, becomes one of its people, presses and types."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self._url = url

    def arrives(self) -> None:
        """Opens the address that `make demo` prints."""
        self.page.goto(self._url)

    def becomes(self, name: str) -> None:
        """Acts as another person, and stays at the place."""
        self._follows(self.page.get_by_role("navigation").get_by_role("button", name=name))

    def goes_to(self, place: str) -> None:
        """Goes to `Data Policy` or to `general`."""
        self._follows(self.page.get_by_role("list", name="Places").get_by_role("button", name=place))

    def opens_home_as(self, name: str) -> None:
        """Becomes a person and opens the app's Home tab, published anew."""
        self.becomes(name)
        self.goes_to("Data Policy")

    def types(self, text: str) -> None:
        """Types into the channel and sends it with the Enter key."""
        self.goes_to("general")
        box = self.page.get_by_role("textbox", name="Message #general")
        box.fill(text)
        with self.page.expect_navigation():
            box.press("Enter")

    def passes(self, time: str) -> None:
        """Moves the clock on by a `day`, a `week` or a `month`."""
        self._follows(self.page.get_by_role("button", name=f"Move the clock by a {time}"))

    @property
    def dialog(self) -> Locator:
        """The modal on top."""
        return self.page.get_by_role("dialog")

    @property
    def content(self) -> Locator:
        """What the place shows, the navigation left out."""
        return self.page.get_by_role("main")

    @property
    def front(self) -> Locator:
        """Where something can be pressed: the modal when one is open, else the place."""
        return self.dialog if self.dialog.count() else self.content

    def presses(self, name: str) -> None:
        """Presses the first button so named, in the modal if one is open."""
        self._follows(self.front.get_by_role("button", name=name, exact=True).first)

    def fills(self, label: str, text: str) -> None:
        """Types into the field with this label."""
        self.dialog.get_by_label(label).fill(text)

    def chooses(self, option: str) -> None:
        """Ticks or chooses what bears this label."""
        self.dialog.get_by_label(option, exact=True).check()

    def closes(self) -> None:
        """Closes the modals with the cross."""
        cross = re.compile("^(Close|Fermer)$")  # it speaks the language of the person one acts as
        self._follows(self.dialog.get_by_role("button", name=cross).first)

    def _follows(self, button: Locator) -> None:
        # Every button of the page sends a form; without waiting, the next look may still be at the old page.
        with self.page.expect_navigation():
            button.click()

    def reads(self) -> str:
        """All that can be read in front, as one line."""
        return " ".join(self.front.inner_text().split())

    def hears(self) -> list[Node]:
        """What a screen reader is told, from top to bottom."""
        tree = self.page.context.new_cdp_session(self.page).send("Accessibility.getFullAXTree")
        return [
            Node(
                role=node["role"]["value"],
                name=node.get("name", {}).get("value", ""),
                description=node.get("description", {}).get("value", ""),
                states={one["name"]: one["value"].get("value") for one in node.get("properties", ())},
            )
            for node in tree["nodes"]
            if not node["ignored"]
        ]

    def sideways(self) -> int:
        """By how many pixels something is wider than the window."""
        return int(
            self.page.evaluate(
                "Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll("
                "'main, .modal, .modal-body, .content')].map(one => one.scrollWidth)) - window.innerWidth"
            )
        )

    def beyond(self) -> list[str]:
        """What reaches past the right edge of the window; rows that scroll by themselves left out."""
        return list(
            self.page.evaluate(
                "[...(document.querySelector('.modal') ?? document.body).querySelectorAll('*')]"
                ".filter(one => !one.closest('.bar ul') && one.getBoundingClientRect().width > 0"
                " && one.getBoundingClientRect().left + one.scrollWidth > window.innerWidth + 1)"
                ".map(one => one.localName + (one.className ? '.' + one.className : ''))"
            )
        )


@contextmanager
def visiting(
    browser: Browser, url: str, overheard: Overheard, size: dict[str, int], locale: str = "en-GB"
) -> Iterator[Visitor]:
    """Give somebody at the page, in a window of that size, with nothing remembered from before."""
    with browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale=locale,
        timezone_id="UTC",
        reduced_motion="reduce",
    ) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        overheard.listens_to(page)
        yield Visitor(page, url)
