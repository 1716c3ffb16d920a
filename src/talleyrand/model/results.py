"""What a measure answers with: rows, notes, a chart, and the records behind every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any, Generic, TypeVar, overload
from urllib.parse import urlencode

from talleyrand.errors import NotFoundError

Row = TypeVar("Row")
Spec = dict[str, Any]
"""A Vega-Lite specification."""
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One record behind a figure.

    `weight` is its part in the figure (shares of 1 where the figure is a mean, else 1), `score` what it says on the
    measure's scale, `cluster` the independent report or event that it belongs to, `note` why it counts as it does.
    """

    record: str
    weight: float = 1.0
    score: float | None = None
    cluster: str | None = None
    note: str = ""


def _no_chart() -> Spec:
    return {}


def _no_reasons(_: int) -> tuple[Reason, ...]:
    return ()


@dataclass(frozen=True, eq=False)
class Result(Generic[Row]):
    """The answer of a measure: a table whose rows are frozen dataclasses, with its chart and its reasons.

    It is iterated and indexed as its rows are; pandas, polars and Arrow take it as it is. `question` is what it
    answers, `keys` the fields that name a row, `notes` what a reader must know (too few records, days left out),
    `shown` the columns that a terminal has room for, the most telling first; all where it is empty.
    `records` and `independent` count the records and the independent reports behind the whole. `parts` are further
    tables of the same answer by name. `reasons` and `drawing` are how `why` and `chart` are worked out, when asked.
    """

    measure: str
    question: str
    row_type: type[Row]
    rows: tuple[Row, ...] = ()
    keys: tuple[str, ...] = ()
    parameters: Mapping[str, Value] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    records: int = 0
    independent: int = 0
    parts: Mapping[str, Result[Any]] = field(default_factory=dict)
    reasons: Callable[[int], tuple[Reason, ...]] = _no_reasons
    drawing: Callable[[], Spec] = _no_chart

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        return self.rows[at]

    def why(self, row: int | str | Row) -> tuple[Reason, ...]:
        """Return the records and weights behind a row: itself, its place (from 0), or the beginning of its name.

        Raises NotFoundError when no row, or more than one, is meant.
        """
        return self.reasons(self._place(row))

    def chart(self) -> Spec:
        """Return one Vega-Lite specification of the whole answer, its data inside; empty where there is none."""
        return self.drawing()

    def row_name(self, row: Row) -> str:
        """Return the name of a row: the values of its keys, `words;2022-02-24`."""
        return ";".join(_plain(getattr(row, key)) for key in self.keys)

    def address(self, row: Row | None = None) -> str:
        """Return what `talleyrand why` takes: the measure, its parameters, and the name of a row when given."""
        given = {name: value for name, value in self.parameters.items() if value is not None}
        question = f"{self.measure}?{urlencode(given)}"
        return question if row is None else f"{question}#{self.row_name(row).replace('%', '%25')}"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in fields(self.row_type))  # type: ignore[arg-type]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries; days stay `datetime.date`."""
        return [asdict(row) for row in self.rows]  # type: ignore[call-overload]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the table as an Arrow stream; needs pyarrow, `pip install talleyrand[tables]`."""
        from talleyrand.model.arrow import arrow_table

        return arrow_table(self).__arrow_c_stream__(requested_schema)

    def _place(self, row: int | str | Row) -> int:
        if isinstance(row, int):
            if -len(self.rows) <= row < len(self.rows):
                return row % len(self.rows)
        else:
            name = row if isinstance(row, str) else self.row_name(row)
            names = [self.row_name(one) for one in self.rows]
            places = [at for at, one in enumerate(names) if one == name] or [
                at for at, one in enumerate(names) if name and one.startswith(name)
            ]
            if places and (len(places) == 1 or names[places[0]] == name):
                return places[0]
        raise NotFoundError("no such row", where=self.address(), hint=self._rows_offered())

    def _rows_offered(self) -> str:
        if not self.rows:
            return "the answer has no rows"
        return f"rows are named {', '.join(self.row_name(row) for row in self.rows[:3])} ..."


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def unusual(**options: tuple[Value, Value]) -> dict[str, Value]:
    """Return options of a measure, each given with its usual value, None in place of those that are as usual.

    >>> unusual(top=(10, 10), level=(0.5, 0.9))
    {'top': None, 'level': 0.5}
    """
    return {name: None if given == usual else given for name, (given, usual) in options.items()}
