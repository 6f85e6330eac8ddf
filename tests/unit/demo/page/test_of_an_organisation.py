"""The try-out page of an organisation: people go from one workspace to the other, if they are in both."""

import pytest

from bolt_app.demo.workspace import LABS, Workspace, organisation
from tests.unit.demo.page.browser import Browser, publishes
from tests.unit.demo.tiny_app import TinyApp


@pytest.fixture
def workspace() -> Workspace:
    return organisation()


@pytest.fixture(autouse=True)
def home(app: TinyApp) -> None:
    publishes(app)


def test_a_person_goes_to_the_other_workspace_and_the_app_hears_from_there(browser: Browser, app: TinyApp):
    browser.goes("/as/sam/home")
    assert "Acme Labs" in browser.sees.text
    browser.presses("Acme Labs")
    assert browser.address == "/as/sam/home"
    assert [body["team_id"] for body in app.received] == ["T0ACME", LABS]


def test_who_is_in_one_workspace_is_offered_no_other(browser: Browser):
    for key in ("lin", "mei"):
        browser.goes(f"/as/{key}/home")
        assert "Workspaces" not in browser.sees.text


def test_where_somebody_is_not_they_do_not_get_to(browser: Browser, app: TinyApp):
    browser.goes("/as/lin/home")
    heard = len(app.received)
    browser.posts("/as/lin/home/go", {"team": LABS})
    assert "does not find the app in T0LABS" in browser.sees.text
    browser.posts("/as/lin/home/go", {"team": "T0NOWHERE"})
    assert "does not find the app in T0NOWHERE" in browser.sees.text
    assert len(app.received) == heard


def test_people_are_told_apart_by_what_they_own(browser: Browser):
    browser.goes("/as/sam/home")
    for words in ("Org Primary Owner", "Workspace Owner · Acme", "Workspace Owner · Acme Labs"):
        assert words in browser.sees.text
