"""Every permission the app asks for has its reason, the same one wherever it is told."""

import re
from pathlib import Path

from bolt_app import manifest
from bolt_app.pages.scopes import REASONS

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")


def test_there_is_a_reason_for_each_scope_of_the_manifest_and_for_no_other():
    assert tuple(REASONS) == manifest.scopes()
    assert all(len(reason.split()) >= 3 and reason.endswith(".") for reason in REASONS.values())


def test_the_readme_s_table_says_the_same():
    rows = re.findall(r"^\| `([a-z:]+)` \| (.*) \|$", README, re.MULTILINE)
    told = {scope: reason.replace("`", "") for scope, reason in rows}
    assert told == REASONS
