from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold
from search.letters import plain


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
def test_each_character_stays_in_its_place(text: str) -> None:
    small, odd = plain(text)
    assert len(small) == len(text)
    assert all(0 <= at < len(text) for at in odd)


@given(st.text(st.characters(categories=("Lu", "Ll", "Lt", "Nd"), max_codepoint=0xFFFF)))
def test_a_letter_is_as_terms_have_it_or_told_to_be_odd(text: str) -> None:
    small, odd = plain(text)
    for at, char in enumerate(text):
        folded = fold(char)
        assert small[at] == folded or at in odd or len(folded) != 1


def test_small_letters_without_accents_come_of_every_way_to_write_them() -> None:
    assert plain("État ŁÓDŹ Ёлка ΑΘΉΝΑ Ｆｕｌｌ ١٢") == ("etat lodz елка αθηνα full 12", [])


def test_letters_that_become_several_and_marks_are_told() -> None:
    assert plain("Straße")[1] == [4]
    assert plain("e\u0301tude")[1] == [1]
    assert plain("ﬁnance 😀")[1] == [0]
