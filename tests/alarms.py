"""Whether the watch would raise an alarm over a page, counted over many noisy variants of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from bolt_app.register import load as load_register
from bolt_app.watch.citations import Citation, citations
from bolt_app.watch.compare import compare
from bolt_app.watch.declarations import load
from bolt_app.watch.page import extract, markup
from bolt_app.watch.quotes import Text
from tests.noise import variant
from tests.slack_pages import changed, page, principles

REGISTER = load_register()
PRINCIPLES = next(one for one in load() if one.terms == "Privacy Principles")
PARAGRAPHS = principles(REGISTER, "C")

EDITS: Sequence[tuple[str, str, str]] = (
    # (old words, new words, a claim that this touches, or "")
    ("non-generative AI/ML models", "AI/ML models", "predictive"),
    ("analyse Customer Data", "may analyse Customer Data", "predictive"),
    ("(e.g. messages, content and files)", "(e.g. messages and files)", "predictive"),
    ("Customer Data (e.g.", "customer data (e.g.", ""),
    ("could learn, memorise, or be able to reproduce", "could reproduce", "no-leak"),
    ("we do not build or train", "we do build or train", "no-leak"),
    ("We offer customers a choice", "We offered customers a choice", "choice-offered"),
    ("feedback@slack.com", "feedback@slack.example", "how"),
    ("Org or Workspace Owners or Primary Owner", "Primary Owner", "how"),
    ("Slack Global model opt-out request", "Slack global opt-out request", "how"),
    ("respond once", "try to respond once", "no-deadline"),
    ("will only be used", "will mostly be used", "after-opt-out"),
    ("your own workspace", "your workspaces", "after-opt-out"),
    ("(not trained on Slack messages)", "", "channel-recommendations"),
    ("without learning from", "while learning from", "search-ranking"),
    ("written for the tests", "written for these tests", ""),
    ("# Choice", "# No choice", ""),
)


def read(sent: bytes) -> str:
    """The text of a page that must be one."""
    source = markup(sent, "text/html; charset=utf-8")
    assert isinstance(source, str)
    text = extract(source, PRINCIPLES)
    assert isinstance(text, str), text
    return text


@dataclass(frozen=True)
class Watched:
    """A page as it was, and the quotes that stand on it."""

    paragraphs: Sequence[str]
    text: str
    quotes: Sequence[Citation]

    def alarm(self, sent: bytes) -> set[str]:
        """What would be told of a page after this one: "changed", and the claims whose quotes are gone."""
        text = Text(read(sent))
        told = {one.claim for one in self.quotes if text.find(one.quote) is None}
        return told | ({"changed"} if compare(self.text, text.markdown).material else set())

    def noisy(self, seed: int, old: str = "", new: str = "") -> bytes:
        """The page with noise, and with an edit if one is given."""
        paragraphs = changed(self.paragraphs, old, new) if old else self.paragraphs
        return variant(paragraphs, Random(seed))  # noqa: S311 # no secret


def watched(paragraphs: Sequence[str]) -> Watched:
    """A page of these paragraphs, with what is cited from it."""
    text = read(page(*paragraphs))
    quotes = [one for one in citations(PRINCIPLES, REGISTER) if one.quote and Text(text).find(one.quote)]
    return Watched(paragraphs, text, quotes)


WHOLE = watched(PARAGRAPHS)
HALVES = watched(PARAGRAPHS[:7]), watched(PARAGRAPHS[7:])
"""What the many variants are made of: in half the time."""


def false_alarms(variants: int) -> Iterator[int]:
    """Yield the seed of each noisy variant of an unchanged page that raises an alarm."""
    for seed in range(variants):
        of = HALVES[seed % 2]
        if of.alarm(of.noisy(seed)):
            yield seed


def missed(variants: int) -> Iterator[tuple[str, int]]:
    """Yield each edit and seed of a noisy variant in which the edit or the claim it touches is not found."""
    for old, new, claim in EDITS:
        of = next(half for half in HALVES if any(old in text for text in half.paragraphs))
        for seed in range(variants):
            if not {"changed", claim} - {""} <= of.alarm(of.noisy(seed, old, new)):
                yield old, seed
