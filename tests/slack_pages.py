"""Pages that play Slack's principles page in its versions, built from the register's short quotes.

All the rest of each page was written for the tests and says so; nothing here is a copy of a page of Slack's.
"""

from collections.abc import Sequence

from bolt_app.register import Register

FILLER = (
    "This paragraph was written for the tests of the watch and does not come from Slack.",
    "It stands here so that the page is as long as a page that people read, with some words to spare.",
    "Whoever reads it learns nothing about Slack, and nothing that is said in it is held against anybody.",
)


def page(*paragraphs: str, title: str = "Privacy principles", lang: str = "en-US", around: str = "") -> bytes:
    """Return a page with a menu, a footer and scripts round its paragraphs; "# " begins a heading."""
    body = "\n".join(
        f"<h2>{text.removeprefix('# ')}</h2>" if text.startswith("# ") else f"<p>{text}</p>"
        for text in paragraphs
    )
    return f"""<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><title>{title} | A pretended Slack</title><script>var page = 1;</script></head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/pricing">Pricing</a></li></ul></nav></header>
{around}
<main id="main"><h1>{title}</h1>
{body}
</main>
<footer><p>A pretended footer</p></footer>
</body></html>""".encode()


def principles(register: Register, version: str) -> tuple[str, ...]:
    """Return the paragraphs of the principles page in a version: B (2023), C (17 May 2024) or E (2026).

    C has all that the register quotes of it. In B the page has an earlier wording of what is analysed, in E a
    later one, and generative models have their newer sentence; the register's claims say on whose word.
    """
    quote = {key: claim.quote or "" for key, claim in register.claims.items()}
    analysed = {
        "B": f"{quote['wording-before']} submitted to Slack.",
        "C": f"{quote['predictive']}.",
        "E": f"{quote['predictive'].replace('non-generative AI/ML', 'predictive')}.",
    }
    generative = {"B": [], "C": [quote["no-llm-2024"]], "E": [quote["generative"]]}
    return (
        analysed[version],
        *generative[version],
        FILLER[0],
        f"Data will not leak. For models that are used broadly, {quote['no-leak']}",
        quote["cannot-access"],
        "# Choice",
        quote["choice-offered"],
        f"{quote['how']} {quote['no-deadline']}",
        f"{quote['after-opt-out']}.",
        "# How it is made up",
        f"{quote['channel-recommendations']}. {FILLER[1]}",
        f"It ranks {quote['search-ranking']}. {FILLER[2]}",
        f"{quote['autocomplete']}",
    )


def changed(paragraphs: Sequence[str], old: str, new: str) -> tuple[str, ...]:
    """Return the paragraphs with some words replaced; they must be there."""
    assert any(old in text for text in paragraphs), f"{old!r} is not there: nothing would change"
    return tuple(text.replace(old, new) for text in paragraphs)
