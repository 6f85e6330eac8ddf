"""The one-time link's token: what it binds, when it ends, and that nobody can write one."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.evidence.invitation import LIFETIME, Declined, Invitation, accepted, invite, token
from bolt_app.people import Scope

NOW = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)
SECRET, OLD, OTHER = b"s" * 32, b"o" * 32, b"x" * 32
INVITATION = invite(Scope("T0ACME"), "U0ADA", 2, once="5a" * 16, now=NOW)


def test_a_token_gives_back_what_it_was_made_for():
    assert accepted(token(INVITATION, [SECRET]), [SECRET], NOW) == INVITATION


def test_it_is_safe_in_an_address():
    assert set(token(INVITATION, [SECRET])) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    )


def test_it_lasts_fifteen_minutes_by_the_clock_that_is_passed_whatever_its_zone():
    made = token(INVITATION, [SECRET])
    last = NOW + LIFETIME - timedelta(seconds=1)
    assert timedelta(minutes=15) == LIFETIME
    assert accepted(made, [SECRET], last.astimezone(timezone(timedelta(hours=9)))) == INVITATION
    assert accepted(made, [SECRET], NOW + LIFETIME) is Declined.EXPIRED


def test_an_older_secret_still_counts_until_it_is_gone():
    made = token(INVITATION, [OLD])
    assert accepted(made, [SECRET, OLD], NOW) == INVITATION
    assert accepted(made, [SECRET], NOW) is Declined.NOT_OURS


@pytest.mark.parametrize(
    "other",
    [
        replace(INVITATION, scope=Scope("T0GLOBEX")),
        replace(INVITATION, user="U0GRACE"),
        replace(INVITATION, entry=3),
        replace(INVITATION, once="a5" * 16),
        replace(INVITATION, until=INVITATION.until + timedelta(hours=1)),
    ],
)
def test_the_signature_of_one_token_fits_no_other(other: Invitation):
    signature = token(INVITATION, [SECRET]).partition(".")[2]
    content = token(other, [OTHER]).partition(".")[0]
    assert accepted(f"{content}.{signature}", [SECRET], NOW) is Declined.NOT_OURS


@pytest.mark.parametrize("text", ["", ".", "a.b", "é.é", "a" * 10_000, "a." + "b" * 10_000])
def test_what_is_no_token_is_not_ours(text: str):
    assert accepted(text, [SECRET], NOW) is Declined.NOT_OURS


def test_without_a_secret_nothing_is_ours():
    assert accepted(token(INVITATION, [SECRET]), [], NOW) is Declined.NOT_OURS


@given(st.text(max_size=200))
def test_no_text_raises(text: str):
    assert accepted(text, [SECRET], NOW) is Declined.NOT_OURS


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_no_content_raises_even_if_it_were_signed(content: object):
    import hashlib  # noqa: PLC0415
    import hmac  # noqa: PLC0415

    def plain(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    text = plain(json.dumps(content).encode())
    made = f"{text}.{plain(hmac.digest(SECRET, text.encode(), hashlib.sha256))}"
    assert isinstance(accepted(made, [SECRET], NOW), Invitation | Declined)


@given(st.integers(0, 200), st.characters(codec="ascii"))
def test_no_character_of_a_token_can_be_changed(at: int, character: str):
    made = token(INVITATION, [SECRET])
    at %= len(made)
    changed = made[:at] + character + made[at + 1 :]
    assert (accepted(changed, [SECRET], NOW) == INVITATION) is (changed == made)
