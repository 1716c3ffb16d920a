"""Which date expression dates an event: the one that its trigger governs, not one of another clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from talleyrand.model.drafts import Draft
from talleyrand.model.records import Forecast, Statement
from talleyrand.resolve.date_syntax import (
    Attachment,
    clause_label,
    has_subject,
    is_main,
    is_predicate,
    marks,
    predicate_above,
    relation,
    sentence_bounds,
    tense,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACE_IN_TIME = {"at", "in", "during", "upon"}  # "said at the Tuesday teleconference"
_COUNTED_FROM = {"since", "after", "until", "till", "before", "following"}  # "since the Feb. 24 invasion"
_TEMPORAL = {"when", "after", "as", "upon", "on", "once", "while", "in", "since", "until", "following", "by"}
_NO_POINT = {"before", "if", "unless", "because", "although", "though"}
_RANGE = 4  # words between the two ends of a range
_LEADING = 5  # words of a sentence within which an expression opens it
_UNREAL = ("planned", "called-for", "possible")
_AT_ONCE = {"when", "as", "while"}  # "drew applause on Thursday when he lashed out"
_CLAUSE_STEPS = 3

Found = tuple[Attachment, set[str]]


def governed(doc: Doc, draft: Draft, found: Sequence[Attachment]) -> Found | None:
    """Return the expression that dates a draft and the words that introduce it; the surest way of attachment wins."""
    anchor = doc[draft.anchor]
    start, end = sentence_bounds(anchor)
    here = [one for one in found if start <= one.head < end and one.mention.type != "SET"]
    near = [one for one in here if not _in_content(doc, draft, one)]
    for way in (_direct, _of_source, _of_nominal, _shared, _of_subclause, _opening):
        best = _best(way(doc, draft, anchor, near))
        if best is not None:
            return best
    return None


def range_end(doc: Doc, best: Attachment, found: Sequence[Attachment]) -> Attachment | None:
    """Return the other end of "from Feb. 21 to Feb. 24", "between Monday and Friday" where `best` is the one end."""
    if not marks(doc[best.head]) & {"from", "between"}:
        return None
    for one in found:
        joined = doc[one.first - 1].lower_ in ("to", "until", "through", "and", "till") if one.first else False
        if joined and 0 < one.first - best.last <= _RANGE and one.mention.type == "DATE":
            return one
    return None


def _in_content(doc: Doc, draft: Draft, one: Attachment) -> bool:
    """Dates in what is said date no saying; but what was "not announced until" a day was silence up to it."""
    if isinstance(draft.payload, Forecast):
        return draft.payload.proposition.start <= one.mention.start < draft.payload.proposition.end
    if not isinstance(draft.payload, Statement):
        return False
    if draft.factuality in ("negated", "refused") and "until" in marks(doc[one.predicate]):
        return False
    spans = draft.payload.content
    return any(quote.start <= one.mention.start < quote.end for quote in spans)


def _best(options: Iterator[Found]) -> Found | None:
    return min(options, key=_rank, default=None)


def _rank(option: Found) -> tuple[bool, bool, int]:
    mention = option[0].mention
    vague = mention.start_day is None and "-" not in mention.value
    return mention.type == "DURATION", vague, len(mention.start_day or "X" * 11)


def _usable(one: Attachment, doc: Doc, verb: Token) -> bool:
    """Lengths of time ("for weeks") date a verb only when they open its sentence or its tense runs up to now."""
    mention = one.mention
    if mention.type != "DURATION":
        return True
    if mention.value.startswith("PT"):
        return False
    if mention.start_day is not None:
        return True
    introduced = marks(doc[one.head])
    return "for" in introduced and (_opens(doc, one) or tense(verb) == "perfect")


def _introduced(doc: Doc, one: Attachment) -> set[str]:
    found = marks(doc[one.head])
    before = doc[one.first - 1].lower_ if one.first else ""
    return found | ({before} if before in _COUNTED_FROM | {"by"} else set())


def _direct(doc: Doc, _draft: Draft, anchor: Token, near: Sequence[Attachment]) -> Iterator[Found]:
    """Expressions that hang on the anchor itself, or on a nominal that places it in time."""
    yield from _on(doc, anchor, near)
    for one in near:
        if anchor.i in one.crossed and not is_predicate(anchor):
            yield one, _introduced(doc, one)


def _on(doc: Doc, verb: Token, near: Sequence[Attachment]) -> list[Found]:
    """Return the expressions next to a verb, else those that the parser hangs on it."""
    beside: list[Found] = [(one, set()) for one in near if _beside(doc, one, verb)]
    if beside:
        return beside
    mine = [one for one in near if one.predicate == verb.i and _usable(one, doc, verb)]
    return [(one, words) for one in mine if (words := _through_nominals(doc, one)) is not None]


def _beside(doc: Doc, one: Attachment, verb: Token) -> bool:
    """Tell whether an expression stands next to a verb ("Mr. Biden on Friday told"), whatever the parser made of it."""
    if not is_predicate(verb) or one.mention.type not in ("DATE", "TIME") or _possessive(doc, one):
        return False
    words = marks(doc[one.head])
    return words <= {"on"} and verb.i in (one.last + 1, one.first - 1 - len(words))


def _through_nominals(doc: Doc, one: Attachment) -> set[str] | None:
    """Return the introducing words when an expression may date its predicate through the nominals in between."""
    if not one.crossed:
        return _introduced(doc, one)
    top, words = doc[one.crossed[-1]], marks(doc[one.crossed[-1]])
    if _is_adverbial(doc, one):
        return _introduced(doc, one)
    if len(one.crossed) > 1 or relation(top) not in ("obl", "advmod", "nmod"):
        return None
    if words & _PLACE_IN_TIME:
        return set()
    return words & _COUNTED_FROM or None


def _is_adverbial(doc: Doc, one: Attachment) -> bool:
    """Bare time after a nominal ("signed a pact with Mr. Xi early this month"), or any after a name, is the verb's."""
    nearest = doc[one.crossed[0]]
    words = marks(doc[one.head])
    return (
        one.first > nearest.i
        and not _possessive(doc, one)
        and (not words or (nearest.pos_ == "PROPN" and words == {"on"}))
    )


