"""Several people at once against one app and one pretended Slack: nobody's answer reaches another."""

from collections.abc import Callable
from typing import Any

import pytest

from bolt_app.demo.slack import PretendedSlack
from tests.storage.racing import at_once
from tests.unit.demo.tiny_app import TinyApp, home, modal, section

PEOPLE = ("ada", "grace", "lin", "sam", "camille", "noor")

pytestmark = pytest.mark.usefixtures("delivery")


def all_at_once(doing: Callable[[str], object]) -> None:
    """Everybody does it in the same moment; what goes wrong for one is raised."""
    at_once(lambda number: doing(PEOPLE[number]), racers=len(PEOPLE))


def test_everybody_gets_the_answer_meant_for_them(slack: PretendedSlack, app: TinyApp):
    app.on_command(lambda ack, command: ack(f"For {command['user_id']}"))
    all_at_once(lambda key: slack.person(key).types("/datapolicy"))
    for key in PEOPLE:
        assert slack.person(key).sees == f"For {slack.personas[key].user_id}"


def test_everybody_gets_their_own_home_and_modal(slack: PretendedSlack, app: TinyApp):
    def publishes(event: dict[str, Any], client: Any) -> None:
        client.views_publish(user_id=event["user"], view=home(section(f"Home of {event['user']}")))

    def opens(ack: Any, body: dict[str, Any], client: Any) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal(section(f"Form of {body['user_id']}")))

    app.on_event("app_home_opened", publishes)
    app.on_command(opens)
    all_at_once(lambda key: slack.person(key).opens_home())
    homes = {key: slack.person(key).sees for key in PEOPLE}
    all_at_once(lambda key: slack.person(key).types("/datapolicy"))
    for key in PEOPLE:
        user_id = slack.personas[key].user_id
        assert homes[key] == f"Home of {user_id}"
        assert f"Form of {user_id}" in slack.person(key).sees
    ids = [view.id for view in slack.surfaces.all()]
    assert len(ids) == len(set(ids)) == 2 * len(PEOPLE)
    assert len(slack.calls) == 2 * len(PEOPLE)
    assert not [call for call in slack.calls if call.error]
