"""an index on disk: commits are atomic, damage is named, and nothing stray is left or touched."""

from __future__ import annotations

import pickle
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from index.article import Document
from index.engine import EngineError, IndexDamaged, IndexLocked, IndexMissing
from index.engines.whoosh.builder import Part
from index.engines.whoosh.index import WhooshIndex, open_commit
from index.engines.whoosh.merge import FANOUT, FEWER, SMALL
from index.engines.whoosh.toc import Toc
from index.engines.whoosh.writer import WhooshWriter
from index.schema import TEXT_FIELDS
from search.engines.whoosh.searcher import WhooshSearcher
from search.query import Everything, Request, Terms

WRITE_FOREVER = """
import sys
from index.article import Document
from index.engines.whoosh.index import WhooshIndex
index, number = WhooshIndex.at(sys.argv[1]), int(sys.argv[2])
while True:
    number += 1
    with index.write() as writer:
        for n in range(30):
            writer.add(Document(id=str(n), title="", text=f"round{number} word{n}"))
    print(number, flush=True)
"""


def documents(*ids: str, text: str = "apple") -> list[Document]:
    return [Document(id=id, title="", text=text) for id in ids]


def add(folder: Path, *documents: Document, rebuild: bool = False) -> None:
    with WhooshIndex.at(str(folder)).write(rebuild=rebuild) as writer:
        for document in documents:
            writer.add(document)


def ids(searcher: WhooshSearcher) -> list[str]:
    return [hit.document.id for hit in searcher.search(Request(Everything(), limit=999)).hits]


@pytest.mark.slow
def test_a_killed_writer_leaves_the_last_commit_and_the_next_run_clean(tmp_path: Path) -> None:
    folder, chance, last = tmp_path / "index", random.Random(1), 0
    for _ in range(6):
        command = [sys.executable, "-c", WRITE_FOREVER, str(folder), str(last)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.random() * 0.4)
            process.send_signal(signal.SIGKILL)
            printed = [int(line) for line in process.stdout.read().split()]
        hits = WhooshSearcher.at(str(folder)).search(Request(Everything(), limit=99)).hits
        rounds = {hit.document.text.split()[0] for hit in hits}
        assert len(hits) == 30
        assert len(rounds) == 1
        last = int(rounds.pop().removeprefix("round"))
        assert last >= max(printed, default=0)
        index = WhooshIndex.at(str(folder))
        index.check()
        with index.write() as writer:
            writer.delete("nobody")
        expected = {name for part in segments(folder) for name in part}
        stray = {path.name for path in folder.iterdir()} - expected
        assert {name for name in stray if "LOCK" not in name} == {toc(folder).name}


def toc(folder: Path) -> Path:
    (found,) = folder.glob("*.toc")
    return found


def segments(folder: Path) -> list[list[str]]:
    index = WhooshIndex.at(str(folder))
    return [part.segment.files for part in open_commit(index._storage, "")[1]]


def contents(folder: Path) -> dict[str, Any]:
    """What the only segment holds, wherever its postings are cut into blocks."""
    (file,) = open_commit(WhooshIndex.at(str(folder))._storage, "").files
    arrays, cut = file._arrays, {"text.postings", "text.firsts", "text.at"}
    found = {name: arrays[name].tolist() for name in set(arrays._entries) - cut}
    lists = file.postings.lists(0, len(file.postings.terms))
    return {**found, "text.lists": [part.tolist() for part in lists]}


@pytest.mark.parametrize("pattern", ["*.seg", "*.toc", "*.del"])
@pytest.mark.parametrize("harm", ["truncate", "empty", "foreign", "remove"])
def test_a_damaged_file_is_named(tmp_path: Path, pattern: str, harm: str) -> None:
    add(tmp_path, *documents("a", "b", "c"))
    with WhooshIndex.at(str(tmp_path)).write() as writer:
        writer.delete("b")
    (path,) = tmp_path.glob(pattern)
    data = path.read_bytes()
    if harm == "remove":
        path.unlink()
    else:
        path.write_bytes({"truncate": data[:-7], "empty": b"", "foreign": b"{}\n" * 99}[harm])
    missing = IndexMissing if (pattern, harm) == ("*.toc", "remove") else IndexDamaged
    with pytest.raises(missing, match="indexed" if missing is IndexMissing else path.name):
        WhooshSearcher.at(str(tmp_path))


