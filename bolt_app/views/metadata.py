"""What a view carries in `private_metadata`: what the person saw. Never a right, never a scope, no name.

Slack hands it back, a client may have changed it: whatever cannot be read counts as "saw nothing".
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bolt_app.people import Scope


class About(StrEnum):
    """Which record a view or a button is about. Which workspace that is, Slack has the last word on."""

    SCOPE = "scope"
    """The installation's: the workspace's, or the organisation's when it is org-wide."""
    WORKSPACE = "workspace"
    """The one of the person's own workspace, inside an org-wide installation."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person saw when the view was made.

    Attributes:
        after: position of the newest entry then; an act is recorded only on top of it.
        form: which form a modal is, see `views/forms.py`.
        digest: of the Home view, so that an unchanged one is not published again.
        language: the language the view was made in.
        about: which record it shows.
        told: of the Home view: until when changes of Slack's texts had been found by then, and of what the
            register was; see `views/since.py`.
        day: what the person called today then, ISO 8601, where the view asks about it.
        team: the workspace whose own record the view shows, in an org-wide installation. Interactions may
            not say where the person is; this counts only where Slack counts them among its people.
    """

    after: int = 0
    form: str = ""
    digest: str = ""
    language: str = ""
    about: About = About.SCOPE
    day: str = ""
    told: str = ""
    team: str = ""

    def packed(self) -> str:
        """Return it as short text."""
        usual = asdict(Seen())
        return json.dumps({name: value for name, value in asdict(self).items() if value != usual[name]})


def own_workspace(about: About, scope: Scope) -> str:
    """Return the workspace a view carries: the scope of a record that is a workspace's own, else ""."""
    return scope.id if about is About.WORKSPACE else ""


def unpack(metadata: Any) -> Seen:
    """Return what a view carried, or an empty `Seen` when it is not ours."""
    try:
        raw = json.loads(metadata or "{}")
        after = raw.get("after", 0)
        texts = {
            name: str(raw.get(name, "")) for name in ("form", "digest", "language", "day", "told", "team")
        }
        about = About(raw.get("about", About.SCOPE))
    except (ValueError, AttributeError, TypeError, RecursionError):
        return Seen()
    return Seen(after=after if isinstance(after, int) and after >= 0 else 0, about=about, **texts)
