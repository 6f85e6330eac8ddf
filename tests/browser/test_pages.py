"""The public pages in Chromium: by axe-core, on a phone, by keyboard; nothing runs, nobody else is asked."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from bolt_app import manifest
from bolt_app.demo.tryout import Wired
from bolt_app.links import SIGNED_FOR, Links
from bolt_app.people import Role, Scope, Viewer
from tests.browser.axe import Judged
from tests.browser.sites import END, LOCALES, PLACES, Opened, Reader, every_site
from tests.browser.test_keyboard import stops
from tests.browser.tryout import NOON
from tests.browser.visitor import Visitor
from tests.unit.evidence.mails import mail

STATUS = {"/nowhere": 404, "many " + manifest.REDIRECT_PATH: 400, "one " + manifest.REDIRECT_PATH: 404}
TITLES = {
    "many " + manifest.REDIRECT_PATH: {
        "en": "Data Policy was not installed",
        "fr": "Data Policy n’a pas été installée",
    },
    END: {"en": "Data Policy is installed", "fr": "Data Policy est installée"},
}
every_place = pytest.mark.parametrize("place", PLACES)
both_languages = pytest.mark.parametrize("language", LOCALES)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Wired]]:
    with every_site(tmp_path_factory.mktemp("sites")) as served:
        yield served


def opened(reader: Reader, sites: Mapping[str, Wired], place: str) -> Opened:
    kind, path = PLACES[place]
    return reader.opens(sites[kind], path)


def assert_faultless(page: Page) -> None:
    judged = Judged(page)
    assert judged.faults == []
    assert judged.undecided == []
    assert {"color-contrast", "document-title", "html-has-lang", "link-name"} <= judged.kept


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@every_place
@both_languages
def test_axe_finds_no_fault_by_day_and_by_night(
    chromium: Browser, sites: Mapping[str, Wired], place: str, language: str
):
    with Reader(chromium, language) as reader:
        page = opened(reader, sites, place).page
        by_day = background(page)
        assert_faultless(page)
        page.emulate_media(color_scheme="dark")
        assert background(page) != by_day
        assert_faultless(page)


@both_languages
def test_axe_finds_no_fault_on_the_page_of_every_statement_and_it_fits_a_phone(
    chromium: Browser, sites: Mapping[str, Wired], language: str
):
    with Reader(chromium, language, width=360) as reader:
        somebody = Visitor(reader.opens(sites["one"], "/policy").page, "")
        assert_faultless(somebody.page)
        assert somebody.sideways() <= 0
        assert somebody.beyond() == []


@pytest.mark.parametrize(
    ("spoils", "rule"),
    [
        ("document.querySelector('h1').style.color = '#bbb'", "color-contrast"),
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
        ("document.querySelector('nav a').textContent = ''", "link-name"),
        ("document.title = ''", "document-title"),
        ("document.querySelector('nav ul').append(document.createElement('p'))", "list"),
    ],
)
def test_axe_notices_a_page_that_is_spoilt(
    chromium: Browser, sites: Mapping[str, Wired], spoils: str, rule: str
):
    with Reader(chromium) as reader:
        page = reader.opens(sites["many"], "/").page
        page.evaluate(spoils)
        assert {fault.split(" ", 1)[0] for fault in Judged(page).faults} == {rule}


def test_who_prefers_dark_gets_dark(chromium: Browser, sites: Mapping[str, Wired]):
    with Reader(chromium) as by_day, Reader(chromium, scheme="dark") as by_night:
        assert background(by_day.opens(sites["many"], "/").page) == "rgb(255, 255, 255)"
        assert background(by_night.opens(sites["many"], "/").page) == "rgb(26, 29, 33)"


@every_place
def test_on_a_phone_axe_finds_no_fault_and_nothing_is_scrolled_sideways(
    chromium: Browser, sites: Mapping[str, Wired], place: str
):
    with Reader(chromium, "fr", width=360) as reader:  # the longer texts of the two languages
        somebody = Visitor(opened(reader, sites, place).page, "")
        assert_faultless(somebody.page)
        for width in (360, 320):  # WCAG 1.4.10 asks for 320
            somebody.page.set_viewport_size({"width": width, "height": 800})
            assert somebody.sideways() <= 0
            assert somebody.beyond() == []


def test_what_is_too_wide_is_noticed(chromium: Browser, sites: Mapping[str, Wired]):
    with Reader(chromium, width=360) as reader:
        somebody = Visitor(reader.opens(sites["one"], "/privacy").page, "")
        somebody.page.evaluate("document.querySelector('h1').style.whiteSpace = 'nowrap'")
        somebody.page.evaluate("document.querySelector('h1').textContent = 'Privacy '.repeat(40)")
        assert somebody.sideways() > 0
        assert "h1" in somebody.beyond()


@every_place
def test_the_first_tab_shows_the_way_past_the_navigation(
    chromium: Browser, sites: Mapping[str, Wired], place: str
):
    with Reader(chromium) as reader:
        page = opened(reader, sites, place).page
        skip = page.locator(".skip")
        expect(skip).not_to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)
        expect(skip).to_have_css("outline-style", "solid")
        page.keyboard.press("Enter")
        page.wait_for_url("**#main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('nav')") is None


@pytest.mark.parametrize("place", ["many /", "one /privacy", f"many {END}", f"organisation {END}"])
def test_every_link_is_a_stop_and_seen_to_be(chromium: Browser, sites: Mapping[str, Wired], place: str):
    with Reader(chromium) as reader:
        page = opened(reader, sites, place).page
        reached = list(stops(Visitor(page, "")))
        assert len(reached) == page.get_by_role("link").count()
        assert [one for one in reached if not (one["marked"] and one["seen"])] == []


def test_the_app_is_installed_with_the_keyboard_alone(chromium: Browser, sites: Mapping[str, Wired]):
    wired = sites["many"]
    with Reader(chromium) as reader:
        page = reader.opens(wired, "/").page
        button = page.get_by_role("link", name="Add to Slack")
        for _ in stops(Visitor(page, "")):
            if button.evaluate("one => one === document.activeElement"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url(f"{wired.slack.authorise_url}?**")
        page.goto(wired.slack.person("ada").at_slack(page.url))
        expect(page.get_by_role("heading", level=1)).to_have_text("Data Policy is installed")
        expect(page.get_by_role("link", name="Open Data Policy in Slack")).to_be_visible()


@every_place
@both_languages
def test_a_page_speaks_the_browser_s_language_runs_nothing_and_asks_nobody_else(
    chromium: Browser, sites: Mapping[str, Wired], place: str, language: str
):
    path = PLACES[place][1]
    with Reader(chromium, language) as reader:
        seen = opened(reader, sites, place)
        assert seen.answer.status == STATUS.get(place, STATUS.get(path, 200))
        assert seen.page.evaluate("document.documentElement.lang") == language
        title = seen.page.get_by_role("heading", level=1).inner_text()
        assert title == TITLES.get(place, TITLES.get(path, {})).get(language, title)
        assert seen.page.title() == f"{title} · Data Policy"
        assert seen.page.evaluate("document.scripts.length") == 0
        assert seen.asked == [seen.answer.url]
        # Chromium itself says so when an address is answered with an error; nothing else may be said.
        assert len(seen.said) == (seen.answer.status >= 400)
        assert all(f"a status of {seen.answer.status}" in told for told in seen.said)
        assert_strict(seen.answer.headers["content-security-policy"])
        expect(seen.page.get_by_role("heading", level=1)).to_have_css("font-size", "28px")


def assert_strict(policy: str) -> None:
    said = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert said.pop("style-src").startswith("'sha256-")
    assert set(said) == {"default-src", "base-uri", "form-action", "frame-ancestors"}
    assert set(said.values()) == {"'none'"}


@pytest.mark.parametrize(
    ("kind", "given", "refused_by"),
    [
        ("script", "{textContent: 'window.ran = true'}", "script-src-elem"),
        ("style", "{textContent: 'h1 { font-size: 9px }'}", "style-src-elem"),
        ("img", "{src: '/picture.png'}", "img-src"),
    ],
)
def test_chromium_refuses_what_is_brought_into_a_page(
    chromium: Browser, sites: Mapping[str, Wired], kind: str, given: str, refused_by: str
):
    with Reader(chromium) as reader:
        page = reader.opens(sites["many"], "/").page
        refused = page.evaluate(
            "new Promise(told => { document.addEventListener('securitypolicyviolation', one =>"
            " told(one.effectiveDirective));"
            f" document.body.append(Object.assign(document.createElement('{kind}'), {given})) }})"
        )
        assert refused == refused_by
        assert page.evaluate("window.ran") is None
        expect(page.get_by_role("heading", level=1)).to_have_css("font-size", "28px")


FORM = {
    "en": ("Put an e-mail on file", "The e-mail, saved as a file that ends in .eml", "Put it on file"),
    "fr": ("Verser un e-mail au dossier", "L’e-mail, enregistré dans un fichier (.eml)", "Verser au dossier"),
}
ON_FILE = {"en": "The e-mail is on file", "fr": "L’e-mail est versé au dossier"}


def upload(wired: Wired) -> str:
    """The path of a one-time link of the owner's."""
    ada = Viewer(Scope(wired.slack.workspace.scope_id), wired.slack.personas["ada"].user_id, Role.OWNER)
    made = Links(wired.url, wired.storage.secrets(SIGNED_FOR)).upload(ada, 0, now=NOON)
    assert made is not None
    return made.removeprefix(wired.url)


