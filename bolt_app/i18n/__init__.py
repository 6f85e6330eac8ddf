"""The interface's languages: which one a person reads, and its texts. No global state, no environment."""

from bolt_app.i18n.languages import LANGUAGES, nearest, preferred
from bolt_app.i18n.translator import Translator, load_translators, mark

__all__ = ["LANGUAGES", "Translator", "load_translators", "mark", "nearest", "preferred"]
