"""Without a mouse: everything is reached with Tab, is seen to be, and works with Enter and Space."""

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

FAR = 120
"""More stops than any screen of the try-out has."""

_REACHED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const drawn = element => getComputedStyle(element).boxShadow !== 'none'
    || getComputedStyle(element).outlineStyle !== 'none';
  const box = one.getBoundingClientRect();
  const seen = box.width > 0 && box.height > 0 && box.left >= 0 && box.top < innerHeight && box.bottom > 0;
  const labels = [...(one.labels ?? [])].map(label => label.innerText).join(' ');
  return {
    label: one.getAttribute('aria-label') || labels || one.innerText.trim(),
    marked: drawn(one) || (one.parentElement.matches('.box') && drawn(one.parentElement)),
    seen,
    within: one.closest('[role=dialog]') ? 'dialog' : one.closest('main') ? 'main' : 'page',
  };
}"""


def stops(visitor: Visitor) -> Iterator[dict[str, object]]:
    """Presses Tab and tells what was reached, until the focus leaves the page or comes round."""
    for _ in range(FAR):
        visitor.page.keyboard.press("Tab")
        reached = visitor.page.evaluate(_REACHED)
        if reached is None:
            return
        yield reached
    raise AssertionError(f"Still on the page after {FAR} stops")


def tabs_to(visitor: Visitor, label: str) -> None:
    """Presses Tab until the focus is on what is labelled so; past the page's end it comes round."""
    passed = []
    for _ in range(FAR):
        visitor.page.keyboard.press("Tab")
        reached = visitor.page.evaluate(_REACHED) or {"label": ""}
        passed.append(reached["label"])
        if passed[-1].startswith(label):
            return
    raise AssertionError(f"{label!r} is not among the stops {passed}")


def test_the_first_stop_leads_past_the_navigation(visitor: Visitor):
    first = next(stops(visitor))
    assert first["label"] == "Skip to the content"
    assert first["seen"]
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**#content")
    assert next(stops(visitor))["within"] == "main"


def test_wherever_the_focus_is_it_can_be_seen(visitor: Visitor):
    for place in ("Data Policy", "general"):
        visitor.goes_to(place)
        reached = list(stops(visitor))
        assert len(reached) > 10
        assert [one for one in reached if not (one["marked"] and one["seen"])] == []


def test_every_button_of_home_is_a_stop(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    named = visitor.content.locator(".blocks button:visible").count()
    reached = [one for one in stops(visitor) if one["within"] == "main"]
    assert len(reached) == named + len(["Home", "Messages"])


def test_a_command_is_typed_and_its_sources_read_with_the_keyboard_alone(visitor: Visitor):
    visitor.goes_to("general")
    keyboard = visitor.page.keyboard
    tabs_to(visitor, "Message #general")
    keyboard.type("/datapolicy")
    keyboard.press("Enter")
    expect(visitor.page.get_by_role("article", name="Data Policy")).to_be_visible()
    tabs_to(visitor, "Sources of these statements")
    keyboard.press("Enter")
    expect(visitor.dialog).to_have_accessible_name("Sources")
    tabs_to(visitor, "Close")
    keyboard.press("Enter")
    expect(visitor.dialog).to_have_count(0)


def test_an_owner_fills_in_and_saves_the_letter_with_the_keyboard_alone(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    keyboard = visitor.page.keyboard
    tabs_to(visitor, "Prepare the opt-out e-mail")
    keyboard.press("Enter")
    expect(visitor.dialog).to_have_accessible_name("Opt-out e-mail")
    tabs_to(visitor, "I sent it today")
    keyboard.press("Space")
    tabs_to(visitor, "I am an owner and may decide this")
    keyboard.press("Space")
    tabs_to(visitor, "Save")
    keyboard.press("Enter")
    expect(visitor.dialog).to_have_accessible_name("Recorded")
    assert "Recorded as No. 1" in visitor.reads()


def test_the_arrows_move_the_choice(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Prepare the opt-out e-mail")
    tabs_to(visitor, "I sent it today")
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("ArrowDown")
    expect(visitor.dialog.get_by_label("Not yet, keep the draft")).to_be_checked()


def test_behind_an_open_modal_nothing_is_reached(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Prepare the opt-out e-mail")
    reached = list(stops(visitor))
    assert {one["within"] for one in reached} == {"dialog"}
    assert [one for one in reached if not (one["marked"] and one["seen"])] == []


def test_enter_in_a_field_saves_and_leaves_no_other_button_pressed(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("We already opted out")
    visitor.dialog.get_by_label("Slack’s reference, if it gave one").press("Enter")
    expect(visitor.dialog).to_have_accessible_name("Recorded")
    assert "An owner reports that Slack confirmed" in visitor.reads()


def test_discarding_is_asked_about_first_and_can_be_refused_with_the_keyboard(visitor: Visitor):
    visitor.opens_home_as("Ada Byron")
    visitor.presses("Prepare the opt-out e-mail")
    visitor.chooses("Not yet, keep the draft")
    visitor.presses("Save")
    visitor.closes()
    tabs_to(visitor, "Discard the draft")
    visitor.page.keyboard.press("Enter")
    asked = visitor.page.get_by_role("alertdialog", name="Discard the draft")
    expect(asked).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    assert "Our opt-out: Prepared, not sent" in visitor.reads()
