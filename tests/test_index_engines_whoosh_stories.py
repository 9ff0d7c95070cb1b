"""versions of one story are known by their sketches: what is alike, and what only looks so."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.article import Document, Span
from index.engine import IndexDamaged
from index.engines.whoosh.index import WhooshIndex, open_commit
from index.stories.sketch import SHORTEST

_NAMES = count()
_WORDS = [f"{a}{b}{c}" for a in "bcdfghjklm" for b in "aeiou" for c in "lnrstvwxyz"]
_CHARACTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 900)]


def words(seed: int, size: int = 150) -> list[str]:
    return random.Random(seed).choices(_WORDS, k=size)


def doc(id: str, text: str | list[str], **given: object) -> Document:
    body = text if isinstance(text, str) else " ".join(text)
    return replace(Document(id=id, title="", text=body), **given)  # type: ignore[arg-type]


def index(*documents: Document) -> WhooshIndex:
    made = WhooshIndex.at(f":grouping-{next(_NAMES)}")
    with made.write() as writer:
        for document in documents:
            writer.add(document)
    return made


def stories(made: WhooshIndex) -> set[frozenset[str]]:
    """The ids of the versions of each story that has several."""
    commit = open_commit(made._storage, "")
    told: dict[int, set[str]] = {}
    ids: list[str] = []
    for file in commit.files:
        held = dict(zip(file.id_docs.tolist(), file.ids.cut(0, len(file.ids)), strict=True))
        ids += [held[doc].decode() if live else "" for doc, live in enumerate(file.live)]
    numbers = [0] * len(ids) if commit.stories is None else commit.stories.tolist()
    for id, story in zip(ids, numbers, strict=True):
        if story:
            told.setdefault(story, set()).add(id)
    return {frozenset(members) for members in told.values()}


def alike(one: Document, other: Document) -> bool:
    return stories(index(one, other)) == {frozenset({one.id, other.id})}


def edited(text: list[str], share: float, seed: int) -> list[str]:
    """The text with a share of its words changed."""
    chance = random.Random(seed)
    return [chance.choice(_WORDS) if chance.random() < share else word for word in text]


@given(st.integers(0, 10**6), st.lists(st.integers(0, 400), max_size=3))
@settings(max_examples=25, deadline=None)
def test_a_text_has_one_sketch_in_whatever_company(seed: int, company: list[int]) -> None:
    text = words(seed, 60)
    alone = open_commit(index(doc("a", text))._storage, "").files[0].sketches
    others = [doc(f"x{n}", words(n, n)) for n in company]
    among = open_commit(index(*others, doc("a", text))._storage, "").files[0].sketches
    assert np.array_equal(alone.minima[-1], among.minima[-1])
    assert alone.numbers[-1] == among.numbers[-1]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", " ".join(words(1, 60)), " ".join(words(1, 60)).replace("a", "á")),
        ("zh", "湾区风电场发电很多" * 9, "灣區風電場發電很多" * 9),
    ],
)
def test_how_words_are_written_leaves_the_sketch_alone(language: str, one: str, other: str) -> None:
    made = index(doc("a", one, language=language), doc("b", other, language=language))
    sketches = open_commit(made._storage, "").files[0].sketches
    assert sketches.minima.any()
    assert np.array_equal(sketches.minima[0], sketches.minima[1])


def test_texts_of_few_words_have_no_sketch() -> None:
    sketched = [
        open_commit(index(doc("a", words(1, size)))._storage, "").files[0].sketches.minima.any()
        for size in (0, 1, SHORTEST + 2, SHORTEST + 3)
    ]
    assert sketched == [False, False, False, True]


def test_versions_with_small_edits_are_one_story_and_other_texts_are_not() -> None:
    texts = [words(seed) for seed in range(200)]
    made = index(
        *(doc(f"{n} a", text) for n, text in enumerate(texts)),
        *(doc(f"{n} b", edited(text, 0.03, n)) for n, text in enumerate(texts)),
    )
    found = stories(made)
    assert {id.split()[0] for story in found for id in story} == {
        id.split()[0] for story in found for id in sorted(story)[:1]
    }, "no story has versions of two texts"
    assert len(found) >= 190


@pytest.mark.parametrize("seed", range(5))
def test_a_version_may_be_cut_have_a_byline_and_lose_a_paragraph(seed: int) -> None:
    text = words(seed, 300)
    whole = doc("whole", text)
    assert alike(whole, doc("half", text[:150]))
    assert alike(whole, doc("byline", ["from", "our", "own", "correspondent", *text]))
    assert alike(whole, doc("dropped", text[:120] + text[180:]))
    assert not alike(whole, doc("quoted", text[:40] + words(seed + 100, 260)))


def test_a_text_without_spaces_has_versions_too() -> None:
    chance = random.Random(3)
    text = chance.choices(_CHARACTERS, k=300)
    other = chance.choices(_CHARACTERS, k=300)
    changed = [c if n % 40 else "々" for n, c in enumerate(text)]
    assert alike(doc("a", "".join(text)), doc("b", "".join(changed)))
    assert not alike(doc("a", "".join(text)), doc("b", "".join(other)))


def test_furniture_makes_no_versions() -> None:
    menu = " ".join(words(1, 200))
    texts = [" ".join(words(seed, 60)) for seed in (2, 3)]
    pages = [
        doc(str(n), f"{menu} {text}", furniture=(Span(0, len(menu), "site"),))
        for n, text in enumerate(texts)
    ]
    assert not alike(*pages)
    assert alike(pages[0], doc("bare", texts[0]))


def test_a_form_filled_in_with_other_numbers_is_another_story() -> None:
    def report(seed: int) -> list[str]:
        chance = random.Random(seed)
        form = words(9, 240)
        return [str(chance.randint(100, 9999)) if n % 30 == 7 else w for n, w in enumerate(form)]

    assert not alike(doc("monday", report(1)), doc("tuesday", report(2)))
    assert alike(doc("monday", report(1)), doc("monday again", report(1)[:180]))


def test_versions_appear_within_days_of_each_other() -> None:
    text, changed = words(1, 200), edited(words(1, 200), 0.04, 2)
    first = doc("a", text, published="2015-02-27")
    assert alike(first, doc("b", changed, published="2015-03-02"))
    assert not alike(first, doc("b", changed, published="2015-03-12"))
    assert alike(first, doc("b", text, published="2016-03-12")), "word for word: a reprint"
    for unknown in (None, "2019", "2015-05", "2015-00-00"):
        assert alike(first, doc("b", changed, published=unknown))


def test_a_chain_of_small_steps_does_not_join_its_ends() -> None:
    text = words(5, 400)
    chain = [doc(f"{n:02}", text[n * 25 : n * 25 + 150]) for n in range(11)]
    found = stories(index(*chain))
    assert not any({"00", "10"} <= story for story in found)
    assert all(max(map(int, story)) - min(map(int, story)) <= 4 for story in found)


_CHANGES = st.lists(
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 3), st.integers(0, 2), st.booleans()),
        max_size=5,
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(_CHANGES)
def test_however_the_articles_came_the_stories_are_the_same(
    changes: list[list[tuple[int, int, int, bool]]],
) -> None:
    made, held = WhooshIndex.at(f":grouping-{next(_NAMES)}"), dict[str, Document]()
    for change in changes:
        with made.write() as writer:
            for number, text, version, deleted in change:
                id = f"id{number}"
                if deleted:
                    writer.delete(id)
                    held.pop(id, None)
                else:
                    held[id] = doc(id, edited(words(text, 120), 0.02 * version, version))
                    writer.add(held[id])
    assert stories(made) == stories(index(*held.values()))
    made.check()


def test_stories_last_through_merges() -> None:
    made = WhooshIndex.at(f":grouping-{next(_NAMES)}")
    for number in range(20):
        with made.write() as writer:
            writer.add(doc(f"id{number:02}", edited(words(number % 4), 0.02, number)))
            if number % 5 == 4:
                writer.delete(f"id{number - 4:02}")
    assert len(open_commit(made._storage, "").files) < 10
    assert sorted(map(len, stories(made))) == [4, 4, 4, 4]


def test_a_damaged_file_of_stories_is_named(tmp_path: Path) -> None:
    made = WhooshIndex.at(str(tmp_path))
    with made.write() as writer:
        writer.add(doc("a", words(1)))
        writer.add(doc("b", words(1)))
    made.check()
    (file,) = tmp_path.glob("*.stories")
    data = bytearray(file.read_bytes())
    data[0] ^= 1
    file.write_bytes(data)
    with pytest.raises(IndexDamaged, match="stories"):
        made.check()
    file.write_bytes(data[:-5])
    with pytest.raises(IndexDamaged, match="stories"):
        open_commit(made._storage, "")
    file.unlink()
    with pytest.raises(IndexDamaged, match="missing"):
        open_commit(made._storage, "")


def test_an_older_commits_stories_go_with_it(tmp_path: Path) -> None:
    made = WhooshIndex.at(str(tmp_path))
    for ids in ("ab", "cd"):
        with made.write() as writer:
            for id in ids:
                writer.add(doc(id, words(1)))
    assert len(list(tmp_path.glob("*.stories"))) == 1
    with made.write(rebuild=True) as writer:
        writer.add(doc("alone", words(2)))
    assert not list(tmp_path.glob("*.stories"))
