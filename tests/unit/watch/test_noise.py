"""Noise raises no alarm, and no noise hides a change: both are counted, and both counts are nothing."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bolt_app.watch.compare import compare
from tests.alarms import EDITS, HALVES, PARAGRAPHS, WHOLE, false_alarms, missed, read
from tests.noise import KINDS
from tests.slack_pages import changed, page


def test_of_500_noisy_variants_none_raises_an_alarm():
    assert list(false_alarms(500)) == []


def test_every_edit_is_found_under_noise():
    assert list(missed(5)) == []


def test_the_noise_is_noise_and_the_page_has_something_to_lose():
    assert len(WHOLE.quotes) >= 8
    assert len(EDITS) >= 12
    assert all(half.quotes for half in HALVES)
    sent = {WHOLE.noisy(seed) for seed in range(30)}
    assert len(sent) == 30
    assert (
        len({read(one) for one in sent}) > 25
    )  # the texts differ too: it is the comparison that sees through
    edited = page(*changed(PARAGRAPHS, "feedback@slack.com", "x@slack.com"))
    assert WHOLE.alarm(edited) == {"changed", "how"}


def test_each_kind_of_noise_changes_a_paragraph_and_no_word():
    plain = [text for text in PARAGRAPHS if not text.startswith("# ")]
    for kind in KINDS:
        noisy = [kind(text, Random(number)) for number, text in enumerate(plain)]  # noqa: S311 # no secret
        assert noisy != plain, kind
        assert not compare(read(page(*plain)), read(page(*noisy))).material, kind


@settings(max_examples=25)
@given(st.integers(min_value=500))
def test_no_noise_that_was_not_counted_raises_an_alarm_either(seed: int):
    assert WHOLE.alarm(WHOLE.noisy(seed)) == set()


@settings(max_examples=50)
@given(st.data())
def test_a_word_that_goes_is_always_found(data: st.DataObject):
    number = data.draw(st.integers(0, len(PARAGRAPHS) - 1))
    words = PARAGRAPHS[number].split(" ")
    place = data.draw(st.sampled_from([place for place, word in enumerate(words) if word.isalpha()]))
    shorter = " ".join(words[:place] + words[place + 1 :])
    edited = page(*PARAGRAPHS[:number], shorter, *PARAGRAPHS[number + 1 :])
    assert "changed" in WHOLE.alarm(edited)
