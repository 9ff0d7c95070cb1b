"""claims about the cut: whatever the text, terms, positions and offsets agree."""

from itertools import pairwise
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import (
    LANGUAGES,
    STEM,
    SURFACE,
    distinct,
    fold,
    is_surface,
    is_word,
    length,
    slots,
    terms,
    tokens,
)
from index.analysis.folding import bare
from index.analysis.han import simplify
from index.analysis.stems import forms_of

CODES = [*LANGUAGES, "unknown", "pt-BR", "xx", ""]
LETTERS = (
    "aZéßİıøÅñœ'’.,-_@ 12½٣३Ωςій ъЖאבָ\"ال ىةِـहिन्दी์ไทยにほんゴ゛ー々東京都한국ᄒ"
    "\u1161\u11abｶﾞＡ\u00ad\u200b\u200c\ufeff\u0301\U0001f600\U00020000\n\t"
)
TEXTS = st.text(alphabet=LETTERS, max_size=60) | st.text(max_size=60)
SAMPLES = [
    "The U.S. said 1,000.5 people don't live in O’Brien's l’homme.",
    "黑豹队的防守只丢了 308分，在联赛中排名第六",
    "กรุงเทพมหานคร เป็นเมืองหลวง",
    "हिन्दी में समाचार",
    "co\u00adop e\u0301te\u0301 ｶﾞｷﾞ ㈱ ﬁne",
    "\u0301\u200d\ufe0f",
]


@given(TEXTS, st.sampled_from(CODES))
@example(SAMPLES[4], "fr")
@example(SAMPLES[5], "th")
def test_terms_are_tokens_without_offsets(text: str, language: str) -> None:
    precise = language in LANGUAGES and LANGUAGES[language].accents
    found = [t for t in tokens(text, language) if precise or not is_surface(t.term)]
    assert terms(text, language) == ([t.term for t in found], [t.position for t in found])
    assert distinct(text, language) == {t.term for t in found}


@given(TEXTS, st.sampled_from(CODES))
def test_positions_begin_at_0_and_grow_by_0_or_1(text: str, language: str) -> None:
    positions = terms(text, language)[1]
    steps = [after - before for before, after in pairwise(positions)]
    assert positions[:1] in ([], [0])
    assert set(steps) <= {0, 1}
    assert length(positions) == len(set(positions))


@given(TEXTS, st.sampled_from(CODES))
def test_offsets_slice_the_original_text(text: str, language: str) -> None:
    for token in tokens(text, language):
        assert 0 <= token.start < token.end <= len(text)
        if is_word(token.term):
            stands = text[token.start : token.end]
            read = simplify(stands) if language == "zh" else stands
            assert bare(read) == token.term.replace(".", "")


@given(TEXTS, st.sampled_from(CODES))
def test_tokens_stand_in_the_order_of_the_text(text: str, language: str) -> None:
    starts = [token.start for token in tokens(text, language)]
    assert starts == sorted(starts)


@given(TEXTS, st.sampled_from(CODES), st.lists(st.sampled_from(CODES), max_size=3))
@example(SAMPLES[0], "en", ["fr"])
@example(SAMPLES[1], "zh", [])
@example(SAMPLES[2], "th", ["en"])
def test_a_text_asked_for_is_found_position_by_position(
    text: str, language: str, others: list[str]
) -> None:
    held: dict[int, set[str]] = {}
    for term, position in zip(*terms(text, language), strict=True):
        held.setdefault(position, set()).add(term)
    for exact in (False, True):
        for position, slot in enumerate(slots(text, [*others, language], exact=exact)):
            assert held[position] & set(slot)


@given(TEXTS)
def test_the_cut_does_not_depend_on_the_language(text: str) -> None:
    cuts = {
        tuple((t.start, t.end, t.position) for t in tokens(text, code) if is_word(t.term))
        for code in ("en", "tr", "zh", "ar", "unknown")
    }
    assert len(cuts) == 1


@given(TEXTS)
def test_words_are_folded_and_folding_again_changes_nothing(text: str) -> None:
    for term in terms(text, "unknown")[0]:
        assert term
        assert fold(term) == term
        assert not any(character.isspace() for character in term)


@given(TEXTS, st.sampled_from(CODES))
@example("東京 東", "zh")
def test_stems_and_forms_as_written_are_no_words_and_what_is_asked_for_exactly_is(
    text: str, language: str
) -> None:
    firsts: dict[int, str] = {}
    for token in tokens(text, language):
        first = firsts.setdefault(token.position, token.term)
        assert is_word(first)
        assert fold(first) == first
        if is_surface(token.term):
            assert token.term.partition(SURFACE)[0] == first
        elif token.term != first:
            assert token.term.startswith((STEM, first))
    for first, *others in slots(text, [language], exact=True):
        assert is_word(first)
        assert others in ([], [simplify(first)])


@given(st.text(max_size=40))
def test_folding_never_fails_and_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_word_of_signs_that_are_dropped_takes_no_position() -> None:
    assert terms("a \u0640 b", "ar") == (["a", "b"], [0, 1])


def test_a_hundred_thousand_characters_without_a_space_are_analyzed() -> None:
    for run in ("a" * 100_000, "東" * 100_000, "a." * 50_000, "'" * 100_000, "1," * 50_000):
        assert length(terms(run, "en")[1]) <= 100_000


def test_at_least_forty_languages_have_a_row() -> None:
    assert len(LANGUAGES) >= 40
    assert all(row.name and row.scripts for row in LANGUAGES.values())


def test_every_row_names_a_stemmer_that_exists() -> None:
    for code in LANGUAGES:
        assert terms("text текст نص", code)[0]


def test_the_page_on_languages_names_every_row() -> None:
    page = (Path(__file__).parent.parent / "docs" / "languages.md").read_text(encoding="utf-8")
    assert [row.name for row in LANGUAGES.values() if row.name not in page] == []


@given(
    st.lists(st.text("aZéİıſß'.,1٣ςΣاأهיםйёЖ\u0301\u200d״", min_size=1, max_size=6), max_size=9),
    st.sampled_from(["en", "tr", "ar", "de", "el", "ru", "vi", "sw", "bg", "unknown"]),
)
def test_words_have_the_same_terms_alone_and_among_others(words: list[str], language: str) -> None:
    forms = forms_of(language)
    assert forms.many(words) == [forms.made(word) for word in words]
