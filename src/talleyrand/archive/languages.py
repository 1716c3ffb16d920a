"""Which language a document is in, told from samples of its text.

English is told by its own small words, at once; whatever else by byte n-grams (py3langid), whose model takes a second
to load, so that a run over English alone does without. Every sample votes with its letters: an English article with a
Russian quotation is English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from talleyrand.codebook.languages import english_words
from talleyrand.errors import EngineError, OptionError
from talleyrand.model.documents import CODED_LANGUAGE as ENGLISH

SAMPLES = 8
SAMPLE = 300
"""So many stretches of so many characters, spread evenly over the text, stand for it."""
PIECE = 100
"""Characters from which a paragraph is told by itself."""
ENOUGH = 60
"""Letters of the Latin alphabet below which nothing but names may be there: its language stays unknown."""
FULL = 0.12
"""The share of English small words from which a sample is English; running English has twice as many."""
SURE = 0.75
"""How probable the two likeliest languages must be together, for some are written almost alike (Malay and Indonesian).
Lists of names are given to any two with up to 0.7."""
NOT_KNOWN = "und"
"""The code (ISO 639-2) of a text that is in no Latin letters and in no language that could be told."""

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_LATIN_END = "\u0250"
_NO_LANGUAGE = "zxx"


def detect_language(text: str) -> str | None:
    """Return the ISO 639 code of the language that most of a text is in, None for what is too short to tell.

    A text half of which is English is English. One in another script than Latin is none of English, however short.

    >>> detect_language("The two presidents spoke by phone about the security of Europe and of its neighbours.")
    'en'
    """
    votes: Counter[str | None] = Counter()
    for sample in _samples(text):
        words = _WORD.findall(sample)
        letters = sum(map(len, words))
        votes[_language(sample, words, letters)] += letters
    total = votes.total()
    if not total or votes[ENGLISH] * 2 >= total:
        return ENGLISH if total else None
    language, most = max(votes.items(), key=lambda vote: (vote[1], str(vote[0])))
    return language if most * 2 >= total or votes[ENGLISH] == 0 else None


def check_language(value: str, *, where: str = "") -> str:
    """Return the code of a language as a caller gives it, without region and script (`en-GB`); raises OptionError."""
    match = _CODE.fullmatch(value.strip())
    if match is None:
        raise OptionError(
            f"{value[:40]!r} is no code of a language", where=where, hint="write en, fr, uk ... (ISO 639)"
        )
    return match[1].lower()


def _samples(text: str) -> Iterator[str]:
    """Yield pieces of stretches of a text, of a short one's whole: paragraphs, short lines together."""
    step = max(SAMPLE, len(text) // SAMPLES)
    for start in range(0, len(text), step):
        piece = ""
        for line in text[start : start + SAMPLE].splitlines():
            piece = f"{piece} {line}"
            if len(piece) > PIECE:
                yield piece
                piece = ""
        yield piece


def _language(sample: str, words: list[str], letters: int) -> str | None:
    """Return the language of a piece, None where it can't be told."""
    if not letters:
        return None
    known = english_words()
    if sum(word.lower() in known for word in words) >= FULL * len(words):
        return ENGLISH
    latin = sum(character < _LATIN_END for word in words for character in word) * 2 > letters
    if latin and letters < ENOUGH:
        return None
    (code, first), (_, second) = _identifier().rank(sample)[:2]
    if code == _NO_LANGUAGE or (latin and code != ENGLISH and first + second < SURE):
        return None
    return str(code) if latin or letters >= ENOUGH or first + second >= SURE else NOT_KNOWN


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (a second, for other languages only)

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked into a temporary file
        hint = "is there room for temporary files? TMPDIR names another folder for them"
        raise EngineError(f"the model that tells languages can't be loaded: {error}", hint=hint) from error
