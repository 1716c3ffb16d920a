"""Fixed phrases of a body of words: recurring sequences that are complete, more than chance, and say something.

A sequence of words is kept when
- it recurs in at least `fewest` texts;
- it is complete: no sequence of one word more keeps `WHOLE` of its texts, it ends with no word of grammar, and begins
  with one only where that is as good as always there;
- its parts belong together: at its weakest joint it occurs at least 2^`TIED` times as often as its two parts would meet
  by chance;
- it says something: words that are neither grammar nor general talk, courtesy or titles (`plain_words.toml`), names
  counting less. Of plain words alone it is kept when several speakers began or ended it so suddenly that chance
  hardly does it, which grammar never does.

The score by which phrases are ranked is log2(texts) x bits at the weakest joint (`MOST_BITS` at most) x log2(1 +
content), less where the phrase is mostly a piece of something longer that varies (`PIECE`), or the name of a thing
(`COMPOUND`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse.formulations.phrase_counts import (
    Ints,
    Level,
    extended_support,
    inner_support,
    recurring,
    weakest_joint,
)
from talleyrand.analyse.formulations.silence import emergence, silence
from talleyrand.analyse.formulations.wording import BOUNDARY, Words
from talleyrand.codebook.plain_words import PlainWords

WHOLE = 0.8
"""Share of a phrase's texts from which a longer phrase is the whole and it only a part."""
TIED = 3.0
"""Bits at the weakest joint from which words belong together: eight times as often as chance."""
ALWAYS = 0.9
"""Share of the most bits that so many uses can have, those of words that never stand apart, which is enough in a small
corpus (normalized pointwise mutual information, Bouma 2009, Proceedings of GSCL 31-40)."""
TIED_PLAIN = 6.0
"""The same for phrases of plain words alone."""
FEWEST_PLAIN = 5
"""Texts in which a phrase of plain words alone recurs."""
SUDDEN = 2e-5
"""Chance below which the beginning or end of its use makes even a phrase of plain words a formulation."""
MOST_BITS = 12.0
"""Bits beyond which a tighter tie adds nothing: rare words are tied by rarity."""
CONTENT_NAME, CONTENT_GENERAL = 0.4, 0.5
"""What a name, and a word of general talk, add to the content of a phrase; a word of content adds 1."""
LEAST_PURE, MOST_CONTENT = 2, 4.0
"""Words of content, no names, that a phrase must have, and content beyond which more does not raise it."""
SPEAKERS = 3
"""Speakers of whom a phrase of plain words is a formulation; fewer where fewer speak."""
PERSONS = frozenset("i i'm i'd i'll i've me my you you're you've your".split())
"""Words of one speaker's or hearer's own talk: no phrase of plain words with one of them is a state's formulation."""
SUDDEN_CONTENT = 3.0
"""Content that a phrase of plain words counts as, whose use began or ended suddenly."""
PIECE = 0.7
"""Factor where most uses go on with a word of content, no name: a piece of what varies."""
LONG, LONG_WORDS = 0.6, 8
"""Factor for phrases of more words than this: paragraphs that are copied, not formulations."""
RELATIONAL = ("ic", "al", "ical", "arian", "ary")
"""Endings of adjectives that say of which kind: before a noun they don't end a phrase (`trade and economic` ties)."""
COMPOUND, COMPOUND_WORDS = 0.75, 3
"""Factor for so few words without grammar between them: more often the name of a thing than a formulation."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase: its words, the places where it begins, the texts that use it, its bits and its score."""

    words: tuple[str, ...]
    places: Ints
    texts: Ints
    bits: float
    score: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """Words with the text and the speaker of each, both numbered from 0, texts in order of time; `size` texts."""

    words: Words
    texts: Ints
    voices: Ints
    size: int
    plain: PlainWords


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Which word ids are grammar, general talk, courtesy, titles."""

    grammar: NDArray[np.bool_]
    general: NDArray[np.bool_]
    courtesy: NDArray[np.bool_]
    title: NDArray[np.bool_]
    person: NDArray[np.bool_]
    number: NDArray[np.bool_]

    @property
    def content(self) -> NDArray[np.bool_]:
        """Words of none of the groups."""
        return ~(self.grammar | self.general | self.courtesy | self.title)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The sequences of a level that are complete: their number, their words, the share of capitals of each word."""

    grams: Ints
    ids: Ints
    capital: NDArray[np.float64]
    bits: NDArray[np.float64]


