"""Who may not use the try-out page: other hosts, other pages' forms, addresses it does not know."""

from datetime import timedelta

import pytest

from bolt_app.demo.clock import MovableClock
from bolt_app.demo.page import LARGEST_FORM
from tests.unit.demo.page.browser import NOON, Browser, publishes
from tests.unit.demo.tiny_app import TinyApp


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "169.254.1.1"])
def test_other_host_names_are_refused(browser: Browser, host: str):
    assert browser._client.get("/as/sam/home", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:3000", "localhost:3000", "localhost"])
def test_this_machines_names_are_answered(browser: Browser, host: str):
    assert browser._client.get("/", headers={"Host": host}).status_code == 302


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://localhost:1", "http://127.0.0.1"]
)
@pytest.mark.parametrize(
    "address",
    ["/as/sam/home/go", "/as/sam/say", "/as/sam/home/act", "/as/sam/home/move", "/as/sam/home/language"],
)
def test_forms_of_other_pages_are_refused(browser: Browser, app: TinyApp, address: str, origin: str | None):
    headers = {} if origin is None else {"Origin": origin}
    fields = {"text": "/datapolicy", "by": "day"}
    assert browser._client.post(address, data=fields, headers=headers).status_code == 403
    assert app.received == []


def test_a_port_belongs_to_the_origin(browser: Browser, moved: MovableClock):
    headers = {"Host": "127.0.0.1:3000", "Origin": "http://127.0.0.1:3000"}
    browser._client.post("/as/sam/channel/move", data={"by": "day"}, headers=headers)
    assert moved.now() == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("address", "fields", "status"),
    [
        ("/as/otto/home/go", {}, 404),
        ("/as/dana/home/act", {}, 404),
        ("/as/nobody/say", {"text": "/datapolicy"}, 404),
        ("/as/sam/attic/go", {}, 404),
        ("/as/sam/home/move", {"by": "year"}, 400),
        ("/as/sam/home/move", {}, 400),
        ("/as/sam/home/language", {"language": "de"}, 400),
        ("/as/sam/home/language", {}, 400),
        ("/as/sam/attic/language", {"language": "fr"}, 404),
        ("/as/sam/say", {"text": "x" * (LARGEST_FORM + 1)}, 413),
    ],
)
def test_what_the_page_does_not_know_is_refused(
    browser: Browser, address: str, fields: dict[str, str], status: int
):
    assert browser.posts(address, fields).status_code == status


def test_no_scripts_and_nothing_from_elsewhere(browser: Browser, app: TinyApp):
    publishes(app, {"type": "image", "image_url": "https://a.example/p.png", "alt_text": "A picture"})
    response = browser._client.get("/as/sam/home")
    browser.goes("/as/sam/home")
    assert not browser.sees.all("script")
    assert not browser.sees.all("img")
    assert [one["href"] for one in browser.sees.all("link")] == ["/static/style.css", "data:,"]
    assert all("style" not in one.attributes for one in browser.sees.elements)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "script" not in response.headers["Content-Security-Policy"]
    # The app's own pages, at another port, are where a link button may lead.
    assert (
        "form-action 'self' https: mailto: http://127.0.0.1:*" in response.headers["Content-Security-Policy"]
    )
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store"
    with browser._client.get("/static/style.css") as style:
        assert style.status_code == 200
