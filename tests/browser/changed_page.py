"""Slack rewords its page in the try-out, and a member is told and reads on: pictures of it; checks nothing.

An invented page plays Slack's; what is pressed is found by its id, so it is the same in every language.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from bolt_app.notices.model import How
from bolt_app.views.ids import Press
from tests.browser.pictures import HEIGHT, MODAL_ALONE, WIDTH, all_reading
from tests.browser.tryout import TryOut, tried_out

MEMBER = "sam"


@dataclass(slots=True)
class Change:
    """What a member sees of a change.

    Attributes:
        read: name to the text of what the picture of that name shows, as one line.
        pictures: name to PNG.
    """

    page: Page
    tryout: TryOut
    read: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def lived(self) -> "Change":
        """Ask to be told, have the page reworded, read the message, Home, and the words that changed."""
        self._opens("home")
        self._presses(Press.NOTICES)
        self._presses(f"{Press.TELL_ME}.{How.AT_ONCE}")
        self._clicks(".modal-head button[value='close all']")
        for play in ("As it was", "Slack rewords it", "Slack rewords it"):  # it has to be said twice in a row
            self._clicks(f"button[name=plays][value='{play}']")
        self._opens("messages")
        self._keeps("change-notice", ".message >> nth=-1")
        self._opens("home")
        self._keeps("change-home", "main .blocks .section:has(button[value$='page_change'])")
        self._presses(Press.PAGE_CHANGE)
        self.page.add_style_tag(content=MODAL_ALONE)
        self._keeps("change-words", ".veil")
        return self

    def _opens(self, place: str) -> None:
        self.page.goto(f"{self.tryout.url}/as/{MEMBER}/{'home' if place == 'messages' else 'messages'}")
        self._clicks(f".tabs form[action$='/{place}/go'] button")

    def _presses(self, action: str) -> None:
        """Press a button in the modal, if one is open, else in the place."""
        front = ".modal" if self.page.locator(".modal").count() else "main"
        self._clicks(f"{front} button[name=press][value$='/{action}']")

    def _clicks(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def _keeps(self, name: str, selector: str) -> None:
        shown = self.page.locator(selector).first
        self.read[name] = " ".join(shown.inner_text().split())
        self.pictures[name] = shown.screenshot()


@contextmanager
def changed(browser: Browser, folder: Path, locale: str) -> Iterator[Change]:
    """Give the change as it was seen, in a fresh try-out whose people all read one language."""
    with (
        tried_out(folder, all_reading(locale), watching=True) as tryout,
        browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            locale=locale,
            timezone_id="UTC",
            bypass_csp=True,  # for the style that sets a modal alone
        ) as page,
    ):
        yield Change(page, tryout).lived()
