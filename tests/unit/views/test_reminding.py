"""The reminders as people read them: calm, with how to have no more, and with the right buttons."""

from datetime import timedelta

import pytest

from bolt_app.demo.rules import check_message, check_view
from bolt_app.i18n import LANGUAGES
from bolt_app.optout.outgoing import Series, Unsure
from bolt_app.optout.reminders import Kind, caused, still
from bolt_app.views import kit, reminding
from bolt_app.views.ids import Press
from bolt_app.views.kit import View
from tests.every_reminder import REMINDED
from tests.record_builders import NAME_CONTACT, NOW, SENT, Act, record_of, translator

OWNER, CONTACT = "U0OWNER", "U0PRIYA"


def sent(*acts: Act, to: str = OWNER, nth: int = 1, language: str = "en", first: bool = False) -> View:
    """The nth reminder to somebody after these acts, when it is due."""
    entries = record_of((NAME_CONTACT, *acts))
    outgoing = [out for out in caused(entries) if out.recipient == to][nth - 1]
    reminder = still(outgoing, entries)
    assert reminder is not None
    return reminding.message(reminder, outgoing.key, outgoing.due, translator(language), first=first)


def buttons(message: View) -> dict[str, str]:
    """Action id to text, in order."""
    return {one["action_id"]: one["text"]["text"] for one in message["blocks"][-1]["elements"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REMINDED)
@pytest.mark.parametrize("to", [OWNER, CONTACT])
def test_every_reminder_is_a_message_slack_takes_with_a_text_of_its_own(name: str, to: str, language: str):
    message = sent(*REMINDED[name], to=to, language=language, first=True)
    assert check_message(message) == []
    assert message["text"] == message["blocks"][0]["text"]["text"]
    assert len(message["blocks"]) < kit.BLOCKS_IN_MESSAGE


@pytest.mark.parametrize("name", REMINDED)
@pytest.mark.parametrize("to", [OWNER, CONTACT])
def test_nothing_is_overdue_and_nobody_is_blamed(name: str, to: str):
    text = sent(*REMINDED[name], to=to, first=True)["text"].lower()
    for word in ("overdue", "late", "must", "please", "!", "you forgot", "should", "has not answered"):
        assert word not in text


@pytest.mark.parametrize(("nth", "days"), [(1, 7), (2, 14), (3, 30)])
def test_the_reminder_counts_the_days_since_the_letter(nth: int, days: int):
    assert sent(SENT, nth=nth)["text"] == (
        f"The opt-out e-mail was sent {days} days ago; no answer is recorded. Slack gives no deadline; we "
        "suggest asking again."
    )


def test_every_reminder_can_be_put_off_and_stopped_by_its_key_and_scope():
    message = sent(SENT)
    snooze, stop = message["blocks"][-1]["elements"][-2:]
    assert (snooze["action_id"], snooze["value"]) == (Press.SNOOZE, "T0ACME/2/ask_again/1/U0OWNER")
    assert (stop["action_id"], stop["value"]) == (Press.STOP, "T0ACME")
    assert stop["confirm"]["confirm"]["text"] == "Stop these reminders"


def test_an_owner_has_the_follow_up_at_hand_as_the_one_primary_button():
    message = sent(SENT)
    assert list(buttons(message)) == ["open.follow_up", "open.answer", "snooze", "stop"]
    styles = [one.get("style") for one in message["blocks"][-1]["elements"]]
    assert styles == ["primary", None, None, None]


@pytest.mark.parametrize("name", REMINDED)
def test_a_contact_gets_no_button_that_only_an_owner_may_use(name: str):
    assert list(buttons(sent(*REMINDED[name], to=CONTACT))) == ["snooze", "stop"]


def test_the_first_message_alone_says_why_it_comes_and_how_to_stop_it():
    why = sent(SENT, first=True)["blocks"][1]["elements"][0]["text"]
    assert why.startswith("You get this because you recorded it here as an owner.")
    assert "“Stop these reminders” ends them for you." in why
    assert "named you as the privacy contact" in str(sent(SENT, to=CONTACT, first=True))
    assert [block["type"] for block in sent(SENT)["blocks"]] == ["section", "actions"]


def test_every_kind_of_reminder_is_shown_here():
    shown = {caused(record_of(acts))[0].kind for acts in REMINDED.values()}
    assert shown == set(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_to_the_buttons_are_modals_slack_takes(language: str):
    t = translator(language)
    views = [reminding.snoozed(NOW.date(), t), reminding.not_snoozed(t), reminding.resumed(t)]
    for view in (*views, reminding.stopped("T0ACME", t)):
        assert check_view(view) == []


def test_who_stopped_them_can_have_them_again_at_once():
    [again] = reminding.stopped("T0ACME", translator("en"))["blocks"][-1]["elements"]
    assert (again["action_id"], again["value"]) == (Press.RESUME, "T0ACME")


def test_what_may_not_have_arrived_is_told_in_small_print_and_counted_past_three():
    lost = tuple(Unsure(OWNER, NOW - timedelta(days=day)) for day in range(5))
    t = translator("en")
    assert reminding.unsure((), t) == []
    [one] = reminding.unsure(lost[:1], t)
    [text] = one["elements"]
    assert text["text"].startswith("A reminder of 21 May 2026 may or may not have reached <@U0OWNER>")
    assert text["text"].endswith("It is not sent a second time: tell them yourself, if it matters.")
    [five] = reminding.unsure(lost, t)
    assert len(five["elements"]) == 4
    assert five["elements"][-1]["text"] == "Of 2 more messages it is not known either."


def test_who_is_told_of_changes_is_counted_and_not_named():
    lost = (*(Unsure(f"U0{one}", NOW, Series.NOTICES) for one in range(4)), Unsure(OWNER, NOW))
    [block] = reminding.unsure(lost, translator("en"))
    told = [element["text"] for element in block["elements"]]
    assert len(told) == 2
    assert told[0].startswith("A reminder of 21 May 2026 may or may not have reached <@U0OWNER>")
    assert told[1].startswith("Whether 4 notices of changes of Slack’s texts arrived is not known.")
    assert "U00" not in " ".join(told)
    [one] = reminding.unsure(lost[:1], translator("en"))
    assert one["elements"][0]["text"].startswith("Whether 1 notice of changes of Slack’s texts arrived")


def test_what_may_not_have_been_posted_names_the_channel():
    lost = (Unsure("C0PRIVACY", NOW, Series.ANNOUNCEMENTS),)
    [one] = reminding.unsure(lost, translator("en"))
    assert one["elements"][0]["text"].startswith(
        "What was to be posted in <#C0PRIVACY> on 21 May 2026 may or"
    )
