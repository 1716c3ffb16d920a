"""`talleyrand user` and `talleyrand token`: the people of a ledger that several use, and their programs."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from talleyrand.cli.failures import DONE, guarded, message
from talleyrand.cli.options import FormatOption, LedgerOption, ledger_location
from talleyrand.cli.output import chosen_format, print_rows
from talleyrand.errors import NotFoundError, OptionError
from talleyrand.model.people import Reach, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talleyrand.cli.options import Format
    from talleyrand.ledger.store import Ledger
    from talleyrand.model.people import Token
    from talleyrand.web.auth.accounts import By

Deed = Annotated[
    Literal["add", "list", "role", "password", "remove"],
    typer.Argument(metavar="add|list|role|password|remove", help="What to do."),
]
TokenDeed = Annotated[Literal["add", "list", "revoke"], typer.Argument(metavar="add|list|revoke", help="What to do.")]
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="Whose account.")]
Of = Annotated[str | None, typer.Argument(metavar="NAME|NUMBER", help="Whose token; to revoke one, its number.")]
RoleOption = Annotated[
    Role | None, typer.Option("--role", help="reader, coder, editor or admin; the first account is an admin's.")
]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin, one line.")]
Scope = Annotated[Reach, typer.Option("--scope", help="What the token may: read, review, write or admin.")]
Days = Annotated[int, typer.Option("--expires", metavar="DAYS", min=1, max=366, help="For how many days.")]
Purpose = Annotated[str, typer.Option("--for", metavar="WORDS", help="What it is for.")]

_PEOPLE = ("name", "role", "active", "made")
_TOKENS = ("seq", "person", "reach", "purpose", "until", "used", "revoked")


@guarded
def user(
    deed: Deed,
    name: Name = None,
    role: RoleOption = None,
    password_stdin: Stdin = False,
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Look after the accounts of a ledger that several people use.

    Once there is one, everybody who opens the web application logs in, on this machine too. A password is asked for
    twice. An account that is removed is closed, never deleted: history keeps its name, and add opens it again.
    """
    from talleyrand.ledger.store import open_ledger

    with open_ledger(ledger_location(ledger), create=False) as opened:
        if deed == "list":
            _list_people(opened, chosen_format(format))
        else:
            _change_person(opened, deed, _given(name, "NAME"), role, password_stdin)
    return DONE


@guarded
def token(
    deed: TokenDeed,
    of: Of = None,
    scope: Scope = "read",
    expires: Days = 30,
    purpose: Purpose = "",
    format: FormatOption = None,
    ledger: LedgerOption = None,
) -> int:
    """Give programs a token in place of a password, for the web application's data.

    The token is printed once, and only its hash kept. A program sends it as "Authorization: Bearer TOKEN"; it never
    reaches further than its owner's role.
    """
    from talleyrand.ledger.people import tokens
    from talleyrand.ledger.store import open_ledger
    from talleyrand.web.auth import accounts

    with open_ledger(ledger_location(ledger), create=False) as opened:
        if deed == "list":
            of_whom = tokens.of(opened.connection, accounts.person(opened, of).seq) if of else None
            _list_tokens(of_whom or tokens.everyones(opened.connection), chosen_format(format))
        elif deed == "add":
            made, key = accounts.add_token(
                opened, _given(of, "NAME"), _by(), reach=scope, days=expires, purpose=purpose
            )
            message(
                f"token {made.seq} of {made.person}, to {made.reach} until {made.until[:10]}; it is told this once:"
            )
            print(key)
        else:
            accounts.revoke_token(opened, _number(_given(of, "NUMBER")), _by())
            message(f"token {of} opens nothing any more")
    return DONE


def _change_person(ledger: Ledger, deed: str, name: str, role: Role | None, from_stdin: bool) -> None:
    from talleyrand.web.auth import accounts

    if deed == "add":
        made = accounts.add_person(ledger, name, role, _password(name, from_stdin), _by())
        message(f"{made.name} is {made.role} from now on")
    elif deed == "role":
        if role is None:
            raise OptionError("which role?", where=name, hint="--role coder")
        message(f"{accounts.set_role(ledger, name, role, _by()).name} is {role} from now on")
    elif deed == "password":
        known = accounts.person(ledger, name)
        accounts.set_password(ledger, known.name, _password(known.name, from_stdin), _by())
        message(f"{known.name} has a new password and is logged out everywhere")
    else:
        accounts.remove_person(ledger, name, _by())
        message(f"{name} is closed: no login, no token; history keeps the name")


def _list_people(ledger: Ledger, format: Format) -> None:
    from talleyrand.ledger.people import persons

    _print([asdict(one) for one in persons.everyone(ledger.connection)], format, _PEOPLE)


def _list_tokens(found: Iterable[Token], format: Format) -> None:
    _print([asdict(one) for one in found], format, _TOKENS)


def _print(rows: list[dict[str, Any]], format: Format, columns: tuple[str, ...]) -> None:
    cells = [["" if row[column] is None else str(row[column]) for column in columns] for row in rows]
    print_rows(rows, format, columns=columns, table=lambda: _table(columns, cells))


def _table(columns: tuple[str, ...], cells: list[list[str]]) -> None:
    from talleyrand.cli.tables import print_table

    print_table(columns, cells)


def _password(name: str, from_stdin: bool) -> str:
    """Return a password as it was typed twice, or the line that stdin has."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(f"Password of {name}: ")
    if getpass.getpass("The same again: ") != password:
        raise OptionError("those were two different passwords", where=name, hint="nothing was changed; try again")
    return password


def _by() -> By:
    from talleyrand.web.auth.accounts import By

    try:
        who = getpass.getuser()
    except (OSError, KeyError):
        who = "somebody"
    return By(f"{who} at the terminal", "", datetime.now(UTC).isoformat(timespec="seconds"))


def _given(name: str | None, what: str) -> str:
    if name is None:
        raise OptionError(f"{what} is missing", hint="talleyrand user --help")
    return name


def _number(words: str) -> int:
    if not words.isdecimal() or len(words) > 18:
        raise NotFoundError("no such token", where=words[:40], hint="talleyrand token list")
    return int(words)
