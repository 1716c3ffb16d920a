"""A brief out of a ledger as a file: Markdown, Word or one HTML page, with the citations of its records."""

from __future__ import annotations

from typing import Literal

from talleyrand.errors import NotFoundError, OptionError
from talleyrand.ledger.store import Ledger
from talleyrand.model.briefs import Brief
from talleyrand.pipeline.citing import cited_record
from talleyrand.present.briefs.markdown import markdown
from talleyrand.present.briefs.page import brief_page
from talleyrand.present.briefs.printed import PrintedBrief, Source, printed
from talleyrand.present.citations.citation import cite
from talleyrand.present.plain import line

Kind = Literal["md", "docx", "html"]
KINDS: tuple[Kind, ...] = ("md", "docx", "html")


def printed_brief(ledger: Ledger, brief: Brief) -> PrintedBrief:
    """Return a brief with its notes, from the records as the ledger has them."""
    known: dict[str, Source | None] = {}

    def source(ident: str) -> Source | None:
        if ident not in known:
            known[ident] = _source(ledger, ident)
        return known[ident]

    return printed(brief, source)


def exported(ledger: Ledger, brief: Brief, kind: Kind) -> bytes:
    """Return a brief as the bytes of a file of a kind; raises OptionError where python-docx is not installed."""
    whole = printed_brief(ledger, brief)
    if kind == "md":
        return markdown(whole).encode()
    if kind == "html":
        return brief_page(whole).encode()
    try:
        from talleyrand.present.briefs.word import word_document

        return word_document(whole)
    except ImportError as error:
        hint = "pip install talleyrand[web]"
        raise OptionError(f"a Word document needs {error.name}, which is not installed", hint=hint) from error


def _source(ledger: Ledger, ident: str) -> Source | None:
    try:
        cited = cited_record(ledger, ledger.record(ident))
    except NotFoundError:
        return None
    document = cited.document
    return Source(cite(cited), document.id, line(document.title or document.outlet or "untitled"))
