"""`talleyrand review`."""

from __future__ import annotations

import json
import sys
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talleyrand.cli.entries import checked_day
from talleyrand.cli.failures import DONE, SOME_UNREADABLE, guarded, message
from talleyrand.cli.json_lines import json_lines
from talleyrand.cli.options import LedgerOption, MinConfidence, Since, Toward, Until, ledger_location, settings
from talleyrand.errors import OptionError, TalleyrandError
from talleyrand.model.records import Kind

if TYPE_CHECKING:
    from talleyrand.cli.review_desk import Desk
    from talleyrand.ledger.review.queues import Order
    from talleyrand.ledger.selecting.selection import Choice
    from talleyrand.ledger.store import Ledger

Actor = Annotated[str | None, typer.Argument(metavar="[ACTOR]", help="Only what this actor says or does.")]
Random = Annotated[
    int | None, typer.Option("--random", metavar="N", min=1, help="A random sample of N records, for honest totals.")
]
As = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who reviews, else the setting reviewer, else the login name."),
]
Decisions = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FILE", help="Make the decisions of a file, a JSON object a line; - is stdin."),
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Into a pipe: how many records are listed.")]


@guarded
def review(
    actor: Actor = None,
    toward: Toward = None,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="The least sure first; so it is without this.")
    ] = False,
    random: Random = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another random sample for each number.")] = 0,
    disputed: Annotated[bool, typer.Option("--disputed", help="What coders differ on.")] = False,
    second: Annotated[bool, typer.Option("--second", help="What another judged, as it was proposed.")] = False,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only records of this kind.")] = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = None,
    name: As = None,
    decisions: Decisions = None,
    limit: Limit = 20,
    ledger: LedgerOption = None,
) -> int:
    """Judge records one by one: accept, correct any field, reject, dispute, note, undo.

    One record a screen, one key a decision; each is saved at once. Into a pipe the records that wait are listed as
    JSON lines, each with its mark. With --decisions the decisions are read from a file: {"record": ID, "decision":
    "accept", "reject", "dispute", "correct", "note" or "undo", "changes": {FIELD: VALUE}, "note": WORDS, "expects":
    MARK}, or "add" with "document", "kind", "start", "end" and "fields".
    """
    from talleyrand.ledger.store import open_ledger

    order = _order({"uncertain": uncertain, "random": random is not None, "disputed": disputed, "second": second})
    who = name or settings().reviewer or getuser()
    with open_ledger(ledger_location(ledger), create=False) as opened:
        if decisions is not None:
            return _from_file(opened, decisions, who)
        choice: Choice = {
            "actor": _party(opened, actor),
            "toward": _party(opened, toward),
            "kind": kind,
            "since": checked_day(since, "--since"),
            "until": checked_day(until, "--until"),
            "min_confidence": min_confidence,
        }
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return _listed(opened, order, choice, who, limit=random or limit, seed=seed)
        return _at_the_terminal(_desk(opened, order, choice, who, random=random, seed=seed))


def _order(asked: dict[Order, bool]) -> Order:
    chosen = [order for order, wanted in asked.items() if wanted]
    if len(chosen) > 1:
        raise OptionError("records come in one order", where=" ".join(f"--{order}" for order in chosen))
    return chosen[0] if chosen else "uncertain"


def _party(ledger: Ledger, words: str | None) -> str | None:
    if words is None:
        return None
    from talleyrand.pipeline.asking import find_actor
    from talleyrand.pipeline.views import actor_key, resolve

    return actor_key(find_actor(words, ledger, resolve))


def _desk(ledger: Ledger, order: Order, choice: Choice, who: str, *, random: int | None, seed: int) -> Desk:
    from click import getchar
    from rich.console import Console

    from talleyrand.cli.review_desk import Desk
    from talleyrand.pipeline.jobs import now

    sample = tuple(ledger.review.sample(random, choice=choice, seed=seed)) if random else ()
    return Desk(ledger, order, who, Console(), getchar, input, now, choice=choice, seed=seed, sample=sample)


def _at_the_terminal(desk: Desk) -> int:
    from talleyrand.cli.review_desk import review as judge

    try:
        judge(desk)
    finally:
        message(f"{len(desk.made):,} judged by {desk.reviewer}; all of it is saved")
    return DONE


def _listed(ledger: Ledger, order: Order, choice: Choice, who: str, *, limit: int, seed: int) -> int:
    """Print the records that wait as JSON lines, each with its mark and its place in the queue."""
    from talleyrand.model.contract import record_to_json

    sample = set(ledger.review.sample(limit, choice=choice, seed=seed)) if order == "random" else None
    for one in ledger.review.queue(order, choice=choice, reviewer=who, limit=limit, seed=seed):
        if sample is not None and one.record.id not in sample:
            break
        row = record_to_json(one.record, ledger.document(one.record.document_id))
        print(json.dumps(row | {"mark": one.mark, "cursor": one.cursor}, ensure_ascii=False))
    return DONE


def _from_file(ledger: Ledger, path: Path, who: str) -> int:
    """Make the decisions of a file, those that can be; the others are told with their line."""
    from talleyrand.pipeline.deciding import decide
    from talleyrand.pipeline.jobs import now

    made = failed = 0
    for number, asked in json_lines(path):
        try:
            record = decide(ledger, asked, reviewer=str(asked.get("reviewer") or who), at=now())
        except TalleyrandError as error:
            message(f"talleyrand: {path}:{number}: {error.line()}")
            failed += 1
        else:
            print(json.dumps({"record": record.id, "status": record.review, "mark": ledger.review.mark(record.id)}))
            made += 1
    message(f"{made:,} decided" + (f", {failed:,} not" if failed else ""))
    return SOME_UNREADABLE if failed else DONE