def test_a_table_of_contents_of_another_index_is_named(tmp_path: Path) -> None:
    for name, rounds in (("one", 1), ("other", 2)):
        for _ in range(rounds):
            add(tmp_path / name, *documents(name))
    (tmp_path / "one/_dateline_0.toc").rename(tmp_path / "other/_dateline_9.toc")
    with pytest.raises(IndexDamaged, match=r"_dateline_9\.toc"):
        WhooshSearcher.at(str(tmp_path / "other"))


def test_a_table_of_contents_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    add(tmp_path, *documents("a"))
    (tmp_path / "_dateline_9.toc").symlink_to(tmp_path / "nowhere")
    with pytest.raises(IndexDamaged, match=r"_dateline_9\.toc"):
        WhooshSearcher.at(str(tmp_path))


def test_check_finds_a_single_changed_byte_in_the_middle(tmp_path: Path) -> None:
    add(tmp_path, *documents("a", "b", text="apple " * 99))
    (path,) = tmp_path.glob("*.seg")
    data = bytearray(path.read_bytes())
    WhooshIndex.at(str(tmp_path)).check()
    data[20] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match=path.name):
        WhooshIndex.at(str(tmp_path)).check()


def test_a_damaged_index_can_be_rebuilt_in_place(tmp_path: Path) -> None:
    add(tmp_path, *documents("a"))
    for path in tmp_path.glob("*.[st]*"):
        path.write_bytes(b"noise")
    add(tmp_path, *documents("b"), rebuild=True)
    assert ids(WhooshSearcher.at(str(tmp_path))) == ["b"]


def test_what_a_killed_run_left_is_gone_before_the_next_one_needs_the_room(tmp_path: Path) -> None:
    add(tmp_path, *documents("a"))
    stray = tmp_path / "dateline_0123456789abcdef.seg"
    stray.write_bytes(b"half a segment")
    with WhooshIndex.at(str(tmp_path)).write():
        assert not stray.exists()


def test_a_failed_run_leaves_nothing_that_its_workers_wrote(tmp_path: Path) -> None:
    add(tmp_path, *documents("a"))
    before = {path.name for path in tmp_path.iterdir()}
    with suppress(RuntimeError), WhooshIndex.at(str(tmp_path)).write() as writer:
        writer.attach(_part(writer, "b"))
        _part(writer, "c")  # written, and never attached
        raise RuntimeError
    assert {path.name for path in tmp_path.iterdir()} == before


def _part(writer: WhooshWriter, id: str) -> Part | None:
    builder = writer.builder()()
    builder.add(Document(id=id, title="", text="pear"))
    return builder.flush()


