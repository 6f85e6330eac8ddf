"""What owners choose beside the steps of the opt-out: a channel, what workspaces may do; knows no entry."""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What an owner may let the app post in a channel."""

    OUR_OPT_OUT = "our_opt_out"
    """That our opt-out was filed, confirmed, refused, declined or withdrawn."""
    POLICY = "policy"
    """That Slack changed one of its texts."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel the app posts in, until an owner says otherwise.

    Attributes:
        id: Slack's id of the channel (`C…`, or `G…` for an old private one).
        topics: what goes there.
        language: of what is posted, such as `fr`: a channel has none of its own.
        since: position of the entry by which an owner chose it.
    """

    id: str
    topics: tuple[Topic, ...]
    language: str
    since: int


class WorkspacesMay(StrEnum):
    """What an organisation lets its workspaces do for themselves."""

    FILE = "file"
    """Ask Slack for themselves, and record it."""
    RECORD = "record"
    """Record what Slack answered; ask nothing."""
    NOTHING = "nothing"
