"""Whatever is asked of an address that OpenAPI describes, it answers as described there, and never with a fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from fastapi.testclient import TestClient
from httpx import Response
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from talleyrand.ledger.store import open_ledger
from talleyrand.web.app import create_app
from talleyrand.web.auth.accounts import By, add_person, add_token
from talleyrand.web.site import make_site

pytest.importorskip("numpy")  # loaded now: hypothesis trips over it while the application's own thread still loads it

HOME = "http://127.0.0.1:8765"
EXAMPLES, REAL_EXAMPLES = 10, 6
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ODD = ("\x00", "-1", "NaN", "1e999", "9" * 400, "'\"<script>", "\u202e\ufdd0", "x" * 3000, "2022-02-30", "../../x", "")
"""What no parameter is, or hardly any."""


@schemathesis.serializer("application/zip")
def zipped(_: Any, value: Any) -> Any:
    """A body that is sent as it was drawn: no archive at all."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def described() -> Any:
    """What the application says of its addresses."""
    app = create_app(make_site(Path("nowhere.db"), workers=0))
    made = GenerationConfig(deterministic=True, with_security_parameters=False)
    config = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=made)))
    return schemathesis.openapi.from_dict(app.openapi(), config=config)


FOUND = [one.ok() for one in described().get_all_operations()]
OPERATIONS = {f"{one.method.upper()} {one.path}": one for one in FOUND}
READING = {name: one for name, one in OPERATIONS.items() if one.method == "get"}


@pytest.fixture(scope="module")
def asked(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program with an admin's token, over a copy of the example case that all these tests write to."""
    path = tmp_path_factory.mktemp("asked") / "talleyrand.db"
    path.write_bytes(case.read_bytes())
    by = By("terminal", "", datetime.now(UTC).isoformat(timespec="seconds"))
    with open_ledger(path) as ledger:
        add_person(ledger, "ada", "admin", "four words nobody links", by)
        _, key = add_token(ledger, "ada", by, reach="admin", days=30, purpose="its own")
        add_token(ledger, "ada", by, reach="admin", days=30, purpose="one to revoke")
    with TestClient(create_app(make_site(path, workers=0)), base_url=HOME, follow_redirects=False) as client:
        client.headers["Authorization"] = f"Bearer {key}"
        yield client


@pytest.fixture(scope="module")
def real(case: Path) -> dict[str, Any]:
    """Values that parameters really have."""
    with open_ledger(case, read_only=True) as ledger:
        act, forecast = (next(ledger.records(kinds=(kind,))) for kind in ("act", "forecast"))
    ids = {"record_id": act.id, "document_id": act.document_id, "record": forecast.id, "seq": "2", "name": "ada"}
    days = {"since": "2022-02-01", "until": "2022-03-31"}
    return ids | days | {"measure": "positions", "actor": "CHN", "target": "RUS", "kind": "svg", "format": "csv"}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_address_answers_as_it_is_described(asked: TestClient, name: str) -> None:
    drawn(OPERATIONS[name], EXAMPLES)(lambda one: check(asked, one))


@pytest.mark.parametrize("name", [name for name, one in OPERATIONS.items() if one.path_parameters or "actor" in name])
def test_and_when_what_is_asked_for_is_there(asked: TestClient, real: dict[str, Any], name: str) -> None:
    def check_real(one: schemathesis.Case) -> None:
        one.path_parameters = {part: real.get(part, given) for part, given in (one.path_parameters or {}).items()}
        one.query = {part: real.get(part, given) for part, given in (one.query or {}).items()}
        if "measure" in one.path_parameters:
            one.query |= {"actor": real["actor"], "target": real["target"]}
        check(asked, one)

    drawn(OPERATIONS[name], REAL_EXAMPLES)(check_real)


def drawn(operation: Any, most: int) -> Callable[[Callable[[schemathesis.Case], None]], None]:
    """Run a check on requests drawn for an operation, always the same ones."""
    chosen = settings(
        max_examples=most,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    return lambda check: chosen(given(one=operation.as_strategy())(check))()


def check(client: TestClient, case: schemathesis.Case) -> None:
    """Ask what a case asks, and hold the answer against the description."""
    wanted = requests.Request(**case.as_transport_kwargs(base_url=HOME)).prepare()
    answer = client.request(str(wanted.method), str(wanted.url), headers=dict(wanted.headers), content=wanted.body)
    case.validate_response(answer, checks=CHECKS)


@pytest.mark.parametrize("name", READING)
def test_odd_parameters_are_told_and_never_a_fault(asked: TestClient, real: dict[str, Any], name: str) -> None:
    operation = READING[name]
    path = operation.path
    for one in operation.path_parameters:
        path = path.replace("{" + one.name + "}", str(real.get(one.name, "x")))
    for number, parameter in enumerate(operation.query):
        for odd in (ODD[number % len(ODD)], ODD[(number + 5) % len(ODD)]):
            for address in {path, path.removesuffix(".json")}:
                answer = asked.get(address, params={parameter.name: odd, "wait": "0"})
                assert answer.status_code < 500, (address, parameter.name, odd)
                assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", [name for name, one in READING.items() if one.path_parameters])
def test_unknown_and_odd_ids_are_told(asked: TestClient, name: str) -> None:
    for odd in (*ODD, "a" * 64, "sha256:" + "0" * 64):
        path = READING[name].path
        for one in READING[name].path_parameters:
            path = path.replace("{" + one.name + "}", requests.utils.quote(odd, safe=""))
        for address in {path, path.removesuffix(".json")}:
            assert 300 <= asked.get(address).status_code < 500, (address, odd)


@pytest.mark.parametrize(
    "query", ["since=%ff", "since=%00", "since=2022-01-01&since=nonsense", "=&&=", "&" * 500, "x=" + "y" * 9000]
)
@pytest.mark.parametrize("path", ["/", "/home.json", "/ledger", "/ledger.json", "/contacts"])
def test_broken_addresses_are_told(asked: TestClient, path: str, query: str) -> None:
    answer: Response = asked.get(f"{path}?{query}")
    assert answer.status_code < 500
    if "%" in query:
        assert answer.status_code == 400


def test_reading_changes_nothing(client: TestClient, ledger_file: Path, real: dict[str, Any]) -> None:
    with sqlite3.connect(ledger_file) as connection:
        before = connection.execute("PRAGMA data_version").fetchone()
        for operation in READING.values():
            path = operation.path
            for one in operation.path_parameters:
                path = path.replace("{" + one.name + "}", str(real.get(one.name, "x")))
            for address in (path, path.removesuffix(".json")):
                assert client.get(address, params={"wait": "0"}).status_code < 500
        assert connection.execute("PRAGMA data_version").fetchone() == before
    connection.close()
