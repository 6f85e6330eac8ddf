"""A page's bytes to its text, or why they are not the page; knows no network, no quote and no earlier text.

A captcha, an error sent with status 200, an empty shell that waits for scripts: each would read as if Slack
had deleted everything. They are told from the page here, and are failures.
"""

import codecs
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Final
from urllib.parse import quote, urljoin

from markdownify import markdownify
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bolt_app.watch import wording
from bolt_app.watch.finding import Failure, FailureKind
from bolt_app.watch.model import Declaration

RULES: Final = 2
"""The version of what this module does to a page; to be raised with any change that changes texts."""
FEWEST: Final = 40
"""Words that a page has at least."""
SHORT: Final = 400
"""Words that a block or an error has at most, whatever else stands round it."""
DEEPEST: Final = 150
"""Elements within one another. Pages have some dozens; the conversion to Markdown recurses."""
MOST_OPEN: Final = 2000
"""Tags that are open at once. The parser takes square time: 100,000 of them took it 70 seconds."""

MOST_ELEMENTS: Final = 50_000
"""Elements of a page; the conversion takes some ten seconds for them."""

NEVER_READ: Final = (
    "script, style, noscript, template, svg, canvas, iframe, object, embed, video, audio, img, picture",
    "nav, footer, button, input, select, textarea, datalist, meter, progress, dialog",
    "title, noframes, noembed, annotation, del, s, strike, [hidden], [aria-hidden=true i]",
    "[role=navigation], [role=banner], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog]",
)
"""What is never part of a page's text, in addition to what its declaration removes: what nobody is shown, and
what is shown as struck out. A quote that moves there no longer stands on the page."""

_NOT_SHOWN: Final = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
"""A style of an element's own that hides it."""
_NOT_IN_A_TARGET: Final = re.compile(r"[\s()<>\"]")
"""What would end a link's target in Markdown, and let the rest be read as the page's words."""

_CHALLENGE: Final = (
    "[id*=captcha i], [class*=captcha i], [src*=captcha i], [id*=challenge i], [action*=challenge i], "
    "[src*=challenge i]"
)
_BLOCKED: Final = re.compile(
    r"just a moment|attention required|access denied|request (?:was )?blocked|unusual traffic|captcha|"
    r"checking your browser|security (?:check|verification)|bot (?:check|detection)|pardon our interruption|"
    r"are you (?:a )?(?:human|robot)|you are (?:a )?(?:human|not a robot)|"
    r"accès refusé|vérification de sécurité",
    re.IGNORECASE,
)
_ERROR: Final = re.compile(
    r"^\W*[45]\d\d\b|\b(?:error|erreur)\W+[45]\d\d\b|not found|introuvable|something went wrong|unavailable|"
    r"indisponible|maintenance|internal server error|bad gateway|forbidden|does ?n[o'’]t exist",
    re.IGNORECASE,
)
_TAG: Final = re.compile(
    r"<(/?)(?!/|br|hr|img|input|link|meta|p\b|li\b|t[dhr]\b|d[dt]\b|option)[a-z]", re.IGNORECASE
)
"""The beginning of a tag that has an end tag as a rule."""
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META: Final = re.compile(r"<meta\b[^>]*\bcharset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
"""Byte order marks."""
_HTML: Final = ("text/html", "application/xhtml+xml")
_PAGES_USE: Final = re.compile(
    r"utf-8(-sig)?|utf-16(-[bl]e)?|ascii|iso8859-\d+|cp125\d|cp874|koi8-[ru]|"
    r"shift_jis|cp932|euc_jp|iso2022_jp|euc_kr|cp949|gb2312|gbk|gb18030|big5"
)
"""Python's names of the character sets that browsers read; of its others some give no text, or take ages."""
_SPACES: Final = re.compile(r"[^\S\n]+")
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\x00-\x08\x0b-\x1f\x7f]"
)
_BLANK_LINES: Final = re.compile(r"\n{3,}")


def extractor(declaration: Declaration) -> str:
    """Return the names and versions of what `extract` uses, with a digest of what the declaration selects."""
    declared = "\n".join([*declaration.select, "", *declaration.remove])
    return f"{_libraries()}, rules {RULES}, declaration {hashlib.sha256(declared.encode()).hexdigest()[:12]}"


@cache
def _libraries() -> str:
    return ", ".join(f"{name} {version(name)}" for name in ("selectolax", "markdownify"))


def markup(body: bytes, content_type: str) -> str | Failure:
    """Return the markup of a page, or why it is none.

    Args:
        body: what the server sent, decompressed.
        content_type: the header field; its character set counts before the one the page names itself, and
            a byte order mark before both, as browsers have it.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind and kind not in _HTML:
        return Failure(FailureKind.NOT_A_PAGE, kind[:60])
    head = body[:1024].decode("latin-1")  # where the HTML Standard stops looking
    marked = [name for mark, name in _MARKS.items() if body.startswith(mark)]
    named = [found.group(1) for found in (_CHARSET.search(content_type), _META.search(head)) if found]
    text = next(
        decoded for name in (*marked, *named, "utf-8") if (decoded := _decoded(body, name)) is not None
    )
    # A stray byte happens; a page of them is in another character set than it says, or no text at all.
    if text.count("\ufffd") > len(text) // 1000:
        return Failure(FailureKind.NOT_A_PAGE, "not text in its character set")
    return text


def _decoded(body: bytes, charset: str) -> str | None:
    """Return the text, or None where that is no character set of pages. What says Latin-1 is Windows-1252."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    if not _PAGES_USE.fullmatch(name):
        return None
    return body.decode("cp1252" if name in {"iso8859-1", "ascii"} else name, errors="replace")


