"""Rows of a file of votes as records: each rests on its own line and on nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from talleyrand.archive.published import read_date
from talleyrand.archive.vote_files import Table, TableRow
from talleyrand.codebook.countries import Country
from talleyrand.codebook.states import find_state, states_near
from talleyrand.codebook.vote_files import find_body, load_vote_files
from talleyrand.errors import DateError, InputError
from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.identity import record_id
from talleyrand.model.records import Body, Choice, Record, Vote
from talleyrand.model.spans import Quote

METHOD = "import.votes@1"
CONFIDENCE = 1.0
"""A row says what it says: how far the file can be trusted is for its reader to judge."""
_LONGEST_CODE = 3
NEEDED = ("date", "roll_call")
WANTED = "a date, a resolution, and either country and vote or columns named after states"


@dataclass(slots=True)
class Layout:
    """Where a table holds what: columns by role, and those that are named after a state."""

    places: Mapping[str, tuple[int, ...]]
    states: Mapping[int, Country]
    repeated: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    def text(self, row: TableRow, role: str) -> str:
        """Return the first filled cell of a role, stripped; empty where there is none."""
        for at in self.places.get(role, ()):
            if at < len(row.cells) and (cell := row.cells[at].strip()):
                return cell
        return ""


@dataclass(slots=True)
class Coding:
    """What a table gave: records, rows that are none with the reason, and how many were of states not yet members."""

    records: list[Record] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    passed_over: int = 0
    unsupported: tuple[tuple[Quote | None, str], ...] = ()


def layout_of(table: Table, titles: Mapping[str, str] | None = None) -> Layout:
    """Return the layout of a table, known by its columns; raises InputError for one that holds no votes."""
    words = load_vote_files()
    places: dict[str, list[int]] = defaultdict(list)
    states: dict[int, Country] = {}
    for at, name in enumerate(table.columns):
        role = words.column(name)
        if role:
            places[role].append(at)
        elif words.choice(name) is None and (country := _named_after(name)):
            states[at] = country
    found = Layout({role: tuple(at) for role, at in places.items()}, states, titles=titles or {})
    long = "choice" in places and ("state" in places or "code" in places)
    if not all(role in places for role in NEEDED) or not (long or ("choice" not in places and states)):
        where = table.snapshot.document.path or ""
        raise InputError(f"no file of votes: its columns are {', '.join(table.columns)}", where=where, hint=WANTED)
    return replace(found, repeated=_repeated(table, found)) if "number" in places else found


def _named_after(column: str) -> Country | None:
    """The state that a column is named after; a code must be in capitals, for `can` and `per` are no states."""
    return find_state(column) if column.isupper() or len(column) > _LONGEST_CODE else None


def code_table(table: Table, layout: Layout) -> Coding:
    """Return a record for each vote that a table holds, and an error for each row that can't be read."""
    coding = Coding()
    document_id, where = table.snapshot.document.id, table.snapshot.document.path or ""
    for row in table.rows():
        try:
            if not any(cell.strip() for cell in row.cells):
                continue
            if layout.text(row, "choice").casefold() in load_vote_files().passed_over:
                coding.passed_over += 1
                continue
            made = [_record(document_id, row, vote, date, actor) for vote, date, actor in _votes(row, layout)]
            coding.records.extend(made)
        except (InputError, DateError) as error:
            coding.errors.append(InputError(error.what, where=f"{where}:{row.line}", hint=error.hint))
    return coding


def read_titles(table: Table) -> dict[str, str]:
    """Return the titles of roll calls that a table describes, by number and by symbol.

    Raises InputError for a table without them.
    """
    words = load_vote_files()
    roles = [words.column(name) for name in table.columns]
    places = {role: tuple(at for at, one in enumerate(roles) if one == role) for role in set(roles) if role}
    if "title" not in places or not places.keys() & {"number", "roll_call"}:
        where = table.snapshot.document.path or ""
        raise InputError("no descriptions of roll calls", where=where, hint="columns: rcid or symbol, and a title")
    layout = Layout(places, {})
    titles: dict[str, str] = {}
    for row in table.rows():
        title = " ".join(max((layout.text(row, "title"), _long_title(row, layout)), key=len).split())
        symbol, _ = words.symbol(layout.text(row, "roll_call"))
        for key in filter(None, (_number(layout.text(row, "number")), symbol)):
            titles.setdefault(key, title)
    return titles


