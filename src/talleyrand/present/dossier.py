"""The dossier as one HTML page: self-contained, opens offline, allows nothing but its own two inlined blocks."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from talleyrand.present.documents.context import build_source_texts
from talleyrand.present.drawing.glyphs import fill_of, glyph
from talleyrand.present.drawing.marks import mark_label
from talleyrand.present.plain import clip, count
from talleyrand.present.rows import RowView
from talleyrand.present.views import DossierView

GLYPH_SIZE = 5.4
STYLES = ("tokens.css", "parts.css", "dossier.css")
"""Colours and letters, what pages are made of (the web application has these too), and how this page is laid out."""
_WEB = ("http://", "https://")


def render_dossier(view: DossierView) -> str:
    """Return the dossier as one HTML document. It loads nothing; all text of documents is escaped.

    The Content-Security-Policy names the inlined style and script by their SHA-256, so that nothing else can run.
    """
    texts = build_source_texts(view.entries)
    style, script = "".join(map(asset, STYLES)), asset("dossier.js")
    return (
        _environment()
        .get_template("dossier.html")
        .render(
            view=view,
            texts=texts,
            style=Markup(style),  # noqa: S704  the package's own file
            script=Markup(script),  # noqa: S704  the package's own file
            policy=content_policy(style, script),
            numbers={text.id: text.number for text in texts},
        )
    )


def content_policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy that allows one style and one script block, and images from data only."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(block: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(block.encode()).digest()).decode()


@cache
def asset(name: str) -> str:
    """Return the text of one of the package's own templates or assets."""
    return files(__package__).joinpath("templates", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    add_words(environment)
    return environment


def add_words(environment: Environment) -> None:
    """Give an environment the filters and functions that the dossier's templates use."""
    environment.filters.update(clip=clip, count=count)
    environment.globals.update(glyph_of=_glyph_of, fill_of=fill_of, mark_label=mark_label, web_address=_web_address)
    environment.globals.update(legend_glyph=glyph, glyph_size=GLYPH_SIZE)


def _glyph_of(row: RowView) -> str:
    return f"{row.direction}-{fill_of(row)}"


def _web_address(url: str) -> str:
    return url if url.lower().startswith(_WEB) else ""
