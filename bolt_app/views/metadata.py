"""What a view carries in `private_metadata`: what the person saw. Never a right, never a scope, no name.

Slack hands it back, a client may have changed it: whatever cannot be read counts as "saw nothing".
"""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person saw when the view was made.

    Attributes:
        after: position of the newest entry then; an act is recorded only on top of it.
        form: which form a modal is, see `views/forms.py`.
        digest: of the Home view, so that an unchanged one is not published again.
        language: the language the view was made in.
    """

    after: int = 0
    form: str = ""
    digest: str = ""
    language: str = ""

    def packed(self) -> str:
        """Return it as short text."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})


def unpack(metadata: Any) -> Seen:
    """Return what a view carried, or an empty `Seen` when it is not ours."""
    try:
        raw = json.loads(metadata or "{}")
        after = raw.get("after", 0)
        texts = {name: str(raw.get(name, "")) for name in ("form", "digest", "language")}
    except (ValueError, AttributeError, TypeError, RecursionError):
        return Seen()
    return Seen(after=after if isinstance(after, int) and after >= 0 else 0, **texts)
