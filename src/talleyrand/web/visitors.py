"""Who asks: a person or program with a role, as every view may require."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request

from talleyrand.model.people import ROLES, Role
from talleyrand.web.refusals import Forbidden

__all__ = ["NOBODY", "ROLES", "Role", "TheVisitor", "Visitor", "Way", "requires", "visitor_of"]

Way = Literal["nobody", "here", "session", "token"]
"""How a visitor is known: not at all, by sitting at this machine, by logging in, by an API token."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `name` signs reviews; `form_token` must come back with every change (see `border.form_tokens`).

    `session` is the row of the session that the visitor came with, None for others.
    """

    name: str
    role: Role
    form_token: str = ""
    way: Way = "here"
    session: int | None = None

    @property
    def known(self) -> bool:
        """Whether it is anybody."""
        return self.way != "nobody"

    def may(self, role: Role) -> bool:
        """Tell whether the visitor has the rights of a role."""
        return self.known and ROLES.index(self.role) >= ROLES.index(role)


NOBODY = Visitor("", "reader", way="nobody")
"""Who asks where nobody is logged in: without any rights."""


def visitor_of(request: Request) -> Visitor:
    """Return who asks, as the guard found out; nobody where it was not asked."""
    known = getattr(request.state, "visitor", None)
    return known if isinstance(known, Visitor) else NOBODY


TheVisitor = Annotated[Visitor, Depends(visitor_of)]
"""The parameter of a view that needs to know who asks."""


def requires(role: Role) -> Callable[..., Visitor]:
    """Return a dependency that lets only visitors with the rights of a role through: `Depends(requires("coder"))`."""

    def check(visitor: TheVisitor) -> Visitor:
        if not visitor.may(role):
            raise Forbidden(f"this needs the role {role}, {visitor.name} is {visitor.role}", hint="ask an admin")
        return visitor

    check.role = role  # type: ignore[attr-defined]  # which role an address needs can be told from outside
    return check
