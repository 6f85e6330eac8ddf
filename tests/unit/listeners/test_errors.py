"""What a person reads when something broke, by the kind of request, and which faults pass by themselves."""

import json
import logging
from typing import Any
from urllib.error import URLError

import pytest
from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bolt_app.installation import Installation
from bolt_app.optout.fold import BrokenRecord
from bolt_app.optout.ledger import RecordUnavailable
from listeners.deadline import TooSlow
from listeners.errors import Errors, may_pass
from listeners.services import Services
from listeners.stated import AnotherVersion
from tests.unit.listeners import payloads
from tests.unit.listeners.payloads import ORG_WIDE, WORKSPACE

UNHANDLED = BoltUnhandledRequestError(request=BoltRequest(body=""), current_response=None)
ACME = Installation("T0ACME", "", is_enterprise_install=False, bot_user_id="U0BOT", bot_id="B0")


def refusal(error: str, status: int = 200) -> SlackApiError:
    """Return Slack's refusal as its SDK raises it."""
    answer = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.com/api/users.info",
        req_args={},
        data={"ok": False, "error": error},
        headers={},
        status_code=status,
    )
    return raised(answer)


def raised(answer: SlackResponse | dict[str, Any]) -> SlackApiError:
    return SlackApiError("The request failed.", answer)  # type: ignore[no-untyped-call] # the SDK's


@pytest.mark.parametrize(
    ("fault", "passes"),
    [
        (AnotherVersion("old"), False),
        (refusal("ratelimited", 429), True),
        (refusal("", 429), True),
        (refusal("internal_error"), True),
        (refusal("fatal_error"), True),
        (refusal("service_unavailable"), True),
        (refusal("a page that is no JSON", 503), True),
        (refusal("", 500), True),
        (refusal("invalid_auth"), False),
        (refusal("missing_scope"), False),
        (refusal("invalid_arguments"), False),
        (refusal("not_found", 404), False),
        (raised({"ok": False, "error": "ratelimited"}), True),
        (raised({"ok": False, "error": "view_too_large"}), False),
        (TooSlow("users.info"), True),
        (RecordUnavailable("The database is busy."), True),
        (ConnectionResetError(), True),
        (URLError("refused"), True),
        (TimeoutError(), True),
        (BrokenRecord(3), False),
        (KeyError("user"), False),
        (ValueError("a bug"), False),
    ],
)
def test_only_a_fault_that_passes_makes_slack_deliver_again(fault: Exception, passes: bool):  # noqa: FBT001
    assert may_pass(fault) is passes


@pytest.fixture
def context(client: WebClient) -> BoltContext:
    return BoltContext({"client": client, "installation": ACME})


@pytest.fixture
def errors(services: Services) -> Errors:
    return Errors(services)


def body_of(answer: BoltResponse) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(answer.body)
    return body


def test_a_command_is_answered_with_a_sentence_only_its_sender_sees(errors, context):
    answer = errors.happened(ValueError("a bug"), payloads.command(WORKSPACE), context)
    assert answer.status == 200
    assert answer.headers["content-type"] == ["application/json;charset=utf-8"]
    said = body_of(answer)
    assert said["response_type"] == "ephemeral"
    assert said["text"].startswith("This did not work, and the fault is not yours.")


def test_a_form_is_answered_with_a_modal_on_top_so_that_what_was_typed_stays(errors, context):
    answer = errors.happened(ValueError("a bug"), payloads.submission(WORKSPACE, {}), context)
    said = body_of(answer)
    assert (answer.status, said["response_action"]) == (200, "push")
    assert said["view"]["title"]["text"] == "Something went wrong"
    assert "What you typed is still there" in str(said["view"]["blocks"])
    assert "submit" not in said["view"]


def test_who_waited_too_long_is_told_that(errors, context):
    answer = errors.happened(TooSlow("users.info"), payloads.command(ORG_WIDE), context)
    assert "Slack did not answer in time" in body_of(answer)["text"]


@pytest.mark.parametrize(("fault", "status"), [(TooSlow("views.publish"), 500), (KeyError("bug"), 200)])
def test_an_event_is_delivered_again_only_for_a_fault_that_passes(errors, context, fault, status):
    answer = errors.happened(fault, payloads.home_opened(WORKSPACE), context)
    assert (answer.status, answer.body) == (status, "")


def test_what_nobody_reads_is_answered_with_nothing(errors, context):
    answer = errors.happened(ValueError("a bug"), {"type": "view_closed", "user": {"id": "U0ADA"}}, context)
    assert (answer.status, answer.body) == (200, "")


@pytest.mark.parametrize(
    ("inside", "method"), [(None, "views.open"), ("modal", "views.push"), ("home", "views.open")]
)
def test_a_button_is_answered_with_a_modal_while_its_trigger_lives(errors, context, slack, inside, method):
    shown = payloads.view(WORKSPACE, inside) if inside else None
    body = payloads.click(WORKSPACE, {"action_id": "record"}, shown)
    answer = errors.happened(ValueError("a bug"), body, context)
    assert (answer.status, answer.body) == (200, "")
    [call] = slack.calls
    assert call.method == method
    assert call.arguments["trigger_id"] == "1.2.abc"


def test_a_button_whose_trigger_is_dead_is_answered_all_the_same(errors, context, slack, caplog):
    answer = errors.happened(ValueError("a bug"), payloads.click(WORKSPACE, {"action_id": "record"}), context)
    assert slack.calls[-1].error == "invalid_trigger_id"
    assert answer.status == 200
    assert "The person could not be told: SlackApiError" in caplog.text


def test_a_button_that_was_never_authorized_costs_no_call_without_a_token(errors, client, slack):
    fault, press = (
        RecordUnavailable("The database is busy."),
        payloads.click(WORKSPACE, {"action_id": "record"}),
    )
    answer = errors.happened(fault, press, BoltContext({"client": client}))
    assert (answer.status, slack.calls) == (200, [])


@pytest.mark.parametrize("fault", [AnotherVersion("old"), UNHANDLED])
def test_what_is_of_another_version_is_a_warning_and_never_delivered_again(errors, context, caplog, fault):
    with caplog.at_level(logging.WARNING):
        assert errors.happened(fault, payloads.home_opened(WORKSPACE), context).status == 200
    [logged] = caplog.records
    assert logged.getMessage() == f"Unhandled: event_callback with 'app_home_opened' ({fault})"
    assert (logged.levelname, logged.exc_info) == ("WARNING", None)


def test_the_log_gets_the_fault_whole(errors, context, caplog):
    with caplog.at_level(logging.ERROR):
        errors.happened(BrokenRecord(3), payloads.command(WORKSPACE), context)
    [logged] = caplog.records
    assert logged.getMessage() == "A command request failed"
    assert logged.exc_info is not None
    assert isinstance(logged.exc_info[1], BrokenRecord)


def test_a_remembered_person_reads_of_it_in_their_language(errors, services, context, slack):
    services.viewers.shown(ACME, "U0CAMILLE", context.client)
    slack.calls.clear()
    form = payloads.command(WORKSPACE) | {"user_id": "U0CAMILLE"}
    english = body_of(errors.happened(ValueError("a bug"), payloads.command(WORKSPACE), context))["text"]
    french = body_of(errors.happened(ValueError("a bug"), form, context))["text"]
    assert french == services.translators["fr"](english) != english
    assert slack.calls == []


def test_a_request_that_was_never_authorized_is_answered_in_english(errors):
    answer = errors.happened(ValueError("a bug"), payloads.command(WORKSPACE), BoltContext({}))
    assert body_of(answer)["text"].startswith("This did not work")
