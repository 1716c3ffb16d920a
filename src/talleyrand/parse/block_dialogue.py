"""Labels of interviews and transcripts in other forms than "NAME:" within a text.

Outlets set their dialogues in many ways: "Q1." and "A1.", "((Jane Doe))", "**Reporter:**", "Question –", "00:12 Jane
Doe:", the name on a line of its own or in a table, an outlet's name before its question. None of these is a label by
itself. They are where a text is a dialogue: two labels that head paragraphs recur, and one of them asks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from talleyrand.codebook.furniture import label_words
from talleyrand.model.spans import Span
from talleyrand.parse.block_labels import PARENTHESIS, WORD, Label, kind_of

_NAME = rf"(?P<name>(?:(?i:the) )?{WORD}(?: {WORD}){{0,9}}){PARENTHESIS}"
_TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]+)?"
_BOLD = r"(?:\*{1,3})"
_COLON = rf"{_TIME}(?:{_BOLD}{_NAME}(?::{_BOLD}|{_BOLD}:)|{_NAME.replace('<name>', '<plain>')}[ \t]*:(?=\s))"
_FORMS: dict[str, re.Pattern[str]] = {
    "brackets": re.compile(r"\(\((?P<name>[^()\n]{1,60})\)\)[ \t]*:?"),
    "letters": re.compile(r"(?P<name>[QA])\d{0,3}[.:)](?=\s|$)"),
    "colon": re.compile(_COLON),
    "dash": re.compile(rf"{_TIME}{_NAME}[ \t]+[–—](?=\s)"),
    "table": re.compile(rf"\|[ \t]*{_NAME}[.:]?[ \t]*\|"),
    "line": re.compile(rf"{_BOLD}?{_NAME}[.:]?{_BOLD}?$"),
}
_DOUBTFUL = frozenset({"dash", "table", "line"})
"""Forms that other things have, too: they count only where no more labels are found by their words."""
_PLAIN = frozenset({"brackets", "letters"})
"""Forms that nothing else has: the other voice may be labelled in another way."""
_LONGEST_LINE = 60
_TIMES = 2
"""How often a label stands in a dialogue at least."""


def find_dialogue(text: str, paragraphs: Sequence[Span], others: Sequence[Label] = ()) -> list[Label]:
    """Return the labels that head paragraphs of a dialogue, in order; none for another text.

    A text sets its labels one way: the form with most of them. `others` are those that are labels by their words alone.
    """
    found = [_of_form(form, text, paragraphs, others) for form in _FORMS if form not in _DOUBTFUL]
    best = max(found, key=len)
    if best:
        return best
    doubtful = max((_of_form(form, text, paragraphs, ()) for form in _DOUBTFUL), key=len)
    return doubtful if len(doubtful) > len(others) else []


def _of_form(form: str, text: str, paragraphs: Sequence[Span], others: Sequence[Label]) -> list[Label]:
    """Return the labels of one form, none where they make no dialogue, in brackets or letters also with others."""
    heads = [head for index, span in enumerate(paragraphs) if (head := _head(form, text, span, index))]
    recurring = _recurring(heads)
    voices = recurring | _recurring(others) if form in _PLAIN else recurring
    if not recurring or len(voices) < _TIMES or not recurring & _asking(text, paragraphs, heads):
        return []
    return [head for head in heads if _key(head) in recurring or head.kind == "generic"]


def _recurring(labels: Sequence[Label]) -> set[str]:
    return {key for key, count in Counter(map(_key, labels)).items() if count >= _TIMES}


def _head(form: str, text: str, span: Span, index: int) -> Label | None:
    match = _FORMS[form].match(text, span.start, span.end)
    if match is None or (match.end() == span.end and span.end - span.start > _LONGEST_LINE):
        return None
    group = "plain" if form == "colon" and match["name"] is None else "name"
    words = match[group].strip()
    words = words.removesuffix(".") if len(words) == len("Q.") else words
    kind = kind_of(words)
    if kind != "generic" and label_words().refused.match(words):
        return None
    if form in _DOUBTFUL and kind is None:
        return None
    name = Span(match.start(group), match.start(group) + len(words))
    return Label(name, match.end(), words, kind or "name", index, leading=True, front=span.start)


def _asking(text: str, paragraphs: Sequence[Span], heads: Sequence[Label]) -> set[str]:
    """Return the labels half of whose turns have a question."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for label, end in _turns(paragraphs, heads):
        asked[_key(label)].append("?" in text[label.end : end])
    return {key for key, turns in asked.items() if sum(turns) * 2 >= len(turns)}


def _turns(paragraphs: Sequence[Span], heads: Sequence[Label]) -> Iterator[tuple[Label, int]]:
    """Yield each label with the end of what it heads."""
    for label, following in pairwise([*heads, None]):
        if label is not None:
            last = following.paragraph - 1 if following else len(paragraphs) - 1
            yield label, paragraphs[max(last, label.paragraph)].end


def _key(label: Label) -> str:
    return label.text.casefold()