def _long_title(row: TableRow, layout: Layout) -> str:
    return max((row.cells[at].strip() for at in layout.places["title"] if at < len(row.cells)), key=len, default="")


def _votes(row: TableRow, layout: Layout) -> Iterator[tuple[Vote, DateInterval, Actor]]:
    date = _date(layout.text(row, "date"))
    symbol, body, subject = _matter(row, layout)
    for actor, choice in _choices(row, layout):
        yield Vote(body, choice, subject=subject, roll_call=symbol), date, actor


def _choices(row: TableRow, layout: Layout) -> Iterable[tuple[Actor, Choice]]:
    if "choice" in layout.places:
        return [(_state(row, layout), _choice(layout.text(row, "choice")))]
    filled = [(at, country, row.cells[at]) for at, country in layout.states.items() if at < len(row.cells)]
    return [(_actor(country), _choice(cell)) for _, country, cell in filled if cell.strip()]


def _matter(row: TableRow, layout: Layout) -> tuple[str, Body | None, str]:
    """The roll call's symbol, its body, and what it was on; votes under one symbol are told apart by their number."""
    given = layout.text(row, "roll_call")
    if not given:
        raise InputError("the row names no resolution", hint="every vote needs the symbol of what was voted on")
    symbol, body = _symbol(given)
    named = layout.text(row, "body")
    number = _number(layout.text(row, "number"))
    title = layout.text(row, "title") or layout.titles.get(number) or layout.titles.get(symbol, "")
    called = f"{symbol} #{number}" if symbol in layout.repeated else symbol
    return called, _body(named) if named else body, f"{symbol}: {title}" if title else symbol


@lru_cache(maxsize=4096)
def _symbol(words: str) -> tuple[str, Body | None]:
    return load_vote_files().symbol(words)


@lru_cache(maxsize=64)
def _body(words: str) -> Body:
    return find_body(words) or Body(f"body:{words.casefold().replace(' ', '-')}", words)


def _state(row: TableRow, layout: Layout) -> Actor:
    name, code = layout.text(row, "state"), layout.text(row, "code")
    country = (find_state(name) if name else None) or (find_state(code) if code else None)
    if country is None:
        near = states_near(name or code)
        hint = f"did you mean {', '.join(near)}?" if near else "give its usual name or its ISO 3166 code"
        raise InputError(f"unknown state {name or code!r}", hint=hint)
    at = layout.places["state" if name else "code"][0]
    return _actor(country, row.cell_quote(at))


def _actor(country: Country, mention: Quote | None = None) -> Actor:
    return Actor(f"country:{country.iso3}", country.name, "state", country.iso3, mention=mention)


def _choice(cell: str) -> Choice:
    choice = load_vote_files().choice(cell)
    if choice is None:
        raise InputError(f"unknown choice {cell.strip()!r}", hint="one of yes, no, abstain, absent")
    return choice


@lru_cache(maxsize=4096)
def _date(cell: str) -> DateInterval:
    try:
        day = read_date(cell)
    except DateError as error:
        raise DateError(f"{cell!r} is no day", hint="write YYYY-MM-DD") from error
    if len(day) != len("2022-03-02"):
        raise DateError(f"{cell!r} is no day", hint="write YYYY-MM-DD")
    return DateInterval(day, day, "day", "stated", cell)


def _record(document_id: str, row: TableRow, vote: Vote, date: DateInterval, actor: Actor) -> Record:
    record = Record("", document_id, vote, row.quote, (actor,), (), date, "actual", (), CONFIDENCE, METHOD)
    return replace(record, id=record_id(record))


def _number(cell: str) -> str:
    """The number of a roll call; spreadsheets write whole numbers as `5309.0`."""
    return cell.removesuffix(".0")


def _repeated(table: Table, layout: Layout) -> frozenset[str]:
    """The symbols under which a table has several roll calls: votes on parts of one resolution."""
    pairs = {(layout.text(row, "roll_call"), _number(layout.text(row, "number"))) for row in table.rows()}
    counted = Counter(_symbol(symbol)[0] for symbol, _ in pairs)
    return frozenset(symbol for symbol, count in counted.items() if count > 1)
