"""Formulations: the fixed phrases of an actor's language, since when, how often, whether dropped or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from talleyrand.analyse.choosing import chosen
from talleyrand.analyse.formulations.changes import Change, changes
from talleyrand.analyse.formulations.chart import draw_phrases
from talleyrand.analyse.formulations.phrases import Corpus, Phrase, fixed_phrases, occurrences, without_overlaps
from talleyrand.analyse.formulations.silence import DROPPED, dispersion, emergence, rate_per_30_days, silence
from talleyrand.analyse.formulations.wording import difference, surface, tokens, words_of
from talleyrand.analyse.parties import Party, called
from talleyrand.analyse.utterances import Utterance, Voice, Wording, concerning, utterances
from talleyrand.codebook.plain_words import load_plain_words
from talleyrand.errors import OptionError
from talleyrand.model.documents import Document
from talleyrand.model.records import Record
from talleyrand.model.results import Reason, Result, Spec, unusual

TOP, FEWEST, SHORTEST, LONGEST = 60, 3, 3, 14
"""How many formulations; in how many texts one recurs; its fewest and most words."""
STRAY = 200
"""One passage in so many, at either end of time, is left out of a chart's axis."""
MOST_READ = 20
"""Uses of a phrase that are looked at for its spelling."""
Status = Literal["active", "dropped", "used"]


