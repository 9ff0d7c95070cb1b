"""the constants and the formulas that rank, in one table.

BM25F after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009). The
alternatives of one position of a query (a word's folded form and its stems, or all that a prefix
finds) are one term: its frequency in a document is the weighted sum of theirs, and it is held by
every document that holds one of them. In field f it adds

    WEIGHT[f] * worth * tf * (K1 + 1) / (tf + K1 * (1 - B[f] + B[f] * length / average length))

where what the term is worth, its inverse document frequency and a little for standing often where
it stands, is the same in each field, that of the field where the most documents hold the term: few
titles hold a word, which says little about it (nDCG@10 on Cranfield: +.02). A field's length is its
number of positions (`index.analysis.length`) and its average is taken over the articles of the same
language: an article has more characters in Chinese than words in Arabic, and that says nothing
about it (MRR@10 of Chinese in an index of six languages: +.007).
The figures beside the constants are MRR@10 on XQuAD unless they say otherwise, measured by
`python -m bench.relevance`.
"""

from __future__ import annotations

import math
from typing import Final

K1: Final = 1.2
"""How soon further occurrences of a term stop to count."""

B: Final[dict[str, float]] = {"title": 0.75, "body": 0.75}
"""How far the length of a field discounts its terms."""

WEIGHT: Final[dict[str, float]] = {"title": 1.5, "body": 1.0}
"""What a match in a field counts for. Readers expect a match in the title to count for more, and it
costs little: nDCG@10 on Cranfield is .416, .413, .414 with title weights 1, 1.25, 1.5."""

FIRST: Final = 1.0
OTHER: Final = 0.8
"""What an occurrence of a position's first alternative (the folded form) counts for in tf, and what
one of any other does: so that folded forms outrank stems."""

STEEPNESS: Final = 1.5
"""The power of the inverse document frequency. Above 1, words that many articles hold count for
less: that is what stop words are in an archive of many languages, where each language's are held
by few of all articles. Six languages in one index gain .005 to .011 each, and none loses alone."""

OFTEN: Final = 0.25
"""The power of the mean tf of a term in the documents that hold it: what an article is about it
says again and again, so such a word tells more than one as rare that stands once in each (Kwok, "A
new method of weighting query terms for ad-hoc retrieval", 1996). nDCG@10 on TIME rises by .007, on
Cranfield by .003, and about as much with .15 to .3."""


COUNTED: Final = 5
"""Up to so many words, what a person types rather than pastes, articles that lack some are ranked
by how many they have; beyond, by the sum of what their words are worth, since in a sentence most
words tell little. Counting only up to three would raise nDCG@10 on TIME by .006."""

TELLING: Final = 0.5
"""Of those few words, one is counted that is worth at least so much of the one worth the most: the
rest, as in "Was ist Sepsis?", tell little, and add to the score alone. MRR@10 of such questions on
XQuAD, six languages in one index, rises by .01 to .04, and is no lower with .4 or .7."""

SENTENCE: Final = 6
"""From so many words on a query is a pasted sentence or question: where fewer than `ENOUGH`
articles have all of its words, those that have some follow: nDCG@10 on TIME rises by .10."""

ENOUGH: Final = 10
"""So many articles that have all words of a sentence are answer enough: a page, usually."""


RERANKED: Final = 50
"""So many first hits of a pasted sentence, or of a few words that no article has all of, are ranked
again (`search.likeness`). The latter raises MRR@10 by .0037 in German, .0023 in Russian, .0008 and
more in every other language; with likeness too it would be by .001 less."""

EXEMPLARS: Final = 3
LIKENESS: Final = 0.6
"""How many of the best hits the others are likened to, and the share of likeness in their score:
nDCG@10 on Cranfield is .414, .420, .424 with .4, .5, .6, on TIME .748, .753 with .4, .6."""

LACKING: Final = 0.2
"""The share of likeness is whole where the best hit lacks so much of the words, and less in
proportion: nothing is more like a sentence than the article that has it. MRR@10 of headlines asked
of bodies (`python -m bench.titles`) rises by .002, and the judged collections stay."""

TONGUE: Final = 0.5
"""What is taken off the score of such a hit in a language that has none of the sentence's words
(`search.tongue`): MRR@10 of German, six languages in one index, rises by .005, that of English
falls by .003, the others stay (a quarter of the questions)."""

LETTERS: Final = 4
PARTS: Final = 1.3
"""Of what a text lacks of the words of a sentence, groups of so many letters are looked for
(`search.partial`), and all of its words are worth so many times the best hit's score: MRR@10 gains
.008 in German, .003 in Russian. When it was a share for long words alone, one of them decided what
headlines find (`python -m bench.titles`): French has gained .04 since, Hausa and Swahili .01.
Looking for parts of shorter words than of two groups gains .003 more in Russian, .002 in Arabic,
and loses .002 in German; on TIME nDCG@10 falls by .013."""

READ: Final = 2_500
"""Characters of a text that are looked at for that: its beginning, where a story is told. With
6,000 nDCG@10 on TIME is no higher."""


def idf(documents: int, holding: int) -> float:
    """What a term is worth that `holding` of so many documents hold; above 0."""
    return float(math.log(1 + (documents - holding + 0.5) / (holding + 0.5)) ** STEEPNESS)


def worth(documents: int, holding: int, total: float) -> float:
    """What a match of a term is worth that `holding` of so many documents hold, with such a sum of
    its tf in all of them."""
    mean = total / holding if holding else 1.0
    return idf(documents, holding) * float(mean**OFTEN)


def weights(alternatives: int) -> tuple[float, ...]:
    """What an occurrence of each of so many alternatives of a position counts for in tf."""
    return (FIRST, *(OTHER,) * (alternatives - 1))
