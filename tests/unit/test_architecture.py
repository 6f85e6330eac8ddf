"""The directions of imports and the house's few rules, read off the source tree; none of it is imported."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from slack_sdk import WebClient

ROOT = Path(__file__).parents[2]
PACKAGES = ("bolt_app", "listeners", "storage")


def _files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


SOURCES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _files(*PACKAGES)}
TESTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _files("tests")}


@cache
def imported(source: str) -> frozenset[str]:
    """Return the dotted names a module imports, those of `from x import y` as `x` and `x.y`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import: this test could not follow it"
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def reaches(source: str, *modules: str) -> bool:
    """Whether a module imports one of these or something inside one of these."""
    return any(
        name == module or name.startswith(f"{module}.") for name in imported(source) for module in modules
    )


def read_off(source: str, *dotted: str) -> set[str]:
    """Return which of these names (`os.environ`) a module reads, by attribute or by `from`."""
    attributes = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return set(dotted) & (attributes | imported(source))


def within(path: str, places: Iterable[str]) -> bool:
    """Whether a path is one of these files or in one of these folders (which end in a slash)."""
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in places)


def _offenders(places: Iterable[str], *modules: str) -> list[str]:
    allowed = tuple(places)
    return [
        path for path, source in SOURCES.items() if reaches(source, *modules) and not within(path, allowed)
    ]


KNOW_BOTH_SIDES = (
    "bolt_app/__main__.py",
    "bolt_app/app.py",
    "bolt_app/web.py",
    "bolt_app/serving.py",
    "bolt_app/working.py",
    "bolt_app/demo/",
)


def test_the_locked_requirements_install_whatever_the_app_imports():
    """The image and whoever installs without the test tools have these alone."""
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", locked, re.MULTILINE))
    own = {*PACKAGES, *sys.stdlib_module_names}
    roots = {name.partition(".")[0] for source in SOURCES.values() for name in imported(source)} - own
    distributions = packages_distributions()
    brought = {
        root: {re.sub("[-_.]+", "-", name).lower() for name in distributions[root]} for root in sorted(roots)
    }
    assert {"slack_bolt", "sqlalchemy", "cryptography"} <= roots
    assert [root for root, names in brought.items() if not names & pinned] == []


def test_the_app_knows_neither_listeners_nor_storage_but_where_it_is_put_together():
    assert _offenders((*KNOW_BOTH_SIDES, "listeners/"), "listeners") == []
    assert _offenders((*KNOW_BOTH_SIDES, "storage/"), "storage") == []


def test_listeners_and_storage_do_not_know_each_other():
    assert [path for path in _offenders((), "storage") if path.startswith("listeners/")] == []
    assert [path for path in _offenders((), "listeners") if path.startswith("storage/")] == []


def test_nothing_that_runs_knows_the_tests():
    assert _offenders((), "tests", "pytest", "hypothesis") == []


def test_bolt_is_known_only_where_slack_comes_in():
    places = ("listeners/", "bolt_app/app.py", "bolt_app/web.py", "bolt_app/serving.py", "bolt_app/demo/")
    assert _offenders(places, "slack_bolt") == []


def test_sql_is_known_only_in_storage():
    assert _offenders(["storage/"], "sqlalchemy", "alembic", "sqlite3", "psycopg") == []


def test_the_try_out_is_known_only_to_the_command_that_starts_it():
    assert _offenders(["bolt_app/__main__.py", "bolt_app/demo/"], "bolt_app.demo") == []


