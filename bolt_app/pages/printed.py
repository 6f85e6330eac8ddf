"""The register as one HTML file to keep and to print: nothing is fetched by it, nothing runs in it."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bolt_app.i18n import Translator
from bolt_app.pages.policy import policy_of
from bolt_app.pages.style import STYLE, STYLE_SOURCE
from bolt_app.register.model import Register

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def printed(register: Register, t: Translator) -> str:
    """Return the whole file; the site serves the same text at /policy, in a frame of its own."""
    return _TEMPLATES.get_template("policy.html").render(
        base="printed.html",
        t=t,
        policy=policy_of(register, t),
        style=Markup(STYLE),  # noqa: S704 # our own file; as text it would not match its hash
        style_source=STYLE_SOURCE,
        languages={},
        feed="",
    )
