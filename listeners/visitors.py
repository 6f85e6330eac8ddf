"""Who comes by a link to a page: Slack is asked anew who that is; knows no page and what no link is for."""

from collections.abc import Callable

from slack_sdk import WebClient

from bolt_app.installation import Installation
from bolt_app.letter import Place
from bolt_app.links import Link
from bolt_app.people import Viewer
from listeners.authorize import Known
from listeners.services import Services


class Visitors:
    """Asks Slack with the token of the place a link is about. A link is signed, so what it says is ours."""

    def __init__(self, services: Services, known: Known, connect: Callable[[str], WebClient]) -> None:
        """Take where the app is installed, and what makes Slack's client from a token."""
        self._services = services
        self._known = known
        self._connect = connect

    def comes(self, link: Link) -> Viewer | None:
        """Return the person a link was made for, as one of its scope, with the role they have now.

        Returns:
            None where they are no longer of that scope, or the app was removed from it.

        Raises:
            slack_sdk.errors.SlackApiError, OSError, RecordUnavailable: nobody said; nobody acts on a guess.
        """
        found = self._found(link)
        if found is None:
            return None
        installation, client = found
        one_of = installation.is_enterprise_install and not link.scope.is_organisation
        team = link.scope.id if one_of else ""
        person = self._services.viewers.acting(installation, link.user, client, team=team)
        viewer = person.workspace if one_of else person
        return viewer if viewer is not None and viewer.scope == link.scope else None

    def place(self, link: Link) -> Place:
        """Return the name and address of a link's scope; its id alone where Slack does not say."""
        found = self._found(link)
        if found is None:
            return Place(link.scope, link.scope.id, "")
        return self._services.place(link.scope, *found)

    def _found(self, link: Link) -> tuple[Installation, WebClient] | None:
        team = None if link.scope.is_organisation else link.scope.id
        known = self._known.find(link.enterprise or None, team, org_wide=link.scope.is_organisation)
        return (known[0], self._connect(known[1].bot_token or "")) if known else None
