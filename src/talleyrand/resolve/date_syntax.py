"""Where a date expression hangs in the tree of its sentence, and the tense of a verb. Universal Dependencies labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from talleyrand.model.dates import DateMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Tense = Literal["past", "present", "perfect", "pluperfect", "future", "modal", "none"]

_SUBJECTS = ("nsubj", "csubj")
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "conj", "root")
_PERFECT = {"has": "perfect", "have": "perfect", "'ve": "perfect", "’ve": "perfect", "had": "pluperfect"}
_FUTURE = ("will", "'ll", "’ll", "shall", "wo")
_EARLIER = {"since", "after", "before", "until", "once"}
_MODALS = ("would", "could", "may", "might", "should", "must", "can", "ca")


@dataclass(frozen=True, slots=True)
class Attachment:
    """How an expression hangs: its head token, the predicate above it, and the nominals in between (nearest first)."""

    mention: DateMention
    head: int
    first: int
    last: int
    predicate: int
    crossed: tuple[int, ...]


def relation(token: Token) -> str:
    """Return a token's relation without its subtype, in lower case."""
    return token.dep_.split(":", maxsplit=1)[0].lower()


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause: a verb that is no modifier word, or a word with a subject or copula."""
    if token.pos_ in ("VERB", "AUX") and relation(token) not in ("aux", "cop", "amod", "compound", "case"):
        return True
    return any(relation(child) in (*_SUBJECTS, "cop") for child in token.children)


def attachments(doc: Doc, mentions: list[DateMention]) -> list[Attachment]:
    """Find for each expression its head and the predicate above it; expressions that fit no token are left out."""
    return [_settled(doc, found) for mention in mentions if (found := _attach(doc, mention))]


def _attach(doc: Doc, mention: DateMention) -> Attachment | None:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    head = _span_head(list(span))
    crossed: list[int] = []
    node = head
    while node.head.i != node.i:
        node = node.head
        if is_predicate(node):
            break
        if not span.start <= node.i < span.end and node.pos_ != "ADV":
            crossed.append(node.i)
    return Attachment(mention, head.i, span.start, span.end - 1, node.i, tuple(i for i in crossed if i != node.i))


def _settled(doc: Doc, one: Attachment) -> Attachment:
    """Move a day past off a present perfect, which takes none, to the past clause between the two."""
    point = one.mention.type == "DATE" and one.mention.start_day is not None and one.mention.value != "PRESENT_REF"
    if one.crossed or not point or one.predicate > one.head or marks(doc[one.head]) & {"since", "for", "in"}:
        return one
    if tense(doc[one.predicate]) != "perfect":
        return one
    between = (doc[index] for index in range(one.first - 1, one.predicate, -1))
    past = next((token for token in between if is_predicate(token) and has_subject(token)), None)
    return replace(one, predicate=past.i) if past is not None and tense(past) == "past" else one


def _span_head(tokens: list[Token]) -> Token:
    inside = {token.i for token in tokens}
    outer = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    return next((token for token in outer if relation(token) not in ("punct", "case", "det")), tokens[-1])


def predicate_above(token: Token) -> Token:
    """Return the predicate that a token belongs to: itself, or the next one above it."""
    node = token
    while not is_predicate(node) and node.head.i != node.i:
        node = node.head
    return node


def marks(token: Token) -> set[str]:
    """Return the prepositions and conjunctions that introduce a phrase or clause ("since", "after")."""
    return {
        child.lower_ for child in token.children if relation(child) in ("case", "mark", "advmod") and child.i < token.i
    }


def has_subject(token: Token) -> bool:
    """Tell whether a predicate has a subject of its own."""
    return any(relation(child) in _SUBJECTS for child in token.children)


def is_main(token: Token) -> bool:
    """Tell whether a predicate stands in the main clause of its sentence, quoted or coordinated clauses included."""
    node = predicate_above(token)
    while node.head.i != node.i:
        if relation(node) not in ("conj", "parataxis"):
            return False
        node = node.head
    return True


def is_background(token: Token) -> bool:
    """Tell whether a token stands in a relative clause, or in one that tells what went before ("since", "after")."""
    node = predicate_above(token)
    while node.head.i != node.i:
        label = relation(node)
        if label == "acl" or "relcl" in node.dep_ or (label == "advcl" and marks(node) & _EARLIER):
            return True
        node = node.head
    return False


def clause_label(token: Token) -> str:
    """Return the relation of the clause a predicate heads (xcomp, advcl, conj ...), `root` for none."""
    label = relation(token)
    return label if label in _CLAUSES else "root"


def tense(token: Token) -> Tense:
    """Tell the tense of the predicate that a token belongs to, from its form and its auxiliaries."""
    node = predicate_above(token)
    helpers = [child.lower_ for child in node.children if relation(child) in ("aux", "cop")]
    if not helpers and node.tag_ in ("VB", "VBN", "VBG", "") and node.head.i != node.i:
        return tense(node.head)
    return _tense_of(node.tag_, helpers)


def _tense_of(tag: str, helpers: list[str]) -> Tense:
    for helper in helpers:
        if helper in _FUTURE:
            return "future"
        if helper in _MODALS:
            return "modal"
        if helper in _PERFECT and (tag in ("VBN", "VBD", "VBG") or "been" in helpers):
            return "perfect" if _PERFECT[helper] == "perfect" else "pluperfect"
    if {"was", "were", "did"} & set(helpers) or (tag == "VBD" and not helpers):
        return "past"
    if {"is", "are", "am", "do", "does", "'s", "'re", "’s", "’re"} & set(helpers) or tag in ("VBZ", "VBP"):
        return "present"
    return "past" if tag in ("VBD", "VBN") else "none"


def sentence_bounds(token: Token) -> tuple[int, int]:
    """Return the first token of the sentence and the one behind its last; `Token.sent` reads the whole document each
    time.
    """
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return start, end
