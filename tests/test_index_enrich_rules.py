"""the tables of enrichment, and a user's own on top of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.enrich import check, enrich
from index.enrich.country import code_of
from index.enrich.rules import DEFAULT, PACKAGED, Rules, RulesError, load


def own(folder: Path, name: str, text: str) -> Rules:
    (folder / name).write_text(text, encoding="utf-8")
    return load(str(folder))


def test_without_a_folder_the_tables_are_the_packages() -> None:
    assert load(None) is DEFAULT


@pytest.mark.parametrize("table", sorted(path.name for path in PACKAGED.glob("*.tsv")))
def test_every_table_says_where_it_comes_from_and_under_which_licence(table: str) -> None:
    head = "\n".join((PACKAGED / table).read_text(encoding="utf-8").splitlines()[:12])
    assert head.startswith("#")
    assert any(word in head for word in ("Apache-2.0", "CC0", "CC BY", "Unicode"))


def test_ones_own_rows_come_after_the_packages(tmp_path: Path) -> None:
    rules = own(tmp_path, "months.tsv", "# mine\nfirstmonth\t1\n")
    assert rules.rows("months.tsv")[-1] == ("firstmonth", "1")
    document = enrich(Article(id="1", text="8 Firstmonth 2017 - They met in Paris."), rules)
    assert document.published == "2017-01-08"


def test_a_row_with_a_bang_takes_rows_away(tmp_path: Path) -> None:
    rules = own(tmp_path, "months.tsv", "!\tmarch\n")
    assert ("march", "3") in DEFAULT.rows("months.tsv")
    assert ("march", "3") not in rules.rows("months.tsv")


def test_ones_own_words_say_that_a_year_is_to_come(tmp_path: Path) -> None:
    article = Article(
        id="1", text="The bridge of 2014 foretold to close in 2019, they said in Paris."
    )
    assert enrich(article).year == 2019
    assert enrich(article, own(tmp_path, "year-words.tsv", "plan\tforetold\n")).year == 2014


def test_a_table_without_words_of_a_kind_finds_none(tmp_path: Path) -> None:
    article = Article(id="1", text="The bridge of 2014 will close in 2019, they said in Paris.")
    assert enrich(article).year == 2014
    assert enrich(article, own(tmp_path, "year-words.tsv", "!\tplan\n")).year == 2019


def test_a_table_emptied_of_its_credits_finds_none(tmp_path: Path) -> None:
    rules = own(tmp_path, "furniture.tsv", "!\tcredit\n!\tcaption\n!\tbyline\n")
    text = "They met in Paris on Tuesday, officials said, to speak of trade. (Reuters)"
    assert enrich(Article(id="1", text=text), rules).body == text


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no folder"):
        load(str(tmp_path / "nowhere"))


def test_a_table_that_does_not_exist_is_an_error_that_names_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match=r"month\.tsv.*months\.tsv"):
        own(tmp_path, "month.tsv", "x\t1\n")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("furniture.tsv", "site\tThe Daily Example\n", "line 1"),
        ("furniture.tsv", "sites\tline\tThe Daily Example\n", "no such kind"),
        ("months.tsv", "firstmonth\tone\n", "is no month"),
        ("months.tsv", "firstmonth 1\n", "line 1"),
    ],
)
def test_a_row_that_cannot_be_read_is_an_error(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    rules = own(tmp_path, name, text)
    with pytest.raises(RulesError, match=message):
        enrich(Article(id="1", text="8 Firstmonth 2017 - They met."), rules)


@pytest.mark.parametrize("language", ["en", "fr", "zz"])
def test_a_topic_list_is_read_before_the_work_whatever_the_language(
    tmp_path: Path, language: str
) -> None:
    with pytest.raises(RulesError, match="no such topic: sprot"):
        check(own(tmp_path, f"topics.{language}.tsv", "sprot\t1\tfootball\n"))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("country-endings.tsv", "xx\tadj\ta\t-"),
        ("country-forms.tsv", "fr\tFR\tname\tHexagonie"),
        ("country-names.tsv", "FR\tname\tHexagonie\tfr"),
    ],
)
def test_a_column_too_many_does_no_harm(tmp_path: Path, name: str, row: str) -> None:
    rules = own(tmp_path, name, f"{row}\tmy note\n")
    check(rules)
    assert code_of("Hexagonie", rules) == ("FR" if "Hexagonie" in row else None)


def test_a_table_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "months.tsv").write_bytes("février\t2\n".encode("latin-1"))
    with pytest.raises(RulesError, match="UTF-8"):
        load(str(tmp_path)).rows("months.tsv")


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("topics.en.tsv", "basket weaving\t2\twicker"),
        ("topics.en.tsv", "sport\theavy\twicker"),
        ("topic-names.tsv", "basket weaving\tx\twicker"),
        ("topic-levels.tsv", "basket weaving\twicker\t20000001"),
        ("country-forms.tsv", "en\tFRANCE\tname\tGaul"),
        ("country-context.tsv", "mood\tsad\tbefore"),
        ("country-doubtful.tsv", "fish\tcity\tBass"),
        ("furniture.tsv", "chair\tline\tSit down"),
        ("months.tsv", "undecember\t13"),
        ("region-names.tsv", "Atlantis\ten\tAtlantis"),
        ("year-words.tsv", "dream\twill"),
    ],
)
def test_a_row_that_makes_no_sense_is_named_by_its_file_and_line(
    tmp_path: Path, name: str, row: str
) -> None:
    rules = own(tmp_path, name, f"# mine\n\n{row}\n")
    with pytest.raises(RulesError, match=rf"{name}, line 3: "):
        check(rules)
