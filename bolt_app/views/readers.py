"""Who reads everything: the owner’s list, and what a reader reads on Home; knows no rule and asks nobody."""

from bolt_app.i18n import Translator
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Action
from bolt_app.optout.readers import naming
from bolt_app.people import Role, Viewer
from bolt_app.views import kit
from bolt_app.views.buttons import does, opens, told_apart
from bolt_app.views.facts import Facts
from bolt_app.views.forms import Form
from bolt_app.views.ids import Press
from bolt_app.views.kit import Block, View
from bolt_app.views.metadata import About, Seen, own_workspace
from bolt_app.views.whose import whose


def named(facts: Facts, t: Translator, about: About) -> list[Block]:
    """Return, for owners, who is named, and the buttons to name one and to look at the list."""
    opt_out = facts.opt_out
    name = opens(Form.READER, opt_out, t, about=about)
    if not opt_out.readers:
        none = t("*Readers:* none is named. A reader reads what owners read, and records nothing.")
        return [kit.section(none, name)]
    people = ", ".join(f"<@{entry.named.user}>" for entry in opt_out.readers if entry.named)
    listed = told_apart(t("Show the readers"), Press.READERS, opt_out, about, t)
    return [kit.section(t("*Readers:* {people}.", people=people)), kit.actions(name, listed)]


def reader_s_part(facts: Facts, viewer: Viewer, t: Translator) -> list[Block]:
    """Return the lines that tell a person of whose record they were named a reader; none for owners."""
    blocks = []
    if since := _since(facts.opt_out, viewer, t):
        line = t(
            "*You were named as a reader by an owner on {day}.* You read what owners read, and record "
            "nothing.",
            day=since,
        )
        export = told_apart(t("Export the record"), Press.EXPORT, facts.opt_out, About.SCOPE, t)
        blocks.append(kit.section(line, export))
    if facts.own and viewer.workspace and (since := _since(facts.own, viewer.workspace, t)):
        line = t(
            "*You were named as a reader of this workspace’s own record by an owner on {day}.* You read what "
            "its owners read, and record nothing.",
            day=since,
        )
        export = told_apart(t("Export the record"), Press.EXPORT, facts.own, About.WORKSPACE, t)
        blocks.append(kit.section(line, export))
    return blocks


def readers(facts: Facts, t: Translator, about: About) -> View:
    """Return the list of readers, each with the button that ends it."""
    blocks: list[Block] = [kit.context(whose(facts.opt_out.scope, t))]
    for entry in facts.opt_out.readers:
        described = t("Remove the reader named by No. {number}", number=entry.position)
        remove = does(Action.REMOVE_READER, facts, t, about=about, regards=entry.position)
        remove |= {"accessibility_label": described}
        text = t(
            "{person}, named on {day} (No. {number})",
            person=f"<@{entry.named.user}>" if entry.named else "",
            day=t.day(entry.recorded_at.date()),
            number=entry.position,
        )
        blocks.append(kit.section(text, remove))
    if not facts.opt_out.readers:
        blocks.append(kit.section(t("No reader is named.")))
    seen = Seen(about=about, team=own_workspace(about, facts.opt_out.scope))
    return kit.modal(t("Readers"), blocks, close=t("Close"), metadata=seen.packed())


def _since(opt_out: OptOut, viewer: Viewer, t: Translator) -> str:
    """Return the day on which a person was named, in words; "" for an owner, and for who is no reader."""
    if viewer.role in (Role.OWNER, Role.OUTSIDER):
        return ""
    entry = naming(opt_out, viewer.user)
    return t.day(entry.recorded_at.date()) if entry else ""
