"""What holds of every view the app can send, whatever it is about: tone, honesty, and who can use it."""

import re
from collections import Counter

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.register.model import Register
from bolt_app.views.claims import sentence, standing
from bolt_app.views.forms import Form
from bolt_app.views.ids import Callback, Press
from bolt_app.views.metadata import unpack
from tests.every_view import EVERY, LONG, Sent
from tests.record_builders import shipped, translator
from tests.unit.views.reading import EN, FR, buttons, labels, texts, walked, whole

VIEWS = {(name, language): EVERY[name](translator(language)) for name in EVERY for language in LANGUAGES}

every_view = pytest.mark.parametrize("view", VIEWS.values(), ids=["-".join(key) for key in VIEWS])
english = pytest.mark.parametrize("name", EVERY)

WORD = re.compile(r"[^\W\d_]")
UNWANTED = re.compile(
    r"!(?!date\^)|please note|\bsimply\b|\bemployer\b|\boverdue\b|Slack has not|veuillez noter|"
    r"\bdésinscription\b|\bemployeur\b",
    re.IGNORECASE,
)
ABOUT_SLACK = re.compile(r"\bSlack(?:’s [a-z ]+)? (?:also )?(?:says|said|told)\b")


@every_view
def test_one_button_at_most_is_the_primary_one(view: Sent) -> None:
    assert sum(button.get("style") == "primary" for button in buttons(view)) <= 1


@every_view
def test_every_button_is_told_in_words_on_the_screen_and_to_a_screen_reader(view: Sent) -> None:
    for button in buttons(view):
        assert WORD.search(button["text"]["text"])
        if "accessibility_label" in button:
            assert len(button["accessibility_label"].split()) >= 2


@every_view
def test_buttons_that_look_alike_are_told_apart_by_what_they_are_for(view: Sent) -> None:
    for text, number in Counter(labels(view)).items():
        alike = [button for button in buttons(view) if button["text"]["text"] == text]
        if number > 1:
            assert all("accessibility_label" in button for button in alike)
            keys = [(button["action_id"], button.get("value")) for button in alike]
            assert all(value for _, value in keys)


@every_view
def test_no_text_is_an_emoji_alone_and_none_stands_for_a_word(view: Sent) -> None:
    for text in texts(view):
        assert WORD.search(text)
        assert re.search(r":[a-z_]+:", text) is None


@every_view
def test_the_tone_is_kept(view: Sent) -> None:
    for text in texts(view):
        without_links = re.sub(r"<(?:https?|mailto):[^|>]*", "", text)
        quotes_aside = re.sub(r"“[^”]*”|«[^»]*»", "", without_links)
        assert UNWANTED.search(quotes_aside) is None, text


@every_view
def test_every_gap_of_a_sentence_is_filled_and_none_is_cut(view: Sent) -> None:
    for text in texts(view):
        assert re.search(r"\{\w*\}", text) is None
        assert "None" not in text.replace("None recorded here", "")
        assert "  " not in text
        assert not text.endswith("…")
        assert "” ”" not in text
        assert ".”." not in text
        assert ".." not in text


@every_view
def test_apostrophes_are_typographic_but_in_letters_quotes_and_titles(view: Sent) -> None:
    for block in view["blocks"]:
        if block["type"] == "input":
            continue
        for text in texts(block):
            ours = re.sub(r"“[^”]*”|«[^»]*»|<[^>]*>|`[^`]*`", "", text)
            assert "'" not in ours, text


@every_view
def test_every_id_is_one_that_is_listened_for(view: Sent) -> None:
    known = {press.value for press in Press}
    for thing in walked(view):
        if thing.get("type") == "button":
            assert thing["action_id"].partition(".")[0] in known
    if view.get("submit"):
        assert view["callback_id"] in set(Callback)
        form = unpack(view["private_metadata"]).form
        assert form in set(Form) | ({"export"} if view["callback_id"] == Callback.EXPORT else set())


@every_view
def test_text_between_people_and_slack_is_never_parsed_by_slack_itself(view: Sent) -> None:
    for thing in walked(view):
        if thing.get("type") == "mrkdwn":
            assert thing["verbatim"] is True
        if thing.get("type") == "plain_text":
            assert thing["emoji"] is False


