"""The tables of structural balance: triads in tension, straddles, exits, edges, the whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TriadRow:
    """A triad in tension: the product of its three signs is negative.

    `pattern` says what it is to `actor`: friend of two enemies (`between enemies`), at odds with a friend's friend
    (`against a friend`), or in the midst of three enmities (`all enemies`). `actor` is the one asked for, else the
    one with a friend on either side where there is one. `second_edge` is its stance with `second`, `third_edge` with
    `third`, `between` that of the two (-1 to +1). `strength` is the geometric mean of the three, `tension` the
    probability that their product is negative, given how sure each sign is.
    """

    actor: str
    second: str
    third: str
    pattern: str
    second_edge: float
    third_edge: float
    between: float
    strength: float
    tension: float
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class StraddleRow:
    """How much an actor sits between camps: `straddle` from 0 (all its triads in balance) to 1 (all in tension).

    `low` and `high` bound it, `triads` are counted. `exit` is the party toward whom a change of sign costs least
    among the changes that at least halve the straddle, else the one that lowers it most; `cost` is the size of that
    stance, `then` the straddle after it; None where no change lowers it.
    """

    actor: str
    name: str
    straddle: float
    low: float
    high: float
    triads: int
    exit: str | None
    cost: float | None
    then: float | None
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class ExitRow:
    """A way out: what an actor's straddle would be, `then`, if its `stance` toward `other` changed sign."""

    actor: str
    other: str
    stance: float
    cost: float
    then: float
    change: float
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge: `stance` from -1 to +1 with its bounds, `friendly` the probability that it is above 0.

    `flip` tells whether it is among the fewest edges that would have to change sign for two camps to remain.
    """

    actor: str
    other: str
    stance: float
    low: float
    high: float
    friendly: float
    flip: bool
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class CampRow:
    """The camp of a party in the best split into two; `against` of its `edges` do not fit it."""

    actor: str
    name: str
    camp: int
    edges: int
    against: int
    records: int
    independent: int


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A measure of the balance of the whole network; bounds where they follow from the uncertainty of its edges."""

    index: str
    value: float
    low: float | None
    high: float | None
    what: str
    records: int
    independent: int
