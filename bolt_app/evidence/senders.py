"""The reviewed list of Slack's senders, read from `senders.toml`; knows no mail and trusts no signature."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bolt_app.cannot_start import CannotStartError

LISTED = Path(__file__).with_name("senders.toml")

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_ADDRESS = re.compile(r"[a-z0-9._+-]+@(?P<domain>[a-z0-9.-]+)")


class SendersError(CannotStartError):
    """The list must not be used; the sentence names the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Senders:
    """Whose mails may be Slack's reply.

    Attributes:
        signed_by: address of a reviewed sender to the domain that signs for it, all in small letters.
        domains: domains in From of which a mail can be Slack's reply at all.
    """

    signed_by: Mapping[str, str]
    domains: frozenset[str]

    def may_be_slack(self, address: str) -> bool:
        """Whether an address is of one of the domains, or of one below them."""
        host = address.rpartition("@")[2]
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)


def load(file: Path = LISTED) -> Senders:
    """Return the list.

    Raises:
        SendersError: the file is missing or not TOML; a field is unknown, missing or of a wrong kind; an
            address is not of its signing domain or of one below; an entry has no reviewed day or no reason.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SendersError(f"{file.name} cannot be read: {fault}.") from None
    if strangers := set(content) - {"senders", "domains"}:
        raise SendersError(f"{file.name}: {min(strangers)} is not a table here.")
    tables = {name: content.get(name, {}) for name in ("senders", "domains")}
    if not all(isinstance(table, dict) for table in tables.values()):
        raise SendersError(f"{file.name}: senders and domains are tables.")
    senders = [_sender(key, row) for key, row in tables["senders"].items()]
    domains = [_row(f"domains.{key}", row, "domain")["domain"] for key, row in tables["domains"].items()]
    for domain in domains:
        if not _DOMAIN.fullmatch(domain):
            raise SendersError(f"senders.toml: {domain} is not a domain in small letters.")
    if len({address for address, _ in senders}) < len(senders):
        raise SendersError("senders.toml: an address is listed twice.")
    return Senders(dict(senders), frozenset(domains))


def _sender(key: str, content: Any) -> tuple[str, str]:
    row = _row(f"senders.{key}", content, "address", "domain")
    address, domain = row["address"], row["domain"]
    found = _ADDRESS.fullmatch(address)
    if not found or not _DOMAIN.fullmatch(domain):
        raise SendersError(f"senders.toml: senders.{key}: address and domain are written in small letters.")
    if found["domain"] != domain and not found["domain"].endswith(f".{domain}"):
        raise SendersError(f"senders.toml: senders.{key}: {domain} cannot sign for {address}.")
    return address, domain


def _row(place: str, row: Any, *names: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise SendersError(f"senders.toml: {place} is not a table of fields.")
    for name, kind in {**dict.fromkeys(names, str), "reviewed": date, "why": str}.items():
        if type(row.get(name)) is not kind or not row[name]:
            raise SendersError(f"senders.toml: {place}: {name} is missing or of a wrong kind.")
    if strangers := set(row) - {*names, "reviewed", "why"}:
        raise SendersError(f"senders.toml: {place}: {min(strangers)} is not a field here.")
    return row
