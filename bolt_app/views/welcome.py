"""The one message to the person who installed the app: what now, and why it comes; knows no pages' texts."""

from typing import Any

from bolt_app.i18n import Translator
from bolt_app.people import Scope
from bolt_app.views import kit
from bolt_app.views.ids import Press
from bolt_app.views.status import inline


def welcome(
    scope: Scope, name: str, t: Translator, *, team: str = "", app_id: str = "", privacy: str = ""
) -> dict[str, Any]:
    """Return the message, as arguments of `chat.postMessage`.

    Args:
        scope: what the app was installed for.
        name: its name at Slack.
        t: the language of the person.
        team: the workspace the person is in, for the link to the Home tab.
        app_id: this app's id at Slack, for the same link.
        privacy: the address of the privacy page, or "".
    """
    where = inline(name) or scope.id
    installed = t("Data Policy is installed in {place}.", place=where)
    if scope.is_organisation:
        installed = t("Data Policy is installed for the organisation {organisation}.", organisation=where)
    now = t(
        "*What now:* everybody there can type `/datapolicy` or open the app’s Home tab. Owners find on Home "
        "how to ask Slack to leave our data out, and can name a privacy contact whom members may ask. "
        "Nothing is posted in channels unless an owner chooses one: members learn of the app when somebody "
        "tells them."
    )
    blocks = [kit.section(f"*{installed}*"), kit.section(now)]
    if privacy:
        blocks.append(
            kit.section(t("What it keeps, why and for how long: <{page}|the privacy page>.", page=privacy))
        )
    blocks.append(
        kit.actions(
            kit.button(
                t("Open Data Policy"), Press.OPEN_HOME, url=f"slack://app?team={team}&id={app_id}&tab=home"
            )
        )
    )
    blocks.append(
        kit.context(
            t("You get this message once, because you installed the app."),
            t("Independent of Slack: dated quotes, not legal advice."),
        )
    )
    return {"text": installed, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}
