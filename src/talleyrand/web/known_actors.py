"""The actors of the ledger or of the case in force, worked out once for each state of the ledger."""

from __future__ import annotations

from functools import partial

from talleyrand.ledger.selecting.actor_days import Rows, of_case, of_ledger
from talleyrand.ledger.store import Ledger
from talleyrand.model.cases import Case
from talleyrand.web.scope import Scope
from talleyrand.web.site import Site


def rows_of(site: Site, ledger: Ledger, scope: Scope) -> Rows:
    """Return all actors with their last days, with a case in force those of the case."""
    if scope.within is None:
        return site.kept.of("actors", _every, ledger)
    return site.kept.of(f"actors of {scope.within.id}", partial(_of_case, case=scope.within), ledger)


def _every(ledger: Ledger) -> Rows:
    return of_ledger(ledger.connection)


def _of_case(ledger: Ledger, *, case: Case) -> Rows:
    return of_case(ledger.connection, case)
