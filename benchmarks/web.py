"""How fast the pages come: one reader, twenty readers at once, a decision saved, the dossier drawn in a browser.

    python -m benchmarks.web [--records 100000 1000000] [--ledgers FOLDER] [--rounds 15] [--seconds 20] [--write]

Fills ledgers with made-up records (kept in FOLDER as N.db when it is given), serves a copy of each with
`talleyrand serve`, and asks every page for several actors, documents and records, frequent and rare. "first" is the
slowest first request of a page; the other figures are of the rounds after it, in milliseconds as a client sees them.
Answers of measures are worked out beside the server and are no part of a page's HTML. `--write` renews
docs/web-speed.md.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import sync_playwright

from benchmarks.made_up import fill
from talleyrand.ledger.store import Ledger, open_ledger

SIZES = (100_000, 1_000_000)
WORKED_OUT = 300_000
"""Milliseconds that a chart is waited for: of a large ledger its answer is worked out behind those asked for before."""
READERS = 20
PAUSE = 20
"""Seconds between the first round and the others, in which answers of measures that pages asked for are worked out."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REPORT = Path(__file__).parents[1] / "docs" / "web-speed.md"
_RANKED = (
    "SELECT country FROM record_actor WHERE country IS NOT NULL AND role = 'actor' "
    "GROUP BY country ORDER BY count(*) DESC LIMIT 40"
)
Times = list[float]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one ledger, in milliseconds."""

    records: int
    pages: dict[str, tuple[float, Times]]
    readers: Times
    errors: int
    saved: Times
    drawn: Times
    renewed: Times

    @property
    def all(self) -> Times:
        """Every request of one reader."""
        return [one for _, times in self.pages.values() for one in times]


def pages_of(ledger: Ledger) -> dict[str, list[str]]:
    """Return the addresses to ask, by page: of the first, third and twentieth actor, of some documents and records."""
    states = [row[0] for row in ledger.connection.execute(_RANKED)]
    chosen = [states[0], states[2], states[min(19, len(states) - 1)]]
    pairs = [(chosen[0], chosen[1]), (chosen[1], chosen[2])]
    few = "SELECT id FROM {} WHERE seq IN (5, (SELECT max(seq) / 2 FROM {}), (SELECT max(seq) FROM {}))"
    documents = [row[0] for row in ledger.connection.execute(few.replace("{}", "document"))]
    records = [row[0] for row in ledger.connection.execute(few.replace("{}", "record"))]
    of_measures = ("contacts", "votes", "formulations", "forecasts", "accounts", "network", "sources")
    asked = {name: [f"/{name}", *(f"/{name}?actor={state}" for state in chosen)] for name in of_measures}
    return {
        "home": ["/"],
        "ledger": [
            "/ledger",
            f"/ledger?actor={chosen[0]}",
            f"/ledger?actor={chosen[1]}&kind=act&since=2022-02-01",
            "/ledger?words=sanctions",
            "/ledger?sort=confidence",
        ],
        "actors": ["/actors"],
        "dossier": [f"/actors/{state}" for state in chosen],
        "dossier toward": [f"/actors/{one}/toward/{other}" for one, other in pairs],
        "documents": ["/documents", *(f"/documents/{quote(one, safe='')}" for one in documents)],
        "record": [f"/records/{one}" for one in records],
        "review": ["/review", "/review?order=random", f"/review?actor={chosen[1]}"],
        **asked,
        "brief": ["/brief", f"/brief?actors={chosen[0]},{chosen[1]}&since=2022-02-01&until=2022-03-15"],
        "cases": ["/cases"],
        "accuracy": ["/accuracy"],
    }


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """Serve a ledger on a free port; yields the address without the scheme."""
    command = (sys.executable, "-m", "talleyrand.cli", "serve", "--ledger", str(path), "--port", "0")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None  # noqa: S101 - a pipe was asked for
            found = next(filter(None, (re.search(r"127\.0\.0\.1:\d+", line) for line in server.stderr)))
            threading.Thread(target=server.stderr.read, daemon=True).start()
            yield found[0]
        finally:
            server.terminate()


def get(connection: HTTPConnection, address: str) -> tuple[int, float]:
    """Return the status of an address and the milliseconds it took, the whole body read."""
    began = time.perf_counter()
    connection.request("GET", address, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    answer.read()
    return answer.status, 1000 * (time.perf_counter() - began)


def one_reader(host: str, pages: Mapping[str, Sequence[str]], rounds: int) -> dict[str, tuple[float, Times]]:
    """Return, by page, its slowest first request and all that follow."""
    connection = HTTPConnection(host, timeout=60)
    first: dict[str, float] = {}
    for name, addresses in pages.items():
        told = [get(connection, address) for address in addresses]
        first[name] = max(took for _, took in told)
        for address, (status, _) in zip(addresses, told, strict=True):
            if status != 200:
                print(f"{address}: {status}", file=sys.stderr)
    connection.close()
    time.sleep(PAUSE)
    late: dict[str, Times] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, addresses in pages.items():
            late[name].extend(get(connection, address)[1] for address in addresses)
    return {name: (first[name], late[name]) for name in pages}


def many_readers(host: str, addresses: Sequence[str], seconds: float) -> tuple[Times, int]:
    """Return the times of twenty readers who ask for pages one after the other, and how many requests failed."""
    times: Times = []
    failed: list[str] = []
    end = time.monotonic() + seconds

    def read(seed: int) -> None:
        order = random.Random(seed)  # noqa: S311 - an order of pages
        connection = HTTPConnection(host, timeout=60)
        while time.monotonic() < end:
            address = order.choice(addresses)
            try:
                status, took = get(connection, address)
            except (OSError, HTTPException) as error:
                failed.append(f"{address}: {error}")
                connection = HTTPConnection(host, timeout=60)
                continue
            times.append(took)
            if status != 200:
                failed.append(f"{address}: {status}")

    readers = [threading.Thread(target=read, args=(seed,)) for seed in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    for line in sorted(set(failed))[:10]:
        print(line, file=sys.stderr)
    return times, len(failed)


def decisions(host: str, path: Path, number: int = 40) -> Times:
    """Return the milliseconds that accepting a record took, for some records, as a page does it."""
    connection = HTTPConnection(host, timeout=60)
    connection.request("GET", "/session.json")
    token = json.loads(connection.getresponse().read())["form_token"]
    with open_ledger(path, read_only=True) as ledger:
        ids = [row[0] for row in ledger.connection.execute("SELECT id FROM record ORDER BY seq LIMIT ?", (number,))]
    times: Times = []
    for one in ids:
        body = json.dumps({"status": "accepted"})
        began = time.perf_counter()
        headers = {"Content-Type": "application/json", "X-Form-Token": token, "Origin": f"http://{host}"}
        connection.request("POST", f"/review/records/{one}/verdict", body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(1000 * (time.perf_counter() - began))
        if answer.status >= 300:
            print(f"a decision was answered with {answer.status}", file=sys.stderr)
    return times


def drawn(host: str, addresses: Sequence[str]) -> tuple[Times, Times]:
    """Return the milliseconds from opening dossiers to the first chart drawn of what the ledger says now.

    Each is opened twice; the first of both lists is of pages whose answers may still have to be worked out, the second
    of pages whose answers are known.
    """
    if CHROMIUM is None:
        print("chromium is not installed: the browser is not measured", file=sys.stderr)
        return [], []
    times: Times = []
    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=switches)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        for address in (address for one in (addresses[0], *addresses) for address in (one, one)):
            page.goto(f"http://{host}{address}", wait_until="commit")
            page.wait_for_selector(".position:not([data-panel]) svg", timeout=WORKED_OUT)
            times.append(page.evaluate("performance.now()"))
        browser.close()
    return times[2::2], times[3::2]  # the first address filled the browser's cache


def measure(path: Path, options: argparse.Namespace) -> Figures:
    """Serve a copy of a ledger and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder, "served.db")))
        with open_ledger(copy) as ledger:
            records = ledger.rows()
            pages = pages_of(ledger)
        with serving(copy) as address:
            host = urlsplit(f"//{address}").netloc
            one = one_reader(host, pages, options.rounds)
            together, errors = many_readers(host, [a for found in pages.values() for a in found], options.seconds)
            dossiers = pages["dossier"] + pages["dossier toward"]
            _, charts = drawn(host, dossiers)
            saved = decisions(host, copy)
            renewed, _ = drawn(host, dossiers)
    return Figures(records, one, together, errors, saved, charts, renewed)


