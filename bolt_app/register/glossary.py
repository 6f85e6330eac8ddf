"""Words that never stand in a text of ours, by language, with the reason; knows nothing of quotes."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

SUBJECT: Final = "Slack Global model opt-out request"
"""Slack's literal subject, which no language changes."""

UNWANTED: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {
            r"\bemployers?\b": "it is the organisation",
            r"\bdark patterns?\b|\bquietly\b|\bunfortunately\b": "nobody is blamed",
            r"\bconsent": "an opt-out is the customer's instruction, nobody's consent",
            r"\boverdue\b": "Slack gives no deadline",
            r"\bsimply\b|\bplease note\b|!": "the app is calm",
            r"\byou should\b|\bwe recommend\b": "no advice for or against",
            r"\b(?:organi|analy|recogni)z|\bbehavior|\bcolor|\bcenter": "the spelling is British",
        },
        "fr": {
            r"\bretraits?\b|\bretir(?:er|ée?s?)\b": "an opt-out is an exclusion, never a retrait",
            r"désinscri|désabonn|se désengager": "an opt-out is an exclusion",
            r"\bemployeurs?\b": "it is the organisation",
            r"\bopposition\b|\bs’oppose": "opposition is a person's right under Article 21 alone",
            r"\bopt-(?:out|in)\b": "exclusion",
            r"\b(?:workspace|channel|owner|admin|guest|DM)s?\b": "Slack has French words for it",
            r"\bmails?\b(?<!e-mail)(?<!e-mails)|\bcourriels?\b": "e-mail",
            r"\bsimplement\b|\bveuillez\b|\bs’il vous plaît\b|\bà noter\b|!": "the app is calm",
            r"\b(?:tu|toi|ton|tes)\b": "vous",
            r"n’a pas répondu(?! à temps)": "what nobody recorded is not known",
        },
    }
)
"""Patterns of words, whatever their capitals, and why they are not used, by language."""


def unwanted(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Each unwanted word of a text with the reason; Slack's literal subject is no word of ours."""
    ours = text.replace(SUBJECT, "")
    for pattern, why in UNWANTED[language].items():
        if found := re.search(pattern, ours, re.IGNORECASE):
            yield found.group(), why
