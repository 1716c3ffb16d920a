"""Random records for properties of what writes and reads them."""

from __future__ import annotations

from typing import get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from talleyrand.model import actors, dates, documents, records
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.dates import DateInterval
from talleyrand.model.documents import Document
from talleyrand.model.records import Act, Body, Forecast, Framing, Horizon, Record, Statement, Vote
from talleyrand.model.spans import Quote

TEXT = "China called Russia."
DOCUMENT = Document.from_text(TEXT, published="2022-02-26", outlet="Example Wire", title="=Calls")

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)

words = st.text(max_size=8)
maybe = st.none() | words
numbers = st.floats(-10, 10)
quotes = st.builds(Quote, st.integers(0, 99), st.integers(0, 99), words)
actor = st.builds(
    Actor, words, words, st.sampled_from(get_args(actors.ActorType)), maybe, maybe, maybe, st.none() | quotes
)
parties = st.lists(actor, max_size=2).map(tuple)
payloads = st.one_of(
    st.builds(
        Statement,
        st.sampled_from(get_args(records.Form)),
        st.lists(quotes, max_size=2).map(tuple),
        st.none() | quotes,
        parties,
        maybe,
    ),
    st.builds(Act, words, maybe, st.lists(words, max_size=2).map(tuple), words, numbers, quotes),
    st.builds(
        Vote, st.none() | st.builds(Body, words, words), st.sampled_from(get_args(records.Choice)), st.booleans(), maybe
    ),
    st.builds(
        Forecast,
        quotes,
        maybe,
        st.none() | st.tuples(numbers, numbers),
        st.none() | st.builds(Horizon, maybe, maybe),
        st.sampled_from(get_args(records.Outcome)),
    ),
    st.builds(Framing, words, words, st.sampled_from(get_args(records.Use))),
)
anything = st.builds(
    Record,
    words,
    st.just(DOCUMENT.id),
    payloads,
    quotes,
    parties,
    parties,
    st.builds(
        DateInterval,
        maybe,
        maybe,
        st.sampled_from(get_args(dates.Precision)),
        st.sampled_from(get_args(dates.DateBasis)),
        maybe,
        maybe,
    ),
    st.sampled_from(records.FACTUALITIES),
    st.lists(
        st.builds(Attribution, st.sampled_from(get_args(actors.SourceType)), words, words, maybe, st.none() | quotes),
        max_size=2,
    ).map(tuple),
    numbers,
    words,
    words,
    st.sampled_from(get_args(documents.BlockRole)),
    st.sampled_from(get_args(records.ReviewStatus)),
)
