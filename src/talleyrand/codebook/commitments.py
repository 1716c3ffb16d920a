"""What counts as denying an intent, and which later acts keep a commitment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from talleyrand.codebook.tables import read_toml, require, words

_FILE = "commitments.toml"
_BETWEEN = r"[^.;:!?]{0,40}$"
"""What may stand between the words of intent and the verb: no other sentence."""
_ENDS = re.compile(r"[.;:!?]\s")


@dataclass(frozen=True, slots=True)
class Keeping:
    """A commitment to acts of `type`, in `mode` unless that is None, is kept by acts of the types in `by`."""

    type: str
    mode: str | None
    by: frozenset[str]


@cache
def load_keeping() -> tuple[Keeping, ...]:
    """Read which acts keep which commitments, in the order of the file: the first that fits holds."""
    entries = read_toml(_FILE)["keeps"]
    for entry in entries:
        require(entry, "id", "type", "by", "why", "example", where=_FILE)
    return tuple(Keeping(entry["type"], entry.get("mode"), words(entry["by"])) for entry in entries)


def kept_by(event_type: str, mode: str | None = None) -> frozenset[str]:
    """Return the event types that keep a commitment: its own, unless the codebook names others.

    >>> sorted(kept_by("AID")), sorted(kept_by("THREATEN", "restrict"))
    (['AID'], ['SANCTION'])
    """
    fitting = (one for one in load_keeping() if one.type == event_type and one.mode in (None, mode))
    return next((one.by for one in fitting), frozenset({event_type}))


def denies_intent(before: str) -> bool:
    """Tell whether the words before a verb deny an intent: `has no plans to`, `will never`.

    >>> denies_intent("The ministry has no plans to "), denies_intent("The ministry did not ")
    (True, False)
    """
    clause = _ENDS.split(before)[-1]
    return _intents().search(clause) is not None


@cache
def _intents() -> re.Pattern[str]:
    entries = read_toml(_FILE)["intent"]
    for entry in entries:
        require(entry, "id", "words", "why", "example", "not", where=_FILE)
    return re.compile(rf"(?<![\w])(?:{'|'.join(entry['words'] for entry in entries)}){_BETWEEN}", re.IGNORECASE)
