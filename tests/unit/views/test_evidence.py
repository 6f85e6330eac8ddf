"""Both grades in words beside every status and in the record, and every reason a mail is not taken."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bolt_app.evidence.adding import Misplaced, Refused
from bolt_app.evidence.grade import NotEvidence
from bolt_app.evidence.kept import Kept, Left
from bolt_app.evidence.mail import Unusable
from bolt_app.i18n import LANGUAGES
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.model import Action, Evidence
from bolt_app.people import Role
from bolt_app.views import evidence, history
from bolt_app.views.filing import READ, mails_on_file
from bolt_app.views.forms import FORMS, Form, backed_by_a_mail
from bolt_app.views.ids import Callback, Field, Press
from bolt_app.views.metadata import Seen, unpack
from bolt_app.views.status import stand
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    DOUBT,
    SENT,
    Act,
    done,
    facts_of,
    record_of,
    translator,
    viewer,
)
from tests.unit.views.reading import EN, texts, whole
from tests.views_of_mails import LETTER, LETTER_ON_FILE, REDUCED, REPLY, VIEWS, backed, kept_less

REASONS: list[Refused] = [
    *Unusable,
    *NotEvidence,
    *Misplaced,
    *(kept for kept in Kept if kept is not Kept.KEPT),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", REASONS)
def test_every_reason_a_mail_is_not_kept_is_a_whole_sentence(why: Refused, language: str) -> None:
    said = evidence.not_kept(why, translator(language))
    assert said.endswith(".")
    assert "{" not in said
    assert 10 < len(said) < 300


def test_no_two_reasons_share_a_sentence() -> None:
    assert len({evidence.not_kept(why, EN) for why in REASONS}) == len(REASONS)


@pytest.mark.parametrize("why", [*Unusable, *NotEvidence, *Misplaced])
def test_who_brought_a_mail_in_vain_reads_that_nothing_was_kept(why: Refused) -> None:
    assert "Nothing was kept." in evidence.not_kept(why, EN)


def test_a_key_that_is_gone_is_not_called_a_forgery_nor_is_a_broken_signature() -> None:
    assert "no sign of a forgery" in evidence.checked(Checked.KEY_GONE, "", EN)
    assert "forge" not in evidence.checked(Checked.INVALID, "", EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_outcome_and_each_link_has_words_of_its_own(language: str) -> None:
    t = translator(language)
    assert len({evidence.checked(found, "slack.com", t) for found in Checked}) == len(Checked)
    said = {evidence.about_us(about, scope, t) for about in AboutUs for scope in (ACME, ACME_GROUP)}
    assert len(said) == 2 * len(AboutUs)


@pytest.mark.parametrize("checked", Checked)
def test_only_a_signature_that_is_valid_is_called_so(checked: Checked) -> None:
    said = stand(facts_of(record_of((SENT, backed(Action.DONE, checked, AboutUs.STATED)))), EN).sentence
    valid = checked in (Checked.VALID, Checked.UNLISTED)
    assert ("signature is valid for slack.com" in said) is valid
    assert ("not on our list" in said) is (checked is Checked.UNLISTED)
    assert said.startswith("Slack’s reply") is (checked is Checked.VALID)
    assert said.endswith("It is linked to this workspace by an owner’s statement only.")


@pytest.mark.parametrize("about", AboutUs)
def test_a_valid_signature_stands_beside_what_ties_the_reply_to_us(about: AboutUs) -> None:
    said = stand(facts_of(record_of((SENT, backed(Action.DONE, Checked.VALID, about)))), EN).sentence
    assert said.endswith(evidence.about_us(about, ACME, EN))


def test_an_organisation_reads_of_itself() -> None:
    entries = record_of((SENT, backed(Action.DONE, Checked.VALID, AboutUs.NAMES)), ACME_GROUP)
    assert "It names this organisation." in stand(facts_of(entries, scope=ACME_GROUP), EN).sentence


def test_both_grades_come_from_one_entry_never_one_from_each() -> None:
    acts = (
        SENT,
        backed(Action.DONE, Checked.MISSING, AboutUs.NAMES),
        backed(Action.EVIDENCE, Checked.VALID, AboutUs.STATED),
    )
    facts = facts_of(record_of(acts))
    assert facts.opt_out.evidence is Evidence.SIGNED
    said = stand(facts, EN).sentence
    assert "It is linked to this workspace by an owner’s statement only." in said
    assert "It names" not in said


def test_worse_evidence_added_later_takes_nothing_away() -> None:
    better = backed(Action.DONE, Checked.VALID, AboutUs.NAMES)
    before = stand(facts_of(record_of((SENT, better))), EN)
    worse = backed(Action.EVIDENCE, Checked.INVALID, AboutUs.STATED)
    assert stand(facts_of(record_of((SENT, better, worse))), EN) == before


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ((LETTER_ON_FILE,), ["The e-mail is on file. It names this workspace."]),
        (
            (SENT, backed(Action.RECEIVED, Checked.UNLISTED, AboutUs.ANSWERS)),
            ["The e-mail is on file.", "not on our list", "It answers the letter"],
        ),
        (
            (SENT, backed(Action.ASKED, Checked.MISSING, AboutUs.STATED)),
            ["The e-mail is on file. It bears no signature."],
        ),
        (
            (SENT, backed(Action.REFUSED, Checked.INVALID, AboutUs.STATED)),
            ["The e-mail is on file. Its signature does not fit it", "Reason: “Not by an owner”."],
        ),
    ],
)
def test_the_grades_stand_beside_every_status_that_a_mail_backs(
    acts: Sequence[Act], words: list[str]
) -> None:
    said = stand(facts_of(record_of(acts)), EN).sentence
    assert [word for word in words if word not in said] == []


DONE = backed(Action.DONE, Checked.VALID, AboutUs.NAMES)
UNDATED = (DONE[0], replace(DONE[1], stated_on=None))
BACKED = {
    "confirmed": (SENT, DONE),
    "confirmed, undated": (UNDATED,),
    "confirmed, unsigned": (SENT, backed(Action.DONE, Checked.MISSING, AboutUs.STATED)),
    "sent": (LETTER_ON_FILE,),
    "received": (SENT, backed(Action.RECEIVED, Checked.UNLISTED, AboutUs.NAMES)),
    "refused": (SENT, backed(Action.REFUSED, Checked.INVALID, AboutUs.STATED)),
}


@pytest.mark.parametrize("left", [Left.PART, None], ids=["a part", "nothing"])
@pytest.mark.parametrize("name", BACKED)
def test_of_a_mail_that_is_not_whole_no_status_says_that_it_is_on_file(name: str, left: Left | None) -> None:
    said = stand(kept_less(left, *BACKED[name]), EN).sentence
    assert "is on file" not in said
    assert "was put on file" in said
    assert evidence.no_longer_whole(left, EN) in said
    whole_one = stand(facts_of(record_of(BACKED[name])), EN).sentence
    assert "is on file" in whole_one
    assert evidence.no_longer_whole(left, EN) not in whole_one
    kept = said.replace("was put on file", "is on file")
    assert kept.replace(f" {evidence.no_longer_whole(left, EN)}", "") == whole_one


def test_what_is_left_of_another_mail_changes_nothing() -> None:
    entries = record_of((LETTER_ON_FILE, DONE))
    facts = replace(facts_of(entries), not_whole=((entries[0].hash, Left.PART),))
    assert stand(facts, EN) == stand(facts_of(entries), EN)


def test_once_uncertain_it_says_what_is_left_of_what_confirmed() -> None:
    entries = record_of((SENT, DONE, DOUBT))
    facts = replace(facts_of(entries), not_whole=((entries[1].hash, None),))
    assert evidence.no_longer_whole(None, EN) in stand(facts, EN).sentence


def test_a_letter_s_own_signature_is_not_told_as_if_it_were_slack_s() -> None:
    said = stand(facts_of(record_of((LETTER_ON_FILE,))), EN).sentence
    assert "signature" not in said
    assert "signature" not in evidence.offered(LETTER, EN)


def test_without_a_mail_the_status_says_nothing_of_one() -> None:
    for acts in ((SENT,), (SENT, done()), (SENT, done(Evidence.PASTED))):
        said = stand(facts_of(record_of(acts)), EN).sentence
        assert "The e-mail is on file" not in said
        assert "signature" not in said


def test_the_record_tells_both_grades_of_each_entry() -> None:
    page = whole(VIEWS["record-with-mails"](EN))
    for words in (
        "Evidence: the e-mail as a file. It names this workspace.",
        "Evidence: the e-mail as a file. The key of its signature is no longer published",
        "It answers the letter that is on file for this workspace.",
        "Evidence: the reply’s text, pasted by an owner. It is linked to this workspace by an owner’s",
        "signed by a sender on our reviewed list. Its signature is valid for slack.com. It names this",
    ):
        assert words in page


def test_a_guest_reads_no_more_of_a_mail_than_its_grades() -> None:
    acts = (SENT, backed(Action.DONE, Checked.VALID, AboutUs.NAMES))
    entries = record_of(acts)
    page = texts(history.record(facts_of(entries), viewer(Role.GUEST), entries, EN))
    assert "support@slack.com" not in "\n".join(page)


def test_a_form_offers_mails_only_where_some_are_on_file_and_adding_one_always() -> None:
    [add] = mails_on_file((), EN)
    assert add["elements"][0]["action_id"] == Press.ADD_MAIL
    assert mails_on_file([REPLY], EN)[-1] == add
    assert len(mails_on_file([REPLY], EN)) > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_adds_a_mail_is_led_to_the_page_and_back(language: str) -> None:
    view = VIEWS["add-mail"](translator(language))
    [page] = [block for block in view["blocks"] if block["type"] == "actions"]
    assert page["elements"][0]["url"] == "https://dp.example/upload/token"
    assert page["elements"][0]["style"] == "primary"
    assert view["callback_id"] == Callback.MAIL_ADDED
    assert unpack(view["private_metadata"]) == Seen(after=1, form=Form.ANSWER)
    assert view["submit"]["text"] in " ".join(texts(view))


def test_where_there_is_no_page_the_command_stands_there_to_be_copied() -> None:
    said = str(VIEWS["add-mail-by-command"](EN)["blocks"])
    assert "python -m bolt_app evidence add --scope T0ACME --entry 1 --file reply.eml" in said
    assert "submit" not in VIEWS["add-mail-by-command"](EN)


def test_an_owner_reads_the_newest_mails_and_may_choose_among_all() -> None:
    blocks = VIEWS["form-evidence-with-many-mails"](EN)["blocks"]
    chosen = next(block for block in blocks if block.get("block_id") == Field.MAIL)
    assert len(chosen["element"]["options"]) == 100
    assert chosen["optional"] is True
    assert "initial_option" not in chosen["element"]
    read = [block for block in blocks if "support@slack.com" in str(block) and block["type"] == "section"]
    assert len(read) == READ


def test_nothing_in_a_mail_is_more_than_text() -> None:
    said = evidence.offered(replace(REDUCED, subject="<!channel> *now*"), EN)
    assert "<!channel>" not in said
    assert "&lt;!channel&gt;" in said
    assert "cannot be checked again" in said
    assert "cannot be checked again" not in evidence.offered(REPLY, EN)


def test_a_mail_without_a_day_or_own_words_can_be_offered() -> None:
    assert evidence.choice(LETTER).startswith("… ada@acme.example: ")


@pytest.mark.parametrize("which", Form)
def test_the_forms_that_ask_for_a_mail_are_those_whose_act_one_can_back(which: Form) -> None:
    assert (Field.MAIL in FORMS[which].fields) is (backed_by_a_mail(which) is not None)
