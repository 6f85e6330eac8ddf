"""The one style sheet of all pages, and the hash by which their Content-Security-Policy lets it in."""

import hashlib
from base64 import b64encode
from pathlib import Path

STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")

STYLE_SOURCE = f"'sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
"""What `style-src` names; as text in a page the style must be exactly `STYLE`."""
