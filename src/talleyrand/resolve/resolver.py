"""Whom the mentions of one document stand for: what they name, whom they refer back to, who is on stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from talleyrand.codebook.actors import load_actor_index, slug
from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Block, Document
from talleyrand.model.drafts import Mention, SourceMention
from talleyrand.model.records import Record
from talleyrand.model.spans import Span
from talleyrand.resolve.anaphora import Anaphora
from talleyrand.resolve.coreference import Actors, Coreference, relative_antecedent
from talleyrand.resolve.discourse import Candidate, Discourse, read_discourse
from talleyrand.resolve.first_person import FirstPerson, is_presidency
from talleyrand.resolve.known_people import KnownPeople
from talleyrand.resolve.names import on_one_line
from talleyrand.resolve.sources import attribution_of, document_noun
from talleyrand.resolve.speeches import Speeches
from talleyrand.resolve.talks import Talks

NO_SPEECHES = Speeches()
PEOPLE = ("person", "group")
WHO = "WHO"
"""The organisation; the pronoun is not written so."""


class ActorResolver:
    """Resolves the mentions of one parsed document; look-ups are kept, so that asking twice costs nothing.

    `discourse` is what the document names, `index` what is known of actors. Records are to be noted in text order:
    what a conversation's plurals stand for depends on its parties.
    """

    def __init__(
        self,
        doc: Doc,
        document: Document,
        blocks: Sequence[Block] = (),
        *,
        speeches: Speeches = NO_SPEECHES,
        index: ActorIndex | None = None,
    ) -> None:
        self.index = index or load_actor_index()
        self._doc = doc
        self._author = document.author
        self.discourse: Discourse = read_discourse(doc, self.index)
        home = document.author.country if document.author else None
        self._people = KnownPeople(self.discourse, self.index, document.published, home)
        self._chain = Coreference(self.discourse, self.index, self._of_candidate, speeches, self._said_by)
        self._speeches = speeches
        self._first_person = FirstPerson(doc, document, blocks, self.index)
        self._anaphora = Anaphora(
            self.discourse,
            self._chain,
            self._people,
            self.index,
            document.published,
            home,
            self._state_asked,
            presidency=document.author is not None and is_presidency(document.author),
        )
        self._talks = Talks()
        self._cache: dict[tuple[int, int, str], Actors] = {}
        self._candidates: dict[tuple[int, int], Actors] = {}

    def note(self, record: Record) -> None:
        """Take a record that has been resolved into account for what follows it."""
        self._talks.note(record)

    def resolve(self, mention: Mention) -> Actors:
        """Return the actors of a mention, one or more; unknown ones by name or description. Each keeps the mention."""
        found = self._talks.stand_for(mention, self._settled(mention))
        return tuple(replace(actor, mention=mention.quote) for actor in found)

    def attribution(self, source: SourceMention) -> Attribution:
        """Return the link of an attribution chain that a source stands for."""
        issuer = source.mention
        if document_noun(issuer.text):
            return attribution_of(source, self._anaphora.issuer(issuer.text, self._token(issuer)))
        if issuer.kind == "author" and self._author and self._first_person.speaker_label(issuer.start) is None:
            return attribution_of(source, self._author)
        return attribution_of(source, self.resolve(issuer)[0])

    def _settled(self, mention: Mention) -> Actors:
        key = (mention.start, mention.end, mention.kind)
        if key not in self._cache:
            self._cache[key] = self._resolve(mention) or (_nobody(mention),)
        return self._cache[key]

    def _resolve(self, mention: Mention) -> Actors:
        token = self._token(mention)
        word = mention.text.strip().lower()
        label = self._first_person.label(mention)
        if label is not None:
            return (self._people.profile(label),)
        if mention.kind == "author" or (mention.kind == "pronoun" and word in word_set("first_person")):
            return self._speaker(mention)
        if word in word_set("relative") and token is not None and mention.text != WHO:
            return self._relative(token)
        if mention.kind == "pronoun" and token is not None and mention.text != WHO:
            return self._chain.pronoun(token)
        if document_noun(mention.text):
            issuer = self._anaphora.issuer(mention.text, token)
            if not issuer.id.startswith("unknown:"):
                return (issuer,)
        words = on_one_line(mention.text)
        return self._anaphora.phrase(words, mention.start, token, named=mention.kind == "name")

    def _said_by(self, offset: int) -> Actors:
        """Return who says the direct speech or the labelled turn at a place, () for what the author says."""
        speaker = self._speeches.speaker(offset)
        return self._turn(offset) if speaker is None else self._settled(speaker)

    def _turn(self, offset: int) -> Actors:
        """Return whom the label of the turn at a place names, () outside turns."""
        label = self._first_person.speaker_label(offset)
        if label is None:
            return ()
        known = self._labelled(label)
        words = self.discourse.text[label.start : label.end].strip(" :")
        return (known,) if known is not None else self._anaphora.phrase(words, label.start, None, named=True)

    def _state_asked(self, offset: int) -> str | None:
        """Return the state of who answers the question at a place, None outside questions."""
        label = self._first_person.answering(offset)
        known = self._labelled(label) if label is not None else None
        return known.country if known is not None else None

    def _labelled(self, label: Span) -> Actor | None:
        """Return whom a label names by itself, with what the document says of them."""
        known = self._first_person.labelled(label)
        return self._people.profile(known) if known is not None else None

    def _speaker(self, mention: Mention) -> Actors:
        """Return who says "I" or "we": the speaker of the speech or turn, else the author."""
        author = self._first_person.author(mention)
        return self._said_by(mention.start) or ((author,) if author else ())

    def _relative(self, token: Token) -> Actors:
        """Return whom a relative pronoun stands for; "who" passes over nouns that are no people, up the noun phrase."""
        noun = relative_antecedent(token)
        if noun is None or noun.i > token.i:
            return self._person_before(token)
        found: Actors = ()
        while noun is not None:
            found = self._of_noun(noun)
            if token.lower_ == "which" or any(actor.type in PEOPLE for actor in found):
                return found
            higher = noun.head
            noun = higher if higher.i != noun.i and higher.pos_ in ("NOUN", "PROPN") else None
        return found

    def _person_before(self, token: Token) -> Actors:
        sentence = self.discourse.sentence_of(token.i)
        near = [c for c in self.discourse.before(token.i) if c.sentence == sentence and c.sort != "pronoun"]
        found = (self._chain.actors_of(candidate) for candidate in reversed(near))
        return next((actors for actors in found if actors and actors[0].type in PEOPLE), ())

    def _of_noun(self, noun: Token) -> Actors:
        end = noun.idx + len(noun)
        candidates = [c for c in self.discourse.candidates if c.start <= noun.idx < c.end]
        named = next((c for c in candidates if c.sort != "nominal"), None)
        if named:
            return self._chain.actors_of(named)
        start = noun.left_edge.idx
        return self._anaphora.phrase(self.discourse.text[start:end], start, noun, named=False)

    def _of_candidate(self, candidate: Candidate) -> Actors:
        key = (candidate.start, candidate.end)
        if key not in self._candidates:
            self._candidates[key] = ()
            self._candidates[key] = self._anaphora.candidate(candidate)
        return self._candidates[key]

    def _token(self, mention: Mention) -> Token | None:
        if 0 <= mention.head < len(self._doc):
            return self._doc[mention.head]
        return self._doc[self.discourse.token_at(mention.start)] if len(self._doc) else None


def _nobody(mention: Mention) -> Actor:
    label = " ".join(mention.text.split())
    return Actor("unknown:" + (slug(label) or "nobody"), label or "unknown", "unknown")
