"""Camille reads French, whatever she does; the letter and the quotes stay English. Knows no rule."""

import pytest

from bolt_app.demo.form import Control
from bolt_app.demo.person import Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.tryout import Wired
from bolt_app.demo.workspace import Standing
from bolt_app.letter.texts import SUBJECT
from bolt_app.optout.model import Action, Status
from tests.scenarios.conftest import StandingClock
from tests.scenarios.steps import REACHED, declines, entries, opted_out_before, prepares_and_sends

QUESTION = "Slack peut-il utiliser nos données pour entraîner des modèles ?"
MODALS = ["record", "unknown", "changes", "differences", "my_data", "claim", "practice"]


def reads(person: Person) -> str:
    """What is on the screen, French spaces before `?` and `:` as plain ones."""
    return person.sees.replace("\u202f", " ").replace("\xa0", " ")


def lines(person: Person) -> set[str]:
    return set(reads(person).splitlines())


def button(person: Person, action_id: str) -> Control:
    """The first button with this action, whatever it is called."""
    return next(one for one in person.controls if one.element.get("action_id") == action_id)


@pytest.fixture
def french_owner(slack: PretendedSlack) -> Person:
    slack.change("camille", role=Standing.OWNER)
    return slack.person("camille")


def test_camille_asks_and_reads_french(camille: Person):
    camille.types("/datapolicy")
    assert reads(camille).startswith(QUESTION)
    assert "IA générative : Slack dit" in reads(camille)
    assert "propriétaire" in reads(camille)
    assert "21 novembre 2026" in reads(camille)
    assert camille.buttons == ["Sources", "Ce qui a changé", "Autres lectures", "Ouvrir Data Policy"]


@pytest.mark.parametrize("typed", ["aide", "help"])
def test_help_names_the_words_in_the_readers_language(camille: Person, sam: Person, typed: str):
    camille.types(f"/datapolicy {typed}")
    assert "/datapolicy statut " in reads(camille)
    sam.types(f"/datapolicy {typed}")
    assert "/datapolicy status " in sam.sees


def test_an_unknown_word_gets_the_nearest_french_one(camille: Person):
    camille.types("/datapolicy satut")
    assert "« satut »" in reads(camille)
    assert "/datapolicy statut ;" in reads(camille)


@pytest.mark.parametrize(
    ("locale", "begins"),
    [
        ("fr-FR", QUESTION),
        ("fr-CA", QUESTION),
        ("fr-XX", QUESTION),
        ("en-GB", "May Slack use our data to train models?"),
        ("ja-JP", "May Slack use our data to train models?"),
        ("pt-BR", "May Slack use our data to train models?"),
        ("xx", "May Slack use our data to train models?"),
        ("", "May Slack use our data to train models?"),
    ],
)
def test_who_reads_what(slack: PretendedSlack, sam: Person, locale: str, begins: str):
    slack.change("sam", locale=locale)
    sam.types("/datapolicy")
    assert reads(sam).startswith(begins)
    sam.opens_home()
    assert begins in reads(sam)


def test_a_language_changed_in_slack_is_followed_after_hours(
    slack: PretendedSlack, sam: Person, clock: StandingClock
):
    sam.opens_home()
    slack.change("sam", locale="fr-FR")
    clock.passes(hours=5)
    sam.opens_home()
    assert reads(sam).startswith("Comment Slack utilise nos données")


@pytest.mark.parametrize("status", Status)
def test_every_status_is_said_in_both_languages_and_no_sentence_is_left_in_english(
    wired: Wired, ada: Person, sam: Person, camille: Person, status: Status
):
    REACHED[status](wired, ada)
    for person in (sam, camille):
        person.types("/datapolicy status")
    assert lines(sam) & lines(camille) == {"Sources"}
    for person in (sam, camille):
        person.types("/datapolicy")
    assert lines(sam) & lines(camille) == {"Sources"}
    for person in (sam, camille):
        person.opens_home()
    assert lines(sam) & lines(camille) == {"Sources"}


def test_the_status_keeps_the_words_slack_uses_in_french(ada: Person, camille: Person):
    prepares_and_sends(ada)
    camille.types("/datapolicy statut")
    assert "Un propriétaire indique que la demande a été envoyée le 23 novembre 2026." in reads(camille)
    assert "espace de travail" in reads(camille)
    for refused in ("désinscription", "retrait", "opposition", "workspace", "opt-out"):
        assert refused not in reads(camille).lower()


@pytest.mark.parametrize("action_id", MODALS)
def test_what_camille_opens_from_home_is_french(ada: Person, sam: Person, camille: Person, action_id: str):
    declines(ada)
    for person in (sam, camille):
        person.opens_home()
        person.presses(button(person, action_id))
    assert lines(sam) & lines(camille) <= {"Sources"}


def test_quotes_stay_english_and_say_so(camille: Person):
    camille.types("/datapolicy")
    camille.presses("Sources")
    assert "citation en anglais" in reads(camille)
    assert "emoji and channel recommendations, our systems analyse Customer Data" in reads(camille)


