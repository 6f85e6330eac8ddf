"""What may be asked: the address itself, and the IP addresses its name leads to."""

from ipaddress import ip_address

import pytest

from bolt_app.watch import addresses

FORBIDDEN = [
    # (address, what the sentence says)
    ("http://slack.com/", "is not an https address"),
    ("ftp://slack.com/", "is not an https address"),
    ("file:///etc/passwd", "is not an https address"),
    ("data:text/html,<p>x", "has '<', which an address does not"),
    ("data:text/html;base64,PHA+", "is not an https address"),
    ("javascript:alert(1)", "is not an https address"),
    ("//slack.com/", "is not an https address"),
    ("slack.com/terms", "is not an https address"),
    ("", "is not an https address"),
    ("https:slack.com", "has no public host name"),
    ("https://", "has no public host name"),
    ("https:///terms", "has no public host name"),
    ("https://localhost/", "has no public host name"),
    ("https://intranet/", "has no public host name"),
    ("https://printer.local/", "has a host name that ends in .local, which is not public"),
    ("https://app.localhost/", "has a host name that ends in .localhost, which is not public"),
    ("https://git.internal/", "has a host name that ends in .internal, which is not public"),
    ("https://nas.home.arpa/", "has a host name that ends in .arpa, which is not public"),
    ("https://slack.test/", "has a host name that ends in .test, which is not public"),
    ("https://127.0.0.1/", "has no public host name"),
    ("https://127.1/", "has no public host name"),
    ("https://2130706433/", "has no public host name"),
    ("https://0x7f000001/", "has no public host name"),
    ("https://0x7f.0.0.0x1/", "has no public host name"),
    ("https://8.8.8.8/", "has no public host name"),
    ("https://[::1]/", "has no public host name"),
    ("https://[2606:4700::1]/", "has no public host name"),
    ("https://slack.com./", "has no public host name"),
    ("https://-slack.com/", "has no public host name"),
    ("https://sl_ack.com/", "has no public host name"),
    ("https://slack..com/", "has no public host name"),
    ("https://user@slack.com/", "names a user"),
    ("https://user:word@slack.com/", "names a user"),
    ("https://slack.com@127.0.0.1/", "names a user"),
    ("https://slack.com:8443/", "names a port other than 443"),
    ("https://slack.com:/", "names a port other than 443"),
    ("https://slack.com:99999/", "is not an address"),
    ("https://[slack.com/", "is not an address"),
    ("https://slack.com\\@evil.com/", "has '\\\\', which an address does not"),
    ("https://slack.com/a b", "has ' ', which an address does not"),
    ("https://slack.com/\r\nHost: evil.com", "has '\\r', which an address does not"),
    ("https://slаck.com/", "has 'а', which an address does not"),
    ("https://slack.com/" + "a" * 2000, "has more than 2000 characters"),
]


@pytest.mark.parametrize(("url", "sentence"), FORBIDDEN)
def test_an_address_that_is_not_public_https_is_refused_in_words(url: str, sentence: str):
    assert addresses.fault(url) == sentence


@pytest.mark.parametrize(
    "url",
    [
        "https://slack.com",
        "https://slack.com/trust/data-management/privacy-principles",
        "https://docs.slack.dev/changelog/2025/10/13/api-terms-update?a=b&c=%C3%A9#top",
        "https://slack.com:443/terms",
        "HTTPS://SLACK.COM/terms",
        "https://xn--bcher-kva.de/",
        "https://localhost.com/",
    ],
)
def test_an_https_address_of_a_public_name_may_be_asked(url: str):
    assert addresses.fault(url) == ""


PRIVATE = (
    "0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 192.0.2.1 192.168.1.1 "
    "198.18.0.1 203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 "
    "::ffff:8.8.8.8 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::a00:1 100::1 2001:db8::1 2002:7f00:1:: "
    "2002:a00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 5f00::1 fc00::1 fd12::1 fe80::1 fec0::1 ff02::1"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_what_is_not_of_the_public_internet_may_not_be_reached(address: str):
    assert not addresses.public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2002:808:808::", "64:ff9b::8.8.8.8"]
)
def test_what_is_of_the_public_internet_may_be_reached(address: str):
    assert addresses.public(ip_address(address))
