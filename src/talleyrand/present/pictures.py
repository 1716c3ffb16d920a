"""Charts as files: the specification, a picture, or a page that opens offline."""

from __future__ import annotations

import json
from typing import Any

from talleyrand.errors import InputError, OptionError

FORMATS = (".json", ".svg", ".png", ".html")
SCALE = 2.0
"""Pixels of a picture for each unit of the chart: sharp on today's screens and in print."""


def draw(spec: dict[str, Any], suffix: str) -> bytes:
    """Return a Vega-Lite chart as a file's bytes; `suffix` is one of `FORMATS`.

    Raises OptionError for another suffix, and InputError when the converter of pictures is not installed.
    """
    if suffix not in FORMATS:
        raise OptionError(f"{suffix or 'no ending'} is no kind of chart", hint=f"one of {', '.join(FORMATS)}")
    if suffix == ".json":
        return json.dumps(spec, ensure_ascii=False, indent=1).encode()
    try:
        import vl_convert
    except ImportError as error:
        hint = "pip install talleyrand[charts], or write .json"
        raise InputError("pictures need vl-convert-python, which is not installed", hint=hint) from error
    if suffix == ".svg":
        return str(vl_convert.vegalite_to_svg(spec)).encode()
    if suffix == ".png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE))
    return str(vl_convert.vegalite_to_html(spec, bundle=True)).encode()
