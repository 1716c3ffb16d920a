"""Records of votes for tests: rows of a file, and what texts tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from talleyrand.model.actors import Actor
from talleyrand.model.dates import DateInterval
from talleyrand.model.identity import record_id
from talleyrand.model.records import Body, Choice, Record, Vote
from talleyrand.model.spans import Quote

UNGA = Body("igo:UNGA", "United Nations General Assembly")
LETTERS: dict[str, Choice] = {"y": "yes", "n": "no", "a": "abstain", "x": "absent"}
DAY = DateInterval("2022-03-02", "2022-03-02", "day", "stated")


def vote(
    state: str,
    choice: Choice,
    roll_call: str | None = "A/RES/1",
    *,
    day: str | None = "2022-03-02",
    body: Body | None = UNGA,
    document: str = "file",
    subject: str | None = None,
    **more: object,
) -> Record:
    """Return the record of a vote; `roll_call=None` makes it one that a text tells of."""
    text = f"{roll_call},{day},{state},{choice}"
    date = DateInterval(day, day, "day", "stated") if day else DateInterval()
    made = Record(
        id="",
        document_id=document,
        payload=Vote(body, choice, subject=subject or roll_call, roll_call=roll_call),
        evidence=Quote(0, len(text), text),
        actors=(Actor(f"country:{state}", state, "state", state),),
        date=date,
        confidence=1.0,
        method="import.votes@1",
    )
    made = replace(made, id=record_id(made))
    return replace(made, **more)  # type: ignore[arg-type]


def sheet(rows: dict[str, str], *, first: int = 1, day: str = "2022-03-02") -> Iterator[Record]:
    """Yield the votes of a sheet: states by roll calls, in letters (y n a x, a dot for none), all on one day."""
    for state, letters in rows.items():
        for at, letter in enumerate(letters, first):
            if letter != ".":
                yield vote(state, LETTERS[letter], f"A/RES/{at}", day=day)


def yearly(rows: dict[str, str], years: Sequence[int], each: int) -> Iterator[Record]:
    """Yield the votes of a sheet whose roll calls are spread over years, `each` in every year."""
    for state, letters in rows.items():
        for at, letter in enumerate(letters):
            if letter != ".":
                year = years[at // each]
                yield vote(state, LETTERS[letter], f"A/RES/{year}/{at}", day=f"{year}-11-{at % each + 1:02d}")


def ids(records: Iterable[Record]) -> list[str]:
    """Return the records' ids."""
    return [record.id for record in records]
