"""Pages out of templates: what every template knows."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from talleyrand.codebook.articles import with_article
from talleyrand.codebook.languages import language_name
from talleyrand.codebook.world import VIEW, load_world
from talleyrand.errors import TalleyrandError
from talleyrand.present.documents.document import not_coded_words
from talleyrand.present.dossier import add_words, asset
from talleyrand.present.offices import TYPES
from talleyrand.present.plain import date_words, day_words, days_words, grammatical, line, moment_words, shown
from talleyrand.present.results import cell
from talleyrand.present.sourcing import file_words, host_of
from talleyrand.settings import VERSION
from talleyrand.web.assets import vega_version
from talleyrand.web.differences import difference
from talleyrand.web.visitors import visitor_of

_HYPHENED = {"non_acts": "non-acts"}
_LEFT = ("case", "after", "before")
KEPT = ("case",)
"""Parameters that go along with every link of the site."""


class Drawing:
    """Draws templates of the web application, and those parts of the dossier's that it shares."""

    def __init__(self) -> None:
        self.environment = _environment()

    def templates(self) -> list[str]:
        """Return the names of all templates."""
        return self.environment.list_templates(["html"])

    def prepare(self, *templates: str) -> None:
        """Compile templates, so that no page has to wait for it."""
        for name in templates:
            self.environment.get_template(name)

    def page(self, request: Request, template: str, page: Any, *, status: int = 200) -> HTMLResponse:
        """Return a page of `template`, which knows its data as `page`, the `visitor` and the `request`."""
        drawn = self.environment.get_template(template).render(
            page=page,
            request=request,
            visitor=visitor_of(request),
            given=dict(request.query_params),
            case=case_in_force(request),
        )
        return HTMLResponse(drawn, status_code=status)


@cache
def _environment() -> Environment:
    """Return what templates are drawn in; a template is compiled once, however many sites draw it."""
    loaders = [PackageLoader("talleyrand.web"), PackageLoader("talleyrand.present")]
    made = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    add_words(made)
    made.filters.update(
        shown=shown,
        cell=cell,
        language_name=language_name,
        day_words=day_words,
        date_words=date_words,
        plain=_plain,
        difference=difference,
        host=host_of,
        not_coded=not_coded_words,
        file=file_words,
    )
    made.filters.update(
        with_article=with_article, line=line, moment=moment_words, grammatical=grammatical, days=days_words
    )
    made.globals.update(load_world=load_world, world_view=VIEW, sorts=TYPES)
    made.globals.update(link=link, static=static, shared=shared, static_vega=vega, version=VERSION)
    return made


@dataclass(frozen=True, slots=True)
class InForce:
    """The case that a page is limited to, and the address of the page without it."""

    id: str
    title: str
    leave: str


def case_in_force(request: Request) -> InForce | None:
    """Return the case that a request is limited to, None without one and where it can't be read."""
    asked = request.query_params.get("case")
    if not asked:
        return None
    try:
        with request.app.state.site.readers.borrow() as ledger:
            title = ledger.case(asked).title
    except (TalleyrandError, sqlite3.Error):
        return None
    rest = [(name, value) for name, value in request.query_params.multi_items() if name not in _LEFT]
    return InForce(asked, title, f"{request.url.path}?{urlencode(rest)}" if rest else request.url.path)


@pass_context
def link(context: Context, *parts: str, **parameters: Any) -> str:
    """Return the address of a page of the site: `link("actors", "CHN", since="2022-02-01")`.

    Parts are escaped; parameters that are None are left out; the case that scopes this page goes along.
    """
    given: Mapping[str, str] = context.get("given") or {}
    kept = {name: given[name] for name in KEPT if given.get(name)}
    chosen = {name: value for name, value in (kept | parameters).items() if value is not None and value != ""}
    path = "/" + "/".join(quote(part, safe="") for part in parts)
    return f"{path}?{urlencode(chosen, doseq=True)}" if chosen else path


def static(name: str) -> str:
    """Return the address of one of the site's own files, which changes when the file does."""
    return f"/static/{name}?v={_fingerprint(name)}"


@cache
def _fingerprint(name: str) -> str:
    return _mark(files("talleyrand.web").joinpath("static", name).read_bytes())


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def shared(name: str) -> str:
    """Return the address of a style that the site shares with the dossier's page."""
    return f"/static/shared/{name}?v={_shared_fingerprint(name)}"


@cache
def _shared_fingerprint(name: str) -> str:
    return _mark(asset(name).encode())


def vega() -> str:
    """Return the address of the charts' JavaScript."""
    return f"/static/vega.js?v={vega_version()}"


def _plain(name: str) -> str:
    """Return a field's name as a reader writes it: `independent_reports` is `independent reports`."""
    return _HYPHENED.get(name) or name.replace("_", " ")