def test_a_disk_without_room_is_named_and_the_index_stays(tmp_path: Path) -> None:
    add(tmp_path, *documents("a"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # as if there were no more room
    try:
        with (
            pytest.raises(OSError, match=r"dateline_\w+\.seg"),
            WhooshIndex.at(str(tmp_path)).write() as writer,
        ):
            _part(writer, " ".join(map(str, range(9999))))
        with pytest.raises(EngineError, match="could not be written"):
            add(tmp_path, *documents("b", text=" ".join(map(str, range(9999)))))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ids(WhooshSearcher.at(str(tmp_path))) == ["a"]
    add(tmp_path, *documents("b"))
    assert ids(WhooshSearcher.at(str(tmp_path))) == ["a", "b"]


def test_files_of_others_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    others = ["notes.txt", "_MAIN_1.toc", "MAIN_abc.seg", "dateline"]
    for name in others:
        (tmp_path / name).write_text("mine")
    add(tmp_path, *documents("a"))
    add(tmp_path, *documents("b"), rebuild=True)
    assert all((tmp_path / name).read_text() == "mine" for name in others)


def test_nothing_in_an_index_is_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tmp_path, *documents("a", "b"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("unpickled")

    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(pickle, name, refuse)
    add(tmp_path, *documents("b", "c"))
    assert ids(WhooshSearcher.at(str(tmp_path))) == ["a", "b", "c"]


def test_small_commits_become_few_segments(tmp_path: Path) -> None:
    for n in range(3 * FANOUT):
        add(tmp_path, *documents(f"{n:02}"))
    assert len(segments(tmp_path)) < FANOUT
    assert ids(WhooshSearcher.at(str(tmp_path))) == [f"{n:02}" for n in range(3 * FANOUT)]


def test_large_segments_are_merged_sooner(tmp_path: Path) -> None:
    for at in range(FEWER):
        add(tmp_path, *documents(*(f"{at}/{n:04}" for n in range(8 * SMALL))))
    assert len(segments(tmp_path)) == 1


def test_a_merge_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    with WhooshIndex.at(":merging").write() as writer:
        for n in range(FANOUT):
            builder = writer.builder()()
            builder.add(*documents(str(n), text="a word and a word"))
            writer.attach(builder.flush())
        writer.settle(lambda done, whole: told.append((done, whole)))
        again = len(told)
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0
    assert len(told) == again  # the commit had nothing left to merge


@pytest.mark.parametrize("deleted", [(), ("1", "4", "7"), tuple(map(str, range(1, 40)))])
def test_parts_put_together_elsewhere_are_what_one_part_would_be(
    tmp_path: Path, deleted: tuple[str, ...]
) -> None:
    def elsewhere(work: Any, given: Iterable[Any]) -> Iterator[Any]:
        for each in given:
            yield pickle.loads(pickle.dumps(work))(pickle.loads(pickle.dumps(each)))

    forms = ("resume", "résumé", "resumé")
    texts = {
        str(n): " ".join(forms[n * k % 3] + f" word{n % k}" for k in range(1, 9)) for n in range(40)
    }
    for folder, size in (("one", 40), ("several", 5)):
        with WhooshIndex.at(str(tmp_path / folder)).write() as writer:
            for at in range(0, 40, size):
                builder = writer.builder()()
                for n in range(at, at + size):
                    if size < 40 or str(n) not in deleted:
                        builder.add(*documents(str(n), text=texts[str(n)]))
                writer.attach(builder.flush())
            for id in deleted:
                writer.delete(id)
            writer.settle(lambda *_: None, elsewhere)
    assert contents(tmp_path / "one") == contents(tmp_path / "several")


def test_deleted_articles_do_not_stay_in_the_files(tmp_path: Path) -> None:
    add(tmp_path, *documents("a", "b", "c", text="confidential"))
    with WhooshIndex.at(str(tmp_path)).write() as writer:
        writer.delete("a")
        writer.delete("b")
    searcher = WhooshSearcher.at(str(tmp_path))
    assert searcher.search(Request(Terms(("confidential",), TEXT_FIELDS))).total == 1
    assert searcher._snapshot.size == 1


def test_readers_in_threads_see_whole_commits_while_one_writes(tmp_path: Path) -> None:
    add(tmp_path, *documents("0", "1", "2", text="round0"))
    searcher, stop, wrong = WhooshSearcher.at(str(tmp_path)), threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            searcher.refresh()
            texts = [h.document.text for h in searcher.search(Request(Everything())).hits]
            if len(texts) != 3 or len(set(texts)) != 1:
                wrong.append(texts)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for n in range(1, 25):
        add(tmp_path, *documents("0", "1", "2", text=f"round{n}"))
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_the_lock_of_a_folder_is_for_its_writers_alone(tmp_path: Path) -> None:
    add(tmp_path, *documents("a"))
    with WhooshIndex.at(str(tmp_path)).write() as writer:
        writer.add(documents("b")[0])
        assert ids(WhooshSearcher.at(str(tmp_path))) == ["a"]
        with (
            pytest.raises(IndexLocked, match=str(tmp_path)),
            WhooshIndex.at(str(tmp_path)).write(),
        ):
            pass
    assert ids(WhooshSearcher.at(str(tmp_path))) == ["a", "b"]


def test_an_interrupt_just_after_the_commit_does_not_undo_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(toc: Toc, _: object) -> None:
        if toc.generation == 1:
            raise KeyboardInterrupt

    add(tmp_path, *documents("a"))
    with monkeypatch.context() as patched:
        patched.setattr(Toc, "clean", interrupt)
        with pytest.raises(KeyboardInterrupt):
            add(tmp_path, *documents("b"))
    WhooshIndex.at(str(tmp_path)).check()
    assert ids(WhooshSearcher.at(str(tmp_path))) == ["a", "b"]


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(EngineError, match="cannot be made"),
        WhooshIndex.at(str(tmp_path / "file" / "index")).write(),
    ):
        pass


@pytest.mark.parametrize("seed", range(12))
def test_scattered_damage_is_named_whatever_it_breaks(tmp_path: Path, seed: int) -> None:
    index = WhooshIndex.at(str(tmp_path))
    with index.write() as writer:
        for n in range(200):
            writer.add(Document(id=f"{n}", title=f"title {n}", text=f"apple pear {n} " * 20))
    path = next(tmp_path.glob("*.seg"))
    data, dice = bytearray(path.read_bytes()), random.Random(seed)
    for at in (dice.randrange(len(data) - 200) for _ in range(300)):
        data[at] ^= dice.randrange(1, 256)
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match=path.name):
        index.check()
    for attempt in (_search_all, lambda folder: len(list(WhooshIndex.at(folder).documents()))):
        with suppress(IndexDamaged):  # any other error fails
            attempt(str(tmp_path))


@pytest.mark.parametrize("part", ["topic.sets", "text.strings", "text.counts", "year.sets"])
def test_a_merge_names_a_damaged_segment_and_does_not_make_it_sound(
    tmp_path: Path, part: str
) -> None:
    add(tmp_path, Document(id="a", title="", text="apple pear", topics=("sport",), year=2001))
    (path,) = tmp_path.glob("*.seg")
    (segment,) = open_commit(WhooshIndex.at(str(tmp_path))._storage, "").files
    data, at = bytearray(path.read_bytes()), segment._arrays.offset(part)
    for n in range(1, FANOUT - 1):
        add(tmp_path, *documents(str(n)))
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamaged, match=path.name):
        add(tmp_path, *documents("last"))
    with pytest.raises(IndexDamaged, match=path.name):
        WhooshIndex.at(str(tmp_path)).check()


