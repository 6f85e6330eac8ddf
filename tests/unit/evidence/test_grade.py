"""Both grades of a mail, and the mails that back nothing: notifications, strangers, other workspaces."""

import importlib.util
from collections.abc import Collection

import pytest

from bolt_app.evidence.grade import NotEvidence, grade
from bolt_app.evidence.senders import Senders
from bolt_app.evidence.signature import Signature, check
from bolt_app.optout.grades import AboutUs, Checked
from bolt_app.optout.mails import Backing, MailKind
from bolt_app.optout.model import Evidence
from tests.unit.evidence.mails import (
    LETTER_ID,
    LISTED,
    NOBODY_LISTED,
    NOW,
    PLACE,
    REPLY,
    SIGNED,
    dns,
    mail,
    read,
    signed,
)

needs_dkim = pytest.mark.skipif(importlib.util.find_spec("dkim") is None, reason="needs the extra [dkim]")

VALID = Signature(Checked.VALID, NOW, "slack.com", frozenset(name.lower() for name in SIGNED))
UNSIGNED = Signature(Checked.MISSING, NOW)
NAMING = REPLY.replace("on your workspace", "on acme.slack.com")
NOTIFICATION = """\
You have a new mention in Acme

Bob: Your opt-out request has been completed.

View in Slack: https://acme.slack.com/archives/C1/p1
"""


def graded(
    raw: bytes,
    signature: Signature = UNSIGNED,
    senders: Senders = LISTED,
    letters: Collection[str] = (),
) -> Backing | NotEvidence:
    return grade(read(raw), signature, senders, PLACE, letters)


def backing(
    raw: bytes,
    signature: Signature = UNSIGNED,
    senders: Senders = LISTED,
    letters: Collection[str] = (),
) -> Backing:
    found = graded(raw, signature, senders, letters)
    assert isinstance(found, Backing), found
    return found


def test_the_reply_as_posted_proves_not_which_workspace_it_is_for():
    found = backing(mail())
    assert found == Backing(MailKind.REPLY, Evidence.FILE, AboutUs.STATED, Checked.MISSING)


def test_a_signed_reply_of_a_listed_sender_is_the_best_grade():
    found = backing(mail(NAMING), VALID)
    assert found == Backing(MailKind.REPLY, Evidence.SIGNED, AboutUs.NAMES, Checked.VALID, "slack.com")


def test_while_nobody_is_listed_no_signature_is_more_than_valid_for_its_domain():
    found = backing(mail(NAMING), VALID, NOBODY_LISTED)
    assert (found.evidence, found.checked) == (Evidence.FILE, Checked.UNLISTED)
    assert found.signer == "slack.com"


def test_a_listed_sender_counts_only_with_the_domain_that_is_listed_for_it():
    elsewhere = Signature(Checked.VALID, NOW, "com", VALID.signed)
    assert backing(mail(), elsewhere).checked is Checked.UNLISTED
    assert backing(mail(From="other@slack.com"), VALID).checked is Checked.UNLISTED


@pytest.mark.parametrize("checked", sorted(set(Checked) - {Checked.VALID, Checked.UNLISTED}))
def test_no_other_outcome_is_more_than_a_file_and_none_has_a_signer(checked: Checked):
    found = backing(mail(), Signature(checked, NOW, "slack.com"))
    assert (found.evidence, found.checked, found.signer) == (Evidence.FILE, checked, "")


@needs_dkim
def test_a_real_signature_is_graded_from_end_to_end():
    raw = signed(mail(NAMING))
    found = backing(raw, check(read(raw), dns(), NOW))
    assert (found.evidence, found.about, found.signer) == (Evidence.SIGNED, AboutUs.NAMES, "slack.com")
    broken = raw.replace(b"completed", b"refused..", 1)
    assert backing(broken, check(read(broken), dns(), NOW)).evidence is Evidence.FILE


@pytest.mark.parametrize(
    "fields",
    [
        {"From": "Slack <notification@slack.com>"},
        {"From": "Slack <notifications-7@slack.com>"},
        {"From": "Slack <no-reply@email.slack.com>"},
        {"List_Unsubscribe": "<https://slack.com/unsubscribe>"},
        {"List_Id": "<acme.slack.com>"},
        {"Precedence": "bulk"},
    ],
    ids=lambda fields: next(iter(fields.values())),
)
def test_a_notification_that_quotes_a_colleague_does_not_count_however_well_it_is_signed(
    fields: dict[str, str],
):
    assert graded(mail(NOTIFICATION, **fields), VALID) is NotEvidence.NOTIFICATION


