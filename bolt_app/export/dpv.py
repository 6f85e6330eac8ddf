"""The record in the words of the Data Privacy Vocabulary 2.3, as JSON-LD; knows only terms that are in it.

An owner's opt-out is an instruction of Slack's customer: no data subject's consent and no exercise of a data
subject's right, so no term of those is used; the record is the `dpv:RecordsOfActivities` of a request.
Entries are named by their hash (RFC 6920), so that two exports of one entry speak of the same thing.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC

from bolt_app.export.record import Record, agreed_with, backed
from bolt_app.optout.fold import OptOut
from bolt_app.optout.model import Action, Entry, Statement, Status
from bolt_app.views.acts import DONE
from bolt_app.views.history import EVIDENCE

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "ai": "https://w3id.org/dpv/ai#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

REACHED: Mapping[Action, str] = {
    Action.SENT: "RequestInitiated",
    Action.SENT_AGAIN: "RequestStatusQuery",
    Action.RECEIVED: "RequestAcknowledged",
    Action.ASKED: "RequestRequiresAction",
    Action.REPLIED: "RequestRequiredActionPerformed",
    Action.DONE: "RequestFulfilled",
    Action.REFUSED: "RequestRejected",
}
"""What an entry says of the request, where DPV has a word for it."""

STANDS: Mapping[Status, str] = {
    Status.FILED: "RequestInitiated",
    Status.ACKNOWLEDGED: "RequestAcknowledged",
    Status.NEEDS_REPLY: "RequestRequiresAction",
    Status.CONFIRMED: "RequestFulfilled",
    Status.REFUSED: "RequestRejected",
}
"""Where the request stands. A letter that was only drafted, or came back, asked Slack nothing; DPV has no
word for a request withdrawn, or once fulfilled and now uncertain; a decision or a contract is no request."""

_TITLE = "Record of the opt-out from the training of Slack’s global models"
_WHAT_IT_IS = (
    "What owners recorded in an app that is independent of Slack. It is the customer’s instruction to Slack: "
    "neither a data subject’s consent nor the exercise of a data subject’s right."
)


def pieces(record: Record) -> Iterator[str]:
    """Yield one JSON-LD document in pieces, an entry at a time. The words in it are English."""
    head = json.dumps(_head(record, record.opt_out()), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "dct:hasPart": ['
    between = "\n"
    for entry in record:
        yield between + json.dumps(_part(entry, record), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _head(record: Record, opt_out: OptOut) -> dict[str, object]:
    head: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "dpv:RecordsOfActivities",
        "dct:title": _english(_TITLE),
        "dct:description": _english(_WHAT_IT_IS),
        "dct:conformsTo": {"@id": "https://w3id.org/dpv/2.3"},
        "dct:identifier": f"{record.scope} {record.fingerprint}",
        "dct:modified": _typed(record.recorded_at.astimezone(UTC).isoformat(), "dateTime"),
        "dpv:hasScope": {"@type": "dpv:Scope", "dct:identifier": record.scope.id},
        "dpv:hasProcess": {
            "@type": "dpv:Process",
            "dct:title": _english("Training of Slack’s global models, which the request is about"),
            "dpv:hasProcessing": {"@id": "ai:ModelTraining"},
            "dpv:hasEntityInvolvement": {"@id": "dpv:OptingOutFromProcess"},
        },
        "dpv:hasStatus": {"dct:identifier": opt_out.status.value},
    }
    if opt_out.status in STANDS:
        head["dpv:hasRequestStatus"] = {"@id": f"dpv:{STANDS[opt_out.status]}"}
    if opt_out.status is Status.CONFIRMED:
        head["dpv:hasIndicationMethod"] = {"dct:description": _english(EVIDENCE[opt_out.evidence])}
    return head


def _part(entry: Entry, record: Record) -> dict[str, object]:
    part: dict[str, object] = {
        "@id": _named_by(entry.hash),
        "@type": "dpv:Process",
        "dct:identifier": f"{record.scope} {entry.position}:{entry.hash}",
        "dct:title": _english(_title(entry)),
        "dct:subject": entry.action.value,
        "dpv:hasStatus": {"dct:identifier": entry.status.value},
        "dpv:isIndicatedAtTime": _typed(entry.recorded_at.astimezone(UTC).isoformat(), "dateTime"),
        "dpv:isIndicatedBy": _who(entry) if agreed_with(entry) is None else [_who(entry), _proposer(entry)],
    }
    if entry.statement.regards is not None:
        part["dct:relation"] = {"dct:identifier": f"{record.scope} {entry.statement.regards}"}
    if entry.position in record.corrected:
        _, correction = record.corrected[entry.position]
        part["dct:isReplacedBy"] = {"@id": _named_by(correction)}
    elif entry.action in REACHED:
        part["dpv:hasRequestStatus"] = {"@id": f"dpv:{REACHED[entry.action]}"}
    if backed(entry):
        part["dpv:hasIndicationMethod"] = {"dct:description": _english(EVIDENCE[entry.statement.evidence])}
    return part | _stated(entry.statement)


def _stated(statement: Statement) -> dict[str, object]:
    told: dict[str, object] = {}
    if statement.stated_on:
        told["dct:date"] = _typed(statement.stated_on.isoformat(), "date")
    if statement.reason:
        told["dpv:hasJustification"] = {"dct:description": statement.reason}
    if statement.clause:
        told["dpv:hasContractualClause"] = {"dct:title": statement.clause}
    if statement.covers:
        told["dct:coverage"] = statement.covers
    if statement.reference:
        told["dpv:hasIdentifier"] = statement.reference
    if statement.texts:
        told["dct:references"] = [{"@id": _named_by(sha256)} for _, sha256 in statement.texts]
    return told


def _who(entry: Entry) -> dict[str, object]:
    if entry.role is None:
        return {"@type": "dpv:Entity", "dct:title": _english("the app")}
    role = "an organisation owner" if entry.scope.is_organisation else "a workspace owner"
    who: dict[str, object] = {"@type": "dpv:Entity", "dct:title": _english(role)}
    if entry.actor and entry.actor.user:
        who["dpv:hasIdentifier"] = entry.actor.user
    return who


def _proposer(entry: Entry) -> dict[str, object]:
    """The first of two owners, whom the act of the second names."""
    who: dict[str, object] = {"@type": "dpv:Entity", "dct:title": _english("the owner who had proposed it")}
    if entry.named and entry.named.user:
        who["dpv:hasIdentifier"] = entry.named.user
    return who


def _title(entry: Entry) -> str:
    proposed = entry.statement.proposes
    return f"{DONE[entry.action]}: {DONE[proposed]}" if proposed else DONE[entry.action]


def _named_by(sha256: str) -> str:
    """Return the name of what has this hash, as RFC 6920 writes it."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def _english(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}
