"""Accounts and tokens from the terminal, and what serve refuses without them."""

import json

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from talleyrand.cli.main import app
from talleyrand.ledger.people import audit
from talleyrand.ledger.store import open_ledger
from talleyrand.web.auth import passwords

TEXT = "China's foreign minister met his Russian counterpart on Friday.\n"
PASSWORD = "four words nobody links\n"  # noqa: S105


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def people(asked):
    """Run a command in a folder with a ledger; `typed` is what stdin has."""
    return lambda *arguments, typed=PASSWORD: CliRunner().invoke(app, [str(one) for one in arguments], input=typed)


def listed(people, what, *more):
    return [json.loads(line) for line in people(what, "list", *more, "--format", "jsonl").stdout.splitlines()]


def test_the_first_account_is_an_admins_and_the_next_a_readers(people):
    assert people("user", "add", "Anna", "--password-stdin").exit_code == 0
    assert people("user", "add", "ben", "--password-stdin").exit_code == 0
    assert [(one["name"], one["role"]) for one in listed(people, "user")] == [("Anna", "admin"), ("ben", "reader")]


def test_a_name_is_taken_whatever_its_capitals(people):
    people("user", "add", "Anna", "--password-stdin")
    again = people("user", "add", "anna", "--password-stdin")
    assert again.exit_code == 2
    assert "there is an account of that name" in again.stderr


def test_a_role_is_changed_and_an_account_closed_and_opened_again(people):
    people("user", "add", "anna", "--password-stdin")
    people("user", "add", "ben", "--password-stdin")
    assert people("user", "role", "ben", "--role", "coder").exit_code == 0
    assert people("user", "remove", "ben").exit_code == 0
    assert people("user", "password", "ben", "--password-stdin").exit_code == 2
    assert people("user", "add", "ben", "--role", "editor", "--password-stdin").exit_code == 0
    assert [(one["role"], one["active"]) for one in listed(people, "user")] == [("admin", True), ("editor", True)]


def test_there_is_always_an_admin(people):
    people("user", "add", "anna", "--password-stdin")
    refused = people("user", "remove", "anna")
    assert refused.exit_code == 2
    assert "no admin would be left" in refused.stderr


@pytest.mark.parametrize("typed", ["short\n", "\n", "", "anna anna anna\n"])
def test_what_is_no_password_adds_nobody(people, typed):
    assert people("user", "add", "anna", "--password-stdin", typed=typed).exit_code == 2
    assert listed(people, "user") == []


def test_a_password_is_asked_for_twice(people, monkeypatch):
    answers = iter(["four words nobody links", "four words nobody linked"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    refused = people("user", "add", "anna")
    assert refused.exit_code == 2
    assert "two different passwords" in refused.stderr


def test_a_token_is_told_once_and_revoked_by_its_number(people):
    people("user", "add", "anna", "--password-stdin")
    given = people("token", "add", "anna", "--scope", "write", "--expires", "7", "--for", "a notebook")
    key = given.stdout.strip()
    assert key.startswith("tly_")
    (known,) = listed(people, "token", "anna")
    assert (known["reach"], known["purpose"], known["revoked"]) == ("write", "a notebook", None)
    assert key not in json.dumps(known)
    assert people("token", "revoke", known["seq"]).exit_code == 0
    assert listed(people, "token")[0]["revoked"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("user", "add"),
        ("user", "role", "nobody", "--role", "coder"),
        ("user", "add", "local", "--password-stdin"),
        ("user", "add", "a\u202eb", "--password-stdin"),
        ("token", "add", "nobody"),
        ("token", "revoke", "x"),
        ("token", "revoke", "99"),
        ("token", "add", "anna", "--expires", "9999"),
    ],
)
def test_what_makes_no_sense_is_told_in_a_line(people, arguments):
    refused = people(*arguments)
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output


def test_the_log_says_who_did_it_at_the_terminal(people, tmp_path):
    people("user", "add", "anna", "--password-stdin")
    with open_ledger(tmp_path / "talleyrand.db", read_only=True) as ledger:
        (deed,) = audit.deeds(ledger.connection)
    assert deed.who.endswith("at the terminal")
    assert (deed.what, deed.about) == ("account added as admin", "anna")


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--host", "::"), ("--behind-proxy",)])  # noqa: S104
def test_others_are_not_let_in_while_there_are_no_accounts(people, options):
    refused = people("serve", *options)
    assert refused.exit_code == 2
    assert "talleyrand user add NAME" in refused.stderr
