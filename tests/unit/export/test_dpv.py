"""The record in DPV 2.3: every term is in the vocabulary, and none says more than was recorded."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bolt_app.export import Form
from bolt_app.export.dpv import CONTEXT, REACHED, STANDS
from bolt_app.optout.chain import digest
from bolt_app.optout.model import ANSWERS, Action, Status
from tests.record_builders import ACME_GROUP, DECLINE, DRAFT, NAME_CONTACT, REACHED_BY, SENT, Act, record_of
from tests.unit.export.records import EVERYTHING, JOURNEY, REPLY, exported, looked_through

TERMS: dict[str, Any] = json.loads(Path(__file__).with_name("dpv_2_3.json").read_text(encoding="utf-8"))
DPV = "https://w3id.org/dpv#"


def document(acts: tuple[Act, ...], *, persons: bool = True) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(exported(looked_through(acts, persons=persons), Form.DPV))
    return read


def parts(acts: tuple[Act, ...], *, persons: bool = True) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(acts, persons=persons)["dct:hasPart"]
    return found


def expanded(name: str) -> tuple[str, str]:
    """Return namespace and term of a compact name, by the document's own context."""
    prefix, _, term = name.partition(":")
    return CONTEXT[prefix], term


def terms(node: object) -> Iterator[tuple[str, str, str]]:
    """Yield each term a document uses, as (namespace, classes or properties, name)."""
    if isinstance(node, list):
        for item in node:
            yield from terms(item)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "@type" or (key == "@id" and value.partition(":")[0] in CONTEXT):
            yield (expanded(value)[0], "classes", expanded(value)[1])
        elif not key.startswith("@"):
            yield (expanded(key)[0], "properties", expanded(key)[1])
            yield from terms(value)


