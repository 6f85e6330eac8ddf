"""What the Dockerfile and compose.yaml say, for tests that start the same as processes; starts nothing."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.scenarios.process import ROOT


@dataclass(frozen=True, slots=True)
class Image:
    """The Dockerfile: its instructions in order, with the command and the environment it gives."""

    steps: tuple[tuple[str, str], ...]
    command: tuple[str, ...]
    environ: Mapping[str, str]


def image() -> Image:
    """The Dockerfile, read."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    steps = tuple((word, " ".join(rest.split())) for word, _, rest in (line.partition(" ") for line in lines))
    environ = dict(re.findall(r"(\w+)=(\S+)", " ".join(rest for word, rest in steps if word == "ENV")))
    command = next(rest for word, rest in steps if word == "CMD")
    return Image(steps, tuple(json.loads(command)), environ)


def services() -> Mapping[str, Any]:
    """The services of compose.yaml."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    read = _mapping(lines)
    found: Mapping[str, Any] = read["services"]
    return found


def _mapping(lines: list[str]) -> dict[str, Any]:
    """As much of YAML as the file uses: mappings by indentation, lists of words, words."""
    read: dict[str, Any] = {}
    for at, line in enumerate(lines):
        if line.startswith(" "):
            continue
        name, _, value = line.partition(":")
        inner = []
        for after in lines[at + 1 :]:
            if not after.startswith(" "):
                break
            inner.append(after.removeprefix("  "))
        if value.strip():
            assert not inner, f"more than this reader knows: {line}"
            read[name] = value.strip()
        elif inner and all(one.startswith("- ") for one in inner):
            read[name] = [one.removeprefix("- ") for one in inner]
        else:
            read[name] = _mapping(inner)
    return read
