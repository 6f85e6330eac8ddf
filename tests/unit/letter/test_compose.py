"""What each letter says and names: the place, the days, what it asks; its wording stays plain text."""

import pytest
from hypothesis import given

from bolt_app.letter import Letter, LetterKind, Place, SoFar, compose
from bolt_app.letter import texts as worded
from bolt_app.letter.place import LISTED
from bolt_app.letter.texts import GAP, VERSION
from bolt_app.optout.rules import LONGEST_TEXT
from tests.unit.letter.places import (
    ACME,
    BUREAU,
    GROUP,
    LATER,
    LETTERS,
    NOTHING_YET,
    PLACES,
    WHOLE_GROUP,
)

EVERY = pytest.mark.parametrize("kind", LetterKind)
ABOUT_THE_WHOLE = [
    kind for kind in LetterKind if kind not in (LetterKind.QUESTIONS, LetterKind.REPLY)
]  # what is asked for an organisation's workspaces as well
PRESCRIBED = {LetterKind.OPT_OUT, LetterKind.FOLLOW_UP}


def body(kind: LetterKind, place: Place = ACME, so_far: SoFar = LATER) -> str:
    return compose(kind, place, so_far).body


@EVERY
def test_the_request_alone_bears_the_subject_that_slack_prescribes(kind: LetterKind):
    letter = compose(kind, ACME, LATER)
    assert (letter.subject == "Slack Global model opt-out request") is (kind in PRESCRIBED)
    assert letter.subject_is_prescribed is (kind in PRESCRIBED)
    assert letter.to == "feedback@slack.com"


def test_no_letter_that_takes_back_reads_like_a_request_by_its_subject():
    for kind in (LetterKind.TAKE_BACK, LetterKind.OPT_IN):
        subject = compose(kind, ACME, LATER).subject
        assert subject.startswith("We take back our ")
        assert "opt-out request" not in subject


@EVERY
def test_the_body_names_the_workspace_its_address_its_id_and_both_references(kind: LetterKind):
    lines = body(kind).splitlines()
    at = lines.index("Workspace name: Acme")
    number = "Q" if kind is LetterKind.QUESTIONS else "7"
    assert lines[at : at + 5] == [
        "Workspace name: Acme",
        "Workspace URL: https://acme.slack.com",
        "Workspace ID: T0ACME",
        f"Our reference: DP-T0ACME-{number}",
        "Your reference: 12345",
    ]
    assert "Your reference" not in body(kind, so_far=NOTHING_YET)


@EVERY
def test_an_organisation_is_called_one(kind: LetterKind):
    text = body(kind, GROUP)
    assert "Organisation name: Acme Group" in text
    assert "Organisation ID: E0ACME" in text
    assert "Slack organisation named below" in text
    if kind is not LetterKind.QUESTIONS:
        assert "orkspace" not in text


@pytest.mark.parametrize("kind", ABOUT_THE_WHOLE)
def test_an_organisation_s_letter_names_its_workspaces_and_narrows_nothing(kind: LetterKind):
    assert (
        "This letter is about the whole organisation. Among its workspaces are:\n"
        "- Acme (T0ACME)\n- Acme Labs (T0LABS)\n- T0NEW\n- and 4 more that we know of\n"
    ) in body(kind, WHOLE_GROUP)


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - set(ABOUT_THE_WHOLE)))
def test_a_letter_that_asks_for_no_act_names_no_workspaces(kind: LetterKind):
    assert "T0LABS" not in body(kind, WHOLE_GROUP)


def test_workspaces_past_the_most_are_counted_and_a_long_name_is_seen_to_be_cut():
    many = tuple((f"T0{number:03}", "Name " * 20) for number in range(LISTED + 5))
    text = body(LetterKind.OPT_OUT, Place(GROUP.scope, "Group", GROUP.url, many, more=10))
    assert text.count("\n- ") == LISTED + 1
    assert "\n- and 15 more that we know of\n" in text
    assert f"{'Name ' * 9}Name… (T0000)" in text


