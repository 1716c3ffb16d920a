"""What a text says of a person whom no table has: role, state and sector, from title and apposition."""

from __future__ import annotations

from spacy.tokens import Doc

from talleyrand.codebook.actors_words import word_set

LONGEST_ROLE = 25


def apposition(doc: Doc, last: int) -> str:
    """Return what stands in apposition after a name that ends with token `last`, "" when nothing does."""
    start = last + 2
    if start >= len(doc) or doc[last + 1].text != ",":
        return ""
    end = start
    stop = min(len(doc), start + LONGEST_ROLE)
    while end < stop and not _ends_role(doc, start, end):
        end += 1
    phrase = doc[start:end]
    nominal = any(token.pos_ in ("NOUN", "PROPN") for token in phrase)
    return phrase.text.strip(" ,") if nominal and doc[start].pos_ in ("DET", "NOUN", "PROPN", "ADJ", "NUM") else ""


def _ends_role(doc: Doc, start: int, at: int) -> bool:
    token = doc[at]
    if token.lower_ in word_set("clause") or token.text in '.;:”"“()—' or token.is_space:
        return True
    if token.text == ",":
        return not (at + 1 < len(doc) and doc[at + 1].lower_ in ("a", "an"))
    return at > start and token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")
