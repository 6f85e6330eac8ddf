"""The modals by which an owner records something: the letter, Slack's answer, a decision, a correction.

Knows what is asked and how it is worded; what may be recorded is decided in optout/.
"""

from bolt_app.i18n import Translator
from bolt_app.views import kit, letters
from bolt_app.views.facts import Facts
from bolt_app.views.filing import mails_on_file
from bolt_app.views.forms import FORMS, Form
from bolt_app.views.ids import Callback, Field
from bolt_app.views.inputs import INPUTS, Prefilled, correctable
from bolt_app.views.kit import View
from bolt_app.views.metadata import About, Seen, own_workspace
from bolt_app.views.second import agreeing
from bolt_app.views.whose import whose
from bolt_app.views.wording import WORDS


def form(which: Form, facts: Facts, t: Translator, given: Prefilled) -> View:
    """Return the modal of a form; it carries the position of the newest entry that the person saw."""
    words, asks, scope = WORDS[which], FORMS[which], facts.opt_out.scope
    if which is Form.CORRECT and not correctable(given.entries, facts.opt_out.corrected):
        nothing = kit.section(t("No entry is left that could be corrected."))
        return kit.modal(t(words.title), [nothing], close=t("Close"))
    if which is Form.AGREE:
        return agreeing(facts, t, given.about, given.texts)
    blocks = letters.before(given.letter, t) if given.letter else []
    blocks.append(kit.section(t(words.above)))
    if scope.is_organisation or given.about is About.WORKSPACE:
        blocks.append(kit.context(whose(scope, t)))
    for name in asks.fields:
        if name is Field.MAIL:
            blocks += mails_on_file(given.mails, t)
        elif name is not Field.COVERS or scope.is_organisation:
            blocks.append(INPUTS[name](which, facts, t, given))
        if name is Field.BODY and given.letter:
            blocks += letters.link(given.letter, t, given.draft)
    if which is Form.ANSWER:
        blocks.append(
            kit.context(t("Members will read that an owner reports this, not that Slack told the app."))
        )
    return kit.modal(
        t(words.title),
        blocks,
        close=t("Cancel"),
        submit=t("Save"),
        callback=_CALLBACKS.get(which, Callback.FORM),
        metadata=Seen(
            after=facts.opt_out.position,
            form=which,
            language=t.language,
            about=given.about,
            team=own_workspace(given.about, facts.opt_out.scope),
            day=given.day.isoformat() if Field.WHEN in asks.fields else "",
        ).packed(),
    )


_CALLBACKS = {Form.LETTER: Callback.LETTER, Form.TURN_DOWN: Callback.TURN_DOWN}
"""The forms that are more than one act, or follow one up."""
