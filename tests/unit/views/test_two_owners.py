"""What waits for a second owner, on each Home and in the status; who is offered what, and never more."""

from dataclasses import replace

import pytest

from bolt_app.i18n import LANGUAGES
from bolt_app.optout.fold import fold
from bolt_app.optout.model import Action, Status
from bolt_app.people import Role
from bolt_app.views import exporting, history
from bolt_app.views.acts import done
from bolt_app.views.forms import Form
from bolt_app.views.home import home
from bolt_app.views.ids import Press
from bolt_app.views.metadata import About
from bolt_app.views.proposals import not_agreed_yet
from bolt_app.views.second import may_agree
from bolt_app.views.status import LABELS, stand
from tests.record_builders import ACME, NOW, SENT, facts_of, record_of, translator, viewer
from tests.unit.views.reading import EN, FR, MEMBER, OWNER, buttons, labels, texts, whole
from tests.views_of_two_owners import (
    AGREED,
    ERASED,
    NOOR,
    OVERTAKEN,
    PROPOSED,
    READ,
    SECOND,
    TURNED_DOWN,
    VIEWS,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROPOSED)
def test_a_proposal_never_changes_the_label_and_stands_behind_the_sentence(name: str, language: str) -> None:
    t, entries = translator(language), PROPOSED[name]
    before, now = facts_of(entries[:-1]), facts_of(entries)
    assert stand(now, t).label == stand(before, t).label == t(LABELS[before.opt_out.status])
    waits = not_agreed_yet(now.opt_out, t)
    assert stand(now, t).sentence == f"{stand(before, t).sentence} {waits}"
    assert ("second owner has not agreed yet" if language == "en" else "pas encore approuvé") in waits


@pytest.mark.parametrize(
    "entries", [AGREED, OVERTAKEN, TURNED_DOWN], ids=["agreed", "overtaken", "turned down"]
)
def test_what_waits_no_more_is_told_to_nobody(entries) -> None:
    assert not_agreed_yet(fold(ACME, entries), EN) == ""
    assert "not agreed" not in whole(home(facts_of(entries), MEMBER, EN))


def test_another_owner_is_offered_the_agreement_first_and_alone_in_colour() -> None:
    pressed = buttons(home(facts_of(PROPOSED["done"]), SECOND, EN))
    coloured = [button["action_id"] for button in pressed if button.get("style") == "primary"]
    assert coloured == [f"{Press.OPEN}.{Form.AGREE}"]


def test_who_proposed_it_is_not_offered_to_agree_but_to_take_it_back() -> None:
    view = home(facts_of(PROPOSED["done"]), OWNER, EN)
    assert not {"Agree", "Turn it down"} & set(labels(view))
    assert "Take the proposal back" in labels(view)
    assert "tell one, the app has no list of owners" in whole(view)


@pytest.mark.parametrize("entries", [OVERTAKEN, ERASED], ids=["overtaken", "erased"])
def test_what_cannot_be_agreed_to_is_only_put_aside(entries) -> None:
    facts = facts_of(entries)
    assert not may_agree(facts, SECOND)
    shown = labels(home(facts, SECOND, EN))
    assert "Put it aside" in shown
    assert "Agree" not in shown


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MEMBER, Role.GUEST])
def test_nobody_else_has_a_button_about_it(role: Role) -> None:
    ids = {button["action_id"] for button in buttons(home(facts_of(PROPOSED["done"]), viewer(role), EN))}
    assert not {one for one in ids if one.startswith((Press.OPEN + ".", Press.DO + "."))}


def test_members_read_no_name_of_the_two_owners() -> None:
    for entries in (*PROPOSED.values(), AGREED, OVERTAKEN, TURNED_DOWN):
        facts = facts_of(entries)
        for view in (home(facts, MEMBER, EN), history.record(facts, MEMBER, entries, EN)):
            assert OWNER.user not in whole(view)
            assert SECOND.user not in whole(view)


def test_the_form_to_agree_shows_the_texts_to_the_letter_and_carries_what_was_seen() -> None:
    view = VIEWS["form-agree-done"](EN)
    shown = str(view["blocks"])
    assert "Your opt-out request for acme.slack.com has been completed.\\n" in shown
    assert view["submit"]["text"] == "Agree"
    assert '"after": 3' in view["private_metadata"]
    for name in ("form-agree-overtaken", "form-agree-erased"):
        assert "submit" not in VIEWS[name](EN)


def test_a_reader_reads_names_and_nobody_is_offered_to_act() -> None:
    view = history.record(facts_of(READ), NOOR, READ, EN)
    assert f"<@{OWNER.user}>" in whole(view)
    assert "The person named: <@U0NOOR>." in whole(view)
    assert labels(view) == ["Export the record"]
    told = home(facts_of(READ), NOOR, EN)
    assert "*You were named as a reader by an owner on 19 May 2026.*" in whole(told)
    assert "Your part" not in whole(told)


def test_an_owner_who_is_a_reader_as_well_reads_the_owner_s_part_alone() -> None:
    assert "You were named as a reader" not in whole(home(facts_of(READ), replace(OWNER, user="U0NOOR"), EN))


def test_members_read_neither_who_reads_nor_the_fingerprint() -> None:
    view = history.record(facts_of(READ), MEMBER, READ, EN)
    assert "A reader was named" in whole(view)
    assert "U0NOOR" not in whole(view)
    assert READ[-1].hash not in whole(view)


def test_of_a_proposal_the_words_say_what_is_proposed() -> None:
    assert done(PROPOSED["done"][-1], EN) == "Proposed to a second owner: Slack’s answer: done"
    assert done(PROPOSED["done"][-1], FR).startswith("Proposé à un second propriétaire\u00a0: ")
    assert PROPOSED["done"][-1].action is Action.PROPOSED


def test_nothing_is_offered_to_be_exported_while_nothing_is_recorded() -> None:
    assert "Export the record" not in labels(home(facts_of(), OWNER, EN))
    assert "Export the record" in labels(home(facts_of(record_of((SENT,))), OWNER, EN))


def test_the_command_is_one_line_that_can_be_copied_whatever_the_form() -> None:
    for form in exporting.FORMS:
        blocks = exporting.command(facts_of(AGREED), form, FR)["blocks"]
        [copied] = [block for block in blocks if block["type"] == "rich_text"]
        line = copied["elements"][0]["elements"][0]["text"]
        assert line.startswith(f"python -m bolt_app export --scope T0ACME --format {form} --language fr ")
        assert "\n" not in line


def test_a_confirmed_owner_is_told_to_download_and_when_that_was_last_done() -> None:
    facts = facts_of(AGREED)
    assert facts.opt_out.status is Status.CONFIRMED
    assert "Download the evidence, and keep" in whole(home(facts, OWNER, EN))
    offered = exporting.offer(facts, EN, About.SCOPE)
    assert "*Last export:* none. This app is not your archive." in texts(offered)
    assert facts.now == NOW
