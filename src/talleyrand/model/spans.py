"""Spans: half-open intervals of Unicode code points into a document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval `[start, end)` of code points; `end >= start >= 0`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two intervals share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly within this interval."""
        return self.start <= other.start and other.end <= self.end

    def quote(self, text: str) -> Quote:
        """Return the span with the characters of `text` that it covers."""
        return Quote(self.start, self.end, text[self.start : self.end])


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A span with its characters: `document.text[start:end] == text` always holds."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """The interval alone."""
        return Span(self.start, self.end)


NO_WORDS = Quote(0, 0, "")
"""What stands in place of words where there are none: in records of event data, in acts that are only counted."""
