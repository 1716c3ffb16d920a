"""Reading letters (.eml) and mailboxes (.mbox): the body is the document, what is attached are parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from typing import cast

from talleyrand.archive.documents import Metadata, Source, make_snapshot
from talleyrand.archive.inputs import Input
from talleyrand.archive.mail.bodies import body_of, file_name, is_attached, is_sealed, parts_of, raw_of
from talleyrand.archive.mail.headers import BOUNDED, BROKEN, metadata_of, metadata_with
from talleyrand.archive.mail.mailboxes import letters_of
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.snapshots import MediaType, Snapshot
from talleyrand.errors import InputError

_LETTER: MediaType = "message/rfc822"
_HINT = "save it again as .eml"
_NESTED = "its parts are nested beyond all bounds"


def read_letter(given: Input, options: ReadOptions) -> Iterator[Snapshot | InputError | Input]:
    """Yield the document of a letter, its body, and the files attached to it as parts.

    The day is that of the letter's date, in the sender's time zone, the title its subject, the outlet whoever sends it
    if that is no person. What is attached has its own; a day in its text wins over the letter's.
    """
    source = Source(given.read(options.max_bytes), given.path, given.path, _LETTER, given.known)
    letter = _parsed(source)
    metadata = metadata_of(letter)
    attached: list[EmailMessage] = []
    body: list[EmailMessage] = []
    for part in parts_of(letter, source.where):
        (attached if is_attached(part) else body).append(part)
    try:
        text = body_of(body, source.where)
        if text or not attached:
            yield make_snapshot(text, metadata_with(letter, text), source, options)
        elif is_sealed(attached):
            yield InputError("the letter is encrypted", where=source.where, hint="save it as you read it")
    except InputError as error:
        yield error
    yield from _attachments(given, attached, metadata)


def _parsed(source: Source) -> EmailMessage:
    if not source.raw.strip():
        raise InputError("the input is empty", where=source.where, hint="nothing to read")
    try:
        letter = cast("EmailMessage", message_from_bytes(source.raw, policy=BOUNDED))
    except RecursionError as error:
        raise InputError(_NESTED, where=source.where, hint=_HINT) from error
    except BROKEN as error:
        raise InputError(f"no letter that can be read: {error}", where=source.where, hint=_HINT) from error
    if not letter.keys():
        raise InputError("this is no letter: it has no headers", where=source.where, hint=_HINT)
    return letter


def _attachments(given: Input, attached: Sequence[EmailMessage], metadata: Metadata) -> Iterator[Input]:
    """Yield the attached files, named by their place and their own name; what no reader reads is counted only."""
    known = Metadata(date=metadata.date, outlet=metadata.outlet)
    for number, part in enumerate(attached, 1):
        kind = part.get_content_type()
        raw = _letter_within(part) if kind == _LETTER else raw_of(part)
        if not raw:
            continue
        name = file_name(part).replace("\\", "/").rpartition("/")[2] or ("letter.eml" if kind == _LETTER else "")
        where = f"{number}/{name or part.get_content_maintype()}"
        stated = None if kind == "application/octet-stream" else kind
        found = given.part(where, raw, media_type=stated, known=known, incidental=True)
        yield replace(found, name=name, charset=part.get_content_charset())


def _letter_within(part: EmailMessage) -> bytes:
    """Return the bytes of a letter that is attached to another."""
    inner = part.get_payload(0) if part.is_multipart() else None
    try:
        return inner.as_bytes() if isinstance(inner, EmailMessage) else raw_of(part)
    except (*BROKEN, UnicodeError):
        return raw_of(part)


def read_mailbox(given: Input, options: ReadOptions) -> Iterator[Input | InputError]:
    """Yield the letters of a mailbox as parts, in order, numbered from 1; memory holds one at a time."""
    count = 0
    with given.open() as handle:
        for count, raw in enumerate(letters_of(handle, options.max_bytes), 1):
            name = f"{count}.eml"
            if raw is None:
                what = f"letter {count} is larger than {options.max_bytes:,} bytes"
                yield InputError(what, where=given.path, hint="save it by itself, without what is attached")
            elif raw.strip():
                yield given.part(name, raw, media_type=_LETTER)
    if not count:
        raise InputError("this is no mailbox: no line begins with From", where=given.path, hint="save it as .mbox")
