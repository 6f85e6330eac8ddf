"""Which addresses the watch may ask: https, a public name, the public internet; it asks none itself.

What is watched is data that people edit, and a page may redirect anywhere. Neither may lead into the network
of whoever runs the app.
"""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from typing import Final, TypeAlias
from urllib.parse import urlsplit

IPAddress: TypeAlias = IPv4Address | IPv6Address

LONGEST: Final = 2000
"""Characters of an address."""

_NAME: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
_ODD: Final = re.compile(r"[^!-~]|[\\\"<>^`{|}]")
"""What no address has: white space, control characters, letters outside ASCII (they are percent-encoded)."""

NOT_PUBLIC: Final = (
    "alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local",
    "localdomain", "localhost", "mail", "onion", "private", "test",
)  # fmt: skip
"""Last labels that are no public names: RFC 2606, 6761, 6762, 7686, 8375 and 9476, `.internal`, and what is
not delegated because private networks use it."""

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 behind NAT64 (RFC 6052): what a network without IPv4 of its own resolves every name to."""


def fault(url: str) -> str:
    """Return what forbids to ask this address, as the end of a sentence, or "" when nothing does."""
    if len(url) > LONGEST:
        return f"has more than {LONGEST} characters"
    if odd := _ODD.search(url):
        return f"has {odd.group()!r}, which an address does not"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "is not an address"
    if parts.scheme != "https":
        return "is not an https address"
    if "@" in parts.netloc:
        return "names a user"
    if port not in {None, 443} or parts.netloc.endswith(":"):
        return "names a port other than 443"
    host = parts.hostname or ""
    if not _NAME.fullmatch(host):
        return "has no public host name"
    if host.rpartition(".")[2] in NOT_PUBLIC:
        return f"has a host name that ends in .{host.rpartition('.')[2]}, which is not public"
    return ""


def public(address: IPAddress) -> bool:
    """Return whether an address is one of the public internet.

    Of an IPv6 address that stands for an IPv4 one (NAT64, 6to4), that one is looked at too.
    """
    if not address.is_global or address.is_multicast:
        return False
    if address.is_reserved and address not in _TRANSLATED:
        return False
    if isinstance(address, IPv4Address):
        return True
    if address.is_site_local:
        return False
    inner = IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else address.sixtofour
    return inner is None or public(inner)
