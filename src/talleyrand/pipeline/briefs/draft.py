"""A draft of a brief, as an answer whose rows are its paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from talleyrand.analyse.choosing import check_period
from talleyrand.analyse.parties import called
from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.store import Ledger
from talleyrand.model.briefs import SECTIONS, Block, Brief, Section
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result
from talleyrand.pipeline.briefs import doings, meetings, standing, unknown, words
from talleyrand.pipeline.briefs.matter import BriefRow, Line, Look, Matter, change_line, same_change
from talleyrand.pipeline.changes.change import SURE, Ask
from talleyrand.pipeline.changes.wording import day_of
from talleyrand.present.plain import capital, listed

MOST_ACTORS = 4
SUMMARY = 6
"""Lines of the summary."""
OF_A_KIND = 2
"""Lines of the summary of one kind about one actor."""
ASIDE = ("contact", "forecast")
"""Kinds that the summary tells only where they concern two of the actors."""
MOST_LINES = 8
"""Lines of another section."""
DRAFTED = "Drafted from a ledger of records by templates of sentences; no person has read it yet."
DRAWN: dict[str, Callable[[Matter], Iterator[Line]]] = {
    "position": standing.positions,
    "doings": doings.doings,
    "contacts": meetings.contacts,
    "votes": doings.votes,
    "formulations": words.formulations,
    "withheld": doings.withheld,
    "forecasts": words.forecasts,
    "accounts": meetings.accounts,
}
"""What each section is drawn from; the summary comes before them and what is not known after them."""


def brief(
    records: Iterable[Record],  # noqa: ARG001  every measure is given records, this one asks others that have them
    *,
    actors: str,
    since: str | None = None,
    until: str | None = None,
    documents: Mapping[str, Document] | None = None,
    ask: Ask | None = None,
    look: Look | None = None,
) -> Result[BriefRow]:
    """Return a draft brief about one to four actors (codes, ids or names, with commas between) and days, inclusive.

    Without `since` it is about the last thirty days, without `until` it ends with the newest document. A row is a
    paragraph; `ask` and `look` are ways to other measures and to records. Raises OptionError for no actors or too many,
    NotFoundError for those that nobody knows.
    """
    check_period(since, until)
    asked = list(dict.fromkeys(name.strip() for name in actors.split(",") if name.strip()))
    if not 0 < len(asked) <= MOST_ACTORS:
        raise OptionError(f"a brief is about 1 to {MOST_ACTORS} actors", where="actors", hint="such as CHN,RUS")
    if ask is None or look is None:
        raise OptionError("a brief is drawn from a ledger", where="actors")
    matter = _matter(asked, (since, until), documents or {}, (ask, look))
    lines = {"summary": list(_summary(matter))}
    for key, draw in DRAWN.items():
        lines[key] = list(draw(matter))[:MOST_LINES]
    used = [ident for found in lines.values() for line in found for ident in line.records]
    lines["unknown"] = list(unknown.unknown(matter, used))
    rows = tuple(
        BriefRow(key, at, line.text, line.records, line.independent, line.figure)
        for key in SECTIONS
        for at, line in enumerate(lines[key], 1)
    )
    return Result(
        measure="brief",
        question=title_of(matter),
        row_type=BriefRow,
        rows=rows,
        keys=("section", "at"),
        shown=("section", "text", "independent"),
        parameters={"actors": ",".join(matter.names), "since": since, "until": until},
        notes=("a draft from data by templates of sentences: read it against its records",),
        records=len(set(used)),
        independent=sum(row.independent for row in rows if row.section == "summary"),
        reasons=lambda at: tuple(Reason(ident) for ident in rows[at].records),
    )


def _matter(
    asked: list[str],
    days: tuple[str | None, str | None],
    documents: Mapping[str, Document],
    ways: tuple[Ask, Look],
) -> Matter:
    ask, look = ways
    since, until = days
    changes = {}
    for name in asked:
        result = ask("changes", actor=name, since=since, until=until)
        changes[str(result.parameters["actor"])] = result
    end = until or max((one.published or "" for one in documents.values()), default="")[:10]
    if not end:
        raise NotFoundError("no document has a day: there is nothing to brief about", where=",".join(asked))
    last = date.fromisoformat(end)
    first = date.fromisoformat(since) if since else date.fromordinal(last.toordinal() - 30)
    return Matter({key: called(key) for key in changes}, first, last, ask, look, documents, changes)


def title_of(matter: Matter) -> str:
    """Return the title: who, and in which days."""
    who = capital(listed(list(matter.names.values())))
    first = day_of(matter.since)
    if matter.since.year == matter.until.year:
        first = first.removesuffix(f" {matter.since.year}")
    return f"{who}, {first} to {day_of(matter.until)}"


def _summary(matter: Matter) -> Iterator[Line]:
    """The surest changes, of each actor and kind a few; the slight only where there is nothing surer."""
    rows = [(row, result) for result in matter.changes.values() for row in result]
    rows = [one for one in rows if one[0].kind not in ASIDE or one[0].other in matter.names]
    rows.sort(key=lambda one: (SURE.index(one[0].sure), -one[0].independent))
    kinds: dict[tuple[str, str], int] = {}
    told = 0
    for row, result in rows:
        kind = (row.actor, row.kind)
        full = told >= SUMMARY or kinds.get(kind, 0) >= OF_A_KIND
        if full or same_change(row) in matter.told or (row.sure == "slight" and told >= SUMMARY // 2):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        told += 1
        matter.told.add(same_change(row))
        yield change_line(result, row)


def drafted(ledger: Ledger, actors: Sequence[str], since: str | None, until: str | None, made_by: str) -> Brief:
    """Return a draft brief from a ledger; raises what `brief` raises."""
    from talleyrand.pipeline.measures import ask
    from talleyrand.pipeline.views import resolve

    found = ask(ledger, "brief", {"actors": ",".join(actors), "since": since, "until": until}, resolve)
    keys = tuple(str(found.parameters["actors"]).split(","))
    return brief_of(found, found.question, (keys, since, until), f"{DRAFTED} {made_by}.")


def brief_of(
    rows: Iterable[Any], title: str, about: tuple[tuple[str, ...], str | None, str | None], made: str
) -> Brief:
    """Return the brief of a draft's rows (objects with the fields of `BriefRow`, or mappings); empty sections go."""
    blocks: dict[str, list[Block]] = {key: [] for key in SECTIONS}
    for row in rows:
        one = row if isinstance(row, Mapping) else {name: getattr(row, name) for name in BriefRow.__slots__}
        blocks[one["section"]].append(Block(one["text"], tuple(one["records"]), one["figure"]))
    sections = tuple(Section(key, SECTIONS[key], tuple(found)) for key, found in blocks.items() if found)
    return Brief(title, *about, sections, made)
