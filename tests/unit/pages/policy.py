"""The register's page, served and as a file, read back; what stands on it is the tests' matter."""

from dataclasses import replace
from datetime import date

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.pages.printed import printed
from bolt_app.register.findings import Findings, Found, Standing
from bolt_app.register.model import Register
from tests.record_builders import shipped, translator
from tests.unit.pages.reading import Element, Read
from tests.unit.pages.sites import browser

SERVED = browser()


in_both = pytest.mark.parametrize("language", LANGUAGES)


def plain(text: str) -> str:
    return " ".join(text.split())


def served(language: str) -> Read:
    return Read(SERVED.get(f"/policy?lang={language}").text)


def file(language: str, register: Register | None = None) -> Read:
    return Read(printed(register or shipped(), translator(language)))


def by_id(page: Read, anchor: str) -> Element:
    (found,) = [one for one in page.elements if one.attributes.get("id") == anchor]
    return found


MISSING = Found(
    Standing.MISSING, since=date(2026, 12, 3), seen_on=date(2026, 12, 2), checked_on=date(2026, 12, 4)
)


def found(digest: str = "a", **claims: Found) -> Register:
    """The shipped register, with what the watch found."""
    return replace(shipped(), findings=Findings(claims, digest=digest))
