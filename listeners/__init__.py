"""Slack's side of the app: a payload comes in, one call is made, a view goes out.

The table of contents, hottest first: Bolt tries listeners in this order, about 15 µs each.
"""

from collections.abc import Callable

from slack_bolt import App

from bolt_app.metrics import Counts
from listeners.announcing import Announcing
from listeners.answering import Answering
from listeners.datapolicy import DataPolicy
from listeners.deadline import Deadline
from listeners.errors import Errors
from listeners.exporting import Exporting
from listeners.home import Home
from listeners.lifecycle import Lifecycle
from listeners.mails import MailsOnFile
from listeners.noticing import Noticing
from listeners.optout import OptOutJourney
from listeners.own_app import OwnAppOnly
from listeners.reading import Reading
from listeners.reminding import Reminding
from listeners.second import SecondOwner
from listeners.services import Services

__all__ = ["Services", "register_listeners"]


def register_listeners(app: App, services: Services, monotonic: Callable[[], float], counts: Counts) -> None:
    """Connect everything the app answers to.

    Args:
        app: takes the requests.
        services: what listeners share.
        monotonic: the clock of the deadlines, in seconds.
        counts: told of every call of the Web API.
    """
    app.use(OwnAppOnly())
    app.use(Deadline(monotonic, counts.called))
    home = Home(services)
    DataPolicy(services).register(app)
    home.register(app)
    Reading(services).register(app)
    answering = Answering(services, home)
    journey = OptOutJourney(services, answering)
    journey.register(app)
    MailsOnFile(services, journey).register(app)
    SecondOwner(services, answering).register(app)
    Exporting(services).register(app)
    Reminding(services).register(app)
    Announcing(services, home).register(app)
    Noticing(services).register(app)
    Lifecycle(services).register(app)
    Errors(services).register(app)
