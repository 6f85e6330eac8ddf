"""The bundle’s page: what it says, in both languages, and that it runs and fetches nothing."""

from html import escape
from html.parser import HTMLParser

import pytest

from bolt_app.evidence.kept import Left
from bolt_app.export import Form, page, survey
from bolt_app.export.mails import place_of_file, place_of_part
from bolt_app.i18n import LANGUAGES
from bolt_app.optout.chain import digest
from bolt_app.optout.choices import WorkspacesMay
from bolt_app.optout.model import Action, Entry, Evidence, Statement, Status
from bolt_app.optout.rules import doubt
from bolt_app.views.evidence import no_longer_whole
from tests.record_builders import (
    ACME,
    ACME_GROUP,
    CHOOSE_CHANNEL,
    DOUBT,
    EXCLUDE,
    NAME_CONTACT,
    NOW,
    REACHED_BY,
    SENT,
    Act,
    done,
    record_of,
    translator,
)
from tests.unit.export.records import (
    BACKED_BY_MAIL,
    EVERYTHING,
    JOURNEY,
    LETTER,
    MAIL_HASH,
    REPLY,
    again,
    exported,
    looked_through,
    stored,
    table,
)

HARMLESS = frozenset("html head meta title style body main h1 h2 p ol li code strong s a".split())  # noqa: SIM905 # shorter so


class _Everything:
    """A bundle in which no file is missing."""

    def __contains__(self, _: object) -> bool:
        return True


EVERYTHING_THERE = _Everything()


