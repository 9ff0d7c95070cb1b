import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import tokens
from search.parser import parse
from search.query import All, Word
from search.results import Snippet
from search.rewrite import rewrite
from search.snippet import LENGTH, WORD, Wanted, make, mark, marks, wanted

LANGUAGES = ("en", "fr", "de", "ar", "ru", "ja", "tr")


def asked(query: str, field: str = "body") -> Wanted:
    return wanted(rewrite(parse(query).query, LANGUAGES), field)


def matched(text: str, query: str, language: str = "en") -> list[str]:
    return [piece for piece, match in mark(text, asked(query), language=language).pieces if match]


@pytest.mark.parametrize(
    ("language", "text", "query", "expected"),
    [
        ("en", "He ran; running runs run.", "run", ["running", "runs", "run"]),
        ("fr", "L'État, les états-majors", "etat", ["État", "états"]),
        ("de", "Die Häuser am Haus", "haus", ["Häuser", "Haus"]),
        ("ru", "О войнах и войне", "война", ["войнах", "войне"]),
        ("ja", "東京都は東京にある", "東京", ["東京", "東京"]),
        ("ja", "日本政府は発表した", "日本政府", ["日本政府"]),
        ("th", "ประกาศมาตรการใหม่ รัฐมนตรี", "มาตรการ", ["มาตรการ"]),
        ("th", "ไทยประกาศมาตรการ", "มาตรการ ไทย", ["ไทย", "มาตรการ"]),
        ("km", "រដ្ឋមន្ត្រី សេដ្ឋកិច្ច", "សេដ្ឋកិច្ច", ["សេដ្ឋកិច្ច"]),
        ("lo", "ລັດຖະບານ ເສດຖະກິດ", "ເສດຖະກິດ", ["ເສດຖະກິດ"]),
        ("my", "စီးပွားရေး အစီအစဉ်", "စီးပွားရေး", ["စီးပွားရေး"]),
        ("en", "Ｆｕｌｌ width", "full", ["Ｆｕｌｌ"]),
        ("en", "e\u0301tude is e\u0301tude", "étude", ["e\u0301tude", "e\u0301tude"]),
        ("en", "the “war”—and (warring) wars!", "war", ["war", "warring", "wars"]),
        ("unknown", "word words", "word", ["word"]),
    ],
)
def test_every_form_of_a_word_is_marked_in_every_script(
    language: str, text: str, query: str, expected: list[str]
) -> None:
    assert matched(text, query, language) == expected


def test_an_exact_word_marks_only_itself() -> None:
    assert matched("run runs running", "=runs") == ["runs"]


def test_a_phrase_is_marked_only_where_it_stands_whole() -> None:
    text = "The minister met the prime minister, in his prime."
    assert matched(text, '"prime minister"') == ["prime", "minister"]


def test_a_word_that_is_asked_for_alone_too_is_marked_everywhere() -> None:
    text = "The minister met the prime minister."
    assert matched(text, '"prime minister" minister') == ["minister", "prime", "minister"]


def test_words_that_are_near_each_other_are_marked() -> None:
    assert matched("war and then peace", '"peace war"~3') == ["war", "peace"]


def test_prefixes_wildcards_and_fuzzy_words_are_marked() -> None:
    text = "Elections elected a colour goverment"
    assert matched(text, "elec*") == ["Elections", "elected"]
    assert matched(text, "c*r") == ["colour"]
    assert matched(text, "*our") == ["colour"]
    assert matched(text, "government~") == ["goverment"]


def test_small_words_of_a_pasted_sentence_are_not_marked() -> None:
    sentence = "when did the government of the land fall to its own army"
    assert matched("The fall of the government", sentence) == ["fall", "government"]
    assert matched("The fall of the government", "the fall") == ["The", "fall", "the"]


def test_what_must_not_be_there_is_not_marked() -> None:
    assert matched("war and peace", "war -peace") == ["war"]


def test_a_word_for_the_title_is_not_marked_in_the_body() -> None:
    assert not asked("title:war")
    assert asked("title:war", "title")


def test_marking_keeps_the_text_as_it_is() -> None:
    text = "  War\n\nand  peace "
    assert mark(text, asked("war peace"), language="en").text == text


def test_a_match_is_html_safe() -> None:
    made = make('<b>"war"</b> & <script>', asked("war"), language="en")
    assert made.html == "&lt;b&gt;&quot;<mark>war</mark>&quot;&lt;/b&gt; &amp; &lt;script&gt;"


FILLER = "Nothing of note happened in the town on that day. " * 20


def test_the_passage_is_where_most_words_of_the_query_stand_together() -> None:
    text = f"War came. {FILLER} Then war ended and peace came. {FILLER} Peace stayed."
    made = make(text, asked("war peace"), language="en")
    assert "Then war ended and peace came." in made.text


