"""Reads HTML back as a browser would, strictly: a tag that closes nothing fails; knows nothing of Slack."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass(slots=True)
class Element:
    """One element: its tag, its attributes, and the text in it."""

    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text inside, white space collapsed."""
        return " ".join("".join(self.parts).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]


class Reading(HTMLParser):
    """A piece of HTML as elements in order and as text, without what is hidden from screen readers."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.text = ""
        self._open: list[Element] = []
        self.feed(str(html))  # markup would escape what is added to it
        self.close()
        if self._open:
            raise AssertionError(f"<{self._open[-1].tag}> was never closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)
        if tag == "br":
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            raise AssertionError(f"</{tag}> closes {self._open[-1].tag if self._open else 'nothing'}")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, text: str) -> None:
        hidden = [one.attributes.get("aria-hidden") == "true" for one in self._open]
        if True not in hidden:
            self.text += text
        for number, element in enumerate(self._open):
            if True not in hidden[number + 1 :]:
                element.parts.append(text)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with this tag and these attributes; `class_` means any of an element's classes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [one for one in self.elements if one.tag == tag and _has(one, wanted)]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(tag, **attributes)
        if len(found) != 1:
            raise AssertionError(f"{len(found)} elements are <{tag}> with {attributes}")
        return found[0]

    def labelled(self, label: str) -> Element:
        """The field that a label with this text is bound to."""
        bound = next(one for one in self.all("label") if one.text == label)
        return self.identified(bound["for"])

    def identified(self, identifier: str) -> Element:
        """The element with this id."""
        return next(one for one in self.elements if one.attributes.get("id") == identifier)


def _has(element: Element, wanted: dict[str, str]) -> bool:
    return all(
        value in element.attributes.get(name, "").split()
        if name == "class"
        else element.attributes.get(name) == value
        for name, value in wanted.items()
    )
