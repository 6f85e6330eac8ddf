"""The one page strangers see: what runs here and that it is independent; no scripts, no request, no state."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from html import escape

from bolt_app.i18n import Translator

_STYLE = (
    "body{margin:0 auto;max-width:38rem;padding:3rem 1.25rem;"
    "font:1.05rem/1.6 system-ui,sans-serif;color:#1d1c1d;background:#fff}"
    "h1{font-size:1.6rem;line-height:1.25}code{background:#f2f2f2;padding:.1em .3em;border-radius:3px}"
    ".foot{margin-top:2.5rem;border-top:1px solid #ddd;padding-top:1rem;font-size:.9rem;color:#55545a}"
    "@media(prefers-color-scheme:dark){body{color:#e8e8e8;background:#1a1d21}"
    "code{background:#2c2f33}.foot{color:#b5b5b7;border-color:#3a3d41}}"
)
_STYLE_HASH = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

_CSP = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", _CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Vary", "Accept-Language"),
    ("Cache-Control", "public, max-age=3600"),
)
"""Sent with the page: nothing is loaded, nothing is submitted, nobody frames it."""


def rendered(translators: Mapping[str, Translator]) -> Mapping[str, bytes]:
    """The page in each language, as the bytes that are sent."""
    return {language: _page(t).encode() for language, t in translators.items()}


def _page(t: Translator) -> str:
    paragraphs = (
        t(
            "This address belongs to a Slack app. It shows the members of a workspace how Slack says it may "
            "use their messages, content and files to train machine-learning models, and what is recorded "
            "about their organisation’s opt-out."
        ),
        t("In Slack, type {command} or open the app’s Home tab.", command="/datapolicy"),
        t("The app reads no messages and no files."),
    )
    foot = t(
        "This app is independent: it is not made, endorsed or supported by Slack or Salesforce. "
        "Its statements are dated quotes, not legal advice."
    )
    shown = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html>\n<html lang="{t.language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Data Policy</title>\n<style>{_STYLE}</style>\n"
        f"<main>\n<h1>Data Policy</h1>\n{shown}\n"
        f'<p class="foot">{escape(foot)}</p>\n</main>\n</html>\n'
    )
