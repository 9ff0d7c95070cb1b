import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold
from search import limits, messages
from search.field_names import _OTHERS, named
from search.parser import Parsed, parse
from search.query import (
    All,
    Any,
    Everything,
    Fuzzy,
    Match,
    Not,
    Phrase,
    Prefix,
    Query,
    Range,
    Wildcard,
    Word,
)
from search.unparse import unparse

A, B, C = Word("a"), Word("b"), Word("c")

UNDERSTOOD: dict[str, Query] = {
    "": Everything(),
    "  ": Everything(),
    "*": Everything(),
    "a b": All((A, B)),
    "a AND b": All((A, B)),
    "+a +b": All((A, B)),
    "a OR b": Any((A, B)),
    "a | b": Any((A, B)),
    "a|b": Any((A, B)),
    "a b OR c": Any((All((A, B)), C)),
    "a (b OR c)": All((A, Any((B, C)))),
    "a -b": All((A, Not(B))),
    "a NOT b": All((A, Not(B))),
    "a AND NOT b": All((A, Not(B))),
    "-a": Not(A),
    "-(a b)": Not(All((A, B))),
    "NOT -a": A,
    "((a))": A,
    "((a b) c)": All((A, B, C)),
    '"a b"': Phrase("a b"),
    '"a  b"~5': Phrase("a b", slop=5),
    '"a b"~': Phrase("a b", slop=5),
    '"a b" ~3': Phrase("a b", slop=3),
    '="a b"': Phrase("a b", exact=True),
    '="a b"~3': Phrase("a b", slop=3, exact=True),
    "=a": Word("a", exact=True),
    '-="a b"': Not(Phrase("a b", exact=True)),
    "title:=é": Word("é", ("title",), exact=True),
    'title:="é b"': Phrase("é b", ("title",), exact=True),
    "body:(=a OR =b)": Any((Word("a", ("body",), exact=True), Word("b", ("body",), exact=True))),
    "pays:France": Match("country", ("FR",)),
    "страна:Франция": Match("country", ("FR",)),
    "国家：法国": Match("country", ("FR",)),
    "بلد:فرنسا": Match("country", ("FR",)),
    "देश:France": Match("country", ("FR",)),
    "land:Frankrijk land": All((Match("country", ("FR",)), Word("land"))),
    "ano:2015": Range("year", 2015, 2015),
    "im land: alles": All((Word("im"), Word("land"), Word("alles"))),
    "année:2015 à 2020": Range("year", 2015, 2020),
    "year:2015 to 2020 a": All((Range("year", 2015, 2020), A)),
    "year:2015–2020": Range("year", 2015, 2020),
    "year:2015‒2020": Range("year", 2015, 2020),
    "year:2015‑2020": Range("year", 2015, 2020),
    "year:2015～2020": Range("year", 2015, 2020),
    "年:2015至2020": Range("year", 2015, 2020),
    "date:2015-03 bis 2015-06": Range("date", 20150300, 20150699),
    "pre*": Prefix("pre"),
    "w?ldc*rd": Wildcard("w?ldc*rd"),
    "*burg": Wildcard("*burg"),
    "fuzzy~": Fuzzy("fuzzy", edits=1),
    "fuzzy~2": Fuzzy("fuzzy", edits=2),
    "fuzzy~7": Fuzzy("fuzzy", edits=2),
    "title:a": Word("a", ("title",)),
    "title: a": Word("a", ("title",)),
    'body:"a b"': Phrase("a b", ("body",)),
    "title:(a OR b*)": Any((Word("a", ("title",)), Prefix("b", ("title",)))),
    "country:FR": Match("country", ("FR",)),
    "Country:fr": Match("country", ("FR",)),
    "country:Frankrijk": Match("country", ("FR",)),
    "country:South Korea": Match("country", ("KR",)),
    "country:South Korea a": All((Match("country", ("KR",)), A)),
    "country:FR,JP": Match("country", ("FR", "JP")),
    "country:(FR OR Japan)": Match("country", ("FR", "JP")),
    "country:FR OR country:JP": Match("country", ("FR", "JP")),
    "country:unknown": Match("country", ("unknown",)),
    "-country:US": Not(Match("country", ("US",))),
    "country:-US": Not(Match("country", ("US",))),
    "mentions:Mali": Match("mentioned", ("ML",)),
    "lang:nl": Match("language", ("nl",)),
    "language:Dutch": Match("language", ("nl",)),
    "lang:Nederlands": Match("language", ("nl",)),
    "topic:sport": Match("topic", ("sport",)),
    "topic:politics": Match("topic", ("politics and government",)),
    "topic:conflict, war and peace": Match("topic", ("conflict, war and peace",)),
    'topic:"conflict, war and peace"': Match("topic", ("conflict, war and peace",)),
    "source:Reuters": Match("source", ("reuters",)),
    'source:"BBC News"': Match("source", ("bbc news",)),
    "dated:stated": Match("dated", ("stated",)),
    "year:2015": Range("year", 2015, 2015),
    "year:2015..2020": Range("year", 2015, 2020),
    "year:2015-2020": Range("year", 2015, 2020),
    "year:2020..2015": Range("year", 2015, 2020),
    "year:>2015": Range("year", 2016, None),
    "year:>=2015": Range("year", 2015, None),
    "year:<2015": Range("year", None, 2014),
    "year:..2015": Range("year", None, 2015),
    "year:unknown": Match("year", ("unknown",)),
    "year: 2015 - 2020": Range("year", 2015, 2020),
    "year:2015 – 2020": Range("year", 2015, 2020),
    "year:2015,2018..2020": Any((Range("year", 2015, 2015), Range("year", 2018, 2020))),
    "date:2015-03 - 2015-06": Range("date", 20150300, 20150699),
    "date:2015-03-31": Range("date", 20150331, 20150331),
    "date:2015-03": Range("date", 20150300, 20150399),
    "date:2015": Range("date", 20150000, 20159999),
    "date:2015-03..2015-06": Range("date", 20150300, 20150699),
    "date:2015-06..2015-03": Range("date", 20150300, 20150699),
    "date:>2015-12": Range("date", 20160000, None),
    "date:<2015-03-01": Range("date", None, 20150228),
    "date:>2015-12-31": Range("date", 20160101, None),
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_each_form_of_the_query_language_is_understood_without_a_note(text: str) -> None:
    assert parse(text) == Parsed(text, UNDERSTOOD[text])


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_each_form_can_be_written_back(text: str) -> None:
    assert parse(unparse(UNDERSTOOD[text])).query == UNDERSTOOD[text]


@pytest.mark.parametrize(
    "pair", ["“”", "„“", "””", "«»", "»«", "‹›", "「」", "『』", "｢｣", "《》", "〝〟", "＂＂"]
)
def test_every_kind_of_quotation_mark_makes_a_phrase(pair: str) -> None:
    text = f"{pair[0]}a b{pair[1]}"
    assert parse(text) == Parsed(text, Phrase("a b"))


def test_full_width_characters_mean_what_their_plain_ones_mean() -> None:
    text = "（ａ　ＯＲ　ｂ）　－ｃ　ｃｏｕｎｔｒｙ：ＦＲ　２０１５"
    parsed = parse(text)
    assert unparse(parsed.query) == "(a OR b) -c country:FR 2015"
    assert not parsed.notes
    assert parse("ｙｅａｒ：＞２０１５　ａ～").query == parse("year:>2015 a~").query


def test_an_exact_form_keeps_its_full_width_letters_and_no_control_character() -> None:
    assert parse("＝＂ＮＨＫ＂").query == Phrase("ＮＨＫ", exact=True)
    assert parse("=ＮＨＫ ＮＨＫ").query == All((Word("ＮＨＫ", exact=True), Word("NHK")))
    assert parse('="a\x1fb"').query == Phrase("a b", exact=True)


def test_direction_marks_of_right_to_left_text_do_not_hide_an_operator() -> None:
    text = "\u200fالرئيس \u200f-\u200fمصر country:\u200eFR"
    expected = All((Word("الرئيس"), Not(Word("مصر")), Match("country", ("FR",))))
    assert parse(text).query == expected


def test_a_note_on_text_with_direction_marks_points_at_what_was_typed() -> None:
    text = "\u200f\u200fمصر contry:FR"
    (note,) = parse(text).notes
    assert text[note.start : note.end] == "contry:FR"


def test_hebrew_gershayim_inside_a_word_are_no_quotation_mark() -> None:
    assert parse('צה"ל "ראש הממשלה"').query == All((Word("צה״ל"), Phrase("ראש הממשלה")))


def test_a_question_mark_at_the_end_of_a_word_ends_a_question() -> None:
    assert parse("who is president?").query == All((Word("who"), Word("is"), Word("president")))


def test_lower_case_operators_are_words() -> None:
    expected = All(tuple(map(Word, ["to", "be", "or", "not", "to", "be"])))
    assert parse("to be or not to be").query == expected


def test_operators_are_words_in_a_headline_all_in_capitals() -> None:
    headline = "BRITISH PROPOSAL FOR TALKS WITH RUSSIA OR A SUMMIT"
    assert isinstance(parse(headline).query, All)
    assert isinstance(parse("NATO OR EU").query, Any)
    assert isinstance(parse("British proposal for talks with Russia OR a summit").query, Any)


def test_operators_work_in_scripts_without_capitals_and_beside_fields() -> None:
    assert isinstance(parse("臺灣 選舉 總統 政府 經濟 外交 OR 香港").query, Any)
    assert isinstance(parse("الرئيس مصر قمة نيل سد ماء OR حرب").query, Any)
    words = tuple(map(Word, "ABCDE"))
    countries = Match("country", ("FR", "JP"))
    assert parse("A B C D E country:(FR OR JP)").query == All((*words, countries))


def test_what_is_all_in_capitals_can_be_written_and_understood_again() -> None:
    query = parse("(A B C D E F G) | H").query
    assert unparse(query) == "(A B C D E F G) | H"
    assert parse(unparse(query)).query == query


def test_a_field_at_the_end_is_a_word_as_it_was_typed_with_a_note() -> None:
    for text, word in (("a country:", "country"), ("a land:", "land"), ("a lang:", "lang")):
        parsed = parse(text)
        assert parsed.query == All((A, Word(word)))
        assert [(note.template, note.about) for note in parsed.notes] == [
            (messages.LONELY_FIELD, word)
        ]


def test_a_pattern_is_no_source_and_that_is_said() -> None:
    assert [note.template for note in parse("source:les*").notes] == [messages.NO_VALUE["source"]]


def test_a_field_is_known_by_its_name_with_accents_and_without() -> None:
    for names in _OTHERS.values():
        for name in names.split():
            assert named(name) == named(name.upper()) != ""
            assert len(fold(name)) < 3 or named(fold(name)) == named(name)


def test_signs_alone_are_no_value_of_a_field() -> None:
    assert parse("source:* a").query == A
    assert parse("source:** a").query == A


def test_a_dash_between_spaces_excludes_nothing() -> None:
    assert parse("a - b – c").query == All((A, B, C))


def test_an_address_and_a_time_are_words_without_a_note() -> None:
    text = "http://example.org/a?b=c*d 12:30"
    assert parse(text) == Parsed(text, All((Word("http://example.org/a?b=c*d"), Word("12:30"))))


@pytest.mark.parametrize(
    ("text", "message", "corrected"),
    [
        ("contry:FR a", "no field “contry”", "country:FR a"),
        ("a country:Frnace", "No country is called “Frnace”", "a country:France"),
        ("country:south corea a", "No country is called “south corea”", 'country:"South Korea" a'),
        ('a ="b c', "quotation mark has no partner", 'a ="b c"'),
        ("country:Frankrijkk", "No country is called “Frankrijkk”", "country:Frankrijk"),
        ("topic:sprot", "No topic is called “sprot”", "topic:sport"),
        ("language:Duthc", "No language is called “Duthc”", "language:Dutch"),
        ("year:abcd", "is no year", None),
        ("date:2015-02-30", "is no date", None),
        ('a "b c', "quotation mark has no partner", 'a "b c"'),
        ("(a b", "parenthesis has no partner", "a b"),
        ("a b)", "parenthesis has no partner", "a b"),
        ("a OR", "“OR” has nothing to join", "a"),
        ("AND a", "“AND” has nothing to join", "a"),
        ("a country:)", "Nothing stands after “country:”", "a )"),
    ],
)
def test_what_is_not_understood_is_said_with_its_place_and_a_correction(
    text: str, message: str, corrected: str | None
) -> None:
    parsed = parse(text)
    (note,) = [note for note in parsed.notes if message in note.message]
    assert 0 <= note.start < note.end <= len(text)
    assert parsed.corrected(note) == corrected
    assert not isinstance(parsed.query, Everything)


def test_a_correction_is_understood_without_a_note() -> None:
    for text in ("contry:FR a", "a country:Frnace", "topic:sprot", 'a "b c', "(a b", "a OR"):
        parsed = parse(text)
        corrected = parsed.corrected(parsed.notes[0])
        assert corrected is not None
        assert not parse(corrected).notes


def test_symbols_without_a_word_show_everything_and_say_so() -> None:
    parsed = parse("🎉 …")
    assert parsed.query == Everything()
    assert "no word" in parsed.notes[0].message


@pytest.mark.parametrize(
    "text",
    [
        "a* " * 1000,
        "(" * 10_000,
        "(" * 10_000 + "a" + ")" * 10_000,
        "word " * 20_000,
        "x" * 100_000,
        "東" * 100_000,
        '"' * 10_001,
        "a OR " * 20_000,
        "country:foo " * 5_000,
        "year:(" * 2_000,
        "=" * 10_000,
        "-" * 10_000 + "a",
        "contry:FR " * 5_000,
    ],
)
def test_the_worst_queries_end_with_a_note_and_a_small_tree(text: str) -> None:
    parsed = parse(text)
    assert 0 < len(parsed.notes) <= limits.NOTES
    assert _size(parsed.query) <= 2 * limits.WORDS


def _size(query: Query) -> int:
    parts = query.parts if isinstance(query, All | Any) else ()
    return 1 + sum(map(_size, parts))


def test_patterns_beyond_the_limit_are_searched_as_words() -> None:
    query = parse(" ".join(f"a{n}*" for n in range(limits.PATTERNS + 3))).query
    assert isinstance(query, All)
    assert sum(isinstance(part, Prefix) for part in query.parts) == limits.PATTERNS
    assert sum(isinstance(part, Word) for part in query.parts) == 3


def test_patterns_of_one_letter_beyond_their_limit_are_searched_as_words() -> None:
    parsed = parse("*a* b* *c ?d *e* f*")
    assert isinstance(parsed.query, All)
    kinds = [type(part) for part in parsed.query.parts]
    assert kinds == [Wildcard, Prefix, Wildcard, Word, Word, Word]
    assert limits.BROAD == 3
    assert {note.template for note in parsed.notes} == {messages.BROAD}
    assert not parse("a* *b *c* do* *ed ?ef").notes


_SIGNS = 'a foo ( ) " “ « - + = ~ * ? | OR AND title: country: FR year: 2015 .. > topic: sport , .'
_MORE = "： （ date: 2015-03 東京 ا http:// : lang: nl \\ ~2 é [ < / mentions:"
_PIECES = st.sampled_from(
    [*_SIGNS.split(), *_MORE.split(), " ", " NOT ", "\n", "\u200f", "\x00", "\ud800"]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)))
