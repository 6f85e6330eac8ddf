"""The try-out's page: a workspace in the browser, over a pretended Slack. Knows nothing of the app behind it.

It answers this machine only: other host names are refused (DNS rebinding), and so are forms from other pages.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bolt_app.demo import chrome, looking
from bolt_app.demo.clock import MovableClock
from bolt_app.demo.desk import Desk
from bolt_app.demo.doing import act, turn_to
from bolt_app.demo.looking import APP_NAME, Said
from bolt_app.demo.mrkdwn import allowed_url
from bolt_app.demo.person import CHANNEL, Person
from bolt_app.demo.slack import PretendedSlack
from bolt_app.demo.workspace import Standing
from bolt_app.i18n import Translator, mark, nearest

HALF_A_DAY = timedelta(hours=12)
SUGGESTIONS = (mark("help"), mark("status"), mark("sources"))
"""What may follow the command."""
LARGEST_FORM = 1_000_000

# No scripts at all. A link button leads elsewhere by way of a form, so forms may end there too: the app's own
# pages are at another port of this machine.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self' https: mailto: http://127.0.0.1:*"
)


def build_page(
    slack: PretendedSlack,
    clock: MovableClock,
    translators: Mapping[str, Translator],
    day_passed: Callable[[], None] = lambda: None,
    plays: Mapping[str, Callable[[], None]] = MappingProxyType({}),
) -> Flask:
    """The page as a WSGI application.

    Args:
        slack: started, with an app connected, and with `clock.timestamp` as its `now`.
        clock: the clock that the page moves; the app has to go by it too.
        translators: the languages of the page.
        day_passed: called after each day the clock is moved by; what falls due then happens then.
        plays: what may happen to the page that the app watches, by the English words of its button; half
            a day passes with it.
    """
    page = Flask(__name__)
    page.config.update(TRUSTED_HOSTS=["127.0.0.1", "localhost"], MAX_CONTENT_LENGTH=LARGEST_FORM)
    page.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    page.before_request(_from_this_page)
    page.after_request(_kept_in)
    desk = Desk(slack, clock, translators, day_passed, plays)
    _looks(page, desk)
    _speaks(page)
    _acts(page, desk)
    _moves(page, desk)
    return page


def _from_this_page() -> None:
    """Refuses a form that another page sent. Browsers name the origin of every form they post."""
    if request.method == "POST" and request.origin != request.host_url.removesuffix("/"):
        abort(403, "This form did not come from this page.")


def _kept_in(response: Response) -> Response:
    response.headers.update(
        {
            "Content-Security-Policy": _POLICY,
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }
    )
    return response


def _looks(page: Flask, desk: Desk) -> None:
    @page.get("/")
    def start() -> Response:
        """A newcomer looks through a member's eyes first: one's who reads the page's language, if any."""
        members = [one for one in looking.cast(desk.slack) if one.role is Standing.MEMBER]
        alike = [one for one in members if nearest(one.locale) == _language()]
        return redirect(url_for("look", key=(alike or members)[0].key, place="home"))

    @page.get("/as/<key>/<any(home, messages, channel):place>")
    def look(key: str, place: str) -> str:
        """What a person sees. A Home tab never opened before is opened first: nothing else would be there."""
        with desk.lock:
            person = desk.person(key)
            if place == "home" and person.home is None and not person.modals and not desk.troubles.get(key):
                desk.does(key, person.opens_home)
            with desk.slack.lock:
                return render_template("page.html", **_shown(desk, person, place))


def _language() -> str:
    return chrome.spoken(request.cookies.get(chrome.COOKIE, ""), request.headers.get("Accept-Language", ""))


def _speaks(page: Flask) -> None:
    @page.post("/as/<key>/<any(home, messages, channel):place>/language")
    def speak(key: str, place: str) -> Response:
        """Changes the language of the page, not of the person."""
        language = request.form.get("language", "")
        if language not in chrome.NAMES:
            abort(400, "The page speaks English and French.")
        response = redirect(url_for("look", key=key, place=place), 303)
        response.set_cookie(chrome.COOKIE, language, httponly=True, samesite="Strict")
        return response