@both_languages
def test_a_mail_is_uploaded_with_the_keyboard_and_axe_finds_no_fault_on_either_page(
    chromium: Browser, sites: Mapping[str, Wired], language: str
):
    title, label, button = FORM[language]
    with Reader(chromium, language, width=360) as reader:
        seen = reader.opens(sites["one"], upload(sites["one"]))
        page = seen.page
        assert page.get_by_role("heading", level=1).inner_text() == title
        assert_faultless(page)
        assert Visitor(page, "").beyond() == []
        reached = list(stops(Visitor(page, "")))
        assert [one for one in reached if not (one["marked"] and one["seen"])] == []
        raw = mail(f"Your opt-out for acme.slack.com is completed ({language}).\n")
        file = FilePayload(name="reply.eml", mimeType="message/rfc822", buffer=raw)
        page.get_by_label(label).set_input_files(file)
        page.get_by_role("button", name=button).press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(ON_FILE[language])
        assert_faultless(page)
        assert Visitor(page, "").beyond() == []
        assert seen.said == []
        assert len(seen.asked) == 2


def test_no_page_of_another_site_sends_a_file_and_a_form_elsewhere_is_refused(
    chromium: Browser, sites: Mapping[str, Wired]
):
    with Reader(chromium) as reader:
        page = reader.opens(sites["one"], upload(sites["one"])).page
        refused = page.evaluate(
            "new Promise(told => { document.addEventListener('securitypolicyviolation', one =>"
            " told(one.effectiveDirective));"
            " const form = document.querySelector('form'); form.noValidate = true;"
            " form.action = 'http://127.0.0.1:9/'; form.submit() })"
        )
        assert refused == "form-action"
