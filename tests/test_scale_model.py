"""The model of what scale costs adds up."""

from benchmarks.scale_model import Measured, Prices, fed_workers, plan, simulate

ONE = Measured(500, 10, 0.2, 0.008, 0.002, 5.0, 20_000, 2_000, 4_000)


def test_one_worker_codes_and_writes_in_turn() -> None:
    assert simulate([2, 2, 2], [1, 1, 1], 1) == 9


def test_two_workers_code_side_by_side_while_one_writes() -> None:
    assert simulate([2, 2, 2, 2], [0, 0, 0, 0], 2) == 4
    assert simulate([2, 2], [1, 1], 2) == 4


def test_a_slow_writer_is_what_takes_long() -> None:
    assert simulate([1] * 10, [3] * 10, 8) >= 30


def test_a_plan_grows_with_the_documents() -> None:
    small, large = (plan(ONE, Prices(), documents, 100) for documents in (1e6, 1e8))
    assert large.core_hours == 100 * small.core_hours
    assert large.hours * 100 == large.core_hours
    assert large.records == 1e9


def test_a_writer_keeps_up_with_as_many_workers_as_coding_takes_longer() -> None:
    assert round(fed_workers(ONE)) == 20
