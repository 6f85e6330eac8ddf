"""The dated versions of Slack's principles page, point by point; knows keys of claims, not the claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bolt_app.register.kinds import Confidence


class Point(StrEnum):
    """What the versions of the page are compared by, in the order it is shown."""

    OPENING = "opening"
    """The sentence that says what customer data is analysed for."""
    LLM = "llm"
    """What is said of language models and other generative models."""
    LEAK = "leak"
    """The promise that a model does not give customer data away."""
    ACCESS = "access"
    """Whether Slack can access the underlying content."""
    HEADING = "heading"
    """The heading over the choice."""
    EFFECT = "effect"
    """What an opt-out changes."""
    SLACK_AI = "slack_ai"
    """Whether Slack's generative product is named."""
    PURPOSES = "purposes"
    """The purposes named."""


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of the principles page.

    Attributes:
        key: its name in the register.
        label: how it is called, always with its date or with the words that the date is not known.
        dates: one sentence on how well the dates are known.
        extent: one sentence on how much of it was read.
        confidence: how close to the source we came, for the dates as well.
        sources: keys of the places where it was seen, the fullest copy first.
        since: the day it came into force (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), or None: not known.
        until: the last day it was in force, in the same form, or None: not known, or in force still.
        approximate: `since` is inferred.
        note: one more sentence, such as that two versions may be one.
        says: keys of the claims on what it says, by point; a point without one is not in the part seen.
    """

    key: str
    label: str
    dates: str
    extent: str
    confidence: Confidence
    sources: tuple[str, ...]
    says: Mapping[Point, str]
    since: str | None = None
    until: str | None = None
    approximate: bool = False
    note: str | None = None
