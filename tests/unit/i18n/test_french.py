"""The rules for French texts find what breaks them, one by one, and let pass what keeps them."""

import pytest

from bolt_app.register.glossary import SUBJECT
from tests.unit.i18n.french import NARROW, WIDE, faults, quoted


@pytest.mark.parametrize(
    ("english", "french", "fault"),
    [
        ("Sent on {day}.", "Envoyée le {jour}.", "the fields differ"),
        ("Did you send it?", "L’avez-vous envoyé ?", "no narrow no-break space before ; ! or ?"),
        ("Sources: none", "Sources : aucune", "no no-break space before a colon"),
        ("“{a}”", "« {a} »", "no no-break space inside « »"),
        ("One. Two.", "Un.  Deux.", "a space too many"),
        ("No. {number}", "N° {number}", "n° and its number part at a line's end"),
        ("the app", "l'application", "a straight apostrophe or an English quotation mark"),
        ("“a” b", f"«{WIDE}a b", "« without »"),
        ("And so on…", "Et ainsi de suite...", "three dots instead of an ellipsis"),
        ("About this app", "A propos de cette application", "a missing accent or ligature"),
        ("opt-out", "demande de retrait", "retrait: an opt-out is an exclusion, never a retrait"),
        ("to object", "l’opposition", "opposition: opposition is a person's right under Article 21 alone"),
        ("our organisation", "notre employeur", "employeur: it is the organisation"),
        ("Done", f"C’est fait{NARROW}!", "!: the app is calm"),
        ("No answer", "Slack n’a pas répondu", "n’a pas répondu: what nobody recorded is not known"),
        ("*In short*", "En bref", "* stands 0 times, 2 in English"),
        ("*In short*", "*En bref *", "* beside a space formats nothing"),
        ("in May 2024", "en mai 2025", "other figures: [2024, 2025]"),
        ("According to Slack it is so.", "C’est ainsi.", "According to Slack: on another's word, or surer"),
        (SUBJECT, "Demande d’exclusion", f"{SUBJECT} is the same in every language"),
    ],
)  # fmt: skip
def test_a_text_that_breaks_a_rule_is_found(english, french, fault):
    assert fault in list(faults(english, french))


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("*Reason:* “{reason}”", f"*Motif{WIDE}:* «{WIDE}{{reason}}{WIDE}»"),
        ("Slack did not answer in time.", "Slack n’a pas répondu à temps."),
        ("<{link}|Open>", "<{link}|Ouvrir>"),
        (f"the subject “{SUBJECT}”", f"l’objet «{WIDE}{SUBJECT}{WIDE}»"),
        ("at 07:24", f"à 7{WIDE}h{WIDE}24"),
    ],
)
def test_a_text_that_keeps_the_rules_passes(english, french):
    assert list(faults(english, french)) == []


def test_what_stands_between_quotation_marks_is_found():
    assert quoted("“a b” became “c”") == ["a b", "c"]