def _shown(desk: Desk, person: Person, place: str) -> dict[str, Any]:
    slack, persona = desk.slack, person.persona
    t, theirs = desk.translators[_language()], desk.translators[nearest(persona.locale)]
    messages = {
        "messages": lambda: looking.direct_messages(slack, persona, theirs),
        "channel": lambda: looking.channel_messages(slack, persona, CHANNEL, desk.said, theirs),
    }
    now = desk.clock.now()
    return {
        "app_name": APP_NAME,
        "channel": slack.workspace.channels[CHANNEL],
        "direct": len(person.inbox),
        "home": looking.home(slack, persona, theirs) if place == "home" else None,
        "languages": chrome.others(t.language),
        "messages": messages[place]() if place in messages else (),
        "modal": looking.modal(slack, persona, theirs),
        "moves": chrome.MOVES,
        "now": now,
        "persona": persona,
        "personas": [looking.card(one, slack.workspace, t) for one in looking.cast(slack)],
        "place": place,
        "plays": list(desk.plays),
        "suggestions": ["/datapolicy", *(f"/datapolicy {theirs(word)}" for word in SUGGESTIONS)],
        "t": t,
        "theirs": theirs,
        "titles": chrome.TITLES,
        "today": chrome.clock_face(now, t.language),
        "troubles": desk.troubles.get(persona.key, ()),
        "teams": {team: name for team, name in slack.workspace.teams.items() if team in persona.teams},
        "workspace": person.here,
    }


def _acts(page: Flask, desk: Desk) -> None:
    @page.post("/as/<key>/<any(home, messages, channel):place>/go")
    def go(key: str, place: str) -> Response:
        """Becomes a person, or goes to a place or workspace; the app hears of it where Slack tells it."""
        with desk.lock:
            person = desk.person(key)
            if team := request.form.get("team"):
                desk.does(key, lambda: person.goes_to(team))
            if not (team and desk.troubles[key]):
                _enters(desk, person, place)
        return redirect(url_for("look", key=key, place=place), 303)

    @page.post("/as/<key>/say")
    def say(key: str) -> Response:
        """Types into the channel."""
        text = request.form.get("text", "").strip()
        with desk.lock:
            person = desk.person(key)
            if text:
                desk.does(key, lambda: person.types(text))
            if text and not text.startswith("/"):
                desk.said.append(Said(key, text, desk.slack.now()))
        return redirect(url_for("look", key=key, place="channel", _anchor="end"), 303)

    @page.post("/as/<key>/<any(home, messages, channel):place>/act")
    def press(key: str, place: str) -> Response:
        """Fills in and presses, on the surface the form names; goes where the person then looks."""
        form = request.form.to_dict(flat=False)
        with desk.lock:
            person = desk.person(key)

            def doing() -> str | None:
                turn_to(desk.slack, person, form.get("surface", [""])[0])
                return act(person, form)

            url = desk.does(key, doing)
            if url and allowed_url(url) and not url.startswith("slack:"):
                return redirect(url, 303)
            there = _place(person, place)
            wrong = looking.first_error(desk.slack, person.persona)
        anchor = wrong or (None if there == "home" else "end")
        return redirect(url_for("look", key=key, place=there, _anchor=anchor), 303)


def _moves(page: Flask, desk: Desk) -> None:
    @page.post("/as/<key>/<any(home, messages, channel):place>/move")
    def move(key: str, place: str) -> Response:
        """Moves the clock on; what the app did not take is sent again, and the person looks anew."""
        plays = desk.plays.get(request.form.get("plays", ""))
        move = chrome.MOVES.get(request.form.get("by", ""))
        if not (plays or move):
            abort(400, "The clock moves by a day, a week or a month.")
        step = move.step if move and not plays else HALF_A_DAY
        with desk.lock:
            person = desk.person(key)
            if plays:
                plays()
            desk.passes(step)
            desk.slack.events.redeliver()
            _enters(desk, person, place)
        return redirect(url_for("look", key=key, place=place), 303)


def _enters(desk: Desk, person: Person, place: str) -> None:
    desk.troubles.pop(person.key, None)
    if person.modals:
        return
    if place == "home":
        desk.does(person.key, person.opens_home)
    elif place == "messages":
        desk.does(person.key, person.opens_messages_tab)


def _place(person: Person, before: str) -> str:
    """Where the person looks after doing something: an answer came, or a link led to the Home tab."""
    surface = person.surface
    if person.modals or surface is None:
        return before
    if surface is person.home:
        return "home"
    return "messages" if surface in person.inbox else "channel"
