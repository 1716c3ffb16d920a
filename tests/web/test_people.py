"""Several people at one ledger: logging in, roles, sessions, tokens, and what is written down of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from talleyrand.ledger.store import open_ledger
from talleyrand.web.app import create_app
from talleyrand.web.auth import accounts, passwords
from talleyrand.web.auth.accounts import By
from talleyrand.web.auth.throttle import FREE_BY_NAME, FREE_BY_PLACE, Throttle
from talleyrand.web.pages.login import own_page
from talleyrand.web.refusals import TooMany
from talleyrand.web.site import Site, make_site

PASSWORD = "four words nobody links"  # noqa: S105
REAL_HASHER = passwords.HASHER
HOME = "http://127.0.0.1:8765"
BROWSER = {"Accept": "text/html,*/*"}


@pytest.fixture(scope="module", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hashes that take no time; that real ones do is tested by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        passwords._nobodys.cache_clear()
        yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def team(ledger_file: Path) -> Path:
    """A ledger with an admin, an editor, a coder and a reader."""
    by = By("terminal", "terminal", datetime.now(UTC).isoformat(timespec="seconds"))
    with open_ledger(ledger_file) as ledger:
        for name, role in (("ada", "admin"), ("eve", "editor"), ("cas", "coder"), ("rea", "reader")):
            accounts.add_person(ledger, name, role, PASSWORD, by)  # type: ignore[arg-type]
    return ledger_file


@pytest.fixture
def site(team: Path) -> Site:
    """The site of a ledger with accounts."""
    return make_site(team, workers=0)


@pytest.fixture
def visitor(site: Site) -> Iterator[TestClient]:
    """A browser that has not logged in."""
    with TestClient(create_app(site), base_url=HOME, follow_redirects=False) as client:
        yield client


def field_of(page: httpx.Response, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, page.text[:400]
    return found[1]


def log_in(client: TestClient, name: str, password: str = PASSWORD, wanted: str = "/") -> httpx.Response:
    """Log in by the form, as a browser without JavaScript does; later changes carry the form token."""
    form = client.get("/login", params={"next": wanted})
    fields = {"form_token": field_of(form, "form_token"), "wanted": field_of(form, "wanted")}
    answer = client.post("/login", data=fields | {"name": name, "password": password})
    if answer.status_code == 303:
        client.headers["X-Form-Token"] = client.get("/session.json").json()["form_token"]
    return answer


def deeds(client: TestClient, site: Site) -> list[tuple[str, str, bool]]:
    """What the audit log says, the newest first; asked by an admin."""
    site.notes.settle()
    return [(one["who"], one["what"], one["allowed"]) for one in client.get("/audit.json").json()["deeds"]]


def test_with_accounts_a_page_leads_to_the_form_and_back(visitor: TestClient) -> None:
    answer = visitor.get("/actors?case=1", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Factors%3Fcase%3D1")
    answer = log_in(visitor, "Rea", wanted="/actors?case=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/actors?case=1")
    assert visitor.get("/").status_code == 200


def test_data_say_that_nobody_is_logged_in(visitor: TestClient) -> None:
    answer = visitor.get("/home.json")
    assert answer.status_code == 401
    assert set(answer.json()) == {"status", "what", "where", "hint"}
    assert visitor.post("/people", json={}).status_code == 401


def test_the_key_of_a_session_is_out_of_reach_of_scripts_and_other_sites(visitor: TestClient) -> None:
    cookie = log_in(visitor, "rea").headers.get_list("set-cookie")[0]
    assert cookie.startswith("talleyrand-8765=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_behind_tls_cookies_never_leave_it(site: Site) -> None:
    with TestClient(create_app(site), base_url="https://127.0.0.1", follow_redirects=False) as client:
        cookie = log_in(client, "rea").headers.get_list("set-cookie")[0]
        assert cookie.startswith("__Host-talleyrand=")
        assert "Secure" in cookie
        assert client.get("/home.json").status_code == 200


def test_the_ledger_holds_no_key_and_no_password(visitor: TestClient, team: Path) -> None:
    log_in(visitor, "ada")
    token = visitor.post("/account/tokens", json={"reach": "read", "days": 3}).json()["key"]
    visitor.close()
    held = team.read_bytes() + b"".join(part.read_bytes() for part in team.parent.glob(team.name + "-*"))
    for secret in (visitor.cookies["talleyrand-8765"], token, PASSWORD):
        assert secret.encode() not in held


def test_every_login_has_a_key_of_its_own_and_ends_the_one_before(visitor: TestClient) -> None:
    log_in(visitor, "rea")
    before = visitor.cookies["talleyrand-8765"]
    visitor.post("/logout", data={"form_token": visitor.headers["X-Form-Token"]})
    log_in(visitor, "rea")
    assert visitor.cookies["talleyrand-8765"] != before
    visitor.cookies.set("talleyrand-8765", before, domain="127.0.0.1", path="/")
    visitor.cookies.clear()
    assert visitor.get("/home.json", headers={"Cookie": f"talleyrand-8765={before}"}).status_code == 401


@pytest.mark.parametrize(
    ("name", "password"), [("rea", "wrong"), ("nobody", PASSWORD), ("", ""), ("rea\x00", "é"), ("rea", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(visitor: TestClient, name: str, password: str) -> None:
    answer = log_in(visitor, name, password)
    assert answer.status_code in {401, 422}
    if answer.status_code == 401:
        assert "do not go together" in answer.text
    assert "set-cookie" not in answer.headers or "talleyrand-8765=" not in answer.headers["set-cookie"]


def test_an_unknown_name_costs_the_same_work(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []

    def matches(_: str, known: str | None) -> bool:
        checked.append(known)
        return False

    monkeypatch.setattr("talleyrand.web.auth.entering.matches", matches)
    log_in(visitor, "rea")
    log_in(visitor, "nobody")
    assert [known is None for known in checked] == [False, True]
    monkeypatch.undo()
    assert passwords.matches("the password of nobody", None) is False


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", ""]
)
def test_nobody_is_led_to_another_site(visitor: TestClient, wanted: str) -> None:
    assert own_page(wanted) == "/"
    assert log_in(visitor, "rea", wanted=wanted).headers["location"] == "/"


def test_the_form_of_another_browser_logs_nobody_in(visitor: TestClient, site: Site) -> None:
    with TestClient(create_app(site), base_url=HOME) as other:
        stolen = field_of(other.get("/login"), "form_token")
        visitor.get("/login")
        answer = visitor.post("/login", data={"form_token": stolen, "name": "rea", "password": PASSWORD})
    assert answer.status_code == 403
    assert visitor.get("/home.json").status_code == 401


def test_logging_out_ends_the_session_and_needs_the_form(visitor: TestClient, site: Site) -> None:
    log_in(visitor, "rea")
    key = visitor.cookies["talleyrand-8765"]
    assert visitor.post("/logout", data={"form_token": "x"}).status_code == 403
    token = visitor.headers["X-Form-Token"]
    assert visitor.post("/logout", data={"form_token": token}).headers["location"] == "/login"
    assert visitor.get("/home.json", headers={"Cookie": f"talleyrand-8765={key}"}).status_code == 401


@pytest.mark.parametrize("aged", ["seen", "until"])
def test_a_session_ends_when_it_is_not_used_and_after_a_week(visitor: TestClient, team: Path, aged: str) -> None:
    log_in(visitor, "rea")
    assert visitor.get("/home.json").status_code == 200
    long_ago = (datetime.now(UTC) - timedelta(hours=13)).isoformat(timespec="seconds")
    with sqlite3.connect(team) as connection:
        connection.execute(f"UPDATE session SET {aged} = ?", (long_ago,))  # noqa: S608
    connection.close()
    assert visitor.get("/home.json").status_code == 401


def test_when_a_session_was_last_seen_is_noted_once_a_minute(visitor: TestClient, site: Site, team: Path) -> None:
    log_in(visitor, "rea")
    with sqlite3.connect(team) as connection:
        connection.execute("UPDATE session SET seen = ?", ((datetime.now(UTC) - timedelta(minutes=5)).isoformat(),))
    visitor.get("/home.json")
    site.notes.settle()
    (seen,) = connection.execute("SELECT seen FROM session").fetchone()
    connection.close()
    assert datetime.now(UTC) - datetime.fromisoformat(seen) < timedelta(minutes=1)


def test_pages_of_a_team_are_kept_by_nobody(visitor: TestClient, reading: TestClient) -> None:
    log_in(visitor, "rea")
    assert visitor.get("/").headers["cache-control"] == "no-store"
    assert "no-store" not in visitor.get("/static/site.css").headers["cache-control"]
    assert "no-store" not in reading.get("/").headers["cache-control"]


def test_changing_the_password_ends_other_sessions(visitor: TestClient, site: Site) -> None:
    with TestClient(create_app(site), base_url=HOME, follow_redirects=False) as other:
        log_in(other, "rea")
        log_in(visitor, "rea")
        wrong = visitor.post("/account/password", json={"present": "x" * 10, "wanted": "another four words"})
        assert wrong.status_code == 400
        assert other.get("/home.json").status_code == 200
        right = visitor.post("/account/password", json={"present": PASSWORD, "wanted": "another four words"})
        assert right.status_code == 204
        assert other.get("/home.json").status_code == 401
        assert visitor.get("/home.json").status_code == 200
        assert log_in(other, "rea").status_code == 401
        assert log_in(other, "rea", "another four words").status_code == 303


def test_a_password_made_with_weaker_parameters_is_hashed_anew(
    visitor: TestClient, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    log_in(visitor, "rea")
    connection = sqlite3.connect(team)
    (kept,) = connection.execute("SELECT password FROM person WHERE name = 'rea'").fetchone()
    connection.close()
    assert "t=2" in kept


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "rearearearea", "x" * 500])
def test_what_is_easily_guessed_is_no_password(visitor: TestClient, password: str) -> None:
    log_in(visitor, "ada")
    answer = visitor.post("/people", json={"name": "rea2", "password": password, "role": "reader"})
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize(("name", "status"), [("rea", 403), ("cas", 403), ("eve", 403), ("ada", 200)])
def test_people_and_the_log_are_for_admins(visitor: TestClient, name: str, status: int) -> None:
    log_in(visitor, name)
    for address in ("/people.json", "/audit.json", "/people", "/audit"):
        assert visitor.get(address).status_code == status


def test_an_admin_looks_after_people(visitor: TestClient, site: Site) -> None:
    log_in(visitor, "ada")
    made = visitor.post("/people", json={"name": "Zoë Ng", "password": PASSWORD, "role": "reader"})
    assert (made.status_code, made.json()["role"]) == (201, "reader")
    assert visitor.post("/people", json={"name": "ZOË NG", "password": PASSWORD, "role": "coder"}).status_code == 400
    assert visitor.patch("/people/zoë ng", json={"role": "coder"}).json()["role"] == "coder"
    assert visitor.delete("/people/Zoë Ng").status_code == 204
    assert visitor.patch("/people/Zoë Ng", json={"role": "reader"}).status_code == 400
    site.notes.settle()  # what is refused is written down a moment later
    again = visitor.post("/people", json={"name": "Zoë Ng", "password": PASSWORD, "role": "editor"})
    assert again.json()["active"] is True
    assert deeds(visitor, site)[:4] == [
        ("ada", "account added as editor", True),
        ("ada", "change", False),
        ("ada", "account closed", True),
        ("ada", "role reader changed to coder", True),
    ]


def test_there_is_always_an_admin(visitor: TestClient) -> None:
    log_in(visitor, "ada")
    assert visitor.delete("/people/ada").status_code == 400
    assert visitor.patch("/people/ada", json={"role": "reader"}).status_code == 400
    assert visitor.get("/people.json").status_code == 200


def test_who_is_removed_is_out_at_once(visitor: TestClient, site: Site) -> None:
    with TestClient(create_app(site), base_url=HOME, follow_redirects=False) as other:
        log_in(other, "eve")
        key = other.post("/account/tokens", json={"reach": "write", "days": 3}).json()["key"]
        log_in(visitor, "ada")
        visitor.delete("/people/eve")
        assert other.get("/home.json").status_code == 401
        assert log_in(other, "eve").status_code == 401
        assert other.get("/home.json", headers={"Authorization": f"Bearer {key}"}).status_code == 401


@pytest.mark.parametrize(("reach", "status"), [("read", 403), ("review", 403), ("write", 403), ("admin", 201)])
def test_a_token_reaches_as_far_as_its_scope(visitor: TestClient, reach: str, status: int) -> None:
    log_in(visitor, "ada")
    key = visitor.post("/account/tokens", json={"reach": reach, "days": 3, "purpose": "a script"}).json()["key"]
    visitor.cookies.clear()
    del visitor.headers["X-Form-Token"]
    program = {"Authorization": f"Bearer {key}"}
    assert visitor.get("/home.json", headers=program).status_code == 200
    new = {"name": "new", "password": PASSWORD, "role": "reader"}
    assert visitor.post("/people", json=new, headers=program).status_code == status


def test_a_token_never_reaches_further_than_its_owner(visitor: TestClient) -> None:
    log_in(visitor, "rea")
    assert visitor.post("/account/tokens", json={"reach": "write", "days": 3}).status_code == 400


@pytest.mark.parametrize("way", ["revoked", "over", "wrong", "basic"])
def test_a_token_that_is_none_opens_nothing(visitor: TestClient, team: Path, way: str) -> None:
    log_in(visitor, "ada")
    made = visitor.post("/account/tokens", json={"reach": "read", "days": 3}).json()
    if way == "revoked":
        assert visitor.delete(f"/account/tokens/{made['token']['seq']}").status_code == 204
    elif way == "over":
        with sqlite3.connect(team) as connection:
            connection.execute("UPDATE token SET until = made")
        connection.close()
    shown = {"wrong": "Bearer tly_x", "basic": "Basic " + made["key"]}.get(way, "Bearer " + made["key"])
    assert visitor.get("/home.json", headers={"Authorization": shown}).status_code == 401


def test_a_token_changes_no_password_and_makes_no_token(visitor: TestClient) -> None:
    log_in(visitor, "ada")
    key = visitor.post("/account/tokens", json={"reach": "admin", "days": 3}).json()["key"]
    program = {"Authorization": f"Bearer {key}"}
    assert visitor.post("/account/tokens", json={"reach": "read", "days": 3}, headers=program).status_code == 403
    change = {"present": PASSWORD, "wanted": "another four words"}
    assert visitor.post("/account/password", json=change, headers=program).status_code == 403


def test_the_log_has_logins_and_failures_and_is_never_changed(visitor: TestClient, site: Site, team: Path) -> None:
    log_in(visitor, "rea", "wrong password")
    log_in(visitor, "ada")
    assert deeds(visitor, site)[:2] == [("ada", "login", True), ("rea", "login", False)]
    with sqlite3.connect(team) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM audit")
    connection.close()


def test_the_log_is_read_page_by_page(visitor: TestClient, team: Path) -> None:
    with sqlite3.connect(team) as connection:
        rows = [("2026-01-01T00:00:00+00:00", "x", f"deed {n}", "", "", 1) for n in range(250)]
        connection.executemany("INSERT INTO audit (at, who, what, about, place, allowed) VALUES (?,?,?,?,?,?)", rows)
    connection.close()
    log_in(visitor, "ada")
    seen: list[str] = []
    before = ""
    while before is not None:
        found = visitor.get(f"/audit.json?who=x{before and f'&before={before}'}").json()
        seen += [one["what"] for one in found["deeds"]]
        before = found["more"]
    assert seen == [f"deed {n}" for n in reversed(range(250))]
    assert "Earlier" in visitor.get("/audit?who=x").text


def test_names_are_text_on_pages(visitor: TestClient, team: Path) -> None:
    with sqlite3.connect(team) as connection:
        connection.execute("UPDATE person SET name = '<b>x</b>' WHERE name = 'cas'")
    connection.close()
    log_in(visitor, "ada")
    assert "<b>x</b>" not in visitor.get("/people").text


def test_the_first_account_is_an_admins_and_from_then_on_everyone_logs_in(client: TestClient) -> None:
    assert "first account" in client.get("/account").text
    refused = client.post("/people", json={"name": "ben", "password": PASSWORD, "role": "reader"})
    assert refused.status_code == 400
    assert client.post("/people", json={"name": "ben", "password": PASSWORD, "role": "admin"}).status_code == 201
    assert client.get("/home.json").status_code == 401


def test_where_nobody_has_an_account_only_this_machine_is_let_in(ledger_file: Path) -> None:
    with TestClient(create_app(make_site(ledger_file, local=False, workers=0)), base_url=HOME) as client:
        assert client.get("/home.json").status_code == 401


def test_attempts_wait_longer_and_longer_by_name() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for number in range(FREE_BY_NAME):
        throttle.attempt("rea", f"10.0.0.{number}")
    waits = []
    for _ in range(4):
        with pytest.raises(TooMany) as refused:
            throttle.attempt("REA", "10.0.9.9")
        waits.append(refused.value.wait)
        now[0] += refused.value.wait
        throttle.attempt("rea", "10.0.9.9")
    assert waits == [2, 4, 8, 16]


def test_many_names_from_one_address_are_one_guesser() -> None:
    throttle = Throttle(lambda: 0.0)
    for number in range(FREE_BY_PLACE):
        throttle.attempt(f"name{number}", "2001:db8::1")
    with pytest.raises(TooMany):
        throttle.attempt("other", "2001:db8::2")
    throttle.attempt("other", "2001:db8:1::2")


def test_nobody_is_locked_out_from_elsewhere() -> None:
    throttle = Throttle(lambda: 0.0)
    throttle.attempt("rea", "10.0.0.1")
    throttle.succeed("rea", "10.0.0.1")
    for number in range(FREE_BY_NAME):
        throttle.attempt("rea", f"10.9.0.{number}")
    with pytest.raises(TooMany):
        throttle.attempt("rea", "10.9.0.9")
    throttle.attempt("rea", "10.0.0.1")


def test_attempts_take_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talleyrand.web.auth.throttle.KEPT", 50)
    throttle = Throttle(lambda: 0.0)
    for number in range(500):
        throttle.attempt(f"name{number}", f"10.{number // 250}.{number % 250}.1")
    assert len(throttle._failures) == 50


def test_too_many_attempts_are_told_when_to_come_back(visitor: TestClient) -> None:
    for _ in range(FREE_BY_NAME):
        log_in(visitor, "rea", "wrong")
    answer = log_in(visitor, "rea")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


def test_hashes_are_argon2id_with_sixty_four_mebibytes() -> None:
    assert REAL_HASHER.hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=1$")
