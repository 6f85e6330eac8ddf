"""What a view carries comes back as it went out, and whatever else comes back counts as nothing seen."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bolt_app.people import Scope
from bolt_app.views.metadata import About, Seen, own_workspace, unpack

WORDS = st.text(max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


WORDS_OF_OURS = WORDS | st.sampled_from([*About])


SEEN = st.builds(
    Seen,
    st.integers(min_value=0, max_value=2**40),
    WORDS_OF_OURS.map(str),
    WORDS_OF_OURS.map(str),
    WORDS,
    st.sampled_from(About),
    WORDS,
)


@given(SEEN)
def test_what_was_packed_is_unpacked(seen: Seen) -> None:
    assert unpack(seen.packed()) == seen


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_seen(text: str) -> None:
    assert unpack(text).after >= 0


@given(JSON)
def test_any_json_at_all_is_a_seen(thing: object) -> None:
    seen = unpack(json.dumps(thing))
    assert seen.after >= 0
    assert all(isinstance(text, str) for text in (seen.form, seen.digest, seen.language, seen.day))


@given(JSON | st.binary(max_size=20))
def test_what_is_not_even_text_is_a_seen(thing: object) -> None:
    assert unpack(thing).after >= 0


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        "7",
        "null",
        '"x"',
        "[" * 100_000,
        '{"after": "9"}',
        '{"after": -1}',
        '{"about": "T0LABS", "after": 3}',
        '{"about": null}',
        '{"about": ["workspace"]}',
    ],
)
def test_what_is_not_ours_counts_as_nothing_seen(text: str | None) -> None:
    assert unpack(text) == Seen()


def test_a_view_carries_no_right_and_no_name() -> None:
    carried = json.loads(Seen(1, "letter", "d1", "fr", About.WORKSPACE, "2026-11-23", team="T0LABS").packed())
    assert set(carried) == {"after", "form", "digest", "language", "about", "day", "team"}
    assert carried["about"] == "workspace"


def test_a_view_names_the_workspace_whose_own_record_it_shows_and_no_other_scope() -> None:
    assert own_workspace(About.WORKSPACE, Scope("T0LABS")) == "T0LABS"
    assert own_workspace(About.SCOPE, Scope("E0STAR")) == own_workspace(About.SCOPE, Scope("T0ACME")) == ""


def test_what_is_empty_is_not_carried() -> None:
    assert Seen().packed() == "{}"
