"""What changes on web pages without anybody changing their words; makes noisy variants of a pretended page.

Every variant says the same: each kind of noise was seen on published pages, and none of it touches a word.
"""

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.slack_pages import page

Noise = Callable[[str, Random], str]
"""Makes noise in the HTML of one paragraph."""

_TEXT = re.compile(r"(<[^>]*>|&[^;\s]+;)")
_WORD = re.compile(r"[A-Za-z]{4,}")


def _in_text(paragraph: str, change: Callable[[str], str]) -> str:
    """Return the paragraph with its text changed, and not its tags and entities."""
    return "".join(part if _TEXT.fullmatch(part) else change(part) for part in _TEXT.split(paragraph))


def _some(text: str, pattern: str, choices: Sequence[str], random: Random) -> str:
    return re.sub(pattern, lambda found: random.choice([found.group(), *choices]), text)


def spaces(paragraph: str, random: Random) -> str:
    """White space of any kind and any length."""
    kinds = ["  ", "\n", "\t", "\u00a0", "\u202f", "\u2009", " \n\n ", "\r\n"]
    return _in_text(paragraph, lambda text: _some(text, " ", kinds, random))


def entities(paragraph: str, random: Random) -> str:
    """Characters written as entities."""
    return _in_text(paragraph, lambda text: _some(text, " ", ["&nbsp;", "&#32;", "&#xA0;"], random))


def invisible(paragraph: str, random: Random) -> str:
    """Soft hyphens in words, and zero-width characters."""

    def within(found: re.Match[str]) -> str:
        word, place = found.group(), random.randrange(1, len(found.group()))
        return word[:place] + random.choice(["", "", "\u00ad", "\u200b", "\u2060"]) + word[place:]

    return _in_text(paragraph, lambda text: _WORD.sub(within, text))


def typography(paragraph: str, random: Random) -> str:
    """Quotation marks, apostrophes, dashes, ellipses."""

    def change(text: str) -> str:
        text = _some(text, '[“”"]', ["“", "”", '"', "«", "»", "„"], random)
        text = _some(text, r"(?<=[a-z])['’](?=[a-z])", ["'", "’"], random)
        text = _some(text, "(?<=[a-z])-(?=[a-z])", ["\u2010", "\u2011", "–"], random)
        text = _some(text, "…", ["...", ". . ."], random)
        return _some(text, r" \(", [" – (", " ("], random)

    return _in_text(paragraph, change)


def punctuation(paragraph: str, random: Random) -> str:
    """A comma before "and", a full stop at the end."""
    without = _in_text(paragraph, lambda text: _some(text, ",? and ", [" and ", ", and "], random))
    return without.removesuffix(random.choice([".", " "]))


def spelling(paragraph: str, random: Random) -> str:
    """British and American spelling."""
    other = {"s": "z", "z": "s"}

    def respelt(found: re.Match[str]) -> str:
        return found.group(1) + (other[found.group(2)] if random.random() < 0.5 else found.group(2))

    return _in_text(paragraph, lambda text: re.sub(r"(analy|memori)([sz])(?=e|ing)", respelt, text))


def emphasis(paragraph: str, random: Random) -> str:
    """Words in bold, in spans, in links with a changing address."""

    def wrap(found: re.Match[str]) -> str:
        number = random.randrange(10**6)
        return random.choice(
            [found.group()] * 8
            + [
                f"<b>{found.group()}</b>",
                f"<em>{found.group()}</em>",
                f'<span class="s{number}">{found.group()}</span>',
                f'<a href="/legal?utm={number}">{found.group()}</a>',
                f"<strong><i>{found.group()}</i></strong>",
                f"{found.group()}<!-- {number} -->",
            ]
        )

    return _in_text(paragraph, lambda text: _WORD.sub(wrap, text))


KINDS: Sequence[Noise] = (spaces, entities, invisible, typography, punctuation, spelling, emphasis)

MENUS = (
    "Products",
    "Why Slack",
    "Pricing",
    "Contact sales",
    "Sign in",
    "Talk to us",
    "Resources",
    "Enterprise",
)


def around(random: Random) -> str:
    """Menus, banners, counters and scripts, which change from day to day."""
    menu = random.sample(MENUS, 4)
    entries = "".join(f'<li><a href="/{random.randrange(999)}">{entry}</a></li>' for entry in menu)
    return random.choice(
        [
            "",
            f"<nav class=n{random.randrange(99)}><ul>{entries}</ul></nav>",
            f'<div role="dialog" aria-label="Cookies">We use cookies {random.randrange(99)}.</div>',
            f'<script nonce="{random.getrandbits(64):x}">track({random.random()})</script>',
            f'<div role="banner">New: {random.choice(MENUS)}</div>',
        ]
    )


def paragraph(text: str, random: Random) -> str:
    """Return a paragraph as HTML in one of many ways that say the same."""
    if text.startswith("# "):
        return text
    noisy = text
    for kind in random.sample(KINDS, random.randrange(1, len(KINDS))):
        noisy = kind(noisy, random)
    return noisy


def variant(paragraphs: Sequence[str], random: Random) -> bytes:
    """Return a page of these paragraphs with as much noise as chance has it."""
    sent = page(*(paragraph(text, random) for text in paragraphs), around=around(random)).decode()
    number = random.randrange(10**9)
    inside = around(random) + '<button>Copy</button><p hidden>later</p><span aria-hidden="true">→</span>'
    changes: list[tuple[str, str]] = [
        ("<p>", f'<p class="c-{number}" data-id="{number}">'),
        ("<p>", "<div><p>"),
        ("<h2>", "<h3>"),
        ("<h2>", '<h2 id="x"><span>'),
        ("</main>", inside + "</main>"),
        ("<footer>", f"<footer><p>© {random.randrange(2024, 2030)} A pretended company</p>"),
        ("</p>\n", "</p>"),
        ("\n", "\n\n\t"),
    ]
    ends = {
        "<div><p>": ("</p>", "</p></div>"),
        "<h3>": ("</h2>", "</h3>"),
        '<h2 id="x"><span>': ("</h2>", "</span></h2>"),
    }
    for old, new in random.sample(changes, random.randrange(len(changes))):
        sent = sent.replace(old, new)
        if new in ends:
            sent = sent.replace(*ends[new])
    return sent.encode()
