"""An installed spaCy pipeline as an engine: its labels become Universal Dependencies and our four entity kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from talleyrand.errors import EngineError
from talleyrand.parse.engine_clearnlp import Tree, to_universal

KINDS = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "EVENT": "EVENT",
}
_GROUP = "NORP"
_SURROGATES = re.compile("[\ud800-\udfff]")


class PipelineEngine:
    """Runs a spaCy pipeline and maps what it says; see `Engine`."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    @property
    def name(self) -> str:
        """The pipeline's name, e.g. `en_core_web_trf`."""
        return f"{self._nlp.meta['lang']}_{self._nlp.meta['name']}"

    @property
    def version(self) -> str:
        """The pipeline's version."""
        return str(self._nlp.meta["version"])

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Doc:
        """One parsed text; see `Engine`."""
        return next(self.parse_many([(text, breaks)]))

    def parse_many(self, items: Iterable[tuple[str, Sequence[int]]]) -> Iterator[Doc]:
        """Parsed texts in order; see `Engine`."""
        prepared = (self._prepared(text, breaks) for text, breaks in items)
        for doc in self._nlp.pipe(prepared):
            yield universal(doc)

    def _prepared(self, text: str, breaks: Sequence[int]) -> Doc:
        """Tokens, with a sentence begun at every break and after every blank line."""
        doc = self._nlp.tokenizer(_SURROGATES.sub("\ufffd", text))
        waiting = sorted(breaks)
        for token in doc[1:]:
            blank = doc[token.i - 1].is_space and doc[token.i - 1].text.count("\n") > 1
            due = [b for b in waiting if b <= token.idx]
            if not token.is_space and (blank or any(b > 0 for b in due)):
                token.is_sent_start = True
            if not token.is_space:
                waiting = waiting[len(due) :]
        return doc


def load_pipeline(name: str) -> PipelineEngine:
    """Loads an installed pipeline (or a folder with one); raises `EngineError` if there is none of that name."""
    try:
        nlp = spacy.load(name)
    except OSError as error:
        hint = f"install it: python -m spacy download {name}; or leave the name out for the embedded model"
        raise EngineError(f"no spaCy pipeline named {name!r} is installed", hint=hint) from error
    if not {"parser", "trainable_lemmatizer", "lemmatizer"} & set(nlp.pipe_names) or not nlp.has_pipe("parser"):
        raise EngineError(f"the spaCy pipeline {name!r} has no parser", hint="choose one that has")
    return PipelineEngine(nlp)


def universal(doc: Doc) -> Doc:
    """The same document with Universal Dependencies and our entity kinds."""
    tree = Tree(
        heads=[t.head.i for t in doc],
        labels=[t.dep_ for t in doc],
        pos=[t.pos_ for t in doc],
        lemmas=[t.lemma_.lower() for t in doc],
    )
    clearnlp = not any(label in {"obj", "obl", "root"} for label in tree.labels)
    for sentence in doc.sents:
        if clearnlp:
            to_universal(tree, range(sentence.start, sentence.end))
    _hang_spaces(doc, tree)
    _write(doc, tree)
    doc.ents = tuple(_entities(doc))
    return doc


def _hang_spaces(doc: Doc, tree: Tree) -> None:
    """White space hangs on the word before it; what hung on it moves to that word."""
    for sentence in doc.sents:
        words = [t.i for t in sentence if not t.is_space]
        for token in sentence:
            if token.is_space and words:
                before = max((w for w in words if w < token.i), default=words[0])
                _unhang(tree, range(sentence.start, sentence.end), token.i, before)


def _unhang(tree: Tree, sentence: range, space: int, word: int) -> None:
    if tree.heads[space] == space:
        tree.attach(word, word, "root")
    for child in sentence:
        if tree.heads[child] == space and child not in (space, word):
            tree.heads[child] = word
        elif child == word and tree.heads[child] == space:
            tree.heads[word] = tree.heads[space]
    tree.attach(space, word, "dep")


def _write(doc: Doc, tree: Tree) -> None:
    rows = np.zeros((len(doc), 2), np.uint64)
    rows[:, 0] = (np.array(tree.heads, np.int64) - np.arange(len(doc))).view(np.uint64)
    rows[:, 1] = [doc.vocab.strings.add("root" if label == "ROOT" else label) for label in tree.labels]
    if len(doc):
        doc.from_array(["HEAD", "DEP"], rows)  # type: ignore[arg-type]


def _entities(doc: Doc) -> Iterator[Span]:
    """Known kinds renamed; of groups (`NORP`) those that are names, not adjectives, are organisations."""
    for entity in doc.ents:
        kind = KINDS.get(entity.label_)
        if entity.label_ == _GROUP and all(t.pos_ == "PROPN" for t in entity):
            kind = "ORG"
        if kind:
            yield Span(doc, entity.start, entity.end, label=kind)
