"""the words of a text, cut once for everything that looks words up."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.enrich import words
from index.enrich.country_forms import ENCODINGS, lowered, spread
from index.enrich.topic_fold import fold, fold_words

SCRIPTS = ("Latn", "Cyrl", "Arab", "Grek", "Hebr", "Hani", "Deva", "Thai")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
EUROPEAN = st.text("aÉßœØł ñß-'’“”…–€\n\t.,ا ً وЖё3", max_size=40)


@given(st.one_of(ANY, EUROPEAN), st.sampled_from(SCRIPTS))
def test_words_stand_where_their_edges_say(text: str, script: str) -> None:
    cut = words.cut(text, script)
    spans = [cut.span(at, at) for at in range(len(cut.words))]
    found = [unicodedata.normalize("NFC", cut.low[start:end]) for start, end in spans]
    assert found == [unicodedata.normalize("NFC", word) for word in cut.words]
    between = [cut.gap(at) for at in range(len(cut.words) + 1)]
    assert sum(map(len, between)) + sum(end - start for start, end in spans) == len(text)


@given(EUROPEAN, st.sampled_from(sorted(ENCODINGS)))
def test_a_table_of_bytes_cuts_as_the_pattern_does(text: str, script: str) -> None:
    low = lowered(text)
    assert spread(low, script) == spread(low + "東", script)[:-1]


@given(st.one_of(ANY, EUROPEAN), st.sampled_from(SCRIPTS))
def test_words_are_folded_together_as_they_are_one_by_one(text: str, script: str) -> None:
    cut = words.cut(text, script).words
    assert fold_words(cut, script) == [fold(word) for word in cut]


@given(ANY)
def test_latin_words_of_other_scripts_stand_where_their_edges_say(text: str) -> None:
    cut = words.latin(text)
    assert cut.words == re.findall("[a-z0-9]+", cut.low)
    spans = [cut.span(at, at) for at in range(len(cut.words))]
    assert [cut.low[start:end] for start, end in spans] == cut.words


@pytest.mark.parametrize("text", ["", " ", "...", "東京"])
def test_a_text_without_latin_words_has_none(text: str) -> None:
    assert words.latin(text).words == []
