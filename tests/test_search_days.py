import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import days
from search.parser import parse
from search.query import Any, Range

DAY = Range("date", 19870226, 19870226)
MONTH = Range("date", 19870200, 19870299)


@pytest.mark.parametrize(
    "typed",
    [
        "26/02/1987",
        "02/26/1987",
        "26.2.1987",
        "26-02-1987",
        "1987/02/26",
        "1987.02.26",
        "٢٦/٠٢/١٩٨٧",
        "２６／０２／１９８７",
        "26 Feb 1987",
        "Feb 26, 1987",
        "26 février 1987",
        "26 de febrero de 1987",
        "1987年2月26日",
    ],
)
def test_a_day_that_can_only_be_meant_so_is_understood_in_any_order_and_script(typed: str) -> None:
    assert parse(f"date:{typed}").query == DAY
    assert parse(f'date:"{typed}"').query == DAY


@pytest.mark.parametrize("typed", ["02/1987", "2.1987", "1987/02", "feb 1987", "Februar 1987"])
def test_a_month_is_understood_in_figures_and_in_words(typed: str) -> None:
    assert parse(f"date:{typed}").query == MONTH


def test_usual_dates_also_bound_ranges() -> None:
    assert parse("date:>26.02.1987").query == Range("date", 19870227, None)
    assert parse("date:26.02.1987..31.03.1987").query == Range("date", 19870226, 19870331)


def test_words_after_a_date_in_words_are_still_words() -> None:
    assert parse("date:feb 1987 budget").query == parse("date:1987-02 budget").query
    assert parse("date:1987 may").query == parse("date:1987 AND may").query


@pytest.mark.parametrize("typed", ["02/03/1987", "2.3.1987"])
def test_of_a_date_that_may_be_read_in_two_ways_both_are_proposed(typed: str) -> None:
    parsed = parse(f"war date:{typed}")
    (note,) = parsed.notes
    assert note.correction == "(1987-03-02 OR 1987-02-03)"
    mended = parse(parsed.corrected(note) or "")
    either = Any((Range("date", 19870302, 19870302), Range("date", 19870203, 19870203)))
    assert either in getattr(mended.query, "parts", ())
    assert not mended.notes


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("26/02/87", "1987-02-26"),
        ("1987-1990", "1987..1990"),
        ("31/02/1987", None),
        ("13/1987", None),
        ("feb", None),
    ],
)
def test_a_date_that_is_not_clear_is_proposed_only_when_there_is_such_a_day(
    typed: str, proposed: str | None
) -> None:
    (note,) = parse(f"date:{typed}").notes
    assert note.correction == proposed


def test_of_a_year_with_more_than_a_year_the_year_is_proposed() -> None:
    (note,) = parse("year:1987-02").notes
    assert note.correction == "1987"


@given(st.text(alphabet="0123456789/.- ,٠١feb年月日", max_size=30))
def test_whatever_is_typed_is_read_as_a_date_or_not_at_all(typed: str) -> None:
    parse(f'date:"{typed}"')
    found = days.iso(typed)
    assert found is None or found[0].isdigit()


def test_of_a_span_only_the_order_is_proposed_in_which_both_dates_make_sense() -> None:
    notes = parse("date:31.3.2015..2.4.2015").notes
    assert [note.correction for note in notes] == ["2015-03-31..2015-04-02"]
