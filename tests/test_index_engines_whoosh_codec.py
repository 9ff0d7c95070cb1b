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
from index.engines.whoosh.columns import Column, column, write_column
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.occurrences import Occurrences, inverted
from index.engines.whoosh.offsets import Offsets, write_offsets
from index.engines.whoosh.packing import (
    MARGIN,
    bits,
    pack,
    sizes,
    unpack,
    unpack_rows,
    widths,
)
from index.engines.whoosh.patching import patched, read, read_rows, size
from index.engines.whoosh.postings import Postings, PostingsWriter
from index.engines.whoosh.records import FIELDS, Lists, decode, encode
from index.engines.whoosh.store import SAMPLE, Store, StoreBuilder, write_store

rows = st.lists(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=40), min_size=1)
small_rows = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=40), min_size=1)
uneven = st.tuples(st.integers(0, 2000), st.integers(1, 700), st.integers(0, 2**31 - 1)).map(
    lambda made: [made[2] if i % made[1] == 0 else i % 7 for i in range(made[0])]
)
uneven_rows = st.lists(uneven, min_size=1, max_size=8).filter(lambda rows: any(map(len, rows)))
strings = st.lists(st.text(max_size=5), unique=True).map(lambda s: sorted(x.encode() for x in s))
occurrences = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 300), st.integers(0, 3000)), min_size=1, unique=True
)


def written(storage: RamStorage, file: ArrayWriter) -> Arrays:
    return Arrays(storage, "x", file.close())


def new() -> tuple[RamStorage, ArrayWriter]:
    storage = RamStorage()
    return storage, ArrayWriter(storage, "x")


@given(rows | small_rows)
def test_packed_rows_come_back(rows: list[list[int]]) -> None:
    values = np.concatenate([np.array(row, np.int64) for row in rows])
    counts = np.array([len(row) for row in rows])
    width = widths(bits(values), counts)
    size = sizes(counts, width)
    at = np.cumsum(size) - size
    packed = np.zeros(int(size.sum()) + MARGIN, np.uint8)
    pack(values, counts, width, packed, at)
    assert unpack_rows(packed, at, counts, width).tolist() == values.tolist()
    for row, start, each in zip(rows, at.tolist(), width.tolist(), strict=True):
        assert unpack(packed, start, len(row), each).tolist() == row
        assert each == max(row).bit_length()


@given(uneven_rows, st.integers(0, 9))
def test_rows_with_a_few_large_values_come_back(rows: list[list[int]], gap: int) -> None:
    values = np.concatenate([np.array(row, np.int64) for row in rows])
    counts = np.array([len(row) for row in rows])
    parts, patch = patched(values, counts)
    packed = np.zeros(gap + sum(int(sizes(p.counts, p.width).sum()) for p in parts) + MARGIN, "u1")
    taken = size(counts, parts[-1].width, patch)
    begin = gap + np.cumsum(taken) - taken
    at = begin.copy()
    for part in parts:
        pack(part.values, part.counts, part.width, packed, at)
        at += sizes(part.counts, part.width)
    assert at.tolist() == (begin + taken).tolist()
    assert read_rows(packed, begin, counts, parts[-1].width, patch).tolist() == values.tolist()
    each = zip(begin.tolist(), parts[-1].width.tolist(), patch.tolist(), strict=True)
    for row, where in zip(rows, each, strict=True):
        assert read(packed, where[0], len(row), *where[1:]).tolist() == row


def test_a_row_takes_fewer_bits_when_its_few_large_values_stand_apart() -> None:
    values = np.arange(10_000) % 8
    values[::500] = 2**19 - 1
    counts = np.array([len(values)])
    (_, _, lows), patch = patched(values, counts)
    assert lows.width.tolist() == [3]
    assert size(counts, lows.width, patch) < 1.1 * len(values) * 3 / 8


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
    terms, docs, positions = (np.array(part, np.uint32) for part in zip(*found, strict=True))
    pieces = list(inverted(terms, docs, positions, size))
    back = [
        (first + int(t), int(d), int(p))
        for first, piece in pieces
        for t, d, p in zip(*piece, strict=True)
    ]
    assert back == sorted(found)
    assert all(a[0] + a[1].terms[-1] < b[0] for a, b in pairwise(pieces))


