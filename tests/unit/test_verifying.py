"""What verify says of whole, broken, shortened and rewritten records; the rules make the entries."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bolt_app import verifying
from bolt_app.cannot_start import CannotStartError
from bolt_app.evidence.adding import Desk
from bolt_app.evidence.kept import KeptMail
from bolt_app.evidence.reducing import reduce
from bolt_app.optout.chain import canonical
from bolt_app.optout.model import Action, Entry, Evidence, Statement
from bolt_app.optout.rules import decide
from bolt_app.optout.verify import Link
from bolt_app.people import Role, Scope, Viewer
from bolt_app.verifying import Fingerprint
from tests.unit.evidence.archive import MemoryArchive
from tests.unit.evidence.mails import NOBODY_LISTED, NOW, PLACE, mail, never
from tests.unit.optout import acts
from tests.views_of_two_owners import AGREED

ACME = Scope("T0ACME")
SENT = Statement(stated_on=date(2026, 5, 12), ticked="I may decide this.")


def record(length: int) -> list[Link]:
    """A record of this many sendings, as storage gives it."""
    entries: list[Entry] = []
    for number in range(length):
        decided = decide(
            entries,
            Action.SENT_AGAIN if number else Action.SENT,
            SENT,
            actor=Viewer(ACME, "U0OLIVIA", Role.OWNER),
            now=datetime(2026, 5, 12 + number, 12, tzinfo=UTC),
            salts=("a" * 32, "b" * 32),
        )
        assert isinstance(decided, Entry), decided
        entries.append(decided)
    return links_of(entries)


def links_of(entries: Iterable[Entry]) -> list[Link]:
    """Entries as storage gives them."""
    return [
        Link(entry.position, canonical(entry), entry.hash, (entry.actor.user, entry.actor.salt))
        for entry in entries
        if entry.actor
    ]


def kept_by(links: Iterable[Link]) -> Callable[[Scope], Iterable[Link]]:
    """A ledger of one scope."""
    stored = list(links)
    return lambda scope: iter(stored if scope == ACME else [])


def test_a_whole_record_is_unbroken_and_its_newest_fingerprint_is_shown_to_be_kept():
    links = record(3)
    finding = verifying.check(ACME, kept_by(links))
    assert finding.holds
    assert finding.sentence == f"T0ACME: 3 entries, unbroken. Newest: 3:{links[2].hash}"


def test_one_entry_is_one_entry_and_none_is_nothing():
    assert verifying.check(ACME, kept_by(record(1))).sentence.startswith("T0ACME: 1 entry, unbroken.")
    nothing = verifying.check(ACME, kept_by([]))
    assert nothing.holds
    assert nothing.sentence == "T0ACME: nothing is recorded."


def test_a_changed_entry_is_named():
    links = record(3)
    links[1] = replace(links[1], canonical=links[1].canonical.replace("decide", "decline"))
    finding = verifying.check(ACME, kept_by(links))
    assert not finding.holds
    assert finding.sentence == "T0ACME: entry 2 is broken: its text is not the text that was hashed."


def test_a_removed_entry_is_named():
    links = record(3)
    finding = verifying.check(ACME, kept_by([links[0], links[2]]))
    assert finding.sentence == "T0ACME: entry 2 is broken: it is missing."


@pytest.mark.parametrize("length", [12, 20, 64])
def test_a_fingerprint_that_was_kept_is_found_by_its_beginning(length):
    links = record(3)
    assert verifying.check(ACME, kept_by(links), Fingerprint(2, links[1].hash[:length])).holds


def test_a_record_that_lost_its_end_does_not_bear_the_fingerprint():
    links = record(3)
    finding = verifying.check(ACME, kept_by(links[:2]), Fingerprint(3, links[2].hash))
    assert not finding.holds
    assert finding.sentence == "T0ACME: entry 3 is missing; the last is 2."


def test_a_record_rewritten_as_a_whole_does_not_bear_the_fingerprint():
    finding = verifying.check(ACME, kept_by(record(3)), Fingerprint(3, "0" * 64))
    assert not finding.holds
    assert finding.sentence.startswith("T0ACME: entry 3 does not bear that fingerprint.")


def test_an_emptied_record_does_not_bear_a_fingerprint():
    assert not verifying.check(ACME, kept_by([]), Fingerprint(1, "0" * 64)).holds


def test_a_fingerprint_is_read_as_verify_prints_it():
    newest = verifying.check(ACME, kept_by(record(2))).sentence.rpartition(" ")[2]
    assert verifying.check(ACME, kept_by(record(2)), verifying.fingerprint(newest)).holds
    assert verifying.fingerprint(" 4:9F86D081884C ") == Fingerprint(4, "9f86d081884c")


@pytest.mark.parametrize(
    "text",
    ["", "4", "4:", ":9f86d081884c", "0:9f86d081884c", "-1:9f86d081884c", "x:9f86d081884c", "²:9f86d081884c"],
)
def test_what_is_no_fingerprint_is_refused(text):
    with pytest.raises(ValueError, match=r"\.$"):
        verifying.fingerprint(text)


@pytest.mark.parametrize("beginning", ["9f86d081884", "9" * 65, "9f86d081884g"])
def test_too_little_or_too_much_of_a_hash_is_refused(beginning):
    with pytest.raises(ValueError, match="first 12 are needed"):
        verifying.fingerprint(f"4:{beginning}")


def backed(archive: MemoryArchive) -> list[Link]:
    """A record whose second and third entry name mails, the first of which is on file."""
    put = Desk(archive, NOBODY_LISTED, never).add(mail(), PLACE, [], 0, now=NOW)
    assert isinstance(put, KeptMail)
    entries: list[Entry] = []
    for action, statement in (
        (Action.SENT, SENT),
        (Action.DONE, Statement(stated_on=date(2026, 5, 20), mail=put.sha256)),
        (Action.EVIDENCE, Statement(mail=put.sha256, evidence=Evidence.FILE)),
    ):
        decided = decide(
            entries,
            action,
            statement,
            actor=Viewer(ACME, "U0OLIVIA", Role.OWNER),
            now=NOW,
            salts=("a" * 32, "b" * 32),
        )
        assert isinstance(decided, Entry), decided
        entries.append(decided)
    return links_of(entries)


def without_ids(position: int, *parts: str) -> Callable[[Scope], Iterable[Link]]:
    """The record two owners made, as storage gives it once somebody was erased from one of its entries."""
    gone = dict.fromkeys(parts, (None, None))
    stored = acts.links(AGREED)
    stored[position - 1] = replace(stored[position - 1], **gone)  # type: ignore[arg-type] # a test's shorthand
    return kept_by(stored)


@pytest.mark.parametrize(
    ("position", "parts"), [(4, ["actor"]), (4, ["actor", "named"])], ids=["who agreed", "both"]
)
def test_of_how_many_nobody_can_tell_whether_two_agreed_is_said(position: int, parts: list[str]):
    ledger = without_ids(position, *parts)
    assert verifying.check(ACME, ledger).holds
    found = verifying.check_second_owners(ACME, ledger)
    assert found is not None
    assert found.holds
    assert found.sentence == (
        "T0ACME: of 1 entry that took two owners an id was erased: whether they are two cannot be checked."
    )


@pytest.mark.parametrize(("position", "part"), [(3, "actor"), (4, "named")])
def test_one_trace_of_who_proposed_is_enough_to_tell_them_apart(position: int, part: str):
    assert verifying.check_second_owners(ACME, without_ids(position, part)) is None


def test_where_both_are_known_or_one_owner_sufficed_nothing_is_said_of_second_owners():
    assert verifying.check_second_owners(ACME, kept_by(acts.links(AGREED))) is None
    assert verifying.check_second_owners(ACME, kept_by(record(3))) is None


def test_of_mails_on_file_it_is_said_what_can_still_be_checked():
    archive = MemoryArchive()
    ledger = kept_by(backed(archive))

    def said() -> str:
        found = verifying.check_mails(ACME, ledger, archive)
        assert found is not None
        assert found.holds
        return found.sentence

    assert said() == "T0ACME: of 1 e-mail that entries name, 1 on file as put there."
    [sha256] = [sha256 for _, sha256 in archive.kept]
    reduce(archive, ACME, sha256)
    again = "what was found of them cannot be checked again."
    assert said().startswith("T0ACME: of 1 e-mail that entries name, 0 on file as put there; ")
    assert said().endswith(f"1 kept only in part, 0 erased: {again}")
    archive.kept.clear()
    assert said().endswith(f"0 kept only in part, 1 erased: {again}")


def test_where_no_entry_names_a_mail_nothing_is_said_of_any():
    assert verifying.check_mails(ACME, kept_by(record(3)), MemoryArchive()) is None


def test_a_file_that_is_not_the_one_on_file_is_found():
    class Torn(MemoryArchive):
        def raw(self, scope: Scope, sha256: str) -> bytes | None:
            raise CannotStartError(f"The mail {sha256[:12]} of {scope} is another.")

    archive = Torn()
    found = verifying.check_mails(ACME, kept_by(backed(archive)), archive)
    assert found is not None
    assert not found.holds
    assert found.sentence.endswith("of T0ACME is another.")
