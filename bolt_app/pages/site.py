"""The pages as a Flask application: addresses, languages, headers; what an installation does is elsewhere.

No scripts, nothing loaded; two pages submit something: a mail, and the word that a file is to be sent. Flask
stands beside Bolt, never in front.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from flask import Flask, Response, make_response, redirect, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from bolt_app import manifest
from bolt_app.i18n import LANGUAGES, Translator, preferred
from bolt_app.optout.desk import Clock
from bolt_app.optout.ledger import RecordUnavailable
from bolt_app.pages import retention
from bolt_app.pages.by_link import Behind, ByLink, InMemory
from bolt_app.pages.feed import FEED_PATH, PAGE_PATH
from bolt_app.pages.headers import SUBMITS, with_headers
from bolt_app.pages.installing import Installed, Installing, NotInstalled, Why
from bolt_app.pages.publishing import Publishing
from bolt_app.pages.scopes import REASONS
from bolt_app.pages.security_txt import as_uri, security_txt
from bolt_app.pages.style import STYLE
from bolt_app.pages.taking import Taking
from bolt_app.register.model import Register
from bolt_app.views.facts import Operator

_log = logging.getLogger(__name__)

_KEPT = "public, max-age=3600"
_NOT_KEPT = "no-store"
_COOKIE_LIVES = 600
_STATUS = {Why.CANCELLED: 200, Why.REFUSED: 502, Why.SILENT: 502, Why.NO_DATABASE: 503}
"""Of a page that says why nothing was installed; 400 where the browser brought something wrong."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages say and do.

    Attributes:
        operator: who runs this installation.
        base_url: its public address without a slash at the end, or "".
        slack_url: the Web API's address: Slack's own pages are beside it.
        retention_days: as in the settings.
        clock: the time now, aware.
        translators: the languages.
        known: gives the register, which is published at /policy, with what the watch found by now.
        installing: None where the app serves the one workspace of its settings.
        behind: what decides about the pages behind links; None where none are made.
    """

    operator: Operator
    base_url: str
    slack_url: str
    retention_days: int | None
    clock: Clock
    translators: Mapping[str, Translator]
    known: Callable[[], Register]
    installing: Installing | None
    behind: Behind | None = None

    @property
    def cookie(self) -> str:
        """The name of the cookie. `__Host-`: no neighbouring host can set it; it needs https."""
        return "__Host-install" if self.base_url.startswith("https://") else "install"


def build_site(site: Site) -> Flask:
    """Return the application."""
    app = Flask(__name__, static_folder=None)
    app.request_class = InMemory
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    pages = _Pages(site)
    for path, page in (
        ("/", pages.front),
        ("/privacy", pages.privacy),
        ("/privacy/sheet", pages.sheet),
        ("/support", pages.support),
        ("/.well-known/security.txt", pages.security),
        (PAGE_PATH, pages.policy),
        (FEED_PATH, pages.changes),
        (manifest.INSTALL_PATH, pages.begin),
        (manifest.REDIRECT_PATH, pages.end),
    ):
        app.add_url_rule(path, page.__name__, page)
    if site.behind:
        for behind in (ByLink, Taking):
            for method, path, answer in behind(site.behind, pages.page, pages.t).routes():
                app.add_url_rule(path, answer.__name__, answer, methods=[method])
    app.register_error_handler(HTTPException, pages.not_so)
    app.register_error_handler(Exception, pages.broken)
    app.after_request(with_headers)
    return app


class _Pages:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._prefix = urlsplit(site.base_url).path.rstrip("/")
        self._publishing = Publishing(site.known, site.base_url, self._written)

    def front(self) -> Response:
        return self.page("front.html", scopes=REASONS)

    def privacy(self) -> Response:
        return self.page("privacy.html", table=self._table())

    def sheet(self) -> Response:
        return self.page("sheet.html", table=self._table(), scopes=REASONS)

    def support(self) -> Response:
        return self.page("support.html")

    def security(self) -> Response:
        site = self._site
        if not site.operator.contact:
            return self.page("not_found.html", status=404, keep=False)
        told = Response(security_txt(site.operator.contact, site.base_url, site.clock()))
        told.headers["Content-Type"] = "text/plain; charset=utf-8"
        told.headers["Cache-Control"] = _KEPT
        return told

    def policy(self) -> Response:
        return self._publishing.page(self._asked(), self._link)

    def changes(self) -> Response:
        return self._publishing.feed(self._asked())

    def begin(self) -> Response:
        if self._site.installing is None:
            return self.page("one_workspace.html", status=404, keep=False)
        try:
            state, address = self._site.installing.begin()
        except RecordUnavailable:
            _log.exception("The database did not answer when an installation began")
            return self._refused(NotInstalled(Why.NO_DATABASE))
        told = _plain(redirect(address, 302))
        self._set_cookie(told, state, _COOKIE_LIVES)
        return told

    def end(self) -> Response:
        if self._site.installing is None:
            return self.page("one_workspace.html", status=404, keep=False)
        kept = request.cookies.get(self._site.cookie, "")
        outcome = self._site.installing.end(request.args, kept, self.t().language)
        if isinstance(outcome, NotInstalled):
            told = self._refused(outcome)
        else:
            told = self.page("installed.html", keep=False, installed=outcome, links=self._links(outcome))
        if kept:
            self._set_cookie(told, "", 0)
        return told

    def not_so(self, error: HTTPException) -> Response:
        told = self.page("not_found.html", status=error.code or 500, keep=False)
        if valid := getattr(error, "valid_methods", None):
            told.headers["Allow"] = ", ".join(sorted(valid))
        return told

    def broken(self, error: Exception) -> Response:
        _log.error("A page failed", exc_info=error)
        return self.page("broken.html", status=500, keep=False)

    def _refused(self, refusal: NotInstalled) -> Response:
        status = _STATUS.get(refusal.why, 400)
        return self.page("not_installed.html", status=status, keep=False, refusal=refusal, Why=Why)

    def _links(self, installed: Installed) -> dict[str, str]:
        """Where the person goes next: the app in Slack, or the place where an organisation lets it in."""
        where = urlencode({"app": installed.app_id, "team": installed.team or installed.scope.id})
        scope, app_id = installed.scope.id, installed.app_id
        return {
            "open": urljoin(self._site.slack_url, f"../app_redirect?{where}"),
            "let_in": f"https://app.slack.com/manage/{scope}/integrations/profile/{app_id}/workspaces/add",
        }

    def _table(self) -> list[retention.Shown]:
        return list(retention.table(self._site.retention_days, self.t()))

    def _set_cookie(self, told: Response, value: str, seconds: int) -> None:
        told.set_cookie(
            self._site.cookie, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="Lax"
        )

    def t(self) -> Translator:
        return self._site.translators[preferred(request.headers.get("Accept-Language", "")[:200])]

    def _asked(self) -> Translator:
        """The language the address asks for, else the browser's."""
        language = request.args.get("lang", "")
        return self._site.translators[language] if language in LANGUAGES else self.t()

    def _link(self, path: str) -> str:
        return self._prefix + path

    def _written(self, name: str, t: Translator, **values: Any) -> str:
        operator = self._site.operator
        return render_template(
            name,
            base="base.html",
            t=t,
            style=Markup(STYLE),  # noqa: S704 # our own file; as text it would not match its hash
            operator=operator,
            contact=as_uri(operator.contact) if operator.contact else "",
            many=self._site.installing is not None,
            kept=retention.kept(self._site.retention_days, t),
            link=self._link,
            paths=manifest,
            **values,
        )

    def page(
        self, name: str, *, status: int = 200, keep: bool = True, submits: bool = False, **values: Any
    ) -> Response:
        """A template in the reader's language; `submits`: it has a form. `keep`: browsers may keep it."""
        t = self.t()
        html = self._written(name, t, **values)
        told = make_response(html, status)
        if submits:
            told.headers["Content-Security-Policy"] = SUBMITS
        told.headers["Content-Language"] = t.language
        told.headers["Cache-Control"] = _KEPT if keep else _NOT_KEPT
        told.vary.add("Accept-Language")
        return told


def _plain(told: Any) -> Response:
    """A redirect without a body to read, never kept: it bears a state."""
    response: Response = make_response(told)
    response.set_data(b"")
    response.headers["Cache-Control"] = _NOT_KEPT
    return response
