"""Somebody comes by a link: whether it still opens anything, and who they are to Slack now; knows no HTML."""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http.client import HTTPException
from typing import Protocol

from slack_sdk.errors import SlackClientError

from bolt_app.letter import Place
from bolt_app.links import Declined, Link, Links, Purpose
from bolt_app.optout.desk import Clock
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.people import Viewer

_log = logging.getLogger(__name__)


class Closed(StrEnum):
    """Why a link opens nothing, or nothing now."""

    NOT_OURS = "not ours"
    EXPIRED = "expired"
    USED = "used"
    NOT_ALLOWED = "not allowed"
    """The person may no longer do what it was made for, or the app was removed."""
    MOVED_ON = "moved on"
    """The record is no longer where it was made for."""
    SILENT = "silent"
    """Slack did not say who the person is."""
    NO_DATABASE = "no database"
    """Ours did not answer."""


_DECLINED = {Declined.NOT_OURS: Closed.NOT_OURS, Declined.EXPIRED: Closed.EXPIRED}


class Used(Protocol):
    """The links that were used, as storage/ remembers them."""

    def used(self, once: str) -> bool:
        """Whether a link was used already."""
        ...

    def use(self, once: str, until: datetime, now: datetime) -> bool:
        """Use a link up, and say whether this was its first use."""
        ...


class People(Protocol):
    """Who comes by a link; Slack is asked at each call."""

    def comes(self, link: Link) -> Viewer | None:
        """Return the person it was made for with the role they have now, None for one who left."""
        ...

    def place(self, link: Link) -> Place:
        """Return the name and address of its scope."""
        ...


@dataclass(frozen=True, slots=True)
class Arriving:
    """What every page behind a link does first."""

    links: Links
    used: Used
    people: People
    clock: Clock

    def opened(self, purpose: Purpose, token: str) -> Link | Closed:
        """Return what a link allows now, or why nothing; Slack is not asked."""
        link = self.links.opened(purpose, token, self.clock())
        if isinstance(link, Declined):
            return _DECLINED[link]
        try:
            return Closed.USED if self.used.used(link.once) else link
        except RecordUnavailable:
            return _no_database()

    def person(self, link: Link) -> Viewer | Closed:
        """Return who comes, as Slack knows them now; whether they may do it, the caller's rule says."""
        try:
            return self.people.comes(link) or Closed.NOT_ALLOWED
        except RecordUnavailable:
            return _no_database()
        except (OSError, HTTPException, SlackClientError, ValueError) as failed:
            _log.warning("Slack did not say who came by a link: %s", type(failed).__name__)
            return Closed.SILENT


def _no_database() -> Closed:
    _log.exception("The database did not answer to somebody who came by a link")
    return Closed.NO_DATABASE
