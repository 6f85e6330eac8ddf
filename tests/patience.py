"""The wired app for machines that are slow: nobody in it is late but who shall be; what it says is not known.

Slack waits 3 s for an answer, the app gives its calls 2.5 s, both on the real clock. Tests that are about
these limits set them; for all others a limit would only measure the machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bolt_app.demo.delivery import HttpDelivery
from bolt_app.demo.exchange import Exchange
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired

PATIENCE = 60
"""Seconds until what should happen counts as missing. Where it happens, nobody waits for so long."""


class Unhurried:
    """The clock of the app's deadlines, in seconds: at each look it is a minute earlier than before."""

    def __init__(self) -> None:
        self._at = 0.0

    def __call__(self) -> float:
        self._at -= PATIENCE
        return self._at


@contextmanager
def patiently(*arguments: Any, **parts: Any) -> Iterator[Wired]:
    """The app and a pretended Slack, as `Wired` makes them, with all the time of the world for each other."""
    with Wired(*arguments, **{"monotonic": Unhurried(), **parts}) as wired:
        delivery = wired.slack.delivery
        assert isinstance(delivery, HttpDelivery)
        wired.slack.connect(replace(delivery, answer_within=PATIENCE))
        yield wired


def patient_delivery(base_url: str, signing_secret: str) -> HttpDelivery:
    """Slack's way to the app at an address, on which answers may take long."""
    return HttpDelivery(f"{base_url}/slack/events", signing_secret, answer_within=PATIENCE)


def without_expiry(slack: PretendedSlack) -> PretendedSlack:
    """The pretended Slack, whose clock may be the real one: its trigger ids last until they are used."""
    slack.exchange = Exchange(lambda: 0.0)
    return slack
