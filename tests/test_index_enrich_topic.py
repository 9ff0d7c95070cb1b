"""topics: their names, the lists of terms, and what a story is said to be about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.enrich.rules import DEFAULT, PACKAGED, Rules
from index.enrich.story import Story
from index.enrich.topic import NAMES, Topics, derive, name_of
from index.enrich.topic_match import find
from index.enrich.topic_names import LEVEL, top
from index.enrich.topic_patterns import CLITICS, Term, Terms
from index.enrich.topic_terms import EVERY, languages, terms
from index.enrich.topic_terms import read as read_list
from index.enrich.vocabulary import read

PROMISED = ("en", "fr", "de", "es", "pt", "it", "nl", "ru", "ar", "zh", "ja", "sw")
WAR, POLITICS, SPORT = NAMES[15], NAMES[10], NAMES[14]


def story(text: str, language: str = "en", title: str = "", **stated: tuple[str, ...]) -> Story:
    return Story(Article(id="1", text=text, **stated), title, text, language)  # type: ignore[arg-type]


def about(text: str, language: str = "en", title: str = "") -> Topics:
    return derive(story(text, language, title))


def test_there_are_seventeen_names_in_the_order_of_their_codes() -> None:
    assert len(NAMES) == 17
    assert name_of("medtop:01000000") == NAMES[0]
    assert name_of("medtop:17000000") == NAMES[16] == "weather"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("medtop:16000000", WAR),
        ("16000000", WAR),
        ("http://cv.iptc.org/newscodes/mediatopic/16000000", WAR),
        ("Conflict, War and Peace", WAR),
        ("Sports", SPORT),
        ("SPORT", SPORT),
        ("politique", POLITICS),
        ("Politik", POLITICS),
        ("Économie", NAMES[3]),
        ("economie", NAMES[3]),
        ("سياسة", POLITICS),
        ("体育", SPORT),
        ("スポーツ", SPORT),
        ("afya", NAMES[6]),
        ("Sci/Tech", NAMES[12]),
        ("medtop:20000053", "conflict, war and peace > act of terror"),
        ("conflict, war and peace > act of terror", "conflict, war and peace > act of terror"),
        ("earn", None),
        ("", None),
        (" > ", None),
        ("sport > no such thing", None),
    ],
)
def test_a_topic_is_known_by_code_name_and_alias(said: str, name: str | None) -> None:
    assert name_of(said) == name


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "The striker scored twice in the cup final, and the coach praised his team.", 14),
        ("fr", "Le tribunal a condamné l'ancien ministre à cinq ans de prison pour corruption.", 1),
        ("de", "Bei den Landtagswahlen hat die Partei die meisten Stimmen erhalten.", 10),
        ("es", "Un terremoto de magnitud 7 dejó decenas de casas destruidas.", 2),
        ("pt", "Cientistas descobriram uma nova espécie de dinossauro na Patagônia.", 12),
        ("it", "La banca centrale ha alzato i tassi di interesse per frenare l'inflazione.", 3),
        ("nl", "De vakbonden kondigen een nieuwe staking aan voor hogere lonen.", 8),
        ("ru", "Врачи сообщили о вспышке гриппа в нескольких больницах.", 6),
        ("ar", "فاز المنتخب في المباراة النهائية بركلات الترجيح", 14),
        ("zh", "教皇在梵蒂冈主持了复活节弥撒，数万名天主教信徒参加。", 11),
        ("zh", "兩黨候選人在總統選舉前最後一次辯論。", 10),
        ("ja", "大型の台風で川が氾濫し、住宅が浸水した。住民は避難した。", 2),
        ("sw", "Waasi walishambulia kambi ya jeshi na kuwaua wanajeshi kumi.", 15),
    ],
)
def test_the_subject_is_found_in_each_language_with_a_list(
    language: str, text: str, topic: int
) -> None:
    assert about(text, language).topics[0] == NAMES[topic]


def test_every_language_that_is_promised_has_a_list() -> None:
    assert languages() >= set(PROMISED)


def test_each_topic_carries_the_words_that_decided() -> None:
    title, text = "Ceasefire holds in the north", "Rebels and soldiers laid down their weapons."
    found = derive(story(text, title=title))
    assert found.topics[0] == WAR
    shown = {(e.place, e.words) for e in found.evidence if e.value == WAR}
    assert shown == {
        ("title", "Ceasefire"),
        ("text", "Rebels"),
        ("text", "soldiers"),
        ("text", "weapons"),
    }
    for each in found.evidence:
        source = title if each.place == "title" else text
        assert source[each.start : each.end] == each.words
        assert (each.facet, each.rule) == ("topic", "terms")
        assert 0 < each.confidence <= 1


def test_the_second_level_follows_its_topic_when_it_stands_out() -> None:
    found = about("The earthquake had a magnitude of 6. Aftershocks followed the earthquake.")
    assert found.topics == (NAMES[2], "disaster, accident and emergency incident > earthquake")


def test_what_a_source_states_wins_and_brings_the_topic_above_it() -> None:
    told = story("The striker scored.", topics=("politique", "medtop:20000053", "nonsense"))
    found = derive(told)
    assert found.topics == (POLITICS, WAR, WAR + LEVEL + "act of terror")
    assert {each.rule for each in found.evidence} == {"stated"}


def test_stated_topics_that_nobody_knows_leave_the_terms_to_decide() -> None:
    found = derive(story("The striker scored in the cup final.", topics=("misc",)))
    assert found.topics[0] == SPORT


def test_a_story_without_a_known_word_has_no_topic() -> None:
    assert derive(story("Lorem ipsum dolor sit amet.")) == Topics((), ())
    assert derive(story("", language="unknown")) == Topics((), ())


def test_one_weak_word_in_a_long_text_says_nothing() -> None:
    assert about("x " * 2000 + "wedding").topics == ()


def test_at_most_three_topics_of_the_top_level() -> None:
    text = (
        "The minister, the bishop, the doctor, the judge and the coach met the president of the "
        "church, the hospital, the court, the university and the football club after the flood."
    )
    assert 1 <= len({top(name) for name in about(text).topics}) <= 3


def test_what_only_comes_up_later_or_in_one_word_is_no_second_topic() -> None:
    match = "The striker scored twice and the coach praised the goalkeeper."
    fair = "The novelist and the poet read from a novel at the book fair."
    far = " and so on" * 50
    assert set(map(top, about(match + far + fair).topics)) == {SPORT}
    assert set(map(top, about(match + fair + far).topics)) == {SPORT, NAMES[0]}
    assert set(map(top, about(f"{match} The poet's poet.").topics)) == {SPORT}


def test_one_term_makes_a_second_level_only_where_it_stands_out() -> None:
    assert about("The mosque was full.").topics == (NAMES[11],)
    opened = about("It was full.", title="The mosque opens").topics
    assert opened == (NAMES[11], NAMES[11] + LEVEL + "Islam")


@pytest.mark.parametrize(
    ("language", "text", "not_topic"),
    [
        ("de", "Nach der Einführung war die Steuerung ausführlich erklärt.", {3}),
        ("de", "Der Transport dauert.", {14}),
        ("en", "Stability and churchill's objection made the emergence phoney.", set(range(17))),
        ("es", "Una ventaja de la página: el bebé saludó desde la ventana.", set(range(17))),
        ("fr", "L'équipement a finalement signalé une colonne.", {10, 14}),
        ("nl", "Het transport geldt nog.", {3, 14}),
        ("pt", "O preconceito está na página da custódia.", {3}),
        ("da", "Den danske by er generelt stille.", {0, 12}),
        ("no", "Det må være slik, det har vært slik.", {16}),
        ("fr", "Un Arménien de Paris.", {15}),
        ("hi", "दोनों देशों के बीच वह काम कर रहे हैं।", {3, 9}),
        ("he", "מספר אנשים הגיעו.", {0}),
    ],
)
def test_words_that_only_begin_or_end_like_a_term_do_not_count(
    language: str, text: str, not_topic: set[int]
) -> None:
    assert {top(name) for name in about(text, language).topics}.isdisjoint(
        NAMES[number] for number in not_topic
    )


def test_a_phrase_that_must_not_count_hides_its_words() -> None:
    assert about("The star wars film was shown.").topics[0] == NAMES[0]
    assert WAR not in about("A price war of words.").topics


def test_the_longer_of_two_terms_counts() -> None:
    found = find(read("", "The world cup of peace talks", "en", DEFAULT))
    assert "peace talks" in [term.text for term, _, _ in found]


def test_words_inside_compounds_are_found() -> None:
    assert about("Der Außenminister traf die Verteidigungsministerin.", "de").topics[0] == POLITICS


@given(st.sampled_from(CLITICS["ar"]), st.sampled_from(("حكومه", "حكومي", "حكومات")))
def test_a_word_behind_a_particle_fits_what_it_fits_alone(particle: str, word: str) -> None:
    health = (("health", 1.0),)
    listed = Terms("ar", [Term(text, health) for text in ("حك*", "حكومه", "حكوم*", "*ومه")])
    alone, behind = (listed.known([each])[each] for each in (word, particle + word))
    if word.endswith("ومه"):  # what fixes the end alone is fitted with the particle as well
        assert alone.numbers[:-1] == (1, 2, 0)
        assert behind.numbers == alone.numbers[-1:] == (3,)
    else:
        assert alone.numbers == behind.numbers == (2, 0)
    assert not listed.known(["ك" + "تاب", particle])


def test_arabic_particles_are_taken_off() -> None:
    assert about("وبالانتخابات فاز المرشح", "ar").topics[0] == POLITICS


def test_a_folder_of_the_user_adds_and_takes_away(tmp_path: Path) -> None:
    (tmp_path / "topics.en.tsv").write_text("sport\t3\tquidditch\nsport\t0\tstriker*\n")
    (tmp_path / "topics.eo.tsv").write_text("sport\t3\tpiedpilk*\n")
    (tmp_path / "topic-names.tsv").write_text("sport\ten\tball games\n")
    rules = Rules(tmp_path)
    assert derive(story("A game of quidditch."), rules).topics == (SPORT,)
    assert derive(story("The striker."), rules).topics == ()
    assert derive(story("Piedpilkado.", "eo"), rules).topics == (SPORT,)
    assert name_of("Ball games", rules) == SPORT
    assert name_of("Ball games") is None


def test_a_broken_list_is_told_by_its_name_and_row(tmp_path: Path) -> None:
    (tmp_path / "topics.en.tsv").write_text("sprot\t3\tball\n")
    with pytest.raises(ValueError, match=r"topics\.en\.tsv.*sprot"):
        terms("en", Rules(tmp_path))
    (tmp_path / "topics.fr.tsv").write_text("sport\tmuch\tballe\n")
    with pytest.raises(ValueError, match=r"topics\.fr\.tsv.*much"):
        terms("fr", Rules(tmp_path))


@pytest.mark.parametrize("language", sorted({*languages(), EVERY}))
def test_each_list_names_its_source_and_repeats_nothing(language: str) -> None:
    name = f"topics.{language}.tsv"
    assert "CC0" in (PACKAGED / name).read_text(encoding="utf-8")[:800]
    seen: set[tuple[str, str]] = set()
    for topic, _, words in DEFAULT.rows(name):
        for word in words.split(", "):
            assert word == word.strip()
            assert word
            assert (topic, word) not in seen
            seen.add((topic, word))
    assert read_list(name)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["en", "ar", "zh", "ja", "unknown", "tlh"]))
def test_any_text_gives_known_topics_and_true_spans(text: str, language: str) -> None:
    found = about(text, language)
    assert all(name_of(name) == name for name in found.topics)
    assert all(text[e.start : e.end] == e.words for e in found.evidence)


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "The governor of New Jersey signs a bill.", SPORT),
        ("en", "The country has a nuclear arsenal of 300 warheads.", SPORT),
        ("en", "A fire destroyed a house in Liverpool on Tuesday.", SPORT),
        ("en", "Prices of the Volkswagen Golf rise again.", SPORT),
        ("en", "A school shooting leaves five dead.", "education"),
        ("de", "Am Golf von Aden überfielen Piraten ein Schiff.", SPORT),
        ("de", "Der Golfkrieg begann 1991.", SPORT),
        ("fr", "Le gardien de prison agressé.", SPORT),
        ("es", "La bolsa de plástico contamina el mar.", "economy, business and finance"),
    ],
)
def test_a_phrase_that_means_something_else_than_its_words_brings_no_topic(
    language: str, text: str, topic: str
) -> None:
    assert topic not in derive(story(text, language)).topics


@pytest.mark.parametrize(
    ("language", "other", "term", "topic"),
    [
        ("fr", "Mais ils sont partis, mais elle reste.", "La récolte de maïs.", NAMES[3]),
        ("fr", "Le jeune homme attend.", "Le jeûne intermittent.", NAMES[6]),
        ("fr", "Il marche vers la mer.", "Le marché est en hausse.", NAMES[3]),
        ("es", "Papá nos espera en casa.", "El papa visita la iglesia.", NAMES[11]),
        ("cs", "Můžete přijít, kdy chcete.", "Muzeum otevřelo výstavu.", NAMES[0]),
        ("vi", "Khi ấy anh ta đang ngủ.", "Đó là khí.", NAMES[12]),
        ("sv", "Det är värt att vänta.", "Vården saknar läkare.", NAMES[6]),
        ("fi", "Hän ei saa tulla.", "Huomenna sää on kylmä, sade jatkuu.", NAMES[16]),
    ],
)
def test_words_that_differ_in_a_mark_differ(
    language: str, other: str, term: str, topic: str
) -> None:
    assert about(term, language).topics[:1] == (topic,)
    assert topic not in about(other, language).topics


def test_capitals_may_lack_their_marks() -> None:
    for word in ("État", "Etat", "état"):
        assert (
            about(f"L'{word} et le gouvernement.", "fr").topics
            == about("L'État et le gouvernement.", "fr").topics
        )
        assert any(e.words == word for e in about(f"Le gouvernement, l'{word}.", "fr").evidence)
