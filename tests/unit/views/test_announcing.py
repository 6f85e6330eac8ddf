"""What a channel reads, and what owners read of it: everything the record knows but names and reasons."""

from typing import Any

import pytest

from bolt_app.demo.rules import check_message, check_view
from bolt_app.i18n import LANGUAGES
from bolt_app.optout.choices import Channel, Topic
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Statement
from bolt_app.people import Scope
from bolt_app.views import announcing, channels, kit
from bolt_app.views.ids import Press
from bolt_app.views.metadata import About
from tests.every_announcement import ANNOUNCED, REFUSALS, announcement, refused
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    CHOOSE_CHANNEL,
    DECLINE,
    EXCLUDE,
    SENT,
    record_of,
    translator,
)
from tests.unit.views.reading import EN, FR, texts, whole

CHOSEN = record_of((CHOOSE_CHANNEL,))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ANNOUNCED)
def test_an_announcement_is_a_message_slack_takes_and_says_why_it_comes(name: str, language: str):
    message = announcement(ANNOUNCED[name])(translator(language))
    assert check_message(message) == []
    said = whole(message)
    entry = record_of((CHOOSE_CHANNEL, *ANNOUNCED[name]))[-1]
    assert entry.hash in said
    assert "U0OWNER" not in said
    assert {"en": "This comes because", "fr": "Ce message arrive parce que"}[language] in said
    assert message["text"].strip()
    assert len(message["blocks"]) == 3


def test_each_announcement_says_what_it_does_not_mean():
    for acts in ANNOUNCED.values():
        assert "does not switch" in whole(announcement(acts)(EN))


def test_no_reason_clause_or_note_goes_into_a_channel():
    said = whole(announcement((DECLINE,))(EN))
    assert "works council" not in said
    assert EXCLUDE[1].clause not in said
    corrected = whole(announcement(ANNOUNCED["corrected"])(EN))
    assert "It corrects No. 3." in corrected
    assert "another workspace" not in corrected


def test_the_button_opens_the_record_it_is_about():
    [button] = announcement((SENT,))(EN)["blocks"][-1]["elements"]
    assert (button["action_id"], button.get("value")) == (Press.RECORD, None)
    [own] = announcement((SENT,), about=About.WORKSPACE)(EN)["blocks"][-1]["elements"]
    assert own["value"] == About.WORKSPACE


def test_an_organisation_s_announcement_is_its_own():
    said = whole(announcement((SENT,), ACME_GROUP)(EN))
    assert "Our organisation’s opt-out: Sent" in said
    assert "an organisation owner chose this channel" in said


def unposted(why: str, number: int = 1, channel: str = "C0PRIVACY", t: Any = EN) -> list[dict[str, Any]]:
    return announcing.unposted(refused(why, number, channel), fold(ACME, CHOSEN), t)


@pytest.mark.parametrize("why", REFUSALS)
def test_what_was_not_posted_says_why_and_what_to_do(why: str):
    [block] = unposted(why)
    assert check_view({"type": "home", "blocks": [block]}) == []
    assert "<#C0PRIVACY>" in block["text"]["text"]
    assert block["accessory"]["action_id"] == Press.POST_NOW
    assert block["accessory"]["value"] == "T0ACME/2/announcement"
    assert block["accessory"]["accessibility_label"] == "Post No. 2 now"
    [french] = unposted(why, t=FR)
    assert french["text"]["text"] != block["text"]["text"]


def test_slack_s_two_words_for_not_being_there_are_one_sentence():
    assert unposted("not_in_channel") == unposted("channel_not_found")


def test_a_word_of_slack_s_that_nobody_foresaw_is_shown_inert():
    [block] = unposted("<!channel> *x*")
    assert "<!channel>" not in block["text"]["text"]
    assert "&lt;!channel&gt;" in block["text"]["text"]


def test_three_are_told_and_the_others_counted():
    assert len(unposted("not_in_channel", 3)) == 3
    more = unposted("not_in_channel", 5)
    assert texts(more)[-1] == "2 more were not posted either."


def test_of_a_channel_or_a_record_that_is_not_the_one_chosen_nothing_is_told():
    assert unposted("not_in_channel", channel="C0GENERAL") == []
    assert announcing.unposted(refused("not_in_channel"), fold(Scope("T0OTHER"), CHOSEN), EN) == []
    assert announcing.unposted(refused("not_in_channel"), fold(ACME, ()), EN) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_fits_an_option(language: str):
    t = translator(language)
    for text in (*channels.TOPICS.values(), *channels.LANGUAGES.values()):
        assert len(t(text)) <= kit.OPTION


def test_a_language_that_was_not_recorded_reads_as_english():
    channel = Channel("C0PRIVACY", (Topic.POLICY,), "", 1)
    assert channels.chosen(channel, EN) == (
        "*Channel:* the app posts in <#C0PRIVACY>, in this language: English.\n"
        "• What Slack changes in its texts"
    )
    assert channels.languages(channel, EN)["element"]["initial_option"]["value"] == "en"


def test_an_entry_that_names_no_channel_says_nothing_of_one():
    assert list(channels.stated(Statement(language="fr"), "", EN)) == []
