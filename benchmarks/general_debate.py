"""Whether words in a UN General Debate tell how states voted.

Run as `python -m benchmarks general_debate LEDGER --votes FILE [--chart FILE]`.

For each state, its words toward a target (by default Russia) in a ledger of speeches make one score: their mean,
weighted by confidence and drawn to 0 as one more record that says nothing would draw it,

    score = sum(w s) / (sum(w) + 1),

so that one mild remark does not outweigh a whole speech; who says nothing scores 0. The area under the curve is the
chance that a state that voted against the target scores lower than one that abstained or voted for it, ties at half
(Mann and Whitney, Annals of Mathematical Statistics 18, 1947). Its interval is the percentile bootstrap over states.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talleyrand.analyse import charts
from talleyrand.analyse.observations import Observation, observe
from talleyrand.analyse.parties import name_of
from talleyrand.codebook.states import find_state
from talleyrand.ledger.store import open_ledger
from talleyrand.model.records import Record
from talleyrand.present.pictures import draw

DRAWN = 1.0
"""Records that say nothing, added to each state's."""
SEED, DRAWS = 20220922, 2000
WORST, WORST_ROWS = 10, 4
RESOLUTION = "A/RES/ES-11/1"
ORDER = ("yes", "abstain", "no")
COLOURS = {**charts.DIRECTION, "domain": [-0.5, 0, 0.5]}
"""The colours of direction, their ends where words end."""


@dataclass(frozen=True, slots=True)
class State:
    """A state: how it voted, the score of its words, and what they rest on."""

    code: str
    vote: str
    score: float
    said: tuple[Observation, ...]


def main() -> None:
    """Print the area under the curve, by halves of the alphabet too, and the states that fit worst."""
    given = _arguments()
    votes = read_votes(given.votes, given.resolution)
    with open_ledger(given.ledger, read_only=True) as ledger:
        records = list(ledger.records())
    states = states_of(records, votes, given.target)
    for name, some in (("all", states), ("odd", states[::2]), ("even", states[1::2])):
        print(f"{name}: {_told(some)}")
    _print_silent(states)
    by_id = {record.id: record for record in records}
    for state in worst(states[::2] if given.half == "odd" else states):
        _print(state, by_id)
    if given.chart:
        given.chart.write_bytes(draw(chart(states, given.target), given.chart.suffix))


def read_votes(path: Path, resolution: str) -> dict[str, str]:
    """Return the votes on a resolution by alpha-3 code, from a file with the columns resolution, country, vote."""
    found: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state = find_state(row["country"])
            if row["resolution"] == resolution and state is not None:
                found[state.iso3] = row["vote"]
    return found


def states_of(records: Iterable[Record], votes: Mapping[str, str], target: str) -> list[State]:
    """Return the states that speak in the records and were present at the vote, in order of their codes."""
    spoken: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for code in {actor.country for actor in record.actors if actor.country}:
            spoken[code].append(record)
    present = [code for code in sorted(votes) if code in spoken and votes[code] in ORDER and code != target]
    return [_state(code, votes[code], spoken[code], target) for code in present]


def area(states: Sequence[State]) -> float:
    """Return the chance that one who voted yes scores lower than one who did not, ties at half."""
    yes = np.array([state.score for state in states if state.vote == "yes"])
    rest = np.array([state.score for state in states if state.vote != "yes"])
    return _area(yes, rest)


def interval(states: Sequence[State]) -> tuple[float, float]:
    """Return the 90 % interval of the area, from drawing states of each side with replacement."""
    random = np.random.default_rng(SEED)
    yes = np.array([state.score for state in states if state.vote == "yes"])
    rest = np.array([state.score for state in states if state.vote != "yes"])
    drawn = [_area(random.choice(yes, len(yes)), random.choice(rest, len(rest))) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, [0.05, 0.95])
    return float(low), float(high)


def worst(states: Sequence[State]) -> list[State]:
    """Return the states that speak and stand furthest on the wrong side of the middle of the two groups' means."""
    yes = np.mean([state.score for state in states if state.vote == "yes"])
    rest = np.mean([state.score for state in states if state.vote != "yes"])
    middle = (yes + rest) / 2
    off = {s.code: (s.score - middle) * (1 if s.vote == "yes" else -1) for s in states if s.said}
    return sorted((s for s in states if s.said), key=lambda state: -off[state.code])[:WORST]


