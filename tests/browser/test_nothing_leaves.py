"""The try-out speaks with this machine only, and the browser has nothing to complain of."""

import pytest
from playwright.sync_api import Browser, Error

from tests.browser.test_newcomer import sends_the_letter
from tests.browser.visitor import DESK, Overheard, Visitor, visiting


def test_all_that_is_shown_comes_from_this_machine(visitor: Visitor, overheard: Overheard):
    sends_the_letter(visitor)
    for who in ("Grace Murray", "Lin Yutang", "Sam Rivers", "Camille Moreau", "Noor Haddad"):
        visitor.opens_home_as(who)
        visitor.types("/datapolicy")
        with visitor.page.expect_navigation():
            visitor.page.get_by_role("button", name="Sources").first.click()
        visitor.closes()
    assert overheard.hosts == {"127.0.0.1"}
    assert overheard.complaints == []


def test_the_page_runs_no_script_and_says_so_to_the_browser(visitor: Visitor):
    assert visitor.page.locator("script").count() == 0
    response = visitor.page.reload()
    assert response is not None
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "script-src" not in response.headers["content-security-policy"]


def test_a_request_elsewhere_and_an_error_would_be_overheard(chromium: Browser):
    heard = Overheard()
    with visiting(chromium, "about:blank", heard, DESK) as somebody:
        somebody.page.evaluate("console.error('a complaint')")
        with pytest.raises(Error):
            somebody.page.goto("http://127.0.0.2:9/")
    assert heard.hosts == {"127.0.0.2"}
    assert "error: a complaint" in heard.complaints