def fixed_phrases(corpus: Corpus, *, fewest: int = 3, shortest: int = 3, longest: int = 14) -> list[Phrase]:
    """Return the fixed phrases of a corpus, the highest score first; each also where it lies in a longer one."""
    levels = recurring(corpus.words.ids, corpus.texts, fewest=fewest, longest=longest)
    kinds = _kinds(corpus)
    reached = extended_support(levels, ~kinds.grammar[corpus.words.ids])
    found: list[Phrase] = []
    for at in range(shortest - 1, len(levels)):
        whole = reached[at] <= WHOLE * levels[at].support
        found += _saying(corpus, levels[at], _complete(corpus, levels, at, (kinds, whole)), kinds)
    return sorted(found, key=lambda phrase: (-phrase.score, phrase.words))


def without_overlaps(phrases: Sequence[Phrase], corpus: Corpus, most: int) -> list[Phrase]:
    """Return the best phrases, at most `most`, each with most of its uses outside those before it.

    A use lies within another phrase when more than half of its words do, those of grammar left aside.
    """
    counted = ~_kinds(corpus).grammar[corpus.words.ids]
    covered = np.zeros(len(counted), dtype=bool)
    kept: list[Phrase] = []
    for phrase in phrases:
        where = phrase.places[:, None] + np.arange(len(phrase.words))
        within = (covered[where] & counted[where]).sum(axis=1) / np.maximum(counted[where].sum(axis=1), 1)
        if np.mean(within > 0.5) > 0.5:
            continue
        covered[where] = True
        kept.append(phrase)
        if len(kept) == most:
            break
    return kept


def occurrences(corpus: Corpus, words: Sequence[str]) -> Phrase:
    """Return a phrase as asked for with its uses, none where it is not said."""
    number = {name: ident for ident, name in enumerate(corpus.words.names)}
    ids = np.asarray([number.get(word, -1) for word in words], dtype=np.int64)
    row = corpus.words.ids
    places = np.arange(max(0, len(row) - len(ids) + 1)) if len(ids) else np.zeros(0, dtype=np.int64)
    for at, ident in enumerate(ids):
        places = places[row[places + at] == ident]
    return Phrase(tuple(words), places, np.unique(corpus.texts[places]), float("nan"), float("nan"))


def _kinds(corpus: Corpus) -> _Kinds:
    names = corpus.words.names
    plain = corpus.plain

    def among(group: frozenset[str]) -> NDArray[np.bool_]:
        return np.asarray([name in group or name.removesuffix("'s") in group for name in names], dtype=bool)

    number = np.asarray([name[:1].isdigit() for name in names], dtype=bool)
    general = among(plain.general) | number
    grammar = among(plain.grammar)
    grammar[BOUNDARY] = True
    return _Kinds(grammar, general, among(plain.courtesy), among(plain.title), among(PERSONS), number)


def _complete(corpus: Corpus, levels: Sequence[Level], at: int, known: tuple[_Kinds, NDArray[np.bool_]]) -> _Candidates:
    """The sequences of a level that are whole, need their edges, and are tied at every joint."""
    level, (kinds, whole) = levels[at], known
    ids = corpus.words.ids[level.first_places()[:, None] + np.arange(level.length)]
    kept = whole & ~kinds.grammar[ids[:, -1]]
    kept &= ~kinds.grammar[ids[:, 0]] | (inner_support(levels, at, shift=1) * WHOLE <= level.support)
    total = int(np.count_nonzero(corpus.words.ids != BOUNDARY))
    bits = weakest_joint(levels, at, total)
    kept &= bits >= np.minimum(TIED, ALWAYS * np.log2(total / level.counts))
    grams = np.flatnonzero(kept)
    return _Candidates(grams, ids[grams], _capitals(corpus, level, kept), bits[grams])


