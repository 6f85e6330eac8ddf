"""The buttons of *Your part*: they open a form or act at once, and say whose record they are about."""

from collections.abc import Callable, Mapping

from bolt_app.i18n import Translator
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Action, Status
from bolt_app.views import kit
from bolt_app.views.acts import DIRECT
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block
from bolt_app.views.metadata import About
from bolt_app.views.wording import WORDS


def opens(
    which: Form, opt_out: OptOut, t: Translator, *, about: About = About.SCOPE, primary: bool = False
) -> Block:
    """Return the button that opens a form; in a few statuses it bears a better name."""
    text = WORDS[which].button
    special = _NAMES.get((opt_out.status, which))
    shown = special(t) if special else t(text)
    button = told_apart(shown, f"{Press.OPEN}.{which}", opt_out, about, t)
    return button | {"style": "primary"} if primary else button


def does(
    action: Action, facts: Facts, t: Translator, *, about: About = About.SCOPE, regards: int | None = None
) -> Block:
    """Return a button that acts at once, after a confirmation; `regards`: the entry the act follows up."""
    text, consequence = DIRECT[action]
    position = str(facts.opt_out.position) if regards is None else f"{facts.opt_out.position}/{regards}"
    button = told_apart(t(text), f"{Press.DO}.{action}", facts.opt_out, about, t)
    return button | {
        "value": f"{button['value']}:{position}" if "value" in button else position,
        "confirm": kit.confirmation(t(text), t(consequence), t("Yes, record it"), t("No")),
    }


def told_apart(shown: str, action_id: str, opt_out: OptOut, about: About, t: Translator) -> Block:
    """Return a button that says whose record it is about where there are two: its words may stand twice."""
    if about is About.WORKSPACE:
        described = t("{button}: this workspace", button=shown)
    elif opt_out.scope.is_organisation:
        described = t("{button}: the organisation", button=shown)
    else:
        return kit.button(shown, action_id)
    return kit.button(shown, action_id, value=about.value, described=described)


_NAMES: Mapping[tuple[Status, Form], Callable[[Translator], str]] = {
    (Status.DRAFTED, Form.LETTER): lambda t: t("Show the e-mail, or say you sent it"),
    (Status.REFUSED, Form.DECLINE): lambda t: t("Leave it at that"),
    (Status.DECLINED, Form.LETTER): lambda t: t("Change the decision"),
    (Status.EXCLUDED, Form.EXCLUDE): lambda t: t("Change the clause or the review date"),
}
