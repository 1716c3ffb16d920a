"""Every gold set that the gate measures, with the scorers of its tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from quality.figures import Measure
from quality.material import Material
from quality.scorers import (
    actors,
    attributions,
    clean,
    contacts,
    copies,
    dates,
    entries,
    factuality,
    marked_acts,
    own_records,
    pages,
    speakers,
    trees,
)
from quality.sets import contacts as weeks
from quality.sets import copies as copied
from quality.sets import entries as entered
from quality.sets import happened, named, own, pairs, quoted, timexes
from quality.sets import pages as web
from quality.sets import trees as treebanks
from quality.sets.own import OwnText
from talleyrand import Document

OWN = "own gold"
ENTRIES = "entries"
FACTUALITY = {"UW dev": "UW", "UDS-IH2 dev": "UDS_IH2", "CB dev": "CB", "MEANTIME dev": "MEANTIME"}


def splits(texts: Sequence[OwnText]) -> Mapping[str, Sequence[int]]:
    """Return all texts, and those that are read for errors apart from those that nobody reads."""
    return {"": range(len(texts))} | {
        f", {split}": [i for i, text in enumerate(texts) if text.split == split] for split in ("dev", "test")
    }


def known_contacts(_texts: Sequence[Document], found: Sequence[Any]) -> Iterator[Measure]:
    """Score what was found in all texts together against the facts."""
    yield from contacts.score(weeks.facts(), found)


def length(item: Any) -> int:
    """Return how long an item's text is."""
    text: str = item.document.text if hasattr(item, "document") else item.text
    return len(text)


MATERIALS: tuple[Material, ...] = (
    Material("PolNeAR dev", quoted.load_polnear, quoted.read, {"attributions": attributions.score}, weight=length),
    Material("PLV, half", pairs.load, pairs.read, {"acts": marked_acts.score}, weight=length),
    Material(
        OWN,
        own.load,
        own.read,
        {task: partial(own_records.score, task) for task in own_records.RUBRICS}
        | {"factuality": factuality.score_own, "speakers": speakers.score, "traps": clean.score},
        splits,
        length,
    ),
    *(
        Material(name, partial(happened.load, folder), happened.read, {"factuality": factuality.score}, weight=length)
        for name, folder in FACTUALITY.items()
    ),
    Material("TimeBank and AQUAINT", timexes.load, timexes.read, {"dates": dates.score}, weight=length),
    Material("NGEC's expectations", named.load, named.read, {"actors": actors.score}),
    Material("February 2022", weeks.load, weeks.read, {"contacts": known_contacts}, weight=length),
    Material("copies made of the corpora", copied.load, copied.read, {"copies": copies.score}, weight=length),
    Material("the real article", entered.load_case, entered.read, {ENTRIES: entries.score}, weight=length),
    Material(
        "the real article",
        quoted.load_case,
        quoted.read_case,
        {"attributions": attributions.score_case},
        weight=length,
    ),
    Material("the example case", entered.load_example, entered.read, {ENTRIES: entries.score}, weight=length),
    Material("news pages", web.load_news, web.read, {"pages": pages.score_news}),
    Material("official pages", web.load_official, web.read, {"pages": pages.score_official}),
    Material("treebanks", treebanks.load, treebanks.read, {"engine": trees.score}, weight=length),
)
"""In the order of the table."""
