"""What an owner sees after an act: the field at fault, what was recorded, their Home; decides nothing."""

import logging
from collections.abc import Callable

from slack_bolt import Ack
from slack_sdk import WebClient

from bolt_app.i18n import Translator
from bolt_app.optout.desk import Recorded
from bolt_app.optout.model import Refusal
from bolt_app.people import Viewer
from bolt_app.views import notices
from bolt_app.views.kit import View
from bolt_app.views.refusals import refusal
from listeners.home import Home
from listeners.payload import Pressed, Submitted
from listeners.services import Services

_log = logging.getLogger(__name__)


class Answering:
    """Answers an act, whoever's journey it belongs to."""

    def __init__(self, services: Services, home: Home) -> None:
        """Take what views are made from, and what publishes Home."""
        self._services = services
        self._home = home

    def answer(
        self, done: Recorded | Refusal, ack: Ack, viewer: Viewer, sent: Submitted, t: Translator
    ) -> None:
        """Answer a form: whatever is refused leaves the form there, with what was typed."""
        if isinstance(done, Refusal) and done.field in sent.asked:
            ack(response_action="errors", errors={done.field: refusal(done, t)})
        else:
            action = "push" if isinstance(done, Refusal) else "update"
            ack(response_action=action, view=self.outcome(done, viewer, sent, t))

    def outcome(
        self, done: Recorded | Refusal, viewer: Viewer, where: Pressed | Submitted, t: Translator
    ) -> View:
        """Return what was recorded, or why nothing was and where the matter stands."""
        opt_out = done.opt_out if isinstance(done, Recorded) else self._services.desk.opt_out(viewer.scope)
        facts = self._services.facts(opt_out, team=where.team, app_id=where.app_id)
        if isinstance(done, Refusal):
            typed = isinstance(where, Submitted)
            return notices.refused(refusal(done, t), facts, viewer, t, typed=typed)
        about = where.about if isinstance(where, Pressed) else where.seen.about
        return notices.recorded(done, facts, t, about)

    def afterwards(self, viewer: Viewer, where: Pressed | Submitted, client: WebClient) -> None:
        """Show on the actor's Home what is recorded now."""
        whatever_happens(
            lambda: self._home.publish(viewer, client, where.team, where.app_id), viewer, "shown their Home"
        )


def whatever_happens(shows: Callable[[], object], viewer: Viewer, what: str) -> None:
    """Run what follows a committed act: it is logged when it fails, and the act is not called a failure."""
    try:
        shows()
    except Exception as failed:  # noqa: BLE001 - whatever it is, the record stands
        _log.warning("After an act %s was not %s: %s", viewer.user, what, type(failed).__name__)
