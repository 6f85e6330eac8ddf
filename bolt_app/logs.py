"""Logging with secrets taken out of every line, tracebacks included; knows patterns, not who logs."""

import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO

_HIDDEN = "[redacted]"
_LONGEST = 8_000
"""Characters of one record. Bolt and the SDK log whole bodies, and a body may be a megabyte."""
_SHORTEST_SECRET = 8
"""A shorter secret would redact ordinary words."""

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # tokens: xoxb- xoxp- xoxe.xoxb- … xapp- xwfp-
        r"\b(?:xox[a-z][.-]|xapp-|xwfp-)[A-Za-z0-9._-]+",
        # name=value in addresses and forms: the OAuth code, a Socket Mode ticket, a client's secret
        r"(?<=\bcode=)[^&,\s'\"]+",
        r"(?<=\bticket=)[^&\s'\"\\]+",
        r"(?<=\btoken=)[^&\s'\"]+",
        r"(?<=_secret=)[^&\s'\"]+",
        # the same as a value of JSON or of a printed dictionary
        r"(?<=['\"]code['\"]: )(['\"])[^'\"]+\1",
        r"(?<=['\"]code['\"]:)(['\"])[^'\"]+\1",
        r"(?<=token['\"]: )(['\"])[^'\"]+\1",
        r"(?<=token['\"]:)(['\"])[^'\"]+\1",
        r"(?<=_secret['\"]: )(['\"])[^'\"]+\1",
        # an address to which anybody may post in the app's name
        r"(?<=hooks\.slack\.com/)[^\s'\"&]+",
        r"(?<=hooks\.slack\.com\\/)[^\s'\"&]+",
        # a database's password, where nobody has starred it out yet
        r"(?<=://)[^\s:/@]*:(?!\*{3}@)[^\s/@]+(?=@)",
        # a Fernet key: 32 bytes in URL-safe base64
        r"(?<![\w-])[\w-]{43}=(?![\w=-])",
    )
)
_OWN_LEVEL = ("slack_bolt", "slack_sdk.web.base_client")
"""Bolt and the SDK ask a logger for its own level before they put debug texts together, and take the NOTSET
of one that inherits for DEBUG: every request would pay for texts that nobody reads."""


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without anything that looks like a secret of Slack's or ours, and without the given ones."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, _HIDDEN)
    for pattern in _PATTERNS:
        text = pattern.sub(_HIDDEN, text)
    return text


class RedactingFormatter(logging.Formatter):
    """The last thing that happens to a record, so that message, arguments, traceback and stack pass through.

    A filter would see the record before its traceback is turned into text.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text, redacted, and cut when it is very long."""
        line = redact(super().format(record), self._secrets)
        return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}… ({len(line)} characters)"


class _WithoutBody(logging.Filter):
    """Bolt logs the whole body of a request whose signature is wrong: a stranger wrote it, or a member."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith("Invalid request signature detected"):
            record.msg, record.args = "A request with an invalid signature was refused.", ()
        return True


class _WithoutAdvice(logging.Filter):
    """Granian warns at every start of more threads than cores; ours wait for Slack, so there are more."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith("Configuration allows spawning up to")


def set_up(level: str, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Make the root logger write redacted lines, and nothing else write any.

    Args:
        level: the name of a level of the standard library's logging.
        secrets: values to take out wherever they occur, besides what looks like a secret.
        stream: where to write; standard error when not given.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets))
    handler.addFilter(_WithoutBody())
    handler.addFilter(_WithoutAdvice())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _OWN_LEVEL:
        logging.getLogger(name).setLevel(level)
    logging.getLogger("alembic").setLevel(max(logging.WARNING, root.level))  # tells every step at INFO
    logging.captureWarnings(capture=True)
