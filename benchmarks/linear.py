"""Whether time grows with the length of hostile texts only, for the parts that read raw characters.

    python -m benchmarks.linear

Each unit is repeated to 20,000 and to 160,000 characters; the ratio of the times should be near 8.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from talleyrand.model.documents import Document
from talleyrand.parse.blocks import find_blocks
from talleyrand.parse.quotations import find_quotations
from talleyrand.resolve.dates import find_dates

UNITS = ("the last two or ", "twenty-", "1,111", "12-", "\n \n", "a", "A: ", "Q a\n", "Title\n\n", "“no ", "(")
SHORT, LONG = 20_000, 160_000


def seconds(read: Callable[[str], object], unit: str, length: int) -> float:
    """Processor seconds that `read` takes for `unit` repeated to `length` characters."""
    start = time.process_time()
    read(unit * (length // len(unit)))
    return time.process_time() - start


def main() -> None:
    """Print the ratio for every reader and unit."""
    readers: dict[str, Callable[[str], object]] = {
        "dates": lambda text: find_dates(text, published="2022-02-26"),
        "blocks": lambda text: find_blocks(Document.from_text(text)),
        "quotations": find_quotations,
    }
    for name, read in readers.items():
        for unit in UNITS:
            short, long = seconds(read, unit, SHORT), seconds(read, unit, LONG)
            print(f"{name:10} {unit!r:20} {long:6.2f} s, {long / max(short, 0.005):5.1f} times the short one")


if __name__ == "__main__":
    main()
