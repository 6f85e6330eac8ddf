"""What holds of every page, in both languages and both ways of running: markup, headers, links, tone."""

import logging
import re

import pytest
from werkzeug.test import Client, TestResponse

from bolt_app import manifest
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.pages.site import build_site
from bolt_app.pages.style import STYLE
from bolt_app.views.facts import Operator
from tests.unit.pages.reading import Read
from tests.unit.pages.sites import CLEAR, States, browser, installing, site

MANY, ONE = browser(), browser(many=False)
READABLE = ("/", "/privacy", "/privacy/sheet", "/support")
ENDS = ("/slack/oauth_redirect", "/nowhere")
EVERY = {
    f"{path} {language} {kind}": (client, path, language)
    for kind, client in (("many", MANY), ("one", ONE))
    for path in (*READABLE, *ENDS)
    for language in ("en", "fr")
}
every_page = pytest.mark.parametrize(("client", "path", "language"), EVERY.values(), ids=EVERY)


def get(client: Client, path: str, language: str = "en") -> TestResponse:
    return client.get(path, headers={"Accept-Language": language})


def read(client: Client, path: str, language: str = "en") -> Read:
    return Read(get(client, path, language).text)


@every_page
def test_a_page_runs_loads_and_submits_nothing(client: Client, path: str, language: str):
    answer = get(client, path, language)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for directive in ("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    page = Read(answer.text)
    assert page.all("script", "link", "img", "iframe", "form", "input", "object", "video") == []
    assert not any("style" in one.attributes for one in page.elements)
    assert not any(name.startswith("on") for one in page.elements for name in one.attributes)


@every_page
def test_a_page_says_its_language_to_readers_and_to_machines(client: Client, path: str, language: str):
    answer = get(client, path, language)
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert Read(answer.text).one("html").attributes["lang"] == language


@every_page
def test_a_screen_reader_finds_its_way(client: Client, path: str, language: str):
    page = read(client, path, language)
    assert page.one("title").text.endswith(" · Data Policy")
    assert page.one("h1").text == page.one("title").text.removesuffix(" · Data Policy")
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3")]
    assert levels[0] == 1
    assert set(levels[1:]) <= {2}
    assert "main" in page.one("h1").inside
    skip = page.all("a")[0]
    assert (skip.attributes["href"], page.one("main").attributes["id"]) == ("#main", "main")
    assert page.one("nav").attributes["aria-label"]
    for link in page.all("a"):
        assert len(link.text.strip()) > 2
    for table in page.all("table"):
        assert table.attributes == {"class": "rows", "role": "table"}
    # On a phone rows are stacked, and a table that is not laid out as one is none to a screen reader but for
    # its roles.
    roles = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    assert all(one.attributes.get("role") == roles[one.tag] for one in page.all(*roles))
    assert all(head.attributes.get("scope") in ("col", "row") for head in page.all("th"))
    assert all(cell.attributes.get("data-head") for cell in page.all("td"))


@every_page
def test_a_page_says_that_the_app_is_independent(client: Client, path: str, language: str):
    foot = read(client, path, language).one("footer").text
    assert "Salesforce" in foot
    assert ("not legal advice" if language == "en" else "conseils juridiques") in foot


@every_page
def test_the_tone_is_kept_and_no_gap_is_left(client: Client, path: str, language: str):
    text = read(client, path, language).text
    assert re.search(r"!|[Pp]lease note|\bsimply\b|\bemployer\b|[{}]|None\b(?!\. The app)", text) is None
    assert " ." not in text


@pytest.mark.parametrize("path", READABLE)
@pytest.mark.parametrize("client", [MANY, ONE], ids=["many", "one"])
def test_nothing_of_ours_is_the_same_in_both_languages(client: Client, path: str):
    def said(language: str) -> set[str]:
        parts = read(client, path, language).all("h1", "h2", "p", "li", "dt", "dd", "td", "caption")
        return {" ".join(one.text.split()) for one in parts if not one.text.strip().startswith("Data Policy")}

    same = {text for text in said("en") & said("fr") if "Clear Data" not in text}
    assert same <= {"Support", "Slack"}


@pytest.mark.parametrize("client", [MANY, ONE], ids=["many", "one"])
def test_every_link_inside_leads_to_a_page(client: Client):
    seen: set[str] = set()
    for path in (*READABLE, *ENDS):
        seen |= {link for link in read(client, path).links if link.startswith("/")}
    assert {"/", "/privacy", "/privacy/sheet", "/support"} <= seen
    for link in seen:
        wanted = 302 if link == "/slack/install" else 200
        assert client.get(link).status_code == wanted, link


def test_links_outside_are_to_write_to_the_operator_only():
    for path in READABLE:
        outside = {link for link in read(MANY, path).links if link[0] not in "/#"}
        assert outside == {"mailto:privacy@datapolicy.example"}
        assert not [link for link in read(ONE, path).links if link[0] not in "/#"]


def test_below_a_path_every_link_keeps_it():
    client = browser(
        base_url="https://example.org/dp", installing=installing(base_url="https://example.org/dp")
    )
    links = {link for path in READABLE for link in read(client, path).links if link[0] == "/"}
    assert all(link.startswith("/dp/") for link in links)
    begun = client.get("/slack/install").headers["Location"]
    assert "redirect_uri=https%3A%2F%2Fexample.org%2Fdp%2Fslack%2Foauth_redirect" in begun


def test_where_workspaces_install_it_the_front_page_offers_that_with_each_permission_s_reason():
    page = read(MANY, "/")
    assert manifest.INSTALL_PATH in page.links
    shown = [one.text for one in page.all("code")]
    assert shown == list(manifest.scopes())
    assert "Slack accepts the opt-out from owners only." in page.text
    assert "/datapolicy" in page.text


def test_where_one_workspace_is_served_there_is_nothing_to_install():
    page = read(ONE, "/")
    assert manifest.INSTALL_PATH not in page.links
    assert "This installation serves one workspace" in page.text
    for path in (manifest.INSTALL_PATH, manifest.REDIRECT_PATH):
        answer = get(ONE, path)
        assert answer.status_code == 404
        assert "This installation serves one workspace" in answer.text
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("operator", "sentence"),
    [
        (CLEAR, "This installation is run by Clear Data Ltd (Ireland). privacy@datapolicy.example"),
        (Operator("Clear Data Ltd"), "This installation is run by Clear Data Ltd."),
        (Operator(contact="a@b.example"), "Who runs this installation is not stated here"),
        (Operator(), "an admin of the workspace that uses it knows."),
    ],
)
def test_who_runs_it_is_said_as_far_as_it_is_known(operator: Operator, sentence: str):
    client = browser(many=False, operator=operator)
    for path in ("/privacy", "/privacy/sheet", "/support"):
        assert sentence in read(client, path).text


