"""What becomes of an HTML page: its visible text, its furniture, its metadata."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.sources import Raw, Reject, Source, parse
from index.sources.raw import Format

PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <title>Un titre - Le Journal</title>
  <meta property="og:title" content="Un titre">
  <meta property="og:site_name" content="Le Journal">
  <meta property="article:published_time" content="2019-11-30T23:30:00+01:00">
  <meta name="author" content="A. Plume">
  <link rel="canonical" href="https://example.org/un-titre">
  <style>p { color: red }</style>
</head>
<body>
  <header><a href="/">Le Journal</a></header>
  <nav><ul><li>Monde</li><li>Afrique</li></ul></nav>
  <main>
    <article>
      <header><h1>Un   titre</h1></header>
      <p>Le pr&eacute;sident a rencontr&eacute; <b>jeudi</b> les dirigeants
         de cinq pays.</p>
      <p>Il a parl&eacute;<br>longtemps.</p>
      <aside>Lire aussi : un autre article</aside>
      <script>var hidden = "text";</script>
      <p style="display: none">Invisible</p>
      <footer>Partager</footer>
    </article>
  </main>
  <form><label>Votre adresse</label><input value="x"><button>Envoyer</button></form>
  <footer>© 2019 Le Journal</footer>
</body>
</html>"""


def page(source: str | bytes) -> Article:
    (found,) = parsed(source)
    assert isinstance(found, Article)
    return found


def parsed(source: str | bytes) -> list[Article | Reject]:
    data = source.encode() if isinstance(source, str) else source
    return list(parse(Raw(Source("a.html", "a", Format.HTML, len(data)), Format.HTML, data)))


def story(article: Article) -> list[str]:
    """The lines that are not furniture."""
    text, at, kept = article.text, 0, ""
    for span in article.furniture:
        kept += text[at : span.start]
        at = span.end
    return [line for line in (kept + text[at:]).split("\n") if line]


def furniture(article: Article) -> list[tuple[str, str]]:
    return [(s.kind, article.text[s.start : s.end].strip()) for s in article.furniture]


def test_the_text_is_what_a_reader_sees_line_by_line() -> None:
    assert page(PAGE).text.split("\n") == [
        "Le Journal",
        "Monde",
        "Afrique",
        "Un titre",
        "Le président a rencontré jeudi les dirigeants de cinq pays.",
        "Il a parlé",
        "longtemps.",
        "Lire aussi : un autre article",
        "Partager",
        "Votre adresse",
        "Envoyer",
        "© 2019 Le Journal",
    ]


def test_what_is_not_the_story_is_furniture_but_stays_in_the_text() -> None:
    assert story(page(PAGE)) == [
        "Un titre",
        "Le président a rencontré jeudi les dirigeants de cinq pays.",
        "Il a parlé",
        "longtemps.",
    ]
    assert furniture(page(PAGE)) == [
        ("page header", "Le Journal"),
        ("navigation", "Monde\nAfrique"),
        ("aside", "Lire aussi : un autre article"),
        ("page footer", "Partager"),
        ("form", "Votre adresse\nEnvoyer"),
        ("page footer", "© 2019 Le Journal"),
    ]


@pytest.mark.parametrize("tag", ["article", "main"])
@pytest.mark.parametrize("hiding", ["hidden", 'style="display: none"'])
def test_what_is_hidden_holds_no_story_whose_header_would_be_its_own(tag: str, hiding: str) -> None:
    site = "<header><p>The Paper</header><p>A story of the day.</p>"
    found = furniture(page(f"<body><{tag} {hiding}>Later</{tag}>{site}"))
    assert found == [("page header", "The Paper")]


def test_the_metadata_of_a_page_is_stated() -> None:
    article = page(PAGE)
    assert article.title == "Un titre"
    assert article.url == "https://example.org/un-titre"
    assert article.published == "2019-11-30"
    assert article.language == "fr"
    assert article.source == "Le Journal"
    assert article.authors == ("A. Plume",)


