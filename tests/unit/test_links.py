"""Signed links: what each binds, when it ends, where there is none, and that nobody can write one."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.links import LIFETIME, Declined, Link, Links, Purpose, accepted, token
from bolt_app.people import Role, Scope, Viewer

NOW = datetime(2026, 5, 21, 9, 0, tzinfo=UTC)
SECRET, OLD, OTHER = b"s" * 32, b"o" * 32, b"x" * 32
LINK = Link(Purpose.UPLOAD, Scope("T0ACME"), "E0STAR", "U0ADA", "2", "5a" * 16, NOW + LIFETIME)
ADA = Viewer(Scope("T0ACME"), "U0ADA", Role.OWNER)
LINKS = Links("https://dp.example/app", [SECRET, OLD])


def opened(address: str, purpose: Purpose, now: datetime = NOW) -> Link | Declined:
    start = f"https://dp.example/app/{purpose}/"
    assert address.startswith(start)
    return LINKS.opened(purpose, address.removeprefix(start), now)


def test_a_token_gives_back_what_it_was_made_for():
    assert accepted(token(LINK, [SECRET]), Purpose.UPLOAD, [SECRET], NOW) == LINK


def test_each_kind_of_link_is_an_address_that_opens_what_was_asked_for():
    for made, purpose, what in (
        (LINKS.upload(ADA, 2, now=NOW), Purpose.UPLOAD, "2"),
        (LINKS.draft(ADA, "opt_out", now=NOW), Purpose.DRAFT, "opt_out"),
        (LINKS.download(ADA, "bundle", now=NOW), Purpose.EXPORT, "bundle"),
    ):
        assert made
        link = opened(made, purpose)
        assert isinstance(link, Link)
        assert link == Link(purpose, ADA.scope, "", ADA.user, what, link.once, NOW + LIFETIME)


def test_a_link_for_somebody_of_an_organisation_remembers_which():
    made = LINKS.download(replace(ADA, enterprise="E0STAR"), "csv", now=NOW)
    assert made
    link = opened(made, Purpose.EXPORT)
    assert isinstance(link, Link)
    assert (link.scope, link.enterprise) == (Scope("T0ACME"), "E0STAR")


def test_no_two_links_are_the_same_one():
    made = {LINKS.upload(ADA, 1, now=NOW) for _ in range(20)}
    assert len(made) == 20


def test_without_an_address_there_is_no_link():
    nowhere = Links()
    assert nowhere.upload(ADA, 1, now=NOW) is None
    assert nowhere.draft(ADA, "opt_out", now=NOW) is None
    assert nowhere.download(ADA, "csv", now=NOW) is None


def test_the_secrets_are_not_printed():
    assert "sss" not in repr(LINKS)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_counts_for_its_own_purpose_only(purpose: Purpose):
    for other in Purpose:
        made = accepted(token(replace(LINK, purpose=other), [SECRET]), purpose, [SECRET], NOW)
        assert (made is Declined.NOT_OURS) is (other is not purpose)


def test_it_is_safe_in_an_address_and_short_enough_for_a_button():
    made = token(replace(LINK, user="U" + "0" * 20, what="w" * 60), [SECRET])
    assert set(made) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert len(made) < 500


def test_it_lasts_fifteen_minutes_by_the_clock_that_is_passed_whatever_its_zone():
    made = LINKS.upload(ADA, 2, now=NOW.astimezone(timezone(timedelta(hours=-5))))
    assert made
    last = NOW + LIFETIME - timedelta(seconds=1)
    assert timedelta(minutes=15) == LIFETIME
    assert isinstance(opened(made, Purpose.UPLOAD, last.astimezone(timezone(timedelta(hours=9)))), Link)
    assert opened(made, Purpose.UPLOAD, NOW + LIFETIME) is Declined.EXPIRED


def test_an_older_secret_still_counts_until_it_is_gone():
    made = token(LINK, [OLD])
    assert accepted(made, Purpose.UPLOAD, [SECRET, OLD], NOW) == LINK
    assert accepted(made, Purpose.UPLOAD, [SECRET], NOW) is Declined.NOT_OURS


@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, purpose=Purpose.EXPORT),
        replace(LINK, scope=Scope("T0GLOBEX")),
        replace(LINK, enterprise=""),
        replace(LINK, user="U0GRACE"),
        replace(LINK, what="3"),
        replace(LINK, once="a5" * 16),
        replace(LINK, until=LINK.until + timedelta(hours=1)),
    ],
)
def test_the_signature_of_one_token_fits_no_other(other: Link):
    signature = token(LINK, [SECRET]).partition(".")[2]
    content = token(other, [OTHER]).partition(".")[0]
    for purpose in Purpose:
        assert accepted(f"{content}.{signature}", purpose, [SECRET], NOW) is Declined.NOT_OURS


@pytest.mark.parametrize("text", ["", ".", "a.b", "é.é", "a" * 10_000, "a." + "b" * 10_000])
def test_what_is_no_token_is_not_ours(text: str):
    assert accepted(text, Purpose.UPLOAD, [SECRET], NOW) is Declined.NOT_OURS


def test_without_a_secret_nothing_is_ours():
    assert accepted(token(LINK, [SECRET]), Purpose.UPLOAD, [], NOW) is Declined.NOT_OURS


@given(st.text(max_size=200))
def test_no_text_raises(text: str):
    assert accepted(text, Purpose.UPLOAD, [SECRET], NOW) is Declined.NOT_OURS


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_no_content_raises_even_if_it_were_signed(content: object):
    def plain(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    text = plain(json.dumps(content).encode())
    made = f"{text}.{plain(hmac.digest(SECRET, text.encode(), hashlib.sha256))}"
    assert accepted(made, Purpose.UPLOAD, [SECRET], NOW) is Declined.NOT_OURS


@given(st.integers(0, 300), st.characters(codec="ascii"))
def test_no_character_of_a_token_can_be_changed(at: int, character: str):
    made = token(LINK, [SECRET])
    at %= len(made)
    changed = made[:at] + character + made[at + 1 :]
    assert (accepted(changed, Purpose.UPLOAD, [SECRET], NOW) == LINK) is (changed == made)
