"""Views over the pretended Web API: triggers, stacks, hashes, and what Slack fills in."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.asking import FORM, HOME, refused
from tests.unit.demo.tiny_app import Clock, modal, section


def test_a_trigger_lives_three_seconds_and_is_used_once(
    slack: PretendedSlack, client: WebClient, clock: Clock
):
    trigger = slack.exchange.trigger("U0ADA")
    clock.passes(3)
    client.views_open(trigger_id=trigger, view=FORM)
    with pytest.raises(SlackApiError) as again:
        client.views_open(trigger_id=trigger, view=FORM)
    late = slack.exchange.trigger("U0ADA")
    clock.passes(3.1)
    with pytest.raises(SlackApiError) as expired:
        client.views_open(trigger_id=late, view=FORM)
    assert (refused(again), refused(expired)) == ("exchanged_trigger_id", "expired_trigger_id")


def test_a_refused_view_leaves_its_trigger_unused(slack: PretendedSlack, client: WebClient):
    trigger = slack.exchange.trigger("U0ADA")
    with pytest.raises(SlackApiError):
        client.views_open(trigger_id=trigger, view=modal(section("")))
    assert client.views_open(trigger_id=trigger, view=FORM)["view"]["type"] == "modal"


def test_views_are_pushed_up_to_three_and_only_from_within_a_modal(slack: PretendedSlack, client: WebClient):
    with pytest.raises(SlackApiError) as nothing_open:
        client.views_push(trigger_id=slack.exchange.trigger("U0ADA", in_modal=True), view=FORM)
    root = client.views_open(trigger_id=slack.exchange.trigger("U0ADA"), view=FORM)["view"]
    with pytest.raises(SlackApiError) as outside:
        client.views_push(trigger_id=slack.exchange.trigger("U0ADA"), view=FORM)
    second = client.views_push(trigger_id=slack.exchange.trigger("U0ADA", in_modal=True), view=FORM)["view"]
    client.views_push(trigger_id=slack.exchange.trigger("U0ADA", in_modal=True), view=FORM)
    with pytest.raises(SlackApiError) as fourth:
        client.views_push(trigger_id=slack.exchange.trigger("U0ADA", in_modal=True), view=FORM)
    assert (second["root_view_id"], second["previous_view_id"]) == (root["id"], root["id"])
    assert (refused(nothing_open), refused(outside)) == ("not_found", "not_found")
    assert refused(fourth) == "push_limit_reached"


def test_a_view_updated_meanwhile_conflicts_by_its_hash(slack: PretendedSlack, client: WebClient):
    view = client.views_open(trigger_id=slack.exchange.trigger("U0ADA"), view=FORM)["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("Two")))["view"]
    with pytest.raises(SlackApiError) as conflict:
        client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
    with pytest.raises(SlackApiError) as other_type:
        client.views_update(view_id=view["id"], view=HOME)
    assert newer["hash"] != view["hash"]
    assert (refused(conflict), refused(other_type)) == ("hash_conflict", "invalid_arguments")
    assert "Two" in slack.person("ada").sees


def test_a_home_published_meanwhile_conflicts_by_its_hash(client: WebClient):
    first = client.views_publish(user_id="U0ADA", view=HOME)["view"]
    second = client.views_publish(user_id="U0ADA", view=HOME, hash=first["hash"])["view"]
    with pytest.raises(SlackApiError) as conflict:
        client.views_publish(user_id="U0ADA", view=HOME, hash=first["hash"])
    assert second["id"] == first["id"]
    assert refused(conflict) == "hash_conflict"


def test_an_external_id_names_one_view_only(slack: PretendedSlack, client: WebClient):
    named = modal(section("One"), external_id="letter")
    client.views_open(trigger_id=slack.exchange.trigger("U0ADA"), view=named)
    with pytest.raises(SlackApiError) as twice:
        client.views_open(trigger_id=slack.exchange.trigger("U0SAM"), view=named)
    client.views_update(external_id="letter", view=modal(section("Two"), external_id="letter"))
    assert refused(twice) == "duplicate_external_id"
    assert "Two" in slack.person("ada").sees


def test_slack_fills_in_ids_and_the_defaults_of_texts(slack: PretendedSlack, client: WebClient):
    view = client.views_open(trigger_id=slack.exchange.trigger("U0ADA"), view=FORM)["view"]
    assert view["title"]["emoji"] is True
    assert view["blocks"][0]["block_id"]
    assert view["blocks"][0]["text"]["verbatim"] is False
    assert view["state"] == {"values": {}}
    assert "block_id" not in FORM["blocks"][0]
