import pytest

from search.query import Filter
from web.filters import read_filter


@pytest.mark.parametrize("name", ["Congo", "Kongo", "Конго", "刚果"])
def test_a_name_that_countries_share_is_each_of_them(name: str) -> None:
    assert read_filter("country", [name]) == Filter(include=("CD", "CG"))
    assert read_filter("country", [f"-{name}"]) == Filter(exclude=("CD", "CG"))


def test_a_country_by_its_full_name_or_code_is_that_one() -> None:
    assert read_filter("country", ["Congo-Kinshasa", "FR"]) == Filter(include=("CD", "FR"))


def test_a_name_of_nobody_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="Germany"):
        read_filter("country", ["Germny"])
