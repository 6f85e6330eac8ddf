"""What a page of 1,000 paragraphs takes to compare, beside difflib over its words; how often noise alarms.

By hand: `python -m tests.benchmarks.bench_watch [variants]`. All pages are made up. Both comparisons are of
the same two pages in one run; that over the words runs once, since it takes that long.
"""

import sys
import time
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from random import Random
from statistics import median

from bolt_app.watch import Declaration
from bolt_app.watch.compare import compare
from bolt_app.watch.page import extract
from bolt_app.watch.quotes import Text
from tests.alarms import EDITS, false_alarms, missed
from tests.slack_pages import page

PARAGRAPHS = 1000
TURNS = 5
VARIANTS = 5000
DECLARED = Declaration("Long", "https://slack.com/long", ("main",), (), "en", ())
COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "for",
    "it",
    "as",
    "with",
    "be",
    "by",
    "on",
    "not",
]
random = Random(1)  # noqa: S311 # no secret


def written(paragraphs: int) -> list[str]:
    """Return paragraphs of 10 to 30 words, half of them words that stand everywhere."""
    rare = [f"term{number}" for number in range(3000)]
    return [
        " ".join(random.choice(random.choice([COMMON, rare])) for _ in range(random.randrange(10, 30)))
        for _ in range(paragraphs)
    ]


def edited(paragraphs: Sequence[str], share: float) -> list[str]:
    """Return the paragraphs with three words of this share of them replaced."""
    after = []
    for paragraph in paragraphs:
        words = paragraph.split()
        for _ in range(3 if random.random() < share else 0):
            words[random.randrange(len(words))] = random.choice(COMMON)
        after.append(" ".join(words))
    return after


def seconds(run: Callable[[], object], turns: int = TURNS) -> float:
    """Return the median of what it takes."""
    taken = []
    for _ in range(turns):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return median(taken)


def by_words(before: Sequence[str], after: Sequence[str]) -> object:
    """The opponent: difflib over all the words at once."""
    old, new = " ".join(before).split(), " ".join(after).split()
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(variants: int) -> None:
    before = written(PARAGRAPHS)
    words = sum(len(paragraph.split()) for paragraph in before)
    say(f"{PARAGRAPHS} paragraphs, {words} words, median of {TURNS}:")
    for share in (0.0, 0.01, 0.1, 1.0):
        old, new = "\n\n".join(before), "\n\n".join(edited(before, share))
        taken = seconds(lambda: compare(old, new))  # noqa: B023 # run at once
        say(f"  {share:4.0%} of them edited: compared in {taken:.3f} s")
    text = Text("\n\n".join(before))
    quotes = [" ".join(random.choice(before).split()[:8]) for _ in range(40)]
    say(f"  40 quotes looked for in {seconds(lambda: [text.find(quote) for quote in quotes]):.3f} s")
    sent = page(*before).decode()
    say(f"  text taken from its HTML in {seconds(lambda: extract(sent, DECLARED)):.3f} s")
    after = edited(before, 0.1)
    old, new = "\n\n".join(before), "\n\n".join(after)
    plain, ours = seconds(lambda: by_words(before, after), turns=1), seconds(lambda: compare(old, new))
    say(f"10% edited: over all words {plain:.1f} s, by paragraphs {ours:.3f} s, ratio {plain / ours:.0f}")
    alarms = len(list(false_alarms(variants)))
    say(f"false alarms: {alarms} of {variants} noisy variants, {alarms / variants:.2%}")
    unseen = len(list(missed(20)))
    say(f"edits not found: {unseen} of {len(EDITS) * 20} under noise")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else VARIANTS)
