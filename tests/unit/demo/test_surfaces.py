"""Home tabs and stacks of modals under any order of doings; no HTTP and no app here."""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bolt_app.demo.surfaces import MODALS_AT_ONCE, SlackRefusal, Surfaces, elements, kept
from bolt_app.demo.workspace import acme, organisation
from tests.unit.demo.tiny_app import actions, button, home, modal, section, text_input

USERS = ("U0ADA", "U0SAM")


class AnyOrder(RuleBasedStateMachine):
    """Two people and an app that opens, pushes, updates and publishes as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.surfaces = Surfaces(lambda: 1_800_000_000.0)
        self.hashes: set[str] = set()

    def seen(self, shown: Any) -> None:
        assert shown.hash not in self.hashes, "a hash came twice: a race would not be noticed"
        self.hashes.add(shown.hash)

    @rule(user=st.sampled_from(USERS), text=st.sampled_from("abc"))
    def publish(self, user: str, text: str) -> None:
        before = self.surfaces.homes.get(user)
        shown = self.surfaces.publish(user, home(section(text)), before.hash if before else None)
        assert before is None or shown.id == before.id
        self.seen(shown)

    @rule(user=st.sampled_from(USERS))
    def open(self, user: str) -> None:
        shown = self.surfaces.open(user, modal(section("x")))
        assert self.surfaces.stacks[user] == [shown]
        assert (shown.root_view_id, shown.previous_view_id) == (shown.id, None)
        self.seen(shown)

    @rule(user=st.sampled_from(USERS))
    def push(self, user: str) -> None:
        stack = list(self.surfaces.stacks.get(user, []))
        if not 0 < len(stack) < MODALS_AT_ONCE:
            with pytest.raises(SlackRefusal):
                self.surfaces.push(user, modal(section("x")))
            return
        shown = self.surfaces.push(user, modal(section("x")))
        assert (shown.root_view_id, shown.previous_view_id) == (stack[0].id, stack[-1].id)
        self.seen(shown)

    @precondition(lambda self: self.surfaces.all())
    @rule(data=st.data())
    def update(self, data: st.DataObject) -> None:
        shown = data.draw(st.sampled_from(self.surfaces.all()), label="which")
        view = home(section("y")) if shown.content["type"] == "home" else modal(section("y"))
        with pytest.raises(SlackRefusal, match="hash_conflict"):
            self.surfaces.update(view, shown.id, None, "0.old")
        self.seen(self.surfaces.update(view, shown.id, None, shown.hash))

    @rule(user=st.sampled_from(USERS), everything=st.booleans())
    def close(self, user: str, everything: bool) -> None:  # noqa: FBT001 - drawn by the machine
        before = len(self.surfaces.stacks.get(user, []))
        self.surfaces.close(user, everything=everything)
        after = len(self.surfaces.stacks.get(user, []))
        assert after == (0 if everything else max(before - 1, 0))

    @invariant()
    def never_more_than_three(self) -> None:
        assert all(len(stack) <= MODALS_AT_ONCE for stack in self.surfaces.stacks.values())

    @invariant()
    def every_view_has_its_own_id_and_owner(self) -> None:
        views = self.surfaces.all()
        assert len({view.id for view in views}) == len(views)
        assert all(view in self.surfaces.stacks[user] for user in USERS if (view := self.surfaces.top(user)))


AnyOrder.TestCase.settings = settings(max_examples=60, stateful_step_count=20)
TestAnyOrder = AnyOrder.TestCase


@pytest.fixture
def surfaces() -> Surfaces:
    return Surfaces(lambda: 1_800_000_000.9)


def test_a_hash_begins_with_the_second_it_was_made(surfaces: Surfaces):
    assert surfaces.open("U0ADA", modal(section("x"))).hash.startswith("1800000000.")


def test_a_view_that_was_closed_cannot_be_updated(surfaces: Surfaces):
    shown = surfaces.open("U0ADA", modal(section("x")))
    surfaces.close("U0ADA")
    with pytest.raises(SlackRefusal, match="not_found"):
        surfaces.update(modal(section("y")), shown.id, None, None)


def test_opening_takes_the_place_of_the_stack_that_was_open(surfaces: Surfaces):
    surfaces.open("U0ADA", modal(section("x")))
    surfaces.push("U0ADA", modal(section("y")))
    surfaces.open("U0ADA", modal(section("z")))
    assert len(surfaces.stacks["U0ADA"]) == 1


def test_closing_where_nothing_is_open_changes_nothing(surfaces: Surfaces):
    surfaces.close("U0ADA")
    surfaces.close("U0ADA", everything=True)
    assert surfaces.all() == []


def test_an_update_keeps_what_was_typed_where_the_field_stays_and_drops_the_rest(surfaces: Surfaces):
    shown = surfaces.open("U0ADA", modal(text_input("A", "a"), text_input("B", "b")))
    for block_id in ("a", "b"):
        shown.entered[block_id, "typed"] = {"type": "plain_text_input", "value": block_id}
    shown.errors["a"] = "No."
    surfaces.update(modal(text_input("B", "b"), text_input("C", "c")), shown.id, None, None)
    assert list(shown.entered) == [("b", "typed")]
    assert shown.errors == {}


def test_the_app_gets_the_view_it_sent_with_ids_and_defaults(surfaces: Surfaces):
    shown = surfaces.open("U0ADA", modal(section("x"), private_metadata="7", notify_on_close=True))
    payload = shown.payload(acme(), {"b": {"a": {"type": "plain_text_input", "value": "x"}}})
    assert payload.keys() == {
        "id",
        "team_id",
        "type",
        "blocks",
        "private_metadata",
        "callback_id",
        "state",
        "hash",
        "title",
        "clear_on_close",
        "notify_on_close",
        "close",
        "submit",
        "previous_view_id",
        "root_view_id",
        "app_id",
        "external_id",
        "app_installed_team_id",
        "bot_id",
    }
    assert payload["state"]["values"]["b"]["a"]["value"] == "x"
    assert (payload["private_metadata"], payload["notify_on_close"], payload["external_id"]) == (
        "7",
        True,
        "",
    )


def test_an_organisation_wide_view_was_installed_by_the_organisation(surfaces: Surfaces):
    payload = surfaces.open("W0ADA", modal(section("x"))).payload(organisation(), {})
    assert (payload["team_id"], payload["app_installed_team_id"]) == ("T0ACME", "E0STAR")


def test_what_the_app_gets_cannot_change_what_is_kept(surfaces: Surfaces):
    shown = surfaces.open("U0ADA", modal(section("x")))
    shown.payload(acme(), {})["blocks"][0]["text"]["text"] = "forged"
    assert shown.blocks[0]["text"]["text"] == "x"


def test_keeping_a_view_leaves_the_apps_own_untouched():
    view = home(actions(button("A", "a"), {"type": "button", "text": {"type": "plain_text", "text": "B"}}))
    block = kept(view)["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"] == "a"
    assert block["elements"][1]["action_id"]
    assert "block_id" not in view["blocks"][0]


def test_rich_text_has_nothing_to_press():
    assert elements({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}) == []