def test_a_passage_begins_and_ends_with_whole_sentences_where_they_fit() -> None:
    made = make(f"{FILLER} The war ended here. {FILLER}", asked("war"), language="en")
    assert made.text.startswith("The war ended here.")
    assert made.text.endswith("day.")
    assert (made.before, made.after) == (False, False)


def test_a_passage_may_begin_with_its_match() -> None:
    made = make(f"{FILLER} War ended here. {FILLER}", asked("war"), language="en")
    assert made.text.startswith("War ended here.")


def test_a_sentence_that_does_not_fit_is_cut_at_words_and_says_so() -> None:
    made = make("word " * 200 + "war " + "word " * 200, asked("war"), language="en")
    assert (made.before, made.after) == (True, True)
    assert set(made.text.replace("…", "").split()) == {"word", "war"}


@pytest.mark.parametrize("end", ["Sahel-regio en elders", "Sahel\nvolgens bronnen ter plaatse"])
def test_a_passage_does_not_end_within_a_word(end: str) -> None:
    text = "De Sahel " + "woord " * 40 + end + " woord" * 100
    made = make(text, asked("sahel"), language="nl")
    assert made.after
    assert made.text.rstrip(" …").rpartition(" ")[2] in text.split()


def test_a_text_without_a_match_gives_its_beginning() -> None:
    made = make(f"The first sentence. {FILLER}", asked("war"), language="en")
    assert made.text.startswith("The first sentence.")
    assert not made.before


def test_a_match_at_the_end_shows_what_comes_before_it() -> None:
    made = make(f"{FILLER} And then war.", asked("war"), language="en")
    assert len(made.text) > LENGTH / 2


def test_an_empty_text_gives_an_empty_passage() -> None:
    assert make("", asked("war"), language="en") == Snippet()
    assert make(" \n ", asked("war"), language="en").text == ""


def test_a_very_long_text_without_spaces_is_looked_through() -> None:
    made = make("x" * 300_000, asked("war x*"), language="en")
    assert len(made.text) <= 2 * LENGTH


_TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(["war", "Peace", "東京", ".", " ", "\n", "é", "الحرب", "。"]), max_size=60
    ).map("".join),
)


@given(_TEXT, st.sampled_from(["war", "war peace", '"war peace"', "東京", "pea*", "war~", "الحرب"]))
def test_a_passage_is_a_part_of_its_text_and_not_much_longer_than_asked(
    text: str, query: str
) -> None:
    made = make(text, asked(query), language="en", length=60)
    shown = "".join(piece for piece, _ in made.pieces)
    assert shown in " ".join(text.split()) or shown.split() == [] or _within(shown, text)
    assert len(shown) <= 60 + 10 + WORD


def _within(shown: str, text: str) -> bool:
    return "".join(shown.split()) in "".join(text.split())


@given(_TEXT, st.sampled_from(["war", '"war peace"', "東京", "pea*", "war~"]))
def test_matches_lie_in_the_text_in_order(text: str, query: str) -> None:
    found = marks(text, asked(query), "en")
    assert all(0 <= start < end <= len(text) for start, end, _ in found)
    assert found == sorted(found)


PIECES = (
    "war", "Wars", "U.S.", "us", "O’Neill", "o'neill", "État", "ÉTATS", "e\u0301tats", "straße",
    "İstanbul", "ışık", "Ёлка", "елки", "Ἀθήνα", "ΑΘΗΝΑ", "إسلام", "الإسلام", "أن", "日本", "の",
    "5", "人", "1,470", "1.470", "ﬁnance", "Ｆｕｌｌ", "co-operate", "don’t", "ha", "สวัสดี",
    "cooperated", "E-Mail", "email", "機會", "机会", "Paris", "par",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", "", "\n", ", ", "—")))),
    st.sampled_from(LANGUAGES),
)
def test_what_is_marked_is_what_analysis_of_the_whole_text_finds(
    words: list[str], parts: list[tuple[str, str]], language: str
) -> None:
    text = "".join(word + sign for word, sign in parts)
    asked_for = wanted(rewrite(All(tuple(map(Word, words))), LANGUAGES))
    barred = {term for term, codes in asked_for.limits if language not in codes}
    terms = dict(asked_for.terms).keys() - barred
    places = {(t.start, t.end) for t in tokens(text, language) if t.term in terms}
    found = {(start, end) for start, end, _ in marks(text, asked_for, language)}
    assert found <= places
    # A single character is not marked where a pair begins that is asked for too.
    assert all(any(a <= start and end <= b for a, b in found) for start, end in places)
