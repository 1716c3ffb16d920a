"""What sort of source an attribution names: a person, an anonymous one, an institution, an outlet, a document."""

from __future__ import annotations

from dataclasses import replace

from talleyrand.codebook.actors import slug
from talleyrand.codebook.actors_words import word_set
from talleyrand.model.actors import Actor, Attribution, SourceType
from talleyrand.model.drafts import SourceMention
from talleyrand.resolve.names import phrase_words

INSTITUTIONS = frozenset(("state", "organ", "igo", "bloc", "armed-group", "company", "ngo", "office"))


def attribution_of(source: SourceMention, actor: Actor) -> Attribution:
    """Return the link of an attribution chain for a source and the actor that it names."""
    kind = source_type(source, actor)
    shown = issued_document(source, actor) if kind == "document" else actor
    return Attribution(kind, shown.id, shown.name, shown.country, source.mention.quote)


def source_type(source: SourceMention, actor: Actor) -> SourceType:
    """Return the type of a source, refined by who the actor turned out to be."""
    if document_noun(source.mention.text):
        return "document"
    if actor.type == "person":
        return "named"
    if actor.type == "outlet":
        return "outlet"
    if actor.type in INSTITUTIONS:
        return "institution"
    if source.mention.kind == "name" and source.type in ("named", "institution", "outlet"):
        return source.type
    return source.type if source.type in ("document", "outlet") else "anonymous"


def document_noun(text: str) -> str | None:
    """Return the noun of a source that is a document ("a Kremlin readout of the call"), None where it is none."""
    found = [word.key for word in phrase_words(text.partition(",")[0])]
    head = found[
        : next(
            (at for at, key in enumerate(found) if at and key in ("of", "on", "from", "by", "issued", "to")), len(found)
        )
    ]
    return head[-1] if head and head[-1] in word_set("documents") else None


def issued_document(source: SourceMention, issuer: Actor) -> Actor:
    """Return a document as an actor: named after who issued it and what it is."""
    noun = document_noun(source.mention.text) or "document"
    if issuer.id.startswith("unknown:"):
        return replace(issuer, id=f"document:{slug(source.mention.text)}")
    bare = issuer.id.partition(":")[2]
    return replace(issuer, id=f"document:{bare}-{noun}", name=f"{issuer.name} {noun}")
