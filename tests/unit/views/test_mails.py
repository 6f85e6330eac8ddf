"""The list of mails on file: what an owner reads before and after less is kept of one, a page at a time."""

import pytest

from bolt_app.evidence.kept import Left
from bolt_app.evidence.reducing import NotReduced
from bolt_app.i18n import LANGUAGES
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action
from bolt_app.people import Role
from bolt_app.views import history, mails
from bolt_app.views.evidence import no_longer_whole
from bolt_app.views.ids import Press
from bolt_app.views.kit import View
from tests.record_builders import SENT, facts_of, record_of, translator, viewer
from tests.unit.views.reading import EN, buttons, labels, whole
from tests.views_of_mails import LETTER, LETTER_ON_FILE, MANY, REDUCED, REPLY, VIEWS, backed


def reducing(view: View) -> list[str]:
    return [str(one["value"]) for one in buttons(view) if one["action_id"] == Press.REDUCE]


def test_only_of_a_whole_mail_less_can_be_kept_and_first_it_is_said_what_goes() -> None:
    view = VIEWS["mails"](EN)
    assert reducing(view) == [REPLY.sha256, LETTER.sha256]
    confirm = next(one for one in buttons(view) if one["action_id"] == Press.REDUCE)["confirm"]
    assert "the file goes" in confirm["text"]["text"]
    assert "cannot be checked again" in confirm["text"]["text"]
    assert "cannot be undone" in confirm["text"]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_before_fits_slack_s_dialog(language: str) -> None:
    view = VIEWS["mails"](translator(language))
    confirm = next(one for one in buttons(view) if one["action_id"] == Press.REDUCE)["confirm"]
    assert not confirm["text"]["text"].endswith("…")
    assert not confirm["title"]["text"].endswith("…")


def test_each_mail_says_which_entries_name_it_and_its_hash() -> None:
    said = whole(VIEWS["mails"](EN))
    assert "Named by No. 1." in said
    assert said.count("No entry names it.") == 2
    for mail in (REPLY, REDUCED, LETTER):
        assert mail.sha256 in said


def test_a_mail_two_entries_name_says_both() -> None:
    acts = (SENT, backed(Action.RECEIVED, Checked.MISSING, AboutUs.STATED))
    entries = record_of((*acts, backed(Action.DONE, Checked.MISSING, AboutUs.STATED)))
    assert "Named by No. 2, 3." in whole(mails.mails((REPLY,), entries, EN))


def test_mails_come_ten_on_a_page_and_the_pages_join() -> None:
    shown: list[str] = []
    first = 0
    for turns in (["Older"], ["Newer", "Older"], ["Newer"]):
        page = mails.mails(MANY, (), EN, first=first)
        shown += reducing(page)
        assert [label for label in labels(page) if label in ("Newer", "Older")] == turns
        first += mails.PAGE
    assert shown == [mail.sha256 for mail in MANY]
    assert reducing(mails.mails(MANY, (), EN, first=100)) == [mail.sha256 for mail in MANY[:10]]


@pytest.mark.parametrize("outcome", [REDUCED, *NotReduced])
def test_what_became_of_it_stands_first(outcome: object) -> None:
    told = mails.kept_less(outcome, EN)  # type: ignore[arg-type]
    assert told.endswith(".")
    view = mails.mails((REDUCED,), (), EN, told=told)
    assert view["blocks"][0]["text"]["text"] == f"*{told}*"


def test_the_record_says_of_each_mail_that_is_not_whole_that_it_cannot_be_checked_again() -> None:
    said = whole(VIEWS["record-of-mails-no-longer-whole"](EN))
    assert "Of the e-mail only the header, the hash and the sender’s own words are kept" in said
    assert "The e-mail is no longer on file" in said
    whole_ones = history.record(
        facts_of(record_of((LETTER_ON_FILE,))),
        viewer(Role.OWNER),
        record_of((LETTER_ON_FILE,)),
        EN,
        left={"ef" * 32: Left.WHOLE},
    )
    assert "cannot be checked again" not in whole(whole_ones)
    assert no_longer_whole(Left.WHOLE, EN) == ""


@pytest.mark.parametrize(("role", "offered"), [(Role.OWNER, True), (Role.ADMIN, False), (Role.MEMBER, False)])
def test_only_owners_are_offered_the_list_and_everybody_reads_what_is_left(
    role: Role, *, offered: bool
) -> None:
    entries = record_of((LETTER_ON_FILE,))
    left = {"ef" * 32: Left.PART}
    view = history.record(facts_of(entries), viewer(role), entries, EN, left=left)
    assert ("E-mails on file" in labels(view)) is offered
    assert "cannot be checked again" in whole(view)
    assert "E-mails on file" not in labels(history.record(facts_of(entries), viewer(role), entries, EN))
