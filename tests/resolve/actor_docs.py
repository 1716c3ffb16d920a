"""Small documents parsed by hand: each token with its Universal Dependencies label, head and part of speech."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from talleyrand.model.actors import Actor
from talleyrand.model.documents import Document
from talleyrand.model.drafts import Mention, MentionKind
from talleyrand.resolve.resolver import ActorResolver

VOCAB = spacy.blank("en").vocab


def parsed(*sentences: str, people: tuple[str, ...] = ()) -> Doc:
    """Parse `word/label/head/POS` tokens; heads count within the sentence from 0, `_` before a word means no space."""
    words, spaces, heads, labels, tags, starts, persons = [], [], [], [], [], [], []
    for sentence in sentences:
        base = len(words)
        for place, item in enumerate(sentence.split()):
            word, label, head, tag = item.rsplit("/", 3)
            if word.startswith("_") and spaces:
                spaces[-1] = False
            words.append(word.removeprefix("_"))
            spaces.append(True)
            heads.append(base + int(head))
            labels.append(label)
            tags.append(tag)
            starts.append(place == 0)
            inside = persons and persons[-1] != "O"
            persons.append(("I-PER" if inside else "B-PER") if words[-1] in people else "O")
    return Doc(VOCAB, words, spaces, heads=heads, deps=labels, pos=tags, sent_starts=starts, ents=persons)


def mention(doc: Doc, text: str, kind: MentionKind = "nominal", occurrence: int = 1) -> Mention:
    """Return the mention of the given words; its head is the token of the last of them that hangs outside."""
    start = -1
    for _ in range(occurrence):
        start = doc.text.index(text, start + 1)
    span = doc.char_span(start, start + len(text))
    return Mention(start, start + len(text), text, span.root.i, kind)


def resolver(doc: Doc, published: str | None = "2022-03-01", author: Actor | None = None) -> ActorResolver:
    """Return a resolver for a document of that day."""
    return ActorResolver(doc, Document.from_text(doc.text, published=published, author=author))


def ids(actors: tuple[Actor, ...]) -> list[str]:
    """Return the ids of actors."""
    return [actor.id for actor in actors]
