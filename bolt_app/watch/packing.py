"""A comparison as one text for a table's column, and back; knows no table.

The form is `[[heading, unchanged, [[mark, text], …]], …]` in JSON without white space. A comparison is kept
as it was found: a later reading of the same two texts may be another one.
"""

import json

from bolt_app.register.words import Mark, Words
from bolt_app.watch.change import Comparison, Paragraph


def packed(comparison: Comparison) -> str:
    """Return the comparison as JSON; the same comparison gives the same text."""
    rows = [
        [paragraph.heading, paragraph.unchanged, [[words.mark, words.text] for words in paragraph.words]]
        for paragraph in comparison.paragraphs
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Comparison:
    """Return what `packed` was given; ValueError for anything else."""
    try:
        return Comparison(
            tuple(
                Paragraph(
                    words=tuple(Words(Mark(mark), str(part)) for mark, part in words),
                    heading=str(heading),
                    unchanged=int(unchanged),
                )
                for heading, unchanged, words in json.loads(text)
            )
        )
    except (TypeError, ValueError) as fault:
        raise ValueError("not a packed comparison") from fault
