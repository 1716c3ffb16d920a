"""Whether words in a UN General Debate tell how states voted: `python -m benchmarks general_debate LEDGER --votes FILE`.

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
    """Return the states that stand furthest on the wrong side of the middle of the two groups' means."""
    yes = np.mean([state.score for state in states if state.vote == "yes"])
    rest = np.mean([state.score for state in states if state.vote != "yes"])
    middle = (yes + rest) / 2
    off = {s.code: (s.score - middle) * (1 if s.vote == "yes" else -1) for s in states}
    return sorted(states, key=lambda state: (-off[state.code], -len(state.said)))[:WORST]


def chart(states: Sequence[State], target: str) -> dict[str, Any]:
    """Return a strip of the scores for each vote, a tick a state; scores and codes only."""
    low, high = interval(states)
    subtitle = f"{len(states)} states; area under the curve {area(states):.2f}, 90 % interval {low:.2f} to {high:.2f}"
    rows = [{"state": s.code, "vote": s.vote, "score": s.score, "records": len(s.said)} for s in states]
    random = np.random.default_rng(SEED)
    for row in rows:
        row["place"] = float(random.uniform(-0.35, 0.35))
    y = {"field": "vote", "type": "nominal", "sort": list(ORDER), "title": "voted", "axis": {"labelFontSize": 13}}
    x = {"field": "score", "type": "quantitative", "title": f"words toward {target}: -1 hostile, +1 friendly"}
    color = {"field": "score", "type": "quantitative", "scale": charts.DIRECTION, "legend": None}
    offset = {"field": "place", "type": "quantitative", "scale": {"domain": [-0.5, 0.5]}}
    size = {"field": "records", "type": "quantitative", "title": "records", "scale": {"range": [20, 160]}}
    mark = {"type": "circle", "opacity": 0.75, "stroke": charts.INK, "strokeWidth": 0.4}
    body = {
        "data": charts.data(rows),
        "height": 300,
        "mark": mark,
        "encoding": {"x": x, "y": y, "yOffset": offset, "color": color, "size": size},
    }
    question = f"Do words toward {target} in the General Debate tell how states voted?"
    return charts.chart(question, body, subtitle=subtitle)


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
    silent = {vote: sum(s.vote == vote and not s.said for s in states) for vote in ORDER}
    silence = ", ".join(f"{silent[vote]} {vote}" for vote in ORDER)
    return f"{len(states)} states, AUC {area(states):.3f} ({low:.3f} to {high:.3f}); say nothing: {silence}"


def _print(state: State, records: Mapping[str, Record]) -> None:
    print(f"\n{state.code} voted {state.vote}, score {state.score:+.2f} from {len(state.said)} records")
    for one in sorted(state.said, key=lambda one: -abs(one.score))[:WORST_ROWS]:
        words = " ".join(records[one.record].evidence.text.split())
        print(f"  {one.score:+.2f} {records[one.record].kind} {one.record} [{one.note}] {words[:160]}")


if __name__ == "__main__":
    main()
