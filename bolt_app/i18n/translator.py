"""Texts in one language, from gettext catalogues read once at start; knows no Slack and no person."""

import gettext
from collections.abc import Container, Mapping
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bolt_app.i18n.languages import LANGUAGES

_CATALOGUES = Path(__file__).parent / "locales"


def mark(message: str) -> str:
    """Mark a text for the catalogues where it is not translated yet; returns it unchanged."""
    return message


class Translator:
    """Turns the English of the code into one language.

    Called with a whole English sentence and the values of its {fields}. A sentence that the catalogue lacks
    comes out in English: a gap is visible, never an error.
    """

    def __init__(
        self, language: str, catalogue: gettext.NullTranslations, known: Container[str] = ()
    ) -> None:
        """Take the language ("fr"), its catalogue and the English sentences that it has."""
        self.language = language
        self._catalogue = catalogue
        self._known = known

    def knows(self, message: str) -> bool:
        """Whether the catalogue has the sentence; the language of the code has every one."""
        return self.language == LANGUAGES[0] or message in self._known

    def __call__(self, message: str, **values: object) -> str:
        """Return the sentence in this language with its fields filled in."""
        text = self._catalogue.gettext(message) if message else ""  # gettext keeps its header under ""
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the form that fits the number; {number} is among the fields."""
        return self._catalogue.ngettext(one, many, number).format(number=number, **values)

    def day(self, day: date) -> str:
        """Return a day as a person of this language writes it: "21 November 2026", "21 novembre 2026"."""
        return _day_in_words(day, self.language)

    def partial_day(self, when: str) -> str:
        """Return a full or partial ISO date ("2024-05", "2016") in words.

        Raises:
            ValueError: it is none.
        """
        if len(when) == 4:
            return str(date.fromisoformat(f"{when}-01-01").year)
        if len(when) == 7:
            first = date.fromisoformat(f"{when}-01")
            return str(format_date(first, "MMMM y", locale=self.language))
        return self.day(date.fromisoformat(when))


@lru_cache(maxsize=4096)  # Babel takes 50 µs a date, and a screen shows the same few again and again
def _day_in_words(day: date, language: str) -> str:
    first_of_month_in_french = language == "fr" and day.day == 1
    pattern = "'1er' MMMM y" if first_of_month_in_french else "d MMMM y"
    return str(format_date(day, pattern, locale=language))


def load_translators(directory: Path = _CATALOGUES) -> Mapping[str, Translator]:
    """Return a translator for each language, reading `<language>.po` files once.

    Raises:
        OSError: a catalogue is not there.
        babel.messages.pofile.PoFileError: a catalogue is broken.
    """
    translators = {"en": Translator("en", gettext.NullTranslations())}
    for language in LANGUAGES[1:]:
        with (directory / f"{language}.po").open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        translated = (message for message in catalogue if message.string and not message.fuzzy)
        known = frozenset(message.id for message in translated if isinstance(message.id, str))
        translators[language] = Translator(language, gettext.GNUTranslations(compiled), known)
    return translators