def chart(states: Sequence[State], target: str) -> dict[str, Any]:
    """Return a strip of the scores for each vote, a mark a state; scores, codes and counts only."""
    (low, high), who = interval(states), name_of(target)
    subtitle = [
        f"{len(states)} states; area under the curve {area(states):.2f}, 90 % interval {low:.2f} to {high:.2f}",
        "a mark is a state, its size the number of records; those on the other side of 0 are named",
    ]
    named = {state.code for state in states if (state.score > 0) == (state.vote == "yes") and state.score}
    random = np.random.default_rng(SEED)
    rows = [
        {
            "state": state.code,
            "vote": _group(states, state.vote),
            "score": state.score,
            "records": len(state.said),
            "place": float(random.uniform(-1, 1)),
            "name": state.code if state.code in named else "",
        }
        for state in states
    ]
    groups = [_group(states, vote) for vote in ORDER]
    shared = {
        "x": {"field": "score", "type": "quantitative", "title": f"words toward {who}: -1 hostile, +1 friendly"},
        "y": {"field": "vote", "type": "nominal", "sort": groups, "title": None, "axis": {"labelFontSize": 12}},
        "yOffset": {"field": "place", "type": "quantitative", "scale": {"domain": [-1.7, 1.7]}},
    }
    color = {"field": "score", "type": "quantitative", "scale": COLOURS, "legend": None}
    size = {"field": "records", "type": "quantitative", "scale": {"range": [25, 260]}, "legend": None}
    marks = {
        "mark": {"type": "circle", "opacity": 0.8, "stroke": charts.INK, "strokeWidth": 0.3},
        "encoding": {**shared, "color": color, "size": size},
    }
    names = {
        "mark": {"type": "text", "dy": -9, "fontSize": 9, "color": charts.INK},
        "encoding": {**shared, "text": {"field": "name"}},
    }
    zero = {"mark": {"type": "rule", "color": charts.FAINT}, "encoding": {"x": {"datum": 0}}}
    body = {"data": charts.data(rows), "height": 330, "layer": [zero, marks, names]}
    return charts.chart(f"Do words toward {who} tell how states voted?", body, subtitle=subtitle)


def _group(states: Sequence[State], vote: str) -> str:
    several = [state for state in states if state.vote == vote]
    return f"voted {vote} ({len(several)})" if vote != "abstain" else f"abstained ({len(several)})"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks general_debate", description=__doc__)
    parser.add_argument("ledger", help="a ledger of the speeches of one General Debate")
    parser.add_argument("--votes", type=Path, required=True, help="CSV with the columns resolution, country, vote")
    parser.add_argument("--resolution", default=RESOLUTION, help=f"whose votes (default {RESOLUTION})")
    parser.add_argument("--target", default="RUS", help="alpha-3 code of the state whom words and votes are about")
    parser.add_argument("--half", choices=("odd", "all"), default="all", help="states to show errors of")
    parser.add_argument("--chart", type=Path, help="write the plot: .svg, .png, .html or .json")
    return parser.parse_args()


def _state(code: str, vote: str, records: Sequence[Record], target: str) -> State:
    said = tuple(one for one in observe(records, code, target) if one.channel == "words")
    weight = sum(one.weight for one in said)
    return State(code, vote, sum(one.weight * one.score for one in said) / (weight + DRAWN), said)


def _area(yes: NDArray[np.float64], rest: NDArray[np.float64]) -> float:
    lower = yes[:, None] < rest[None, :]
    equal = yes[:, None] == rest[None, :]
    return float((lower + equal / 2).mean())


def _told(states: Sequence[State]) -> str:
    low, high = interval(states)
    return f"{len(states)} states, AUC {area(states):.3f}, 90 % interval {low:.3f} to {high:.3f}"


def _print_silent(states: Sequence[State]) -> None:
    for vote in ORDER:
        codes = [state.code for state in states if state.vote == vote and not state.said]
        print(f"say nothing, {_group(states, vote)}: {len(codes)} {' '.join(codes)}")


def _print(state: State, records: Mapping[str, Record]) -> None:
    print(f"\n{state.code} voted {state.vote}, score {state.score:+.2f} from {len(state.said)} records")
    for one in sorted(state.said, key=lambda one: -abs(one.score))[:WORST_ROWS]:
        print(f"  {one.score:+.2f} {one.record} {records[one.record].kind} [{one.note}] {_short(records[one.record])}")


def _short(record: Record) -> str:
    return " ".join(record.evidence.text.split())[:160]


if __name__ == "__main__":
    main()
