"""Logging in and out, and what a page has to know of the session it is in."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter

from talleyrand.web.page import PROBLEMS
from talleyrand.web.visitors import Role, TheVisitor

router = APIRouter(tags=["people"])


@dataclass(frozen=True, slots=True)
class Session:
    """Who asks, with which role, and the token that changes have to carry in the header X-Form-Token."""

    name: str
    role: Role
    form_token: str


@router.get("/session.json", responses=PROBLEMS)
def session(visitor: TheVisitor) -> Session:
    """Return who asks, and a fresh form token."""
    return Session(visitor.name, visitor.role, visitor.form_token)
