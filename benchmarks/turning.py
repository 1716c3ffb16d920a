"""Whether stances turn where history says they did: Russia's toward Ukraine and the United States' toward Russia.

    python -m benchmarks.turning LEDGER [--charts FOLDER]

LEDGER holds what the three presidents' offices published from October 2021 to June 2022. For each of the two, prints
the turning points of every series, those of at most three days from 24 February 2022 marked, and at the end whether
there is one with p of 0.05 at most; draws both measures into FOLDER. Exits with 1 when one has none.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.pipeline.measures import Questions
from talleyrand.present.pictures import draw

SINCE, UNTIL = "2021-10-01", "2022-06-30"
INVASION = date(2022, 2, 24)
NEAR_DAYS = 3
SURE = 0.05
DYADS = (("RUS", "UKR"), ("USA", "RUS"))


def turned(questions: Questions, actor: str, target: str, charts: Path | None) -> bool:
    """Print the turning points of a dyad; tells whether a sure one is near the day of the invasion."""
    asked: dict[str, Any] = {"actor": actor, "target": target, "since": SINCE, "until": UNTIL}
    found = questions.ask("turning_points", dict(asked))
    print(f"\n{found.question} {found.records} records, {found.independent} independent reports")
    near = False
    for row in found:
        days = (row.day - INVASION).days
        mark = "*" if abs(days) <= NEAR_DAYS else " "
        near = near or (mark == "*" and row.p <= SURE)
        figures = f"{row.before:6.2f} to {row.after:6.2f} {row.unit:7} p {row.p:.3f}"
        print(f"{mark} {row.day} ({row.earliest} to {row.latest})  {row.channel:5} {row.series:8} {figures}")
    if charts:
        for name, answer in (("turning_points", found), ("positions", questions.ask("positions", dict(asked)))):
            (charts / f"{name}_{actor.lower()}_{target.lower()}.svg").write_bytes(draw(answer.chart(), ".svg"))
    print(f"turns within {NEAR_DAYS} days of {INVASION}: {'yes' if near else 'no'}")
    return near


def check(ledger: Ledger, charts: Path | None) -> bool:
    """Tell whether both stances turn."""
    answers = [turned(Questions(ledger, lambda _: None), *dyad, charts) for dyad in DYADS]
    return all(answers)


def main() -> None:
    """Run the check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--charts", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    with open_ledger(options.ledger, read_only=True) as ledger:
        sys.exit(0 if check(ledger, options.charts) else 1)


if __name__ == "__main__":
    main()
