"""Analyses written into a spaCy `Doc`: one row a token, then all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.vocab import Vocab

from talleyrand.parse.engine_lexicon import Lexicon
from talleyrand.parse.lemmas import Lemmatizer
from talleyrand.parse.onnx_model import Analysis, Labels

_ATTRIBUTES = ["TAG", "POS", "DEP", "HEAD", "LEMMA", "ENT_IOB", "ENT_TYPE"]
_INSIDE, _OUTSIDE, _BEGIN = 1, 2, 3
_SPACE, _SPACE_TAG, _SPACE_RELATION = "SPACE", "_SP", "dep"

IntArray = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Columns:
    """A document and the rows of its tokens; `finish` sets them."""

    doc: Doc
    rows: Codes

    @classmethod
    def empty(cls, doc: Doc) -> Columns:
        """Rows of zeros."""
        return cls(doc, np.zeros((len(doc), len(_ATTRIBUTES)), np.uint64))

    def finish(self) -> Doc:
        """The document with its annotation; sentences are its trees."""
        if len(self.doc):
            self.doc.from_array(_ATTRIBUTES, self.rows)  # type: ignore[arg-type]
        return self.doc


class Annotator:
    """Turns label indices into spaCy's codes; a gazetteer may override the kind of whole entities."""

    def __init__(
        self, vocab: Vocab, labels: Labels, words: tuple[Lemmatizer, Lexicon], gazetteer: Mapping[str, str]
    ) -> None:
        self._strings = vocab.strings
        self._labels = labels
        self._lemmatizer, lexicon = words
        self._openers = lexicon.name_openers
        self._gazetteer = {name.lower(): kind for name, kind in gazetteer.items()}
        self._pos = self._codes(labels.upos)
        self._tag, self._dep = self._codes(labels.xpos), self._codes(labels.relations)
        self._kind = self._codes([e.partition("-")[2] for e in labels.entities])
        codes = {"O": _OUTSIDE, "B": _BEGIN, "I": _INSIDE}
        self._iob = np.array([codes[e[0]] for e in labels.entities], np.uint64)

    def _codes(self, names: Sequence[str]) -> Codes:
        return np.array([self._strings.add(n) if n else 0 for n in names], np.uint64)

    def write(self, columns: Columns, words: IntArray, texts: Sequence[str], analysis: Analysis) -> None:
        """Fills the rows of one sentence's words; `words` are their positions in the document."""
        heads = np.where(analysis.heads == 0, words, words[analysis.heads - 1])
        entities = self._entities(analysis.entities, texts)
        rows = columns.rows
        rows[words, 0] = self._tag[analysis.xpos]
        rows[words, 1] = self._pos[analysis.upos]
        rows[words, 2] = self._dep[analysis.relations]
        rows[words, 3] = (heads - words).view(np.uint64)
        rows[words, 4] = self._lemmas(texts, analysis)
        rows[words, 5] = self._iob[entities]
        rows[words, 6] = self._kind[entities]

    def _lemmas(self, texts: Sequence[str], analysis: Analysis) -> Codes:
        upos, xpos, lemma, add = self._labels.upos, self._labels.xpos, self._lemmatizer.lemma, self._strings.add
        tags = zip(texts, analysis.upos.tolist(), analysis.xpos.tolist(), strict=True)
        return np.array([add(lemma(text, upos[u], xpos[x])) for text, u, x in tags], np.uint64)

    def _entities(self, entities: IntArray, texts: Sequence[str]) -> IntArray:
        """The model's labels with what a rule or the gazetteer knows better."""
        if not entities.any():
            return entities
        labels = [self._labels.entities[e] for e in entities.tolist()]
        _join_openers(labels, texts, self._openers)
        for start, end in _spans(labels) if self._gazetteer else ():
            kind = self._gazetteer.get(" ".join(texts[start:end]).lower())
            if kind and f"B-{kind}" in self._labels.entities:
                labels[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
        return np.array([self._labels.entities.index(label) for label in labels], np.int64)

    def write_spaces(self, columns: Columns, blank: npt.NDArray[np.bool_]) -> None:
        """White space hangs on the word before it, at the very beginning on the word after it."""
        spaces = np.flatnonzero(blank)
        if not len(spaces):
            return
        heads = _space_heads(blank)[spaces]
        rows = columns.rows
        rows[spaces, 0] = self._strings.add(_SPACE_TAG)
        rows[spaces, 1] = self._strings.add(_SPACE)
        rows[spaces, 2] = self._strings.add(_SPACE_RELATION)
        rows[spaces, 3] = (heads - spaces).view(np.uint64)
        rows[spaces, 4] = [columns.doc[int(i)].orth for i in spaces]
        rows[spaces, 5] = _OUTSIDE

    def bridge(self, columns: Columns) -> None:
        """White space inside a name (a wrapped line) belongs to it."""
        rows = columns.rows
        for i in np.flatnonzero(rows[:, 1] == self._strings[_SPACE])[::-1].tolist():
            if i and i + 1 < len(rows) and rows[i + 1, 5] == _INSIDE:
                rows[i, 5:] = rows[i + 1, 5:]


def _join_openers(labels: list[str], texts: Sequence[str], openers: frozenset[str]) -> None:
    """`St.` and the name that begins after it become one, in place."""
    for i in range(len(labels) - 1):
        if texts[i] in openers and labels[i + 1].startswith("B-"):
            if not labels[i].startswith("I-"):
                labels[i] = labels[i + 1]
            labels[i + 1] = "I-" + labels[i][2:]
            for k in range(i + 2, len(labels)):
                if not labels[k].startswith("I-"):
                    break
                labels[k] = labels[i + 1]


def _spans(labels: Sequence[str]) -> list[tuple[int, int]]:
    begins = [i for i, label in enumerate(labels) if label.startswith("B-")]
    return [(b, next((k for k in range(b + 1, len(labels)) if labels[k][0] != "I"), len(labels))) for b in begins]


def _space_heads(blank: npt.NDArray[np.bool_]) -> IntArray:
    """For each token the last word at or before it; before the first word, the first word (or token 0 if none)."""
    places = np.where(blank, -1, np.arange(len(blank)))
    before = np.maximum.accumulate(places)
    words = np.flatnonzero(~blank)
    return np.where(before < 0, words[0] if len(words) else 0, before)
