"""The composition root: settings, storage, installation in; a Bolt app and pages out. Nothing at import."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from slack_bolt import App
from slack_sdk import WebClient

from bolt_app import manifest
from bolt_app.evidence import adding as evidence
from bolt_app.evidence import lookup, senders
from bolt_app.evidence.signature import LookUp
from bolt_app.greeting import Greeting
from bolt_app.i18n import Translator, load_translators
from bolt_app.installation import Installation
from bolt_app.leaving import Leaving
from bolt_app.links import SIGNED_FOR, Links
from bolt_app.metrics import Counts, Metrics
from bolt_app.optout.desk import Clock, Desk
from bolt_app.pages.arriving import Arriving
from bolt_app.pages.by_link import Behind
from bolt_app.pages.downloading import Downloading
from bolt_app.pages.drafting import Drafting
from bolt_app.pages.exchange import client
from bolt_app.pages.installing import Installing
from bolt_app.pages.site import Site, build_site
from bolt_app.pages.uploading import Uploading
from bolt_app.register.loader import load
from bolt_app.register.model import Register
from bolt_app.settings import Settings
from bolt_app.views.facts import Operator
from bolt_app.watch.declarations import load as declared
from bolt_app.watch.model import Declaration
from bolt_app.watched import Watched
from bolt_app.web import build_wsgi
from listeners import Services, register_listeners
from listeners.authorize import ManyInstallations, OneInstallation
from listeners.standing import Standing
from listeners.viewer import Viewers
from listeners.visitors import Visitors

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from slack_bolt.authorization import AuthorizeResult

    from storage import Storage

Forget = Callable[[str | None, str | None], None]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said, what it is held against, and in which languages."""

    register: Register
    declarations: Sequence[Declaration]
    translators: Mapping[str, Translator]


def build_app(
    settings: Settings,
    storage: "Storage",
    installation: Installation | None,
    clock: Clock,
    *,
    register: Register | None = None,
    declarations: Sequence[Declaration] | None = None,
    translators: Mapping[str, Translator] | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> App:
    """Return the app, ready to be dispatched to.

    Args:
        settings: tokens and addresses, read once.
        storage: opened and migrated.
        installation: what Slack said of the bot token at start; None: whoever installed the app.
        clock: the time now, aware UTC; the try-out moves it.
        register: what may be said about Slack; the shipped one when not given.
        declarations: of the pages that are watched; the shipped ones when not given.
        translators: the languages; read from the catalogues when not given.
        monotonic: seconds of a clock that only goes forward, for the deadline of each request.
    """
    many = ManyInstallations(storage.installations, clock)
    spoken = translators or load_translators()
    told = _Told(register or load(), declarations or declared(), spoken)
    services = _services(settings, storage, clock, many, told)
    return _app(settings, _known(settings, installation) or many, services, monotonic, Counts())


def build_web(
    settings: Settings,
    storage: "Storage",
    installation: Installation | None,
    clock: Clock,
    *,
    register: Register | None = None,
    declarations: Sequence[Declaration] | None = None,
    translators: Mapping[str, Translator] | None = None,
    monotonic: Callable[[], float] = time.monotonic,
    look_up: LookUp = lookup.published,
) -> tuple[App, "WSGIApplication"]:
    """Return the app, and what a server serves with it: its requests, the pages, the health checks.

    Takes what `build_app` takes, and `look_up`: asks the DNS for the key of a mail's signature.
    """
    spoken, said = translators or load_translators(), register or load()
    many = ManyInstallations(storage.installations, clock)
    known = _known(settings, installation) or many
    told = _Told(said, declarations or declared(), spoken)
    services = _services(settings, storage, clock, many, told)
    counts = Counts()
    app = _app(settings, known, services, monotonic, counts)
    visitors = Visitors(services, known, lambda token: client(settings.slack_api_url, token))
    arriving = Arriving(services.links, storage.used_links, visitors, clock)
    site = Site(
        operator=services.operator,
        base_url=settings.app_base_url,
        slack_url=settings.slack_api_url,
        retention_days=settings.retention_days,
        clock=clock,
        translators=spoken,
        known=services.known,
        installing=None if installation else _installing(settings, storage, clock, spoken, many.forget),
        behind=Behind(
            Uploading(
                arriving, evidence.Desk(storage.archive, senders.load(), look_up), storage.ledger.entries
            ),
            Drafting(arriving, services.desk),
            Downloading(arriving, storage),
        ),
    )
    numbers = None
    if settings.metrics_token:
        numbers = Metrics(settings.metrics_token, counts, storage.outbox.tally, said.version, clock)
    return app, build_wsgi(app, storage.ready, build_site(site), counts, numbers)


def _known(settings: Settings, installation: Installation | None) -> OneInstallation | None:
    if installation is None:
        return None
    return OneInstallation(installation, settings.slack_bot_token, manifest.scopes())


def _app(
    settings: Settings,
    authorize: OneInstallation | ManyInstallations,
    services: Services,
    monotonic: Callable[[], float],
    counts: Counts,
) -> App:
    # The listener runs before the response: Bolt's other mode polls for the acknowledgement, and loses it
    # when a listener raises just after it. `authorize` makes no call. It is given by name, so that Bolt,
    # which reads SLACK_CLIENT_ID from the environment by itself, does not answer from file stores of its own.
    app = App(
        name="datapolicy",
        logger=logging.getLogger("slack_bolt"),
        process_before_response=True,
        signing_secret=settings.slack_signing_secret or None,
        client=WebClient(base_url=settings.slack_api_url, retry_handlers=[]),
        authorize=cast("Callable[..., AuthorizeResult]", authorize),
        raise_error_for_unhandled_request=True,  # a sentence then, where Slack would show a warning sign
    )
    register_listeners(app, services, monotonic, counts)
    return app


def _services(
    settings: Settings,
    storage: "Storage",
    clock: Clock,
    many: ManyInstallations,
    told: _Told,
) -> Services:
    desk = Desk(storage.ledger, clock, storage.archive)
    return Services(
        desk=desk,
        standing=Standing(storage.ledger, desk, clock),
        register=told.register,
        watched=Watched(told.register, told.declarations, storage.pages, clock),
        translators=told.translators,
        viewers=Viewers(clock),
        clock=clock,
        operator=Operator(settings.operator_name, settings.operator_contact, settings.operator_country),
        archive=storage.archive,
        links=Links(settings.app_base_url, storage.secrets(SIGNED_FOR)),
        exports=storage.exports,
        outbox=storage.outbox,
        subscriptions=storage.subscriptions,
        grants=storage.grants,
        greeting=Greeting(told.translators, settings.app_base_url),
        installer=lambda installed: _installer(storage, installed),
        forget=many.forget,
        leaving=Leaving(
            storage.installations, storage.departures, storage.grants, settings.retention_days, clock
        ),
    )


def _installing(
    settings: Settings,
    storage: "Storage",
    clock: Clock,
    translators: Mapping[str, Translator],
    forget: Forget,
) -> Installing:
    return Installing(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        api_url=settings.slack_api_url,
        base_url=settings.app_base_url,
        states=storage.states(clock),
        installations=storage.installations,
        departures=storage.departures,
        clock=clock,
        greeting=Greeting(translators, settings.app_base_url),
        forget=forget,
    )


def _installer(storage: "Storage", installed: Installation) -> str:
    found = storage.installations.find_installation(
        enterprise_id=installed.enterprise_id or None,
        team_id=installed.team_id or None,
        is_enterprise_install=installed.is_enterprise_install,
    )
    return found.user_id if found else ""
