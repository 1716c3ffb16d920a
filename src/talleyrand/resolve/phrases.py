"""The parts of a noun phrase that name an actor: what stands up to its head, and what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from talleyrand.codebook.actors_model import ActorIndex, NameKind
from talleyrand.codebook.actors_words import word_set
from talleyrand.resolve.names import REMEMBERED, Segment, segments

LINKS = frozenset(("of", "for", "to"))
SINGLES = frozenset(("one", "another"))
BREAKS = frozenset(',;:()—–\n"“”')
LONGEST_LABEL = 12
_CLAUSE_END = re.compile(r",(?!\d)|[;:()—\n\"“”]")
LINKABLE: tuple[NameKind, ...] = ("country", "adjective", "demonym", "capital", "place", "entity", "organ", "office")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in parts.

    `core` are the segments up to its head, `links` those that "of" or "for" tie to an office or organ in it, `rest`
    what follows ("ambassador to X" is not X's). `former` marks ex-holders, `definite` is False after "a" or "an", `one`
    tells "one of the people" from the people, `whose` is the noun that a linked adjective
    modifies ("president of the Chadian rights *league*").
    """

    text: str
    core: tuple[Segment, ...]
    links: tuple[Segment, ...]
    rest: tuple[Segment, ...]
    former: bool
    definite: bool
    one: bool = False
    whose: Segment | None = None

    @property
    def head(self) -> Segment | None:
        """The last segment of the core."""
        return self.core[-1] if self.core else None

    @property
    def head_key(self) -> str:
        """The look-up key of the head's last word, "" without a head."""
        return self.core[-1].words[-1].key if self.core else ""

    @property
    def label(self) -> str:
        """The words of the core as written, without an article."""
        if not self.core:
            return " ".join(self.text.split())
        return " ".join(self.text[self.core[0].start : self.core[-1].end].split())

    @property
    def full_label(self) -> str:
        """The words from the core on, to the end of the clause: what tells "people close to X" from other people."""
        if not self.core:
            return self.label
        tail = _CLAUSE_END.split(self.text[self.core[0].start :], maxsplit=1)[0]
        return " ".join(tail.split()[:LONGEST_LABEL])


@lru_cache(maxsize=REMEMBERED)
def parse_phrase(text: str, index: ActorIndex) -> Phrase:
    """Return the parts of a noun phrase; the most recent are remembered, for texts repeat them."""
    found = segments(text, index)
    while (
        len(found) > 1
        and not found[0].names
        and (found[0].key in word_set("prepositions") or found[0].key in ("according", "'s"))
    ):
        found = found[1:]
    definite = not (found and found[0].key in ("a", "an"))
    while (
        found
        and not found[0].names
        and found[0].key in ("the", "a", "an", "this", "that", "these", "those", "its", "his", "their")
    ):
        found = found[1:]
    one = len(found) > 2 and found[0].key in SINGLES and found[1].key == "of"
    found = _past_quantity(found)
    core, links, rest = _split(text, found)
    former = any(segment.words[0].key in word_set("former") for segment in core)
    kept = tuple(
        segment for segment in core if segment.key not in word_set("former") and segment.key not in ("'s", "the")
    )
    return Phrase(text, kept, links, rest, former, definite, one, _modified(found, links))


def _modified(found: list[Segment], links: tuple[Segment, ...]) -> Segment | None:
    """Return the last noun of the phrase whose adjective is the only link, None where the link is a name itself."""
    if not links or links[-1].kind != "adjective":
        return None
    after = found[found.index(links[-1]) + 1 :]
    own = list(takewhile(lambda segment: segment.key not in word_set("prepositions"), after))
    return own[-1] if own else None


def _past_quantity(found: list[Segment]) -> list[Segment]:
    """Drop "one of the", "several of", "members of" in front of what counts."""
    while len(found) > 2 and found[0].words[-1].key in word_set("quantities") and found[1].key == "of":
        found = found[2:]
        while found and not found[0].names and found[0].key in ("the", "these", "its", "his", "their"):
            found = found[1:]
    return found


def _split(text: str, found: list[Segment]) -> tuple[list[Segment], tuple[Segment, ...], tuple[Segment, ...]]:
    core: list[Segment] = []
    links: list[Segment] = []
    at = 0
    while at < len(found):
        segment = found[at]
        if core and _breaks(text, core, segment):
            break
        linked = _linked(found, at, core)
        if linked:
            if segment.key != "to":
                links.extend(item for item in found[at + 1 : linked] if item.names)
            at = _past_nouns(text, found, linked) if found[linked - 1].kind == "adjective" else linked
            continue
        if core and not segment.names and segment.key in word_set("prepositions"):
            break
        core.append(segment)
        at += 1
    return core, tuple(links), tuple(found[at:])


def _past_nouns(text: str, found: list[Segment], at: int) -> int:
    """Return where the noun phrase ends whose adjective stands before `at` ("spokesman for the Uzbek command")."""
    while (
        at < len(found) and found[at].key not in word_set("prepositions") and not _breaks(text, found[:at], found[at])
    ):
        at += 1
    return at


def _breaks(text: str, core: list[Segment], segment: Segment) -> bool:
    between = text[core[-1].end : segment.start]
    if between == "," and text[core[-1].end - 1].isdigit() and text[segment.start].isdigit():
        return False  # within a number
    return any(letter in BREAKS for letter in between)


def _linked(found: list[Segment], at: int, core: list[Segment]) -> int:
    """Return where "of X" ends when it ties a state or organisation to an office or organ, 0 when it does not."""
    if not core or found[at].names or found[at].key not in LINKS or core[-1].kind not in ("office", "organ", "sector"):
        return 0
    end = at + 1
    while end < len(found) and not found[end].names and found[end].key == "the":
        end += 1
    if end < len(found) and found[end].name(*LINKABLE):
        return end + 1
    return 0
