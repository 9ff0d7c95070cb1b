"""HTML pages: the text that a reader sees, with what is not the story marked as furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from index.article import Article, Span
from index.sources.encoding import NotText, decode
from index.sources.metadata import metadata
from index.sources.raw import Raw, Reject

_UNSEEN_NAMES = (
    "script style noscript template head iframe object embed svg math canvas audio video map area "
    "datalist option optgroup select input textarea progress meter dialog"
)
UNSEEN = frozenset(_UNSEEN_NAMES.split())
"""Elements whose text a reader of the page does not see, or not as text."""

FURNITURE = {
    "nav": "navigation",
    "menu": "navigation",
    "header": "page header",
    "footer": "page footer",
    "aside": "aside",
    "form": "form",
    "button": "form",
}
"""Elements that are not the story, and the kind of furniture that each one is."""

ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "banner": "page header",
    "contentinfo": "page footer",
    "complementary": "aside",
    "search": "form",
    "form": "form",
}
"""The same for WAI-ARIA roles (W3C, ARIA in HTML)."""

MARKED = frozenset(FURNITURE.values()) | {"around the article"}
"""Every kind of furniture that comes from the page's own structure."""

_BLOCKS_NAMES = (
    "address article aside blockquote body br button caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p "
    "pre section summary table tbody td tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_STORIES = frozenset({"article", "main"})
_SHALLOW = frozenset({"html", "body", "meta", "link", "title", "p", "br"})
"""Elements that nobody nests, beside those that are not seen."""
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})(?:[\s/][^<>]*)?>")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_STORY_SHARE = 0.4
"""An element that should hold the story is believed if it holds this share of the page's text."""


def parse(raw: Raw) -> Iterator[Article | Reject]:
    """The article that a page is: its visible text as lines, and what its metadata states."""
    try:
        source, notes = decode(raw.data, declared=_declared(raw.data))
    except NotText as error:
        yield Reject(raw.source.path, None, str(error))
        return
    page = _tree(source)
    text, furniture = ("", ()) if page is None else visible(page)
    if page is None or not text:
        yield Reject(raw.source.path, None, "there is no text in the page")
        return
    stated = metadata(page)
    yield Article(
        id=raw.source.id,
        text=text,
        furniture=furniture,
        origin=raw.source.path,
        notes=notes,
        **stated,
    )


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it is in."""
    match = _XML.search(data[:1024]) or _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def _tree(source: str) -> HtmlElement | None:
    """The elements of a page; one nested more deeply than the parser goes is read without what
    nests, since the parser leaves out all that follows."""
    page, whole = _parsed(source)
    return page if whole else _parsed(_TAG.sub(_flat, source))[0]


def _parsed(source: str) -> tuple[HtmlElement | None, bool]:
    """The elements of a page, and whether the parser read it to its end."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    page = None
    with suppress(etree.LxmlError, ValueError):
        page = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    deep = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return page, all(error.type != deep for error in parser.error_log)


def _flat(tag: re.Match[str]) -> str:
    """A tag, or what stands for it where it nests: the end of a line, or nothing."""
    name = tag[1].lower()
    if name in UNSEEN or name in _SHALLOW:
        return tag[0]
    return "<br>" if name in _BLOCKS else ""


@dataclass(slots=True)
class _Lines:
    """Lines of text as they grow, and the furniture among them."""

    done: list[str] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str | None) -> None:
        if text:
            self.line.append(text)

    def end(self, kind: str) -> None:
        """End the line, which is furniture of this kind if there is one."""
        line = _SPACES.sub(" ", "".join(self.line)).strip()
        self.line.clear()
        if not line:
            return
        start = self.length
        self.done.append(line)
        self.length += len(line) + 1
        if not kind:
            return
        if self.furniture and self.furniture[-1].kind == kind and self.furniture[-1].end == start:
            start = self.furniture.pop().start
        self.furniture.append(Span(start, self.length, kind))


def visible(page: HtmlElement) -> tuple[str, tuple[Span, ...]]:
    """The text of a page, a line for each block, and the spans of it that are furniture.

    When the page has one element for the story (`main`, or a single `article`), what stands
    around it is furniture too. A header within an article is the article's own.
    """
    lines = _Lines()
    story = _story(page)
    kinds = [""] if story is None else ["around the article"]
    stories = 0  # how many elements that hold a story are open
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _unseen(element, tag):
                walk.skip_subtree()
                kinds.append(kinds[-1])
            else:
                if tag in _BLOCKS:
                    lines.end(kinds[-1])
                kinds.append("" if element is story else _kind(element, tag, kinds[-1], stories))
                lines.add(element.text)
            stories += tag in _STORIES
            continue
        kind = kinds.pop()
        stories -= tag in _STORIES
        if tag in _BLOCKS:
            lines.end(kind)
        lines.add(element.tail)
    lines.end(kinds[0])
    text = "\n".join(lines.done)
    return text, _within(lines.furniture, len(text))


def _within(spans: list[Span], length: int) -> tuple[Span, ...]:
    return tuple(Span(s.start, min(s.end, length), s.kind) for s in spans)


def _unseen(element: HtmlElement, tag: str) -> bool:
    return (
        not tag
        or tag in UNSEEN
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _kind(element: HtmlElement, tag: str, around: str, stories: int) -> str:
    """The kind of furniture that an element is, "" for none; what is inside furniture is, too."""
    if around and around != "around the article":
        return around
    kind = ROLES.get(element.get("role", "").strip().lower()) or FURNITURE.get(tag, "")
    if kind == "page header" and stories:
        kind = ""
    # Some sites put the whole page into one form.
    if kind == "form" and element.find(".//p") is not None:
        kind = ""
    return kind or around


def _story(page: HtmlElement) -> HtmlElement | None:
    """The one element that holds the story, where the page has one and it holds enough text."""
    whole = _extent(page)
    for path in ("//article", "//main | //*[@role='main']"):
        found = {e for e in page.xpath(path) if not _aside(e)}
        outer = list(islice((e for e in found if found.isdisjoint(e.iterancestors())), 2))
        if len(outer) == 1 and _extent(outer[0]) >= _STORY_SHARE * whole:
            story: HtmlElement = outer[0]
            return story
    return None


def _aside(element: HtmlElement) -> bool:
    return any(a.tag in {"nav", "aside", "footer"} for a in element.iterancestors())


def _extent(element: HtmlElement) -> int:
    """The characters of text in an element that a reader may see."""
    texts = element.xpath(
        ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"
    )
    return sum(len(text.strip()) for text in texts)
