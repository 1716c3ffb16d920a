"""The phrases that the ledger's codes are read as, loaded once from `phrases.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from talleyrand.model.records import Act, Factuality


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb phrase in three forms: `call on`, `called on`, `called on`; `{to}` stands for the recipients."""

    base: str
    past: str
    done: str

    def to(self, recipients: str) -> Phrase:
        """Return the phrase with its recipients filled in."""
        return Phrase(*(form.replace("{to}", recipients) for form in (self.base, self.past, self.done)))


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases: acts by `TYPE` or `TYPE.mode`, with recipients and alone, and the words of the other kinds."""

    to: dict[str, Phrase]
    alone: dict[str, Phrase]
    vote: dict[str, Phrase]
    framing: dict[str, tuple[str, str]]
    cues: frozenset[str]
    sayings: frozenset[str]
    pasts: frozenset[str]
    auxiliaries: frozenset[str]
    bare: frozenset[str]
    answers: tuple[str, ...]
    openers: tuple[str, ...]
    plurals: tuple[str, ...]
    silence: Phrase
    contact: dict[str, str]
    source: dict[str, str]

    def act(self, act: Act, recipients: str) -> Phrase:
        """Return the phrase for an act; an event type that is unknown here is named by its own code."""
        table = self.to if recipients else self.alone
        code = act.event_type.lower()
        own = Phrase(f"{code} {recipients}".strip(), f"({code}) {recipients}".strip(), f"({code}) {recipients}".strip())
        return table.get(f"{act.event_type}.{act.mode}", table.get(act.event_type, own)).to(recipients)


@cache
def phrases() -> Phrases:
    """Return the phrases of the package's own `phrases.toml`."""
    table = tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))
    return Phrases(
        to={code: _phrase(forms["to"]) for code, forms in table["act"].items()},
        alone={code: _phrase(forms["alone"]) for code, forms in table["act"].items()},
        vote={choice: _phrase(forms) for choice, forms in table["vote"].items()},
        framing={use: (forms[0], forms[1]) for use, forms in table["framing"].items()},
        cues=frozenset(table["statement"]["cues"]),
        sayings=frozenset(table["statement"]["sayings"]),
        pasts=frozenset(table["statement"]["pasts"]),
        auxiliaries=frozenset(table["statement"]["auxiliaries"]),
        bare=frozenset(table["statement"]["bare"]),
        answers=tuple(table["statement"]["answers"]),
        openers=tuple(f"{word} " for word in table["statement"]["openers"]),
        plurals=tuple(table["names"]["plurals"]),
        silence=_phrase(table["statement"]["silence"]),
        contact=table["contact"],
        source=table["source"],
    )


def _phrase(forms: list[str]) -> Phrase:
    return Phrase(forms[0], forms[1], forms[2] if len(forms) > 2 else forms[1])


def in_factuality(phrase: Phrase, factuality: Factuality, *, plural: bool, lasting: bool) -> str:
    """Return the phrase as the record reports it: done, not done, refused, planned, called for, or possible.

    `lasting` tells that a negation holds over an interval ("has not spoken") rather than at one time ("did not speak").
    """
    if factuality == "negated":
        return f"{'have' if plural else 'has'} not {phrase.done}" if lasting else f"did not {phrase.base}"
    return {
        "actual": phrase.past,
        "refused": f"refused to {phrase.base}",
        "planned": f"{'plan' if plural else 'plans'} to {phrase.base}",
        "called-for": f"{'were' if plural else 'was'} called on to {phrase.base}",
        "possible": f"may {phrase.base}",
    }[factuality]
