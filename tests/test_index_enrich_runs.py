"""runs of characters looked for all at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.enrich.runs import LongestRuns, Runs

LETTERS = st.text("abé東京", max_size=12)


@given(LETTERS, st.sets(LETTERS.filter(bool), max_size=6))
def test_every_run_is_found_wherever_it_stands_the_longest_first(text: str, runs: set[str]) -> None:
    expected = [
        (start, start + len(run), run.upper())
        for start in range(len(text))
        for run in sorted(runs, key=len, reverse=True)
        if text.startswith(run, start)
    ]
    assert Runs({run: run.upper() for run in runs}).find(text) == expected


def test_without_runs_nothing_is_found() -> None:
    assert not Runs({})
    assert Runs({}).find("東京") == []


@given(LETTERS, st.sets(LETTERS.filter(bool), max_size=6))
def test_of_runs_that_overlap_the_first_and_the_longest_is_found(text: str, runs: set[str]) -> None:
    named = {run: run for run in runs}
    expected, free = [], 0
    for start, end, run in Runs(named).find(text):
        if start >= free:
            free = end
            expected.append((start, end, run))
    assert LongestRuns(named).find(text) == expected
