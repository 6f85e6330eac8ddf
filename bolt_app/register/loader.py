"""Reads the data files into a Register, refusing what must not be shown; knows no view and no translation."""

import re
from itertools import starmap
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bolt_app.register import values
from bolt_app.register.checks import refuse_dead_links
from bolt_app.register.kinds import Slot
from bolt_app.register.model import Register
from bolt_app.register.rows import BUTTON, RegisterError, Row, read_toml, rows

DATA: Final = Path(__file__).with_name("data")

FILES: Final = (
    "ai_settings.toml",
    "claims.toml",
    "differences.toml",
    "practices.toml",
    "questions.toml",
    "register.toml",
    "sources.toml",
    "timeline.toml",
    "versions.toml",
)

_VERSION: Final = re.compile(r"\d{4}-\d{2}-\d{2}\.[1-9]\d*")


def load(directory: Path = DATA) -> Register:
    """The register that the data files of a directory hold.

    Raises:
        RegisterError: naming file and key. A file is missing or not TOML; a field is unknown, missing or of a
            wrong kind; a claim lacks what its kind owes; a reference is dead; a text is too long for Slack.
    """
    for path in sorted(directory.glob("*.toml")):
        if path.name not in FILES:
            raise RegisterError(f"{path.name}: not a file of the register, only {', '.join(FILES)}")
    head = Row("register.toml", read_toml(directory / "register.toml"))
    version = head.text("version", 20)
    if not _VERSION.fullmatch(version):
        raise head.error(f"version is {version}, not of the form 2026-11-21.1")
    collected, compared = head.day("collected"), head.maybe_day("compared")
    if compared and compared < collected:
        raise head.error("compared lies before collected")
    questions = rows(directory / "questions.toml", "open", "member", "officer")
    sources = rows(directory / "sources.toml", "sources")["sources"]
    claims = rows(directory / "claims.toml", "claims")["claims"]
    practices = rows(directory / "practices.toml", "practices")["practices"]
    events = rows(directory / "timeline.toml", "timeline")["timeline"]
    differences = rows(directory / "differences.toml", "differences")["differences"]
    versions = rows(directory / "versions.toml", "versions")["versions"]
    settings = rows(directory / "ai_settings.toml", "settings")["settings"]
    register = Register(
        version=version,
        collected=collected,
        compared=compared,
        sources=MappingProxyType({key: values.source(key, row, collected) for key, row in sources.items()}),
        claims=MappingProxyType({key: values.claim(key, row) for key, row in claims.items()}),
        practices=tuple(starmap(values.practice, practices.items())),
        # ISO dates sort as text, and a sort keeps the file's order within one day also when reversed.
        timeline=tuple(
            sorted(starmap(values.event, events.items()), key=lambda event: event.when, reverse=True)
        ),
        open_questions=tuple(starmap(values.open_question, questions["open"].items())),
        member_questions=tuple(starmap(values.member_question, questions["member"].items())),
        differences=tuple(starmap(values.difference, differences.items())),
        slots=MappingProxyType(_slots(head)),
        versions=tuple(starmap(values.version, versions.items())),
        officer_questions=tuple(starmap(values.officer_question, questions["officer"].items())),
        ai_settings=tuple(starmap(values.ai_setting, settings.items())),
    )
    refuse_dead_links(register)
    return register


def _slots(head: Row) -> dict[str, str]:
    table = head.table("slots")
    slots = {str(slot): table.text(slot, BUTTON) for slot in Slot}
    table.done()
    head.done()
    return slots
