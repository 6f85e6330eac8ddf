"""A delivery that brings every click twice, as when an answer was lost or a finger slipped."""

from collections.abc import Mapping
from typing import Any

from bolt_app.demo.delivery import Answer, Delivery, Retry


class Twice:
    """Delivers every interaction twice; the person sees the second answer."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    def command(self, form: Mapping[str, str]) -> Answer:
        return self._delivery.command(form)

    def interaction(self, payload: Mapping[str, Any]) -> Answer:
        self._delivery.interaction(payload).or_failed()
        return self._delivery.interaction(payload)

    def event(self, body: Mapping[str, Any], retry: Retry | None = None) -> Answer:
        return self._delivery.event(body, retry)
