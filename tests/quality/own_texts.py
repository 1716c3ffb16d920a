"""A text of the form of our own gold set, and records as coding would give them, for tests of the scorers."""

from __future__ import annotations

from typing import Any

from quality.sets.own import OwnReading, OwnText, own_text

from talleyrand import Act, Actor, DateInterval, Document, Quote, Record

TEXT = "China condemned the raid. India did not recall its envoy from Lima."
CONDEMNED = {
    "kind": "act",
    "near": "condemned the raid",
    "actors": ["CHN"],
    "recipients": [],
    "factuality": ["actual"],
    "event": ["ACCUSE"],
}
RECALLED = {
    "kind": "act",
    "near": "did not recall",
    "actors": ["IND"],
    "recipients": ["PER"],
    "factuality": ["negated"],
    "event": ["SANCTION", "COERCE"],
}


def text_of(*records: dict[str, Any], text: str = TEXT, article: bool = False, **more: Any) -> OwnText:
    row = {"id": "x", "split": "dev", "text": text, "published": "2022-03-04", "records": list(records), **more}
    return own_text(row, article)


def state(code: str, mention: str | None = None) -> Actor:
    quote = Quote(TEXT.index(mention), TEXT.index(mention) + len(mention), mention) if mention else None
    return Actor(f"country:{code}", code.title(), "state", code, mention=quote)


def act(
    trigger: str, event: str, actor: Actor, *recipients: Actor, factuality: Any = "actual", text: str = TEXT
) -> Record:
    start = text.index(trigger)
    end = text.index(".", start) + 1
    begin = text.rfind(".", 0, start) + 1
    return Record(
        f"{event}-{start}",
        Document.from_text(text).id,
        Act(event, None, (), "verbal conflict", -3, Quote(start, start + len(trigger), trigger)),
        Quote(begin, end, text[begin:end]),
        (actor,),
        recipients,
        DateInterval(),
        factuality,
    )


def reading(*records: Record, triggers: tuple[Any, ...] = ()) -> OwnReading:
    return OwnReading(records, triggers)
