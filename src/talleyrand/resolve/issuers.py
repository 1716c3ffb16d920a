"""Who issued a document that a text cites: "a Kremlin readout of the call", later "the readout", "the statement"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor
from talleyrand.resolve.context import Context
from talleyrand.resolve.coreference import Actors, Coreference, governing_verb
from talleyrand.resolve.describe import describe
from talleyrand.resolve.discourse import SUBJECT, Candidate, Discourse
from talleyrand.resolve.names import phrase_words

ISSUED = frozenset(
    (
        "statement",
        "readout",
        "communique",
        "communiqué",
        "declaration",
        "note",
        "announcement",
        "release",
        "account",
        "version",
    )
)
"""Documents by which an institution speaks, each of which later words may call by another."""
ISSUERS = frozenset(("state", "organ", "igo", "bloc"))
SENTENCES_OF_ISSUER = 2
BARE = frozenset(("", "a", "an", "the", "its", "his", "her", "their"))
CITING = frozenset(("according", "per"))
OF = frozenset(("of", "on", "about"))

Phrase = Callable[[str, int, Token | None], Actors]
"""Resolves a noun phrase: its words, where they start, its head."""


@dataclass(slots=True)
class Issuers:
    """Finds who speaks through the documents of one text; `phrase` resolves noun phrases in it."""

    discourse: Discourse
    chain: Coreference
    index: ActorIndex
    day: str | None
    phrase: Phrase

    def issuer(self, text: str, token: Token | None) -> Actor:
        """Return who issued a document such as "a Kremlin readout of the call"; of "the statement", who made it."""
        text = text.partition(",")[0]
        found = phrase_words(text)
        cut = next((word.start for word in found[1:] if word.key in OF), len(text))
        nouns = [word for word in found if word.end <= cut]
        before = text[: nouns[-1].start].strip() if len(nouns) > 1 else ""
        maker = next((word for word in found[:-1] if word.key in ("by", "from")), None)
        if maker is not None and token is not None:
            rest = text[maker.end :].lstrip()
            return self.phrase(rest, token.idx + len(text) - len(rest), token)[0]
        if before.lower() in BARE:
            made = self._made_before(token) if token is not None and before.lower() == "the" else ()
            return made[0] if made else describe(text, Context(self.index, self.day))
        return self.phrase(re.sub(r"['’]s$", "", before), token.idx if token else 0, token)[0]

    def _made_before(self, noun: Token) -> Actors:
        """Return who made the last such document that is told of ("the ministry said in a statement")."""
        doc = self.discourse.doc
        before = [t for t in reversed(doc[: noun.i]) if _is_document(t)]
        same = next((t for t in before if t.lower_ == noun.lower_), None)
        made = same or next((t for t in before if noun.lower_ in ISSUED and t.lower_ in ISSUED), None)
        if made is None:
            return self._issuing_before(noun) if noun.lower_ in ISSUED else ()
        own = doc[made.left_edge.i : made.i].text
        if own.lower() not in BARE:
            issuer = self.issuer(f"{own} {made.text}", made)
            if issuer.type in ISSUERS:
                return (issuer,)
        subjects = {t.i for t in doc[governing_verb(made)].children if t.dep_.startswith("nsubj")}
        found = [c for c in self.discourse.before(noun.i) if c.token in subjects]
        return self.chain.actors_of(found[-1]) if found else self._issuing_before(made)

    def _issuing_before(self, noun: Token) -> Actors:
        """Return the state or organ that the sentences just before tell of or cite, whose statement is meant."""
        earliest = self.discourse.sentence_of(noun.i) - SENTENCES_OF_ISSUER
        for candidate in reversed(self.discourse.before(noun.i)):
            if candidate.sentence < earliest:
                break
            if candidate.sort != "pronoun" and (candidate.prominence == SUBJECT or self._is_cited(candidate)):
                actors = self.chain.actors_of(candidate)
                if len(actors) == 1 and actors[0].type in ISSUERS:
                    return actors
        return ()

    def _is_cited(self, candidate: Candidate) -> bool:
        """Whether a candidate is the source of its sentence ("According to Addis Ababa, ...")."""
        return any(child.lower_ in CITING for child in self.discourse.doc[candidate.token].children)


def _is_document(token: Token) -> bool:
    known = token.lower_ in word_set("documents") or token.lower_ in ISSUED
    return known and token.pos_ == "NOUN" and token.head.lemma_ != "take"  # "took note of it"
