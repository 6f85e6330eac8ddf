"""The app's public pages as they are served, for many workspaces and for one; knows no test."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from playwright.sync_api import Browser, Page, Response

from bolt_app import manifest
from bolt_app.demo.clock import MovableClock
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Workspace, acme, organisation
from tests.browser.tryout import NOON
from tests.browser.visitor import PATIENCE
from tests.patience import patiently

LOCALES = {"en": "en-GB", "fr": "fr-FR"}
PATHS = ("/", "/privacy", "/privacy/sheet", "/support", manifest.REDIRECT_PATH, "/nowhere")
END = "the end of an installation"
PLACES = {
    **{f"{kind} {path}": (kind, path) for kind in ("many", "one") for path in PATHS},
    **{f"{kind} {END}": (kind, END) for kind in ("many", "organisation")},
}
"""Every page in every way of running the app: which site, and where on it."""


@contextmanager
def site(folder: Path, workspace: Workspace, *, many: bool) -> Iterator[Wired]:
    """Serve the app's pages at noon of a known day, its record kept in the folder."""
    folder.mkdir(exist_ok=True)
    clock = MovableClock(lambda: NOON)
    database = f"sqlite:///{folder / 'record.sqlite3'}"
    with patiently(workspace, database, clock.now, slack_now=clock.timestamp, many=many) as wired:
        yield wired


@contextmanager
def every_site(folder: Path) -> Iterator[Mapping[str, Wired]]:
    """Serve the site many workspaces install from, one that an organisation does, and one workspace's."""
    with ExitStack() as stack:
        yield {
            "many": stack.enter_context(site(folder / "many", acme(), many=True)),
            "organisation": stack.enter_context(site(folder / "organisation", organisation(), many=True)),
            "one": stack.enter_context(site(folder / "one", acme(), many=False)),
        }


@dataclass(slots=True)
class Opened:
    """A page somebody opened, what was answered, and what the browser asked for and said meanwhile."""

    page: Page
    answer: Response
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


class Reader:
    """Somebody with a browser of a certain language, width and colour scheme.

    Args:
        scheme: `light` or `dark`.
        width: of the window, in pixels.
    """

    def __init__(
        self, browser: Browser, language: str = "en", *, scheme: str = "light", width: int = 1000
    ) -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 800},
            locale=LOCALES[language],
            timezone_id="UTC",
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        self._context.set_default_timeout(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def opens(self, wired: Wired, path: str) -> Opened:
        """Opens a page of a site; at the end of an installation stands who went through one."""
        page = self._context.new_page()
        url = wired.url + path
        if path == END:
            page.goto(wired.url + manifest.INSTALL_PATH)
            url = wired.slack.person("ada").at_slack(page.url)
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda told: said.append(told.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        answer = page.goto(url)
        assert answer is not None
        return Opened(page, answer, asked, said)