def test_any_text_parses_and_its_notes_point_into_it(text: str) -> None:
    parsed = parse(text)
    assert parsed.text == text
    for note in parsed.notes:
        assert 0 <= note.start <= note.end <= len(text)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=14).map("".join)))
def test_what_was_understood_can_be_written_and_understood_again(text: str) -> None:
    query = parse(text).query
    assert parse(unparse(query)).query == query


_WORDS = st.sampled_from(["war", "peace", "naïve", "東京", "U.S.", "e-mail", "الرئيس", "2015"])
_FIELDS: st.SearchStrategy[tuple[str, ...]] = st.sampled_from([(), ("title",), ("body",)])
_LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, _WORDS, _FIELDS, st.booleans()),
    st.builds(
        Phrase,
        st.lists(_WORDS, min_size=1, max_size=3).map(" ".join),
        _FIELDS,
        st.integers(0, 9),
        st.booleans(),
    ),
    st.builds(Prefix, _WORDS, _FIELDS),
    st.builds(Fuzzy, st.sampled_from(["war", "peace"]), _FIELDS, st.integers(1, 2)),
    st.builds(Match, st.just("country"), st.sampled_from([("FR",), ("FR", "JP")])),
    st.builds(Range, st.just("year"), st.sampled_from([None, 1999]), st.integers(2000, 2020)),
)


def _trees(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(All), several.map(Any), parts.map(Not))


@given(st.recursive(_LEAVES, _trees, max_leaves=8))
def test_any_tree_keeps_its_meaning_when_written(tree: Query) -> None:
    canonical = parse(unparse(tree)).query
    assert parse(unparse(canonical)).query == canonical
    assert not parse(unparse(tree)).notes


@given(st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=4).map(" ".join))
def test_words_are_understood_alike_alone_and_among_signs(text: str) -> None:
    alone, among = parse(text), parse(f"( {text} )")
    if not alone.notes and not among.notes:
        assert alone.query == among.query


def test_public_benchmark_queries_parse_without_a_note() -> None:
    file = Path(__file__).parents[2] / "shared" / "data" / "speed" / "benchmark-queries.jsonl"
    if not file.exists():
        pytest.skip("the shared benchmark queries are not here")
    queries = [json.loads(line)["query"] for line in file.read_text("utf-8").splitlines()]
    assert len(queries) > 900
    assert [query for query in queries if parse(query).notes] == []
