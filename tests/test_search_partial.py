import pytest

from index.analysis import fold, terms
from search import partial
from search.query import Prefix, Terms

COMPOUND = ("amazonaswald", "~amazonasw")


def credit(words: list[tuple[str, ...]], texts: list[str], language: str = "de") -> list[float]:
    held = [set(terms(text, language)[0]) for text in texts]
    return list(map(float, partial.credit(words, [fold(text) for text in texts], held)))


def test_a_part_of_a_compound_counts_and_a_larger_part_counts_more() -> None:
    texts = ["Der Amazonas steigt.", "Der Wald am Amazonas brennt.", "Der Hund schläft."]
    some, more, none = credit([COMPOUND], texts)
    assert more > some > none == 0


def test_a_text_that_has_the_word_or_its_stem_gains_nothing() -> None:
    texts = ["Der Amazonaswald brennt.", "Amazonaswäldern droht Feuer.", "Am Amazonas brennt es."]
    exact, stem, part = credit([COMPOUND], texts)
    assert exact == stem == 0 < part


@pytest.mark.parametrize("texts", [[""], ["", ""], ["ruht"], ["Der Wald"] * 3])
def test_credit_is_a_share(texts: list[str]) -> None:
    assert all(0 <= share <= 1 for share in credit([COMPOUND], texts))
    assert credit([], texts) == [0] * len(texts)


def test_only_words_of_letters_that_are_long_enough_have_parts() -> None:
    short, long = Terms(("waldes", "~wald"), ("body",)), Terms(COMPOUND, ("body",))
    figure, pair = Terms(("201512345",), ("body",)), Terms(("東京",), ("body",))
    assert partial.words([short, figure, pair, Prefix("waldesrand")]) == []
    assert partial.words([short, long, long, Prefix("waldesrand")]) == [short.terms, COMPOUND]
    assert credit([short.terms], ["Der Waldesrand.", "Der Hund."]) == [0, 0]


def test_parts_of_one_word_among_others_count_for_less_than_of_the_only_word() -> None:
    texts = ["Der Wald am Amazonas.", "Der Hund schläft."]
    alone, _ = credit([COMPOUND], texts)
    among, _ = credit([COMPOUND, ("kater",), ("maus",)], texts)
    assert 0 < among < alone / 2


def test_whole_parts_of_a_word_count_for_more_than_letters_that_meet_by_chance() -> None:
    texts = ["Die Demonstration beginnt.", "Nur Monster und Nation.", "Der Hund schläft."]
    part, chance, none = credit([("funkdemonstration", "~funkdemon")], texts)
    assert part > chance > none == 0
