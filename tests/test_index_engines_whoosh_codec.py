"""the parts of a segment: what is written comes back, whatever it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from whoosh.filedb.filestore import RamStorage

from index.engine import IndexDamaged
from index.engines.whoosh.arrays import TRAILER, Arrays, ArrayWriter, narrow, ranges
from index.engines.whoosh.blocks import Lists, encode, integers, pack, unpack
from index.engines.whoosh.columns import Column, column, write_column
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.occurrences import Occurrences, inverted
from index.engines.whoosh.postings import Postings, write_postings
from index.engines.whoosh.store import SAMPLE, Store, StoreBuilder, write_store

strings = st.lists(st.text(max_size=5), unique=True).map(lambda s: sorted(x.encode() for x in s))
occurrences = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 300), st.integers(0, 3000)), min_size=1, unique=True
)

Postinged = dict[int, set[int]]
"""The texts of a term, and the positions in each."""
postings = st.lists(
    st.dictionaries(
        st.integers(0, 300) | st.integers(0, 2**31 - 1),
        st.sets(st.integers(0, 300) | st.integers(0, 2**31 - 1), min_size=1, max_size=5),
        min_size=1,
        max_size=8,
    )
)


def written(storage: RamStorage, file: ArrayWriter) -> Arrays:
    return Arrays(storage, "x", file.close())


def new() -> tuple[RamStorage, ArrayWriter]:
    storage = RamStorage()
    return storage, ArrayWriter(storage, "x")


@given(st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 400), min_size=1))
def test_the_byte_planes_of_numbers_give_them_back(values: list[int]) -> None:
    row = np.array(values, np.int64)
    (alone,), found = unpack(pack(row), 1), unpack(pack(row // 300, row), 2)
    assert alone.shape == (max(-(-max(values).bit_length() // 8), 1), len(values))
    assert [integers(planes).tolist() for planes in (alone, found[1])] == [values, values]
    assert integers(found[0][:, 1:3]).tolist() == (row // 300)[1:3].tolist()


@given(strings, st.text(max_size=3))
def test_a_dictionary_finds_what_it_holds_and_nothing_else(strings: list[bytes], s: str) -> None:
    storage, file = new()
    write_strings(file, "x", strings)
    held, wanted = Dictionary(written(storage, file), "x"), s.encode()
    assert held.cut(0, len(held)) == strings
    assert [held.find(string) for string in strings] == list(range(len(strings)))
    assert held.find(wanted) == (strings.index(wanted) if wanted in strings else None)
    low, high = held.prefixed(wanted)
    assert strings[low:high] == [string for string in strings if string.startswith(wanted)]


@given(
    st.sets(st.tuples(st.sampled_from(["a", "ab", "abc", "b", "ba"]), st.integers(0, 90))),
    st.sampled_from(["a", "ab", "abc", "b", "bab", "c"]),
    st.integers(0, 70),
)
def test_the_forms_of_a_word_stand_behind_it(
    found: set[tuple[str, int]], word: str, others: int
) -> None:
    names = [word + f"\x1f{form}" * (form > 0) for word, form in found]
    strings = sorted({name.encode() for name in [*names, *(f"abb{n}" for n in range(others))]})
    storage, file = new()
    write_strings(file, "x", strings)
    forms = Dictionary(written(storage, file), "x").between(word.encode(), word.encode() + b" ")
    assert [strings[n] for n in forms] == [
        string for string in strings if string.split(b"\x1f")[0] == word.encode()
    ]


def test_a_dictionary_longer_than_a_block_is_cut_anywhere() -> None:
    strings = sorted(f"{n}".encode() for n in range(1000))
    storage, file = new()
    write_strings(file, "x", strings)
    held = Dictionary(written(storage, file), "x")
    for start, stop in ((0, 0), (0, 1), (63, 65), (64, 64), (100, 999), (999, 1000)):
        assert held.cut(start, stop) == strings[start:stop]
    assert all(held.find(string) == at == held.first(string) for at, string in enumerate(strings))
    assert held.find(b"5000") is None


@given(occurrences, st.integers(1, 20))
def test_inverted_pieces_hold_whole_terms_in_order(
    found: list[tuple[int, int, int]], size: int
) -> None:
    found.sort(key=lambda each: each[1:])
    terms, docs, positions = (np.array(part, np.uint32) for part in zip(*found, strict=True))
    pieces = list(inverted(terms, docs, positions, size))
    back = [
        (first + int(t), int(d), int(p))
        for first, piece in pieces
        for t, d, p in zip(*piece, strict=True)
    ]
    assert back == sorted(found)
    assert all(a[0] + a[1].terms[-1] < b[0] for a, b in pairwise(pieces))


def places(held: Postings, term: int, wanted: NDArray[np.bool_]) -> list[int]:
    texts, often = held.read(term)
    kept = wanted.nonzero()[0]
    found: list[int] = held.places(term, often, kept=kept, base=texts[kept] * 9000).tolist()
    return found


def kept(pieces: list[list[Postinged]]) -> Postings:
    """Postings that were written in pieces; term n of all is named by n in eight digits."""
    storage, file = new()
    number = 0
    blocks = []
    for piece in pieces:
        names = [b"%08d" % (number + n) for n in range(len(piece))]
        blocks.append((names, encode(Lists.of(flat(piece)))))
        number += len(piece)
    write_postings(file, "x", blocks)
    return Postings(written(storage, file), "x")


def flat(piece: list[Postinged]) -> Occurrences:
    found = [
        (term, text, place)
        for term, texts in enumerate(piece)
        for text, places in sorted(texts.items())
        for place in sorted(places)
    ]
    columns = zip(*found, strict=True) if found else ([], [], [])
    return Occurrences(*(np.array(part, np.int64) for part in columns))


def as_lists(found: list[Postinged]) -> list[list[int]]:
    return [part.tolist() for part in Lists.of(flat(found))]


@given(st.lists(postings, max_size=4), st.data())
def test_postings_come_back(pieces: list[list[Postinged]], data: st.DataObject) -> None:
    held, every = kept(pieces), [term for piece in pieces for term in piece]
    assert len(held.terms) == len(held.counts) == len(every)
    for number, expected in enumerate(every):
        texts, often = held.read(number)
        assert texts.tolist() == sorted(expected)
        assert often.tolist() == [len(expected[text]) for text in sorted(expected)]
        for wanted in (texts >= 0, texts % 3 == 0):
            few = texts[wanted].tolist()
            places_of_few = [text * 9000 + p for text in few for p in sorted(expected[text])]
            assert places(held, number, wanted) == places_of_few
    start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(every))] * 2)))
    again = [part.tolist() for part in held.lists(start, stop)]
    assert again == as_lists(every[start:stop])
    some = data.draw(st.lists(st.integers(0, len(every) - 1))) if every else []
    counts, texts, often = (part.tolist() for part in held.read_many(np.array(some, np.int64)))
    alone = [held.read(number) for number in some]
    assert counts == [len(each) for each, _ in alone]
    assert texts == [text for each, _ in alone for text in each.tolist()]
    assert often == [count for _, each in alone for count in each.tolist()]


def test_no_term_is_kept_twice_or_lost_where_blocks_meet() -> None:
    chance = np.random.default_rng(5)
    every = [
        {text: {text % 5} for text in chance.integers(0, 2**31, size, np.int64).tolist()}
        for size in [1, 2, 3] * 1500 + [7000, 1, 1] + [5] * 900 + [4000]
    ]
    held = kept([every[:50], every[50:]])
    for number in (0, 49, 50, 51, 4499, 4500, 4501, 4502, len(every) - 1):
        assert held.read(number)[0].tolist() == sorted(every[number])
    for start, stop in ((0, len(every)), (49, 51), (3000, 4501), (4500, 4501), (7, 7)):
        found = held.lists(start, stop)
        assert found.counts.tolist() == list(map(len, every[start:stop]))
        assert found.texts.tolist() == [text for term in every[start:stop] for text in sorted(term)]
        assert found.steps.tolist() == [text % 5 for text in found.texts.tolist()]
    at, visited = 0, []
    while at < len(every):
        visited.append(at)
        at = held.beyond(at, 1)
    assert len(visited) > 5
    assert 4500 in visited
    assert held.beyond(0, 2**40) == len(every)


def test_a_damaged_frame_is_told_by_the_name_of_its_file() -> None:
    held = kept([[{text: {1} for text in range(0, 9000, 7)}]])
    buffer = bytearray(held._frames._buffer)
    buffer[held._frames._base] ^= 0xFF
    held._frames._buffer = bytes(buffer)
    with pytest.raises(IndexDamaged, match=r"x is damaged in its part 'x\.postings'"):
        held.read(0)


def test_postings_of_common_words_come_back() -> None:
    chance = np.random.default_rng(1)
    terms = np.sort(chance.choice([0, 0, 0, 1, 1, 2], 9000))
    docs = (chance.exponential(300, 9000) ** 1.3).astype(np.int64)
    at = (chance.exponential(40, 9000) ** 1.8).astype(np.int64)
    _, parts = next(inverted(*np.unique((terms, docs, at), axis=1)))
    storage, file = new()
    write_postings(file, "x", [([b"a", b"b", b"c"], encode(Lists.of(parts)))])
    held = Postings(written(storage, file), "x")
    again = zip(held.lists(0, 3), Lists.of(parts), strict=True)
    assert all((a == b).all() for a, b in again)
    for term in range(3):
        own = parts.terms == term
        docs, frequencies = held.read(term)
        assert (docs.repeat(frequencies) == parts.texts[own]).all()
        for every in (1, 2, 99):
            expected = (parts.texts * 9000 + parts.positions)[own & (parts.texts % every == 0)]
            assert places(held, term, docs % every == 0) == expected.tolist()


@given(st.lists(st.lists(st.text(max_size=2), max_size=3), min_size=1))
def test_columns_come_back_and_count(sets: list[list[str]]) -> None:
    storage, file = new()
    write_column(file, "x", column(sets))
    held = Column.read(written(storage, file), "x")
    docs = np.arange(len(sets))
    assert [held.sets[n] for n in held.ordinals] == [tuple(sorted(set(s))) for s in sets]
    values = {value for members in sets for value in members}
    counts = {value: sum(value in members for members in sets) for value in values}
    assert dict(held.count(docs)) == counts
    assert held.count(docs) == sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    joined = Column.join([held, held.take(docs[::2])])
    assert [joined.sets[n] for n in joined.ordinals] == [
        held.sets[n] for n in (*held.ordinals, *held.ordinals[::2])
    ]


@pytest.mark.parametrize("sizes", [[], [0], [5, 0, 9000, 1], [300] * 9000, [SAMPLE, 7, SAMPLE * 2]])
def test_the_store_gives_back_every_document(sizes: list[int]) -> None:
    documents = [
        (b"%d the same words in each; " % n * (size // 20 + 1))[:size]
        for n, size in enumerate(sizes)
    ]
    builder = StoreBuilder()
    for document in documents:
        builder.add(document)
    storage, file = new()
    write_store(file, builder.finish())
    store = Store(written(storage, file))
    assert len(store) == len(documents)
    assert list(store) == documents
    assert all(store[n] == documents[n] for n in range(0, len(documents), 97))


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_are_kept_narrow(values: list[int]) -> None:
    assert narrow(np.array(values, np.int64)).tolist() == values


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9))))
def test_ranges_are_laid_end_to_end(pairs: list[tuple[int, int]]) -> None:
    starts, lengths = (np.array([pair[i] for pair in pairs], np.int64) for i in (0, 1))
    assert ranges(starts, lengths).tolist() == [n for a, k in pairs for n in range(a, a + k)]


@given(st.integers(0, 400), st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed(at: int, change: int) -> None:
    storage, file = new()
    file.write("a", np.arange(20, dtype=np.uint32))
    write_strings(file, "b", [b"one", b"two"])
    checksum = file.close()
    data = bytearray(storage.files["x"])
    data[at % len(data)] ^= change
    storage.files["x"] = bytes(data)
    with pytest.raises(IndexDamaged, match="x "):
        Arrays(storage, "x", checksum).check()


@given(st.integers(0, 200))
def test_a_truncated_file_is_no_index_file(length: int) -> None:
    storage, file = new()
    file.write("a", np.arange(50, dtype=np.uint32))
    checksum = file.close()
    storage.files["x"] = storage.files["x"][:length]
    with pytest.raises(IndexDamaged, match="x "):
        Arrays(storage, "x", checksum)


def test_a_file_of_another_format_asks_to_be_made_anew() -> None:
    storage, file = new()
    checksum = file.close()
    start, length, stored, version, magic = TRAILER.unpack(storage.files["x"][-TRAILER.size :])
    older = TRAILER.pack(start, length, stored, version - 1, magic)
    storage.files["x"] = storage.files["x"][: -TRAILER.size] + older
    with pytest.raises(IndexDamaged, match=f"format {version - 1} .* reads {version}.*--rebuild"):
        Arrays(storage, "x", checksum)
