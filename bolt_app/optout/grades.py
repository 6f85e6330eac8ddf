"""The words for how a mail is graded: what its signature is worth, and whether it is about us; no rule."""

from enum import IntEnum, StrEnum


class AboutUs(IntEnum):
    """Whether a mail is about this scope, from least to most (design §2, "about us")."""

    STATED = 1
    """Linked to us by an owner's statement only: the reply names nobody."""
    ANSWERS = 2
    """It answers the Message-ID of our letter, whose sent mail is on file."""
    NAMES = 3
    """It names our address or id in the sender's own words."""


class Checked(StrEnum):
    """What came of checking a mail's DKIM signature (RFC 6376) on the day it was put on file."""

    NOT_CHECKED = "not_checked"
    """The key could not be looked up, or the check is not installed."""
    MISSING = "missing"
    INVALID = "invalid"
    """The bytes are not those that were signed: altered, or re-written by a mail program on the way."""
    NOT_ALIGNED = "not_aligned"
    """Valid, but by another domain than the one in From."""
    NOT_ENOUGH_SIGNED = "not_enough_signed"
    """Valid, but what is shown could have been added afterwards."""
    KEY_WEAK = "key_weak"
    EXPIRED = "expired"
    KEY_GONE = "key_gone"
    """The key is no longer published. Keys are changed now and then: it says nothing about a forgery."""
    UNLISTED = "unlisted"
    """Valid and aligned, but the sender is not on our reviewed list."""
    VALID = "valid"
    """Valid, aligned, and the sender is on our reviewed list."""
