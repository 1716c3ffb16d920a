"""A fetcher that may ask the site on loopback."""

import pytest

from loopback import fetcher


@pytest.fixture
def fetch(time):
    with fetcher(time) as made:
        yield made
