"""Checking a signature: keys made here, a name server in this process; each outcome, and what it takes."""

import base64
import importlib.util
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.evidence.signature import Signature, check, installed
from bolt_app.optout.grades import Checked
from tests.unit.evidence.mails import (
    NOW,
    REPLY,
    SIGNED,
    Look,
    dns,
    key,
    mail,
    never,
    published,
    read,
    signed,
    silent,
)

pytestmark = pytest.mark.skipif(importlib.util.find_spec("dkim") is None, reason="needs the extra [dkim]")


def found(raw: bytes, look_up: Look | None = None, now: datetime = NOW) -> Signature:
    return check(read(raw), look_up or dns(), now)


def outcome(raw: bytes, look_up: Look | None = None, now: datetime = NOW) -> Checked:
    return found(raw, look_up, now).checked


def test_a_reply_that_slack_com_signed_is_valid_and_the_dns_answer_is_kept():
    signature = found(signed(mail()))
    assert signature.checked is Checked.VALID
    assert (signature.domain, signature.asked) == ("slack.com", "s2026._domainkey.slack.com")
    assert signature.answer == published(key())
    assert signature.at == NOW
    assert {"from", "to", "subject", "date"} <= signature.signed


def test_what_the_dns_answered_then_is_enough_to_check_again_later():
    signature = found(signed(mail()))
    assert outcome(signed(mail()), lambda _: signature.answer) is Checked.VALID


def test_a_mail_saved_with_other_line_breaks_is_still_what_was_signed():
    assert outcome(signed(mail()).replace(b"\r\n", b"\n")) is Checked.VALID


def test_no_signature_is_missing_and_nobody_is_asked():
    assert outcome(mail(), never) is Checked.MISSING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"has been completed", b"has been declined"),
        (b"Re: Slack Global", b"Re: Slack  Local"),
        (b"ada@acme.example", b"eve@acme.example"),
        (b"17 May 2024", b"18 May 2024"),
        (b"bh=", b"bh=A"),
    ],
    ids=["text", "subject", "to", "date", "body-hash"],
)
def test_one_changed_byte_is_invalid(old: bytes, new: bytes):
    assert outcome(signed(mail()).replace(old, new, 1)) is Checked.INVALID


def test_another_key_is_invalid():
    assert outcome(signed(mail(), private=key(2048, "mallory"))) is Checked.INVALID


def test_a_key_that_is_no_longer_published_is_gone_not_invalid():
    assert outcome(signed(mail()), dns(slack_com=None)) is Checked.KEY_GONE
    assert outcome(signed(mail()), dns(slack_com="v=DKIM1; k=rsa; p=")) is Checked.KEY_GONE
    assert outcome(signed(mail()), dns(slack_com="v=spf1 -all")) is Checked.KEY_GONE


def test_a_name_server_that_does_not_answer_leaves_it_not_checked():
    signature = found(signed(mail()), silent)
    assert (signature.checked, signature.answer) == (Checked.NOT_CHECKED, "")


@pytest.mark.parametrize(
    "domain", ["evil.example", "slack.com.evil.example", "lack.com", "com.evil.example", "support.slack.com"]
)
def test_a_signature_of_a_domain_that_is_not_the_sender_s_is_not_aligned(domain: str):
    look_up = dns(**{domain.replace(".", "_"): published(key())})
    assert outcome(signed(mail(), domain=domain), look_up) is Checked.NOT_ALIGNED


def test_a_sender_below_the_signing_domain_is_aligned():
    assert outcome(signed(mail(From="support@tickets.slack.com"))) is Checked.VALID


@pytest.mark.parametrize("name", ["To", "Subject", "Date", "Content-Type", "MIME-Version"])
def test_a_field_that_is_shown_and_not_signed_is_not_enough(name: str):
    assert outcome(signed(mail(), fields=[known for known in SIGNED if known != name])) is (
        Checked.NOT_ENOUGH_SIGNED
    )


def test_a_field_that_has_to_be_signed_and_is_not_there_is_not_enough():
    assert outcome(signed(mail(without=["To"]))) is Checked.NOT_ENOUGH_SIGNED


def test_a_signature_over_a_part_of_the_body_is_not_enough():
    raw = signed(mail(), length=True)
    assert b"l=" in raw
    assert outcome(raw) is Checked.NOT_ENOUGH_SIGNED
    assert outcome(raw + b"And the default has changed.\r\n") is Checked.NOT_ENOUGH_SIGNED


def test_a_content_type_put_above_a_signed_mail_is_noticed():
    raw = signed(mail(without=["Content-Type"]), fields=[name for name in SIGNED if name != "Content-Type"])
    assert outcome(raw) is Checked.VALID
    assert outcome(b"Content-Type: text/html\r\n" + raw) is Checked.NOT_ENOUGH_SIGNED


