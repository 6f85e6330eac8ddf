"""The kept versions as files that Open Terms Archive's tools can read."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from bolt_app.watch import RecordKind, Version
from bolt_app.watch.declarations import load
from bolt_app.watch.tree import export_tree

NOON = datetime(2026, 11, 21, 12, 0, 5, tzinfo=UTC)


def version(
    text: str, kind: RecordKind = RecordKind.FIRST, at: datetime = NOON, terms: str = "Privacy Principles"
) -> Version:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Version(terms, "https://slack.com/p", kind, at, text, digest, "selectolax 1.0", b"<p>", "aa")


def files(*histories: list[Version]) -> dict[str, bytes]:
    pairs = list(export_tree(histories))
    assert len(dict(pairs)) == len(pairs), "two files of one name"
    return dict(pairs)


def metadata(content: bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(content)
    return read


def test_each_version_is_a_file_named_after_its_time_and_the_newest_stands_above():
    later = version("Zwei é\n", RecordKind.PAGE_CHANGED, NOON + timedelta(days=1))
    found = files([version("Eins\n"), later])
    assert list(found) == [
        "Slack/Privacy Principles/2026-11-21T12-00-05Z.md",
        "Slack/Privacy Principles/2026-11-21T12-00-05Z.json",
        "Slack/Privacy Principles/2026-11-22T12-00-05Z.md",
        "Slack/Privacy Principles/2026-11-22T12-00-05Z.json",
        "Slack/Privacy Principles.md",
        "Slack/Privacy Principles.json",
    ]
    assert found["Slack/Privacy Principles/2026-11-21T12-00-05Z.md"] == b"Eins\n"
    assert found["Slack/Privacy Principles.md"] == "Zwei é\n".encode()


def test_what_a_commit_would_say_stands_beside_the_text():
    found = files([version("Eins\n")])
    assert metadata(found["Slack/Privacy Principles.json"]) == {
        "title": "First record of Slack Privacy Principles",
        "serviceId": "Slack",
        "termsType": "Privacy Principles",
        "fetch": "https://slack.com/p",
        "fetchDate": "2026-11-21T12:00:05+00:00",
        "isFirstRecord": True,
        "isTechnicalUpgrade": False,
        "sha256": hashlib.sha256(b"Eins\n").hexdigest(),
        "pageSha256": "aa",
        "extractor": "selectolax 1.0",
    }


def test_the_three_kinds_of_record_have_their_titles():
    history = [version("a", kind, NOON + timedelta(days=day)) for day, kind in enumerate(RecordKind)]
    titles = [
        metadata(content)["title"] for path, content in files(history).items() if path.endswith("Z.json")
    ]
    assert titles == [
        "First record of Slack Privacy Principles",
        "Apply technical or declaration upgrade on Slack Privacy Principles",
        "Record new changes of Slack Privacy Principles",
    ]


def test_two_versions_of_one_second_are_two_files():
    both = [version("a"), version("b", RecordKind.PAGE_CHANGED, NOON + timedelta(microseconds=7))]
    assert "Slack/Privacy Principles/2026-11-21T12-00-05.000007Z.md" in files(both)


def test_a_time_in_another_zone_is_written_in_utc():
    paris = NOON.astimezone(timezone(timedelta(hours=1)))
    assert "Slack/Privacy Principles/2026-11-21T12-00-05Z.md" in files([version("a", at=paris)])


def test_several_terms_lie_side_by_side_and_one_that_was_never_read_is_not_there():
    found = files([version("a")], [], [version("b", terms="AI Principles")])
    assert {path.count("/") for path in found} == {1, 2}
    assert found["Slack/AI Principles.md"] == b"b"
    assert len(found) == 8


def test_no_shipped_name_leaves_the_tree():
    for one in load():
        (path, _), *_ = export_tree([[version("a", terms=one.terms)]])
        assert path.split("/")[:2] == ["Slack", one.terms]
        assert not set(one.terms) & set('/\\:*?"<>|\0')
