"""The parts of a noun phrase that name an actor: what stands up to its head, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from talleyrand.codebook.actors_model import ActorIndex
from talleyrand.resolve.names import Segment, segments

PREPOSITIONS = frozenset(
    "of in at from for with on to by about against over under near across among between inside outside within without into "
    "behind who whom whose which that including close familiar as after before during since where when".split()
)
QUANTITIES = frozenset(
    "one some many several most all none both group groups team number majority members member dozens hundreds thousands "
    "half each any few much part lot host handful series two three four five coalition crowd pair couple".split()
)
LINKS = frozenset(("of", "for", "to"))
FORMER = frozenset(("former", "ex", "retired", "ousted", "outgoing", "late", "onetime", "exiled", "deposed"))
BREAKS = frozenset(",;:()—–\n\"“”")
GEOGRAPHIC = ("country", "adjective", "demonym", "capital", "place")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `core` are the segments up to its head, `links` those that "of", "for" or "to" tie to an office or organ in
    it, `rest` what follows. `former` marks ex-holders, `definite` is False after "a" or "an"."""

    text: str
    core: tuple[Segment, ...]
    links: tuple[Segment, ...]
    rest: tuple[Segment, ...]
    former: bool
    definite: bool

    @property
    def head(self) -> Segment | None:
        """The last segment of the core."""
        return self.core[-1] if self.core else None

    @property
    def label(self) -> str:
        """The words of the core as written, without an article."""
        if not self.core:
            return self.text.strip()
        return self.text[self.core[0].start : self.core[-1].end]


def parse_phrase(text: str, index: ActorIndex) -> Phrase:
    """Return the parts of a noun phrase."""
    found = segments(text, index)
    definite = not (found and found[0].key in ("a", "an"))
    while found and not found[0].names and found[0].key in ("the", "a", "an", "this", "that", "these", "those", "its", "his", "their"):
        found = found[1:]
    found = _past_quantity(found)
    core, links, rest = _split(text, found)
    former = any(segment.words[0].key in FORMER for segment in core)
    kept = tuple(segment for segment in core if segment.key not in FORMER and segment.key not in ("'s", "the"))
    return Phrase(text, kept, links, rest, former, definite)


def _past_quantity(found: list[Segment]) -> list[Segment]:
    """Drop "one of the", "several of", "members of" in front of what counts."""
    while len(found) > 2 and found[0].words[-1].key in QUANTITIES and found[1].key == "of":
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
            links.extend(item for item in found[at + 1 : linked] if item.names)
            at = linked
            continue
        if core and not segment.names and segment.key in PREPOSITIONS:
            break
        core.append(segment)
        at += 1
    return core, tuple(links), tuple(found[at:])


def _breaks(text: str, core: list[Segment], segment: Segment) -> bool:
    return any(letter in BREAKS for letter in text[core[-1].end : segment.start])


def _linked(found: list[Segment], at: int, core: list[Segment]) -> int:
    """Return where "of X" ends when it ties a state or organisation to an office or organ, 0 when it does not."""
    if not core or found[at].names or found[at].key not in LINKS or core[-1].kind not in ("office", "organ", "sector"):
        return 0
    end = at + 1
    while end < len(found) and not found[end].names and found[end].key == "the":
        end += 1
    if end < len(found) and found[end].name(*GEOGRAPHIC, "entity"):
        return end + 1
    return 0
