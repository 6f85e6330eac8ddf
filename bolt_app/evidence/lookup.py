"""Asks the DNS for a published key: the one call to a network among the evidence. Knows no mail."""

from importlib import import_module

from bolt_app.evidence.signature import LookUpFailed

_PATIENCE = 5.0
"""Seconds. A person waits for the answer, and the check can be made again later."""


def published(name: str) -> str | None:
    """Return the TXT record of a name, its parts joined; None when nothing is published there.

    Raises:
        LookUpFailed: no name server answered, or the part that asks is not installed (extra `[dkim]`).
    """
    try:
        exception, resolver = import_module("dns.exception"), import_module("dns.resolver")
    except ImportError:
        raise LookUpFailed from None
    try:
        answer = resolver.resolve(f"{name}.", "TXT", lifetime=_PATIENCE, search=False)
    except (resolver.NXDOMAIN, resolver.NoAnswer):
        return None
    except (exception.DNSException, OSError) as failed:
        raise LookUpFailed from failed
    # Of several records the one that is a key counts (RFC 6376, 3.6.2.2).
    texts = [b"".join(record.strings).decode("ascii", "replace") for record in answer]
    return next((text for text in texts if "p=" in text), texts[0] if texts else None)
