"""claims about terms as numbers: whatever is remembered, they are the terms that analysis makes."""

from array import array
from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import LANGUAGES, is_surface, tokens
from index.engines.whoosh.numbering import Numbering

TEXTS = st.text(
    alphabet="aZéİı'’.,-1٣ςЖال ـहि東京都臺灣に'ゴ゛ｶﾞ한국ไทย\u00ad\u200b\u0301\n", max_size=50
)
WRITTEN = st.lists(st.tuples(TEXTS, st.sampled_from(["en", "tr", "zh", "ar", "ja", *LANGUAGES])))


def coded(
    numbering: Numbering, written: list[tuple[str, str]]
) -> list[tuple[list[str], list[int]]]:
    """The terms and positions of each text, by way of numbers."""
    chunks, ends = array("I"), [0]
    for text, language in written:
        chunks.extend(numbering.chunks(text, language))
        ends.append(len(chunks))
    found = numbering.coded(np.frombuffer(chunks, np.uint32) if chunks else np.zeros(0, np.uint32))
    sizes = found.summed(np.diff(ends)).sizes
    ranked, names = numbering.sorted(found.terms)
    assert names == sorted(set(names))
    texts = np.split(ranked, sizes.cumsum()[:-1]) if len(sizes) else []
    return [
        ([names[number] for number in (text >> 1).tolist()], ((text & 1).cumsum() - 1).tolist())
        for text in texts
    ]


def indexed(text: str, language: str) -> tuple[list[str], list[int]]:
    """The terms of a text and their positions: a word that is not written as it is folded stands
    under how it was written alone."""
    found: list[tuple[str, int]] = []
    for position, group in groupby(tokens(text, language), lambda token: token.position):
        folded, *others = [token.term for token in group]
        if others and is_surface(others[-1]):
            folded = others.pop()
        found += [(term, position) for term in (folded, *others)]
    return [term for term, _ in found], [position for _, position in found]


@given(st.lists(WRITTEN, max_size=3))
def test_numbers_stand_for_the_terms_of_each_text(parts: list[list[tuple[str, str]]]) -> None:
    numbering = Numbering()
    for written in parts:
        assert coded(numbering, written) == [indexed(text, language) for text, language in written]


def test_a_long_chunk_is_forgotten_and_found_anew() -> None:
    numbering, written = Numbering(), [("東京" * 40 + " word " + "x" * 40, "ja")]
    for _ in range(2):
        assert coded(numbering, written) == [indexed(*written[0])]
    kept = coded(numbering, [("word", "ja")])
    assert kept == [(["word"], [0])]
    assert numbering.size < 10_000
