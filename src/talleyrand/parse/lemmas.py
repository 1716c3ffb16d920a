"""Lemmas: a table of the forms that no rule foresees, and suffix rules for all others."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from talleyrand.codebook.verbs import irregular_verbs, known_verbs
from talleyrand.parse.onnx_inputs import straighten

_VOWELS = frozenset("aeiou")
_SIBILANTS = ("sses", "shes", "ches", "xes", "zes")
_KEEP_DOUBLE = frozenset("lsfz")
_NEEDS_E = ("at", "iz", "is", "v", "c", "g", "u", "s", "dl", "tl", "bl", "pl", "gl", "kl", "rc", "yz")
_SHORT = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprstvz]")
"""Stems that double their consonant before a suffix: one that did not has lost an `e` (`raped`, not of `rap`)."""
_PREFIXES = ("re", "un", "up", "de", "dis", "mis", "pre", "out", "over", "under", "co", "counter")


@dataclass(frozen=True, slots=True)
class Lemmatizer:
    """Lemma of a form with its tags; `table` goes before the rules, `verbs` are the base forms that rules may find."""

    table: Mapping[tuple[str, str], str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path) -> Lemmatizer:
        """Reads `lemmas.tsv.gz`: lines `form, tag, lemma`, and lines `verb` for base forms."""
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
        table = {(row[0], row[1]): row[2] for row in rows if len(row) == 3}
        return cls(table, frozenset(row[0] for row in rows if len(row) == 1) | known_verbs())

    def lemma(self, word: str, upos: str, xpos: str) -> str:
        """The lemma of a token, e.g. `talks` (NOUN, NNS) -> `talk`."""
        form = straighten(word)
        lower = form.lower()
        known = None if xpos in {"NNP", "NNPS"} else self.table.get((lower, xpos))
        return known or self.by_rule(form, lower, upos, xpos)

    def by_rule(self, form: str, lower: str, upos: str, xpos: str) -> str:
        """The lemma by suffix alone."""
        if upos == "PROPN" or xpos == "NNP":
            return _singular_name(form) if xpos == "NNPS" else form
        if xpos == "NNS":
            return _singular(lower)
        if upos in {"VERB", "AUX"}:
            return irregular_verbs().get(lower) or self._verb(lower, xpos)
        if xpos in {"JJR", "RBR", "JJS", "RBS"}:
            return _positive(lower)
        return lower

    def _verb(self, lower: str, xpos: str) -> str:
        if xpos == "VBZ":
            return _third_person(lower)
        for suffix in ("ing", "ed"):
            if lower.endswith(suffix) and len(lower) > len(suffix) + 1 and xpos in {"VBG", "VBD", "VBN"}:
                return self._base(lower.removesuffix(suffix), suffix)
        return lower

    def _base(self, stem: str, suffix: str) -> str:
        if suffix == "ed" and stem.endswith("i"):
            return stem[:-1] + "y"
        if stem.endswith("e"):  # freed, guaranteed
            return stem + "e"
        if _SHORT.fullmatch(stem):
            return stem + "e"
        doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
        candidates = [stem, stem + "e", *([stem[:-1]] if doubled else [])]
        if doubled and stem[-1] not in _KEEP_DOUBLE:
            candidates.reverse()
        for candidate in candidates:
            if self._is_verb(candidate):
                return candidate
        if doubled and stem[-1] not in _KEEP_DOUBLE:
            return stem[:-1]
        return stem + "e" if stem.endswith(_NEEDS_E) and not stem.endswith("ss") else stem

    def _is_verb(self, form: str) -> bool:
        """Whether the form, or what follows its prefix (`re`distribute), is a known base form."""
        rests = [form.removeprefix(p) for p in _PREFIXES if form.startswith(p) and len(form) > len(p) + 3]
        return any(rest in self.verbs for rest in (form, *rests))


def _singular_name(form: str) -> str:
    return form[:-3] + "y" if form.endswith("ies") and len(form) > 5 else form.removesuffix("s")


def _singular(lower: str) -> str:
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(_SIBILANTS):
        return lower[:-2]
    if lower.endswith("men"):
        return lower[:-2] + "an"
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def _third_person(lower: str) -> str:
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith((*_SIBILANTS, "oes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") else lower


def _positive(lower: str) -> str:
    stem = lower.removesuffix("er") if lower.endswith("er") else lower.removesuffix("est")
    if stem == lower:
        return lower
    if stem.endswith("i"):
        return stem[:-1] + "y"
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS else stem
