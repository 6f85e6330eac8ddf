"""What a server answered when it was asked for a page; knows not what the page says."""

from dataclasses import dataclass
from typing import TypeAlias

from bolt_app.watch.finding import Failure
from bolt_app.watch.model import Validators


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as the server sent it: decompressed bytes, their content type, what to ask with next time."""

    body: bytes
    content_type: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the page is the one it sent last time (304)."""

    validators: Validators


Answer: TypeAlias = Fetched | Unchanged | Failure
