"""the writing half of each engine, chosen by URL."""

from __future__ import annotations

from index.engine import Index, NotSupported
from index.engines.whoosh.index import WhooshIndex


def open_index(url: str) -> Index:
    """The index at an address: `whoosh:FOLDER`, or `whoosh:` and `whoosh::NAME` in memory."""
    scheme, _, location = url.partition(":")
    if scheme == "whoosh":
        return WhooshIndex.at(location)
    raise NotSupported(f"No engine answers to {url!r}. Write whoosh:FOLDER, as in whoosh:var/index")
