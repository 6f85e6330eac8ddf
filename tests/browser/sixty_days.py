"""The opt-out over sixty days of the try-out, as its people live it, in one language; checks nothing.

What is pressed and filled in is found by its id, so the same story is told in every language.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Locator, Page

from bolt_app.optout.model import Action
from bolt_app.views.forms import Form, When
from bolt_app.views.ids import Field, Press
from tests.browser.pictures import HEIGHT, MODAL_ALONE, WIDTH, all_reading
from tests.browser.tryout import TryOut, tried_out

OWNER, CONTACT, MEMBER = "ada", "lin", "sam"
MOVES = {30: "month", 7: "week", 1: "day"}
REPLY = "Thank you for reaching out to Slack support. Your opt-out request has been completed."


@dataclass(slots=True)
class Story:
    """Walks through the sixty days, and keeps what people read and what it looked like.

    Attributes:
        read: (day, who) to what stood on their Home, as one line.
        heard: (day, who) to the messages they had from the app by then, oldest first.
        pictures: name to PNG.
    """

    page: Page
    tryout: TryOut
    read: dict[tuple[int, str], str] = field(default_factory=dict)
    heard: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    day: int = 0

    def told(self) -> "Story":
        """Live through it: what happens on a day, then what an owner, the contact and a member see of it."""
        for day, happens in HAPPENS.items():
            self._time_passes_until(day)
            happens(self)
            for who in (OWNER, CONTACT, MEMBER):
                self._looks_round(who)
        return self

    def opens(self, which: Form) -> None:
        """Press the button of a form on the owner's Home."""
        self._opens_home(OWNER)
        self.presses(f"main button[name=press][value$='/{Press.OPEN}.{which}']")

    def fills(self, name: Field, text: str) -> None:
        """Type into a field of the form, or choose from its list."""
        there = self._field(name)
        if there.evaluate("one => one.localName") == "select":
            there.select_option(text)
        else:
            there.fill(text)

    def chooses(self, name: Field, value: str) -> None:
        """Choose or tick one of the options."""
        self.page.locator(f".modal input[name*='{name}/'][value='{value}']").check()

    def ticks(self) -> None:
        """Tick the one statement."""
        self.page.locator(f".modal input[type=checkbox][name*='{Field.TICKED}/']").check()

    def saves(self) -> None:
        """Send the form off, and close what answers it."""
        self.presses(".modal-foot button[value=submit]")
        self.closes()

    def closes(self) -> None:
        """Close the modals with the cross."""
        self.presses(".modal-head button[value='close all']")

    def today(self, days: int = 0) -> str:
        """Return the day as the forms take it, so many days from now."""
        return (self.tryout.clock.now() + timedelta(days=days)).date().isoformat()

    def photographs_the_newest_message(self, name: str) -> None:
        """Take a picture of the last message the owner had from the app."""
        self.page.goto(f"{self.tryout.url}/as/{OWNER}/messages")
        self.pictures[name] = self.page.locator(".message").last.screenshot()

    def photographs_the_form(self, name: str) -> None:
        """Take a picture of the modal, alone."""
        style = self.page.add_style_tag(content=MODAL_ALONE)
        self.pictures[name] = self.page.locator(".veil").screenshot()
        style.evaluate("one => one.remove()")

    def photographs_home(self, name: str, who: str, headings: int) -> None:
        """Take a picture of the first headings of somebody's Home."""
        self._opens_home(who)
        sheet = self.page.locator("main .sheet").bounding_box()
        below = self.page.locator("main .blocks .header").nth(headings).bounding_box()
        if sheet is None or below is None:
            raise RuntimeError("Home has fewer headings.")
        clip = FloatRect(
            x=sheet["x"] - 8, y=sheet["y"] - 8, width=sheet["width"] + 16, height=below["y"] - sheet["y"]
        )
        self.pictures[name] = self.page.screenshot(full_page=True, clip=clip)

    def _field(self, name: Field) -> Locator:
        return self.page.locator(f".modal [name*='{name}/']:not([type=hidden])").first

    def presses(self, selector: str) -> None:
        """Press the first such button, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def _time_passes_until(self, day: int) -> None:
        self.page.goto(f"{self.tryout.url}/as/{OWNER}/home")
        while self.day < day:
            days, name = next((days, name) for days, name in MOVES.items() if self.day + days <= day)
            self.presses(f"button[name=by][value={name}]")
            self.day += days

    def _opens_home(self, who: str) -> None:
        self.page.goto(f"{self.tryout.url}/as/{who}/messages")
        self.presses(".tabs form[action$='/home/go'] button")

    def _looks_round(self, who: str) -> None:
        self._opens_home(who)
        self.read[self.day, who] = " ".join(self.page.locator("main .blocks").inner_text().split())
        self.page.goto(f"{self.tryout.url}/as/{who}/messages")
        self.heard[self.day, who] = [
            " ".join(one.split()) for one in self.page.locator(".message .body").all_inner_texts()
        ]


def prepares_the_letter(story: Story) -> None:
    """An owner prepares the letter and does not send it."""
    story.opens(Form.CONTACT)
    story.fills(Field.NAMED, story.tryout.slack.workspace.personas[CONTACT].user_id)
    story.saves()
    story.opens(Form.LETTER)
    story.chooses(Field.WHEN, When.NOT_YET)
    story.saves()


def sends_it(story: Story) -> None:
    """Reminded of it, they send it."""
    story.photographs_the_newest_message("journey-1-did-you-send-it")
    story.opens(Form.LETTER)
    story.chooses(Field.WHEN, When.TODAY)
    story.ticks()
    story.saves()


def nothing_happens(story: Story) -> None:
    """A day on which people only look."""


def asks_again(story: Story) -> None:
    """After a week without an answer they ask again."""
    story.photographs_the_newest_message("journey-8-ask-again")
    story.opens(Form.FOLLOW_UP)
    story.photographs_the_form("journey-8-follow-up")
    story.fills(Field.STATED_ON, story.today())
    story.ticks()
    story.saves()


def is_asked(story: Story) -> None:
    """Slack asks something."""
    story.opens(Form.ANSWER)
    story.chooses(Field.OUTCOME, Action.ASKED)
    story.fills(Field.STATED_ON, story.today())
    story.fills(Field.REPLY, "Could you tell us the URL of your workspace?")
    story.saves()


def replies(story: Story) -> None:
    """They answer the question."""
    story.opens(Form.REPLIED)
    story.fills(Field.BODY, "Hello,\n\nthe URL of our workspace is https://acme.slack.com.\n")
    story.fills(Field.STATED_ON, story.today())
    story.saves()


def hears_it_was_received(story: Story) -> None:
    """Slack says it has the request."""
    story.opens(Form.ANSWER)
    story.chooses(Field.OUTCOME, Action.RECEIVED)
    story.fills(Field.STATED_ON, story.today())
    story.fills(Field.REFERENCE, "12345")
    story.saves()


def hears_it_is_done(story: Story) -> None:
    """Slack says that it is done."""
    story.opens(Form.ANSWER)
    story.chooses(Field.OUTCOME, Action.DONE)
    story.fills(Field.STATED_ON, story.today())
    story.fills(Field.REPLY, REPLY)
    story.saves()
    story.photographs_home(f"journey-{story.day}-confirmed", OWNER, 2)


def doubts_it(story: Story) -> None:
    """Somebody finds that the reply named no workspace, and the confirmation is doubted."""
    story.opens(Form.DOUBT)
    story.fills(Field.REASON, "The reply names no workspace, and we have three.")
    story.saves()
    story.photographs_home("journey-45-uncertain", MEMBER, 1)


def asks_anew(story: Story) -> None:
    """So they ask once more."""
    story.opens(Form.LETTER)
    story.chooses(Field.WHEN, When.TODAY)
    story.ticks()
    story.saves()


def looks_back(story: Story) -> None:
    """After sixty days a member reads where it stands, and how it came to that."""
    story.photographs_home("journey-60-member", MEMBER, 1)
    story.page.goto(f"{story.tryout.url}/as/{MEMBER}/home")
    with story.page.expect_navigation():
        story.page.locator(f"main button[name=press][value$='/{Press.RECORD}']").first.click()
    story.photographs_the_form("journey-60-record")
    with story.page.expect_navigation():
        story.page.locator(".modal-head button[value='close all']").click()


HAPPENS: dict[int, Callable[[Story], None]] = {
    0: prepares_the_letter,
    1: sends_it,
    5: nothing_happens,
    8: asks_again,
    11: is_asked,
    12: replies,
    20: hears_it_was_received,
    28: nothing_happens,
    30: hears_it_is_done,
    37: nothing_happens,
    45: doubts_it,
    46: asks_anew,
    54: hears_it_is_done,
    60: looks_back,
}


@contextmanager
def told(browser: Browser, folder: Path, locale: str) -> Iterator[Story]:
    """Give the story, told in a fresh try-out whose people all read one language."""
    with (
        tried_out(folder, all_reading(locale)) as tryout,
        browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            locale=locale,
            timezone_id="UTC",
            bypass_csp=True,  # for the style that sets a modal alone
        ) as page,
    ):
        yield Story(page, tryout).told()
