"""Our rules beside rule peers that a plain install can run, on the same texts and the same parses.

    python -m benchmarks peers [--corpora ../shared/corpora] [--documents 60]

textacy's `direct_quotations` and our attributions get the same parsed documents; textacy finds direct quotations alone
and refuses a text with an odd quotation mark, ours finds indirect speech, chains and refusals too. dateparser's
`search_dates` and our `find_dates` get the same raw texts, dateparser told that they are English. Words a second of the
processor, parsing left out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, note
from benchmarks.pipeline import sample
from talleyrand.model.documents import Document
from talleyrand.parse.blocks import breaks_of, find_blocks
from talleyrand.parse.engine import load_engine
from talleyrand.pipeline.attributions import find_attributions
from talleyrand.resolve.dates import find_dates

HINT = "the peers are not installed: make bench installs them (requirements/bench.txt)"


class Parsed:
    """An engine that hands out a document that is parsed already."""

    name, version = "parsed", "1"

    def __init__(self, doc: Any) -> None:
        self._doc = doc

    def parse(self, text: str, breaks: Sequence[int] = ()) -> Any:  # noqa: ARG002 - an engine's arguments
        """Return the document."""
        return self._doc


def speed(words: int, work: Callable[[], int]) -> tuple[float, int]:
    """Return words a second, and how much was found."""
    began = time.process_time()
    found = work()
    return words / max(time.process_time() - began, 1e-9), found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=60)
    options = parser.parse_args()
    try:
        from dateparser.search import search_dates  # noqa: PLC0415
        from textacy.extract.triples import direct_quotations  # noqa: PLC0415
    except ImportError as error:
        raise SystemExit(f"{error}; {HINT}") from error
    documents = sample(options.corpora, options.documents)
    engine = load_engine()
    parsed = [engine.parse(d.text, breaks_of(find_blocks(d))) for d in documents]
    words = sum(map(len, parsed))
    refused = 0

    def quotations() -> int:
        nonlocal refused
        count = 0
        for doc in parsed:
            try:
                count += len(list(direct_quotations(doc)))
            except ValueError:
                refused += 1
        return count

    def attributions() -> int:
        return sum(len(find_attributions(d.text, Parsed(doc))) for d, doc in zip(documents, parsed, strict=True))  # type: ignore[arg-type]

    find_attributions(documents[0].text, Parsed(parsed[0]))  # type: ignore[arg-type]
    ours, found = speed(words, attributions)
    theirs, quoted = speed(words, quotations)
    note(
        Figure("peers", f"our attributions, {found:,} found", ours, "words/s"),
        Figure("peers", f"textacy, {quoted:,} direct quotations found, {refused} texts refused", theirs, "words/s"),
        Figure("peers", "our attributions of textacy's quotations", ours / theirs, "x"),
    )
    _dates(documents, words, search_dates)


def _dates(documents: Sequence[Document], words: int, search_dates: Callable[..., Any]) -> None:
    few = documents[:: max(1, len(documents) // 12)]
    part = words * sum(len(d.text) for d in few) // sum(len(d.text) for d in documents)
    ours, found = speed(words, lambda: sum(len(find_dates(d.text, d.published)) for d in documents))
    theirs, dated = speed(part, lambda: sum(len(search_dates(d.text, languages=["en"]) or ()) for d in few))
    note(
        Figure("peers", f"our dates, {found:,} found in {len(documents)} texts", ours, "words/s"),
        Figure("peers", f"dateparser, {dated:,} dates found in {len(few)} of them", theirs, "words/s"),
        Figure("peers", "our dates of dateparser's", ours / theirs, "x"),
    )


if __name__ == "__main__":
    main()
