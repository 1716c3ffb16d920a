"""The application: every page, what they share, and how it starts and ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from talleyrand.settings import VERSION
from talleyrand.web import assets, pages
from talleyrand.web.auth.guard import Guard
from talleyrand.web.border.headers import Headers
from talleyrand.web.border.lanes import Lanes
from talleyrand.web.border.limits import Limits
from talleyrand.web.failures import Failures, explain
from talleyrand.web.site import Site

SMALLEST_ZIPPED = 1000
"""Bytes from which an answer is compressed."""


def create_app(site: Site) -> FastAPI:
    """Return the application that shows a site; it closes the site when it ends."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        site.close()

    app = FastAPI(
        title="Talleyrand",
        version=VERSION,
        description="The ledger of what states and their leaders said and did. Every page is drawn from these data.",
        lifespan=life,
        docs_url=None,
        redoc_url=None,
    )
    app.state.site = site
    app.add_middleware(Lanes)
    app.add_middleware(Guard)
    app.add_middleware(Limits)
    app.add_middleware(Failures)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED, compresslevel=5)
    app.add_middleware(Headers)  # the last one added stands outermost
    explain(app)
    for router in (*routers(), assets.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("talleyrand.web").joinpath("static"))), name="static")
    return app


def routers() -> Iterator[APIRouter]:
    """Yield the router of every page: each module of `pages` has one."""
    for module in iter_modules(pages.__path__):
        yield import_module(f"{pages.__name__}.{module.name}").router
