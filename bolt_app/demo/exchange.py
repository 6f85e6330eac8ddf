"""What an app may trade in: trigger ids (one use, 3 s) and response URLs (5 uses, 30 min); knows no views.

Source: docs.slack.dev/interactivity/handling-user-interaction.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from bolt_app.demo.surfaces import SlackRefusal

TRIGGER_LIVES = 3.0
RESPONSE_URL_LIVES = 30 * 60.0
RESPONSE_URL_USES = 5


@dataclass(slots=True)
class Trigger:
    """A person's doing that lets the app open a modal.

    Attributes:
        in_modal: whether it happened in a modal: only then can a view be pushed.
    """

    id: str
    user_id: str
    issued: float
    in_modal: bool
    exchanged: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """Where an app may answer later.

    Attributes:
        original: the `ts` of the message the person used, which may be replaced or deleted, or None.
    """

    id: str
    user_id: str
    channel: str
    issued: float
    original: str | None
    uses: int = 0


class Exchange:
    """Issues triggers and response URLs, and takes them back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._numbers = itertools.count(1)
        self._triggers: dict[str, Trigger] = {}
        self._response_urls: dict[str, ResponseUrl] = {}

    def trigger(self, user_id: str, *, in_modal: bool = False) -> str:
        """A new trigger id for something this person just did."""
        number = next(self._numbers)
        trigger = Trigger(f"{number}.{int(self._now())}.{number:032x}", user_id, self._now(), in_modal)
        self._triggers[trigger.id] = trigger
        return trigger.id

    def exchanged(self, trigger_id: str) -> Trigger:
        """The trigger, used up by this.

        Raises:
            SlackRefusal: invalid_trigger_id, exchanged_trigger_id or expired_trigger_id.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackRefusal("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackRefusal("exchanged_trigger_id")
        if self._now() - trigger.issued > TRIGGER_LIVES:
            raise SlackRefusal("expired_trigger_id")
        trigger.exchanged = True
        return trigger

    def response_url(self, user_id: str, channel: str, original: str | None = None) -> str:
        """A new response URL's last part."""
        number = next(self._numbers)
        self._response_urls[f"R{number:06}"] = ResponseUrl(
            f"R{number:06}", user_id, channel, self._now(), original
        )
        return f"R{number:06}"

    def answered(self, response_id: str) -> ResponseUrl:
        """The response URL, used once more by this.

        Raises:
            SlackRefusal: no_such_url, expired_url or used_url.
        """
        url = self._response_urls.get(response_id)
        if url is None:
            raise SlackRefusal("no_such_url")
        if self._now() - url.issued > RESPONSE_URL_LIVES:
            raise SlackRefusal("expired_url")
        if url.uses >= RESPONSE_URL_USES:
            raise SlackRefusal("used_url")
        url.uses += 1
        return url
