"""The words that tokenization and sentence boundaries need to know, from `data/segmentation.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Abbreviations and other small word lists; the file says what each is for."""

    titles: frozenset[str]
    abbreviations: frozenset[str]
    starters: frozenset[str]
    numbered: frozenset[str]
    speech: frozenset[str]
    label_links: frozenset[str]
    name_openers: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Reads the file: lists of words separated by white space."""
        content = tomllib.loads(path.read_text("utf-8"))
        return cls(**{name: frozenset(words.split()) for name, words in content.items()})
