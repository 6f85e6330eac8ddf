"""Triggers and response URLs by the clock; and the messages they lead to; no HTTP here."""

import pytest

from bolt_app.demo.exchange import RESPONSE_URL_USES, Exchange
from bolt_app.demo.messages import Messages
from bolt_app.demo.surfaces import SlackRefusal
from bolt_app.demo.workspace import acme
from tests.unit.demo.tiny_app import Clock, actions, button

ACME = acme()
ADA = ACME.personas["ada"]
SAM = ACME.personas["sam"]


@pytest.fixture
def exchange(clock: Clock) -> Exchange:
    return Exchange(clock)


@pytest.fixture
def messages(clock: Clock) -> Messages:
    return Messages(ACME, clock)


@pytest.mark.parametrize(("seconds", "error"), [(0, None), (3, None), (3.01, "expired_trigger_id")])
def test_a_trigger_lives_three_seconds(exchange: Exchange, clock: Clock, seconds: float, error: str | None):
    trigger_id = exchange.trigger("U0ADA", in_modal=True)
    clock.passes(seconds)
    if error:
        with pytest.raises(SlackRefusal, match=error):
            exchange.exchanged(trigger_id)
    else:
        trigger = exchange.exchanged(trigger_id)
        assert (trigger.user_id, trigger.in_modal) == ("U0ADA", True)


def test_a_trigger_used_up_stays_used_up_however_late(exchange: Exchange, clock: Clock):
    trigger_id = exchange.trigger("U0ADA")
    exchange.exchanged(trigger_id)
    clock.passes(60)
    with pytest.raises(SlackRefusal, match="exchanged_trigger_id"):
        exchange.exchanged(trigger_id)


def test_triggers_look_like_slacks_and_differ(exchange: Exchange):
    one, other = exchange.trigger("U0ADA"), exchange.trigger("U0ADA")
    assert one != other
    first, second, third = one.split(".")
    assert first.isdigit()
    assert second.isdigit()
    assert len(third) == 32


@pytest.mark.parametrize("invented", ["", "1", "1.2.3"])
def test_an_invented_trigger_or_response_url_is_unknown(exchange: Exchange, invented: str):
    with pytest.raises(SlackRefusal, match="invalid_trigger_id"):
        exchange.exchanged(invented)
    with pytest.raises(SlackRefusal, match="no_such_url"):
        exchange.answered(invented)


def test_a_response_url_is_used_five_times_within_half_an_hour(exchange: Exchange, clock: Clock):
    response_id = exchange.response_url("U0ADA", "C0GENERAL", "1.1")
    for use in range(RESPONSE_URL_USES):
        assert exchange.answered(response_id).uses == use + 1
    with pytest.raises(SlackRefusal, match="used_url"):
        exchange.answered(response_id)
    clock.passes(1801)
    with pytest.raises(SlackRefusal, match="expired_url"):
        exchange.answered(response_id)


def test_a_message_to_one_person_is_seen_by_that_person_only(messages: Messages):
    shown = messages.show(ADA, "C0GENERAL", {"text": "x"})
    sent = messages.send(SAM, {"text": "y"})
    assert messages.ephemeral == {"U0ADA": [shown]}
    assert messages.direct == {"U0SAM": [sent]}
    assert (shown.ephemeral, sent.ephemeral) == (True, False)
    assert sent.channel == "D0SAM"


def test_every_message_has_its_own_ts_even_when_the_clock_stands(messages: Messages, clock: Clock):
    stamps = [messages.post("C0GENERAL", {"text": "x"}).ts for _ in range(3)]
    assert len(set(stamps)) == 3
    assert {int(float(ts)) for ts in stamps} == {int(clock())}


def test_a_message_is_kept_with_its_author_and_ids(messages: Messages):
    posted = messages.post(
        "C0GENERAL", {"text": "x", "blocks": [actions(button("A", "a"))], "replace_original": True}
    )
    assert posted.content["bot_id"] == "B0DATAPOLICY"
    assert posted.content["ts"] == posted.ts
    assert "replace_original" not in posted.content
    assert posted.blocks[0]["block_id"]
    assert messages.post("C0GENERAL", {"text": "x"}).blocks == []


def test_replacing_or_removing_touches_one_message_of_one_person(messages: Messages):
    mine, other = (messages.show(ADA, "C0GENERAL", {"text": text}) for text in ("mine", "other"))
    messages.replace(SAM, mine.ts, {"text": "forged"})
    assert mine.content["text"] == "mine"
    messages.replace(ADA, mine.ts, {"text": "new"})
    assert (mine.content["text"], other.content["text"]) == ("new", "other")
    messages.remove(SAM, mine.ts)
    messages.remove(ADA, other.ts)
    messages.remove(ADA, "0.0")
    assert messages.ephemeral["U0ADA"] == [mine]


def test_what_all_see_can_be_replaced_by_whoever_used_it(messages: Messages):
    posted = messages.post("C0GENERAL", {"text": "old"})
    messages.replace(SAM, posted.ts, {"text": "new"})
    assert posted.content["text"] == "new"