@needs_dkim
def test_a_notification_that_slack_really_signed_does_not_count():
    raw = signed(mail(NOTIFICATION, From="Slack <notification@slack.com>"))
    signature = check(read(raw), dns(), NOW)
    assert signature.checked is Checked.VALID
    assert graded(raw, signature) is NotEvidence.NOTIFICATION


@pytest.mark.parametrize(
    "sender",
    [
        "ada@acme.example",
        "support@slack.com.evil.example",
        "support@notslack.com",
        "support@slack.co",
        '"support@slack.com" <mallory@evil.example>',
    ],
)
def test_a_mail_of_somebody_else_is_no_reply_of_slack_s(sender: str):
    assert graded(mail(From=sender), VALID) is NotEvidence.NOT_FROM_SLACK


def test_a_reply_about_another_workspace_is_refused():
    other = REPLY.replace("your workspace", "globex.slack.com")
    assert graded(mail(other), VALID) is NotEvidence.ANOTHER_PLACE
    assert graded(mail(Subject="Re: T024BE7LH"), VALID) is NotEvidence.ANOTHER_PLACE


def test_a_reply_to_a_letter_about_another_workspace_is_refused():
    quoting = (
        f"{REPLY}\nOn Thu, 16 May 2024, Eve <eve@globex.example> wrote:\n> URL: https://globex.slack.com\n"
    )
    assert graded(mail(quoting), VALID) is NotEvidence.ANOTHER_PLACE


def test_a_reply_that_names_us_among_others_is_about_us():
    both = REPLY.replace("your workspace", "globex.slack.com and acme.slack.com")
    assert backing(mail(both)).about is AboutUs.NAMES


def test_our_name_in_the_quoted_letter_was_typed_by_us_and_proves_nothing():
    quoting = f"{REPLY}\nOn Thu, 16 May 2024, Ada <ada@acme.example> wrote:\n> URL: https://acme.slack.com\n"
    assert backing(mail(quoting)).about is AboutUs.STATED


def test_an_answer_to_our_letter_on_file_is_about_us():
    assert backing(mail(In_Reply_To=LETTER_ID), letters={LETTER_ID}).about is AboutUs.ANSWERS
    assert backing(mail(References=f"<a@b> {LETTER_ID}"), letters={LETTER_ID}).about is AboutUs.ANSWERS
    assert backing(mail(In_Reply_To="<other@x.example>"), letters={LETTER_ID}).about is AboutUs.STATED
    assert backing(mail(), letters={""}).about is AboutUs.STATED


def test_a_thread_added_to_a_signed_mail_does_not_tie_it_to_us():
    raw = mail(In_Reply_To=LETTER_ID)
    assert backing(raw, VALID, letters={LETTER_ID}).about is AboutUs.STATED
    covering = Signature(Checked.VALID, NOW, "slack.com", VALID.signed | {"in-reply-to"})
    assert backing(raw, covering, letters={LETTER_ID}).about is AboutUs.ANSWERS
    both = mail(In_Reply_To=LETTER_ID, References=LETTER_ID)
    assert backing(both, covering, letters={LETTER_ID}).about is AboutUs.STATED


LETTER = "Please exclude us.\n\nWorkspace URL: https://acme.slack.com\nWorkspace ID: T0ACME\n"


def letter(text: str = LETTER) -> bytes:
    return mail(text, From="Ada <ada@acme.example>", To="feedback@slack.com", Message_ID=LETTER_ID)


def test_a_letter_of_ours_is_a_file_that_names_us_whoever_signed_it():
    found = backing(letter(), VALID)
    assert found == Backing(MailKind.LETTER, Evidence.FILE, AboutUs.NAMES, Checked.NOT_CHECKED)
    assert backing(letter("Please exclude us.")).about is AboutUs.STATED


def test_a_letter_about_another_workspace_is_refused():
    assert graded(letter(LETTER.replace("acme", "globex").replace("T0ACME", "T0GLOBEX"))) is (
        NotEvidence.ANOTHER_PLACE
    )


def test_a_mail_from_slack_to_slack_is_no_letter_of_ours():
    assert backing(mail(To="feedback@slack.com")).kind is MailKind.REPLY
