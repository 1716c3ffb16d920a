"""Who asks: a person or program with a role, as every view may require."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request

from talleyrand.web.refusals import Forbidden

Role = Literal["reader", "coder", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "coder", "editor", "admin")
"""Roles, each with all rights of those before it: read; review and add; cases and briefs; people."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. `name` signs reviews; `form_token` must come back with every form (see `forms`)."""

    name: str
    role: Role
    form_token: str = ""

    def may(self, role: Role) -> bool:
        """Tell whether the visitor has the rights of a role."""
        return ROLES.index(self.role) >= ROLES.index(role)


def visitor_of(request: Request) -> Visitor:
    """Return who asks."""
    known = getattr(request.state, "visitor", None)
    return known if isinstance(known, Visitor) else Visitor("local", "admin")


TheVisitor = Annotated[Visitor, Depends(visitor_of)]
"""The parameter of a view that needs to know who asks."""


def requires(role: Role) -> Callable[..., Visitor]:
    """Return a dependency that lets only visitors with the rights of a role through: `Depends(requires("coder"))`."""

    def check(visitor: TheVisitor) -> Visitor:
        if not visitor.may(role):
            raise Forbidden(f"this needs the role {role}, {visitor.name} is {visitor.role}", hint="ask an admin")
        return visitor

    return check
