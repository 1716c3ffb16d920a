"""A site on loopback, a time of its own, and a fetcher that may ask it."""

import pytest

from loopback import FakeTime, fetcher, serving


@pytest.fixture(scope="session")
def server():
    with serving() as site:
        yield site


@pytest.fixture
def site(server):
    server.forget()
    return server


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def fetch(time):
    with fetcher(time) as made:
        yield made
