"""Recurring word sequences and which of them are fixed phrases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talleyrand.analyse.formulations.changes import changes
from talleyrand.analyse.formulations.phrase_counts import recurring, weakest_joint
from talleyrand.analyse.formulations.phrases import Corpus, fixed_phrases, without_overlaps
from talleyrand.analyse.formulations.wording import difference, surface, words_of
from talleyrand.codebook.plain_words import load_plain_words

FILLERS = "harbour violin meadow lantern copper orchard granite pebble saddle walnut ribbon candle".split()


def corpus_of(texts, speakers=4):
    words = words_of(texts)
    return Corpus(words, words.stretch, words.stretch % speakers, len(texts), load_plain_words())


def spoken(phrases, texts=24):
    """Texts of fillers that differ, each with the phrases that it is asked to hold."""
    draw = np.random.default_rng(14)
    made = []
    for at in range(texts):
        words = [f"{FILLERS[draw.integers(12)]}{draw.integers(1000)}" for _ in range(30)]
        for begin, (phrase, holders) in enumerate(phrases.items()):
            if at in holders:
                words[8 * begin + 3 : 8 * begin + 3] = phrase.split()
        made.append(" ".join(words))
    return made


@given(st.lists(st.integers(0, 3), min_size=1, max_size=60), st.integers(1, 4), st.integers(2, 3))
def test_counts_are_those_of_looking_at_every_sequence(ids, texts, fewest):
    words = np.asarray(ids, dtype=np.int64)
    text = np.arange(len(ids), dtype=np.int64) % texts
    uses = defaultdict(list)
    for length in range(1, 6):
        for at in range(len(ids) - length + 1):
            if 0 not in ids[at : at + length]:
                uses[tuple(ids[at : at + length])].append(at)
    expected = {gram: (len(at), len({text[a] for a in at})) for gram, at in uses.items()}
    expected = {gram: counted for gram, counted in expected.items() if _recurs(gram, expected, fewest)}
    found = {}
    for level in recurring(words, text, fewest=fewest, longest=5):
        for gram, first in enumerate(level.first_places()):
            found[tuple(ids[first : first + level.length])] = (int(level.counts[gram]), int(level.support[gram]))
    assert found == expected


def _recurs(gram, counted, fewest):
    """A sequence recurs in as many texts, and so do its parts (a use's text is that of its first word)."""
    parts = [gram[:-1], gram[1:]] if len(gram) > 1 else []
    return counted[gram][1] >= fewest and all(_recurs(part, counted, fewest) for part in parts)


def test_the_weakest_joint_by_hand():
    """`a b c` twice in 12 words, `a` 2, `b c` 2, `a b` 2, `c` 4 times: log2(2 * 12 / (2 * 4)) = 1.585 at `a b | c`."""
    names = "a b c x a b c y c z c w".split()
    ids = np.asarray([sorted(set(names)).index(name) + 1 for name in names], dtype=np.int64)
    levels = recurring(ids, np.arange(12, dtype=np.int64), fewest=2, longest=3)
    assert weakest_joint(levels, 2, 12).tolist() == [pytest.approx(np.log2(2 * 12 / (2 * 4)))]


def test_a_formulation_is_found_whole_and_idle_grammar_is_not():
    texts = spoken(
        {
            "legitimate security concerns of all": {1, 4, 9, 14},
            "at the same time as the": {2, 5, 9, 11, 20},
            "thank you very much for": {0, 3, 6, 13},
        }
    )
    found = fixed_phrases(corpus_of(texts))
    assert [phrase.words for phrase in found] == [("legitimate", "security", "concerns")]
    assert found[0].texts.tolist() == [1, 4, 9, 14]


def test_grammar_at_the_beginning_stays_where_it_always_stands():
    texts = spoken({"within a sphere of influence": {1, 4, 9, 14, 16}})
    assert [phrase.words for phrase in fixed_phrases(corpus_of(texts))] == [
        ("within", "a", "sphere", "of", "influence")
    ]


def test_plain_words_make_a_formulation_only_when_they_come_suddenly():
    """In 60 texts `as long as it takes` stands in the last eight, `at the end of the day` in eight all over."""
    texts = spoken(
        {"for as long as it takes": set(range(52, 60)), "at the end of the day": set(range(3, 60, 7))}, texts=60
    )
    assert [phrase.words for phrase in fixed_phrases(corpus_of(texts))] == [("for", "as", "long", "as", "it", "takes")]
    assert fixed_phrases(corpus_of(texts, speakers=30)) != []


def test_plain_words_of_one_speaker_are_a_way_of_talking():
    texts = spoken({"for as long as it takes": set(range(52, 60))}, texts=60)
    corpus = corpus_of(texts)
    one = np.where(corpus.texts < 52, corpus.texts % 4, 4)
    assert fixed_phrases(replace(corpus, voices=one)) == []


def test_names_and_titles_are_no_formulation():
    texts = spoken({"and then Jens Stoltenberg of Norway met": {1, 4, 9}, "the foreign policy advisor of": {2, 5, 8}})
    assert fixed_phrases(corpus_of(texts)) == []


def test_a_phrase_within_a_better_one_is_left_out():
    texts = spoken({"swift and severe costs": {1, 4, 9, 14}, "swift and severe": {2, 6}})
    found = fixed_phrases(corpus_of(texts))
    assert {phrase.words for phrase in found} == {("swift", "and", "severe"), ("swift", "and", "severe", "costs")}
    assert len(without_overlaps(found, corpus_of(texts), 10)) == 1


def test_no_phrase_crosses_a_sentence():
    texts = spoken({"security concerns . Legitimate demands": {1, 4, 9, 14}})
    assert fixed_phrases(corpus_of(texts)) == []


def test_nothing_said_has_no_phrases():
    assert fixed_phrases(corpus_of([])) == []
    assert fixed_phrases(corpus_of([""])) == []


def test_changed_wordings_are_paired_the_earlier_first():
    texts = spoken({"swift and severe consequences": {12, 15, 18, 20}, "swift and severe costs": {1, 4, 6, 9}})
    corpus = corpus_of(texts)
    pool = fixed_phrases(corpus)
    found = changes(pool, pool, corpus.plain)
    assert [(" ".join(change.old.words), " ".join(change.new.words)) for change in found] == [
        ("swift and severe costs", "swift and severe consequences")
    ]
    assert found[0].later == 1.0
    assert found[0].p == pytest.approx(2 / 70)
    """Of the 70 ways to lay four among eight two are so one-sided."""


def test_the_difference_of_two_wordings():
    old, new = "a friendship with no limits".split(), "a new friendship without limits".split()
    assert difference(old, new) == "a {+new+} friendship [-with no-] {+without+} limits"
    assert difference(old, old) == "a friendship with no limits"


def test_a_phrase_is_shown_as_it_was_written():
    assert surface("We uphold Ukraine’s sovereignty, and peace.", ("ukraine's", "sovereignty", "and", "peace")) == (
        "Ukraine’s sovereignty, and peace"
    )


def test_words_know_their_text_and_boundaries():
    words = words_of(["War of choice.", "No (more) war"])
    assert [words.names[ident] for ident in words.ids] == [
        "war",
        "of",
        "choice",
        "",
        "",
        "no",
        "",
        "more",
        "",
        "war",
        "",
    ]
    assert words.stretch.tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
