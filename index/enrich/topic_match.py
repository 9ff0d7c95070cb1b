"""terms found in a story: words, phrases, beginnings and ends of words, unspaced runs."""

from __future__ import annotations

from collections.abc import Iterable

from index.enrich.topic_patterns import Term, Word
from index.enrich.vocabulary import Entries, Reading

Match = tuple[Term, int, int]
"""A term found in a story, and the half-open range of characters of its text where it stands."""


def find(reading: Reading) -> list[Match]:
    """The terms in a story, of two that overlap the longer or the first.

    They are in order, but in a script without spaces those of Latin letters come last, after the
    others of the headline or of the body.
    """
    words, vocabulary = reading.words, reading.vocabulary
    if not vocabulary.terms.unspaced:
        spans = _spaced(reading.terms, reading.entries)
        edges = words.edges if spans else []
        return [(term, edges[2 * at], edges[2 * last + 1]) for term, at, last in spans]
    found = [(term, start, end) for start, end, term in vocabulary.terms.runs.find(words.low)]
    entries: Entries = [*vocabulary.look_up(words.latin), False]
    topics = ((at, entry.topic) for at, entry in enumerate(entries) if entry)
    if spans := _spaced(((at, word) for at, word in topics if word and word.begins), entries):
        edges = words.latin_edges()
        found += [(term, edges[2 * at], edges[2 * last + 1]) for term, at, last in spans]
        found.sort(key=lambda match: match[1] >= words.body)
    return found


def _spaced(begins: Iterable[tuple[int, Word]], entries: Entries) -> list[tuple[Term, int, int]]:
    """Terms, each with the numbers of its first and last word; `begins` may be the first ones."""
    found: list[tuple[Term, int, int]] = []
    free = 0
    for at, word in begins:
        if at < free:
            continue
        _, term, phrases, _ = word
        last = at
        following = entries[at + 1] if phrases else False
        after = following.topic if following else None
        if after and not phrases.keys().isdisjoint(after.numbers):
            size, term = _longest(word, after, entries, at)
            last += size - 1
        if term is not None:
            free = last + 1
            found.append((term, at, last))
    return found


def _longest(word: Word, following: Word, entries: Entries, at: int) -> tuple[int, Term | None]:
    """The longest term that begins with a word, and of how many words it is."""
    size, term = 1, word.term
    for number in following.numbers:
        for rest, phrase in word.phrases.get(number, ()):
            length = len(rest)
            if length < size:
                continue
            # Its second word is the one that follows: only a longer one has to be compared.
            if length == 1 or _fits(rest, entries[at + 1 : at + 1 + length]):
                size, term = length + 1, phrase
    return size, term


def _fits(rest: tuple[int, ...], entries: Entries) -> bool:
    return len(entries) == len(rest) and all(
        entry and entry.topic is not None and number in entry.topic.numbers
        for number, entry in zip(rest, entries, strict=True)
    )