def test_what_the_settings_hold_is_text_and_no_markup():
    client = browser(operator=Operator("<b>Evil</b>", "https://b.example/\"onmouseover='x'", "<script>"))
    for path in READABLE:
        page = read(client, path)
        assert page.all("b", "script") == []
        assert "<b>Evil</b>" in page.text


def test_the_controller_is_named_as_the_app_is_run():
    hosted, own = read(MANY, "/privacy").text, read(ONE, "/privacy").text
    assert "The organisation that installs the app is the controller of its record" in hosted
    assert "is its processor" in hosted
    assert "This installation serves one organisation." in own
    assert "processor" not in own
    for text in (hosted, own):
        assert "The app’s authors receive nothing." in text


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (30, "are kept: 30 days after the app was removed."),
        (1, "are kept: 1 day after the app was removed."),
        (0, "are kept: until the app is removed"),
        (None, "are kept: after the app was removed, until whoever runs it deletes it."),
    ],
)
def test_the_retention_is_the_one_of_the_settings(days: int | None, sentence: str):
    client = browser(retention_days=days)
    for path in ("/privacy", "/privacy/sheet"):
        assert sentence in read(client, path).text


def test_the_sheet_answers_what_a_works_council_asks():
    terms = [one.text for one in read(ONE, "/privacy/sheet").all("dt")]
    assert {"Purpose", "People concerned", "Conduct and performance", "Recipients", "Protection"} <= set(
        terms
    )


