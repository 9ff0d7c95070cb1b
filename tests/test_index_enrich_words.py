"""the words of a story, cut once for everything that looks words up."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.enrich.country_forms import spread
from index.enrich.topic_fold import fold, fold_words
from index.enrich.words import PART, Words

SCRIPTS = ("Latn", "Cyrl", "Arab", "Grek", "Hebr", "Hani", "Deva", "Thai")
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
EUROPEAN = st.text("aÉßœØł ñß-'’“”…–€\n\t.,ا ً وЖё3İΣς\0", max_size=40)


@given(st.one_of(ANY, EUROPEAN), st.one_of(ANY, EUROPEAN), st.sampled_from(SCRIPTS))
def test_words_stand_where_their_edges_say(title: str, body: str, script: str) -> None:
    cut = Words(title, body, script)
    spans = list(zip(cut.edges[::2], cut.edges[1::2], strict=True))
    found = [unicodedata.normalize("NFC", cut.low[start:end]) for start, end in spans]
    assert found == [unicodedata.normalize("NFC", word) for word in cut.words]
    between = sum(len(cut.gap(at)) for at in range(len(cut.words))) + len(cut.text) - spans[-1][1]
    assert between + sum(end - start for start, end in spans) == len(cut.text)


@given(ANY, ANY)
def test_the_headline_and_the_body_are_parted_by_a_word_of_no_table(title: str, body: str) -> None:
    cut = Words(title, body, "Latn")
    assert cut.words.count(PART) == 1
    assert cut.text[cut.body :] == body.replace(PART, " ")
    assert cut.edges[2 * cut.words.index(PART)] == len(title) + 1


@given(st.one_of(ANY, EUROPEAN), st.sampled_from(SCRIPTS))
def test_a_table_cuts_as_the_pattern_does(text: str, script: str) -> None:
    plain, is_composed = spread(text + "𐐨", script)
    assert spread(text, script) == (plain[:-1], is_composed)


@given(st.one_of(ANY, EUROPEAN), st.sampled_from(SCRIPTS))
def test_words_are_folded_together_as_they_are_one_by_one(text: str, script: str) -> None:
    cut = Words("", text, script).words
    assert fold_words(cut, script) == [fold(word) for word in cut]


@given(ANY)
def test_latin_words_of_other_scripts_stand_where_their_edges_say(text: str) -> None:
    cut = Words("", text, "Hani")
    edges = cut.latin_edges()
    assert cut.latin == re.findall("[a-z0-9]+", cut.low)
    spans = zip(edges[::2], edges[1::2], strict=True)
    assert [cut.low[start:end] for start, end in spans] == cut.latin


@pytest.mark.parametrize("text", ["", " ", "...", "東京"])
def test_a_text_without_latin_words_has_none(text: str) -> None:
    assert Words("", text, "Hani").latin == []
