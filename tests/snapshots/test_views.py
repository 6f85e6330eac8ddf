"""Holds every view, in every language, against its file and against Slack's rules; knows no view by name.

A file holds exactly the JSON that Slack gets, so that any checker of Block Kit can be run over the files.
`pytest tests/snapshots --snapshot-update` writes them anew; the change is reviewed like code.
"""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension
from syrupy.location import PyTestLocation

from bolt_app.demo.rules import check_message, check_view
from bolt_app.i18n import LANGUAGES
from tests.every_view import EVERY
from tests.record_builders import translator


class RawJson(JSONSnapshotExtension):
    """Syrupy's JSON: nothing is wrapped round a view, keys are only sorted, which means nothing in JSON.

    A comparer of our own would add code and lose the report of differences. Syrupy names a file after its
    test, so the test’s name is short; they stand in one folder, for `tests/snapshots/*/*.json`.
    """

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).with_suffix(""))

    @classmethod
    def discovery_dirname(cls, *, test_location: PyTestLocation) -> str:  # noqa: ARG003 - whichever test asks
        """Look for unused files in this one folder: beside other tests, JSON is theirs (the DPV's terms)."""
        return str(Path(__file__).with_suffix(""))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_as_reviewed(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    view = EVERY[name](translator(language))
    assert (check_view if "type" in view else check_message)(view) == []
    assert view == snapshot.use_extension(RawJson)


def test_there_is_a_file_for_every_view_in_every_language_and_no_other() -> None:
    files = {path.name for path in Path(__file__).parent.rglob("*.json")}
    assert files == {f"test_as_reviewed[{name}-{language}].json" for language in LANGUAGES for name in EVERY}
