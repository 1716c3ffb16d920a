"""The language engine: text to a spaCy `Doc` with tags, Universal Dependencies, entities and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from spacy.tokens import Doc

EMBEDDED = "talleyrand-en"
"""The name of the engine that comes with the package."""

DATA = Path(__file__).with_name("data")


class Engine(Protocol):
    """What every engine does, whatever model it holds.

    `doc.text == text` always, so that offsets are the caller's. Tokens carry `pos_` (universal tags), `tag_` (Penn
    tags), `dep_` (Universal Dependencies v2 with subtypes, `root` for roots), `head`, `lemma_` and `is_sent_start`;
    `doc.ents` are PER, ORG, LOC and EVENT. Every sentence is one tree; white space tokens (`SPACE`) head nothing.
    """

    @property
    def name(self) -> str:
        """The engine's name, e.g. `talleyrand-en`."""

    @property
    def version(self) -> str:
        """The engine's version: part of what each record says about its making."""

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Doc:
        """The parsed text; `breaks` are code-point offsets where a new sentence must begin (borders of blocks)."""

    def parse_many(self, items: Iterable[tuple[str, Sequence[int]]]) -> Iterator[Doc]:
        """Many texts with their breaks, in order, one at a time in memory; each as if parsed alone."""


def load_engine(name: str | None = None, *, threads: int = 1, gazetteer: Mapping[str, str] | None = None) -> Engine:
    """Loads the embedded engine (None or `talleyrand-en`), or an installed spaCy pipeline by its name.

    `gazetteer` maps names to PER, ORG, LOC or EVENT and overrides the embedded model's kind where a whole entity has
    that name. Raises `EngineError` if the pipeline is not installed.

    >>> doc = load_engine().parse("Mr. Putin met Xi Jinping in Beijing.")
    >>> [(e.text, e.label_) for e in doc.ents]
    [('Putin', 'PER'), ('Xi Jinping', 'PER'), ('Beijing', 'LOC')]
    """
    if name in (None, EMBEDDED):
        from talleyrand.parse.engine_embedded import EmbeddedEngine  # noqa: PLC0415 - loads the model only where it is wanted

        return EmbeddedEngine(DATA, threads=threads, gazetteer=gazetteer)
    from talleyrand.parse.spacy_pipeline import load_pipeline  # noqa: PLC0415

    return load_pipeline(str(name))
