"""Publication dates: checking given ones, reading written ones, inferring one that a text states plainly."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from talleyrand.errors import DateError

HINT = "write YYYY-MM-DD, YYYY-MM or YYYY"
"""What to tell someone whose date can't be read."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = (
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}",
    r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)",
)
_TIME = (
    r"(?:T[\d:.+\-Z]{4,}|[,;]?\s*(?:at\s+|[-–—|]\s*)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?"
)
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<number>\d\d)(?:-(?P<day>\d\d)(?:[T ][\d:.+\-Z ]+)?)?)?")
_ON = r"(?:\s+on|\s+at)?\s*:?\s*"
_AGENCY = r"(?:\([A-Z][A-Za-z ]+\)\s*)?"
_NO_PLACE = r"(?!(?:On|In|By|At|Since|Until|From|After|Before)\b)"
_PLACE = rf"{_NO_PLACE}(?:[A-Z][A-Z .,’'()/-]{{2,40}}|[A-Z][A-Za-z .’'-]{{2,30}}{_AGENCY})"
_PREFIX = {
    "published": rf"(?:(?:first\s+|originally\s+)?(?:published|posted)|(?:publication|release)?\s?date){_ON}",
    "alone": r"(?:for immediate release\s*[:–—-]?\s*)?",
    "dateline": rf"{_PLACE}[,:]?\s+{_AGENCY}[,–—-]?\s*",
    "placed": rf"{_PLACE},\s+",
    "updated": rf"(?:last\s+)?(?:updated|modified){_ON}",
}
_SUFFIX = {"dateline": r"\s*(?:\(\w[\w ]{1,20}\)\s*)?(?:[-–—:]|/\w+/)"}
_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<number>\d\d?)/(?P<day>\d\d?)(?=/|$|[?#])")

_HEAD_LINES = 12
_TAIL_LINES = 8
_LINE_LIMIT = 200


def _forms(kind: str) -> tuple[re.Pattern[str], ...]:
    end = _SUFFIX.get(kind, r"\s*\.?$")
    flags = 0 if kind in {"dateline", "placed"} else re.IGNORECASE
    return tuple(re.compile(rf"{_PREFIX[kind]}{written}{_TIME}{end}", flags) for written in _WRITTEN)


_KINDS = {kind: _forms(kind) for kind in _PREFIX}
_ALONE = tuple(re.compile(written + _TIME, re.IGNORECASE) for written in _WRITTEN)


def check_date(value: str, *, where: str = "") -> str:
    """Return `value` if it is a day, a month or a year as ISO 8601 writes them; raise DateError otherwise."""
    match = _ISO.fullmatch(value)
    iso = _iso(match) if match and len(value) <= len("YYYY-MM-DD") else None
    if iso is None:
        raise DateError(f"{value!r} is no date", where=where, hint=HINT)
    return iso


def read_date(value: str, *, where: str = "") -> str:
    """Return a date of metadata as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; times are cut off, months may be written out.

    Raises DateError for what is none, and for all-digit dates whose day and month could be swapped.

    >>> read_date("February 26, 2022"), read_date("2022-02-26T23:00:00Z")
    ('2022-02-26', '2022-02-26')
    """
    cleaned = value.strip()
    for form in (_ISO, *_ALONE):
        match = form.fullmatch(cleaned)
        iso = _iso(match) if match else None
        if iso is not None:
            return iso
    raise DateError(f"{value[:40]!r} is no date", where=where, hint=HINT)


def infer_published(text: str, url: str | None = None) -> str | None:
    """Return the one day that a text's own head or foot, or else its web address, gives as its publication date.

    A line "Published March 3, 2022", a line that is nothing but a date, a dateline with a year, a line of a place and a
    date, and "Updated ..." are looked for in that order; two different days of one sort make it unknown.
    """
    lines = _edge_lines(text)
    for forms in _KINDS.values():
        days = {day for line in lines for form in forms if (match := form.match(line)) and (day := _iso(match))}
        if days:
            return days.pop() if len(days) == 1 else None
    address = _ADDRESS.search(url) if url else None
    return _iso(address) if address else None


def _edge_lines(text: str) -> list[str]:
    """Return the first and last lines that hold something, cut to a length that a date line can have."""
    head = list(_first_lines(text[: _HEAD_LINES * 1000].splitlines(), _HEAD_LINES))
    tail = list(_first_lines(reversed(text[-_TAIL_LINES * 1000 :].splitlines()), _TAIL_LINES))
    return head + [line for line in tail if len(line) < _LINE_LIMIT]


def _first_lines(lines: Iterable[str], count: int) -> Iterable[str]:
    filled = (line.strip()[:_LINE_LIMIT] for line in lines if line.strip())
    return (line for line, _ in zip(filled, range(count), strict=False))


def _iso(match: re.Match[str]) -> str | None:
    """Return the matched date in ISO 8601, None when the calendar has no such day."""
    parts = match.groupdict()
    month = parts.get("number") or _month_number(parts.get("month"))
    year, day = int(parts["year"]), parts.get("day")
    try:
        date = datetime.date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    return date.isoformat()[: 10 if day else 7 if month else 4]


def _month_number(name: str | None) -> int | None:
    if name is None:
        return None
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
