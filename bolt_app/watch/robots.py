"""What a robots.txt allows (RFC 9309); it is given the text and asks no host.

`urllib.robotparser` is not used: it takes the first rule that fits instead of the longest, and reads neither
`*` nor `$`, so that it would forbid what is allowed and allow what is forbidden.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote, unquote_to_bytes, urlsplit

_LINE: Final = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#\r\n]*)")
_PRODUCT: Final = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A line `Allow` or `Disallow` with its path."""

    allows: bool
    path: str

    def fits(self, target: str) -> bool:
        """Return whether a path (with its query) falls under it; `*` is any text, `$` at the end the end."""
        open_ended = not self.path.endswith("$")
        pattern = ".*".join(re.escape(_normal(part)) for part in self.path.removesuffix("$").split("*"))
        return bool((re.match if open_ended else re.fullmatch)(pattern, target, re.DOTALL))


@dataclass(frozen=True)
class Robots:
    """A robots.txt as one crawler reads it.

    Attributes:
        text: the file.
        product: the crawler's name, as its User-Agent begins.
    """

    text: str
    product: str

    def allows(self, url: str) -> bool:
        """Return whether an address may be asked: the longest rule that fits decides, of equals `Allow`."""
        parts = urlsplit(url)
        target = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        if target == "/robots.txt":
            return True
        fitting = [(len(rule.path.encode()), rule.allows) for rule in self._rules if rule.fits(target)]
        return max(fitting, default=(0, True))[1]

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        groups = list(_groups(self.text))
        own = [rules for products, rules in groups if self.product.lower() in products]
        if not own:
            own = [rules for products, rules in groups if "*" in products]
        return tuple(rule for rules in own for rule in rules)


def _groups(text: str) -> Iterator[tuple[frozenset[str], list[Rule]]]:
    """Yield each group: the products it names in small letters, and its rules."""
    products: set[str] = set()
    rules: list[Rule] = []
    begun = False
    for line in text.removeprefix("\ufeff").splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        name, value = found.group(1).lower(), found.group(2).strip()
        if name == "user-agent":
            if begun:
                yield frozenset(products), rules
                products, rules, begun = set(), [], False
            product = _PRODUCT.match(value)
            products.add(product.group().lower() if product else value)
        elif name in {"allow", "disallow"}:
            begun = True
            # An empty path fits nothing: "Disallow:" allows all, as ever.
            if value.startswith(("/", "*")):
                rules.append(Rule(name == "allow", value))
    yield frozenset(products), rules


def _normal(part: str) -> str:
    """Return a part of an address with everything percent-encoded in one way."""
    return quote(unquote_to_bytes(part), safe="/;:@&=+$,-_.!~*'()?%")
