"""enrichment: an article as a source gives it -> a document with every facet decided, and why."""

from index.enrich.document import enrich
from index.enrich.rules import DEFAULT, Rules

__all__ = ["DEFAULT", "Rules", "enrich"]