def test_the_letter_stays_english_and_is_explained_in_french(french_owner: Person):
    french_owner.opens_home()
    french_owner.presses(button(french_owner, "open.letter"))
    values = [entry.get("value") or "" for entry in french_owner.fields.values()]
    assert SUBJECT in values
    assert any("I am an owner of the Slack workspace named below." in value for value in values)
    assert "anglais" in reads(french_owner)


def test_a_french_owners_whole_journey(wired: Wired, french_owner: Person, sam: Person):
    french_owner.opens_home()
    french_owner.presses(button(french_owner, "open.letter"))
    (tick,) = [one for one in french_owner.controls if one.kind == "checkboxes"]
    (sent,) = [one for one in french_owner.controls if one.kind == "radio_buttons"]
    french_owner.chooses(sent, "Je l’ai envoyé aujourd’hui")
    french_owner.submits()
    (sentence,) = french_owner.errors.values()
    assert sentence.startswith("Cochez")
    french_owner.chooses(tick, "ticked")
    french_owner.submits()
    assert "Members read" not in french_owner.sees
    assert "le 23 novembre 2026" in reads(french_owner)
    french_owner.closes()
    (entry,) = wired.storage.ledger.entries(next(iter(wired.storage.ledger.scopes())))
    assert "propriétaire" in entry.statement.ticked
    sam.opens_home()
    sam.presses("See the record")
    assert entry.statement.ticked.removesuffix(".") in sam.sees


def test_a_french_owner_is_led_through_the_letters_after_a_confirmation(wired: Wired, french_owner: Person):
    opted_out_before(wired.slack.person("ada"), on="2025-06-01")
    french_owner.opens_home()
    assert "vous pouvez demander à Slack de confirmer à nouveau" in reads(french_owner)
    french_owner.presses("Demander à Slack de confirmer à nouveau")
    assert "La lettre reste en anglais" in reads(french_owner)
    assert "On 1 June 2025 you confirmed" in french_owner.fields["Texte de l’e-mail"]["value"]
    french_owner.fills("Le jour de votre envoi", "2025-05-01")
    french_owner.submits()
    (sentence,) = french_owner.errors.values()
    assert sentence.replace("\u202f", " ").startswith(
        "Cette date précède celle de la confirmation de Slack (1er"
    )
    french_owner.fills("Le jour de votre envoi", "2026-11-20")
    french_owner.submits()
    french_owner.closes()
    assert "Le 20 novembre 2026, il a été demandé à Slack si elle vaut toujours." in reads(french_owner)
    french_owner.presses("Revenir sur l’exclusion")
    assert "On ignore si et comment Slack revient sur une exclusion" in reads(french_owner)
    french_owner.fills("Motif", "Le conseil en a décidé autrement.")
    french_owner.chooses("Votre déclaration", "Je peux en décider. On ignore si et comment Slack le fait.")
    french_owner.submits()
    french_owner.closes()
    french_owner.presses("Lettre à Slack")
    assert "We take back our opt-out." in reads(french_owner)
    acts = [entry.action for entry in entries(wired)]
    assert acts == [Action.DONE, Action.CONFIRM_AGAIN, Action.WITHDRAW]


def test_refusals_and_faults_are_french_too(
    wired: Wired, french_owner: Person, caplog: pytest.LogCaptureFixture
):
    french_owner.opens_home()
    french_owner.presses(button(french_owner, "open.contact"))
    french_owner.fills(french_owner.controls[0], "sam")
    wired.slack.fail_next("users.info")
    french_owner.submits()
    assert "went wrong" not in str(french_owner.title)
    assert "accueil" in reads(french_owner).lower()
    assert "saisi" in reads(french_owner)
    french_owner.closes()
    wired.slack.change("camille", role=Standing.ADMIN)
    french_owner.submits()
    assert "administrateurs" in reads(french_owner)
    assert "A view_submission request failed" in caplog.text


def test_while_slack_says_no_language_the_answer_is_english(wired: Wired, camille: Person):
    wired.slack.fail_next("users.info")
    camille.types("/datapolicy")
    assert reads(camille).startswith("May Slack use our data to train models?")
    camille.types("/datapolicy")
    assert reads(camille).startswith(QUESTION)


def test_two_languages_at_the_same_time_are_not_mixed_up(ada: Person, sam: Person, camille: Person):
    opted_out_before(ada)
    for _ in range(2):
        sam.types("/datapolicy status")
        camille.types("/datapolicy status")
        assert "An owner reports" in sam.sees
        assert "propriétaire" in reads(camille)


def test_the_first_of_a_month_is_written_as_the_french_write_it(ada: Person, camille: Person):
    opted_out_before(ada, on="2024-06-01")
    camille.types("/datapolicy statut")
    assert "1er juin 2024" in reads(camille)


def test_home_shows_what_has_no_language_at_all_to_an_outsider_in_english(otto: Person):
    otto.opens_home()
    assert "What is recorded there is for its own members." in otto.sees