INSIDE = {
    "bolt_app/people.py": (),
    "bolt_app/i18n/": ("bolt_app.i18n",),
    "bolt_app/links.py": ("bolt_app.people",),
    "bolt_app/notices/": ("bolt_app.notices", "bolt_app.people", "bolt_app.watch"),
    "bolt_app/optout/": ("bolt_app.optout", "bolt_app.people"),
    "bolt_app/letter/": ("bolt_app.letter", "bolt_app.optout", "bolt_app.people"),
    "bolt_app/evidence/": (
        "bolt_app.cannot_start",
        "bolt_app.evidence",
        "bolt_app.letter",
        "bolt_app.links",
        "bolt_app.optout",
        "bolt_app.people",
    ),
    "bolt_app/register/": ("bolt_app.register", "bolt_app.i18n"),
    "bolt_app/watch/": ("bolt_app.watch", "bolt_app.cannot_start", "bolt_app.register"),
    "bolt_app/views/": (
        "bolt_app.views",
        "bolt_app.evidence",
        "bolt_app.i18n",
        "bolt_app.letter",
        "bolt_app.notices",
        "bolt_app.optout",
        "bolt_app.people",
        "bolt_app.register",
        "bolt_app.watch",
    ),
    "bolt_app/pages/compared.py": (
        "bolt_app.i18n",
        "bolt_app.pages.statements",
        "bolt_app.register",
        "bolt_app.views",
    ),
    "bolt_app/pages/feed.py": (
        "bolt_app.i18n",
        "bolt_app.pages.policy",
        "bolt_app.register",
        "bolt_app.views",
    ),
    "bolt_app/pages/policy.py": (
        "bolt_app.i18n",
        "bolt_app.pages.compared",
        "bolt_app.pages.statements",
        "bolt_app.register",
        "bolt_app.views",
    ),
    "bolt_app/pages/statements.py": ("bolt_app.i18n", "bolt_app.register", "bolt_app.views"),
    "bolt_app/export/": (
        "bolt_app.evidence",
        "bolt_app.export",
        "bolt_app.i18n",
        "bolt_app.optout",
        "bolt_app.people",
        "bolt_app.views",
    ),
}
"""The core, from the inside out: what each part may know of the app."""


@pytest.mark.parametrize("part", INSIDE)
def test_each_part_of_the_core_knows_only_what_is_further_inside(part: str):
    known = {
        name: path
        for path, source in SOURCES.items()
        if within(path, [part])
        for name in imported(source)
        if name.startswith("bolt_app.")
    }
    assert known or part == "bolt_app/people.py"
    strangers = {
        name: path
        for name, path in known.items()
        if not any(name == inner or name.startswith(f"{inner}.") for inner in INSIDE[part])
    }
    assert strangers == {}


WORLD = (
    "os", "sys", "socket", "ssl", "http", "urllib.request", "subprocess", "threading", "time", "sched",
    "tempfile", "shutil", "slack_sdk", "slack_bolt", "flask", "werkzeug", "cryptography", "dotenv",
    "asyncio", "httpx",
)  # fmt: skip


ASKS_SERVERS = ["bolt_app/watch/fetch.py", "bolt_app/watch/received.py"]
"""What of the core has a side to the network; all it gives are values."""


@pytest.mark.parametrize("part", INSIDE)
def test_the_core_reaches_nothing_outside_itself(part: str):
    assert [path for path in _offenders(ASKS_SERVERS, *WORLD) if within(path, [part])] == []


READS_FILES = {
    "bolt_app/export/bundle.py": "the source of the stand-alone check, to put it into the bundle",
    "bolt_app/export/verifier.py": "the unpacked bundle; it runs outside the app",
    "bolt_app/i18n/translator.py": "the catalogues, once, at the start",
    "bolt_app/register/loader.py": "the register's data, once, at the start",
    "bolt_app/register/rows.py": "one of its files, for the loader",
    "bolt_app/evidence/senders.py": "the reviewed list of Slack's senders, once, where mails are taken",
    "bolt_app/watch/declarations.py": "which pages are watched, once, at the start",
    "bolt_app/register/extraction.py": "the register's data, for the catalogues, when they are made",
}


def test_of_the_core_only_catalogues_and_register_are_read_from_files():
    readers = [path for path in _offenders((), "pathlib", "io", "tomllib") if within(path, INSIDE)]
    assert set(readers) == set(READS_FILES)


def test_the_environment_is_read_in_one_place():
    readers = [
        path
        for path, source in SOURCES.items()
        if read_off(source, "os.environ", "os.environb", "os.getenv", "os.putenv")
        or reaches(source, "dotenv")
    ]
    assert readers == ["bolt_app/settings.py"]


CLOCKS = (
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "time.time", "time.time_ns", "time.monotonic", "time.perf_counter", "time.sleep",
)  # fmt: skip
TELLS_THE_TIME = {
    "bolt_app/__main__.py": "hands the time to commands that purge, or put a mail on file",
    "bolt_app/app.py": "hands the monotonic clock to the deadlines when no other is given",
    "bolt_app/serving.py": "hands the real clock to the app it serves",
    "bolt_app/working.py": "hands the real clock to the worker it runs",
    "bolt_app/demo/clock.py": "is the try-out's clock: real time and an offset",
    "bolt_app/demo/delivery.py": "signs with real time, which Bolt holds against its own",
    "bolt_app/demo/slack.py": "takes real time when no clock is handed in",
    "bolt_app/demo/tryout.py": "hands the monotonic clock to the app it tries out",
}


