"""The try-out page's own words follow the browser or a button; the person's follow the person."""

from tests.unit.demo.page.browser import Browser, opens, publishes
from tests.unit.demo.tiny_app import TinyApp, actions, button, modal, text_input


def test_the_page_speaks_the_language_of_the_browser_and_the_person_theirs(browser: Browser, app: TinyApp):
    publishes(app)
    browser.goes("/as/sam/home", speaking="fr-FR,fr;q=0.9,en;q=0.5")
    assert browser.sees.one("html")["lang"] == "fr"
    assert browser.sees.one("div", class_="blocks")["lang"] == "en-US"
    assert browser.sees.one("time").text == "sam. 21 nov. 2026, 12:00 UTC"
    assert "Agir en tant que" in browser.sees.text
    assert "Camille Moreau Membre · français" in [
        one.text for one in browser.sees.all("button", class_="row")
    ]
    assert "Act as" not in browser.sees.text
    assert [one.text for one in browser.sees.all("button", lang="en")] == ["English"]


def test_the_page_s_language_is_changed_where_one_is_and_stays_changed(browser: Browser, app: TinyApp):
    publishes(app)
    browser.goes("/as/ada/messages")
    assert "The app has sent Ada Byron no message yet." in browser.sees.text
    answer = browser.presses("Français")
    assert browser.address == "/as/ada/messages"
    assert "L’application n’a encore envoyé aucun message à Ada Byron." in browser.sees.text
    cookie = answer.headers["Set-Cookie"]
    assert cookie == "tryout_language=fr; HttpOnly; Path=/; SameSite=Strict"
    browser.presses("Avancer l’horloge d’un jour")
    assert browser.sees.one("time").text == "dim. 22 nov. 2026, 12:00 UTC"
    browser.presses("English")
    assert "Act as" in browser.sees.text


def test_a_newcomer_who_reads_french_is_a_member_who_does(browser: Browser):
    for accepted, key in (("fr", "camille"), ("en", "sam"), ("ja", "sam")):
        response = browser._client.get("/", headers={"Accept-Language": accepted})
        assert response.location == f"/as/{key}/home"


def test_what_went_wrong_is_told_in_the_language_of_the_page(browser: Browser):
    browser.goes("/as/sam/channel", speaking="fr")
    browser.posts("/as/sam/say", {"text": "/giphy cat"})
    browser.goes("/as/sam/channel", speaking="fr")
    alert = browser.sees.one("div", role="alert")
    assert alert.text.startswith("Slack ne fait pas cela")
    assert browser.sees.one("pre")["lang"] == "en"


def test_slack_s_own_words_are_in_the_language_of_the_person(browser: Browser, app: TinyApp):
    publishes(app, actions(button("Open it", "open"), block_id="b"))
    opens(app, "open", modal(text_input("Why", "why"), text_input("Else", "else", optional=True)))
    browser.goes("/as/camille/home")
    browser.presses("Open it")
    assert "Else (facultatif)" in browser.sees.text
    assert browser.sees.all("button", aria_label="Fermer")
    browser.presses("Save")
    assert browser.sees.one("p", class_="error").text == "Remplissez ce champ obligatoire."
    assert "Act as" in browser.sees.text
