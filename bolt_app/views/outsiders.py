"""What somebody of another organisation reads, in any place: the same neutral words, and nothing recorded."""

from bolt_app.i18n import Translator, mark
from bolt_app.people import Role, Viewer
from bolt_app.views import kit
from bolt_app.views.kit import View

OUTSIDER = mark(
    "This app shows how Slack may use the data of the workspace it is installed in. What is recorded there "
    "is for its own members. Your own organisation can install the app too."
)


def for_members(t: Translator) -> View:
    """Return the modal that says whom the app is for."""
    return kit.modal(t("For members"), [kit.section(t(OUTSIDER))], close=t("Close"))


def closed_to(viewer: Viewer, t: Translator) -> View | None:
    """Return what a person reads in place of everything else, or None: it is open to them."""
    return for_members(t) if viewer.role is Role.OUTSIDER else None
