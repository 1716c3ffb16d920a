"""What a document names, in text order: the candidates that later mentions can refer back to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.resolve.names import Segment, segments

Sort = Literal["name", "person", "nominal", "pronoun"]
SUBJECT, OBJECT, OTHER, MODIFIER = 3, 2, 1, 0
PERSONAL = frozenset("he she it they him her them his its their himself herself itself themselves hers theirs".split())
NOMINAL_KINDS = ("office", "sector", "organ")
NAME_KINDS = ("country", "adjective", "demonym", "demonyms", "capital", "place", "entity", "person")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible antecedent: its head token, characters, sentence, and syntactic prominence (3 subject ... 0 modifier)."""

    token: int
    start: int
    end: int
    sort: Sort
    sentence: int
    prominence: int
    segment: Segment | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Discourse:
    """A parsed document with its candidates in text order; `offsets` are the tokens' first characters."""

    doc: Doc
    offsets: list[int]
    sentences: list[int]
    candidates: tuple[Candidate, ...]

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
    shell = Discourse(doc, offsets, sentences, ())
    found = [_of_entity(entity, shell) for entity in doc.ents if entity.label_ in ("PER", "PERSON")]
    taken = {place for candidate in found for place in range(candidate.start, candidate.end)}
    found += [_of_segment(s, shell) for s in segments(doc.text, index) if s.kind is not None and s.start not in taken]
    found += [_of_pronoun(token, shell) for token in doc if token.lower_ in PERSONAL]
    found.sort(key=lambda candidate: (candidate.token, candidate.start))
    return Discourse(doc, offsets, sentences, tuple(found))


def prominence(token: Token) -> int:
    """Return how prominent a noun's place in its sentence is."""
    dep = token.dep_
    if dep.startswith(("nsubj", "csubj")):
        return SUBJECT
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


def _of_pronoun(token: Token, shell: Discourse) -> Candidate:
    end = token.idx + len(token)
    return Candidate(token.i, token.idx, end, "pronoun", shell.sentence_of(token.i), _level(token))


def _level(token: Token) -> int:
    steps = 0
    while token.dep_ in ("flat", "appos", "conj", "nmod:desc") and token.head.i != token.i and steps < 5:
        token, steps = token.head, steps + 1
    return prominence(token)