class Read(HTMLParser):
    """A page’s text and tags; refuses tags that are not closed in their order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.text += data


def read(acts: tuple[Act, ...], language: str = "en", *, persons: bool = True, kept: bool = True) -> Read:
    record = looked_through(acts, persons=persons)
    return Read("".join(page.pieces(record, EVERYTHING_THERE if kept else (), translator(language))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("acts", EVERYTHING[1:])
def test_it_runs_nothing_and_fetches_nothing(acts: tuple[Act, ...], language: str):
    tags = read(acts, language).tags
    assert {tag for tag, _ in tags} <= HARMLESS
    assert not any(name.startswith("on") or name == "src" for _, attributes in tags for name in attributes)
    assert all((attributes.get("href") or "texts/").startswith("texts/") for _, attributes in tags)
    policies = [attributes for _, attributes in tags if attributes.get("http-equiv")]
    assert [policy["content"] for policy in policies] == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_number_and_fingerprint_stand_at_the_top_and_every_entry_follows():
    text = read(JOURNEY).text
    record = looked_through(JOURNEY)
    top, _, _ = text.partition("1. ")
    assert record.fingerprint in top
    assert "Newest entry: No. 5, recorded on 2026-05-20." in top
    places = [text.index(f"\n{number}. ") for number in range(1, 6)]
    assert places == sorted(places)


def test_a_confirmation_stands_beside_how_it_is_backed():
    top, _, _ = read((SENT, done(Evidence.PASTED))).text.partition("1. ")
    assert "Confirmation recorded." in top
    assert "Evidence: the reply’s text, pasted by an owner." in top
    assert "Evidence:" not in read((SENT,)).text


@pytest.mark.parametrize("status", [status for status in Status if REACHED_BY[status]])
def test_only_a_recorded_confirmation_that_still_stands_is_called_one(status: Status):
    top, _, _ = read(REACHED_BY[status]).text.partition("\n1. ")
    assert ("Confirmation recorded." in top) is (status is Status.CONFIRMED)


def test_it_says_that_it_is_an_instruction_and_how_to_check_it():
    text = read(JOURNEY).text
    assert "instruction to Slack, not a person’s consent" in text
    assert "python3 verify.py" in text
    assert "--expect" in text


def test_what_was_corrected_is_struck_through_and_says_by_which_entry():
    source = read(JOURNEY)
    assert "Corrected by No. 4: it no longer counts." in source.text
    assert "It corrects No. 3." in source.text
    assert [tag for tag, _ in source.tags].count("s") == 1
    _, _, wrong = source.text.partition("\n3. ")
    assert "Confirmation recorded" not in wrong.partition("\n4. ")[0]


def test_letters_and_replies_are_linked_and_those_that_are_gone_are_said_to_be():
    links = [attributes["href"] for tag, attributes in read(JOURNEY).tags if tag == "a"]
    assert links == [f"texts/{digest(LETTER)}.txt", f"texts/{digest(REPLY)}.txt"]
    gone = read(JOURNEY, kept=False)
    assert "The letter’s text: erased, or never kept" in gone.text
    assert "a" not in {tag for tag, _ in gone.tags}


def test_what_people_wrote_is_text_and_no_markup():
    reason = "<script>alert(1)</script> & “more”"
    source = read((SENT, again(Action.WITHDRAW, reason=reason)))
    assert f"Reason: “{reason}”." in source.text


def test_persons_are_named_only_where_they_may_be():
    named = read((NAME_CONTACT,)).text
    assert "a workspace owner (U0OWNER)" in named
    assert "The person named: U0PRIYA." in named
    hidden = read((NAME_CONTACT,), persons=False).text
    assert "a workspace owner." in hidden
    assert "U0" not in hidden


def test_every_statement_is_written_out():
    text = read((EXCLUDE,)).text
    for sentence in (
        "Clause: “§ 7.2 (b) of the order form”.",
        "Dated 2025-01-15 (as stated), recorded 2026-05-12 08:30 UTC by a workspace owner (U0OWNER).",
        "To be looked at again on 2027-01-15.",
        "Ticked: “I am an owner and may decide this for our organisation”.",
        "Status: Excluded by contract.",
    ):
        assert sentence in text
    assert "It covers, as stated: “acme.slack.com”." in read((SENT, done(covers="acme.slack.com"))).text
    assert "Slack’s reference: 12345." in read(JOURNEY).text
    assert "Reason: “The workspace joined an organisation”." in read((SENT, done(), DOUBT)).text


def test_an_organisation_has_organisation_owners():
    record = looked_through((SENT,), scope=ACME_GROUP)
    text = Read("".join(page.pieces(record, EVERYTHING_THERE, translator("en")))).text
    assert "by an organisation owner" in text
    assert "The opt-out record of E0ACMEGROUP" in text


def test_what_an_organisation_lets_its_workspaces_do_is_written_out():
    rule: Act = (Action.RULE_WORKSPACES, Statement(rule=WorkspacesMay.RECORD))
    record = looked_through((rule,), scope=ACME_GROUP)
    text = Read("".join(page.pieces(record, EVERYTHING_THERE, translator("en")))).text
    assert "Workspaces may: Record what Slack answered; ask nothing." in text
    [row] = table(exported(record, Form.CSV).decode())
    assert (row["action"], row["rule"]) == ("rule_workspaces", "record")


def test_a_workspace_that_moved_is_said_to_have_moved():
    entries = record_of((SENT, done()))
    moved = doubt(entries, ACME, "E0ACMEGROUP", now=NOW)
    assert isinstance(moved, Entry)
    record = survey(ACME, stored([*entries, moved]), persons=True)
    text = Read("".join(page.pieces(record, EVERYTHING_THERE, translator("en")))).text
    assert "by the app." in text
    assert "The workspace belongs to organisation E0ACMEGROUP now." in text


def test_in_french_it_is_french():
    source = read(JOURNEY, "fr")
    assert source.tags[0] == ("html", {"lang": "fr"})
    assert "Le registre de la demande d’exclusion de T0ACME" in source.text
    assert "Corrigée par l’entrée n°\u00a04\u00a0: elle ne compte plus." in source.text
    assert "Evidence" not in source.text


def test_a_channel_that_was_chosen_is_told_by_its_id():
    told = read((CHOOSE_CHANNEL,)).text
    assert "Channel: C0PRIVACY." in told
    assert "Posted there: What Slack changes in its texts." in told
    assert "In this language: English." in told


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({place_of_file(MAIL_HASH)}, ""),
        ({place_of_part(MAIL_HASH)}, no_longer_whole(Left.PART, translator("en"))),
        (set(), no_longer_whole(None, translator("en"))),
    ],
    ids=["whole", "a part", "erased"],
)
def test_where_the_opt_out_stands_it_says_what_is_left_of_the_mail_behind_it(there: set[str], said: str):
    shown = "".join(page.pieces(looked_through(BACKED_BY_MAIL), there, translator("en")))
    introduction = shown.partition("<ol>")[0]
    assert f"<p>Evidence: the e-mail as a file.{said and ' '}{escape(said)}</p>" in introduction