def test_damaged_deletions_are_named_before_they_are_believed(tmp_path: Path) -> None:
    add(tmp_path, *documents("a", "b", "c"))
    with WhooshIndex.at(str(tmp_path)).write() as writer:
        writer.delete("b")
    (path,) = tmp_path.glob("*.del")
    data = bytearray(path.read_bytes())
    data[0] ^= 3
    path.write_bytes(data)
    for attempt in (WhooshSearcher.at, lambda folder: add(Path(folder), *documents("d"))):
        with pytest.raises(IndexDamaged, match=path.name):
            attempt(str(tmp_path))


def _search_all(folder: str) -> int:
    searcher = WhooshSearcher.at(folder)
    searcher.words("a")
    return searcher.search(Request(Terms(("apple",), TEXT_FIELDS))).total


def test_an_index_in_memory_is_called_by_its_url() -> None:
    for location in ("", ":nowhere"):
        with pytest.raises(IndexMissing, match=f"Nothing is indexed at whoosh:{location} yet"):
            WhooshIndex.at(location).stats()


def test_what_a_searcher_holds_is_told_after_later_commits_have_deleted_its_files(
    tmp_path: Path,
) -> None:
    index = WhooshIndex.at(str(tmp_path))
    with index.write() as writer:
        writer.add(Document(id="1", title="", text="one"))
    searcher = WhooshSearcher.at(str(tmp_path))
    with index.write(rebuild=True) as writer:
        writer.add(Document(id="2", title="", text="two three"))
    assert (searcher.stats().documents, searcher.stats().tokens) == (1, 1)
    assert searcher.stats().bytes > 0
