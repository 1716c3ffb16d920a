"""Every rule of the codebook carries an example; the examples run as tests."""

from __future__ import annotations

import re
from typing import Any

import pytest

from talleyrand.codebook.act_modes import mode_entries
from talleyrand.codebook.acts import act_entries
from talleyrand.codebook.likelihood import load_likelihood
from talleyrand.codebook.tables import read_toml
from talleyrand.extract.modality import factuality
from talleyrand.extract.repairs import repair
from talleyrand.extract.statements import find_said
from talleyrand.model.records import Act, Framing, Statement, Vote

ACTS = [(rule, example) for kind in ("act", "noun") for rule in act_entries(kind) for example in rule["examples"]]
MODES = [(entry, example) for entry in mode_entries() for example in entry["examples"]]
CUES = read_toml("cues.toml")["cue"]
WIDE_CUES = read_toml("cues_wide.toml")["cue"]
MODALITY = read_toml("modality.toml")
VOTES = read_toml("votes.toml")["choice"]
FRAMES = read_toml("frames.toml")["frame"]
TERMS = read_toml("likelihood.toml")["term"]


def unmarked(example: str) -> tuple[str, str]:
    """The example without its brackets, and what stood between them."""
    marked = re.search(r"\[(.+?)\]", example)
    assert marked, example
    return example.replace("[", "").replace("]", ""), marked.group(1)


@pytest.mark.parametrize(("rule", "example"), ACTS, ids=[r["id"] for r, _ in ACTS])
def test_act_rules_code_their_examples(rule: dict[str, Any], example: str, drafts_of: Any) -> None:
    text, trigger = unmarked(example)
    acts = [d.payload for d in drafts_of(text) if isinstance(d.payload, Act)]
    assert (rule["type"], trigger) in {(a.event_type, a.trigger.text) for a in acts}


@pytest.mark.parametrize(("entry", "example"), MODES, ids=[f"{e['types']}-{e['mode']}" for e, _ in MODES])
def test_modes_are_those_of_their_examples(entry: dict[str, Any], example: str, drafts_of: Any) -> None:
    text, trigger = unmarked(example)
    acts = [d.payload for d in drafts_of(text) if isinstance(d.payload, Act)]
    found = {(a.event_type, a.mode) for a in acts if a.trigger.text == trigger}
    assert found & {(name, entry["mode"]) for name in entry["types"].split()}, [
        (a.event_type, a.mode, a.trigger.text) for a in acts
    ]


@pytest.mark.parametrize("cue", CUES, ids=[c["id"] for c in CUES])
def test_cues_find_the_content_of_their_examples(cue: dict[str, Any], drafts_of: Any) -> None:
    text, content = unmarked(cue["example"])
    statements = [d.payload for d in drafts_of(text) if isinstance(d.payload, Statement)]
    found = {"".join(c.text for c in s.content).strip('"., ') for s in statements}
    assert content.strip('"., ') in found


@pytest.mark.parametrize("cue", WIDE_CUES, ids=[c["id"] for c in WIDE_CUES])
def test_wide_cues_find_the_content_of_their_examples(cue: dict[str, Any], context_of: Any) -> None:
    text = cue["example"].replace("[", "").replace("]", "")
    context = context_of(text, wide=True)
    repair(context.tree, context.quotations, context.cues)
    found = {(s.rule, "|".join(text[c.start : c.end].strip('"., ') for c in s.content)) for s in find_said(context)}
    assert (cue["id"], "|".join(re.findall(r"\[(.+?)\]", cue["example"]))) in found


def judged(example: str, context_of: Any) -> str:
    """The factuality of the bracketed word of an example."""
    text, word = unmarked(example)
    context = context_of(text)
    node = next(n for n in context.tree.nodes if n.start >= example.index("[") and n.text == word)
    return factuality(node, context.modality)


@pytest.mark.parametrize("entry", MODALITY["embedding"], ids=[e["id"] for e in MODALITY["embedding"]])
def test_embedding_words_have_their_signature_in_both_polarities(entry: dict[str, Any], context_of: Any) -> None:
    assert judged(entry["example"], context_of) == entry["positive"]
    assert judged(entry["negated"], context_of) == entry["negative"]


@pytest.mark.parametrize("kind", ["modifier", "auxiliary", "adverb"])
def test_modality_examples_get_their_factuality(kind: str, context_of: Any) -> None:
    for entry in MODALITY[kind]:
        assert judged(entry["example"], context_of) == entry["factuality"], entry["example"]


CLAUSES = [
    ("negation", "negated"),
    ("determiner", "negated"),
    ("exclusion", "negated"),
    ("focus", "actual"),
    ("sensing", "actual"),
    ("condition", "possible"),
    ("unsettling", "possible"),
    ("further", "possible"),
    ("contingency", "possible"),
    ("temporal", "planned"),
    ("ahead", "planned"),
    ("ordinal", "actual"),
    ("performative", "actual"),
]


@pytest.mark.parametrize(("kind", "known"), CLAUSES, ids=[k for k, _ in CLAUSES])
def test_words_of_the_clause_decide_over_their_examples(kind: str, known: str, context_of: Any) -> None:
    for entry in MODALITY[kind]:
        assert judged(entry["example"], context_of) == known, entry["example"]


@pytest.mark.parametrize("entry", VOTES, ids=[v["id"] for v in VOTES])
def test_vote_examples_are_votes(entry: dict[str, Any], drafts_of: Any) -> None:
    text, _ = unmarked(entry["example"])
    votes = [d.payload for d in drafts_of(text) if isinstance(d.payload, Vote)]
    assert [(v.choice, v.veto) for v in votes] == [(entry["choice"], entry.get("veto", False))]


@pytest.mark.parametrize("entry", FRAMES, ids=[f["id"] for f in FRAMES])
def test_frames_find_the_term_of_their_example(entry: dict[str, Any], drafts_of: Any) -> None:
    text, term = unmarked(entry["example"])
    framings = [d.payload for d in drafts_of(text) if isinstance(d.payload, Framing)]
    assert term in {f.term for f in framings}


@pytest.mark.parametrize("entry", TERMS, ids=[t["id"] for t in TERMS])
def test_likelihood_reads_its_examples(entry: dict[str, Any]) -> None:
    text, expression = unmarked(entry["example"])
    found = load_likelihood().find(text)
    assert found is not None
    assert found == (expression, tuple(entry["interval"]))
