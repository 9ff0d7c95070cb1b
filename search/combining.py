"""parts of a rewritten query put together: flat, each once, without what says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from search.query import All, Any, Everything, Not, Nothing, Query


def every(parts: Sequence[Query]) -> Query | None:
    """All of the parts: flat, each once, without those that say nothing; None for no part."""
    flat = _flat(parts, All)
    if any(isinstance(part, Nothing) for part in flat):
        return Nothing()
    asking = [part for part in flat if not isinstance(part, Everything)] or flat[:1]
    return All(tuple(asking)) if len(asking) > 1 else next(iter(asking), None)


def some(parts: Sequence[Query]) -> Query | None:
    """Any of the parts: flat, each once, without those that find nothing; None for no part."""
    flat = _flat(parts, Any)
    finding = [part for part in flat if not isinstance(part, Nothing)] or flat[:1]
    return Any(tuple(finding)) if len(finding) > 1 else next(iter(finding), None)


def _flat(parts: Sequence[Query], kind: type[All] | type[Any]) -> list[Query]:
    flat: dict[Query, None] = {}
    for part in parts:
        for each in part.parts if isinstance(part, kind) else (part,):
            flat[each] = None
    return list(flat)


def negated(part: Query) -> Query:
    """Everything but the part."""
    match part:
        case Not(inner):
            return inner
        case Everything():
            return Nothing()
        case Nothing():
            return Everything()
        case _:
            return Not(part)
