"""What later acts suggest about a forecast: whether the event that its words name has come.

A proposition is matched by its words: the first event that it names (`foretold.toml`) and the states named before and
after it. A later actual act of that event's types between those states suggests that the event came; none until the
horizon, or within so many days where no horizon is stated, suggests that it did not, if the records reach that far.
Where the words name no state, only acts told in the same document count. A suggestion is not an outcome: a person says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from talleyrand.codebook.foretold import Foretold, find_foretold
from talleyrand.codebook.state_mentions import states_in
from talleyrand.model.actors import Actor
from talleyrand.model.records import Act, Forecast, Record
from talleyrand.model.wanted import Wanted

WITHIN = 90
"""Days in which an event is looked for where a forecast states no horizon."""
BEFORE = 30
"""Characters before a proposition in which its event may stand, where it begins with a word that points back."""
_POINTING = ("that ", "which ", "it ", "this ", "there ")
_BY = " by "


@dataclass(frozen=True, slots=True)
class Question:
    """What a forecast asks of the world: an event, by whom and toward whom (ISO codes), as its words name them.

    `beside` are further parties whose side the words don't tell, all parties of what is done together among them.
    Forecasts with the same question are about the same thing.
    """

    event: Foretold
    by: str | None = None
    toward: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[str]:
        """All states that it names."""
        return self.toward | self.beside | ({self.by} if self.by else set())

    @property
    def name(self) -> str:
        """The question in short: `attack RUS>UKR`, `meet CHN+USA`."""
        direction = f" {self.by or ''}>{'+'.join(sorted(self.toward))}" if self.by or self.toward else ""
        return f"{self.event.id}{direction}{' ' if self.beside else ''}{'+'.join(sorted(self.beside))}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the records suggest: whether the event came, and the act that shows it, with its day."""

    came: bool
    act: Record | None = None
    day: date | None = None


def question_of(record: Record, names: Mapping[str, str] | None = None) -> Question | None:
    """Return what a forecast asks, None where its words name no event; `names` are surnames with their states."""
    assert isinstance(record.payload, Forecast)  # noqa: S101  asked of forecasts alone
    text = _words(record, record.payload)
    found = find_foretold(text)
    if found is None:
        return None
    event, at = found
    named = states_in(text, names)
    everybody = frozenset(code for _, code in named)
    if event.mutual:
        return _together(event, everybody, record)
    doers = [code for place, code in named if text[:place].endswith(_BY)]
    by = next(iter([*doers, *(code for place, code in named if place < at)]), None)
    toward = frozenset(code for place, code in named if place > at) - {by}
    return Question(event, by, toward, everybody - toward - {by})


def _together(event: Foretold, named: frozenset[str], record: Record) -> Question | None:
    """What is done together needs two: the forecaster's own state is the other where one alone is named."""
    own = {actor.country for actor in record.actors if actor.country}
    parties = named if len(named) > 1 else named | own
    return Question(event, beside=frozenset(parties)) if named and len(parties) > 1 else None


def _words(record: Record, forecast: Forecast) -> str:
    """The proposition, and the words before it in its sentence where it points back to them ("An Attack That ...")."""
    text = forecast.proposition.text
    if not text.lower().startswith(_POINTING) or find_foretold(text) is not None:
        return text
    start = forecast.proposition.start - record.evidence.start
    return record.evidence.text[max(0, start - BEFORE) : max(0, start)] + text


def acts_wanted(records: Iterable[Record], **_: object) -> Wanted | None:
    """Return which acts may show what became of the forecasts among records; None where none foretells an event."""
    events, days = set(), []
    for record in records:
        found = find_foretold(_words(record, record.payload)) if isinstance(record.payload, Forecast) else None
        if found is not None and record.date.start:
            events.add(found[0])
            days.append(record.date.start)
    types = sorted({type for event in events for type in event.types})
    return Wanted("act", tuple(types), ("actual",), since=min(days), bare=True) if days else None


class Acts:
    """Acts done, by type and state, in order of time."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._of: dict[tuple[str, str], list[tuple[str, Record]]] = defaultdict(list)
        self.last = ""
        for record in records:
            if isinstance(record.payload, Act) and record.date.start and record.date.end:
                self.last = max(self.last, record.date.end)
                if record.factuality == "actual" and record.date.precision in ("day", "week"):
                    self._enter(record, record.payload.event_type)
        for entries in self._of.values():
            entries.sort(key=lambda entry: (entry[0], entry[1].id))

    def _enter(self, record: Record, type: str) -> None:
        entry = (record.date.start or "", record)
        keys = {party.country for party in (*record.actors, *record.recipients) if party.country}
        for key in (*keys, record.document_id):
            self._of[type, key].append(entry)

    def first(self, question: Question, document: str, after: str, until: str) -> Record | None:
        """Return the first act after a day, until another (ISO), that is what a question asks about."""
        found = [self._first(question, type, document, after, until) for type in question.event.types]
        dated = [(act.date.start or "", act.id, act) for act in found if act is not None]
        return min(dated, key=lambda one: one[:2])[2] if dated else None

    def _first(self, question: Question, type: str, document: str, after: str, until: str) -> Record | None:
        entries = self._of.get((type, min(question.states, default=document)), [])
        start = bisect_right(entries, after, key=lambda entry: entry[0])
        for day, record in entries[start:]:
            if day > until:
                return None
            if _answers(record, question):
                return record
        return None


def suggest(record: Record, question: Question | None, acts: Acts, within: int = WITHIN) -> Suggestion | None:
    """Return what later acts suggest about a forecast; None where they say nothing."""
    assert isinstance(record.payload, Forecast)  # noqa: S101  asked of forecasts alone
    if question is None or record.date.start is None:
        return None
    after = record.date.start
    horizon = record.payload.horizon.end if record.payload.horizon else None
    until = horizon or (date.fromisoformat(after) + timedelta(days=within)).isoformat()
    act = acts.first(question, record.document_id, after, until)
    if act is not None:
        return Suggestion(True, act, date.fromisoformat(act.date.start or ""))
    return Suggestion(False) if question.states and acts.last >= until else None


def surnames(records: Iterable[Record]) -> dict[str, str]:
    """Return the surnames of those who act for a state, as the records know them, where all of one name serve one."""
    states: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for actor in (*record.actors, *record.recipients):
            if actor.type == "person" and actor.sector == "GOV" and actor.country:
                states[actor.name.rpartition(" ")[2]].add(actor.country)
    return {name: next(iter(codes)) for name, codes in states.items() if len(codes) == 1}


def _answers(record: Record, question: Question) -> bool:
    """Whether an act is by and toward those whom the question names; where it names nobody any party does."""
    by, toward = _states(record.actors), _states(record.recipients)
    doer = question.by is None or question.by in by
    return doer and question.toward <= toward and question.beside <= by | toward


def _states(parties: Iterable[Actor]) -> set[str]:
    return {party.country for party in parties if party.country}
