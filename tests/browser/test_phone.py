"""On a phone 390 pixels wide: nothing has to be scrolled sideways, and fingers find what they press."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_newcomer import sends_the_letter
from tests.browser.visitor import PHONE, Visitor

FINGER = 32
"""Pixels; Slack's own buttons in the browser are as high, ours are higher on a phone."""


@pytest.mark.parametrize("who", ["Sam Rivers", "Ada Byron", "Camille Moreau", "Noor Haddad"])
def test_home_fits(phone: Visitor, who: str):
    phone.opens_home_as(who)
    assert phone.sideways() <= 0
    assert phone.beyond() == []


def test_the_answer_and_the_place_to_type_fit(phone: Visitor):
    phone.types("/datapolicy")
    assert phone.sideways() <= 0
    assert phone.beyond() == []
    box = phone.page.get_by_role("textbox", name="Message #general").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize(
    "button",
    ["All changes", "What we searched", "Show both sides", "Sources of this statement", "See the record"],
)
def test_what_one_reads_in_a_modal_fits(phone: Visitor, button: str):
    phone.opens_home_as("Sam Rivers")
    phone.presses(button)
    expect(phone.dialog).to_be_visible()
    assert phone.sideways() <= 0
    assert phone.beyond() == []


def test_the_letter_and_the_fingerprint_fit(phone: Visitor):
    phone.opens_home_as("Ada Byron")
    phone.presses("Prepare the opt-out e-mail")
    assert phone.sideways() <= 0
    phone.closes()
    sends_the_letter(phone)
    phone.presses("See the record")
    assert len(phone.dialog.locator("code").inner_text()) == 64
    assert phone.sideways() <= 0
    assert phone.beyond() == []


def test_a_finger_finds_every_button(phone: Visitor):
    phone.opens_home_as("Ada Byron")
    heights = [
        box["height"] for one in phone.content.get_by_role("button").all() if (box := one.bounding_box())
    ]
    assert len(heights) > 20
    assert min(heights) >= FINGER


def test_what_is_too_wide_is_noticed(phone: Visitor):
    phone.page.evaluate(
        "document.querySelector('main').append(Object.assign(document.createElement('pre'), "
        "{textContent: 'x'.repeat(400), className: 'wide'}))"
    )
    assert phone.sideways() > 0
    assert "pre.wide" in phone.beyond()
