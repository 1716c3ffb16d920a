"""A question to a measure as an address names it, and its answer as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from talleyrand.pipeline.measures import parse_address


@dataclass(frozen=True, slots=True)
class Question:
    """A measure with its parameters, those not given left out; two that ask the same are equal."""

    measure: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """The address that `talleyrand why` takes, without a row."""
        return f"{self.measure}?{urlencode(self.parameters)}"

    def parameter(self, name: str) -> str | None:
        """Return a parameter, None where it is not given."""
        return dict(self.parameters).get(name)


def question(measure: str, parameters: Mapping[str, object]) -> Question:
    """Return the question of a measure (`turning_points` or `turning-points`) with parameters; None is not given."""
    given = ((name, str(value)) for name, value in parameters.items() if value is not None and value != "")
    return Question(measure.replace("-", "_"), tuple(sorted(given)))


def question_of(address: str) -> tuple[Question, str]:
    """Return the question of an address such as `gap?actor=CHN&target=RUS#deeds`, and the name of its row."""
    name, parameters, row = parse_address(address)
    return question(name, parameters), row


@dataclass(frozen=True, slots=True)
class Answer:
    """What a measure answers, as plain data.

    `address` is what `why` takes, with `#` and a row's name. `rows` are objects with the `columns`, and under `why`
    their own address; `shown` are the columns most worth seeing, `keys` those that name a row. `chart` is a Vega-Lite
    specification, empty where there is nothing to draw. `parts` are further tables of the same answer. `after` names
    the row after which the rows go on, None where they are all there.
    """

    measure: str
    question: str
    address: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    shown: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...]
    records: int
    independent: int
    chart: dict[str, Any]
    parts: dict[str, Answer]
    after: str | None = None

    def part(self, name: str | None) -> Answer | None:
        """Return a part by name, the answer itself for no name, None where there is no such part."""
        return self if not name else self.parts.get(name)


@dataclass(frozen=True, slots=True)
class Why:
    """One record behind a figure: its weight and score there, and which independent report it belongs to."""

    record: str
    weight: float
    score: float | None
    cluster: str | None
    note: str
