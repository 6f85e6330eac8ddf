"""Every form: its name and type, its refusals, and that entries are never held together."""

from collections.abc import Iterator

import pytest

from bolt_app.export import Form, NothingToExport, export, filename, survey
from bolt_app.optout.verify import Link
from bolt_app.people import Scope
from tests.record_builders import ACME, NAME_CONTACT, SENT, record_of, translator
from tests.unit.export.records import JOURNEY, KEPT, exported, looked_through, stored
from tests.unit.optout.acts import links

FR = translator("fr")


def test_names_carry_scope_number_and_fingerprint():
    record = looked_through(JOURNEY)
    name = f"opt-out-record-T0ACME-5-{record.head[:12]}"
    assert [filename(record, form) for form in Form] == [
        f"{name}.csv",
        f"{name}.jsonl",
        f"{name}.jsonld",
        f"{name}.ics",
        f"{name}.zip",
    ]


def test_every_form_says_what_it_is():
    assert {form.media_type.split(";")[0] for form in Form} == {
        "text/csv",
        "application/jsonl",
        "application/ld+json",
        "text/calendar",
        "application/zip",
    }


@pytest.mark.parametrize("form", Form)
def test_where_nothing_is_recorded_there_is_nothing_to_export(form: Form):
    with pytest.raises(NothingToExport) as nothing:
        export(survey(ACME, stored(()), persons=True), form, KEPT.get, FR)
    assert FR(str(nothing.value)) == "Rien n’est encore enregistré ici."


def test_a_calendar_without_a_day_is_refused_in_a_sentence_that_is_translated():
    with pytest.raises(NothingToExport) as nothing:
        export(looked_through((NAME_CONTACT,)), Form.ICS, KEPT.get, FR)
    assert FR(str(nothing.value)) == "Aucune date ne découle de l’état de la demande d’exclusion."


@pytest.mark.parametrize("form", Form)
def test_the_same_record_gives_the_same_bytes(form: Form):
    assert exported(looked_through(JOURNEY), form) == exported(looked_through(JOURNEY), form)


@pytest.mark.parametrize("form", [Form.CSV, Form.JSONL, Form.DPV, Form.BUNDLE])
def test_the_first_piece_leaves_before_the_last_entry_was_read(form: Form):
    kept = links(record_of((SENT, *[NAME_CONTACT] * 599)))
    handed = 0

    def handing(_: Scope) -> Iterator[Link]:
        nonlocal handed
        handed = 0
        for link in kept:
            handed += 1
            yield link

    record = survey(ACME, handing, persons=True)
    first = next(export(record, form, KEPT.get, FR))
    assert first
    assert handed < len(kept) == record.position


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.ICS])
def test_a_long_record_comes_in_several_pieces_that_are_none_too_large(form: Form):
    record = looked_through((SENT, *[NAME_CONTACT] * 399))
    pieces = list(export(record, form, KEPT.get, FR))
    assert b"".join(pieces) == exported(record, form, "fr")
    assert max(len(piece) for piece in pieces) < 140_000
