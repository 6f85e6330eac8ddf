"""What a screen reader is told, by Chromium's own accessibility tree: roles, names, states, landmarks."""

import pytest

from tests.browser.test_newcomer import sends_the_letter
from tests.browser.visitor import Visitor

USED = {"button", "link", "textbox", "radio", "checkbox", "combobox", "Date", "date"}

FORMS = {
    "Prepare the opt-out e-mail": "Opt-out e-mail",
    "We already opted out": "Opted out earlier",
    "Our contract excludes it": "Excluded by contract",
    "We decide not to": "Decide not to opt out",
    "Name a privacy contact": "Privacy contact",
}


def test_the_page_has_a_navigation_and_one_main_part(visitor: Visitor):
    roles = [node.role for node in visitor.hears()]
    assert roles.count("main") == 1
    assert roles.count("navigation") == 1


def test_whose_eyes_one_looks_through_is_told_and_not_only_coloured(visitor: Visitor):
    chosen = visitor.page.locator("[aria-current=true]")
    assert chosen.count() == 1
    assert "Sam Rivers" in chosen.inner_text()


def test_headings_come_in_order(visitor: Visitor):
    levels = [node.states["level"] for node in visitor.hears() if node.role == "heading"]
    beginning = levels.index(1)
    assert levels.count(1) == 1
    assert set(levels[beginning + 1 :]) == {2}


@pytest.mark.parametrize("who", ["Sam Rivers", "Ada Byron", "Camille Moreau", "Noor Haddad"])
def test_everything_that_can_be_used_has_a_name(visitor: Visitor, who: str):
    visitor.opens_home_as(who)
    used = [node for node in visitor.hears() if node.role in USED]
    assert len(used) > 20
    assert [node for node in used if not node.name.strip()] == []


def test_no_two_sources_buttons_of_the_practices_sound_the_same(visitor: Visitor):
    names = [node.name for node in visitor.hears() if node.name.startswith("Sources: ")]
    assert len(names) >= 10
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("button", FORMS)
def test_a_form_is_a_named_dialog_with_named_fields(visitor: Visitor, button: str):
    visitor.opens_home_as("Ada Byron")
    visitor.presses(button)
    heard = visitor.hears()
    (dialog,) = [node for node in heard if node.role == "dialog"]
    assert dialog.name == FORMS[button]
    assert dialog.states["modal"] is True
    assert [node for node in heard if node.role in USED and not node.name.strip()] == []
    assert [node.name for node in heard if node.role in ("main", "navigation")] == []


def test_a_hint_is_told_with_its_field(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Prepare the opt-out e-mail")
    (subject,) = [node for node in visitor.hears() if (node.role, node.name) == ("textbox", "Subject")]
    assert subject.description == "Leave it exactly as it is."
    assert subject.states["required"] is True


def test_choices_are_told_as_one_question(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Prepare the opt-out e-mail")
    heard = visitor.hears()
    assert [node.name for node in heard if node.role == "radiogroup"] == ["Did you send it?"]
    assert [node.states["checked"] for node in heard if node.role == "radio"].count("true") <= 1


def test_what_is_wrong_is_told_at_once_and_with_its_field(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("We decide not to")
    visitor.presses("Save")
    heard = visitor.hears()
    assert [node for node in heard if node.role == "alert"]
    (reason,) = [node for node in heard if (node.role, node.name) == ("textbox", "Reason")]
    assert reason.states["invalid"] == "true"
    assert "Please complete this required field." in reason.description


def test_a_modal_over_a_modal_is_the_only_dialog_told(visitor: Visitor):
    sends_the_letter(visitor)
    visitor.presses("See the record")
    visitor.presses("Correct the record")
    assert [node.name for node in visitor.hears() if node.role == "dialog"] == ["Correct the record"]
    visitor.presses("Back")
    assert [node.name for node in visitor.hears() if node.role == "dialog"] == ["The record"]