@every_view
def test_a_message_has_words_for_notifications_and_is_for_one_person(view: Sent) -> None:
    if "type" not in view:
        assert WORD.search(view["text"])
        sent_directly = "unfurl_links" in view  # by `chat.postMessage`, to a person
        assert sent_directly or view["response_type"] == "ephemeral"


@every_view
def test_everything_there_is_to_close_can_be_closed(view: Sent) -> None:
    if view.get("type") == "modal":
        assert view["close"]["text"]


def register_texts(register: Register) -> list[str]:
    """Every text of the register as it reads in a view."""
    ours = [*register.texts(), *(claim.quote for claim in register.claims.values() if claim.quote)]
    return [
        *(text.replace("&", "&amp;") for text in ours),
        *(source.title for source in register.sources.values()),
    ]


OUR_OWN_OF_THIS_RECORD = (
    "An owner",
    "Done: Slack says the opt-out is completed",
    "Refused: Slack says no",
    "Slack said no: “",
    "not that Slack told the app",
    "Slack says this account is deactivated",
)
"""What the app says of this record, of an owner's report or of this account; no statement about Slack."""


@english
def test_what_slack_says_or_said_comes_from_the_register(name: str) -> None:
    """A statement about Slack's doings has a claim with a source, or it is not made."""
    for text in texts(EVERY[name](EN)):
        left = text
        for known in sorted(register_texts(shipped()), key=len, reverse=True):
            left = left.replace(known, "")
        for ours in OUR_OWN_OF_THIS_RECORD:
            left = left.replace(ours, "")
        assert ABOUT_SLACK.search(left) is None, left


def test_the_search_for_statements_finds_one_that_has_no_claim() -> None:
    assert ABOUT_SLACK.search("Slack says that all is well.")
    assert ABOUT_SLACK.search("Slack also said so.")
    assert ABOUT_SLACK.search("Slack’s principles page said so.")


SAID_IN_PASSING = {
    "not-switched-off",  # a limit of the opt-out, with its own line and sources under *In short*
    "after-opt-out",  # begins with “According to Slack”
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", [name for name in EVERY if name.startswith(("answer-", "home-", "differences"))]
)
def test_every_claim_shown_carries_its_standing(name: str, language: str) -> None:
    t, register = translator(language), shipped()
    shown = whole(EVERY[name](t))
    checked = 0
    for claim in register.claims.values():
        said = sentence(claim, t)
        if said in shown and claim.key not in SAID_IN_PASSING:
            assert f"{said} _({standing(claim, register, t)})_" in shown, claim.key
            checked += 1
    assert (checked >= 3) is (name != "home-outsider")


def test_an_effect_that_slack_promises_is_told_as_slack_s_word() -> None:
    assert "According to Slack, " in sentence(shipped().claim("after-opt-out"), EN)


@pytest.mark.parametrize("name", [name for name in EVERY if not name.startswith("form-")])
def test_every_view_differs_between_the_languages(name: str) -> None:
    english_texts, french_texts = texts(EVERY[name](EN)), texts(EVERY[name](FR))
    assert len(english_texts) == len(french_texts)
    same = [text for text in english_texts if text in french_texts and _is_ours(text)]
    assert same == []


def _is_ours(text: str) -> bool:
    """Whether a text is made of words of ours: names, quotes in their own language and numbers are not."""
    bare = re.sub(r"<[^>]*>|“[^”]*”|`[^`]*`", "", text)
    return bare not in _SAME_IN_BOTH and re.search(r"[a-z]{3}.*\s.*[a-z]{3}", bare) is not None


_SAME_IN_BOTH = {"Sources"}


@pytest.mark.parametrize("name", [name for name in EVERY if name.startswith(("answer-", "command-"))])
@pytest.mark.parametrize("language", LANGUAGES)
def test_members_and_guests_never_read_a_person_s_name_or_id(name: str, language: str) -> None:
    assert "<@" not in whole(VIEWS[name, language])


def test_a_message_is_small_enough_to_be_read() -> None:
    longest: dict[str, int] = {
        name: len(whole(view)) for (name, _), view in VIEWS.items() if name.startswith("answer-")
    }
    assert max(longest.values()) < 3000


def test_what_these_tests_look_at_is_not_empty() -> None:
    found = [text for view in VIEWS.values() for text in texts(view)]
    assert len(found) > 2000
    assert len(LONG) == 25
