"""Response URLs over real HTTP: how often and how long they answer, and what they replace."""

import json

from slack_sdk.webhook import WebhookClient

from bolt_app.demo.slack import PretendedSlack
from tests.unit.demo.tiny_app import Clock


def response_url(slack: PretendedSlack, original: str | None = None) -> WebhookClient:
    return WebhookClient(slack.response_url(slack.exchange.response_url("U0ADA", "C0GENERAL", original)))


def test_a_response_url_takes_five_answers(slack: PretendedSlack):
    url = response_url(slack)
    assert [url.send(text="x").body for _ in range(5)] == ["ok"] * 5
    sixth = url.send(text="x")
    assert (sixth.status_code, json.loads(sixth.body)["error"]) == (404, "used_url")
    assert len(slack.answers["U0ADA"]) == 5


def test_a_response_url_lives_half_an_hour(slack: PretendedSlack, clock: Clock):
    url = response_url(slack)
    clock.passes(1800)
    assert url.send(text="x").status_code == 200
    clock.passes(1)
    late = url.send(text="x")
    assert (late.status_code, json.loads(late.body)["error"]) == (404, "expired_url")


def test_an_unknown_response_url_and_a_refused_message_answer_so(slack: PretendedSlack):
    unknown = WebhookClient(slack.response_url("R9")).send(text="x")
    refused_message = response_url(slack).send(blocks=[{"type": "x"}])
    assert (unknown.status_code, json.loads(unknown.body)["error"]) == (404, "no_such_url")
    assert (refused_message.status_code, json.loads(refused_message.body)["error"]) == (400, "invalid_blocks")
    assert [call.error for call in slack.calls] == ["no_such_url", "invalid_blocks"]


def test_a_response_url_replaces_or_deletes_what_was_used(slack: PretendedSlack):
    ada = slack.personas["ada"]
    first = slack.messages.show(ada, "C0GENERAL", {"text": "One"})
    url = response_url(slack, first.ts)
    url.send(text="Two", replace_original=True)
    assert [posted.content["text"] for posted in slack.answers["U0ADA"]] == ["Two"]
    assert "replace_original" not in first.content
    url.send(text="Aside", replace_original=False)
    assert [posted.content["text"] for posted in slack.answers["U0ADA"]] == ["Two", "Aside"]
    url.send(delete_original=True)
    assert [posted.content["text"] for posted in slack.answers["U0ADA"]] == ["Aside"]
    url.send(text="All", response_type="in_channel")
    assert [posted.content["text"] for posted in slack.channel_posts] == ["All"]
