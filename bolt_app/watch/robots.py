"""What a robots.txt allows (RFC 9309); it is given the text and asks no host.

`urllib.robotparser` is not used: it takes the first rule that fits instead of the longest, and reads neither
`*` nor `$`, so that it would forbid what is allowed and allow what is forbidden.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from protego import Protego


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
        if urlsplit(url).path == "/robots.txt":
            return True
        allowed: bool = self._rules.can_fetch(url, self.product)
        return allowed

    @cached_property
    def _rules(self) -> Protego:
        return Protego.parse(self.text.removeprefix("\ufeff"))
