"""All that is wrong with a register that loads: between its rows, in its words, in its translations."""

from collections.abc import Iterable, Iterator

from bolt_app.i18n import Translator
from bolt_app.register.checks import check
from bolt_app.register.glossary import unwanted
from bolt_app.register.model import Register


def lint(register: Register, translators: Iterable[Translator]) -> list[str]:
    """One sentence for each thing to mend; empty when the register may be shown in every language given."""
    texts = dict.fromkeys(register.texts())
    return [*check(register), *(wrong for t in translators for text in texts for wrong in _wrong(text, t))]


def _wrong(text: str, t: Translator) -> Iterator[str]:
    if not t.knows(text):
        yield f"{t.language}: no translation of “{text}”"
        return
    for word, why in unwanted(t(text), t.language):
        yield f"{t.language}: “{word}” in “{t(text)}”: {why}"
