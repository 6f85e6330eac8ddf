"""What is known of pages as rows, and back; knows no statement and no transaction."""

import base64
import json
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bolt_app.register.findings import Change
from bolt_app.watch import (
    Failure,
    FailureKind,
    Finding,
    FindingKind,
    Look,
    PolicyChange,
    RecordKind,
    Version,
    packed,
    unpacked,
)
from storage.spelling import moment, plain, stamp

Values = Mapping[str, Any]


def of_version(version: Version) -> Values:
    """Return the row of a version."""
    return {
        "terms": plain(version.terms),
        "fetched_at": stamp(version.fetched_at),
        "url": plain(version.url),
        "kind": version.kind.value,
        "text": plain(version.text),
        "digest": version.digest,
        "extractor": plain(version.extractor),
        "page": base64.b64encode(zlib.compress(version.page)).decode(),
        "page_digest": version.page_digest,
    }


def version(row: Any) -> Version:
    """Return the version of a row."""
    return Version(
        terms=row.terms,
        url=row.url,
        kind=RecordKind(row.kind),
        fetched_at=moment(row.fetched_at),
        text=row.text,
        digest=row.digest,
        extractor=row.extractor,
        page=zlib.decompress(base64.b64decode(row.page)),
        page_digest=row.page_digest,
    )


def of_look(look: Look, number: int) -> Values:
    """Return the row of a look without what it found; `number` is its own among those at its page."""
    return {
        "terms": plain(look.terms),
        "number": number,
        "at": stamp(look.at),
        "etag": "" if look.failure else plain(look.validators.etag),
        "last_modified": "" if look.failure else plain(look.validators.last_modified),
        **_of_failure(look.failure),
    }


def of_change(change: PolicyChange) -> Values:
    """Return the row of a change."""
    return {
        "id": plain(change.id),
        "terms": plain(change.terms),
        "url": plain(change.url),
        "found_at": stamp(change.found_at),
        "unchanged_until": stamp(change.unchanged_until),
        "before": stamp(change.before),
        "comparison": plain(packed(change.comparison)),
        "claims": json.dumps(change.claims),
    }


def change(row: Any) -> PolicyChange:
    """Return the change of a row."""
    return PolicyChange(
        id=row.id,
        terms=row.terms,
        url=row.url,
        found_at=moment(row.found_at),
        unchanged_until=moment(row.unchanged_until),
        before=moment(row.before),
        comparison=unpacked(row.comparison),
        claims=tuple(json.loads(row.claims)),
    )


def listed(row: Any) -> Change:
    """Return a change as lists name it; its comparison is not read."""
    return Change(row.id, row.terms, row.url, moment(row.found_at), tuple(json.loads(row.claims)))


def of_finding(finding: Finding) -> Values:
    """Return the row of a finding."""
    return {
        "terms": plain(finding.terms),
        "claim": plain(finding.claim),
        "source": plain(finding.source),
        "citation": finding.citation,
        "quoted": finding.quoted,
        "kind": finding.kind.value,
        "since": _maybe_stamp(finding.since),
        "checked_at": _maybe_stamp(finding.checked_at),
        "last_there": _maybe_stamp(finding.last_there),
        "failed_at": _maybe_stamp(finding.failed_at),
        **_of_failure(finding.failure),
    }


def finding(row: Any) -> Finding:
    """Return the finding of a row."""
    return Finding(
        claim=row.claim,
        source=row.source,
        terms=row.terms,
        citation=row.citation,
        quoted=row.quoted,
        kind=FindingKind(row.kind),
        since=_maybe_moment(row.since),
        checked_at=_maybe_moment(row.checked_at),
        last_there=_maybe_moment(row.last_there),
        failed_at=_maybe_moment(row.failed_at),
        failure=failure(row),
    )


def failure(row: Any) -> Failure | None:
    """Return why a look failed, from any row that says so; None where it did not."""
    return Failure(FailureKind(row.failure), row.detail) if row.failure else None


def _of_failure(failed: Failure | None) -> Values:
    return {"failure": failed.kind.value if failed else "", "detail": plain(failed.detail) if failed else ""}


def _maybe_stamp(at: datetime | None) -> str | None:
    return stamp(at) if at else None


def _maybe_moment(stamped: str | None) -> datetime | None:
    return moment(stamped) if stamped else None
