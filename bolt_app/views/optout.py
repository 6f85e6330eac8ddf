"""The modals by which an owner records something: the letter, Slack's answer, a decision, a correction.

Knows what is asked and how it is worded; what may be recorded is decided in optout/.
"""

from bolt_app.i18n import Translator
from bolt_app.letter import Letter
from bolt_app.views import kit
from bolt_app.views.facts import Facts
from bolt_app.views.filing import mails_on_file
from bolt_app.views.forms import FORMS, Form
from bolt_app.views.ids import Callback, Field
from bolt_app.views.inputs import INPUTS, Prefilled, correctable
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen
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
    blocks = [kit.section(t(words.above))]
    if scope.is_organisation or given.about is About.WORKSPACE:
        blocks.append(kit.context(whose(scope, t)))
    for name in asks.fields:
        if name is Field.MAIL:
            blocks += mails_on_file(given.mails, t)
        elif name is not Field.COVERS or scope.is_organisation:
            blocks.append(INPUTS[name](which, facts, t, given))
        if name is Field.BODY and given.letter:
            blocks.append(_mail_link(given.letter, t))
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
            after=facts.opt_out.position, form=which, language=t.language, about=given.about
        ).packed(),
    )


_CALLBACKS = {Form.LETTER: Callback.LETTER, Form.TURN_DOWN: Callback.TURN_DOWN}
"""The forms that are more than one act, or follow one up."""


def second_letter(letter: Letter, t: Translator) -> View:
    """Return the letter with the open questions, to be copied; nothing of it is recorded."""
    return kit.modal(
        t("Questions to Slack"),
        [
            kit.section(
                t(
                    "A second letter with what nobody has published an answer to. It goes apart, so that it "
                    "does not delay the request. Send it from your own mail account; nothing of it is "
                    "recorded here."
                )
            ),
            kit.section(
                t(
                    "*<{link}|Open in my mail app>*\nThe letter stays in English: Slack’s support reads it.",
                    link=_link(letter),
                )
            ),
            kit.section(
                t("*To:* {to}\n*Subject:* {subject}", to=letter.to, subject=kit.escape(letter.subject))
            ),
            kit.preformatted(letter.body),
        ],
        close=t("Close"),
    )


def _mail_link(letter: Letter, t: Translator) -> Block:
    return kit.section(
        t(
            "*<{link}|Open in my mail app>*\nThe subject and the text stay in English: Slack’s instructions "
            "name this very subject.",
            link=_link(letter),
        )
    )


def _link(letter: Letter) -> str:
    # A button's url does not reliably take mailto:, a link in text does.
    return letter.as_mailto().replace("&", "&amp;")
