"""Who "I" and "we" are in a document: the labelled speaker of the paragraph, else the author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.codebook.actors_words import word_set
from talleyrand.codebook.furniture import label_words
from talleyrand.model.actors import Actor
from talleyrand.model.documents import Block, Document
from talleyrand.model.drafts import Mention
from talleyrand.model.spans import Span
from talleyrand.resolve.labels import Labels
from talleyrand.resolve.people import holder_on, person_actor

if TYPE_CHECKING:
    from spacy.tokens import Doc

PRESIDENCIES = frozenset(("kremlin", "white-house", "presidency", "elysee", "planalto", "blue-house", "casa-rosada"))
"""Organs in whose documents "I" is the president: their `organ:XXX-` ids end so."""
ANSWERS = frozenset(("a", "answer", "reply", "response"))
ASKERS = frozenset(("q", "q.", "question", "reporter", "journalist", "interviewer", "correspondent", "press"))
ANSWERER = Actor("unknown:person-interviewed", "Person interviewed", "group")
"""Who answers in an interview that does not say whose answers they are."""
SAYS_I = 2
"""How often a text says "I", outside labelled turns, when it is a person's words though an institution publishes it."""


class FirstPerson:
    """Knows the labels of a transcript and the author of a document."""

    def __init__(self, doc: Doc, document: Document, blocks: Sequence[Block], index: ActorIndex) -> None:
        self._document = document
        self._index = index
        self._labelled = [block for block in blocks if block.speaker is not None]
        self._label_spans = frozenset(block.speaker for block in self._labelled)
        self._labels = Labels(document)
        self._author = document.author
        self._person = self._presiding()
        self._is_personal = sum(self._is_own(token.idx) for token in doc if token.lower_ == "i") >= SAYS_I

    def label(self, mention: Mention) -> Actor | None:
        """Return the speaker whom a mention that is a label names, None for other mentions and labels."""
        if Span(mention.start, mention.end) not in self._label_spans:
            return None
        label = self._answerer(Span(mention.start, mention.end))
        return self.labelled(label) or self._labels.resolve(mention.text)

    def speaker_label(self, offset: int) -> Span | None:
        """Return where the label of the turn that holds an offset stands, None outside turns."""
        label = next((block.speaker for block in self._labelled if block.start <= offset < block.end), None)
        return label and self._answerer(label)

    def answering(self, offset: int) -> Span | None:
        """Return the label of the turn that answers the question at a place, None outside questions."""
        asked = next((block for block in self._labelled if block.start <= offset < block.end), None)
        if asked is None or asked.speaker is None or not self._asks(asked.speaker):
            return None
        after = (block.speaker for block in self._labelled if block.start > offset)
        label = next((label for label in after if label is not None and not self._asks(label)), None)
        return label and self._answerer(label)

    def labelled(self, label: Span) -> Actor | None:
        """Return the speaker whom a label names by itself; "A" alone is the author, or nobody known."""
        words = self._words(label)
        if words.lower() in ANSWERS:
            return self._person or self._author or ANSWERER
        return self._labels.resolve(words)

    def author(self, mention: Mention) -> Actor | None:
        """Return the author as whom the mention speaks: "I" in a presidency's text is the president."""
        personal = mention.text.strip().lower() in word_set("first_person_singular")
        own_words = mention.kind == "author" and self._is_personal
        return self._person or self._author if personal or own_words else self._author

    def _answerer(self, label: Span) -> Span:
        """Return the label of the person questioned where an interview goes on with "A:" alone, else the label."""
        if self._words(label).lower() not in ANSWERS:
            return label
        before = [block.speaker for block in self._labelled if block.speaker and block.speaker.start < label.start]
        return next((other for other in reversed(before) if self._is_named(other)), label)

    def _is_named(self, label: Span) -> bool:
        """Whether a label names somebody other than the outlet that asks."""
        return self._words(label).lower() not in label_words().generic and not self._is_outlet(label)

    def _is_outlet(self, label: Span) -> bool:
        outlet = (self._document.outlet or "").lower()
        return self._words(label).lower().removeprefix("the ") == outlet.removeprefix("the ")

    def _asks(self, label: Span) -> bool:
        """Whether a label is that of whoever asks: a reporter, or the outlet."""
        return self._words(label).lower() in ASKERS or self._is_outlet(label)

    def _words(self, label: Span) -> str:
        return self._document.text[label.start : label.end].strip(" :")

    def _is_own(self, offset: int) -> bool:
        return self.speaker_label(offset) is None

    def _presiding(self) -> Actor | None:
        author = self._author
        if author is None or author.country is None or not is_presidency(author):
            return None
        term = holder_on(author.country, "president", self._document.published, self._index)
        return person_actor(term.person, self._document.published, self._index) if term else None


def is_presidency(author: Actor) -> bool:
    """Tell whether an author is the organ in whose documents "I" is the president."""
    return author.id.partition("-")[2] in PRESIDENCIES