def _possessive(doc: Doc, one: Attachment) -> bool:
    following = doc[one.last + 1].lower_ if one.last + 1 < len(doc) else ""
    return following in ("'s", "’s") or relation(doc[one.head]) in ("compound", "amod", "nummod")


def _of_source(doc: Doc, _draft: Draft, anchor: Token, near: Sequence[Attachment]) -> Iterator[Found]:
    """Expressions within a phrase that names the source: "according to a statement on Monday by the ministry"."""
    if relation(anchor) == "case":
        for one in near:
            if anchor.head.i in one.crossed and not _possessive(doc, one):
                yield one, _introduced(doc, one)


def _of_nominal(doc: Doc, _draft: Draft, anchor: Token, near: Sequence[Attachment]) -> Iterator[Found]:
    """Expressions on the verb of a nominal anchor: "held talks on Friday", "said in a call on Friday"."""
    if not is_predicate(anchor):
        yield from _on(doc, predicate_above(anchor), near)


def _shared(doc: Doc, draft: Draft, anchor: Token, near: Sequence[Attachment]) -> Iterator[Found]:
    """Expressions on the verb above, where an anchor shares its time: infinitives, participles, second conjuncts."""
    verb = predicate_above(anchor)
    for _ in range(_CLAUSE_STEPS):
        if verb.head.i == verb.i or not _shares(draft, verb):
            return
        verb = predicate_above(verb.head)
        yield from _on(doc, verb, near)
        yield from _of_subclause(doc, draft, verb, near)


def _shares(draft: Draft, verb: Token) -> bool:
    label, introduced = clause_label(verb), marks(verb)
    if label == "acl":
        return "where" in introduced and tense(verb) == "past"
    if label == "conj":
        return not has_subject(verb)
    if label == "xcomp":
        return draft.factuality != "planned"
    if label == "ccomp":
        return draft.factuality in ("called-for", "possible")
    if label != "advcl" or introduced & (_NO_POINT | {"since", "after", "until"}):
        return False
    if has_subject(verb):
        return bool(introduced & _AT_ONCE) and tense(verb) == "past"
    return not any(child.lower_ == "having" for child in verb.children)


def _of_subclause(doc: Doc, draft: Draft, anchor: Token, near: Sequence[Attachment]) -> Iterator[Found]:
    """Expressions in a temporal clause of the anchor: "upon rising to power in late 2012, he tried"."""
    verb = predicate_above(anchor)
    for one in near:
        clause = doc[one.predicate]
        if one.crossed or clause_label(clause) != "advcl" or clause.i == verb.i:
            continue
        words = marks(clause) & _TEMPORAL
        near_verb = clause.head.i == verb.i or ("until" in words and verb.i in [up.i for up in clause.ancestors])
        if words and near_verb and _usable(one, doc, clause) and draft.factuality not in _UNREAL:
            yield one, words & {"since", "until"}


def _opening(doc: Doc, _draft: Draft, anchor: Token, near: Sequence[Attachment]) -> Iterator[Found]:
    """An expression that opens the sentence dates its main clause."""
    if not is_main(anchor):
        return
    for one in near:
        if _opens(doc, one) and not one.crossed and _usable(one, doc, predicate_above(anchor)):
            yield one, _introduced(doc, one)


def _opens(doc: Doc, one: Attachment) -> bool:
    start, _ = sentence_bounds(doc[one.head])
    return one.first - start < _LEADING and not any(is_predicate(token) for token in doc[start : one.first])
