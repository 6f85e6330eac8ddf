"""Which of our languages a person reads, from what Slack or a browser says; knows no texts."""

import re

LANGUAGES = ("en", "fr")
"""The languages the app is complete in. English is what the code is written in."""

# Slack's locales go through this table and not through negotiation: pt-BR, zh-CN, zh-TW and es-LA do not
# negotiate (design §4.11). One that is not here, or whose language is not complete, reads English.
_SLACK_LOCALES = {
    "en-US": "en",
    "en-GB": "en",
    "fr-FR": "fr",
    "fr-CA": "fr",
}

_WEIGHT = re.compile(r"[qQ]=([01](?:\.[0-9]*)?)")  # RFC 9110 §12.4.2, and more digits than it allows


def nearest(locale: str) -> str:
    """Return the language for a Slack locale such as `fr-CA`; unknown or empty means English."""
    known = _SLACK_LOCALES.get(locale)
    if known:
        return known
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else "en"


def preferred(accept_language: str) -> str:
    """Return the language for an HTTP Accept-Language header (RFC 9110 §12.5.4); English when none fits."""
    wanted: list[tuple[float, int, str]] = []
    for order, part in enumerate(accept_language.split(",")[:20]):
        tag, _, parameter = part.strip().partition(";")
        weight = _WEIGHT.fullmatch(parameter.strip() or "q=1")
        if weight:
            wanted.append((-float(weight[1]), order, tag.strip().split("-")[0].lower()))
    for negative_quality, _, language in sorted(wanted):
        if language in LANGUAGES and negative_quality < 0:
            return language
    return "en"
