"""Files from elsewhere in the installation: the charts' JavaScript, and the styles of the dossier's page."""

from __future__ import annotations

import gzip
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import Literal
from zlib import crc32

from fastapi import APIRouter, Request, Response

from talleyrand.present.dossier import asset

router = APIRouter(include_in_schema=False)

_SNIPPET = "export { vegaEmbed };"
_BUNDLE = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.javascript_bundle(sys.argv[1]).encode())"
_making = Lock()
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
    """Return the bundle, zipped, made by a process of its own: the converter holds Python's lock for seconds."""
    with _making:
        command = (sys.executable, "-c", _BUNDLE, _SNIPPET)
        made = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own interpreter and words
        return gzip.compress(made.stdout, 6)
