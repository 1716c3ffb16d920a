"""Files from elsewhere in the installation: the charts' JavaScript, and the styles of the dossier's page."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.metadata import version
from typing import Literal
from zlib import crc32

from fastapi import APIRouter, Request, Response

from talleyrand.present.dossier import asset

router = APIRouter(include_in_schema=False)

_SNIPPET = "export { vegaEmbed, vegaLite };"
_YEAR = "public, max-age=31536000, immutable"


@router.get("/static/vega.js")
def vega(request: Request) -> Response:
    """Return Vega-Embed with all that it needs, as one ES module that loads nothing."""
    headers = {"Cache-Control": _YEAR, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(_zipped(), media_type="text/javascript", headers={**headers, "Content-Encoding": "gzip"})
    return Response(gzip.decompress(_zipped()), media_type="text/javascript", headers=headers)


@router.get("/static/shared/{name}.css")
def shared_style(name: Literal["tokens", "parts"]) -> Response:
    """Return a style that the site shares with the dossier's page."""
    return Response(asset(f"{name}.css"), media_type="text/css", headers={"Cache-Control": _YEAR})


@cache
def vega_version() -> str:
    """Return the version of the charts' JavaScript, which its address carries."""
    return f"{version('vl-convert-python')}-{crc32(_SNIPPET.encode()):x}"


@cache
def _zipped() -> bytes:
    import vl_convert

    return gzip.compress(vl_convert.javascript_bundle(_SNIPPET).encode(), 6)
