"""Which column of a table holds what: names that tables of articles have, and what the caller says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from talleyrand.errors import InputError, OptionError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text", "article_body", "main_text",
             "maintext", "story", "article_content", "transcript", "speech"),
    "title": ("title", "headline", "heading", "article_title"),
    "date": ("date", "published", "date_published", "published_date", "publication_date", "publish_date",
             "published_at", "pub_date", "pubdate", "day", "article_date", "date_publish"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "source_name", "outlet_name", "media",
               "site_name", "source_domain"),
    "url": ("url", "link", "article_url", "web_url", "source_url", "article_link", "href"),
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uuid"),
    "speaker": ("speaker",),
    "iso3": ("iso3",),
    "post": ("post",),
    "institution": ("institution",),
    "language": ("language", "lang"),
}  # fmt: skip
"""The fields of a document, each with the names of columns that hold it, the first that a table has taken."""

_VOTES = frozenset({"rcid", "vote", "resolution", "unres"})
_SEPARATOR = re.compile(r"[\W_]+")


def parse_columns(given: str) -> tuple[tuple[str, str], ...]:
    """Return the fields and the columns of a mapping like `text=body,date=day`.

    Raises OptionError for what is none and for fields that a document has not.

    >>> parse_columns("text=body, date=day")
    (('text', 'body'), ('date', 'day'))
    """
    pairs = [(field.strip(), column.strip()) for field, _, column in (one.partition("=") for one in given.split(","))]
    for field, column in pairs:
        if field not in COLUMNS or not column:
            known = ", ".join(COLUMNS)
            raise OptionError(
                f"{given!r} names no columns", where="--columns", hint=f"text=COLUMN,...; fields: {known}"
            )
    return tuple(pairs)


def find_columns(names: Sequence[str], given: Sequence[tuple[str, str]], where: str) -> dict[str, int]:
    """Return where in a table the fields of a document are: the place of each one's column, from 0.

    What is `given` wins over names that are recognised. Raises InputError when there is no column with the text, or
    none of a name that was given.
    """
    places = {_plain(name): at for at, name in reversed(list(enumerate(names)))}
    found = {field: next((places[one] for one in known if one in places), None) for field, known in COLUMNS.items()}
    found |= {field: _given(column, names, where) for field, column in given}
    if found["text"] is None:
        raise _no_text(names, where)
    return {field: at for field, at in found.items() if at is not None}


def is_table(names: Sequence[str]) -> bool:
    """Tell whether the cells of a first line name the columns of a table of articles: a text and something about it."""
    plain = {_plain(name) for name in names}
    fields = {field for field, known in COLUMNS.items() if not plain.isdisjoint(known)}
    return "text" in fields and len(fields) > 1


def _given(column: str, names: Sequence[str], where: str) -> int:
    if column in names:
        return names.index(column)
    raise InputError(f"there is no column {column!r}", where=where, hint=f"the columns are {_listed(names)}")


def _no_text(names: Sequence[str], where: str) -> InputError:
    if not _VOTES.isdisjoint({_plain(name) for name in names}):
        return InputError("a table of votes, not of articles", where=where, hint=f"talleyrand import votes {where}")
    hint = f"name it: --columns text=COLUMN; the columns are {_listed(names)}"
    return InputError("no column has the text of articles", where=where, hint=hint)


def _listed(names: Sequence[Any]) -> str:
    shown = ", ".join(str(name)[:40] for name in names[:12])
    return shown + (f" and {len(names) - 12} more" if len(names) > 12 else "")


def _plain(name: str) -> str:
    """Return a name as it is compared: lower case, words joined by underscores, capitals inside parted."""
    return _SEPARATOR.sub("_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())).strip("_").lower()