def tagged(raw: bytes, tag: bytes) -> bytes:
    """Put a tag into the signature, which does not fit then any more."""
    return raw.replace(b"v=1;", b"v=1; " + tag + b";", 1)


def test_an_expired_signature_is_expired_by_the_clock_that_is_passed():
    expired = tagged(signed(mail()), b"x=%d" % int(NOW.timestamp()))
    assert outcome(expired, now=datetime(2026, 5, 21, 9, 0, 1, tzinfo=UTC)) is Checked.EXPIRED
    assert outcome(expired, now=datetime(2026, 5, 21, 8, 59, tzinfo=UTC)) is not Checked.EXPIRED


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        (b"v=1; d=slack.com", Checked.INVALID),
        (b"l=0", Checked.INVALID),
        (b"x=never", Checked.INVALID),
        (b"i=@evil.example", Checked.INVALID),
        (b"q=dns/other", Checked.INVALID),
        (b"c=none/none", Checked.INVALID),
    ],
)
def test_a_tag_put_into_a_signature_breaks_it(tag: bytes, why: Checked):
    assert outcome(tagged(signed(mail()), tag)) is why


def test_a_short_key_and_an_old_hash_prove_nothing():
    assert outcome(signed(mail(), private=key(1024)), dns(slack_com=published(key(1024)))) is Checked.VALID
    old = signed(mail()).replace(b"a=rsa-sha256", b"a=rsa-sha1", 1)
    assert outcome(old) is Checked.KEY_WEAK
    short = rsa.RSAPublicNumbers(65537, (1 << 1000) + 1).public_key()
    assert outcome(signed(mail()), dns(slack_com=published(short))) is Checked.KEY_WEAK


def test_a_kind_of_key_that_cannot_be_computed_is_not_checked():
    public = ed25519.Ed25519PrivateKey.generate().public_key()
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    answer = f"v=DKIM1; k=ed25519; p={base64.b64encode(raw).decode()}"
    of_that_kind = signed(mail()).replace(b"a=rsa-sha256", b"a=ed25519-sha256", 1)
    assert outcome(of_that_kind, dns(slack_com=answer)) is Checked.NOT_CHECKED
    assert outcome(signed(mail()), dns(slack_com="v=DKIM1; p=AAAA")) is Checked.NOT_CHECKED


def test_a_domain_that_is_only_testing_counts_as_unsigned():
    assert outcome(signed(mail()), dns(slack_com=published(key(), " t=y;"))) is Checked.MISSING


def test_a_key_may_forbid_identities_of_other_domains():
    strict = dns(slack_com=published(key(), " t=s;"))
    assert outcome(signed(mail()), strict) is Checked.VALID
    assert outcome(signed(mail(), identity=b"@mail.slack.com"), strict) is Checked.INVALID


def test_of_several_signatures_the_best_counts():
    twice = signed(signed(mail()), domain="evil.example")
    assert outcome(twice, dns(evil_example=published(key()))) is Checked.VALID
    assert outcome(tagged(signed(mail()), b"t=1") + b"x", dns()) is Checked.INVALID


def test_at_most_five_signatures_are_looked_at():
    asked: list[str] = []

    def counting(name: str) -> str | None:
        asked.append(name)
        return None

    raw = mail()
    for number in range(40):
        raw = (
            b"DKIM-Signature: v=1; a=rsa-sha256; d=d%d.example; s=x; h=from; bh=AAAA; b=AAAA\r\n" % number
            + raw
        )
    assert outcome(raw, counting) is Checked.KEY_GONE
    assert len(asked) == 5


@pytest.mark.parametrize("domain", ["", "localhost", "..", "a b", "slack.com/..", "x" * 300, "é.com", "-"])
def test_a_name_that_is_no_domain_is_not_asked_for(domain: str):
    raw = f"DKIM-Signature: v=1; a=rsa-sha256; d={domain}; s=x; h=from; bh=AAAA; b=AAAA\r\n".encode() + mail()
    assert outcome(raw, never) is Checked.INVALID


def test_it_is_installed_where_these_tests_run():
    assert installed()


@given(st.binary(max_size=300).filter(lambda raw: b"\r" not in raw and b"\n" not in raw and b"\0" not in raw))
def test_no_signature_raises(garbage: bytes):
    assert outcome(b"DKIM-Signature: " + garbage + b"\r\n" + mail(), lambda _: None) is not Checked.VALID


@given(st.text(max_size=300))
def test_no_answer_of_a_name_server_raises(answer: str):
    assert outcome(signed(mail()), lambda _: answer) is not Checked.VALID


@given(st.integers(0, len(REPLY) - 3), st.characters(min_codepoint=33, max_codepoint=126))
def test_no_letter_of_the_words_can_be_changed(at: int, letter: str):
    raw = signed(mail())
    body = raw.index(b"\r\n\r\n") + 4
    changed = raw[: body + at] + letter.encode() + raw[body + at + 1 :]
    assert (outcome(changed) is Checked.VALID) is (changed == raw)
