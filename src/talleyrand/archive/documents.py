"""Making a document of a text and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from talleyrand.archive.authors import author_of_site, find_author
from talleyrand.archive.languages import check_language, detect_language
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.published import infer_published, read_date
from talleyrand.archive.snapshots import MediaType, Snapshot, sent_as
from talleyrand.errors import DateError, InputError, OptionError
from talleyrand.model.dates import PublishedBasis
from talleyrand.model.documents import Document, address

_FIELDS = ("title", "outlet", "url", "id", "speaker", "iso3", "post", "institution")
_LANGUAGES = ("language", "lang")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an input says about itself; `date` may be a day, a month or a year, `language` is an ISO 639 code.

    All may be missing.
    """

    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    id: str | None = None
    speaker: str | None = None
    iso3: str | None = None
    post: str | None = None
    institution: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from: its raw bytes, its path as the caller gave it, and its place for messages.

    `known` is what a container says of it; the metadata that it has itself win over that. `charset` is its encoding
    where it can be known from nothing in it.
    """

    raw: bytes
    path: str
    where: str
    media_type: MediaType
    known: Metadata = field(default_factory=Metadata)
    charset: str | None = None


def read_metadata(fields: Mapping[str, Any], *, where: str) -> Metadata:
    """Check the metadata fields of an input: strings, numbers or null; the rest of `fields` is not looked at.

    Raises InputError for a field that is neither, and for a date that is none.
    """
    values = {name: _text_of(fields.get(name), name, where) for name in _FIELDS}
    return Metadata(date=_date_of(fields, where), language=_language_of(fields), **values)


def make_snapshot(text: str, metadata: Metadata, source: Source, options: ReadOptions) -> Snapshot:
    """Return the document of `text` with its raw bytes; options win over metadata, metadata over inference."""
    if not text.replace("\ufeff", "").strip():
        raise InputError("there is no text in it", where=source.where, hint="nothing to read")
    check_characters(text, source.where)
    metadata = _completed(metadata, source.known)
    published, basis = _published(text, metadata, options)
    outlet = options.outlet or metadata.outlet
    document = Document(
        id=address(source.raw),
        text=text,
        path=source.path,
        external_id=metadata.id,
        title=metadata.title,
        outlet=outlet,
        url=metadata.url,
        author=find_author(metadata.speaker, metadata.iso3, metadata.post, metadata.institution)
        or (find_author(institution=outlet, title=metadata.title) if outlet else author_of_site(metadata.url)),
        published=published,
        published_basis=basis,
        language=options.language or metadata.language or detect_language(text),
    )
    return Snapshot(document, source.raw, sent_as(source.media_type, source.charset))


def _completed(metadata: Metadata, known: Metadata) -> Metadata:
    """Fill what a document does not say of itself with what its container says."""
    return Metadata(**{one.name: getattr(metadata, one.name) or getattr(known, one.name) for one in fields(Metadata)})


def _published(text: str, metadata: Metadata, options: ReadOptions) -> tuple[str | None, PublishedBasis]:
    if options.published:
        return options.published, "given"
    if metadata.date:
        return metadata.date, "metadata"
    inferred = infer_published(text, metadata.url)
    return (inferred, "inferred") if inferred else (None, "unknown")


def _text_of(value: object, name: str, where: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f"the field {name!r} is no text", where=where, hint="give a string or null")
    text = str(value).strip()
    check_characters(text, where)
    return text or None


def check_characters(text: str, where: str) -> None:
    """Raise InputError for half a surrogate pair, which JSON can write and nothing can store."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        what = f"half of a surrogate pair at character {error.start}"
        raise InputError(what, where=where, hint="save it as UTF-8") from error


def _date_of(fields: Mapping[str, Any], where: str) -> str | None:
    """Return the date of the metadata, or else the approximate one."""
    for name in ("date", "date_approx"):
        value = _text_of(fields.get(name), name, where)
        if value is not None:
            return _checked(value, where)
    return None


def _language_of(fields: Mapping[str, Any]) -> str | None:
    """Return the code of the language that the metadata give; what is no code ("English") is left to the text."""
    given = next((value for name in _LANGUAGES if isinstance(value := fields.get(name), str) and value), "")
    try:
        return check_language(given)
    except OptionError:
        return None


def _checked(value: str, where: str) -> str:
    try:
        return read_date(value)
    except DateError as error:
        raise InputError(error.what, where=where, hint=error.hint) from error