def extract(page: str, declaration: Declaration) -> str | Failure:
    """Return the text of a page's markup in Markdown, or why this is not the page.

    The text is in Unicode's composed form as the page has it, typography included. White space is made plain:
    spaces for no-break and other spaces, one empty line between paragraphs, one newline at the end.
    """
    tree = LexborHTMLParser(page) if _open_at_once(page) <= MOST_OPEN else None
    elements, depth = _size(tree) if tree else (0, MOST_OPEN)
    if tree is None or depth > DEEPEST:
        return Failure(FailureKind.NOT_A_PAGE, f"more than {DEEPEST} elements deep")
    if elements > MOST_ELEMENTS:
        return Failure(FailureKind.NOT_A_PAGE, f"more than {MOST_ELEMENTS} elements")
    challenged = tree.css_first(_CHALLENGE) is not None
    headlines = [" ".join(node.text().split()) for node in (*tree.css("title")[:1], *tree.css("h1")[:2])]
    language = _language(tree)
    text = _text(tree, declaration)
    words = len(wording.keys(text))
    if words < SHORT and any(_BLOCKED.search(line) for line in headlines):
        return Failure(FailureKind.BLOCKED, headlines[0][:60])
    if words < FEWEST and challenged:
        return Failure(FailureKind.BLOCKED)
    if words < SHORT and any(_ERROR.search(line) for line in headlines):
        return Failure(FailureKind.ERROR_PAGE, headlines[0][:60])
    if not _of_language(language, declaration.language):
        return Failure(FailureKind.WRONG_LANGUAGE, language[:20])
    if words < FEWEST:
        return Failure(FailureKind.EMPTY, f"{words} words")
    return text


def _open_at_once(page: str) -> int:
    now = most = 0
    for tag in _TAG.finditer(page):
        now += -1 if tag.group(1) else 1
        most = max(most, now)
    return most


def _size(tree: LexborHTMLParser) -> tuple[int, int]:
    """Return how many elements a page has, and how many are within one another."""
    elements, deepest, waiting = 0, 0, [(tree.root, 1)]
    while waiting and deepest <= DEEPEST:
        node, depth = waiting.pop()
        elements, deepest = elements + 1, max(deepest, depth)
        waiting += [(child, depth + 1) for child in node.iter()] if node else []
    return elements, deepest


def _language(tree: LexborHTMLParser) -> str:
    root = tree.css_first("html[lang]")
    if root is not None:
        return (root.attributes["lang"] or "").strip().lower().replace("_", "-")
    meta = tree.css_first("meta[http-equiv=content-language i]")
    return (meta.attributes.get("content") or "").strip().lower() if meta is not None else ""


def _of_language(found: str, declared: str) -> bool:
    """Return whether a page is in a language; one that names none is taken for it, its words decide."""
    both = zip(found.split("-"), declared.lower().split("-"), strict=False)
    return not found or all(one == other for one, other in both)


def _text(tree: LexborHTMLParser, declaration: Declaration) -> str:
    for selector in (*NEVER_READ, *declaration.remove):
        for node in _outermost(tree.css(selector)):
            node.decompose()
    hidden = [node for node in tree.css("[style]") if _NOT_SHOWN.search(node.attributes["style"] or "")]
    for node in _outermost(hidden):
        node.decompose()
    chosen = [node for selector in declaration.select for node in _outermost(tree.css(selector))]
    for node in chosen:
        for link in node.css("a[href]"):
            _aim(link, declaration.url)
    html = "\n".join(node.html or "" for node in chosen)
    # The signs are left as they are: the text is to be read, and compared by its words.
    return _plainly_spaced(
        markdownify(html, heading_style="ATX", bullets="*", escape_asterisks=False, escape_underscores=False)
    )


def _outermost(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """Return the nodes that are in none of the others: what is within a freed node must not be touched."""
    ids = {node.mem_id for node in nodes}

    def within(node: LexborNode) -> bool:
        above = node.parent
        while above is not None and above.mem_id not in ids:
            above = above.parent
        return above is not None

    return [node for node in nodes if not within(node)]


def _aim(link: LexborNode, url: str) -> None:
    """Make a link's target absolute, and leave it alone; a place on the page itself or a script is none."""
    target = (link.attributes["href"] or "").strip()
    try:
        absolute = "" if target.startswith("#") else urljoin(url, target)
    except ValueError:
        absolute = ""
    if absolute.startswith(("https://", "http://", "mailto:")):
        link.attrs["href"] = _NOT_IN_A_TARGET.sub(lambda sign: quote(sign.group()), absolute)
    else:
        del link.attrs["href"]
    if "title" in link.attributes:
        del link.attrs["title"]


def _plainly_spaced(text: str) -> str:
    lines = (
        _SPACES.sub(" ", line).rstrip() for line in _UNSEEN.sub("", text).replace("\r", "\n").split("\n")
    )
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"