def unknown(used: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the terms that the vocabularies do not have."""
    return [term for term in used if term[2] not in TERMS[term[0]][term[1]]]


@pytest.mark.parametrize("acts", [*EVERYTHING[1:], *(acts for acts in REACHED_BY.values() if acts)])
def test_every_term_is_in_the_vocabulary(acts: tuple[Act, ...]):
    used = set(terms(document(acts)))
    assert (DPV, "classes", "RecordsOfActivities") in used
    assert unknown(used) == []


def test_every_status_of_a_request_is_in_the_vocabulary():
    assert {*REACHED.values(), *STANDS.values()} <= set(TERMS[DPV]["classes"])
    assert set(REACHED) >= ANSWERS


def test_no_term_of_consent_or_of_a_persons_right_is_used():
    text = exported(looked_through(JOURNEY), Form.DPV).decode()
    for term in ("Consent", "RightExercise", "DataSubject", "gdpr", "ObjectingToProcess"):
        assert f":{term}" not in text
    assert "neither a data subject’s consent nor the exercise of a data subject’s right" in text


@pytest.mark.parametrize(
    ("status", "stands"),
    [
        (Status.NOT_FILED, None),
        (Status.DRAFTED, None),
        (Status.FILED, "dpv:RequestInitiated"),
        (Status.UNDELIVERED, None),
        (Status.ACKNOWLEDGED, "dpv:RequestAcknowledged"),
        (Status.NEEDS_REPLY, "dpv:RequestRequiresAction"),
        (Status.CONFIRMED, "dpv:RequestFulfilled"),
        (Status.REFUSED, "dpv:RequestRejected"),
        (Status.DECLINED, None),
        (Status.EXCLUDED, None),
        (Status.WITHDRAWN, None),
        (Status.UNCERTAIN, None),
    ],
)
def test_a_request_has_a_status_only_where_slack_was_asked_and_it_still_stands(
    status: Status, stands: str | None
):
    read = document((*REACHED_BY[status], NAME_CONTACT))
    assert read.get("dpv:hasRequestStatus", {}).get("@id") == stands
    assert read["dpv:hasStatus"] == {"dct:identifier": status.value}


def test_what_was_drafted_is_no_request_and_what_was_sent_is():
    assert "dpv:hasRequestStatus" not in parts((DRAFT,))[0]
    assert parts((SENT,))[0]["dpv:hasRequestStatus"] == {"@id": "dpv:RequestInitiated"}


def test_an_entry_that_was_corrected_states_no_status_and_names_what_replaced_it():
    wrong, correction, right = parts(JOURNEY)[2:]
    assert "dpv:hasRequestStatus" not in wrong
    assert wrong["dct:isReplacedBy"] == {"@id": correction["@id"]}
    assert right["dpv:hasRequestStatus"] == {"@id": "dpv:RequestFulfilled"}


def test_a_confirmation_stands_beside_how_it_is_backed():
    backed = {"dct:description": {"@value": "an owner’s word", "@language": "en"}}
    assert document(JOURNEY)["dpv:hasIndicationMethod"] == backed
    assert parts(JOURNEY)[4]["dpv:hasIndicationMethod"] == backed
    assert "dpv:hasIndicationMethod" not in document((SENT,))


def test_number_and_fingerprint_of_the_newest_entry_are_in_it():
    record = looked_through(JOURNEY)
    assert document(JOURNEY)["dct:identifier"] == f"T0ACME {record.fingerprint}"
    assert parts(JOURNEY)[-1]["dct:identifier"] == f"T0ACME {record.fingerprint}"


def test_entries_and_texts_are_named_by_their_hashes():
    import base64  # noqa: PLC0415 # the oracle of this test alone

    last = parts(JOURNEY)[-1]
    for name, sha256 in (
        (last["@id"], record_of(JOURNEY)[-1].hash),
        (last["dct:references"][0]["@id"], digest(REPLY)),
    ):
        scheme, _, value = name.partition(";")
        assert scheme == "ni:///sha-256"
        assert base64.urlsafe_b64decode(value + "=").hex() == sha256


def test_both_dates_are_there_with_their_types():
    sent = parts((SENT,))[0]
    assert sent["dct:date"] == {"@value": "2026-05-12", "@type": "xsd:date"}
    assert sent["dpv:isIndicatedAtTime"] == {"@value": "2026-05-12T08:30:00+00:00", "@type": "xsd:dateTime"}
    assert document((SENT,))["dct:modified"] == sent["dpv:isIndicatedAtTime"]


def test_who_acted_is_a_role_and_a_person_only_where_that_may_be():
    assert parts((DECLINE,))[0]["dpv:isIndicatedBy"]["dpv:hasIdentifier"] == "U0OWNER"
    role = {"@type": "dpv:Entity", "dct:title": {"@value": "a workspace owner", "@language": "en"}}
    assert parts((DECLINE,), persons=False)[0]["dpv:isIndicatedBy"] == role
    group = json.loads(exported(looked_through((DECLINE,), scope=ACME_GROUP), Form.DPV))
    assert group["dct:hasPart"][0]["dpv:isIndicatedBy"]["dct:title"]["@value"] == "an organisation owner"


def test_what_people_wrote_is_in_it_as_they_wrote_it():
    assert parts((DECLINE,))[0]["dpv:hasJustification"] == {
        "dct:description": "The works council wants to look at it first."
    }


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)  # rdflib's own, inside
@pytest.mark.parametrize("acts", EVERYTHING[1:])
def test_an_rdf_library_reads_it_and_finds_only_terms_that_exist(acts: tuple[Act, ...]):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=exported(looked_through(acts), Form.DPV), format="json-ld")
    ours = {DPV, "https://w3id.org/dpv/ai#"}
    used = {str(name) for triple in graph for name in triple if isinstance(name, rdflib.URIRef)}
    found = {name for name in used if any(name.startswith(namespace) for namespace in ours)}
    known = {
        f"{namespace}{term}" for namespace in ours for kind in TERMS[namespace].values() for term in kind
    }
    assert found <= known
    has_part = rdflib.URIRef("http://purl.org/dc/terms/hasPart")
    assert len(list(graph.objects(None, has_part))) == len(acts)
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{DPV}RecordsOfActivities")))) == 1


def test_actions_that_dpv_has_no_word_for_state_no_status():
    assert set(Action) - set(REACHED) >= {Action.DRAFT, Action.DECLINE, Action.EXCLUDE, Action.CORRECT}
