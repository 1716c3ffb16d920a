"""Hostile documents stay text: on every page, in a real browser, under the real policy, and on a phone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from making import Coding
from recording import act, forecast, framing, statement, vote
from talleyrand.archive.snapshots import Snapshot
from talleyrand.ledger.store import Ledger, open_ledger
from talleyrand.model.actors import Actor, Attribution
from talleyrand.model.documents import Document, address
from talleyrand.model.identity import record_id
from talleyrand.model.records import Act, Forecast, Record, Statement, Vote
from talleyrand.model.spans import Quote, Span

EVIL = "<img class=evil src=x onerror=\"document.title='evil'\">"
MARKUP = (
    "<script class=evil>document.title='evil'</script>",
    "</script></style></title></textarea><script class=evil>document.title='evil'</script>",
    "</p></mark></article></main></body><h1 class=evil>Taken over</h1>",
    "<style class=evil>* { display: none }</style><link class=evil rel=stylesheet href=https://elsewhere.example/x.css>",
    '"><svg class=evil onload="document.title=\'evil\'"></svg><iframe class=evil src=https://elsewhere.example></iframe>',
    "{{ 7 * 7 }} {% raise %} ${7*7} &lt;script&gt; &amp;amp; &#x3C;img class=evil&#x3E; <!-- <b class=evil> -->",
)
ODD = (
    "\u202edenrut \u2066isolated\u2069 \u202cשלום עולם، مرحبا بالعالم \u200f\u061c",
    "nul \x00 bell \x07 escape \x1b[31mred\x1b[0m delete \x7f carriage \r return",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ \N{LINE SEPARATOR}\N{ZERO WIDTH SPACE}",
    "W" * 100_000,
)
PARAGRAPHS = (*MARKUP, *ODD, EVIL)
TEXT = "\n\n".join(PARAGRAPHS)
TITLE = f"{EVIL}</title>\u202e{'long ' * 2000}"
OUTLET = f"Outlet {EVIL} \u202eteltuo"
PAGE = f"<html><body><p>{'</p><p>'.join((*MARKUP, EVIL))}</p><p>The end of it.</p></body></html>"
PERSON = Actor(f"person:{EVIL}/x", f"Person {EVIL}", "person", "CHN", f"Role {EVIL}")
STATE = Actor("country:RUS", f"Russia {EVIL} {'Y' * 3000}", "state", "RUS")
SOURCE = Attribution("anonymous", f"unknown:{EVIL}", f"Source {EVIL}", None, Quote(0, len(MARKUP[0]), MARKUP[0]))
DAY = "2022-02-26"


def _quote(number: int) -> Quote:
    return Span(TEXT.index(PARAGRAPHS[number]), TEXT.index(PARAGRAPHS[number]) + len(PARAGRAPHS[number])).quote(TEXT)


def _records(ident: str) -> Iterator[Record]:
    """Yield a record of each kind on each paragraph, everything in it hostile."""
    for number in range(len(PARAGRAPHS)):
        evidence = _quote(number)
        first = Quote(evidence.start, evidence.start + 1, evidence.text[0])
        for made in (
            act(PERSON, STATE, "AID", DAY, reported_by=(SOURCE,)),
            statement(PERSON, EVIL, DAY, form="mixed"),
            vote(PERSON, "no", DAY, subject=f"{EVIL}{number}"),
            forecast(PERSON, EVIL, DAY),
            framing(PERSON, f"{EVIL}{number}", DAY, frame=EVIL),
        ):
            yield _placed(made, ident, evidence, first)


def _placed(made: Record, ident: str, evidence: Quote, first: Quote) -> Record:
    payload = made.payload
    match payload:
        case Act():
            payload = replace(payload, trigger=first, mode=EVIL, contexts=(EVIL,))
        case Statement():
            payload = replace(payload, content=(evidence,), cue=first, addressees=(STATE,))
        case Forecast():
            payload = replace(payload, proposition=evidence, expression=EVIL, probability=(0.2, 0.4))
        case Vote(body=body) if body is not None:
            payload = replace(payload, body=replace(body, id=EVIL, name=EVIL))
    placed = replace(made, document_id=ident, evidence=evidence, payload=payload, method=f"{EVIL}@1", engine=EVIL)
    return replace(placed, id=record_id(placed))


def _enter(ledger: Ledger, raw: bytes, text: str, media_type: str, records: Iterator[Record] | None = None) -> str:
    ident = address(raw)
    author = Actor(f"organ:{EVIL}", f"Organ {EVIL}", "organ", "CHN") if records is None else None
    document = Document(
        ident,
        text,
        path=f"../../{EVIL}/x.html",
        external_id=EVIL,
        title=TITLE,
        outlet=OUTLET,
        url="javascript:document.title='evil'" if records else "data:text/html,<script class=evil>1</script>",
        author=author,
        published=DAY,
        published_basis="given",
    )
    found = Coding(tuple(records or ()), ((Quote(0, len(text[:40]), text[:40]), f"reason {EVIL}"), (None, EVIL)))
    ledger.add(Snapshot(document, raw, media_type), [Span(0, len(text))], found, made_by=(EVIL, EVIL))  # type: ignore[arg-type]
    return ident


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., Any]) -> Iterator[tuple[str, list[str]]]:
    """A server over a ledger in which everything is hostile, and the addresses to look at."""
    path = tmp_path_factory.mktemp("hostile") / "talleyrand.db"
    with open_ledger(path) as ledger:
        ledger.start_run({"paths": [EVIL]}, version=EVIL, at="2022-03-01T00:00:00+00:00")
        raw = TEXT.encode()
        text = _enter(ledger, raw, TEXT, "text/plain", _records(address(raw)))
        page = _enter(ledger, PAGE.encode(), "The end of it.", "text/html")
        idents = [record.id for record in ledger.records(undated=True)]
        ledger.revise(idents[0], "accepted", note=EVIL, reviewer=EVIL, at="2022-03-02T00:00:00+00:00")
    person, outlet = quote(PERSON.id, safe=""), quote(OUTLET, safe="")
    addresses = [
        "/",
        "/documents",
        f"/documents?outlet={outlet[:200]}&words={quote(EVIL)}",
        f"/documents/{text}",
        f"/documents/{text}?at=100000",
        f"/documents/{text}?record={idents[1]}#r-{idents[1]}",
        f"/documents/{page}?beside=true",
        *(f"/records/{ident}" for ident in idents[::11]),
        "/ledger",
        f"/ledger?q={quote(EVIL)}",
        f"/find?q={quote(EVIL)}",
        "/actors",
        "/actors/CHN",
        f"/actors/{person}",
        "/actors/CHN/toward/RUS",
        "/review",
        f"/review?record={idents[0]}",
        "/contacts",
        "/votes",
        "/sources",
        "/accounts",
        "/forecasts?actor=CHN",
        "/formulations?actor=CHN",
        "/network",
        "/brief?actors=CHN,RUS&since=2022-02-01&until=2022-03-31",
        f"/records/{EVIL}",
        f"/documents/{EVIL}",
    ]
    with serve(path) as server:
        yield server, addresses


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone that notes what a hostile document would do: dialogs, and requests to elsewhere."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    done: list[str] = []
    page.on("dialog", lambda dialog: done.append(dialog.message) or dialog.dismiss())
    page.on("request", lambda asked: None if asked.url.startswith("http://127.0.0.1") else done.append(asked.url))
    page.on("pageerror", lambda error: done.append(str(error)))
    yield page
    context.close()
    assert done == []


def test_nothing_of_a_hostile_document_becomes_part_of_a_page(hostile: tuple[str, list[str]], phone: Page) -> None:
    server, addresses = hostile
    wide = []
    for where in addresses:
        answer = phone.goto(server + where)
        assert answer is not None
        assert answer.status in (200, 400, 404), where
        phone.wait_for_selector("[data-panel]", state="detached")
        for frame in phone.frames:
            assert frame.locator(".evil").count() == 0, where
        assert phone.title() != "evil", where
        if "beside" in where:
            assert "The end of it." in (phone.frames[-1].locator("body").text_content() or "")
        assert phone.locator("main").count() == 1, where
        if phone.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(where)
    assert wide == []


def test_hostile_data_stay_data(hostile: tuple[str, list[str]], phone: Page) -> None:
    server, addresses = hostile
    ident = addresses[3].split("/")[2]
    found = phone.request.get(f"{server}/documents/{ident}/raw")
    assert found.body() == TEXT.encode()
    assert found.headers["content-disposition"].startswith('attachment; filename="')
    record = next(where for where in addresses if where.startswith("/records/"))
    for suffix in ("txt", "bib", "json"):
        cited = phone.request.get(f"{server}{record}/citation.{suffix}")
        assert cited.headers["x-content-type-options"] == "nosniff"
        assert "html" not in cited.headers["content-type"]
        assert "javascript:" not in cited.text()
    assert json.loads(phone.request.get(f"{server}{record}.json").text())["id"] == record.rpartition("/")[2]


def test_the_text_on_the_page_is_the_text_of_the_ledger(hostile: tuple[str, list[str]], phone: Page) -> None:
    server, addresses = hostile
    phone.goto(server + addresses[3])
    found = phone.locator("[data-start]").evaluate_all(
        "nodes => nodes.map(node => [Number(node.dataset.start), node.textContent])"
    )
    assert len(found) > 6
    for start, words in found:
        archived = TEXT[start : start + len(words)]
        assert all(there in (here, "\N{REPLACEMENT CHARACTER}") for here, there in zip(archived, words, strict=True))
