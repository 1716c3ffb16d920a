"""Plain words for names, lists, clips and dates, and the cleaning that makes hostile text harmless to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval

_ONE = re.compile(r"1 \w+s\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Controls, unpaired surrogates, and the characters that reorder the text around them: with these a document can show
# something other than it says, or steer a terminal.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    """Return `text` with control, reordering and unpaired surrogate characters made visible, one for one.

    Offsets stay what they were, so that spans still fit. Terminals and browsers can show the result safely.
    """
    return _UNSAFE.sub(REPLACEMENT, text)


def line(text: str) -> str:
    """Return `text` safe to show and on one line: every run of white space is one space."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # what is printable has nothing unsafe and no white space but spaces
    return " ".join(shown(text).split())


def clip(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, cut at a word with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:") + "…"


def listed(words: Sequence[str]) -> str:
    """Return words as an English list: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def names(actors: Iterable[Actor]) -> str:
    """Return the actors' names as an English list, each once."""
    return listed(list(dict.fromkeys(line(actor.name) for actor in actors)))


def capital(words: str) -> str:
    """Return words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def count(n: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: `1 record`, `1,204 records`."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def day_words(day: str) -> str:
    """Return an ISO date, whole or partial, as read: `2022-02-25` is `25 Feb 2022`, `2022-02` is `Feb 2022`."""
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    parts = [number.lstrip("0") if number.isdigit() else "", _month(month), year if year.isdigit() else ""]
    return " ".join(part for part in parts if part) or line(day)


def moment_words(moment: str) -> str:
    """Return an ISO time as read: `2026-11-22T14:40:52+00:00` is `22 Nov 2026, 14:40 UTC`; another as it is."""
    day, _, time = moment.partition("T")
    if len(day) != 10 or not time[:5].replace(":", "").isdigit():
        return line(moment)
    return f"{day_words(day)}, {time[:5]}" + (" UTC" if time.endswith(("+00:00", "Z")) else "")


def _month(digits: str) -> str:
    return MONTHS[int(digits) - 1] if digits.isdigit() and 1 <= int(digits) <= 12 else ""


def date_words(when: DateInterval) -> str:
    """Return an interval of days as read, no more precise than it is."""
    if when.start is None or when.end is None:
        return _open_words(when)
    if when.precision == "year" and when.start[:4] == when.end[:4]:
        return when.start[:4]
    if when.precision == "month" and when.start[:7] == when.end[:7]:
        return day_words(when.start[:7])
    return interval_words(when.start, when.end)


def _open_words(when: DateInterval) -> str:
    if when.start:
        return f"from {day_words(when.start)} on"
    if when.end:
        return f"by {day_words(when.end)}"
    known = any(digit.isdigit() for digit in (when.partial or "")[:10])
    return f"{day_words((when.partial or '')[:10])}, year unknown" if known else "undated"


def interval_words(start: str, end: str) -> str:
    """Return two days as one interval: `23–25 Feb 2022`, `28 Feb – 2 Mar 2022`."""
    if start == end:
        return day_words(start)
    if start[:7] == end[:7]:
        return f"{start[8:].lstrip('0')}–{day_words(end)}"
    if start[:4] == end[:4]:
        return f"{day_words(start).rsplit(' ', 1)[0]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def days_words(days: str) -> str:
    """Return one ISO day or two as read: `2022-02-12 to 2022-02-13` is `12–13 Feb 2022`."""
    start, _, end = days.partition(" to ")
    return interval_words(start, end or start)


def grammatical(note: str) -> str:
    """Return a note that begins by counting one thing with that thing in the singular.

    >>> grammatical("1 records of other days are left out"), grammatical("12 records are left out")
    ('1 record of other days is left out', '12 records are left out')
    """
    if not _ONE.match(note):
        return note
    one = re.sub(r"^1 (\w+?)(ies|s)\b", lambda found: f"1 {found[1]}{'y' if found[2] == 'ies' else ''}", note)
    return one.replace(" are left out", " is left out", 1)


def basis_words(when: DateInterval) -> str:
    """Return in words how a date is known."""
    said = f" “{clip(line(when.text), 40)}”" if when.text else ""
    if when.start is None and when.end is None and when.partial is None:
        return "no date found"
    if when.basis == "publication" and when.start is None:
        return "no date given; before publication"
    words = {
        "stated": "as stated",
        "relative": "reckoned",
        "publication": "date of publication",
        "inferred": "inferred",
    }
    joint = {"stated": ":", "relative": " from", "publication": "", "inferred": " from"}[when.basis]
    return words[when.basis] + (joint + said if said else "")


def ordinal(day: str) -> int:
    """Return an ISO day as a day number, for arithmetic."""
    return date.fromisoformat(day).toordinal()


def iso(number: int) -> str:
    """Return a day number as an ISO day."""
    return (date.min + timedelta(days=number - 1)).isoformat()