def test_the_clock_is_handed_in():
    assert {path for path, source in SOURCES.items() if read_off(source, *CLOCKS)} == set(TELLS_THE_TIME)


MAY_CALL = {
    "apps.connections.open": "the WebSocket's address, once at the start",
    "auth.teams.list": "the names of an organisation's workspaces, for its owners",
    "auth.test": "whose token it is, once at the start",
    "chat.postMessage": "a reminder, and one message to who installed the app",
    "oauth.v2.access": "the token of a new installation",
    "team.info": "the workspace's name and address in the letter",
    "users.info": "role and language of one person who acts or is written to; never users.list",
    "views.open": "a modal",
    "views.publish": "the Home tab",
    "views.push": "a modal on another",
    "views.update": "another page of a modal",
}


def web_api_calls(source: str) -> set[str]:
    """The Web API's methods a module calls, by the SDK's name for them or by Slack's own."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    attributes = {node.func.attr for node in calls if isinstance(node.func, ast.Attribute)}
    named = {attribute for attribute in attributes if attribute in SDK_METHODS}
    by_name = {
        str(node.args[0].value)
        for node in calls
        if isinstance(node.func, ast.Attribute) and node.func.attr == "api_call"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    return {SDK_METHODS[name] for name in named} | by_name


SDK_METHODS = {
    name: name.replace("_", ".")
    for name in dir(WebClient)
    if "_" in name.strip("_") and name[0].islower() and name != "api_call"
}


def test_of_slack_s_web_api_only_these_methods_are_called():
    called = {
        method
        for path, source in SOURCES.items()
        if not path.startswith("bolt_app/demo/")
        for method in web_api_calls(source)
    }
    assert called == set(MAY_CALL)


@pytest.mark.parametrize("path", [*SOURCES, *TESTS])
def test_a_file_begins_by_saying_what_it_is(path: str):
    source = SOURCES.get(path) or TESTS[path]
    assert source.startswith('"""')
    assert len((ast.get_docstring(ast.parse(source)) or "").splitlines()[0].split()) >= 3


NO_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc", "core"}


def test_modules_are_called_by_what_they_are():
    assert [path for path in [*SOURCES, *TESTS] if set(Path(path).with_suffix("").parts) & NO_NAMES] == []


LONGER = {
    "bolt_app/__main__.py": "one short function for each command, and nothing beside them",
    "bolt_app/pages/retention.py": "every column of the database has its line, in one table",
    "bolt_app/pages/site.py": "every page in a few lines, beside the one way in which they are made",
    "bolt_app/settings.py": "every setting, beside the one way in which they are read",
    "listeners/reading.py": "one short method for each thing to be read, and nothing beside them",
}


def test_a_file_that_is_longer_than_250_lines_has_a_reason():
    lengths = {path: len(source.splitlines()) for path, source in SOURCES.items()}
    assert {path: n for path, n in lengths.items() if n > 250 and path not in LONGER} == {}
    assert {path: n for path, n in lengths.items() if n > 300} == {}
    assert set(LONGER) <= set(lengths)


def test_there_is_no_code_outside_the_four_folders():
    def code() -> Iterator[str]:
        for folder in ROOT.iterdir():
            if folder.is_dir() and not folder.name.startswith(".") and next(folder.rglob("*.py"), None):
                yield folder.name

    assert set(code()) == {*PACKAGES, "tests"}


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import storage", ["storage"]),
        ("import storage.ledger as kept", ["storage"]),
        ("from storage.ledger import SqlLedger", ["storage"]),
        ("from bolt_app import demo", ["bolt_app.demo"]),
        ("def later():\n    from urllib import request", ["urllib.request"]),
        ("if True:\n    import sqlalchemy.orm", ["sqlalchemy", "alembic"]),
    ],
)
def test_an_import_is_noticed_wherever_it_stands(source: str, modules: list[str]):
    assert reaches(source, *modules)
    assert not reaches("import storages\nfrom bolt_app import views\nimport urllib.parse", *modules)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import os\nos.environ['A']", "os.environ"),
        ("from os import getenv", "os.getenv"),
        ("from datetime import datetime\nnow = datetime.now", "datetime.now"),
        ("import time\ntime.sleep(1)", "time.sleep"),
        ("from time import time", "time.time"),
    ],
)
def test_reading_a_clock_or_the_environment_is_noticed(source: str, name: str):
    assert read_off(source, name) == {name}
    assert read_off("text = 'os.environ time.time datetime.now'\nself.now()", name) == set()
