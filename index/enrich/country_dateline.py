"""where a dateline's place stands: "PARIS, Feb 26 (Reuters) - " at the beginning of a story."""

from __future__ import annotations

import re

LONGEST = 60
"""Characters that a dateline's place may have, its state or country included."""

_WIRE = re.compile(
    r"(?P<place>[^\W\d_](?:[^\n(–—:;!?-]|-(?=\w)){1,59}?)"
    r"(?:,?\s[^\W\d_]{3,10}\.?\s\d{1,2}(?:,\s\d{4})?)?"
    r"\s*(?:\([^)\n]{2,40}\)\s*|/[^/\n]{2,20}/\s*)?"
    r"(?<=[\s)/])[-–—]{1,2}\s"
)
"""A place, perhaps a date and an agency, and a dash."""

_DASH = re.compile(r"[-–—]\s")
REACH = 250
"""So many characters from its start on a dateline's dash stands; hardly any text has one there, and
to look for that takes a tenth of the time."""

_SENTENCE = re.compile(r"[^\W\d_]{2,}\.\s+\S")


def dateline(text: str, start: int) -> int:
    """Where the place of the dateline at `start` ends, 0 when there is no dateline."""
    if _DASH.search(text, start, start + REACH) is None:
        return 0
    match = _WIRE.match(text, start)
    if match is None:
        return 0
    place = match["place"]
    small = sum(word[:1].islower() for word in place.split())
    return match.end("place") if small <= 1 and len(place.split()) <= 6 else 0
