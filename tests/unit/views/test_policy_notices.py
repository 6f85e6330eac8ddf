"""Messages about changes: the words, what they touch, why it comes, how to end it; inside Slack's limits."""

import json

import pytest

from bolt_app.demo.rules import check_message, check_view
from bolt_app.i18n import LANGUAGES
from bolt_app.views.ids import Press
from tests.every_notice import every_notice
from tests.record_builders import translator
from tests.unit.views.reading import EN, buttons, labels, texts, whole

NOTICES = every_notice()
MESSAGES = [name for name in NOTICES if name.startswith(("notice-", "digest")) or name == "notice"]
VIEWS = [name for name in NOTICES if name not in MESSAGES]
TO_PEOPLE = [name for name in MESSAGES if "channel" not in name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_every_message(name: str, language: str):
    message = NOTICES[name](translator(language))
    assert check_message(message) == []
    assert len(json.dumps(message["blocks"], ensure_ascii=False)) < 13_000 * 1.5
    assert sum(map(len, texts(message["blocks"]))) < 13_000
    assert message["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_slack_takes_every_view(name: str, language: str):
    assert check_view(NOTICES[name](translator(language))) == []


@pytest.mark.parametrize("name", TO_PEOPLE)
def test_every_message_to_a_person_says_why_it_comes_and_ends_it_by_a_button(name: str):
    message = NOTICES[name](EN)
    assert "You get this" in whole(message)
    assert "“Tell me no more” ends it" in whole(message)
    assert [one["action_id"] for one in buttons(message)][-1] == Press.NO_NOTICES


@pytest.mark.parametrize("name", [name for name in MESSAGES if "channel" in name])
def test_what_goes_to_a_channel_says_who_chose_it_and_nobody_in_it_can_end_it(name: str):
    message = NOTICES[name](EN)
    assert "owner chose this channel on 12 May 2026 for what Slack changes in its texts" in whole(message)
    assert Press.NO_NOTICES not in [one["action_id"] for one in buttons(message)]


def test_a_long_change_is_cut_and_what_is_left_out_is_counted():
    told = whole(NOTICES["notice-long"](EN))
    assert "more paragraphs." in told
    assert "more statements." in told
    digest = NOTICES["digest-long"](EN)
    assert labels(digest).count("Show the words") == 10
    assert "And 3 more changes." in whole(digest)


def test_what_the_register_no_longer_says_is_not_named():
    assert "It touches no statement that this app quotes." in whole(NOTICES["notice-touches-nothing"](EN))


def test_each_way_but_the_one_that_holds_is_offered():
    assert labels(NOTICES["notices-nothing-asked"](EN)) == ["Tell me at once", "Tell me once a month"]
    assert labels(NOTICES["notices-at-once"](EN)) == ["Tell me once a month", "Tell me no more"]
    assert labels(NOTICES["notices-monthly"](EN)) == ["Tell me at once", "Tell me no more"]
    assert labels(NOTICES["notices-stopped"](EN)) == ["Tell me at once", "Tell me once a month"]
