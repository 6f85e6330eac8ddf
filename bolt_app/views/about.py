"""*About this app*, at the foot of Home: who runs it, what it does not do, that it is independent."""

from bolt_app.i18n import Translator
from bolt_app.views import kit
from bolt_app.views.facts import Facts, Operator
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block
from bolt_app.views.standing import collected
from bolt_app.views.status import inline


def about(facts: Facts, t: Translator) -> list[Block]:
    """Return the foot of the Home tab."""
    return [
        kit.header(t("About this app")),
        kit.section(
            "\n".join(
                (
                    _run_by(facts.operator, t),
                    t("It reads no messages. Messages it sends you are workspace data too."),
                    t(
                        "It speaks English and French and follows your language in Slack; to speakers of any "
                        "other language it speaks English."
                    ),
                    t("If a statement is wrong, tell whoever runs the app: name the statement and a source."),
                )
            ),
            kit.button(t("My data"), Press.MY_DATA, described=t("What this app keeps about me")),
        ),
        kit.context(
            t(
                "Independent: not affiliated with Slack or Salesforce. Statements are dated quotes, not "
                "legal advice."
            ),
            collected(facts.register, t),
        ),
    ]


def _run_by(operator: Operator, t: Translator) -> str:
    if not operator.name:
        return t("Who runs this installation is not stated here. Ask an admin of this workspace.")
    who = t("This installation is run by {name}.", name=inline(operator.name))
    if operator.country:
        who = t(
            "This installation is run by {name} ({country}).",
            name=inline(operator.name),
            country=inline(operator.country),
        )
    if not operator.contact:
        return who
    return who + " " + t("How to reach them: {contact}.", contact=inline(operator.contact))
