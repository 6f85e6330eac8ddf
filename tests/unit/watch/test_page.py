"""From bytes to text, and what is told from a page. Every page here was written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.watch import Declaration, Failure, FailureKind, page
from bolt_app.watch.page import DEEPEST, FEWEST, MOST_ELEMENTS, MOST_OPEN, extract, extractor, markup
from bolt_app.watch.quotes import Text

DECLARED = Declaration("Principles", "https://slack.com/trust/p", ("main",), (".share",), "en", ())
FILLER = (
    "<p>This page was made up for a test, and says some words so that it is long enough to pass for one.</p>"
)
LONG = FILLER * 3


def html(main: str, *, lang: str = ' lang="en-US"', title: str = "Principles", rest: str = "") -> str:
    return (
        f"<!doctype html><html{lang}><head><title>{title}</title></head>"
        f"<body>{rest}<main id=main>{main}</main></body></html>"
    )


def text(main: str) -> str:
    read = extract(html(main + LONG), DECLARED)
    assert isinstance(read, str)
    return read.removesuffix(extracted_filler())


def extracted_filler() -> str:
    read = extract(html(LONG), DECLARED)
    assert isinstance(read, str)
    return read


def kind(page: str, declared: Declaration = DECLARED) -> FailureKind | None:
    read = extract(page, declared)
    return read.kind if isinstance(read, Failure) else None


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<h1>Privacy principles</h1>", "# Privacy principles\n\n"),
        ("<h2>Contact us  to\n opt&nbsp;out</h2>", "## Contact us to opt out\n\n"),
        ("<p>One<br>two</p><p>three</p>", "One\ntwo\n\nthree\n\n"),
        ("<p>a <b>b</b> <em>c</em> <span>d</span></p>", "a **b** *c* d\n\n"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "* a\n* b\n\n"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b\n\n"),
        (
            "<table><tr><th>Data</th><th>Model</th></tr><tr><td>files</td><td>global</td></tr></table>",
            "| Data | Model |\n| --- | --- |\n| files | global |\n\n",
        ),
        ("<p>cus\u00adtomer\u200b data\ufeff</p>", "customer data\n\n"),
        ("<p>“Quotes” – dashes…</p>", "“Quotes” – dashes…\n\n"),
        ("<p>snake_case and 2*3</p>", "snake_case and 2*3\n\n"),
        ('<p><a href="/legal?x=1">terms</a></p>', "[terms](https://slack.com/legal?x=1)\n\n"),
        ('<p><a href="mailto:feedback@slack.com">write</a></p>', "[write](mailto:feedback@slack.com)\n\n"),
        (
            '<p><a href="#top">up</a> <a href="javascript:x()">do</a> <a href="http://[">odd</a></p>',
            "up do odd\n\n",
        ),
        ('<p>a<img src="x.png" alt="A picture">b</p>', "ab\n\n"),
    ],
)
def test_what_people_read_becomes_text(main: str, expected: str):
    assert text(main) == expected


@pytest.mark.parametrize(
    "main",
    [
        "<script>var a = 'Customer Data';</script>",
        "<style>p { color: red }</style>",
        "<noscript>Turn scripts on</noscript>",
        "<template><p>later</p></template>",
        "<nav>Menu<nav>Submenu</nav></nav>",
        "<footer>© Slack</footer>",
        '<div role="navigation">Menu</div>',
        '<div role="dialog">Cookies</div>',
        "<p hidden>hidden</p>",
        '<span aria-hidden="true">→</span>',
        '<span aria-hidden="TRUE">→</span>',
        '<p style="display:none">not shown</p>',
        '<div style="color: red; Display : None"><p style="visibility:hidden">not shown</p></div>',
        "<p style='visibility: collapse'>not shown</p>",
        "<p><del>struck out</del> <s>struck out</s></p>",
        "<noframes>for old browsers</noframes><noembed>for old browsers</noembed>",
        "<datalist><option>a choice</datalist><progress>half</progress><meter>some</meter>",
        "<title>another title</title>",
        "<math><annotation>formula</annotation></math>",
        "<button>Copy</button><form><input value=x></form>",
        "<div class='share'>Share<div class=share>on</div></div>",
        "<!-- a comment -->",
    ],
)
def test_what_is_round_it_does_not(main: str):
    assert text(main) == ""


@pytest.mark.parametrize(
    "style", ["", "color:red", "display:block", "--display:none-of-it", "content:'visibility'"]
)
def test_any_other_style_hides_nothing(style: str):
    assert text(f'<p style="{style}">shown</p>') == "shown\n\n"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x" title="We offer a choice">more</a>',
        '<a href="/x" title="He said &quot;We offer a choice&quot; then">more</a>',
        '<a href="/x?q=We offer a choice">more</a>',
        '<a href="/x?q=(We offer (a (choice)))">more</a>',
        '<a href="/x?q=a&quot; We offer a choice">more</a>',
        "<a href='/x?q=>We offer a choice<'>more</a>",
        '<a title="We offer a choice">more</a>',
    ],
)
def test_of_a_link_people_read_its_text_and_nothing_else(link: str):
    read = Text(text(f"<p>{link}</p>"))
    assert read.paragraphs == ("more",)
    assert read.find("We offer a choice") is None


def test_what_is_selected_is_read_in_order_and_once():
    declared = Declaration("P", DECLARED.url, ("#b", "#a, #a p"), (), "en", ())
    page = f"<html lang=en><div id=a>A {LONG}</div><div id=b>B</div><div id=c>C</div></html>"
    read = extract(page, declared)
    assert isinstance(read, str)
    assert read.startswith("B\n\nA\n\nThis page")
    assert read.count("This page") == 3
    assert "C" not in read


def test_the_same_page_gives_the_same_text():
    once = extract(html(LONG), DECLARED)
    assert isinstance(once, str)
    assert once == extract(html(LONG), DECLARED)
    assert once.endswith("one.\n")
    assert not once.endswith("\n\n")


BLOCKED = [
    "<html lang=en><title>Just a moment...</title><main><h1>slack.com</h1></main></html>",
    "<html lang=en><title>Attention Required!</title><main>No.</main></html>",
    f"<html lang=en><title>Slack</title><main><h1>Please verify you are human</h1>{LONG}</main></html>",
    "<html lang=en><title>Slack</title><form id='challenge-form'></form></html>",
    "<html lang=en><title>Slack</title><div class='g-reCAPTCHA'></div></html>",
    "<html><title>Access denied</title><p>Reference 18.2</p></html>",
    "<html lang=fr><title>Accès refusé</title></html>",
]


@pytest.mark.parametrize("page", BLOCKED)
def test_a_captcha_or_a_challenge_is_no_page(page: str):
    assert kind(page) is FailureKind.BLOCKED


ERRORS = [
    html("<h1>Oops</h1>" + LONG, title="404 | Slack"),
    html("<h1>Page not found</h1>" + LONG),
    html("<h1>Something went wrong</h1>"),
    html("<p>Please come back.</p>", title="Service unavailable"),
    html(LONG, title="Error 503"),
    html(LONG, title="Scheduled maintenance"),
    html("<h1>Page introuvable</h1>", lang=' lang="fr"'),
    html("<h1>This page doesn’t exist</h1>" + LONG),
]


@pytest.mark.parametrize("page", ERRORS)
def test_an_error_that_came_with_status_200_is_no_page(page: str):
    assert kind(page) is FailureKind.ERROR_PAGE


EMPTY = [
    "",
    "<html lang=en></html>",
    html(""),
    html("<div id=root></div>", rest="<script src=/app.js></script>"),
    html("<p>Loading …</p>"),
    f"<html lang=en><div>{LONG}</div></html>",
    html(" ".join(["word"] * (FEWEST - 1))),
]


@pytest.mark.parametrize("page", EMPTY)
def test_a_shell_without_words_is_no_page(page: str):
    assert kind(page) is FailureKind.EMPTY


@pytest.mark.parametrize("lang", [' lang="fr"', ' lang="fr-FR"', ' lang="ja"', " LANG=DE"])
def test_a_page_in_another_language_is_not_the_page(lang: str):
    assert kind(html(LONG, lang=lang)) is FailureKind.WRONG_LANGUAGE


def test_a_language_may_be_named_in_another_way():
    meta = '<meta http-equiv="Content-Language" content="fr">'
    assert kind(f"<html><head>{meta}</head><main>{LONG}</main></html>") is FailureKind.WRONG_LANGUAGE


@pytest.mark.parametrize(
    ("declared", "lang", "of_it"),
    [
        ("en", "en", True),
        ("en", "en-GB", True),
        ("en-GB", "en", True),
        ("en-GB", "en_GB", True),
        ("en-GB", "en-US", False),
        ("pt-BR", "pt-br", True),
        ("pt-BR", "pt-PT", False),
        ("en", "", True),
    ],
)
def test_a_region_counts_where_both_name_one(declared: str, lang: str, of_it: bool):  # noqa: FBT001
    page = html(LONG, lang=f' lang="{lang}"')
    found = kind(page, Declaration("P", DECLARED.url, ("main",), (), declared, ()))
    assert found is (None if of_it else FailureKind.WRONG_LANGUAGE)


@pytest.mark.parametrize(
    "page",
    [
        html("<h1>Security checks and what is unavailable</h1>" + FILLER * 30),
        html(LONG, title="Slack", rest="<script src=https://www.example/recaptcha.js></script>"),
        html(LONG, title="Article 4041"),
        html("<h2>Page not found? Captchas? Maintenance?</h2>" + LONG),
    ],
)
def test_a_page_that_speaks_of_such_things_is_a_page(page: str):
    assert kind(page) is None


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("é“".encode(), "text/html", "é“"),
        ("é“".encode(), "", "é“"),
        ("é“".encode(), "application/xhtml+xml; charset=UTF-8", "é“"),
        ("é“".encode("cp1252"), "text/html; charset=windows-1252", "é“"),
        ("é“".encode("cp1252"), 'Text/HTML;Charset="ISO-8859-1"', "é“"),
        ("モデル".encode("shift_jis"), "text/html; charset=Shift_JIS", "モデル"),
        ("é“".encode("utf-16"), "text/html; charset=latin-1", "é“"),
        ("\ufeffé".encode(), "text/html; charset=latin-1", "é"),
        ("é".encode(), "text/html; charset=nonsense", "é"),
        ("é".encode(), "text/html; charset=base64", "é"),
        ("<meta charset=windows-1252>é".encode("cp1252"), "text/html", "<meta charset=windows-1252>é"),
    ],
)  # fmt: skip
def test_bytes_are_read_in_the_character_set_they_are_in(body: bytes, content_type: str, expected: str):
    assert markup(body, content_type) == expected


@pytest.mark.parametrize(
    ("body", "content_type", "detail"),
    [
        (b"%PDF-1.7", "application/pdf", "application/pdf"),
        (b"{}", "application/json; charset=utf-8", "application/json"),
        (b"\xff\xfe\xfd" * 200, "text/html; charset=utf-8", "not text in its character set"),
        ("é".encode("cp1252") * 200, "text/html", "not text in its character set"),
    ],
)
def test_what_is_no_html_or_no_text_is_no_page(body: bytes, content_type: str, detail: str):
    assert markup(body, content_type) == Failure(FailureKind.NOT_A_PAGE, detail)


@pytest.mark.parametrize(
    "charset", ["unicode_escape", "utf-7", "punycode", "idna", "undefined", "rot13", "x" * 500]
)
def test_a_character_set_that_is_none_of_pages_is_not_used(charset: str):
    read = markup(b"\\ud800 +2AA- abc-", f"text/html; charset={charset}")
    assert read == "\\ud800 +2AA- abc-"


def test_one_stray_byte_in_a_page_is_borne():
    read = markup(b"a" * 1000 + b"\xff", "text/html")
    assert isinstance(read, str)
    assert read.endswith("\ufffd")


@pytest.mark.parametrize("depth", [DEEPEST, MOST_OPEN, 200_000])
def test_a_page_that_is_too_deep_is_refused_before_it_is_parsed(depth: int):
    nested = "<div>" * depth + LONG + "</div>" * depth
    assert extract(html(nested), DECLARED) == Failure(
        FailureKind.NOT_A_PAGE, f"more than {DEEPEST} elements deep"
    )


def test_a_page_with_many_elements_is_not_deep():
    assert kind(html("<p>a<br><li>b<img><td>" * 1000 + "<div>c</div>" * 1000)) is None


def test_a_page_of_too_many_elements_is_refused():
    refused = Failure(FailureKind.NOT_A_PAGE, f"more than {MOST_ELEMENTS} elements")
    assert extract(html("<b>a</b>" * MOST_ELEMENTS), DECLARED) == refused


def test_what_made_a_text_is_named_with_versions_and_selectors():
    name = extractor(DECLARED)
    assert name.startswith("selectolax 1.")
    assert "markdownify 1." in name
    assert f"rules {page.RULES}" in name
    assert name == extractor(Declaration("Other", "https://slack.com/", ("main",), (".share",), "fr", ("x",)))
    assert name != extractor(Declaration("Principles", DECLARED.url, ("main", ".share"), (), "en", ()))


@given(st.text())
def test_no_page_is_too_broken_to_be_read_or_refused(text: str):
    assert isinstance(extract(text, DECLARED), Failure)
    read = extract(html(text + LONG), DECLARED)
    assert isinstance(read, (str, Failure))


@given(st.binary(), st.text("abc/;= charset-utf8", max_size=30))
def test_no_bytes_are_too_broken(body: bytes, content_type: str):
    assert isinstance(markup(body, content_type), (str, Failure))
