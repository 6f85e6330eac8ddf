"""What the README tells people to type, press and set is there; whether it reads well is for people."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import click
import pytest

from bolt_app import manifest, settings
from bolt_app.__main__ import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

COMMANDS = sorted({found.strip() for found in re.findall(r"python -m bolt_app ([^`#\n]+)", README)})
"""What stands after `python -m bolt_app`, comments left out."""


def understood(command: click.Command, words: Sequence[str]) -> bool:
    """Whether a command takes these words; nothing is run. What is wrong with them is raised."""
    if isinstance(command, click.Group):
        found = command.commands[words[0]]
        return understood(found, words[1:])
    with command.make_context(command.name, list(words)):
        return True


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_readme_is_one_the_app_takes(command: str):
    assert understood(main, shlex.split(command))


def test_a_command_that_the_app_does_not_take_would_be_noticed():
    with pytest.raises(click.UsageError):
        understood(main, ["verify", "--scope"])
    with pytest.raises(KeyError):
        understood(main, ["verfiy"])


def test_the_readme_names_every_command_there_is():
    named = {command.split()[0] for command in COMMANDS} | {"demo"}  # `make demo` runs it
    assert named == set(main.commands)


def test_the_link_that_creates_the_app_carries_the_manifest_as_it_is():
    [link] = re.findall(r"^\[create\]: (\S+)$", README, re.MULTILINE)
    assert link == manifest.creation_link(manifest.read())


def test_every_make_target_of_the_readme_exists():
    [phony] = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= named <= set(phony.split())


def test_every_setting_of_the_readme_exists():
    named = set(re.findall(r"`([A-Z][A-Z_]{3,})(?:=\w+)?`", README))
    assert {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "ENCRYPTION_KEYS"} <= named
    assert named <= set(settings.NAMES)


def test_every_file_that_the_readme_shows_or_links_to_exists():
    linked = {link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link}
    assert len(linked) > 20, "pictures and files"
    assert [link for link in sorted(linked) if not (ROOT / link).exists()] == []


def test_every_place_in_the_readme_that_it_refers_to_is_a_heading():
    headings = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    referred = set(re.findall(r"\]\(#([^)]+)\)", README))
    assert referred
    assert referred <= anchors


def test_the_readme_installs_from_the_hashes_that_the_image_is_built_from():
    how = "python -m pip install --require-hashes -r requirements.txt"
    assert f".venv/bin/{how}" in README
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert how.replace("install", "install --no-cache-dir") in image
