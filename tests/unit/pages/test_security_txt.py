"""security.txt as RFC 9116 wants it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bolt_app.pages.security_txt import as_uri, security_txt

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def fields(text: str) -> dict[str, str]:
    assert text.endswith("\n")
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_it_names_contact_expiry_languages_and_its_own_address():
    assert fields(security_txt("privacy@dp.example", "https://dp.example", NOW)) == {
        "Contact": "mailto:privacy@dp.example",
        "Expires": "2027-02-21T00:00:00Z",
        "Preferred-Languages": "en, fr",
        "Canonical": "https://dp.example/.well-known/security.txt",
    }


@pytest.mark.parametrize("base_url", ["", "http://127.0.0.1:3000"])
def test_an_address_that_is_not_public_is_not_named(base_url):
    assert "Canonical" not in fields(security_txt("a@b.example", base_url, NOW))


@pytest.mark.parametrize("days", [0, 1, 400, 5000])
def test_it_expires_within_a_year_whenever_it_is_read(days):
    now = NOW + timedelta(days=days)
    expires = datetime.fromisoformat(fields(security_txt("a@b.example", "", now))["Expires"])
    assert timedelta(days=80) < expires - now < timedelta(days=365)


def test_the_clock_s_zone_does_not_matter():
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    assert security_txt("a@b.example", "", tokyo) == security_txt("a@b.example", "", NOW)


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("a@b.example", "mailto:a@b.example"),
        ("https://b.example/contact", "https://b.example/contact"),
        ("http://127.0.0.1/contact", "http://127.0.0.1/contact"),
    ],
)
def test_a_contact_can_be_followed(contact, uri):
    assert as_uri(contact) == uri
