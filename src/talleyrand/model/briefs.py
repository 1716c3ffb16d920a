"""Briefs: a title, and sections of paragraphs that each name the records they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from talleyrand.errors import InputError

SECTIONS: dict[str, str] = {
    "summary": "Summary",
    "position": "Positions",
    "doings": "Words and deeds",
    "contacts": "Contacts and silences",
    "votes": "Votes",
    "formulations": "Formulations",
    "withheld": "What was withheld",
    "forecasts": "Forecasts",
    "accounts": "Accounts that differ",
    "unknown": "What is not known",
}
"""The sections of a brief drawn from the ledger, with their titles, in order."""
LONGEST_TITLE, LONGEST_TEXT = 300, 8000
MOST_SECTIONS, MOST_BLOCKS, MOST_RECORDS = 30, 200, 20
"""What a brief may hold: sections, paragraphs in a section, records behind a paragraph."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its words, the ids of the records that its footnote cites, the address of its figure or nothing.

    `quoted` makes it a quotation, set apart.
    """

    text: str
    records: tuple[str, ...] = ()
    figure: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a title; `key` tells what it is drawn from, empty for one that a person made."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief about actors (ids or codes) and days (inclusive, None where open); `made` says by what and when."""

    title: str
    actors: tuple[str, ...]
    since: str | None
    until: str | None
    sections: tuple[Section, ...] = ()
    made: str = ""

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all records cited, each once, in the order of their first citation."""
        cited = (ident for section in self.sections for block in section.blocks for ident in block.records)
        return tuple(dict.fromkeys(cited))


def brief_json(brief: Brief) -> dict[str, Any]:
    """Return a brief as JSON has it."""
    return asdict(brief)


def brief_from(data: Mapping[str, Any]) -> Brief:
    """Return the brief of its JSON; raises InputError for what is none."""
    try:
        sections = tuple(
            Section(
                str(section["key"]),
                str(section["title"]),
                tuple(
                    Block(
                        str(block["text"]),
                        tuple(map(str, block.get("records", ()))),
                        str(block.get("figure", "")),
                        bool(block.get("quoted", False)),
                    )
                    for block in section["blocks"]
                ),
            )
            for section in data["sections"]
        )
        actors = tuple(map(str, data["actors"]))
        return Brief(str(data["title"]), actors, data["since"], data["until"], sections, str(data.get("made", "")))
    except (KeyError, TypeError) as error:
        raise InputError(f"it is no brief: {error}", where="brief") from error
