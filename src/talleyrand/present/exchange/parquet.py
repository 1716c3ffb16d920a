"""Records as Parquet: contract 1 with its objects as nested columns, days as dates, written in groups of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from talleyrand.errors import OptionError
from talleyrand.model.contract import record_to_json
from talleyrand.model.records import KINDS, Entry

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 10_000
"""Rows of a group: what a file says of the hundred columns of each is kept until its end, and read by every query."""
AT_ONCE = 2_000
"""Rows that are made into columns together: as objects they take much more memory."""


def write_parquet(entries: Iterable[Entry], file: IO[bytes]) -> int:
    """Write records to a binary file and return how many; the same records give the same bytes.

    Raises OptionError where pyarrow is not installed.
    """
    parquet = _parquet()
    rows = 0
    with parquet.ParquetWriter(file, schema(), compression="zstd") as writer:
        for group in _groups(entries):
            writer.write_table(group, row_group_size=GROUP)
            rows += group.num_rows
    return rows


def _parquet() -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise OptionError("Parquet needs pyarrow", hint="pip install 'talleyrand[tables]'") from error
    return parquet


def _groups(entries: Iterable[Entry]) -> Iterator[pa.Table]:
    import pyarrow as pa

    tables = _tables(_row(record_to_json(*entry)) for entry in entries)
    while group := list(islice(tables, max(1, GROUP // AT_ONCE))):
        yield pa.concat_tables(group)


def _tables(rows: Iterator[dict[str, Any]]) -> Iterator[pa.Table]:
    import pyarrow as pa

    while some := list(islice(rows, AT_ONCE)):
        yield pa.Table.from_pylist(some, schema=schema())


def _row(data: dict[str, Any]) -> dict[str, Any]:
    """Return an object of contract 1 with its days as dates; a day that is none is told in `date.partial` alone."""
    when = data["date"]
    return data | {"date": when | {"start": _day(when["start"]), "end": _day(when["end"])}}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


@cache
def schema() -> pa.Schema:
    """Return the columns: those of contract 1 in its order, one for the payload of each kind."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    quote = pa.struct([("start", number), ("end", number), ("text", text)])
    named = [("id", text), ("name", text)]
    actor = pa.struct(
        [*named, ("type", text), ("country", text), ("role", text), ("sector", text), ("mention", quote)],
    )
    source = pa.struct([("type", text), *named, ("country", text), ("mention", quote)])
    days = [("start", pa.date32()), ("end", pa.date32())]
    payloads = {
        "statement": [
            *(("form", text), ("content", pa.list_(quote)), ("cue", quote)),
            *(("addressees", pa.list_(actor)), ("act_id", text)),
        ],
        "act": [
            *(("event_type", text), ("mode", text), ("contexts", pa.list_(text)), ("quad", text)),
            *(("intensity", pa.float64()), ("trigger", quote)),
        ],
        "vote": [
            *(("body", pa.struct(named)), ("choice", text), ("veto", pa.bool_())),
            *(("subject", text), ("roll_call", text)),
        ],
        "forecast": [
            *(("proposition", quote), ("expression", text), ("probability", pa.list_(pa.float64()))),
            *(("horizon", pa.struct([("start", text), ("end", text)])), ("outcome", text)),
        ],
        "framing": [("frame", text), ("term", text), ("use", text)],
    }
    document = [
        *(("id", text), ("external_id", text), ("path", text), ("title", text), ("outlet", text), ("url", text)),
        *(("author", actor), ("published", text), ("published_basis", text), ("language", text)),
    ]
    return pa.schema(
        [
            *(("schema", text), ("id", text), ("kind", text), ("basis", text), ("document", pa.struct(document))),
            (
                "row",
                pa.struct([("data_set", text), ("line", number), ("event", text), ("source", text), ("url", text)]),
            ),
            ("evidence", pa.struct([*quote, pa.field("role", text)])),
            *(("actors", pa.list_(actor)), ("recipients", pa.list_(actor))),
            ("date", pa.struct([*days, ("precision", text), ("basis", text), ("text", text), ("partial", text)])),
            *(("factuality", text), ("reported_by", pa.list_(source))),
            *((kind, pa.struct(payloads[kind])) for kind in KINDS),
            *(("confidence", pa.float64()), ("method", text), ("engine", text)),
            ("review", pa.struct([("status", text)])),
        ]
    )
