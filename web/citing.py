"""how an article, or a search, is quoted: plain text, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from index.article import Document
from search.answer import Answer
from web import caching, display
from web.address import address
from web.archive import archive
from web.languages import gettext

blueprint = Blueprint("citing", __name__)
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
KINDS = {
    "txt": "text/plain",
    "bib": "application/x-bibtex",
    "json": "application/vnd.citationstyles.csl+json",
}


@blueprint.before_request
def unchanged() -> Response | None:
    """Answer 304 at once to a browser that already has this citation."""
    return caching.unchanged(request)


@blueprint.get("/cite/<any(txt, bib, json):form>/<path:id>")
def cite(form: str, id: str) -> Response:
    """Quote an article."""
    document = archive().searcher.article(id)
    if document is None:
        abort(404, gettext("There is no article with this id here."))
    writers = {"txt": plain, "bib": bibtex, "json": csl}
    response = Response(
        writers[form](document) + "\n", content_type=f"{KINDS[form]}; charset=utf-8"
    )
    if form != "txt":
        response.headers["Content-Disposition"] = f'attachment; filename="{_key(document)}.{form}"'
    return response


def plain(document: Document) -> str:
    """An article as a bibliography has it: who, what, where and when."""
    names = ", ".join(document.authors)
    title = (document.title or gettext("Without a headline")).rstrip(".")
    parts = [names, f"“{title}”", document.source or "", display.when(document), where(document)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def where(document: Document) -> str:
    """Where an article can be read: where it was published, else here."""
    outside = document.url and display.outward(document.url)
    return outside or url_for("pages.article", id=document.id, _external=True)


def bibtex(document: Document) -> str:
    """An article as a BibTeX entry."""
    fields = {
        "title": f"{{{_latex(document.title)}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in document.authors),
        "journal": _latex(document.source or ""),
        "year": f"{document.year:04d}" if document.year else "",
        "date": document.published or "",
        "url": where(document).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "langid": "" if document.language == "unknown" else document.language,
        "note": "year estimated" if document.year_estimated else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{_key(document)},", *lines, "}"])


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))


def _key(document: Document) -> str:
    """A key of plain letters, made of the source or title and the year."""
    letters = unicodedata.normalize("NFKD", document.source or document.title or "article")
    word = re.sub(r"[^a-z0-9]+", "", letters.casefold().encode("ascii", "ignore").decode())[:24]
    return f"{word or 'article'}{document.year or ''}"


def csl(document: Document) -> str:
    """An article as CSL-JSON, which citation managers read."""
    item: dict[str, Any] = {
        "id": document.id,
        "type": "article-newspaper",
        "title": document.title,
        "container-title": document.source,
        "author": [{"literal": name} for name in document.authors],
        "issued": _issued(document),
        "URL": where(document),
        "language": None if document.language == "unknown" else document.language,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False)


def _issued(document: Document) -> dict[str, Any] | None:
    written = document.published or (str(document.year) if document.year else "")
    parts = written[:10].split("-") if written else []
    if not parts or not all(part.isdecimal() for part in parts):
        return None
    issued: dict[str, Any] = {"date-parts": [[int(part) for part in parts]]}
    return issued | {"circa": True} if document.year_estimated else issued


def search_citation(answer: Answer) -> tuple[str, str]:
    """A search as a text that quotes it, and the address that pins the state of the index."""
    commit = archive().commit
    link = address(answer.question, more=[("at", commit)], _external=True)
    asked = answer.question.text or gettext("All articles")
    today = display.day(datetime.now(UTC).date().isoformat())
    found = display.articles(answer.results.total)
    site = archive().config.name
    state = gettext("index state %(state)s", state=commit)
    return f"{site}. “{asked}”: {found}, {state}, {today}. {link}", link