def test_the_days_that_are_known_are_named_and_the_others_are_not_invented():
    assert body(LetterKind.FOLLOW_UP).startswith("Hello,\n\nOn 1 May 2026 I asked you to exclude the data")
    assert body(LetterKind.REPLY).startswith("Hello,\n\nOn 1 May 2026 I asked you")
    assert body(LetterKind.TAKE_BACK).startswith("Hello,\n\nOn 1 May 2026 I asked you")
    assert body(LetterKind.CONFIRM_AGAIN).startswith("Hello,\n\nOn 14 May 2026 you confirmed that the data")
    assert body(LetterKind.OPT_IN).startswith("Hello,\n\nOn 14 May 2026 you confirmed that the data")
    for kind in set(LetterKind) - {LetterKind.OPT_OUT, LetterKind.QUESTIONS}:
        text = body(kind, so_far=NOTHING_YET)
        assert "\n\nEarlier " in text
        assert "2026" not in text


def test_what_each_letter_asks():
    assert "I have no record of your confirmation" in body(LetterKind.FOLLOW_UP)
    assert f"\n\n{GAP}\n\n" in body(LetterKind.REPLY)
    assert not any(GAP in body(kind) for kind in set(LetterKind) - {LetterKind.REPLY})
    assert "I ask you to tell me whether this still holds." in body(LetterKind.CONFIRM_AGAIN)
    assert "We take that request back: please do not carry it out." in body(LetterKind.TAKE_BACK)
    assert "We take back our opt-out." in body(LetterKind.OPT_IN)
    for kind in (LetterKind.OPT_OUT, LetterKind.FOLLOW_UP, LetterKind.REPLY):
        [asked] = [line for line in body(kind).splitlines() if line.startswith("Please confirm")]
        assert asked.endswith("naming this workspace and the date from which the opt-out is in effect.")


@pytest.mark.parametrize("kind", [LetterKind.TAKE_BACK, LetterKind.OPT_IN])
def test_that_nothing_was_published_on_taking_back_is_said_to_slack_too(kind: LetterKind):
    assert "I found no published answer" in body(kind)


def test_the_questions_ask_and_request_nothing():
    text = body(LetterKind.QUESTIONS, GROUP)
    assert text.count("?") == 6
    assert "workspaces, and those that join later?" in text
    assert "please" not in text.casefold()


@EVERY
def test_for_a_government_address_no_recipient_is_filled_in(kind: LetterKind):
    letter = compose(kind, BUREAU, LATER)
    assert letter.to == ""
    assert "Workspace URL: https://bureau.slack-gov.com" in letter.body


def test_two_letters_of_a_scope_have_references_of_their_own():
    first, second = (body(LetterKind.OPT_OUT, so_far=SoFar(number)) for number in (1, 2))
    assert first != second


def test_an_address_slack_did_not_say_is_said_to_be_unknown():
    assert "Workspace URL: (not known)" in body(LetterKind.OPT_OUT, Place(ACME.scope, "Acme", ""))


@given(PLACES)
def test_a_name_stays_on_its_line_and_brings_no_line_of_its_own(place: Place):
    text = body(LetterKind.OPT_OUT, place, NOTHING_YET)
    plain = body(
        LetterKind.OPT_OUT,
        Place(place.scope, "Acme", place.url, tuple((team, "x") for team, _ in place.workspaces), place.more),
        NOTHING_YET,
    )
    assert len(text.splitlines()) == len(plain.splitlines())


def test_a_reference_stays_on_its_line():
    assert "\nYour reference: 12 Bcc: x\n" in body(
        LetterKind.REPLY, so_far=SoFar(2, reference="12\r\nBcc: x")
    )


@pytest.mark.parametrize("name", ["{reference}", "{name.__class__}", "100 %", "a & b = c?", "<https://x|y>"])
@EVERY
def test_a_name_is_text_and_nothing_else(kind: LetterKind, name: str):
    assert f"Workspace name: {name}\n" in body(kind, Place(ACME.scope, name, ACME.url))


@given(LETTERS)
def test_every_letter_fits_the_input_it_is_copied_from(letter: Letter):
    assert len(letter.body) <= LONGEST_TEXT
    assert letter.body.startswith("Hello,\n\n")
    assert letter.body.endswith("\n\nThank you.\n")
    assert "\n\n\n" not in letter.body


def test_the_version_says_which_template_a_letter_was_made_from():
    assert {kind: compose(kind, ACME, LATER).version for kind in LetterKind} == dict(VERSION)
    assert len(set(VERSION.values())) == len(LetterKind)


@EVERY
def test_the_templates_are_plain_calm_and_about_the_global_models(kind: LetterKind):
    template = getattr(worded, kind.name)
    assert "global models" in template
    assert "!" not in template
    assert max(len(line) for line in template.splitlines()) < 300
