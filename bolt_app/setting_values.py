"""What the text of a setting may be; knows neither the settings' names nor the environment.

Each function takes the text without surrounding blanks ("" when nothing is set) and gives the value. It
raises ValueError with the end of a sentence that begins with the setting's name, and never repeats a secret.
"""

import binascii
import logging
import re
from base64 import b64decode
from collections.abc import Callable
from urllib.parse import urlsplit

NEW_KEY = (
    'Make a key with: .venv/bin/python -c "from cryptography.fernet import Fernet; '
    'print(Fernet.generate_key().decode())"'
)

_LONGEST_NAME = 200
_SHORTEST_TOKEN = 20
_MAIL = re.compile(r"[\w.!#$%&'*+/=^`{|}~-]+@[A-Za-z0-9.-]+", re.ASCII)
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_TOKEN_KINDS = {
    "xoxb-": "a bot token",
    "xoxp-": "a user token",
    "xapp-": "an app-level token",
    "xoxe.": "a token that expires after 12 hours, of an app with token rotation",
    "xoxe-": "a refresh token",
    "xoxc-": "a browser's session token",
    "xoxs-": "a session token",
}


def bot_token(text: str) -> str:
    """A bot token, or "" for none."""
    return _token(text, "xoxb-")


def app_token(text: str) -> str:
    """An app-level token, or "" for none."""
    return _token(text, "xapp-")


def signing_secret(text: str) -> str:
    """A signing secret, or "" for none."""
    return _secret(text, "the signing secret has no prefix.")


def client_secret(text: str) -> str:
    """A client secret, or "" for none."""
    return _secret(text, "the client secret has no prefix.")


def client_id(text: str) -> str:
    """An app's client id, or "" for none: public, it stands in the address people are sent to."""
    numbers = text.split(".")
    if text and not (len(numbers) == 2 and all(part.isascii() and part.isdigit() for part in numbers)):
        raise ValueError("must be two numbers with a dot between, such as 1234567890.1234567890.")
    return text


def database_url(text: str) -> str:
    """A database's address in SQLAlchemy's form, PostgreSQL always with the driver the app brings."""
    scheme, separator, rest = text.partition("://")
    if separator and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        if not rest.strip("/"):
            raise ValueError("names no database. An example: postgresql://user:password@host/datapolicy.")
        _hold_server(rest.partition("?")[0])
        return f"postgresql+psycopg://{rest}"
    if separator and scheme == "sqlite":
        if not rest.startswith("/") or rest == "/" or rest.startswith("/:memory:"):
            raise ValueError("names no file. An example: sqlite:///datapolicy.sqlite3.")
        return text
    shown = f", not {scheme}://" if separator and scheme.isalnum() else ""
    raise ValueError(f"must begin with sqlite:/// or postgresql://{shown}.")


def _hold_server(rest: str) -> None:
    """Refuse what would be cut at another place than was meant, and show a part of a password somewhere."""
    if rest.count("@") > 1:
        raise ValueError("has more than one @. In a user name or a password, write it as %40.")
    port = re.search(r":([^:\]/]*)(?:/|$)", rest.rpartition("@")[2])
    if port and port[1] and not (port[1].isascii() and port[1].isdigit()):
        raise ValueError(
            "has a port that is no number. An example: postgresql://user:password@host:5432/datapolicy."
        )


def encryption_keys(text: str) -> tuple[str, ...]:
    """Fernet keys, newest first, from a list with commas; empty for none."""
    keys = tuple(key for part in text.split(",") if (key := part.strip()))
    for place, key in enumerate(keys, start=1):
        if not _is_fernet_key(key):
            raise ValueError(f"has a wrong key at place {place} of {len(keys)}. {NEW_KEY}")
    return keys


def api_url(text: str) -> str:
    """The Web API's address, with a slash at the end; plain http for this machine only: tokens travel."""
    return _web_address(text) + "/"


def base_url(text: str) -> str:
    """The app's public address without a slash at the end, or "" for none."""
    return _web_address(text) if text else ""


def name(text: str) -> str:
    """One line that people read, or "" for none."""
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise ValueError(f"must be one line of at most {_LONGEST_NAME} characters.")
    return text


def contact(text: str) -> str:
    """A mail address, or the https address of a page, or "" for none."""
    if text.startswith(("https://", "http://")):
        return _web_address(text)
    account, _, domain = text.removeprefix("mailto:").rpartition("@")
    if text and not (account and "." in domain.strip(".") and _MAIL.fullmatch(f"{account}@{domain}")):
        raise ValueError(
            "must be a mail address or the https address of a page, such as privacy@example.org."
        )
    return text.removeprefix("mailto:")


def metrics_token(text: str) -> str:
    """What a monitoring system proves itself with, or "" for none."""
    if text and len(text) < _SHORTEST_TOKEN:
        raise ValueError(f"must have at least {_SHORTEST_TOKEN} characters.")
    return _one_word(text)


def days(text: str) -> int | None:
    """A number of days, or None for none."""
    return number(0, 3650)(text) if text else None


def host(text: str) -> str:
    """An address or name to listen on."""
    if "/" in text:
        raise ValueError("must be an address or a name without scheme and path, such as 127.0.0.1.")
    return _one_word(text)


def number(least: int, most: int) -> Callable[[str], int]:
    """A parser of whole numbers from `least` to `most`."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= most):
            raise ValueError(f"must be a whole number from {least} to {most}.")
        return int(text)

    return parse


def yes_or_no(text: str) -> bool:
    """Yes or no, in these words."""
    if text.lower() not in {"yes", "no"}:
        raise ValueError("must be yes or no.")
    return text.lower() == "yes"


def log_level(text: str) -> str:
    """A level's name in capitals."""
    level = text.upper()
    if level not in logging.getLevelNamesMapping() or level == "NOTSET":
        raise ValueError("must be DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return level


def _token(text: str, beginning: str) -> str:
    if text and not text.startswith(beginning):
        kinds = (kind for start, kind in _TOKEN_KINDS.items() if text.startswith(start))
        found = next(kinds, "something else")
        raise ValueError(f"must begin with {beginning}; what is set is {found}.")
    if text == beginning:
        raise ValueError(f"is cut off after {beginning}.")
    return _in_ascii(text)


def _secret(text: str, otherwise: str) -> str:
    for beginning, kind in _TOKEN_KINDS.items():
        if text.startswith(beginning):
            raise ValueError(f"holds {kind}; {otherwise}")
    return _in_ascii(text)


def _in_ascii(text: str) -> str:
    if not text.isascii():
        raise ValueError("holds a character that none of Slack's has, such as an ellipsis: copy it whole.")
    return _one_word(text)


def _one_word(text: str) -> str:
    if any(mark.isspace() or not mark.isprintable() for mark in text):
        raise ValueError("must not contain blanks or line breaks.")
    return text


def _is_fernet_key(key: str) -> bool:
    try:
        return len(b64decode(key.encode("ascii"), altchars=b"-_", validate=True)) == 32
    except (binascii.Error, UnicodeEncodeError):
        return False


def _web_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        name, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("is not a web address.") from None
    if parts.scheme not in {"https", "http"} or not name:
        raise ValueError("must be a web address, such as https://example.org.")
    if parts.username or parts.query or parts.fragment:
        raise ValueError("must have no user name, query or fragment.")
    if parts.scheme == "http" and name not in _THIS_MACHINE:
        raise ValueError("must begin with https://; plain http:// is for this machine only.")
    return _one_word(text).rstrip("/")
