"""An analyst's entries: one is found when a record at its place agrees in every field that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from quality.figures import Measure, share
from quality.scorers.marked_acts import label_of
from quality.scorers.naming import answers
from quality.sets.entries import EnteredText
from quality.sets.jsonl import Json

TALKS = (["CONSULT"], ["AGREE", "SUPPORT", "COOPERATE"])
"""What an entry that accepts just these is about has sides, no doer: its recipients may stand among the actors."""


def score(texts: Sequence[EnteredText], found: Sequence[tuple[Json, ...]]) -> Iterator[Measure]:
    """Yield the share of entries found."""
    judged = [is_found(entry, text, given) for text, given in zip(texts, found, strict=True) for entry in text.entries]
    yield share("entries found", sum(judged), len(judged))


def is_found(entry: Json, text: EnteredText, records: Sequence[Json]) -> bool:
    """Tell whether one of the records at the entry's place agrees in every field."""
    return any(all(agrees for _, agrees in checks(entry, r)) for r in near(entry, text.document.text, records))


def near(entry: Json, text: str, records: Sequence[Json]) -> list[Json]:
    """Return the records whose evidence overlaps the entry's phrase, wherever it stands."""
    words = entry["near"]
    spots = [i for i in range(len(text)) if text.startswith(words, i)]
    return [
        r for r in records if any(r["evidence"]["start"] < i + len(words) and i < r["evidence"]["end"] for i in spots)
    ]


def checks(entry: Json, record: Json) -> Iterator[tuple[str, bool]]:
    """Yield the fields that the entry gives with whether the record agrees."""
    payload = record[record["kind"]]
    yield "kind", record["kind"] in entry["kind"]
    yield from _party_checks(entry, record)
    if "event" in entry:
        yield "event", record["kind"] != "act" or _type_fits(payload["event_type"], entry["event"])
    if "factuality" in entry:
        yield "factuality", record["factuality"] in entry["factuality"]
    if "date" in entry:
        yield "date", _within(record["date"], entry["date"])
    if "form" in entry:
        yield "form", payload.get("form") in entry["form"]
    yield from _vote_checks(entry, payload)
    if "term" in entry:
        yield "term", any(term in str(payload.get("term")).lower() for term in entry["term"])
    if "use" in entry:
        yield "use", payload.get("use") in (*entry["use"], "rejected")


def _party_checks(entry: Json, record: Json) -> Iterator[tuple[str, bool]]:
    if "actor" in entry:
        yield "actor", _named(entry["actor"], record["actors"])
    if "recipient" in entry:
        sides = record["actors"] if entry.get("event") in TALKS else []
        yield "recipient", _named(entry["recipient"], [*record["recipients"], *sides])
    if "reported_by" in entry:
        yield "reported_by", _named(entry["reported_by"], record["reported_by"])
    if entry.get("anonymous"):
        sources = [*record["reported_by"], *record["actors"]]
        yield "anonymous", not record["actors"] or any(s["type"] == "anonymous" for s in sources)


def _vote_checks(entry: Json, payload: Json) -> Iterator[tuple[str, bool]]:
    if "vote_choice" in entry:
        vetoed = "veto" in entry["vote_choice"] and bool(payload.get("veto"))
        yield "choice", payload.get("choice") in entry["vote_choice"] or vetoed
    if "vote_body" in entry:
        body = str((payload.get("body") or {}).get("name"))
        yield "body", any(answers(name, (body,)) for name in entry["vote_body"])


def _type_fits(event_type: str, accepted: Sequence[str]) -> bool:
    return event_type in accepted or label_of(event_type) in accepted


def _named(wanted: Sequence[str], parties: Sequence[Json]) -> bool:
    called = [name for party in parties for name in _names(party)]
    return any(answers(name, called) for name in wanted)


def _names(party: Json) -> Iterator[str]:
    mention: dict[str, Any] = party.get("mention") or {}
    yield from (name for name in (party.get("country"), party.get("name"), mention.get("text")) if name)


def _within(day: Json, span: Sequence[str]) -> bool:
    return bool(day["start"] and day["end"]) and span[0] <= day["start"][:10] and day["end"][:10] <= span[1]
