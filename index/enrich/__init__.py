"""enrichment: an article as a source gives it -> a document with every facet decided, and why."""

from index.enrich.document import check, enrich
from index.enrich.rules import DEFAULT, Rules, RulesError

__all__ = ["DEFAULT", "Rules", "RulesError", "check", "enrich"]
