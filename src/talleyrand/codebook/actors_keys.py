"""Keys under which names are looked up: case, diacritics, hyphens, dots and typographic apostrophes folded away."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"’": "'", "‘": "'", "ʻ": "'", "ð": "d", "þ": "th", "ə": "a", "Ə": "A"}
)
_SKELETON = (
    (re.compile(r"(?:iy|yy|ii|ij|yi|yj|ei|ey)"), "i"),
    (re.compile(r"y"), "i"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"(?:tz|cz)"), "ts"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[aeo]r\b"), "r"),
    (re.compile(r"enk[ao]\b"), "enk"),
    (re.compile(r"(.)\1"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its key, where it stands (code points), and how it is written."""

    key: str
    start: int
    end: int
    text: str

    @property
    def capitalised(self) -> bool:
        """Whether it is written with a capital."""
        return self.text[0].isupper()

    @property
    def upper(self) -> bool:
        """Whether it is written as an abbreviation is: all capitals, or with dots."""
        return self.text.isupper() and (len(self.key) > 1 or "." in self.text)


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics.

    >>> fold("Erdoğan"), fold("Côte d’Ivoire")
    ('erdogan', "cote d'ivoire")
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()


def words(text: str) -> list[Word]:
    """Return the words of `text` in order; a possessive 's is a word of its own, hyphens separate words.

    >>> [word.key for word in words("the U.S.-led coalition’s aims")]
    ['the', 'us', 'led', 'coalition', "'s", 'aims']
    """
    found: list[Word] = []
    for match in _WORD.finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        if raw[-1] in "sS" and len(raw) > 2 and raw[-2] in "'’":
            found.append(_word(raw[:-2], start, end - 2))
            found.append(Word("'s", end - 2, end, raw[-2:]))
        else:
            found.append(_word(raw, start, end))
    return found


def key_of(text: str) -> str:
    """Return the look-up key of a name: its words' keys joined by spaces.

    >>> key_of("Kassym-Jomart Tokayev"), key_of("People’s Daily")
    ('kassym jomart tokayev', "people 's daily")
    """
    if text.isascii():
        plain = text.replace("-", " ")
        if plain.replace(" ", "").isalnum():
            return " ".join(plain.lower().split())
    return " ".join(word.key for word in words(text))


def skeleton(key: str) -> str:
    """Return what the usual transliterations of a name have in common.

    >>> skeleton("zelenskyy") == skeleton("zelensky") == skeleton("zelenskiy")
    True
    """
    for pattern, replacement in _SKELETON:
        key = pattern.sub(replacement, key)
    return key


def _word(text: str, start: int, end: int) -> Word:
    key = text.lower() if text.isascii() else fold(text)
    return Word(key.replace(".", "") if "." in key else key, start, end, text)