def test_linked_data_states_what_the_article_is() -> None:
    article = page(
        """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Site"},
        {"@type": ["NewsArticle"], "headline": "The headline", "datePublished": "2021-03-04",
         "inLanguage": "en-GB", "author": [{"@type": "Person", "name": "A. Pen"}, {"name": "B. I"}],
         "publisher": {"name": "The Paper"}}]}</script><title>Other</title><p>Text of the story."""
    )
    assert (article.title, article.published, article.language) == (
        "The headline",
        "2021-03-04",
        "en-GB",
    )
    assert (article.authors, article.source) == (("A. Pen", "B. I"), "The Paper")


@pytest.mark.parametrize(
    "linked",
    ["{", "[]", "3", '{"@type": "NewsArticle", "headline": {"x": 1}, "author": 5}', "[" * 5000, ""],
)
def test_broken_linked_data_does_no_harm(linked: str) -> None:
    article = page(f'<script type="application/ld+json">{linked}</script><title>T</title><p>Text')
    assert (article.title, article.text) == ("T", "Text")


def test_without_an_article_element_the_whole_body_is_the_story() -> None:
    article = page("<nav>Menu</nav><div>One<div>Two</div>Three</div>")
    assert story(article) == ["One", "Two", "Three"]


def test_teasers_in_article_elements_do_not_hide_the_story() -> None:
    long = "A sentence of the story, which is long. " * 10
    article = page(f"<div><p>{long}</p></div><article>One teaser</article>")
    assert long.strip() in story(article)


def test_what_stands_around_the_only_article_is_furniture() -> None:
    long = "A sentence of the story, which is long. " * 10
    article = page(f"<div>Breaking: elsewhere</div><article><p>{long}</p></article><p>Cookies</p>")
    assert story(article) == [long.strip()]
    assert {kind for kind, _ in furniture(article)} == {"around the article"}


def test_a_page_within_one_form_is_still_a_story() -> None:
    assert story(page("<form><h1>Title</h1><p>The story.</p></form>")) == ["Title", "The story."]


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ],
)
def test_the_encoding_that_a_page_declares_is_followed(declaration: str) -> None:
    source = f"{declaration}<html><body><p>Дума</p></body></html>"
    article = page(source.encode("cp1251"))
    assert article.text == "Дума"
    assert article.notes == ()


@pytest.mark.parametrize(
    "source", ["", "   ", "<html></html>", "<script>x</script>", "<!-- x -->", "<p>&nbsp;</p>"]
)
def test_a_page_without_text_is_rejected(source: str) -> None:
    (found,) = parsed(source)
    assert isinstance(found, Reject)
    assert "no text" in found.reason


def test_deep_nesting_is_read() -> None:
    assert "deep" in page("<div>" * 1000 + "deep" + "</div>" * 1000).text


def test_markup_in_the_text_stays_text() -> None:
    assert (
        page("<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>").text
        == "a <script>alert(1)</script> b"
    )


_PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<nav>",
            "</nav>",
            "<article>",
            "</main>",
            "<main>",
            "<header>",
            "text ",
            "\n",
            "&amp;",
            "<br>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<td>",
            "<form>",
            "</form>",
            "<title>",
            "<?x",
            "<svg>",
            "é",
            "\x01",
        ]
    ),
    max_size=30,
)


@settings(deadline=None)
@given(_PIECES)
def test_furniture_lies_in_order_within_the_text(pieces: list[str]) -> None:
    for found in parsed("".join(pieces)):
        if isinstance(found, Article):
            ends = [0, *(n for s in found.furniture for n in (s.start, s.end)), len(found.text)]
            assert ends == sorted(ends)


@pytest.mark.parametrize("tag", ["div", "font", "section", "nosuch"])
def test_a_page_nested_too_deeply_for_the_parser_is_read_to_its_end(tag: str) -> None:
    nested = f"<{tag} class=a>" * 5000
    article = page(f"<p>First.</p>{nested}<p>Second.</p><p>Last.</p>")
    assert article.text == "First.\nSecond.\nLast."
