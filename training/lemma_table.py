"""The lemma table of the run time: only what its suffix rules don't foresee."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from talleyrand.parse.lemmas import Lemmatizer
from talleyrand.parse.onnx_inputs import straighten
from training.treebanks import Sentence

HEADER = (
    "# Lemmas from UD English EWT and GUM (CC BY-SA 4.0; see training/MODEL_CARD.md): form, tag, lemma; base verbs\n"
)

Key = tuple[str, str]


def write_table(sentences: Iterable[Sentence], path: Path) -> int:
    """Writes `lemmas.tsv.gz`; returns how many entries it has."""
    counts, verbs = _counts(sentences)
    rules = Lemmatizer(verbs=frozenset(verbs))
    table = {k: lemma for k, (lemma, tags) in counts.items() if rules.by_rule(k[0], k[0], tags, k[1]) != lemma}
    lines = [f"{form}\t{tag}\t{lemma}\n" for (form, tag), lemma in sorted(table.items())]
    text = "".join([HEADER, *lines, *(f"{verb}\n" for verb in sorted(verbs))])
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    return len(lines)


def _counts(sentences: Iterable[Sentence]) -> tuple[dict[Key, tuple[str, str]], set[str]]:
    """The commonest lemma and universal tag of each form and tag (names left out), and the base forms of verbs."""
    seen: defaultdict[Key, Counter[tuple[str, str]]] = defaultdict(Counter)
    verbs: Counter[str] = Counter()
    for sentence in sentences:
        for word, lemma, upos, xpos in zip(sentence.words, sentence.lemmas, sentence.upos, sentence.xpos, strict=False):
            if upos == "PROPN" or lemma == "_" or "\t" in word:
                continue
            seen[straighten(word).lower(), xpos][lemma.lower() if lemma != "I" else lemma, upos] += 1
            verbs[lemma.lower()] += upos in {"VERB", "AUX"} and lemma.isalpha()
    return {k: c.most_common(1)[0][0] for k, c in seen.items()}, {v for v, n in verbs.items() if n}