def test_installing_begins_at_slack_with_a_cookie_that_only_we_can_set_and_read():
    answer = get(browser(), "/slack/install")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("http://127.0.0.1:9/oauth/v2/authorize?client_id=1111.2222&")
    assert set(answer.headers["Set-Cookie"].split("; ")) >= {
        "__Host-install=state-1", "Secure", "HttpOnly", "Path=/", "Max-Age=600", "SameSite=Lax",
    }  # fmt: skip
    assert "Domain" not in answer.headers["Set-Cookie"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == b""


def test_a_cookie_that_has_served_is_taken_away():
    answer = browser().get("/slack/oauth_redirect?code=1&state=x", headers={"Cookie": "__Host-install=y"})
    assert "__Host-install=;" in answer.headers["Set-Cookie"]
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_pages_that_say_the_same_to_everybody_are_kept_and_the_others_are_not():
    for path in (*READABLE, "/.well-known/security.txt"):
        assert get(MANY, path).headers["Cache-Control"] == "public, max-age=3600"
    for path in (*ENDS, "/slack/install"):
        assert get(MANY, path).headers["Cache-Control"] == "no-store"


def test_security_txt_says_where_to_write_and_is_never_stale():
    answer = get(MANY, "/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:privacy@datapolicy.example\n" in answer.text
    assert "Expires: 2027-02-21T00:00:00Z\n" in answer.text
    assert get(ONE, "/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", "/privacy/", "/privacy/sheets", "/%00", "/static/x", "/slack"])
def test_other_addresses_are_not_found_in_words(path: str):
    answer = get(MANY, path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


@pytest.mark.parametrize("path", [*READABLE, "/slack/install", "/slack/oauth_redirect"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(path: str, method: str):
    answer = MANY.open(path, method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"


def test_a_head_request_gets_the_headers_alone():
    answer = MANY.head("/privacy")
    assert (answer.status_code, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 2000


def test_an_endless_accept_language_header_is_no_trouble():
    assert get(MANY, "/", "fr;q=x," * 5000).status_code == 200


def test_a_database_that_does_not_answer_is_a_page_and_a_line_in_the_log(caplog: pytest.LogCaptureFixture):
    states = States()
    states.fails = RecordUnavailable("away")
    client = browser(installing=installing(states=states))
    for path in ("/slack/install", "/slack/oauth_redirect?code=1&state=x"):
        answer = client.get(path, headers={"Cookie": "__Host-install=x"})
        assert answer.status_code == 503
        assert "Our database did not answer." in answer.text
    assert len([one for one in caplog.records if one.levelno == logging.ERROR]) == 2


def test_what_nobody_expected_is_a_page_a_line_in_the_log_and_no_trace_for_the_reader(
    caplog: pytest.LogCaptureFixture,
):
    states = States()
    states.fails = ZeroDivisionError("of the test")
    answer = browser(installing=installing(states=states)).get("/slack/install")
    assert answer.status_code == 500
    assert "The fault is ours, not yours." in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "of the test" in caplog.text


def test_the_style_is_small_follows_the_reader_s_scheme_and_is_named_by_its_hash():
    assert len(STYLE) < 4000
    assert "prefers-color-scheme:dark" in STYLE
    assert "focus-visible" in STYLE
    assert read(MANY, "/").one("style").text == STYLE


def luminance(colour: str) -> float:
    """Relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("on-act", "act"), ("ink", "wash")],
)
def test_every_text_stands_out_from_its_ground(scheme: int, ink: str, paper: str):
    colours = [
        dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block))
        for block in re.findall(r":root\{([^}]*)\}", STYLE)
    ]
    lighter, darker = sorted((luminance(colours[scheme][name]) for name in (ink, paper)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_a_site_can_be_made_twice():
    assert build_site(site()) is not build_site(site())
