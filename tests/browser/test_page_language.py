"""The try-out's own words, for somebody whose browser is French: they are French, and can be made English."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import Judged
from tests.browser.tryout import TryOut
from tests.browser.visitor import DESK, PHONE, Overheard, Visitor, visiting


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def reader(
    request: pytest.FixtureRequest, chromium: Browser, tryout: TryOut, overheard: Overheard
) -> Iterator[Visitor]:
    with visiting(chromium, tryout.url, overheard, request.param, "fr-FR") as somebody:
        somebody.arrives()
        yield somebody


def test_a_french_newcomer_reads_french_all_over_the_page_and_can_change_that(reader: Visitor):
    page = reader.page
    assert page.title() == "Camille Moreau · Accueil · Acme (fictif)"
    expect(reader.content.get_by_role("heading", name="Comment Slack utilise nos données")).to_be_visible()
    expect(page.get_by_role("button", name="Avancer l’horloge d’une semaine")).to_be_visible()
    assert (reader.sideways(), reader.beyond()) == (0, [])
    assert Judged(page).faults == []
    with page.expect_navigation():
        page.get_by_role("button", name="English").click()
    assert page.title() == "Camille Moreau · Home · Acme (pretended)"
    expect(reader.content.get_by_role("heading", name="Comment Slack utilise nos données")).to_be_visible()
    reader.passes("week")
    expect(page.get_by_role("button", name="Français")).to_be_visible()
    assert (reader.sideways(), reader.beyond()) == (0, [])
