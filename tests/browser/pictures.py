"""Takes pictures of the running try-out and of the public pages, in English and French; knows no test.

The clock stands on 21 November 2026: what changes in a picture changed in the app.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from playwright.sync_api import Browser, FloatRect, Page

from bolt_app.demo.workspace import Workspace, acme
from tests.browser.sites import Reader, site
from tests.browser.tryout import TryOut, tried_out

FOLDER = Path(__file__).parents[1] / "snapshots" / "pictures"
LARGEST = 200_000
"""Bytes of one picture: a README loads all of them."""

WIDTH, HEIGHT = 1100, 1000
_MARGIN = 16
_ANSWER_WIDTH = 720  # a message is no wider, however wide the window
_MEMBER_ENDS_BEFORE = ".header:nth-of-type(3) ~ .section >> nth=4"  # the fifth of the members' questions
_OWNER_ENDS_BEFORE = ".header:nth-of-type(4)"  # the members' questions

PAGES = {"page-install": ("/", 2), "page-privacy": ("/privacy", 3)}
"""Of the public pages: where it is, and which of its headings of the second level is not shown any more."""

_PAGE_WIDTH = 760

# Pictures show what the app draws. Round a modal everything else would be dimmed, and cut somewhere.
MODAL_ALONE = """
.window, .notice { display: none !important; }
.veil { position: static !important; display: block !important; width: 552px; padding: 16px !important; }
.veil { background: #fff !important; }
.modal { max-height: none !important; border: 1px solid #dddddd; box-shadow: none !important; }
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What the labels are that have to be pressed in one language."""

    locale: str
    prepare: str
    sent: str
    tick: str
    save: str
    answer: str
    done: str
    dated: str
    reply: str
    record: str


ENGLISH = Words(
    locale="en-GB",
    prepare="Prepare the opt-out e-mail",
    sent="I sent it today",
    tick="I am an owner and may decide this for our organisation.",
    save="Save",
    answer="Record Slack’s answer",
    done="Done: Slack says the opt-out is completed",
    dated="The date Slack’s answer bears",
    reply="The text of Slack’s reply",
    record="See the record",
)
FRENCH = Words(
    locale="fr-FR",
    prepare="Préparer l’e-mail d’exclusion",
    sent="Je l’ai envoyé aujourd’hui",
    tick="Je suis propriétaire et peux en décider pour notre organisation.",
    save="Enregistrer",
    answer="Enregistrer la réponse de Slack",
    done="Effectuée : Slack dit que l’exclusion est faite",
    dated="La date que porte la réponse de Slack",
    reply="Le texte de la réponse de Slack",
    record="Voir le registre",
)
LANGUAGES: Mapping[str, Words] = {"en": ENGLISH, "fr": FRENCH}


class Photographer:
    """Walks through the try-out in one language and takes its pictures on the way."""

    def __init__(self, page: Page, tryout: TryOut, words: Words) -> None:
        self._page = page
        self._tryout = tryout
        self._words = words

    def pictures(self) -> dict[str, bytes]:
        """Return each picture's name and PNG, in the order in which they were taken."""
        self._sees("sam", "home")
        taken = {"home-member": self._top_of_home(_MEMBER_ENDS_BEFORE)}
        self._sees("sam", "channel")
        self._presses("/datapolicy")
        taken["answer"] = self._answer()
        self._sees("ada", "home")
        taken["home-owner"] = self._top_of_home(_OWNER_ENDS_BEFORE)
        self._presses(self._words.prepare)
        taken["letter"] = self._modal()
        self._sees("ada", "home")
        self._says_it_was_sent()
        self._records_the_answer()
        # As a member reads it: an owner's page of the record shows a salted fingerprint, new each time.
        self._sees("sam", "home")
        self._presses(self._words.record)
        taken["record"] = self._modal()
        return taken

    def _sees(self, who: str, place: str) -> None:
        self._page.goto(f"{self._tryout.url}/as/{who}/{place}")

    def _presses(self, name: str) -> None:
        front = self._page.locator(".modal, main").last
        with self._page.expect_navigation():
            front.get_by_role("button", name=name, exact=True).first.click()

    def _says_it_was_sent(self) -> None:
        self._page.get_by_label(self._words.sent).check()
        self._page.get_by_label(self._words.tick).check()
        self._presses(self._words.save)
        self._closes()

    def _records_the_answer(self) -> None:
        words, page = self._words, self._page
        with page.expect_navigation():
            page.locator("button[name=by][value=day]").click()
        self._presses(words.answer)
        page.get_by_label(words.done).check()
        page.get_by_label(words.dated).fill(self._tryout.clock.now().date().isoformat())
        page.get_by_label(words.reply).fill("Your opt-out request has been completed.")
        self._presses(words.save)
        self._closes()

    def _closes(self) -> None:
        with self._page.expect_navigation():
            self._page.locator("button[value='close all']").click()

    def _top_of_home(self, ends_before: str) -> bytes:
        page = self._page
        head, sheet = (page.locator(part).bounding_box() for part in (".place-head", "main .sheet"))
        below = page.locator("main .blocks").locator(ends_before).bounding_box()
        if head is None or sheet is None or below is None:
            raise RuntimeError("Home shows nothing to take a picture of.")
        clip = FloatRect(
            x=sheet["x"] - _MARGIN,
            y=head["y"],
            width=sheet["width"] + 2 * _MARGIN,
            height=below["y"] - head["y"],
        )
        return page.screenshot(full_page=True, clip=clip)

    def _answer(self) -> bytes:
        box = self._page.locator(".message").bounding_box()
        if box is None:
            raise RuntimeError("The command was not answered.")
        return self._page.screenshot(clip=FloatRect(**{**box, "width": _ANSWER_WIDTH}))

    def _modal(self) -> bytes:
        self._page.add_style_tag(content=MODAL_ALONE)
        return self._page.locator(".veil").screenshot()


def pictures(browser: Browser, language: str) -> dict[str, bytes]:
    """Return the pictures of one language by name, from a try-out in which everybody reads it."""
    words = LANGUAGES[language]
    with (
        tempfile.TemporaryDirectory(prefix="datapolicy-pictures-") as folder,
        tried_out(Path(folder), all_reading(words.locale)) as tryout,
        browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            locale=words.locale,
            timezone_id="UTC",
            bypass_csp=True,  # for the style that sets a modal alone
        ) as page,
    ):
        return Photographer(page, tryout, words).pictures()


def page_pictures(browser: Browser, language: str) -> dict[str, bytes]:
    """Return the tops of the public pages by name, as a browser of that language shows them."""
    with (
        tempfile.TemporaryDirectory(prefix="datapolicy-pictures-") as folder,
        site(Path(folder), acme(), many=True) as wired,
        Reader(browser, language, width=_PAGE_WIDTH) as reader,
    ):
        return {
            name: _top_of_page(reader.opens(wired, path).page, heading)
            for name, (path, heading) in PAGES.items()
        }


def _top_of_page(page: Page, heading: int) -> bytes:
    below = page.locator("h2").nth(heading - 1).bounding_box()
    if below is None:
        raise RuntimeError("The page has fewer headings.")
    clip = FloatRect(x=0, y=0, width=_PAGE_WIDTH, height=below["y"] - _MARGIN)
    return page.screenshot(full_page=True, clip=clip)


def all_reading(locale: str) -> Workspace:
    """Return the pretended workspace with everybody reading one language."""
    workspace = acme()
    people = {key: replace(one, locale=locale) for key, one in workspace.personas.items()}
    return replace(workspace, personas=MappingProxyType(people))
