"""The reviewed list of senders: the shipped one is empty, and a list that says too little does not load."""

from pathlib import Path

import pytest

from bolt_app.evidence.senders import Senders, SendersError, load

GOOD = """
[senders.support]
address = "help@slack.com"
domain = "slack.com"
reviewed = 2026-11-21
why = "Seen in a reply."

[domains.slack]
domain = "slack.com"
reviewed = 2026-11-21
why = "Slack names it."
"""


def test_the_shipped_list_names_no_sender_so_nothing_is_called_proven():
    shipped = load()
    assert shipped.signed_by == {}
    assert shipped.domains == {"slack.com"}


def test_an_entry_gives_the_domain_that_signs_for_it(tmp_path: Path):
    file = tmp_path / "senders.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert load(file) == Senders({"help@slack.com": "slack.com"}, frozenset({"slack.com"}))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('address = "help@slack.com"', 'address = "Help@slack.com"', "small letters"),
        ('address = "help@slack.com"', 'address = "help"', "small letters"),
        ('address = "help@slack.com"', 'address = "help@evil.example"', "cannot sign for"),
        ('address = "help@slack.com"', 'address = "help@notslack.com"', "cannot sign for"),
        ('domain = "slack.com"', 'domain = "com"', "small letters"),
        ("reviewed = 2026-11-21", 'reviewed = "2026-11-21"', "reviewed is missing"),
        ("reviewed = 2026-11-21", "", "reviewed is missing"),
        ('why = "Seen in a reply."', 'why = ""', "why is missing"),
        ('why = "Seen in a reply."', 'why = "x"\nbecause = "y"', "because is not a field"),
        ("[senders.support]", "[sender.support]", "sender is not a table"),
        ("[senders.support]", "senders = 3\n[domains.x]", "are tables"),
        ("[senders.support]", "[senders]\nsupport = 3\n[domains.x]", "not a table of fields"),
        ("[domains.slack]", "[domains.slack", "cannot be read"),
        ("[domains.slack]", '[senders.two]\naddress = "help@slack.com"', "listed twice"),
        ('[domains.slack]\ndomain = "slack.com"', '[domains.slack]\ndomain = "SLACK.com"', "small letters"),
    ],
)
def test_a_list_that_says_too_little_or_too_much_does_not_load(
    tmp_path: Path, old: str, new: str, named: str
):
    assert old in GOOD
    file = tmp_path / "senders.toml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SendersError, match=named):
        load(file)


def test_a_list_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(SendersError, match=r"senders\.toml cannot be read"):
        load(tmp_path / "senders.toml")


def test_a_domain_counts_with_what_is_below_it_and_nothing_beside():
    senders = load()
    assert senders.may_be_slack("a@slack.com")
    assert senders.may_be_slack("a@tickets.slack.com")
    assert not senders.may_be_slack("a@notslack.com")
    assert not senders.may_be_slack("a@slack.com.evil.example")
