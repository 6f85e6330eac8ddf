"""Requests that name another app, come again later, or point at somebody else's view: nothing happens."""

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bolt_app.demo import payloads
from bolt_app.demo.delivery import AppFailed, HttpDelivery, signature
from bolt_app.demo.tryout import Wired
from bolt_app.views.ids import Press
from tests.patience import patient_delivery
from tests.scenarios.conftest import StandingClock, wire
from tests.scenarios.steps import calls, calls_of, entries, fills_in_the_letter, opens, prepares_and_sends


@pytest.fixture
def hosted(tmp_path: Path, clock: StandingClock, read_once: Mapping[str, Any]) -> Iterator[Wired]:
    """The app, installed by Ada from its pages."""
    with wire(tmp_path, clock, many=True, **read_once) as running:
        assert running.slack.person("ada").installs(f"{running.url}/slack/install").status == 200
        running.slack.calls.clear()
        yield running


def test_a_request_for_another_app_is_refused_whatever_it_is(hosted: Wired):
    ada = hosted.slack.person("ada")
    fills_in_the_letter(ada)
    hosted.slack.calls.clear()
    hosted.slack.workspace = replace(hosted.slack.workspace, app_id="A0ANOTHER")
    with pytest.raises(AppFailed, match="401"):
        ada.submits()
    sam = hosted.slack.person("sam")
    with pytest.raises(AppFailed, match="401"):
        sam.types("/datapolicy")
    sam.opens_home()
    assert sam.home is None
    assert calls(hosted) == []
    assert entries(hosted) == []


def test_the_stored_token_of_another_app_answers_nobody(hosted: Wired):
    stored = hosted.storage.installations
    (bot,) = stored.every()
    bot.app_id = "A0ANOTHER"
    stored.save(bot)
    with pytest.raises(AppFailed, match="401"):
        hosted.slack.person("sam").types("/datapolicy")
    assert calls(hosted) == []


def replayed(wired: Wired, seconds: float) -> HttpDelivery:
    """A way to the app on which requests bear the signature of some time ago, as recorded ones do."""
    workspace = wired.slack.workspace
    return replace(patient_delivery(wired.url, workspace.signing_secret), clock=lambda: time.time() - seconds)


@pytest.mark.parametrize("seconds", [301, 3600, -301])
def test_a_recorded_request_sent_again_later_is_refused(wired: Wired, seconds: int):
    ada = wired.slack.person("ada")
    prepares_and_sends(ada)
    opens(ada, "It came back undelivered")
    wired.slack.calls.clear()
    wired.slack.connect(replayed(wired, seconds))
    with pytest.raises(AppFailed, match="401"):
        ada.submits()
    gone = payloads.bare_event(wired.slack.workspace, {"type": "app_uninstalled"}, "Ev1", time.time())
    assert wired.slack.delivery.event(gone).status == 401
    assert calls(wired) == []
    assert len(entries(wired)) == 1
    assert list(wired.storage.departures.departed()) == []


def test_the_signature_of_one_body_does_not_fit_another(wired: Wired):
    workspace = wired.slack.workspace
    delivery = patient_delivery(wired.url, workspace.signing_secret)
    now = str(int(time.time()))
    signed = signature(workspace.signing_secret, now, json.dumps({"type": "event_callback"}))
    body = json.dumps(payloads.bare_event(workspace, {"type": "app_uninstalled"}, "Ev1", time.time()))
    headers = {"x-slack-request-timestamp": now, "x-slack-signature": signed}
    assert delivery.post(body, "application/json", headers).status == 401
    assert list(wired.storage.departures.departed()) == []


def test_a_submission_sent_a_second_time_at_once_makes_no_second_entry(wired: Wired):
    ada = wired.slack.person("ada")
    fills_in_the_letter(ada)
    sent = list[Mapping[str, Any]]()
    way = wired.slack.delivery

    class Recording(HttpDelivery):
        """Keeps what is sent on it."""

        def interaction(self, payload: Mapping[str, Any]) -> Any:
            sent.append(payload)
            return super().interaction(payload)

    assert isinstance(way, HttpDelivery)
    wired.slack.connect(Recording(way.request_url, way.signing_secret, way.answer_within))
    ada.submits()
    assert way.interaction(sent[-1]).status == 200
    assert len(entries(wired)) == 1


def test_a_button_in_a_view_of_somebody_else_s_shows_nobody_anything(wired: Wired):
    ada, sam = wired.slack.person("ada"), wired.slack.person("sam")
    prepares_and_sends(ada)
    opens(ada, "See the record")
    before = ada.sees
    body = {
        "type": "block_actions",
        "team": {"id": "T0ELSE", "domain": "elsewhere"},
        "user": {"id": sam.user_id, "team_id": "T0ELSE"},
        "api_app_id": wired.slack.workspace.app_id,
        "trigger_id": wired.slack.exchange.trigger(sam.user_id, in_modal=True),
        "container": {"type": "view", "view_id": "V0FOREIGN"},
        "view": {"id": "V0FOREIGN", "type": "modal", "private_metadata": "{}", "hash": "1"},
        "actions": [{"type": "button", "action_id": Press.OLDER.value, "block_id": "b", "value": "1"}],
    }
    assert wired.slack.delivery.interaction(body).status == 200
    assert calls_of(wired, "views.update")[-1].error == "not_found"
    assert ada.sees == before
    assert sam.modals == []
    assert len(entries(wired)) == 1
