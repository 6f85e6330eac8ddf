"""A request goes on when it names the installed app, or when nobody knows better."""

import json
from typing import Any

import pytest
from slack_bolt import BoltRequest, BoltResponse

from bolt_app.installation import Installation
from listeners.own_app import OwnAppOnly

GOES_ON = BoltResponse(status=200)


def outcome(installed: str | None, body: dict[str, Any]) -> Any:
    request = BoltRequest(body=json.dumps(body), headers={"content-type": ["application/json"]})
    if installed is not None:
        request.context["installation"] = Installation(
            team_id="T1",
            enterprise_id="",
            is_enterprise_install=False,
            bot_user_id="U0BOT",
            bot_id="B0BOT",
            app_id=installed,
        )
    return OwnAppOnly().process(req=request, resp=BoltResponse(status=404), next=lambda: GOES_ON)


@pytest.mark.parametrize(
    ("installed", "body"),
    [
        ("A1", {"api_app_id": "A1"}),
        ("", {"api_app_id": "A1"}),
        ("A1", {}),
        ("A1", {"api_app_id": ""}),
        (None, {"api_app_id": "A1"}),
    ],
)
def test_it_goes_on(installed: str | None, body: dict[str, Any]):
    assert outcome(installed, body) is GOES_ON


@pytest.mark.parametrize("named", ["A2", "a1", "A1 "])
def test_another_app_is_refused_and_logged_without_the_body(named: str, caplog: pytest.LogCaptureFixture):
    answer = outcome("A1", {"api_app_id": named, "text": "what somebody wrote"})
    assert isinstance(answer, BoltResponse)
    assert (answer.status, answer.body) == (401, "")
    assert "T1 has A1" in caplog.text
    assert "what somebody wrote" not in caplog.text
