"""What indexing promises: one change, the same whatever the workers, and never half done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from index.article import Document
from index.engine import Index, IndexMissing
from index.engines import open_index
from index.pipeline import NothingToIndex, Progress, Settings, run
from index.sources import Reject, SourceMissing
from index.summary import Seen

ALONE = Settings(jobs=1)


def memory(name: str) -> Index:
    return open_index(f"whoosh::{name}")


def ids(index: Index) -> list[str]:
    return sorted(document.id for document in index.documents())


def write_lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def archive(path: Path, number: int) -> Path:
    """A file of records, of which a hundred are too many bytes to be indexed without workers."""
    padding = "x" * 60_000
    records = (
        {"id": f"a{n}", "language": "en", "text": f"Story {n}.", "padding": padding}
        for n in range(number)
    )
    return write_lines(path, *records)


def test_a_run_counts_what_it_read(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "a.jsonl",
        {"id": "1", "text": "Paris, France", "language": "fr", "year": 2020, "countries": ["FR"]},
        {
            "id": "2",
            "text": "Bamako, Mali",
            "language": "fr",
            "year": 2021,
            "countries": ["ML", "FR"],
        },
        {"id": "3", "text": 5},
    )
    (tmp_path / "b.txt").write_bytes("L’été à Besançon".encode("cp1252"))
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    rejected: list[Reject] = []
    index = memory("counts")
    summary = run(index, [str(tmp_path)], ALONE, rejected=rejected.append)
    assert (summary.read, summary.indexed, summary.rejected) == (4, 3, 1)
    assert summary.skipped == Counter({".pdf": 1})
    assert summary.notes == Counter({"encoding guessed: windows-1252": 1})
    assert summary.facets["country"]["FR"] >= 2
    assert summary.facets["year"]["2020"] == 1
    assert summary.seconds > 0
    assert [r.line for r in rejected] == [3]
    assert ids(index) == ["1", "2", "b"]


def test_the_later_of_two_articles_with_one_id_wins(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", *({"id": "x", "text": f"version {n}"} for n in range(3)))
    write_lines(
        tmp_path / "b.jsonl", {"id": "x", "text": "version 3"}, {"id": "y", "text": "other"}
    )
    index = memory("later")
    summary = run(index, [str(tmp_path)], ALONE)
    assert [d.text for d in index.documents() if d.id == "x"] == ["version 3"]
    assert (summary.read, summary.indexed, summary.repeated) == (5, 2, 3)
    assert summary.repeated_ids == ["x"]


def test_an_article_that_came_twice_is_counted_once_and_those_there_before_not_at_all(
    tmp_path: Path,
) -> None:
    index = memory("twice")
    for name, *records in (
        ("a", ("old", 1999), ("x", 1999)),
        ("b", ("x", 2001), ("y", 2001), ("x", 2002), ("z", 2003), ("x", 2003)),
    ):
        lines = ({"id": id, "text": "a story", "year": year} for id, year in records)
        summary = run(index, [str(write_lines(tmp_path / f"{name}.jsonl", *lines))], ALONE)
    assert summary.facets["year"] == {"2001": 1, "2003": 2}
    assert index.stats().facets["year"] == {"1999": 1, "2001": 1, "2003": 2}


def test_an_update_adds_and_replaces_and_a_rebuild_starts_anew(tmp_path: Path) -> None:
    index = memory("update")
    run(
        index,
        [
            str(
                write_lines(
                    tmp_path / "a.jsonl", {"id": "1", "text": "a"}, {"id": "2", "text": "a"}
                )
            )
        ],
        ALONE,
    )
    second = str(
        write_lines(tmp_path / "b.jsonl", {"id": "2", "text": "b"}, {"id": "3", "text": "b"})
    )
    run(index, [second], ALONE)
    assert {d.id: d.text for d in index.documents()} == {"1": "a", "2": "b", "3": "b"}
    run(index, [second], Settings(jobs=1, rebuild=True))
    assert ids(index) == ["2", "3"]


def test_a_run_that_finds_nothing_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = memory("nothing")
    run(index, [str(write_lines(tmp_path / "a.jsonl", {"id": "1", "text": "a"}))], ALONE)
    (tmp_path / "empty").mkdir()
    for path, error in (("empty", NothingToIndex), ("missing", SourceMissing)):
        with pytest.raises(error):
            run(index, [str(tmp_path / path)], Settings(jobs=1, rebuild=True))
    write_lines(tmp_path / "bad.jsonl", {"id": "1"})
    with pytest.raises(NothingToIndex, match="nothing was indexed"):
        run(index, [str(tmp_path / "bad.jsonl")], Settings(jobs=1, rebuild=True))
    assert ids(index) == ["1"]


def test_the_result_does_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.jsonl", 100)
    with path.open("a") as file:
        file.writelines(json.dumps({"id": f"a{n}", "text": "again"}) + "\n" for n in (5, 60))
        file.write("{broken\n")
    results: list[list[Document]] = []
    counts = []
    for jobs in (1, 2):
        index = open_index(f"whoosh:{tmp_path}/{jobs}")
        rejected: list[Reject] = []
        summary = run(index, [str(path)], Settings(jobs=jobs), rejected=rejected.append)
        results.append(list(index.documents()))
        counts.append((summary.indexed, summary.repeated_ids, summary.facets, rejected))
    assert results[0] == results[1]
    assert counts[0] == counts[1]
    assert counts[0][:2] == (100, ["a5", "a60"])
    assert {d.text for d in results[0] if d.id in {"a5", "a60"}} == {"again"}


def test_little_memory_gives_the_same_articles(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.jsonl", 50)
    index = open_index(f"whoosh:{tmp_path}/index")
    summary = run(index, [str(path)], Settings(jobs=1, memory=1))
    assert summary.indexed == 50
    assert index.stats().documents == 50


def test_progress_goes_from_nothing_to_everything(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.jsonl", 50)
    told: list[tuple[int, int, int]] = []
    run(memory("progress"), [str(path)], ALONE, progress=Progress(lambda *at: told.append(at)))
    assert told == sorted(told)
    assert told[-1] == (path.stat().st_size, path.stat().st_size, 50)


def endless(folder: Path) -> Path:
    """A file that takes minutes to index."""
    records = ({"id": f"a{n}", "text": f"Story {n}: " + "word " * 50} for n in range(50_000))
    return write_lines(folder / "endless.jsonl", *records)


def started(url: str, path: Path) -> subprocess.Popen[str]:
    """An indexing run in a process group of its own, once it works with its workers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "index.cli", "index", str(path), "--index", url, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=Path(__file__).parents[1],
    )
    wait_until(lambda: len(children(process.pid)) >= 2)
    return process


