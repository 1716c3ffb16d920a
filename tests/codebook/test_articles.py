"""Names with "the" within a sentence: every example of the table stands as it says."""

from __future__ import annotations

import pytest

from talleyrand.codebook.articles import FILE, with_article
from talleyrand.codebook.tables import read_toml

EXAMPLES = [example for entry in read_toml(FILE)["name"] for example in entry["examples"]]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str) -> None:
    assert with_article(example.removeprefix("the ")) == example
