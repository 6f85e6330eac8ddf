"""Takes every picture that is kept, anew: run `make pictures`; needs a Chromium, knows no test."""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.changed_page import changed
from tests.browser.chromium import ABSENT, started
from tests.browser.pictures import FOLDER, LANGUAGES, LARGEST, page_pictures, pictures
from tests.browser.sixty_days import told


def journey_pictures(browser: Browser, language: str) -> Mapping[str, bytes]:
    """Return the pictures of the sixty days by name."""
    with (
        tempfile.TemporaryDirectory(prefix="datapolicy-pictures-") as folder,
        told(browser, Path(folder), LANGUAGES[language].locale) as story,
    ):
        return story.pictures


def change_pictures(browser: Browser, language: str) -> Mapping[str, bytes]:
    """Return the pictures of a page that Slack reworded, by name."""
    with (
        tempfile.TemporaryDirectory(prefix="datapolicy-pictures-") as folder,
        changed(browser, Path(folder), LANGUAGES[language].locale) as change,
    ):
        return change.pictures


def main(folder: Path = FOLDER) -> int:
    """Write every picture as `name-language.png`; return 1 when there is no Chromium or one is too large."""
    folder.mkdir(parents=True, exist_ok=True)
    with started() as browser:
        if browser is None:
            print(ABSENT, file=sys.stderr)  # noqa: T201 - a command's own words
            return 1
        taken = {
            f"{name}-{language}.png": png
            for language in LANGUAGES
            for take in (pictures, page_pictures, journey_pictures, change_pictures)
            for name, png in take(browser, language).items()
        }
    for name, png in taken.items():
        (folder / name).write_bytes(png)
        print(f"{name}: {len(png):,} bytes")  # noqa: T201
    too_large = [name for name, png in taken.items() if len(png) > LARGEST]
    if too_large:
        print(f"Larger than {LARGEST:,} bytes: {', '.join(too_large)}", file=sys.stderr)  # noqa: T201
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main())
