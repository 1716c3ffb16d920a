"""Copies: is each one found to be of the story it was made of, and is what is found one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quality.figures import Measure, share
from quality.sets.copies import KINDS, SORTS, Given
from talleyrand.model.copies import Copy, stories_of


def score(items: Sequence[Given], found: Sequence[Sequence[Copy]]) -> Iterator[Measure]:
    """Yield precision of what was found, recall of all copies and of each kind, and what is left alone of each sort."""
    for given, copies in zip(items, found, strict=True):
        right = [_origin(given.made, one.document) == _origin(given.made, one.original) for one in copies]
        yield share("precision", sum(right), len(right))
        story = stories_of(copies)
        hit = {copy: _same(story, copy, original) for copy, (original, _) in given.made.items()}
        yield share("recall", sum(hit.values()), len(hit))
        for kind in KINDS:
            of_kind = [hit[copy] for copy, (_, made) in given.made.items() if made == kind]
            yield share(f"recall, {kind}", sum(of_kind), len(of_kind))
        wrong = {one.document for one, fits in zip(copies, right, strict=True) if not fits}
        for sort in SORTS:
            of_sort = [ident for ident, named in given.sorts.items() if named == sort]
            yield share(f"left alone, {sort}", sum(ident not in wrong for ident in of_sort), len(of_sort))


def _origin(made: Mapping[str, tuple[str, str]], ident: str) -> str:
    return made[ident][0] if ident in made else ident


def _same(story: Mapping[str, str], one: str, other: str) -> bool:
    return story.get(one, one) == story.get(other, other)
