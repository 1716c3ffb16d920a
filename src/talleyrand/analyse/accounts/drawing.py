"""The chart of accounts: for the foremost events, each account's word on each field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from talleyrand.analyse.accounts.events import Told
from talleyrand.analyse.accounts.fields import Version
from talleyrand.analyse.accounts.sources import Account, Documents
from talleyrand.analyse.charts import FAINT, HOSTILE, INK, NEUTRAL, Spec, chart
from talleyrand.codebook.offices import short_name

EVENTS = 5
ACCOUNTS = 5
LONGEST = 32
ROOM = 26
"""Characters that a value has room for."""
_STEP = 22
_COLUMN = 150
_LABELS = 236
"""Width of the column of accounts, so that the panels stand below each other."""
_FIELDS = ("happened", "day", "participants", "how", "numbers")
_COLUMN_OF = {"factuality": "happened", "date": "day", "participants": "participants", "mode": "how"}
_STANDINGS = ("as the others", "says more or less", "contradicts", "alone in saying", "silent")
_COLOURS = (INK, INK, HOSTILE, NEUTRAL, FAINT)
_FILLS = (INK, "white", "white", "white", "white")
_SHAPES = ("circle", "circle", "diamond", "triangle-up", "stroke")
_WORDS = {"agreed": 0, "compatible": 1, "contradicted": 2, "inconsistent": 2, "one account": 3}
_DATE, _MONTH = 10, 7


def draw_accounts(question: str, told: Sequence[Told], documents: Documents) -> Spec:
    """Return a matrix for each of the foremost events: accounts in rows, fields in columns; empty without events."""
    shown = told[:EVENTS]
    if not shown:
        return {}
    days = sorted(one.row.day.isoformat() for one in told if one.row.day)
    counted = f"{len(told)} events" if len(told) > 1 else "1 event"
    most = (
        f"; the {len(shown)} in most dispute or most told, up to {ACCOUNTS} accounts of each" if len(told) > 1 else ""
    )
    subtitle = [
        f"{counted} told by two accounts or more, {_period(days)}{most}",
        "Each mark is one account's word on one field; where versions differ, none is taken for true",
    ]
    body = {"vconcat": [_panel(one, documents) for one in shown], "spacing": 18}
    spec = chart(question, body, subtitle=subtitle)
    spec["title"] |= {"offset": 14}
    return spec


def _period(days: Sequence[str]) -> str:
    if not days:
        return "undated"
    return days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _panel(one: Told, documents: Documents) -> Spec:
    marks = list(_marks(one, documents))
    rows = list(dict.fromkeys(mark["account"] for mark in marks))
    return {
        "title": {"text": _headline(one), "fontSize": 12, "fontWeight": 600, "offset": 8, "frame": "group"},
        "data": {"values": marks},
        "width": _COLUMN * len(_FIELDS),
        "height": _STEP * len(rows),
        "encoding": {
            "x": {
                "field": "field",
                "type": "nominal",
                "scale": {"domain": list(_FIELDS)},
                "axis": {
                    "orient": "top",
                    "title": None,
                    "labelAngle": 0,
                    "domain": False,
                    "ticks": False,
                    "labelAlign": "left",
                    "labelOffset": -52,
                },
            },
            "y": {
                "field": "account",
                "type": "nominal",
                "sort": rows,
                "axis": {"title": None, "labelLimit": _LABELS, "minExtent": _LABELS, "domain": False, "ticks": False},
            },
        },
        "layer": [_symbols(), _values()],
    }


def _symbols() -> Spec:
    legend = {"title": None, "orient": "bottom", "symbolSize": 90}
    scale = {"domain": list(_STANDINGS)}
    return {
        "mark": {"type": "point", "size": 110, "xOffset": -62, "strokeWidth": 1.6},
        "encoding": {
            "color": {"field": "standing", "scale": scale | {"range": list(_COLOURS)}, "legend": legend},
            "shape": {"field": "standing", "scale": scale | {"range": list(_SHAPES)}, "legend": legend},
            "fill": {"field": "standing", "scale": scale | {"range": list(_FILLS)}, "legend": legend},
            "tooltip": [{"field": name} for name in ("account", "field", "value", "standing")],
        },
    }


def _values() -> Spec:
    return {
        "mark": {"type": "text", "align": "left", "dx": -52, "fontSize": 10.5, "limit": _COLUMN - 26},
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


def _marks(one: Told, documents: Documents) -> Iterator[Spec]:
    shown = _foremost(one)
    names = _named(shown, documents)
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


def _named(accounts: Sequence[Account], documents: Documents) -> list[str]:
    """Return names that tell accounts apart: the source, and when its document was published."""
    names: list[str] = []
    for account in accounts:
        document = documents.get(account.document)
        day = f", {document.published[:_DATE]}" if document and document.published else ""
        label = account.label if len(account.label) <= LONGEST else account.label[: LONGEST - 1] + "…"
        number = 1 + sum(name.split(" (no. ")[0] == label + day for name in names)
        names.append(label + day if number == 1 else f"{label}{day} (no. {number})")
    return names


def _word(versions: Sequence[Version], account: Account, column: str) -> tuple[str, int]:
    """What an account says in a column, and how that stands to the others."""
    own = [v for v in versions if _COLUMN_OF.get(v.field, "numbers") == column and account in v.accounts]
    if not own:
        return "", len(_STANDINGS) - 1
    own.sort(key=lambda version: -(_WORDS[version.standing] == _WORDS["contradicted"]))
    return "; ".join(_said(version, column) for version in own), _WORDS[own[0].standing]


def _surnames(names: str) -> str:
    return ", ".join(map(short_name, names.split(", ")))


def _said(version: Version, column: str) -> str:
    """A value as short as a mark's label must be: of persons the surname, of intervals the days alone."""
    if column == "numbers":
        return f"{version.value} {version.field.removeprefix('number of ')}"
    if column == "participants":
        return version.value if len(version.value) <= ROOM else _surnames(version.value)
    start, _, end = version.value.partition(" to ")
    same_month = column == "day" and end[:_MONTH] == start[:_MONTH]
    return f"{start} to {end[_MONTH + 1 :]}" if same_month else version.value
