"""How a measure is asked: its options from an address, and what is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pytest

from talleyrand.errors import OptionError
from talleyrand.ledger.store import open_ledger
from talleyrand.model.records import Record
from talleyrand.model.results import Result
from talleyrand.pipeline import measures
from talleyrand.pipeline.measures import Measure, ask, parse_address


@dataclass(frozen=True, slots=True)
class Row:
    name: str


def echo(
    records: Iterable[Record],
    *,
    half_life: float = 30.0,
    seed: int | None = 1,
    step: Literal["day"] = "day",
    all: bool = False,
) -> Result[Row]:
    """A measure that answers with its own options."""
    return Result("echo", "?", Row, tuple(Row(repr(one)) for one in (half_life, seed, step, all)))


@pytest.fixture
def asked(tmp_path, monkeypatch):
    monkeypatch.setattr(Measure, "function", property(lambda _: echo))
    monkeypatch.setitem(measures.MEASURES, "echo", Measure("echo:echo"))
    open_ledger(tmp_path / "t.db").close()

    def answer(address):
        name, parameters, _ = parse_address(address)
        with open_ledger(tmp_path / "t.db", read_only=True) as ledger:
            return [row.name for row in ask(ledger, name, parameters, lambda _: None)]

    return answer


def test_an_address_gives_numbers_as_numbers(asked):
    assert asked("echo?half_life=7&seed=3&step=day&all=True") == ["7.0", "3", "'day'", "True"]


def test_an_option_that_the_measure_has_not_is_named_with_one_near(asked):
    with pytest.raises(OptionError, match=r"echo has no option 'half_live' .*half_life"):
        asked("echo?half_live=7")


def test_what_is_no_number_is_told(asked):
    with pytest.raises(OptionError, match="seed: 'x' is no number"):
        asked("echo?seed=x")


def test_a_row_named_with_a_percent_sign_or_a_hash_is_found_by_its_address():
    result = Result("echo", "?", Row, (Row("100%25 #1"), Row("100% #1")), keys=("name",))
    for row in result:
        _, _, name = parse_address(result.address(row))
        assert name == row.name
