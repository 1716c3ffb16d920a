"""News of a watched ledger: a document that came in, or a change that it brought to light."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """A record that news rest on: its id, and what it says in words."""

    id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class News:
    """What is new: a document, or a change by its kind (`turn`, `contact` ...); `subject` tells those of a kind apart.

    `day` is the day that it is about (`YYYY-MM-DD`, None where unknown), `sentence` says it. Of a document, `document`
    is its id, `url` its address and `records` those that concern the actors watched, of `found` in all; of a change,
    `actor` is whose it is, `other` whom else it concerns, `sure` how sure it is, and `figure` the address of the figure
    behind it, with the direction of the change in `rising`.
    """

    kind: str
    subject: str
    day: str | None
    sentence: str
    actor: str | None = None
    other: str | None = None
    sure: str | None = None
    rising: bool | None = None
    figure: str | None = None
    document: str | None = None
    url: str | None = None
    outlet: str | None = None
    records: tuple[Told, ...] = ()
    found: int = 0

    @property
    def id(self) -> str:
        """What names it, 16 hexadecimal digits: the same for the same document or change."""
        parts = (self.kind, self.actor or "", self.subject, self.day or "", self.document or "")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def news_json(news: News) -> dict[str, Any]:
    """Return news as a JSON object; what is unknown is null."""
    return {"id": news.id, **asdict(news), "records": [asdict(told) for told in news.records]}


def news_of(value: Mapping[str, Any]) -> News:
    """Return the news of a JSON object that `news_json` made."""
    known = {name: value[name] for name in News.__dataclass_fields__ if name in value}
    return News(**known | {"records": tuple(Told(**told) for told in value["records"])})
