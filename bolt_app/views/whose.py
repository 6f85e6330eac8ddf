"""Whose record a view is about, in a sentence that names Slack's id; knows no name and asks nobody."""

from bolt_app.i18n import Translator
from bolt_app.people import Scope


def whose(scope: Scope, t: Translator) -> str:
    """Return which workspace's or organisation's record this is."""
    if scope.is_organisation:
        return t("The record of organisation {id}.", id=scope.id)
    return t("The record of workspace {id}.", id=scope.id)
