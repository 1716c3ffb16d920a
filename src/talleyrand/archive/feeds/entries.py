"""What a feed says: its entries, and the days that they were published."""

from __future__ import annotations

import email.utils
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from talleyrand.archive.fragments import fragment_text
from talleyrand.archive.published import read_date
from talleyrand.errors import DateError, InputError

_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed; all but its number in the feed (from 1) may be missing.

    `id` is what the feed knows it by, `url` the page that it is about (http or https, absolute), `dated` the day of its
    publication, else of its last change, as the feed writes it, and `updated` that of its last change; `outlet` is the
    outlet that an aggregator took it from.
    `content` is the full content where there is one, else the summary: HTML, or plain text when `plain`.
    """

    number: int
    id: str | None = None
    title: str | None = None
    url: str | None = None
    dated: str | None = None
    updated: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    content: str = ""
    plain: bool = False

    @property
    def date(self) -> str | None:
        """The day that `dated` means in its own time zone, `YYYY-MM-DD`; None when there is none."""
        return day_of(self.dated)

    @property
    def name(self) -> str:
        """What tells it from the feed's other entries: its id, else its address, else its number."""
        return self.id or self.url or str(self.number)

    @property
    def text(self) -> str:
        """The text of the content, a paragraph a line where it is HTML, as it stands where it is plain."""
        return self.content if self.plain else fragment_text(self.content)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, the address of what it is the feed of, its entries in their order, and what is wrong in it."""

    title: str | None
    url: str | None
    entries: tuple[FeedEntry, ...]
    errors: tuple[InputError, ...] = ()


def web_address(value: object, base: str | None = None) -> str | None:
    """Return an http or https address, made absolute by `base`; None for anything else.

    >>> web_address("/a", "https://example.org/feed"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        full = urljoin(base or "", value.strip())
        parts = urlsplit(full)
    except ValueError:
        return None
    return full if parts.scheme in _SCHEMES and parts.hostname else None


def day_of(value: object) -> str | None:
    """Return the day of a date as feeds write it (RFC 822, ISO 8601, written out); None when it is none.

    >>> day_of("Fri, 25 Feb 2022 23:30:00 -0500"), day_of("2022-02-25T23:30:00-05:00")
    ('2022-02-25', '2022-02-25')
    """
    if not isinstance(value, str):
        return None
    try:
        return read_date(value)
    except DateError:
        pass
    try:
        return email.utils.parsedate_to_datetime(value.strip()).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def first_date(*values: object) -> str | None:
    """Return the first of several values that is a date, as it is written; None when none is."""
    return next((value.strip() for value in values if isinstance(value, str) and day_of(value)), None)
