"""Copies made of the corpora by a generator with a seed, among texts that are like each other and no copies.

Nothing of it is kept: the same corpora give the same set. Each copy is made as papers make them (cut, edited, with
another headline, an agency's line and paragraphs of their own, a wire story inside a longer one ...), has another
outlet and a day within the week. What the corpora hold of two readouts of one call, addresses of each day, transcripts
on one matter, and texts in the forms of an office, stands among them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quality.places import SHARED
from talleyrand import Document, Engine
from talleyrand.archive.reading import ReadOptions, read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.model.copies import Copy
from talleyrand.pipeline.copies import find_copies

CORPORA = (
    "kremlin_2014_2020",
    "kremlin_2021_2022",
    "president_ukraine_2021_2022",
    "white_house_2021_2023",
    "wikinews_2019_2020",
)
"""Not the video addresses: half of them are the president's own site's, word for word."""
SEED = 20260222
SHORTEST, LONGEST = 700, 9_000
"""Characters of the texts that are taken."""
OF_EACH = 70
"""Copies of each kind, and texts of each sort."""
DAYS = 4
_BLANK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[A-Za-z]{3,}")
SORTS = {
    "readouts": re.compile(
        r"readout|telephone conversation|phone conversation|call with|\bheld talks|talks with", re.I
    ),
    "addresses": re.compile(r"address by (?:the )?president|address of the president", re.I),
    "transcripts": re.compile(r"press (?:briefing|gaggle)|remarks by|interview", re.I),
    "forms": re.compile(
        r"permanent members|executive order|\bletter\b|\bnotice\b|proclamation|memorandum|law on", re.I
    ),
}
"""Texts that are like each other and no copies, told by their titles."""


@dataclass(frozen=True, slots=True)
class Given:
    """The set: all documents, what each copy was made of and how (`made`), and the sort of those that are none."""

    documents: tuple[Document, ...]
    made: dict[str, tuple[str, str]]
    sorts: dict[str, str]

    @property
    def text(self) -> str:
        """All texts, for what weighs the set by its length."""
        return "".join(document.text for document in self.documents)


def load() -> list[Given] | None:
    """Return the set as one item, None where the corpora are absent."""
    paths = [SHARED / "corpora" / name / "docs.jsonl" for name in CORPORA]
    if not all(path.exists() for path in paths):
        return None
    return [make([one.document for one in read_paths(paths, ReadOptions()) if isinstance(one, Snapshot)], SEED)]


def read(item: Given, _engine: Engine) -> list[Copy]:
    """Return which of the documents copies which, as a ledger would have it."""
    return find_copies(item.documents)


def make(documents: Sequence[Document], seed: int, of_each: int = OF_EACH) -> Given:
    """Return a set made of documents, with so many copies of each kind and texts of each sort."""
    chance = random.Random(seed)  # noqa: S311 - a test set, no secret
    fit = list(_distinct(d for d in documents if SHORTEST <= len(d.text) <= LONGEST and d.title and _dated(d)))
    sorts = {sort: [d for d in fit if form.search(d.title or "")] for sort, form in SORTS.items()}
    chosen = {d.id: d for few in sorts.values() for d in chance.sample(few, min(of_each, len(few)))}
    chosen |= {d.id: d for d in chance.sample(fit, min(4 * of_each, len(fit)))}
    others = [d for d in fit if d.id not in chosen]
    copies: dict[str, Document] = {}
    made: dict[str, tuple[str, str]] = {}
    for kind, copied in KINDS.items():
        for original in chance.sample([*chosen.values()], min(of_each, len(chosen))):
            copy = _printed(copied(original, others, chance), original, kind, chance)
            copies[copy.id], made[copy.id] = copy, (original.id, kind)
    of_sort = {d.id: sort for sort, few in sorts.items() for d in few if d.id in chosen}
    return Given((*chosen.values(), *copies.values()), made, of_sort)


def _dated(document: Document) -> bool:
    return len(document.published or "") == len("2022-02-26")


def _distinct(documents: Iterable[Document]) -> Iterator[Document]:
    """Leave out texts that stand in the corpora twice, word for word."""
    seen: set[str] = set()
    for document in documents:
        words = " ".join(_WORD.findall(document.text.lower()))
        if words not in seen:
            seen.add(words)
            yield document


def _printed(copy: Document, original: Document, kind: str, chance: random.Random) -> Document:
    """Return a copy as another outlet prints it, or the same one later where it is an update of its own."""
    day = date.fromisoformat(original.published or "")
    outlet = original.outlet if kind == "updated" else chance.choice(("Courier", "Gazette", "Herald", "Tribune"))
    later = (day + timedelta(chance.randrange(DAYS))).isoformat()
    made = Document.from_text(copy.text, published=later, outlet=outlet, title=copy.title)
    return replace(made, author=original.author if kind == "updated" else None)


def _paragraphs(text: str) -> list[str]:
    found = [paragraph for paragraph in _BLANK.split(text) if paragraph.strip()]
    return found if len(found) > 2 else [line for line in text.split("\n") if line.strip()]


def _edited(text: str, share: float, fit: Sequence[Document], chance: random.Random) -> str:
    """Change so many of the words: another one in its place, none, or one more."""
    words = _WORD.findall(chance.choice(fit).text)

    def change(match: re.Match[str]) -> str:
        if chance.random() >= share:
            return match.group()
        return chance.choice((chance.choice(words), "", f"{match.group()} {chance.choice(words)}"))

    return _WORD.sub(change, text)


def _others(fit: Sequence[Document], chance: random.Random, characters: int) -> list[str]:
    """Return paragraphs of other texts, so many characters of them."""
    found: list[str] = []
    while sum(map(len, found)) < characters:
        some = _paragraphs(chance.choice(fit).text)
        at = chance.randrange(len(some))
        found.extend(some[at : at + 4])
    return found


def retitled(original: Document, fit: Sequence[Document], chance: random.Random) -> Document:
    """The same text under a wholly other headline, as one translated from another language."""
    return replace(original, title=chance.choice(fit).title)


def edited(original: Document, fit: Sequence[Document], chance: random.Random) -> Document:
    """One word in thirty changed."""
    return replace(original, text=_edited(original.text, 0.033, fit, chance))


def rewritten(original: Document, fit: Sequence[Document], chance: random.Random) -> Document:
    """One word in fourteen changed, and up to a tenth of the text left out in the middle."""
    some = _paragraphs(original.text)
    at = chance.randrange(len(some))
    rest = some[:at] + some[at + 1 :] if len(some[at]) < len(original.text) // 10 else some
    return replace(original, text=_edited("\n\n".join(rest), 0.07, fit, chance))


def cut(original: Document, _fit: Sequence[Document], chance: random.Random) -> Document:
    """The first half of the text, or more, whole paragraphs."""
    kept: list[str] = []
    least = chance.uniform(0.5, 0.85) * len(original.text)
    for paragraph in _paragraphs(original.text):
        if sum(map(len, kept)) >= least:
            break
        kept.append(paragraph)
    return replace(original, text="\n\n".join(kept))


def syndicated(original: Document, fit: Sequence[Document], chance: random.Random) -> Document:
    """Another headline, an agency's line, the tail cut, own paragraphs between, a word in a hundred changed."""
    some = _paragraphs(cut(original, fit, chance).text)
    for paragraph in _others(fit, chance, len("".join(some)) // 5):
        some.insert(chance.randrange(1, len(some) + 1), paragraph[:400])
    text = "(Agency) - " + _edited("\n\n".join(some), 0.01, fit, chance) + "\n\nAdditional reporting by our staff."
    return replace(original, text=text, title=chance.choice(fit).title)


def contained(original: Document, fit: Sequence[Document], chance: random.Random) -> Document:
    """All of it inside a text three to eight times as long."""
    around = _others(fit, chance, round(len(original.text) * chance.uniform(2, 7)))
    at = chance.randrange(len(around) + 1)
    text = "\n\n".join((*around[:at], original.text, *around[at:]))
    return replace(original, text=text, title=chance.choice(fit).title)


def excerpt(original: Document, fit: Sequence[Document], chance: random.Random) -> Document:
    """A stretch of it alone, a fifth to a half, sixty words at least."""
    some = _paragraphs(original.text)
    at, size = chance.randrange(max(1, len(some) // 2)), max(1, round(len(some) * chance.uniform(0.2, 0.5)))
    while len(" ".join(some[at : at + size]).split()) < 60 and size < len(some):
        at, size = max(0, at - 1), size + 1
    return replace(original, text="\n\n".join(some[at : at + size]), title=chance.choice(fit).title)


def updated(original: Document, fit: Sequence[Document], chance: random.Random) -> Document:
    """The same outlet's text with news on top."""
    news = _others(fit, chance, len(original.text) // 4)
    return replace(original, text="\n\n".join((*news, original.text)))


KINDS: dict[str, Callable[[Document, Sequence[Document], random.Random], Document]] = {
    make.__name__: make for make in (retitled, edited, rewritten, cut, syndicated, contained, excerpt, updated)
}
"""How copies are made, by name."""
