"""The retention table covers the database column by column, and says the end of each."""

from collections import Counter

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import inspect

from bolt_app.pages import retention
from bolt_app.pages.retention import LINES, Until
from listeners.viewer import REMEMBERED_FOR
from storage import open_storage
from storage.states import LIFETIME
from storage.tables import Schema
from tests.unit.pages.sites import TRANSLATORS

EN, FR = TRANSLATORS["en"], TRANSLATORS["fr"]


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every `table.column` of a database as the migrations leave it."""
    folder = tmp_path_factory.mktemp("schema")
    storage = open_storage(f"sqlite:///{folder / 'x.sqlite3'}", [Fernet.generate_key().decode()])
    storage.migrate()
    looked = inspect(storage._database.engine)
    found = {
        f"{table}.{column['name']}"
        for table in looked.get_table_names()
        for column in looked.get_columns(table)
    }
    storage.close()
    return found


def test_every_column_of_the_database_has_its_line_and_no_line_names_another(columns: set[str]):
    told = {column for line in LINES for column in line.columns}
    assert {"without a line": columns - told, "not in the database": told - columns} == {
        "without a line": set(),
        "not in the database": set(),
    }


def test_what_the_tables_declare_is_what_the_migrations_make(columns: set[str]):
    declared = {
        f"{table.name}.{column.name}" for table in Schema.metadata.tables.values() for column in table.columns
    }
    assert declared == columns - {"alembic_version.version_num"}


def test_no_column_stands_in_two_lines():
    counted = Counter(column for line in LINES for column in line.columns)
    assert [column for column, times in counted.items() if times > 1] == []


def test_what_is_kept_outside_the_database_is_told_too():
    outside = [line for line in LINES if not line.columns]
    assert {line.until for line in outside} == {Until.MINUTES, Until.HOURS, Until.LOGS}


def test_the_hours_and_minutes_are_those_of_the_code():
    assert (REMEMBERED_FOR.total_seconds(), "four hours" in Until.HOURS.value) == (4 * 3600, True)
    assert (LIFETIME.total_seconds(), "ten minutes" in Until.MINUTES.value) == (600, True)


@pytest.mark.parametrize("days", [None, 0, 1, 30])
@pytest.mark.parametrize("t", [EN, FR], ids=["en", "fr"])
def test_every_line_says_what_why_and_until_when(days, t):
    shown = list(retention.table(days, t))
    assert len(shown) == len(LINES)
    for line in shown:
        assert all(len(text.split()) >= 3 for text in (line.what, line.until, line.why))


def test_the_record_s_end_is_the_one_of_the_settings():
    ends = {days: next(retention.table(days, EN)).until for days in (None, 0, 1, 30)}
    assert ends == {
        None: "after the app was removed, until whoever runs it deletes it",
        0: "until the app is removed from the workspace or organisation",
        1: "1 day after the app was removed",
        30: "30 days after the app was removed",
    }


def test_what_is_encrypted_is_said_to_be():
    locked = {"texts.ciphertext", "installations.tokens", "files.findings", "files.file"}
    assert all("encrypted" in line.what for line in LINES if line.columns & locked)
    declared = {
        f"{table.name}.{column.name}"
        for table in Schema.metadata.tables.values()
        for column in table.columns
        if column.type.python_type is bytes
    }
    assert declared == locked | {"meta.value"}
