"""The rules a French text is held to beside its English one, as words on what is wrong; reads no file."""

import re
from collections.abc import Callable, Iterator

from bolt_app.register.glossary import SUBJECT, unwanted

NARROW = "\u202f"
"""The narrow no-break space that French sets before ; ! and ?."""

WIDE = "\u00a0"
"""The no-break space that French sets before : and inside « »."""

_FIELD = re.compile(r"\{\w+\}")
_QUOTED = re.compile(r"“([^”]*)”")

# The texts where a word is right that would say something else in any other.
_ALLOWED = {
    "*Whom do I ask, or write to, to object as a person?*": "opposition",
    "Nobody has to use it. Using it is neither consent nor objection, and changes nothing of what Slack "
    "does; only owners can ask Slack, by e-mail.": "opposition",
}

# Who says it and how we know it is the same in both languages.
_CERTAINTY = {
    "An owner reports": "rapporte",
    "An owner reported": "a rapporté",
    "An owner says": "indique",
    "According to Slack": "Selon Slack",
    "Slack says": r"Slack (?:dit|indique|accepte)|il dit",
    "We found no": r"[Nn]ous n’avons (?:rien )?trouvé|[Nn]ous n’avons pas trouvé",
    "We presume": "[Nn]ous présumons",
    "no confirmation is recorded": "aucune confirmation n’est enregistrée",
    "No answer is recorded": "[Aa]ucune réponse n’est (?:encore )?enregistrée",
    "Nothing was recorded": "[Rr]ien n’a été enregistré",
    "not stated": r"n’est pas précisé|n’est pas indiqué",
}


def faults(english: str, french: str) -> Iterator[str]:
    """Everything that is wrong with a French text, one sentence each; nothing when it may be shown."""
    for rule in _RULES:
        yield from rule(english, french)


def _fields(english: str, french: str) -> Iterator[str]:
    if sorted(set(_FIELD.findall(english))) != sorted(set(_FIELD.findall(french))):
        yield "the fields differ"


def _spaces(_: str, french: str) -> Iterator[str]:
    text = re.sub(r"<[^|>]*\|", "<", french)  # an address in a link is not typeset
    if re.search(rf"(?<!{NARROW})[;?!](?!\w)", text):
        yield "no narrow no-break space before ; ! or ?"
    if re.search(rf"(?<!{WIDE}):(?!//)", text):
        yield "no no-break space before a colon"
    if re.search(rf"«(?!{WIDE})|(?<!{WIDE})»", text):
        yield "no no-break space inside « »"
    if re.search(rf"  |[ {WIDE}{NARROW}][,.)]|[ {NARROW}]{WIDE}|{WIDE} |^\s|\s$", text):
        yield "a space too many"
    if re.search(r"\bn° ", text, re.IGNORECASE):
        yield "n° and its number part at a line's end"


def _signs(_: str, french: str) -> Iterator[str]:
    if re.search(r"['\"“”]", french):
        yield "a straight apostrophe or an English quotation mark"
    if french.count("«") != french.count("»"):
        yield "« without »"
    if "..." in french:
        yield "three dots instead of an ellipsis"
    if re.search(r"\b[Cc]oeur|\boeuvre|\b[Aa] propos|\bEtat\b|\bA qui\b", french):
        yield "a missing accent or ligature"


def _words(english: str, french: str) -> Iterator[str]:
    for word, why in unwanted(french, "fr"):
        if word.lower() != _ALLOWED.get(english):
            yield f"{word}: {why}"


def _marks(english: str, french: str) -> Iterator[str]:
    for mark in "*_`~<>|":
        if english.count(mark) != french.count(mark):
            yield f"{mark} stands {french.count(mark)} times, {english.count(mark)} in English"
    for mark in "*_`~":
        for inner in french.split(mark)[1::2]:
            if inner != inner.strip() or not inner:  # Slack formats nothing that begins or ends with a space
                yield f"{mark} beside a space formats nothing"


def _numbers(english: str, french: str) -> Iterator[str]:
    if _figures(english) != _figures(french):
        yield f"other figures: {sorted(_figures(english) ^ _figures(french))}"


def _figures(text: str) -> set[int]:
    return {int(figures) for figures in re.findall(r"\d+", text)}


def _certain(english: str, french: str) -> Iterator[str]:
    for phrase, expected in _CERTAINTY.items():
        if phrase in english and not re.search(expected, french):
            yield f"{phrase}: on another's word, or surer"


def _literals(english: str, french: str) -> Iterator[str]:
    for literal in (SUBJECT, "feedback@slack.com", "/datapolicy"):
        if english.count(literal) != french.count(literal):
            yield f"{literal} is the same in every language"


def quoted(text: str) -> list[str]:
    """What an English text sets between quotation marks."""
    return _QUOTED.findall(text)


_RULES: tuple[Callable[[str, str], Iterator[str]], ...] = (
    _fields,
    _spaces,
    _signs,
    _words,
    _marks,
    _numbers,
    _certain,
    _literals,
)
