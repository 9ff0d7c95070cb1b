"""claims about forms as written: a segment tells of each which occurrences have it."""

from collections.abc import Iterator
from itertools import count

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from whoosh.filedb.filestore import RamStorage

from index.analysis.surface import SURFACE
from index.engines.whoosh.arrays import Arrays, ArrayWriter
from index.engines.whoosh.forms import Forms, FormsWriter
from index.engines.whoosh.listing import parted
from index.engines.whoosh.occurrences import Occurrences, inverted

_FILES = count()
WORD = st.tuples(st.sampled_from(["a", "ab", "b", "ba"]), st.sampled_from(["", "á", "à", "ä"]))
TEXTS = st.lists(st.lists(WORD, max_size=12) | st.just([("a", "á")] * 600), max_size=8)
Texts = list[list[tuple[str, str]]]


def held(texts: Texts, *, size: int) -> tuple[list[bytes], Occurrences, Forms]:
    """The words of texts, where they stand, and their forms; `size` is that of the pieces."""
    places = [
        (name.encode(), text, position)
        for text, words in enumerate(texts)
        for position, (word, form) in enumerate(words)
        for name in ((word, word + SURFACE + form) if form else (word,))
    ]
    names = sorted({name for name, _, _ in places})
    terms, numbers, positions = (
        np.array(part, np.int64)
        for part in (
            [names.index(name) for name, _, _ in places],
            [text for _, text, _ in places],
            [position for _, _, position in places],
        )
    )

    def pieces() -> Iterator[tuple[list[bytes], Occurrences]]:
        for first, piece in inverted(terms, numbers, positions, size):
            yield names[first : first + int(piece.terms[-1]) + 1], piece

    writer, storage = FormsWriter(), RamStorage()
    words: list[bytes] = []
    parts: list[Occurrences] = []
    for own, found, listing in parted(pieces()):
        writer.take(listing, len(own))
        whole = Occurrences(*(part.astype(np.int64) for part in found))
        parts.append(whole._replace(terms=whole.terms + len(words)))
        words += own
    name = f"{next(_FILES)}"
    file = ArrayWriter(storage, name)
    writer.write(file)
    nothing = Occurrences(*np.zeros((3, 0), np.int64))
    every = Occurrences(*(np.concatenate(part) for part in zip(nothing, *parts, strict=True)))
    return words, every, Forms(Arrays(storage, name, file.close()))


@given(TEXTS, st.sampled_from([1, 3, 1 << 17]))
def test_each_form_stands_where_it_was_written(texts: Texts, size: int) -> None:
    words, found, forms = held(texts, size=size)
    assert words == sorted({word.encode() for text in texts for word, _ in text})
    for number in range(len(words)):
        own = found.terms == number
        places = zip(found.texts[own].tolist(), found.positions[own].tolist(), strict=True)
        written = [texts[text][position][1] for text, position in places]
        for form in ("", "á", "à", "ä", "x"):
            chosen = forms.chosen(number, form.encode())
            expected = [at for at, each in enumerate(written) if each == form]
            if chosen is None:
                assert not expected
                continue
            given = set(chosen.occurrences.tolist())
            assert expected == [n for n in range(len(written)) if (n in given) != chosen.others]


@given(TEXTS, st.integers(0, 4), st.integers(0, 4))
def test_a_stretch_of_words_comes_with_its_forms(texts: Texts, start: int, size: int) -> None:
    words, found, forms = held(texts, size=1 << 17)
    some = words[start : start + size]
    totals = np.array([(found.terms == start + n).sum() for n in range(len(some))], np.int64)
    told = forms.held(start, totals)
    pairs = zip(told.form.tolist(), told.at.tolist(), strict=True)
    assert sorted((some[told.words[form]], told.written[form], at) for form, at in pairs) == [
        (word, form.encode(), at)
        for word in some
        for form in ("à", "á", "ä")
        for at, each in enumerate(w[1] for text in texts for w in text if w[0].encode() == word)
        if each == form
    ]
