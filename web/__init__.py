"""the edge: HTTP, HTML, and the front door of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from search.searcher import Searcher
    from web.config import Config

__all__ = ["create_app"]


def create_app(searcher: Searcher, config: Config | None = None) -> Flask:
    """The site and its API over a searcher; `config` left out means every default.

    Flask is imported here and not above, so that `dateline --help` does not wait for it.
    """
    from web.app import build  # noqa: PLC0415 - see the docstring

    return build(searcher, config)
