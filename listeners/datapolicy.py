"""`/datapolicy`: answered in the acknowledgement itself, with no Web API call once the person is known."""

from collections.abc import Sequence
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk import WebClient

from bolt_app.optout.readers import reads_reasons
from bolt_app.people import Viewer
from bolt_app.views import answer
from bolt_app.views.facts import Facts
from listeners.payload import asked
from listeners.services import Services, installation_of

_JSON: dict[str, str | Sequence[str]] = {"content-type": ["application/json;charset=utf-8"]}


class DataPolicy:
    """Answers the command."""

    def __init__(self, services: Services) -> None:
        """Take what the answer is made from."""
        self._services = services

    def register(self, app: App) -> None:
        """Listen for the command."""
        app.command("/datapolicy")(self.asked)

    def asked(self, body: dict[str, Any], context: BoltContext, client: WebClient) -> BoltResponse:
        """Answer in the response body, only for the person who asked."""
        services, question = self._services, asked(body)
        viewer = services.viewers.glimpsed(
            installation_of(context), question.user, client, team=question.team
        )
        t = services.language(viewer)
        facts = services.facts_for(viewer, team=question.team, app_id=question.app_id)
        key = (
            answer.understood(question.text),
            None if answer.understood(question.text) is not None else question.text,
            facts.opt_out.scope,
            facts.opt_out.head,
            facts.own.head if facts.own else "",
            facts.not_whole,
            facts.register.findings.digest,
            facts.now.date(),
            viewer.role,
            _reasons(facts, viewer),
            t.language,
            question.team,
            question.app_id,
        )
        text = services.rendered.text(key, lambda: answer.answered(question.text, facts, viewer, t))
        return BoltResponse(status=200, body=text, headers=_JSON)


def _reasons(facts: Facts, viewer: Viewer) -> tuple[bool, bool]:
    """Whether the person reads why, in the record and in their workspace's own: two guests may differ."""
    one_of, own = viewer.workspace, facts.own
    beside = one_of is not None and own is not None and reads_reasons(one_of, own)
    return reads_reasons(viewer, facts.opt_out), beside
