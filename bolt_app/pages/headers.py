"""The headers every page has: nothing runs, nothing is loaded, no address is passed on; knows no page."""

from flask import Response

from bolt_app.pages.style import STYLE_SOURCE

_POLICY = (
    f"default-src 'none'; style-src {STYLE_SOURCE}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SUBMITS = _POLICY.replace("form-action 'none'", "form-action 'self'")
"""The policy of a page with a form: it goes to the page it stands on."""

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # addresses hold a code of Slack's, or a link's token
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def with_headers(told: Response) -> Response:
    """Return the answer with them; one that a page gave itself stays."""
    for name, value in _HEADERS.items():
        told.headers.setdefault(name, value)
    return told