def children(pid: int) -> list[int]:
    """The worker processes below a process."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            command = stat.with_name("cmdline").read_bytes()
        except (OSError, IndexError, ValueError):
            continue
        if parent == pid and b"spawn_main" in command:
            found.append(int(stat.parent.name))
    return found


def gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("waited for half a minute in vain")


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@needs_proc
def test_interrupted_runs_leave_the_index_as_it_was_and_no_process_behind(tmp_path: Path) -> None:
    url = f"whoosh:{tmp_path}/index"
    index = open_index(url)
    run(index, [str(write_lines(tmp_path / "old.jsonl", {"id": "old", "text": "a"}))], ALONE)
    path = endless(tmp_path)
    for end in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
        process = started(url, path)
        below = children(process.pid)
        time.sleep(1)
        if end is signal.SIGINT:
            os.killpg(process.pid, end)
            time.sleep(0.02)  # who sees nothing happen asks again
            os.killpg(process.pid, end)
        else:
            process.send_signal(end)
        _, errors = process.communicate(timeout=60)
        if end is signal.SIGINT:
            assert process.returncode == 130
            assert errors == "Stopped. The index is as it was.\n"
        if end in (signal.SIGTERM, signal.SIGHUP):
            assert process.returncode == 128 + end
            assert errors == ""
        wait_until(partial(gone, below))
        assert ids(open_index(url)) == ["old"]
    run(open_index(url), [str(tmp_path / "old.jsonl")], ALONE)
    assert ids(open_index(url)) == ["old"]


@needs_proc
def test_a_worker_that_is_killed_ends_the_run_with_a_clear_error(tmp_path: Path) -> None:
    url = f"whoosh:{tmp_path}/index"
    process = started(url, endless(tmp_path))
    os.kill(children(process.pid)[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors.startswith("Error: A worker process ended unexpectedly")
    assert "Traceback" not in errors
    with pytest.raises(IndexMissing):
        ids(open_index(url))


def test_ids_that_come_again_are_found_across_batches() -> None:
    seen = Seen()
    assert seen.add(["a", "b", "a"]) == ["a"]
    assert seen.add([]) == []
    assert seen.add(["c", "b"]) == ["b"]
    assert seen.add(["d"]) == []