def _capitals(corpus: Corpus, level: Level, kept: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The share of uses in which each word of the kept sequences has a capital."""
    number = np.cumsum(kept) - 1
    chosen = kept[level.grams]
    rows = number[level.grams[chosen]]
    where = level.places[chosen][:, None] + np.arange(level.length)
    sums = np.zeros((int(kept.sum()), level.length))
    np.add.at(sums, rows, corpus.words.capital[where])
    return np.asarray(sums / np.maximum(level.counts[kept], 1)[:, None], dtype=float)


def _saying(corpus: Corpus, level: Level, found: _Candidates, kinds: _Kinds) -> list[Phrase]:
    """The phrases among the candidates that say something, with their scores."""
    name = found.capital > 0.5
    content = kinds.content[found.ids]
    pure = (content & ~name).sum(axis=1)
    general = (kinds.general & ~kinds.grammar)[found.ids]
    amount = pure + CONTENT_NAME * (content & name).sum(axis=1) + CONTENT_GENERAL * general.sum(axis=1)
    titles, courtesies = kinds.title[found.ids].sum(axis=1), kinds.courtesy[found.ids].sum(axis=1)
    says = np.asarray((pure >= LEAST_PURE) & (titles == 0) & (2 * courtesies < pure), dtype=bool)
    plain = (content.sum(axis=1) + titles + courtesies == 0) & ~name.any(axis=1) & (found.bits >= TIED_PLAIN)
    plain &= ~kinds.number[found.ids].any(axis=1)
    plain &= (level.support[found.grams] >= FEWEST_PLAIN) & ~kinds.person[found.ids].any(axis=1)
    joined = np.asarray(kinds.grammar[found.ids].any(axis=1) | (level.length > COMPOUND_WORDS), dtype=bool)
    uses = _places_by_gram(level)
    phrases: list[Phrase] = []
    for at in np.flatnonzero(says | plain):
        places = uses(int(found.grams[at]))
        texts = np.unique(corpus.texts[places])
        words = tuple(corpus.words.names[ident] for ident in found.ids[at])
        if (says[at] and not _dangles(corpus, places, words, kinds)) or (plain[at] and _sudden(corpus, places, texts)):
            told = min(float(amount[at]), MOST_CONTENT) if says[at] else SUDDEN_CONTENT
            weight = float(np.log2(1 + told)) * _form(corpus, places, words, kinds) * (1.0 if joined[at] else COMPOUND)
            score = float(np.log2(len(texts))) * min(float(found.bits[at]), MOST_BITS) * weight
            phrases.append(Phrase(words, places, texts, float(found.bits[at]), score))
    return phrases


def _form(corpus: Corpus, places: Ints, words: Sequence[str], kinds: _Kinds) -> float:
    """The factor of a phrase that is a piece of something longer, or as long as a paragraph."""
    piece = PIECE if _goes_on(corpus, places + len(words), kinds) else 1.0
    return piece * (LONG if len(words) > LONG_WORDS else 1.0)


def _dangles(corpus: Corpus, places: Ints, words: Sequence[str], kinds: _Kinds) -> bool:
    """Whether its last word waits for another: a relational adjective for its noun, a verb for its object."""
    after = corpus.words.ids[np.minimum(places + len(words), len(corpus.words.ids) - 1)]
    if words[-1].endswith(RELATIONAL):
        return bool(np.mean(~kinds.grammar[after]) > 0.5)
    return (words[-1].endswith("ing") or words[-2] == "to") and bool(np.mean(after != BOUNDARY) > 0.5)


def _goes_on(corpus: Corpus, places: Ints, kinds: _Kinds) -> bool:
    """Whether at most places a word of content stands, and no name."""
    at = np.minimum(places, len(corpus.words.ids) - 1)
    return bool(np.mean(kinds.content[corpus.words.ids[at]] & ~corpus.words.capital[at]) > 0.5)


def _places_by_gram(level: Level) -> Callable[[int], Ints]:
    """Return a function from the number of a sequence to the places where it begins."""
    order = np.argsort(level.grams, kind="stable")
    starts = np.concatenate([[0], np.cumsum(level.counts)])
    return lambda gram: level.places[order[starts[gram] : starts[gram + 1]]]


def _sudden(corpus: Corpus, places: Ints, texts: Ints) -> bool:
    """Whether its use began or ended suddenly with several speakers: one who comes or goes brings a way of talking."""
    chances = (test(texts, corpus.size - 1, bursts=False) for test in (silence, emergence))
    if min(chances) >= SUDDEN:
        return False
    return len(np.unique(corpus.voices[places])) >= min(SPEAKERS, int(corpus.voices.max()) + 1)
