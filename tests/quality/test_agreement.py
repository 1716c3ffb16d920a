"""Our scorers and those beside the repository give the same numbers on the same predictions.

The predictions are made from the gold sets by leaving out, shifting and relabelling: no engine is needed, and every
branch of a scorer has something to do.
"""

from __future__ import annotations

import json
import re
import runpy
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from quality.figures import Measure
from quality.places import EXAMPLE, SHARED
from quality.scorers import attributions, contacts, dates, entries, marked_acts
from quality.sets import contacts as weeks
from quality.sets import entries as entered
from quality.sets import pairs, quoted, timexes
from quality.sets.jsonl import Json, rows

import talleyrand as ty
from talleyrand.model.dates import DateMention

SCORE = SHARED / "score"
pytestmark = [
    pytest.mark.skipif(not SCORE.exists(), reason="the scorers to compare with are not here (../shared)"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # they leave files open
]
FEW = 25
"""Texts of PolNeAR that are compared."""


def told(capsys: pytest.CaptureFixture[str], script: str, *arguments: object, variables: Json | None = None) -> str:
    """Run a scorer as a command and return what it printed."""
    sys.argv = [script, *map(str, arguments)]
    runpy.run_path(str(SCORE / script), variables, run_name="__main__")
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def arguments_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", list(sys.argv))


def values(measures: Iterator[Measure]) -> dict[str, Measure]:
    return {m.name: m for m in measures}


def write(path: Path, objects: list[Json]) -> Path:
    path.write_text("".join(json.dumps(o) + "\n" for o in objects), encoding="utf-8")
    return path


def disturbed(row: Json) -> list[Json]:
    """The attributions of a text with every fourth left out, some shifted, some with another source, some negated."""
    made = []
    for i, quote in enumerate(row["quotes"]):
        if i % 4 == 3:
            continue
        shift = 7 if i % 5 == 2 else 0
        content = [[start + shift, end] for start, end in quote["content"] if end > start + shift]
        source = quote["cue"] if i % 6 == 1 else quote["source"]
        other = {"speaker": "Nobody" if i % 3 else quote.get("speaker"), "negated": i % 2 == 0}
        made.append({"content": content, "cue": [] if i % 7 == 4 else quote["cue"], "source": source} | other)
    return (
        made
        + [{"content": t["span"], "cue": [], "source": []} for t in row.get("traps", [])[::2]]
        + [
            {"content": [], "cue": r["cue"], "source": [], "negated": i % 2 == 0}
            for i, r in enumerate(row.get("refusals", []))
        ]
    )


@pytest.mark.parametrize("path", [quoted.POLNEAR / "dev.jsonl", quoted.ARTICLE], ids=lambda path: path.stem)
def test_attributions(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = (rows(path) or [])[:FEW]
    made = [{"doc_id": row["doc_id"], "quotes": disturbed(row)} for row in gold]
    files = write(tmp_path / "gold.jsonl", gold), write(tmp_path / "found.jsonl", made)
    theirs = told(capsys, "score_attribution.py", *files)
    texts = [quoted.quoted_text(row) for row in gold]
    found = [tuple(quoted.quoted(q) for q in row["quotes"]) for row in made]
    for role in ("source", "cue", "content"):
        three = [*attributions.exact(role, texts, found), *attributions.by_character(role, texts, found)]
        printed = re.search(rf"{role} +exact P (\S+) R (\S+) F (\S+) \| char P (\S+) R (\S+) F (\S+)", theirs)
        assert printed is not None
        assert [f"{m.value / 100:.3f}" for m in three] == list(printed.groups())
    ours = values(attributions.score_case(texts, found))
    for kind in attributions.KINDS:
        m = ours[f"{kind} speech found"]
        assert f"{kind} recall@.3 {counted(m)}/{m.of}" in theirs
    given = (ours["source right where found"].value / 100, ours["cue right where found"].value / 100)
    speaker = ours["speaker right where found"]
    assert f"source {given[0]:.3f} cue {given[1]:.3f} speaker {counted(speaker)}/{speaker.of}" in theirs
    left, alone = ours["refusals not asserted"], ours["traps not taken"]
    told_of = f"asserted {left.of - counted(left)}/{left.of}, traps hit {alone.of - counted(alone)}/{alone.of}"
    assert told_of in theirs


def counted(measure: Measure) -> int:
    return round(measure.value * measure.of / 100)


@dataclass(frozen=True)
class Type:
    event_type: str


def test_marked_acts(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    items = pairs.load() or []
    labels = [None if i % 9 == 4 else items[i // 3].label for i in range(len(items))]
    given = ["RETREAT" if label == "YIELD" else label for label in labels]
    answers = iter(given)
    monkeypatch.setattr(ty, "load_engine", lambda: None, raising=False)
    monkeypatch.setattr(ty, "classify_act", lambda *_, **__: (t := next(answers)) and Type(t), raising=False)
    whole = [r for r in rows(pairs.PLV) or [] if r["source_span"] and r["target_span"]]
    theirs = told(capsys, "score_plv.py", write(tmp_path / "plv.jsonl", whole))
    ours = [m.value for m in marked_acts.score(items, given)]
    expected = f"binary {ours[0]:.1f} quad {ours[1]:.1f} root {ours[2]:.1f} n {len(items)} uncoded {given.count(None)}"
    assert f"all: {expected}" in theirs


def test_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    gold = [row for part in timexes.PARTS for row in rows(timexes.FOLDER / part / "docs.jsonl") or []]
    texts = timexes.load() or []
    found = [shifted(text.timexes) for text in texts]
    by_text = {text.text: given for text, given in zip(texts, found, strict=True)}

    def find(text: str, **_: Any) -> list[DateMention]:
        return [DateMention(t.span.start, t.span.end, "", "DATE", t.value) for t in by_text[text]]

    monkeypatch.setattr(ty, "find_dates", find, raising=False)
    theirs = told(capsys, "score_timex.py", write(tmp_path / "docs.jsonl", gold))
    relaxed, strict, value = (m.value / 100 for m in dates.score(texts, found))
    assert f"relaxed {relaxed:.3f} strict {strict:.3f} value {value:.3f}" in theirs


def shifted(timexes_: tuple[timexes.Timex, ...]) -> tuple[timexes.Timex, ...]:
    """The expressions with every fourth left out, some longer, some of another value, and one where there is none."""
    made = [timexes.Timex(ty.Span(0, 3), "2000")]
    for i, timex in enumerate(timexes_):
        if i % 4 == 1:
            continue
        end = timex.span.end + (i % 3 == 2)
        made.append(timexes.Timex(ty.Span(timex.span.start, end), "PAST_REF" if i % 5 == 2 else timex.value))
    return tuple(made)


def test_contacts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = weeks.facts()
    found = [
        weeks.Contact(frozenset(f.countries if i % 4 else f.countries[:1]), f.day, f.day if i % 5 else "2022-03-09")
        for i, f in enumerate(facts)
        if i % 3
    ]
    exported = [
        {
            "kind": "act",
            "factuality": "actual",
            "act": {"event_type": "CONSULT"},
            "actors": [{"country": country} for country in sorted(contact.countries)],
            "date": {"start": contact.start, "end": contact.end},
        }
        for contact in found
    ]
    theirs = told(capsys, "score_facts.py", weeks.FACTS, write(tmp_path / "export.jsonl", exported))
    ours = values(contacts.score(facts, [tuple(found)]))["recall, all"]
    assert f"contacts found {counted(ours)}/{ours.of}" in theirs


def test_entries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Records made from the entries of the example case, every second one spoilt in one field."""
    for text in entered.load_example() or []:
        records = [made_record(entry, i, text.document.text) for i, entry in enumerate(text.entries)]
        source = tmp_path / "text.txt"
        source.write_text(text.document.text, encoding="utf-8")
        gold = write(tmp_path / "gold.jsonl", list(text.entries))
        theirs = told(capsys, "score_records.py", source, gold, write(tmp_path / "export.jsonl", records))
        ours = next(entries.score([text], [tuple(records)]))
        assert f"found {counted(ours)}/{ours.of}" in theirs
    assert EXAMPLE.exists()


def made_record(entry: Json, place: int, text: str) -> Json:
    start = text.index(entry["near"])
    kind = entry["kind"][0]
    spoilt = {1: "date", 3: "event", 5: "actor", 7: "factuality"}.get(place % 9)
    first = {name: given[0] if isinstance(given, list) and name != spoilt else None for name, given in entry.items()}
    payload = {
        "event_type": first.get("event"),
        "form": first.get("form"),
        "choice": first.get("vote_choice"),
        "veto": first.get("vote_choice") == "veto",
        "body": {"name": first.get("vote_body")},
        "term": first.get("term"),
        "use": first.get("use"),
    }
    day = entry.get("date", [None, None]) if spoilt != "date" else ["2001-01-01", "2001-01-01"]
    return {
        "id": str(place),
        "kind": kind,
        "evidence": {"start": start, "end": start + 5, "text": text[start : start + 5]},
        "actors": [party(first.get("actor"))],
        "recipients": [party(first.get("recipient"))],
        "date": {"start": day[0], "end": day[1]},
        "factuality": first.get("factuality"),
        "reported_by": [party(first.get("reported_by"))],
        kind: payload,
    }


def party(name: str | None) -> Json:
    return {"country": None, "name": name or "Nobody", "type": "named", "mention": None}