def at(times: Times, share: float) -> float:
    """Return the time that a share of requests did not exceed."""
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("nan")


def report(figures: Figures) -> Iterator[str]:
    """Yield a table for one ledger."""
    yield f"\n### {figures.records:,} records\n"
    yield "| page | first | median | 95th percentile |"
    yield "|---|---:|---:|---:|"
    for name, (first, times) in figures.pages.items():
        yield f"| {name} | {first:.0f} | {at(times, 0.5):.0f} | {at(times, 0.95):.0f} |"
    yield f"| **any page** | | **{at(figures.all, 0.5):.0f}** | **{at(figures.all, 0.95):.0f}** |"
    requests = f"{len(figures.readers):,} requests, {figures.errors} errors"
    besides = {
        f"{READERS} readers at once ({requests})": figures.readers,
        "a decision saved": figures.saved,
        "the dossier's chart drawn, its answer known": figures.drawn,
        "the dossier's chart drawn, its answer worked out anew after the decisions": figures.renewed,
    }
    for what, times in besides.items():
        yield f"| {what} | | {at(times, 0.5):.0f} | {at(times, 0.95):.0f} |"


def main() -> None:
    """Measure ledgers of the sizes asked for and print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--ledgers", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.records:
            path = (options.ledgers or Path(folder)) / f"{size}.db"
            if not path.exists():
                fill(path, size)
            for line in report(measure(path, options)):
                print(line, flush=True)
                lines.append(line)
    if options.write:
        head = REPORT.read_text("utf-8").partition("<!-- figures -->")[0]
        REPORT.write_text(f"{head}<!-- figures -->\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
