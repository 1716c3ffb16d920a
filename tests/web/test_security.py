"""Who is turned away before any page is looked for: other names, other sites' pages, changes without a form token."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from talleyrand.web.app import routers
from talleyrand.web.border.form_tokens import form_token, is_form_token
from talleyrand.web.border.origins import SAFE

OPEN = {"/login", "/logout"}
"""What changes something and needs no role: the doors."""


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765", "192.168.0.7"])
def test_names_of_this_machine_and_figures_are_answered(reading: TestClient, host: str) -> None:
    assert reading.get("/home.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[", "a b"])
def test_a_name_that_is_not_the_servers_is_not_answered(reading: TestClient, host: str) -> None:
    answer = reading.get("/home.json", headers={"Host": host})
    assert answer.status_code == 421
    assert "counts" not in answer.text


@pytest.mark.parametrize("mode", ["cors", "no-cors"])
def test_a_page_of_another_site_can_load_nothing(reading: TestClient, mode: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
    assert reading.get("/home.json", headers=headers).status_code == 403


def test_a_link_of_another_site_is_followed(reading: TestClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert reading.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"X-Form-Token": ""},
        {"X-Form-Token": "AAAA"},
        {"X-Form-Token": "é"},
        {"X-Form-Token": form_token(b"another key")},
    ],
)
def test_a_change_that_no_page_of_this_server_asks_for_is_refused(reading: TestClient, headers: dict[str, str]) -> None:
    encoded = {name: value.encode() for name, value in headers.items()}
    answer = reading.post("/session.json", json={}, headers=encoded)
    assert answer.status_code == 403


def test_a_change_from_a_page_of_this_server_gets_through(reading: TestClient) -> None:
    headers = {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
    assert reading.post("/session.json", json={}, headers=headers).status_code == 405


def test_a_form_token_is_never_the_same_twice() -> None:
    first, second = form_token(b"key"), form_token(b"key")
    assert first != second
    assert is_form_token(first, b"key")
    assert is_form_token(second, b"key")


def routes(app: FastAPI) -> list[APIRoute]:
    """Every route of the application's pages."""
    return [route for router in routers() for route in router.routes if isinstance(route, APIRoute)]


def roles(route: APIRoute) -> set[str]:
    """The roles that a route requires."""
    found = [route.dependant]
    for one in found:
        found.extend(one.dependencies)
    return {role for one in found if (role := getattr(one.call, "role", None))}


def test_every_address_that_changes_something_needs_a_role(reading: TestClient) -> None:
    app = reading.app
    assert isinstance(app, FastAPI)
    changing = [route for route in routes(app) if not route.methods <= SAFE and route.path not in OPEN]
    assert [route.path for route in changing if not roles(route)] == []
