"""Structural balance: whose friends are each other's enemies, and what it would cost to leave that place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

from talleyrand.analyse.balance.chart import balance_chart
from talleyrand.analyse.balance.network import Network, edge_reasons, network_from
from talleyrand.analyse.balance.network_records import Readings, readings
from talleyrand.analyse.balance.rows import CampRow, EdgeRow, ExitRow, StraddleRow, TriadRow, WholeRow
from talleyrand.analyse.balance.sides import side_name
from talleyrand.analyse.balance.tables import (
    camp_rows,
    edge_rows,
    edges_behind,
    exit_rows,
    straddle_rows,
    tense_triads,
    triad_rows,
    whole_rows,
)
from talleyrand.analyse.choosing import check_level, chosen
from talleyrand.analyse.observations import Channel
from talleyrand.analyse.parties import Party
from talleyrand.codebook.articles import with_article
from talleyrand.codebook.organisations import whole_of
from talleyrand.errors import OptionError
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Value

SHOWN = {
    "straddle": ("name", "straddle", "low", "high", "triads", "exit", "then"),
    "exits": ("other", "stance", "then", "change", "independent"),
    "edges": ("actor", "other", "stance", "low", "high", "friendly", "independent"),
    "camps": ("name", "camp", "edges", "against", "independent"),
    "whole": ("index", "value", "low", "high", "what"),
}
"""The columns of each part that a terminal has room for."""


def balance(
    records: Iterable[Record],
    *,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
    top: int = 40,
    level: float = 0.9,
    sure: float = 0.8,
    contacts: bool = False,
    channel: Channel | None = None,
    rows: int = 100,
) -> Result[TriadRow]:
    """Return the triads in tension, of an actor or of the whole network, the heaviest and surest first.

    Nodes are states and organisations, the `top` most active and the actor; an edge is what both say and do to each
    other: the mean of independent reports, shrunken toward 0 (`signed_network.shrunken`), with P(weight > 0).
    `contacts` counts calls and meetings too, `channel` keeps `words` or `deeds`. A triad is in tension when the product
    of its signs is negative (Heider 1946; Cartwright and Harary 1956); the probability of that follows from those of
    the signs. At most `rows` are told.

    Parts: `straddle`, the index T of each party (share of its triads in tension, by strength) with its interval at
    `level` and its cheapest way out; `exits`, each way out of the actor; `edges`; `camps`, the best split in two;
    `whole`, triangle balance, walk balance (Estrada 2019), and the frustration index (Aref, Mason and Wilson 2020) over
    edges of which the sign is at least `sure`; exact up to 40 parties.

    Statements among the records are read for what they say of others (`stance`), which takes some 0.1 ms each; asked of
    a ledger, the network rests on acts, terms and votes.
    """
    check_level(level)
    if not 0.5 <= sure <= 1:
        raise OptionError(f"{sure:g} is no probability of a sign", where="sure", hint="between 0.5 and 1")
    if top < 1 or rows < 1:
        raise OptionError("nothing is asked for", where="top" if top < 1 else "rows", hint="1 or more")
    found = readings(chosen(records, since, until), contacts=contacts, channel=channel)
    side = None if actor is None else _side(actor)
    network = network_from(found, top, side, (sure, level))
    parameters: dict[str, Value] = {
        "actor": actor, "since": since, "until": until, "top": top, "level": level, "sure": sure,
        "contacts": contacts, "channel": channel, "rows": rows,
    }  # fmt: skip
    tense = tense_triads(network, side)
    shown = tuple(triad_rows(network, tense[:rows], side))
    return Result(
        "balance",
        _question(actor),
        TriadRow,
        shown,
        ("actor", "second", "third"),
        parameters,
        _notes(network, side, (len(tense), rows), len(found.undated)),
        ("actor", "second", "third", "pattern", "strength", "tension", "independent"),
        *network.counts(network.edges),
        parts=_parts(network, found, side, parameters),
        reasons=lambda at: _reasons(network, found, shown, at),
        drawing=partial(balance_chart, network, side, shown, _question(actor)),
    )


def _side(actor: str) -> str:
    party = Party.of(actor)
    return party.country or whole_of(party.id or actor)


def _question(actor: str | None) -> str:
    if actor is None:
        return "Which friendships and enmities do not fit together?"
    return f"Whose goals can {with_article(side_name(_side(actor)))} not reconcile?"


def _notes(network: Network, side: str | None, counts: tuple[int, int], undated: int) -> tuple[str, ...]:
    """What a reader must know: what is missing, what is uncertain, what was left out."""
    notes, (found, rows) = [], counts
    edges, triads = len(network.edges), len(network.triads.nodes)
    certain = int(np.count_nonzero(network.certain)) // 2
    if not edges:
        return ("no two states or organisations say or do anything to each other in these records",)
    notes.append(f"{len(network.parties)} parties, {edges} edges ({certain} with a sure sign), {triads} triads")
    if side is not None and side not in network.parties:
        notes.append(f"{side} says and does nothing to another party, or is neither a state nor an organisation")
    elif not found:
        notes.append("no triad is in tension" if triads else "no three parties are tied to one another: no triads")
    if found > rows:
        notes.append(f"the {rows} heaviest of {found} triads in tension are shown")
    if undated:
        notes.append(f"{undated} records without a day count in every period")
    if network.others:
        notes.append(f"{network.others} less active parties are left out")
    if not network.frustration.exact:
        notes.append(
            f"the frustration index is at most {network.frustration.value}, at least {network.frustration.bound}"
        )
    return tuple(notes)


def _parts(network: Network, found: Readings, side: str | None, parameters: dict[str, Value]) -> dict[str, Result[Any]]:
    """The further tables, each with the records behind its rows."""
    made: dict[str, Result[Any]] = {}

    def part(name: str, question: str, rows: Sequence[Any], kind: type, *keys: str) -> None:
        counts, reasons = network.counts(network.edges), partial(_reasons, network, found, rows)
        made[name] = Result(
            f"balance/{name}", question, kind, tuple(rows), keys, parameters, (), SHOWN[name], *counts, reasons=reasons
        )

    part("straddle", "Who sits between camps?", straddle_rows(network), StraddleRow, "actor")
    if side is not None:
        question = f"Which change of sign would end the tension for {with_article(side_name(side))}?"
        part("exits", question, exit_rows(network, side), ExitRow, "actor", "other")
    part("edges", "Who is friendly or hostile to whom?", edge_rows(network), EdgeRow, "actor", "other")
    part("camps", "Which two camps fit best?", camp_rows(network), CampRow, "actor")
    part("whole", "How balanced is the whole network?", whole_rows(network), WholeRow, "index")
    return made


def _reasons(network: Network, found: Readings, rows: Sequence[Any], at: int) -> tuple[Reason, ...]:
    """The records behind the edges of a row: its own, those of its party, or all."""
    row = rows[at]
    place = {party: i for i, party in enumerate(network.parties)}
    match row:
        case TriadRow():
            one, two, three = sorted(place[name] for name in (row.actor, row.second, row.third))
            edges = [(one, two), (one, three), (two, three)]
        case EdgeRow() | ExitRow():
            edges = [(place[row.actor], place[row.other])]
        case StraddleRow():
            edges = [edge for edge in network.edges if place[row.actor] in edge]
        case CampRow():
            edges = [edge for edge in network.sure_edges if place[row.actor] in edge]
        case _:
            edges = edges_behind(network, row.index)
    return edge_reasons(found, network.pool, [int(network.at[edge]) for edge in edges])
