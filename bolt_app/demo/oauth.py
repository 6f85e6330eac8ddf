"""How an app gets its tokens: the authorise page and oauth.v2.access; knows no HTTP and nothing of the app.

Sources: docs.slack.dev/authentication/installing-with-oauth and the method's page in the reference.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bolt_app.demo.surfaces import SlackRefusal
from bolt_app.demo.workspace import Persona, Standing

if TYPE_CHECKING:
    from bolt_app.demo.slack import PretendedSlack

CODE_LIVES = 10 * 60.0
KNOWN_SCOPES = frozenset({"commands", "chat:write", "users:read", "team:read", "channels:read", "im:write"})
_INSTALLERS = (Standing.PRIMARY_OWNER, Standing.OWNER, Standing.ADMIN, Standing.MEMBER)
_ORG_INSTALLERS = _INSTALLERS[:3]


class NotAuthorised(Exception):
    """Slack's page says no; the app's address is not called.

    Attributes:
        error: Slack's name of it.
    """

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(slots=True)
class Code:
    """What Slack hands to the app's address, for the app to change into a token, once.

    Attributes:
        redirect_uri: where it was sent; the app has to name the same.
    """

    issued: float
    user_id: str
    redirect_uri: str
    scopes: tuple[str, ...]
    used: bool = False


class OAuth:
    """The authorise page, and the codes it handed out.

    Attributes:
        redirect_urls: what the app's configuration names; Slack sends people nowhere else.
    """

    def __init__(self, slack: "PretendedSlack") -> None:
        self._slack = slack
        self._numbers = itertools.count(1)
        self._installs = itertools.count(1)
        self._codes: dict[str, Code] = {}
        self.redirect_urls: tuple[str, ...] = ()

    def authorise(self, persona: Persona, asked: Mapping[str, str], *, agrees: bool = True) -> str:
        """The address Slack sends a person to who saw the authorise page and agreed, or did not.

        Args:
            persona: who looks at the page.
            asked: the query the app sent the person with.
            agrees: False for somebody who presses *Cancel*.

        Raises:
            NotAuthorised: the app asks for something wrong, or this person may not install apps.
        """
        workspace = self._slack.workspace
        if asked.get("client_id") != workspace.client_id:
            raise NotAuthorised("invalid_client_id")
        scopes = tuple(scope for scope in asked.get("scope", "").split(",") if scope)
        if not scopes and not asked.get("user_scope"):
            raise NotAuthorised("no_scopes")
        if not KNOWN_SCOPES.issuperset(scopes):
            raise NotAuthorised("invalid_scope")
        redirect_uri = asked.get("redirect_uri") or next(iter(self.redirect_urls), "")
        if not any(redirect_uri.startswith(known) for known in self.redirect_urls):
            raise NotAuthorised("bad_redirect_uri")
        allowed = persona.role in _INSTALLERS
        if workspace.org_wide:
            allowed = allowed and persona.organisation_role in _ORG_INSTALLERS
        if not allowed:
            raise NotAuthorised("access_denied")
        told = {"state": asked.get("state", "")}
        if agrees:
            code = f"{next(self._numbers)}.pretended-code"
            self._codes[code] = Code(self._slack.now(), persona.user_id, redirect_uri, scopes)
            told = {"code": code} | told
        else:
            told = {"error": "access_denied"} | told
        return f"{redirect_uri}?{urlencode(told)}"

    def access(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The answer of oauth.v2.access: the app is installed from here on, by whom and where.

        After an uninstallation the token is a new one; else Slack gives the same again.

        Raises:
            SlackRefusal: invalid_client_id, bad_client_secret, invalid_code, bad_redirect_uri.
        """
        workspace = self._slack.workspace
        if arguments.get("client_id") != workspace.client_id:
            raise SlackRefusal("invalid_client_id")
        if arguments.get("client_secret") != workspace.client_secret:
            raise SlackRefusal("bad_client_secret")
        code = self._codes.get(str(arguments.get("code")))
        if code is None or code.used or self._slack.now() - code.issued > CODE_LIVES:
            raise SlackRefusal("invalid_code")
        if arguments.get("redirect_uri", "") != code.redirect_uri:
            raise SlackRefusal("bad_redirect_uri")
        code.used = True
        self._install(code.scopes)
        return _answer(self._slack, code)

    def _install(self, scopes: tuple[str, ...]) -> None:
        slack = self._slack
        token = slack.workspace.bot_token
        if slack.uninstalled:
            token = f"{slack.workspace.bot_token.partition('_')[0]}_{next(self._installs)}"
            slack.in_workspace = not slack.workspace.org_wide
        slack.workspace = replace(slack.workspace, bot_token=token, scopes=scopes)
        slack.uninstalled = False


def _answer(slack: "PretendedSlack", code: Code) -> dict[str, Any]:
    """As documented: `team` is null for an organisation-wide installation, `enterprise` outside of one."""
    workspace = slack.workspace
    enterprise = (
        {"id": workspace.enterprise_id, "name": workspace.enterprise_name}
        if workspace.enterprise_id
        else None
    )
    return {
        "access_token": workspace.bot_token,
        "token_type": "bot",
        "scope": ",".join(code.scopes),
        "bot_user_id": workspace.bot_user_id,
        "app_id": workspace.app_id,
        "team": None if workspace.org_wide else {"id": workspace.team_id, "name": workspace.name},
        "enterprise": enterprise,
        "is_enterprise_install": workspace.org_wide,
        "authed_user": {"id": code.user_id},
    }
