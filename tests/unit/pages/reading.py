"""Takes a page apart for a test, as a browser and a screen reader meet it; judges nothing."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Element:
    """An element: what it is called, its attributes, its text, and where it stands."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Read(HTMLParser):
    """Every element of a page in order; a tag that is not closed, or closed twice, is an error."""

    elements: list[Element] = field(default_factory=list)

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert self._open == [], [one.tag for one in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, tuple(one.tag for one in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """The elements of these kinds, in order."""
        return [one for one in self.elements if one.tag in tags]

    def one(self, tag: str) -> Element:
        """The only element of a kind."""
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        """What is read of the page, blanks joined."""
        return " ".join(self.one("body").text.split())

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [one.attributes["href"] for one in self.all("a")]
