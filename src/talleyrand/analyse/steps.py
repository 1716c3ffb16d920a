"""Steps of a time axis: the days at which weeks and months end, counted back from the last one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, get_args

from talleyrand.errors import OptionError

Step = Literal["day", "week", "month"]
_DAYS = {"day": 1, "week": 7}


def step_ends(first: date, last: date, step: Step) -> tuple[date, ...]:
    """Return the last days of the steps from the one that holds `first` to the one that ends on `last`.

    Weeks have seven days and end on the weekday of `last`; months are those of the calendar, the last one as far as
    `last`. Raises OptionError for another step.

    >>> [end.isoformat() for end in step_ends(date(2022, 1, 20), date(2022, 3, 5), "month")]
    ['2022-01-31', '2022-02-28', '2022-03-05']
    """
    if step not in get_args(Step):
        raise OptionError(f"{step!r} is no step", where="step", hint=f"one of {', '.join(get_args(Step))}")
    ends = [last]
    while (earlier := previous_end(ends[-1], step)) >= first:
        ends.append(earlier)
    return tuple(reversed(ends))


def previous_end(end: date, step: Step) -> date:
    """Return the last day of the step before the one that ends on `end`."""
    return end.replace(day=1) - timedelta(days=1) if step == "month" else end - timedelta(days=_DAYS[step])