@dataclass(frozen=True, slots=True)
class FormulationRow:
    """One formulation.

    `records` use it, in `independent` texts, by `speakers` people or organs. `rate` is texts in 30 days from the first
    to the last use, `dispersion` the squared coefficient of variation of the gaps between them (0 regular, 1 at random,
    above in bursts). `silence` is the probability of so long a silence since the last use, `late` that of so late a
    first one; status `dropped` is a silence below 0.05, `new` a first use below it. `bits` tell how fixed it is: 2^bits
    times as often as its parts would meet by chance. Unknown figures are None.
    """

    phrase: str
    status: Status
    new: bool
    first: date
    last: date
    records: int
    independent: int
    speakers: int
    rate: float
    dispersion: float | None
    silence: float
    late: float
    bits: float | None
    score: float | None


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use of a formulation: when, in which text, by whom, in which words.

    `form` tells whether they stand in the actor's own text, are quoted, or, for a wording asked for, only reported.
    """

    phrase: str
    record: str
    day: date
    document: str
    speaker: str
    form: Wording
    words: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Two wordings of a formulation, the earlier one first; `difference` marks what went [-...-] and what came {+...+}.

    `later` is the probability that a use of the new wording comes after one of the old (1: the new took the old one's
    place, 0.5: both at all times), `p` that of so large a difference by chance.
    """

    old: str
    new: str
    difference: str
    old_first: date
    old_last: date
    old_uses: int
    new_first: date
    new_last: date
    new_uses: int
    later: float
    p: float


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What was said, ready to be counted: stretches, their words by text, and the words said before each text."""

    stretches: Sequence[Utterance]
    corpus: Corpus
    said: np.ndarray[tuple[int], np.dtype[np.float64]]

    def uses(self, phrase: Phrase) -> list[Utterance]:
        """The stretches that use a phrase, in order of time."""
        return [self.stretches[at] for at in np.unique(self.corpus.words.stretch[phrase.places])]

    def name(self, phrase: Phrase) -> str:
        """The phrase as it was first written, within a sentence where it ever stands within one."""
        written = [surface(one.words, phrase.words) for one in self.uses(phrase)[:MOST_READ]]
        return next((form for form in written if form[0].islower()), written[0])


def formulations(
    records: Iterable[Record],
    *,
    actor: str,
    target: str | None = None,
    since: str | None = None,
    until: str | None = None,
    phrase: str | None = None,
    top: int = TOP,
    fewest: int = FEWEST,
    shortest: int = SHORTEST,
    longest: int = LONGEST,
    documents: Mapping[str, Document] | None = None,
) -> Result[FormulationRow]:
    """Return the fixed phrases of an actor's own words, the most telling first, at most `top`.

    `actor` and `target` are ISO codes, ids or names; with a `target` only sentences that are directed at it or name it.
    `since` and `until` are days, inclusive. A phrase has `shortest` to `longest` words and recurs in at least `fewest`
    independent texts; copies of a text, and sentences printed again within a week, do not make it recur. `phrase` asks
    for one wording, however often it is used, and counts what others report in these words too. Parts: `changes` (near
    variants and which came later), `uses`. How phrases are found and ranked: `phrases.py`; when one counts as
    dropped: `silence.py`. Raises OptionError for lengths that contradict each other.
    """
    _check(top, fewest, shortest, longest)
    party = Party.of(actor)
    given = list(chosen(records, since, until))
    heard, undated = utterances(given, Voice(party), documents, reported=phrase is not None)
    dated = [one for one in heard if _within(one.day, since, until)]
    said = concerning(dated, given, target) if target is not None else dated
    spoken = _spoken(said)
    pool = fixed_phrases(spoken.corpus, fewest=fewest, shortest=shortest, longest=longest) if phrase is None else []
    found = _asked(spoken, phrase) if phrase else without_overlaps(pool, spoken.corpus, top)
    rows = tuple(_row(spoken, one) for one in found)
    who, whom = called(actor, given), f" about {called(target)}" if target else ""
    question = f"Which formulations does {who} use{whom}, since when, and which were dropped?"
    parameters = {"actor": actor, "target": target, "since": since, "until": until, "phrase": phrase} | unusual(
        top=(top, TOP), fewest=(fewest, FEWEST), shortest=(shortest, SHORTEST), longest=(longest, LONGEST)
    )
    return Result(
        measure="formulations",
        question=question,
        row_type=FormulationRow,
        rows=rows,
        keys=("phrase",),
        shown=("phrase", "status", "new", "first", "last", "independent", "speakers", "rate", "silence"),
        parameters=parameters,
        notes=_notes(spoken, rows, undated, phrase),
        records=len({one.record for one in said}),
        independent=spoken.corpus.size,
        parts={
            "changes": _changes(spoken, changes(found, pool, spoken.corpus.plain), parameters),
            "uses": _uses(spoken, found, rows, parameters),
        },
        reasons=lambda at: _reasons(spoken, found[at]),
        drawing=lambda: _drawn(question, spoken, zip(rows, found, strict=True), _period(said)),
    )


def _drawn(
    question: str, spoken: _Spoken, found: Iterable[tuple[FormulationRow, Phrase]], period: tuple[date, date] | None
) -> Spec:
    rows = [(row, _days(spoken, phrase)) for row, phrase in found]
    return draw_phrases(question, rows, period, spoken.corpus.size)


def _period(said: Sequence[Utterance]) -> tuple[date, date] | None:
    """The days between which all but a few stray texts stand."""
    days = [one.day for one in said]
    stray = len(days) // STRAY
    return (days[stray], days[-1 - stray]) if days else None


def _check(top: int, fewest: int, shortest: int, longest: int) -> None:
    if shortest < 2 or longest < shortest:
        raise OptionError(
            f"phrases of {shortest} to {longest} words", hint="2 or more, the longest not below the shortest"
        )
    if fewest < 2 or top < 1:
        raise OptionError(f"top {top}, fewest {fewest}", hint="a phrase recurs in 2 texts or more; ask for 1 or more")


def _within(day: date, since: str | None, until: str | None) -> bool:
    return (since is None or day.isoformat() >= since) and (until is None or day.isoformat() <= until)


def _spoken(said: Sequence[Utterance]) -> _Spoken:
    """Number texts in order of time, and words in the order of texts."""
    number: dict[str, int] = {}
    text = np.asarray([number.setdefault(one.text, len(number)) for one in said], dtype=np.int64)
    words = words_of(one.words for one in said)
    texts = text[words.stretch] if len(said) else words.stretch
    amount = np.bincount(texts[words.ids > 0], minlength=len(number)).astype(float)
    voice: dict[str, int] = {}
    voices = np.asarray([voice.setdefault(one.speaker, len(voice)) for one in said], dtype=np.int64)
    by_word = voices[words.stretch] if len(said) else words.stretch
    corpus = Corpus(words, texts, by_word, len(number), load_plain_words())
    return _Spoken(said, corpus, np.cumsum(amount) - amount / 2 if len(amount) else amount)


def _asked(spoken: _Spoken, phrase: str) -> list[Phrase]:
    """The phrase asked for, where it is said."""
    words = [word.lower().replace("’", "'") for word in tokens(phrase) if word[0].isalnum()]
    found = occurrences(spoken.corpus, words)
    return [found] if len(found.places) else []


def _row(spoken: _Spoken, phrase: Phrase) -> FormulationRow:
    uses = spoken.uses(phrase)
    end = spoken.corpus.size - 1
    words, all_words = spoken.said[phrase.texts], float(spoken.said[-1])
    silent = max(silence(phrase.texts, end), silence(words, all_words))
    late = max(emergence(phrase.texts, end), emergence(words, all_words))
    days = _days(spoken, phrase)
    asked = bool(np.isnan(phrase.score))
    return FormulationRow(
        phrase=spoken.name(phrase),
        status="used" if len(days) < 2 else "dropped" if silent < DROPPED else "active",
        new=late < DROPPED,
        first=days[0],
        last=days[-1],
        records=len({one.record for one in uses}),
        independent=len(phrase.texts),
        speakers=len({one.speaker for one in uses}),
        rate=rate_per_30_days(len(phrase.texts), (days[-1] - days[0]).days + 1),
        dispersion=dispersion([day.toordinal() for day in days]),
        silence=silent,
        late=late,
        bits=None if asked else phrase.bits,
        score=None if asked else phrase.score,
    )


def _days(spoken: _Spoken, phrase: Phrase) -> list[date]:
    """The day of each independent text that uses a phrase."""
    first: dict[str, date] = {}
    for one in spoken.uses(phrase):
        first.setdefault(one.text, one.day)
    return sorted(first.values())


def _reasons(spoken: _Spoken, phrase: Phrase) -> tuple[Reason, ...]:
    """The records that use a phrase; of one text the first counts, the others repeat it."""
    seen: set[str] = set()
    made = []
    for one in spoken.uses(phrase):
        repeated = one.text in seen
        seen.add(one.text)
        note = f"{one.day}" + (", the same text again" if repeated else "")
        made.append(Reason(one.record, 0.0 if repeated else 1.0, cluster=one.text, note=note))
    return tuple(made)


def _changes(spoken: _Spoken, found: Sequence[Change], parameters: Mapping[str, object]) -> Result[ChangeRow]:
    def row(change: Change) -> ChangeRow:
        old, new = _days(spoken, change.old), _days(spoken, change.new)
        names = spoken.name(change.old), spoken.name(change.new)
        marked = difference(change.old.words, change.new.words)
        return ChangeRow(*names, marked, old[0], old[-1], len(old), new[0], new[-1], len(new), change.later, change.p)

    def reasons(at: int) -> tuple[Reason, ...]:
        return (*_reasons(spoken, found[at].old), *_reasons(spoken, found[at].new))

    return Result(
        measure="formulations/changes",
        question="Which wordings differ by one word, and which came later?",
        row_type=ChangeRow,
        rows=tuple(row(change) for change in found),
        keys=("old", "new"),
        shown=("difference", "old_uses", "old_last", "new_uses", "new_first", "later", "p"),
        parameters=parameters,  # type: ignore[arg-type]
        reasons=reasons,
    )


def _uses(
    spoken: _Spoken, found: Sequence[Phrase], rows: Sequence[FormulationRow], parameters: Mapping[str, object]
) -> Result[UseRow]:
    made = tuple(
        UseRow(row.phrase, one.record, one.day, one.document, one.speaker, one.form, one.words)
        for phrase, row in zip(found, rows, strict=True)
        for one in spoken.uses(phrase)
    )
    return Result(
        measure="formulations/uses",
        question="Where is each formulation used?",
        row_type=UseRow,
        rows=made,
        keys=("phrase", "record"),
        shown=("phrase", "record", "day", "speaker", "form", "words"),
        parameters=parameters,  # type: ignore[arg-type]
        records=len({row.record for row in made}),
        independent=len({row.document for row in made}),
        reasons=lambda at: (Reason(made[at].record, note=made[at].day.isoformat()),),
    )


def _notes(spoken: _Spoken, rows: Sequence[FormulationRow], undated: int, phrase: str | None) -> tuple[str, ...]:
    notes = []
    if not spoken.stretches:
        notes.append("no words of its own: nothing quoted, no text of its own")
    elif not rows and phrase:
        notes.append(f"not said in {spoken.corpus.size} texts: {phrase}")
    elif not rows:
        notes.append(f"no phrase recurs in its {spoken.corpus.size} texts")
    if phrase and len(rows) == 1 and rows[0].independent == 1:
        notes.append("one text: what was said, not a formulation")
    days = {one.day for one in spoken.stretches}
    if len(days) == 1:
        notes.append("everything was said on one day: nothing can be new or dropped")
    if undated:
        notes.append(f"{undated:,} passages without a day left out")
    tested = [row for row in rows if row.independent > 1]
    if len(tested) > 1:
        dropped = sum(row.status == "dropped" for row in tested)
        notes.append(
            f"{dropped} of {len(tested)} dropped; by chance alone up to {len(tested) * DROPPED:.0f} would look so"
        )
    return tuple(notes)
