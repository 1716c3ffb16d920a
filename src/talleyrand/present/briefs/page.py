"""A brief as one self-contained HTML page, which loads nothing and prints well."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from talleyrand.present.briefs.printed import PrintedBrief, counted
from talleyrand.present.dossier import add_words, asset, content_policy

STYLES = ("tokens.css", "brief_page.css")


def brief_page(brief: PrintedBrief) -> str:
    """Return a brief as an HTML document; all text is escaped, and its policy allows its own style alone."""
    style = "".join(map(asset, STYLES))
    return (
        _environment()
        .get_template("brief_page.html")
        .render(
            brief=brief,
            counted=counted(brief),
            style=Markup(style),  # noqa: S704  the package's own file
            policy=content_policy(style, ""),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    add_words(environment)
    return environment
