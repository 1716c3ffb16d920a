"""The chart of accounts: for the foremost events, each account's word on each field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from talleyrand.analyse.accounts_events import Told
from talleyrand.analyse.accounts_fields import Version
from talleyrand.analyse.accounts_sources import Account
from talleyrand.analyse.charts import FAINT, HOSTILE, INK, NEUTRAL, Spec, chart

EVENTS = 6
ACCOUNTS = 7
LONGEST = 44
_STEP = 22
_COLUMN = 118
_FIELDS = ("happened", "day", "participants", "how", "numbers")
_COLUMN_OF = {"factuality": "happened", "date": "day", "participants": "participants", "mode": "how"}
_STANDINGS = ("as the others", "says more or less", "contradicts", "alone in saying", "silent")
_COLOURS = (INK, NEUTRAL, HOSTILE, NEUTRAL, FAINT)
_SHAPES = ("circle", "circle", "diamond", "circle", "stroke")
_WORDS = {"agreed": 0, "compatible": 1, "contradicted": 2, "inconsistent": 2, "one account": 3}


def draw_accounts(question: str, told: Sequence[Told]) -> Spec:
    """Return a matrix for each of the foremost events: accounts in rows, fields in columns; empty without events."""
    shown = told[:EVENTS]
    if not shown:
        return {}
    days = sorted(one.row.day.isoformat() for one in told if one.row.day)
    subtitle = [
        f"{len(told)} event{'s' if len(told) > 1 else ''} told by two accounts or more, {_period(days)}; "
        f"the {len(shown)} with most contradictions"
        if len(told) > 1
        else f"1 event, {_period(days)}",
        "Each mark is one account's word on one field; where versions differ none is taken for true",
    ]
    panels = [_panel(one, last=one is shown[-1]) for one in shown]
    return chart(question, {"vconcat": panels, "spacing": 14}, subtitle=subtitle)


def _period(days: Sequence[str]) -> str:
    if not days:
        return "undated"
    return days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _panel(one: Told, *, last: bool) -> Spec:
    marks = list(_marks(one))
    rows = list(dict.fromkeys(mark["account"] for mark in marks))
    legend = {"title": None, "orient": "bottom", "symbolSize": 110} if last else None
    return {
        "title": {"text": _headline(one), "fontSize": 12, "fontWeight": 600, "offset": 8},
        "data": {"values": marks},
        "width": _COLUMN * len(_FIELDS),
        "height": _STEP * len(rows),
        "encoding": {
            "x": {
                "field": "field",
                "type": "nominal",
                "scale": {"domain": list(_FIELDS)},
                "axis": {"orient": "top", "title": None, "labelAngle": 0, "domain": False, "ticks": False},
            },
            "y": {
                "field": "account",
                "type": "nominal",
                "sort": rows,
                "axis": {"title": None, "labelLimit": 320, "domain": False, "ticks": False},
            },
        },
        "layer": [_symbols(legend), _values()],
    }


def _symbols(legend: Spec | None) -> Spec:
    scale = {"domain": list(_STANDINGS)}
    return {
        "mark": {"type": "point", "size": 110, "xOffset": -48, "strokeWidth": 1.6},
        "encoding": {
            "color": {"field": "standing", "scale": scale | {"range": list(_COLOURS)}, "legend": legend},
            "shape": {"field": "standing", "scale": scale | {"range": list(_SHAPES)}, "legend": legend},
            "fill": {
                "condition": {"test": f"datum.standing === '{_STANDINGS[0]}'", "value": INK},
                "value": "transparent",
            },
            "tooltip": [{"field": name} for name in ("account", "field", "value", "standing")],
        },
    }


def _values() -> Spec:
    return {
        "mark": {"type": "text", "align": "left", "dx": -38, "fontSize": 10.5, "limit": _COLUMN - 26},
        "encoding": {
            "text": {"field": "value"},
            "color": {
                "condition": {"test": f"datum.standing === '{_STANDINGS[2]}'", "value": HOSTILE},
                "value": INK,
            },
        },
    }


def _headline(one: Told) -> str:
    row = one.row
    day = row.day.isoformat() if row.day else "undated"
    return f"{day}  {row.what}: {', '.join(row.parties)}  ({row.accounts} accounts, {row.independent} independent)"


def _marks(one: Told) -> Iterator[Spec]:
    shown = _foremost(one)
    names = _named(shown)
    for account, name in zip(shown, names, strict=True):
        for column in _FIELDS:
            value, standing = _word(one.versions, account, column)
            yield {"account": name, "field": column, "value": value, "standing": _STANDINGS[standing]}


def _foremost(one: Told) -> list[Account]:
    """The accounts drawn: each independent source before a second account of the same one."""
    seen: set[str] = set()
    first: list[Account] = []
    rest: list[Account] = []
    for account in one.accounts:
        (rest if account.voucher in seen else first).append(account)
        seen.add(account.voucher)
    return [*first, *rest][:ACCOUNTS]


def _named(accounts: Sequence[Account]) -> list[str]:
    """Return names that tell accounts apart: the second of one name is numbered."""
    names: list[str] = []
    for account in accounts:
        label = account.label if len(account.label) <= LONGEST else account.label[: LONGEST - 1] + "…"
        number = 1 + sum(name.startswith(label) for name in names)
        names.append(label if number == 1 else f"{label} ({number})")
    return names


def _word(versions: Sequence[Version], account: Account, column: str) -> tuple[str, int]:
    """What an account says in a column, and how that stands to the others."""
    own = [v for v in versions if _COLUMN_OF.get(v.field, "numbers") == column and account in v.accounts]
    if not own:
        return "", len(_STANDINGS) - 1
    own.sort(key=lambda version: -(_WORDS[version.standing] == _WORDS["contradicted"]))
    said = [f"{v.value} {v.field.removeprefix('number of ')}" if column == "numbers" else v.value for v in own]
    return "; ".join(said), _WORDS[own[0].standing]
