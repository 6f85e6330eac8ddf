"""The message to who installed the app, as it reads; nobody is written to."""

from typing import Any

import pytest

from bolt_app.demo.rules import check_message
from bolt_app.people import Scope
from bolt_app.views.welcome import welcome
from tests.unit.views.reading import EN, FR, texts

TEAM, ORGANISATION = Scope("T1"), Scope("E1")


def message(scope: Scope = TEAM, name: str = "Acme", **more: Any) -> dict[str, Any]:
    return welcome(scope, name, EN, **{"team": "T1", "app_id": "A1", "privacy": "", **more})


def shown(sent: dict[str, Any]) -> str:
    return "\n".join(texts(sent))


def test_it_says_where_the_app_is_what_now_and_why_it_comes_once():
    text = shown(message())
    assert "Data Policy is installed in Acme." in text
    assert "everybody there can type `/datapolicy`" in text
    assert "You get this message once, because you installed the app." in text
    assert message()["text"] == "Data Policy is installed in Acme."


def test_for_an_organisation_it_says_so():
    assert "installed for the organisation Starship." in shown(message(ORGANISATION, "Starship"))


def test_the_privacy_page_is_named_where_there_is_one():
    assert "<https://dp.example/privacy|the privacy page>" in shown(
        message(privacy="https://dp.example/privacy")
    )
    assert "privacy page" not in shown(message())


def test_the_button_leads_to_the_app_s_home():
    (button,) = next(block for block in message()["blocks"] if block["type"] == "actions")["elements"]
    assert button["url"] == "slack://app?team=T1&id=A1&tab=home"


@pytest.mark.parametrize("name", ["<!channel>", "*Acme*", "Acme & Sons <https://evil.example|x>", ""])
def test_whatever_a_workspace_is_called_nothing_in_it_is_a_mention_or_a_link(name: str):
    text = shown(message(name=name))
    assert "<!" not in text
    assert "<https" not in text
    assert "**" not in text
    assert "installed in ." not in text


@pytest.mark.parametrize("t", [EN, FR], ids=["en", "fr"])
@pytest.mark.parametrize("scope", [TEAM, ORGANISATION])
def test_slack_takes_it(t, scope: Scope):
    sent = welcome(scope, "A" * 200, t, team="T1", app_id="A1", privacy="https://dp.example/privacy")
    assert check_message({name: sent[name] for name in ("text", "blocks")}) == []
