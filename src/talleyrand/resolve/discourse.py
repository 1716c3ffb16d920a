"""What a document names, in text order: the candidates that later mentions can refer back to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Span, Token

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.codebook.nouns import load_agent_nouns
from talleyrand.resolve.names import Segment, on_one_line, segments

Sort = Literal["name", "person", "nominal", "plural", "pronoun"]
SUBJECT, EMBEDDED, OBJECT, OTHER, MODIFIER = 3.0, 2.5, 2.0, 1.0, 0.0
NOMINAL_KINDS = ("office", "sector", "organ")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible antecedent: its head token, its characters, its sentence and its prominence there (3 high, 0 low)."""

    token: int
    start: int
    end: int
    sort: Sort
    sentence: int
    prominence: float
    segment: Segment | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Discourse:
    """A parsed document with its candidates in text order.

    `text` is its text with spaces for the line ends inside sentences; `offsets` are the tokens' first characters.
    """

    doc: Doc
    text: str
    offsets: list[int]
    sentences: list[int]
    candidates: tuple[Candidate, ...]
    places: dict[str, list[int]] = field(default_factory=dict)

    def named_before(self, candidate: Candidate, token: int) -> int:
        """Return how often the last word of a candidate names somebody in front of a token, at least 1."""
        return max(bisect_right(self.places.get(self._last_word(candidate), ()), token - 1), 1)

    def _last_word(self, candidate: Candidate) -> str:
        return self.doc[self.token_at(candidate.end - 1)].lower_

    def token_at(self, offset: int) -> int:
        """Return the index of the token at or before a character."""
        return max(bisect_right(self.offsets, offset) - 1, 0)

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that holds a token."""
        return max(bisect_right(self.sentences, token) - 1, 0)

    def before(self, token: int) -> Sequence[Candidate]:
        """Return the candidates in front of a token, nearest last."""
        return self.candidates[: bisect_right(self.candidates, token - 1, key=lambda candidate: candidate.token)]


def read_discourse(doc: Doc, index: ActorIndex) -> Discourse:
    """Find the candidates of a parsed document: known names, persons the parser saw, nouns for actors, pronouns."""
    offsets = [token.idx for token in doc]
    sentences = [sentence.start for sentence in doc.sents] or [0]
    text = unbroken(doc)
    shell = Discourse(doc, text, offsets, sentences, ())
    found = [_of_entity(entity, shell) for entity in doc.ents if entity.label_ in ("PER", "PERSON")]
    taken = {place for candidate in found for place in range(candidate.start, candidate.end)}
    known = (s for s in segments(text, index) if s.kind is not None and s.start not in taken)
    found += [_of_segment(s, shell) for s in known if not _is_title(s, text, taken)]
    taken.update(place for candidate in found for place in range(candidate.start, candidate.end))
    agents = load_agent_nouns().agents
    mates = word_set("colleagues")
    nouns = (t for t in doc if t.pos_ == "NOUN" and t.idx not in taken)
    found += [_of_noun(t, shell) for t in nouns if t.lower_ in mates or (t.tag_ == "NNS" and t.lemma_ in agents)]
    personal = word_set("masculine") | word_set("feminine") | word_set("neuter") | word_set("plural")
    found += [_of_pronoun(token, shell) for token in doc if token.lower_ in personal]
    found.sort(key=lambda candidate: (candidate.token, candidate.start))
    discourse = Discourse(doc, text, offsets, sentences, tuple(found))
    for candidate in found:
        if candidate.sort != "pronoun":
            discourse.places.setdefault(doc[discourse.token_at(candidate.end - 1)].lower_, []).append(candidate.token)
    return discourse


def unbroken(doc: Doc) -> str:
    """Return the text with spaces for the line ends inside its sentences: lines of a page part no name."""
    text = doc.text
    if "\n" not in text and "\r" not in text:
        return text
    parts, at = [], 0
    for sentence in doc.sents:
        inner = text[sentence.start_char : sentence.end_char]
        parts += [text[at : sentence.start_char], on_one_line(inner)]
        at = sentence.end_char
    return "".join((*parts, text[at:]))


def prominence(token: Token) -> float:
    """Return how prominent a noun's place in its sentence is."""
    dep = token.dep_
    if dep.startswith(("nsubj", "csubj")):
        return SUBJECT if token.head.dep_ in ("root", "ROOT", "conj") else EMBEDDED
    if dep in ("obj", "iobj", "obl:agent", "root", "ROOT", "dobj", "pobj", "vocative"):
        return OBJECT
    return MODIFIER if dep in ("amod", "nmod:poss", "poss", "compound") else OTHER


def _of_entity(entity: Span, shell: Discourse) -> Candidate:
    head = entity.root
    return Candidate(head.i, entity.start_char, entity.end_char, "person", shell.sentence_of(head.i), _level(head))


def _of_segment(segment: Segment, shell: Discourse) -> Candidate:
    last = shell.token_at(segment.end - 1)
    sort: Sort = "nominal" if segment.kind in NOMINAL_KINDS else "name"
    token = shell.doc[last]
    return Candidate(last, segment.start, segment.end, sort, shell.sentence_of(last), _level(token), segment)


def _is_title(segment: Segment, text: str, people: Container[int]) -> bool:
    """Whether an office is the title of the name behind it: `President Putin` is nobody else's president."""
    return segment.kind in NOMINAL_KINDS and text[segment.end : segment.end + 1] == " " and segment.end + 1 in people


def _of_noun(token: Token, shell: Discourse) -> Candidate:
    sort: Sort = "plural" if token.tag_ == "NNS" else "nominal"
    return Candidate(token.i, token.idx, token.idx + len(token), sort, shell.sentence_of(token.i), _level(token))


def _of_pronoun(token: Token, shell: Discourse) -> Candidate:
    end = token.idx + len(token)
    return Candidate(token.i, token.idx, end, "pronoun", shell.sentence_of(token.i), _level(token))


def _level(token: Token) -> float:
    steps = 0
    while token.dep_ in ("flat", "appos", "conj", "nmod:desc") and token.head.i != token.i and steps < 5:
        token, steps = token.head, steps + 1
    return prominence(token)
