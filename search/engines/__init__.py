"""the reading half of each engine, chosen by URL."""

from __future__ import annotations

from index.engine import NotSupported
from search.engines.whoosh.searcher import WhooshSearcher
from search.searcher import Searcher


def open_searcher(url: str) -> Searcher:
    """The searcher at an address, the same that `index.engines.open_index` takes.

    `IndexMissing` when nothing is indexed there yet.
    """
    scheme, _, location = url.partition(":")
    if scheme == "whoosh":
        return WhooshSearcher.at(location)
    raise NotSupported(f"No engine answers to {url!r}. Write whoosh:FOLDER, as in whoosh:var/index")
