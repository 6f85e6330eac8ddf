"""Which letters there are; knows no wording and no record."""

from enum import StrEnum


class LetterKind(StrEnum):
    """A letter to Slack, by what it asks."""

    OPT_OUT = "opt_out"
    FOLLOW_UP = "follow_up"
    """Asks again, and names the day of the letter before it."""
    REPLY = "reply"
    """Answers a question of Slack's."""
    CONFIRM_AGAIN = "confirm_again"
    """Asks whether a confirmation still holds, and names its day."""
    QUESTIONS = "questions"
    """Asks what nobody published an answer to; apart, so that the request is not delayed."""
    TAKE_BACK = "take_back"
    """Takes back a request that was not confirmed."""
    OPT_IN = "opt_in"
    """Takes back an opt-out that was confirmed."""