def test_occurrences_too_wide_for_one_integer_are_sorted_all_the_same() -> None:
    terms = np.array([1, 0, 1], np.int64)
    docs = np.array([2**31, 0, 5], np.int64)
    positions = np.array([2**32 - 1, 3, 2**31], np.int64)
    (_, first), (_, second) = inverted(terms * 4, docs, positions, 1)
    assert (first.texts.tolist(), second.texts.tolist()) == ([0], [5, 2**31])
    assert second.positions.tolist() == [2**31, 2**32 - 1]


@given(st.lists(st.integers(0, 300) | st.integers(0, 300_000)))
def test_offsets_come_back(lengths: list[int]) -> None:
    storage, file = new()
    write_offsets(file, "x", np.array(lengths, np.int64))
    held = Offsets(written(storage, file), "x")
    expected = [sum(lengths[:n]) for n in range(len(lengths) + 1)]
    assert [held[n] for n in range(len(held))] == expected
    assert held.take(np.arange(len(expected))).tolist() == expected
    for wanted in (0, 1, 65_536, *expected[-2:]):
        assert held.first(wanted) == sum(offset < wanted for offset in expected)


def unpacked(held: Postings, count: int) -> Lists:
    """What the records of the first terms hold."""
    packed, told = held.records(0, count)
    return decode(np.append(packed, np.zeros(MARGIN, np.uint8)), told)


def places(held: Postings, term: int, wanted: NDArray[np.bool_]) -> list[int]:
    texts, often = held.read(term)
    kept = wanted.nonzero()[0]
    found: list[int] = held.places(term, often, kept=kept, base=texts[kept] * 9000).tolist()
    return found


@given(occurrences)
def test_postings_come_back(found: list[tuple[int, int, int]]) -> None:
    used = sorted({term for term, _, _ in found})
    ordered = sorted((used.index(t), d, p) for t, d, p in found)
    parts = Occurrences(*(np.array(part, np.int64) for part in zip(*ordered, strict=True)))
    storage, file = new()
    PostingsWriter(file, "x").write([([b"%d" % term for term in used], encode(Lists.of(parts)))])
    held = Postings(written(storage, file), "x")
    for number, term in enumerate(used):
        assert held.terms.find(b"%d" % term) == number
        docs, frequencies = held.read(number)
        expected = [(d, p) for t, d, p in ordered if t == number]
        assert docs.tolist() == sorted({d for d, _ in expected})
        assert frequencies.tolist() == [sum(d == e for e, _ in expected) for d in docs.tolist()]
        for wanted in (np.ones(len(docs), np.bool_), docs % 40 == 0):
            kept = set(docs[wanted].tolist())
            assert places(held, number, wanted) == [d * 9000 + p for d, p in expected if d in kept]
    again = zip(unpacked(held, len(used)), Lists.of(parts), strict=True)
    assert all(a.tolist() == b.tolist() for a, b in again)


def test_postings_of_common_words_come_back() -> None:
    chance = np.random.default_rng(1)
    terms = np.sort(chance.choice([0, 0, 0, 1, 1, 2], 9000))
    docs = (chance.exponential(300, 9000) ** 1.3).astype(np.int64)
    at = (chance.exponential(40, 9000) ** 1.8).astype(np.int64)
    _, parts = next(inverted(*np.unique((terms, docs, at), axis=1)))
    storage, file = new()
    PostingsWriter(file, "x").write([([b"a", b"b", b"c"], encode(Lists.of(parts)))])
    held = Postings(written(storage, file), "x")
    again = zip(unpacked(held, 3), Lists.of(parts), strict=True)
    assert all((a == b).all() for a, b in again)
    for term in range(3):
        own = parts.terms == term
        docs, frequencies = held.read(term)
        assert (docs.repeat(frequencies) == parts.texts[own]).all()
        assert held.bodies(np.array([term])).tolist() == [(docs % FIELDS).sum()]
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
