"""Another owner agrees to a proposal or turns it down; the role is read anew, and the desk decides."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Refusal, Statement
from bolt_app.people import Viewer
from bolt_app.views.ids import Callback, Field
from listeners.answering import Answering
from listeners.payload import Submitted, submitted
from listeners.services import Services, installation_of

_Act = Callable[[Viewer, Submitted], Recorded | Refusal]


class SecondOwner:
    """Records what the second of two owners says."""

    def __init__(self, services: Services, answering: Answering) -> None:
        """Take the desk and what shows its answers."""
        self._services = services
        self._answering = answering

    def register(self, app: App) -> None:
        """Listen for the two forms; their buttons open like any other form's."""
        app.view(Callback.AGREE.value)(self._records(self._agree))
        app.view(Callback.TURN_DOWN.value)(self._records(self._turn_down))

    def _records(self, act: _Act) -> Callable[..., None]:
        def sent_off(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            sent, installation = submitted(body), installation_of(context)
            person = self._services.viewers.acting(installation, sent.user, client, team=sent.team)
            viewer = self._services.person(person, sent.seen.about)
            done = act(viewer, sent)
            self._answering.answer(done, ack, viewer, sent, self._services.language(viewer))
            self._answering.afterwards(person, sent, client)

        return sent_off

    def _agree(self, viewer: Viewer, sent: Submitted) -> Recorded | Refusal:
        return self._services.desk.agree(viewer, after=sent.seen.after)

    def _turn_down(self, viewer: Viewer, sent: Submitted) -> Recorded | Refusal:
        statement = Statement(
            reason=sent.values.get(Field.REASON, ""), register=self._services.register.version
        )
        return self._services.desk.turn_down(viewer, statement, after=sent.seen.after)
