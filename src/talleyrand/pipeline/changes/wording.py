"""Pieces of sentences: names, days, figures, counts, quotations."""

from __future__ import annotations

from datetime import date

from talleyrand.analyse.parties import called
from talleyrand.codebook.actors import actor_of, load_actor_index
from talleyrand.codebook.articles import with_article
from talleyrand.model.records import Act, Payload, Record, Statement
from talleyrand.present.plain import clip, count, line
from talleyrand.present.rows import RowView

Told = tuple[RowView, Record]
"""A record in words, and itself."""
SPACE = "\N{NO-BREAK SPACE}"
QUOTED = 180
"""Characters of a quotation within a sentence."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_of(day: date) -> str:
    """Return a day as a sentence has it: `24 February 2022`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_of(first: date, last: date) -> str:
    """Return an interval of days: `between 22 and 26 February 2022`."""
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {day_of(last)}"
    if first.year == last.year:
        return f"between {first.day} {_MONTHS[first.month - 1]} and {day_of(last)}"
    return f"between {day_of(first)} and {day_of(last)}"


def figure(value: float) -> str:
    """Return a position with its sign: `+0.30`, `−0.12`."""
    return f"{value:+.2f}".replace("-", "−").replace("−0.00", "0.00").replace("+0.00", "0.00")


def chance(p: float) -> str:
    """Return a probability as it is reported: `p = 0.004`, `p < 0.001`."""
    words = "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.01 else f"p = {p:.2f}"
    return words.replace(" ", SPACE)


def percent(share: float) -> str:
    """Return a share as a percentage: `53 %`."""
    return f"{share * 100:.0f}{SPACE}%"


def band(low: float, high: float) -> str:
    """Return the interval of a share: `90 % interval 41 to 61 %`."""
    return f"90{SPACE}% interval {low * 100:.0f} to {high * 100:.0f}{SPACE}%"


def times(n: int) -> str:
    """Return how often: `once`, `twice`, `5 times`."""
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def reports(n: int) -> str:
    """Return how many independent reports there are."""
    return f"n{SPACE}={SPACE}{count(n, 'independent report')}"


def possessive(name: str) -> str:
    """Return a name as an owner's: `China’s`, `the United States’`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def party(key: str, given: str | None = None) -> str:
    """Return how a party is called within a sentence; `given` is the name that a measure has for it."""
    if len(key) == len("CHN") and key.isupper():
        return called(key)
    if given is None:
        known = actor_of(key, load_actor_index())
        given = known.name if known is not None else key.rpartition(":")[2].replace("-", " ")
    return with_article(line(given))


def quoted(told: Told) -> str:
    """Return the sentence that a record rests on, cut around what it is about, and who says so."""
    row, record = told
    start = telling(record.payload)
    near = max(start - record.evidence.start, 0) if start is not None else 0
    words = excerpt(record.evidence.text, near).replace("“", "‘").replace("”", "’")
    return f"“{words}” ({row.chain or row.outlet})"


def telling(payload: Payload) -> int | None:
    """Return where in the document the words stand that a record is about, None where that is the whole sentence."""
    if isinstance(payload, Act):
        return payload.trigger.start
    return payload.content[0].start if isinstance(payload, Statement) and payload.content else None


def excerpt(text: str, near: int, limit: int = QUOTED) -> str:
    """Return a text in about so many characters with what stands at `near`, cut at words.

    >>> excerpt("It was said at length, and often, that they will not withdraw, now or later.", 52, 40)
    '… often, that they will not withdraw…'
    """
    if near + limit // 4 <= limit or len(text) <= limit:
        return clip(line(text), limit)
    start = text.rfind(" ", 0, max(near - limit // 2, 1)) + 1
    return f"… {clip(line(text[start:]), limit)}"


def ended(sentence: str) -> str:
    """Return a sentence with its full stop."""
    return sentence if sentence.endswith((".", "!", "?", ".”", "?”")) else f"{sentence}."
