"""What nobody may do to a server or a ledger: take its threads, pile up questions, bring in what breaks pages."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from talleyrand.errors import InputError
from talleyrand.ledger.selecting.selection import Selection
from talleyrand.ledger.store import open_ledger
from talleyrand.model.cases import Case
from talleyrand.model.records import Forecast
from talleyrand.pipeline.case_files import read_case, write_case
from talleyrand.web.auth import accounts
from talleyrand.web.auth.accounts import By
from talleyrand.web.border.lanes import WIDTHS, Lanes


def test_changes_wait_for_their_turn_and_reading_does_not() -> None:
    with ThreadPoolExecutor(1) as apart:  # a browser that other tests drive keeps a loop in this thread
        told = apart.submit(lambda: asyncio.run(_changes_and_one_reader())).result()
    assert told == (WIDTHS["change"], True)


async def _changes_and_one_reader() -> tuple[int, bool]:
    """Return how many of twenty changes are let in at once, and whether a reader is."""
    inside: list[str] = []
    end = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        inside.append(scope["method"])
        if scope["method"] != "GET":
            await end.wait()

    lanes = Lanes(app)

    async def asked(method: str) -> None:
        scope = {"type": "http", "method": method, "path": "/review", "query_string": b"", "headers": []}
        await lanes({**scope, "server": ("127.0.0.1", 80), "scheme": "http"}, _no_body, _dropped)

    changes = [asyncio.create_task(asked("POST")) for _ in range(20)]
    await asyncio.sleep(0.05)
    await asked("GET")
    found = inside.count("POST"), "GET" in inside
    end.set()
    await asyncio.gather(*changes)
    assert inside.count("POST") == 20
    return found


async def _no_body() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _dropped(_: Message) -> None:
    return


@pytest.mark.parametrize(
    "address",
    [
        "positions.json?actor=CHN&target=RUS&since=0001-01-01",
        "changes.json?actor=CHN&until=9999-12-31",
        "turning-points.json?actor=CHN&target=RUS&seed=-1",
        "turning-points.json?actor=CHN&target=RUS&penalty=nan",
        "timeline/panel?actor=CHN&wait=nan",
        "timeline/panel?actor=CHN&wait=inf",
    ],
)
def test_no_question_takes_forever_or_breaks_a_measure(reading: TestClient, address: str) -> None:
    assert 400 <= reading.get(f"/answers/{address}").status_code < 500


def test_what_a_proxy_passes_on_is_not_taken_for_somebody_here(reading: TestClient) -> None:
    assert reading.get("/home.json", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 401


@pytest.fixture(scope="module")
def exported(case: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The members of a small case as it is exported, with a review."""
    path = Path(shutil.copy(case, tmp_path_factory.mktemp("exported") / "talleyrand.db"))
    target = io.BytesIO()
    with open_ledger(path) as ledger:
        votes = Case("votes", "Votes", words="abstained")
        record, _ = next(ledger.listed(Selection(within=votes)))
        ledger.review.revise(record.id, "accepted", reviewer="anna", at="2026-01-01T00:00:00+00:00")
        write_case(ledger, votes, target)
    with zipfile.ZipFile(target) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A case file of members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", way) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return target.getvalue()


def changed(lines: bytes, path: str, value: Any) -> bytes:
    """Lines of JSON whose first object holds something else at a path."""
    first, *rest = lines.splitlines()
    found = at = json.loads(first)
    *way, last = path.split(".")
    for name in way:
        at = at[int(name)] if isinstance(at, list) else at[name]
    at[last] = value
    return b"\n".join([json.dumps(found).encode(), *rest])


@pytest.mark.parametrize(
    ("member", "path", "value"),
    [
        ("case.json", "title", "x" * 1000),
        ("case.json", "title", ""),
        ("case.json", "since", "soon"),
        ("case.json", "words", "++"),
        ("case.json", "actors", ["CHN"] * 100),
        ("records.jsonl", "confidence", float("nan")),
        ("records.jsonl", "confidence", 7),
        ("records.jsonl", "factuality", "maybe"),
        ("records.jsonl", "date.start", "soon"),
        ("records.jsonl", "evidence.start", "0"),
        ("records.jsonl", "actors", ["CHN"]),
        ("records.jsonl", "actors.0.name", ["a"]),
        ("records.jsonl", "method", "\ud800"),
        ("records.jsonl", "kind", "rumour"),
        ("documents.jsonl", "id", 7),
        ("documents.jsonl", "id", "sha256:../../x"),
        ("documents.jsonl", "title", {"a": 1}),
        ("documents.jsonl", "published", "soon"),
        ("documents.jsonl", "media_type", "text/html\r\nSet-Cookie: a=b"),
        ("documents.jsonl", "sentences", [[0, 1e400]]),
        ("reviews.jsonl", "status", ["accepted"]),
        ("reviews.jsonl", "at", "soon"),
    ],
)
def test_a_case_file_that_says_odd_things_is_refused(
    exported: dict[str, bytes], tmp_path: Path, member: str, path: str, value: Any
) -> None:
    whole = exported[member]
    lines = json.dumps(json.loads(whole)).encode() if member == "case.json" else whole
    with pytest.raises(InputError):
        bring_in(tmp_path, packed(exported | {member: changed(lines, path, value)}))


def test_a_damaged_case_file_is_refused(exported: dict[str, bytes], tmp_path: Path) -> None:
    whole = bytearray(packed(exported))
    at = whole.index(b"records.jsonl") + 60
    whole[at : at + 40] = bytes(40)
    with pytest.raises(InputError):
        bring_in(tmp_path, bytes(whole))
    with pytest.raises(InputError, match="packed in another way"):
        bring_in(tmp_path, packed(exported, zipfile.ZIP_BZIP2))


def test_whose_name_somebody_has_here_did_not_decide_it(exported: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with open_ledger(path) as ledger:
        by = By("terminal", "terminal", "2026-01-01T00:00:00+00:00")
        accounts.add_person(ledger, "Anna", "admin", "four words nobody links", by)
    review = {"record": json.loads(exported["records.jsonl"].splitlines()[0])["id"], "status": "accepted"}
    review |= {"reviewer": "anna", "at": "2026-01-01T00:00:00+00:00", "note": ""}
    bring_in(tmp_path, packed(exported | {"reviews.jsonl": json.dumps(review).encode()}))
    with open_ledger(path, read_only=True) as ledger:
        assert [one.by for one in ledger.history(str(review["record"]))][-1] == "anna (another ledger)"
    assert path.stat().st_mode & 0o077 == 0


def bring_in(folder: Path, content: bytes) -> None:
    """Bring a case into another ledger."""
    with open_ledger(folder / "other.db") as ledger:
        read_case(ledger, io.BytesIO(content), author="eve", at="2026-01-01T00:00:00+00:00")


def test_two_who_resolve_a_forecast_never_overrule_each_other_unseen(client: TestClient, ledger_file: Path) -> None:
    with open_ledger(ledger_file, read_only=True) as ledger:
        id = next(record.id for record in ledger.records(kind="forecast") if isinstance(record.payload, Forecast))
    address = f"/forecasts/{id}/outcome"
    assert client.post(address, json={"outcome": "true", "note": "said so", "expects": "pending"}).status_code == 200
    late = client.post(address, json={"outcome": "false", "expects": "pending"})
    assert late.status_code == 409
    assert "said so" in late.json()["what"]
    assert client.post(address, json={"outcome": "false", "expects": "true"}).status_code == 200
