"""claims about letters looked up in arrays: many words become what each becomes alone."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis.folding import bare, bare_all, compose_all, fold
from index.analysis.letters import Letters
from index.analysis.surface import surface, surface_all

WORDS = st.lists(
    st.text("aZéßİıŒﬁſΣσςאָىةำຳｶﾞ½①한\u1112\u1161\u0301\u00ad\U0001d400\U0001e900", max_size=6)
    | st.text(max_size=6).map(lambda text: text.replace("\n", "").replace("\0", "")),
    max_size=40,
)


@given(WORDS)
@example(["ΟΔΟΣ"] * 30)
@example(["e\u0301", "é"] * 30)
@example(["\ud800", "a\udfff"] * 30)
@example(["œuvre", "straße", "ﬁn", "ำ"] * 12)
def test_words_become_together_what_they_become_alone(words: list[str]) -> None:
    assert bare_all(words) == [bare(word) for word in words]
    assert surface_all(words) == [surface(word) for word in words]
    assert compose_all(words) == [compose_all([word])[0] for word in words]
    assert surface_all(words, dotless=True) == [surface(word, dotless=True) for word in words]


def test_every_character_of_the_basic_plane_is_folded_among_others_as_it_is_alone() -> None:
    every = [chr(code) for code in range(1, 1 << 16) if chr(code) != "\n"]
    for start in range(0, len(every), 5000):
        some = ["a" + letter + "b" for letter in every[start : start + 5000]]
        assert bare_all(some) == [bare(word) for word in some]
        assert surface_all(some) == [surface(word) for word in some]


def test_threads_that_meet_a_letter_at_the_same_time_make_the_same_of_it() -> None:
    words = [chr(code) + 70 * "x" for code in range(0x3300, 0x3400)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(40):
            assert _made_by_three(words) == [list(map(fold, words))] * 3
    finally:
        sys.setswitchinterval(before)


def _made_by_three(words: list[str]) -> list[list[str]]:
    letters, together = Letters(fold), Barrier(3)

    def made(_: int) -> list[str]:
        found = []
        for word in words:
            together.wait(10)
            found += letters.each([word])
        return found

    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(made, range(3)))
