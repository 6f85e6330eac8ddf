"""The French member reads French everywhere the app speaks, and hears it named as French."""

from playwright.sync_api import expect

from tests.browser.test_newcomer import sends_the_letter
from tests.browser.visitor import Visitor


def test_a_french_member_reads_the_command_s_answer_in_french(visitor: Visitor):
    visitor.becomes("Camille Moreau")
    visitor.types("/datapolicy statut")
    read = visitor.reads()
    assert "Visible par vous uniquement" in read
    assert "Exclusion de nos données. Aucune demande enregistrée ici." in read
    assert "Our opt-out" not in read


def test_a_french_member_s_home_says_in_french_what_an_english_owner_recorded(visitor: Visitor):
    sends_the_letter(visitor)
    visitor.passes("week")
    visitor.opens_home_as("Camille Moreau")
    expect(visitor.content.get_by_role("heading", name="Comment Slack utilise nos données")).to_be_visible()
    assert "Un propriétaire indique que la demande a été envoyée le 21 novembre 2026." in visitor.reads()
    assert "après 7 jours" in visitor.reads()


def test_what_the_app_says_is_marked_as_french_and_the_page_round_it_as_english(visitor: Visitor):
    visitor.opens_home_as("Camille Moreau")
    visitor.presses("Voir le registre")
    spoken = visitor.page.evaluate(
        "[document.documentElement, document.querySelector('main .blocks'), document.querySelector('.modal')]"
        ".map(one => one.lang)"
    )
    assert spoken == ["en", "fr-FR", "fr-FR"]


def test_every_modal_a_french_member_opens_has_a_french_title(visitor: Visitor):
    visitor.opens_home_as("Camille Moreau")
    titles = []
    for button in ("Voir le registre", "Tous les changements", "Ce que nous avons cherché"):
        visitor.presses(button)
        titles.append(visitor.dialog.get_by_role("heading").first.inner_text())
        visitor.closes()
    assert titles == ["Le registre", "Ce qui a changé", "Ce que l’on ne sait pas"]
