"""Whose account a record is: the document that tells it and the source that vouches for it there.

An official text is the account of the state whose organ issued it. What a press article takes from a source it names
is that source's account, so that a newspaper citing a readout is no second witness; what it reports on its own is the
outlet's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from talleyrand.model.documents import Document
from talleyrand.model.events import same_sentences
from talleyrand.model.records import Record

Documents = Mapping[str, Document]
_SHORT = 15


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of an event in one document, or in copies of it.

    `voucher` names the ultimate source: accounts with the same one are not independent.
    """

    label: str
    voucher: str
    document: str
    records: tuple[Record, ...]


def accounts_of(records: Sequence[Record], documents: Documents) -> tuple[Account, ...]:
    """Return the accounts that the records of one event make up, in order of time."""
    stories = same_sentences(records)
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        found.setdefault((stories[record.document_id], voucher_of(record, documents)), []).append(record)
    return tuple(
        Account(label_of(told[0], documents), voucher, told[0].document_id, tuple(told))
        for (_, voucher), told in found.items()
    )


def independent(accounts: Iterable[Account]) -> int:
    """Return how many ultimate sources stand behind accounts."""
    return len({account.voucher for account in accounts})


def voucher_of(record: Record, documents: Documents) -> str:
    """Return who vouches for a record in the end: a state by its code, else a source, an outlet or a document."""
    document = documents.get(record.document_id)
    if document is not None and document.author is not None:
        return document.author.country or document.author.id
    link = record.reported_by[0] if record.reported_by else None
    if link is not None and link.type != "anonymous":
        return link.country or link.id
    if link is not None:
        return f"{record.document_id}:{link.id}"
    return document.outlet if document is not None and document.outlet else record.document_id


def label_of(record: Record, documents: Documents) -> str:
    """Return how an account is called: who published it and, where it says so, from whom it has it."""
    document = documents.get(record.document_id)
    own = issuer_of(record.document_id, documents)
    link = record.reported_by[0] if record.reported_by else None
    if link is None or (document is not None and document.author is not None):
        return own
    return f"{own} citing {link.name}" if document is not None else link.name


def issuer_of(document_id: str, documents: Documents) -> str:
    """Return who published a document: its outlet, its author, else the document's own short name."""
    document = documents.get(document_id)
    if document is None:
        return f"document {document_id[:_SHORT]}"
    return document.outlet or (document.author.name if document.author else f"document {document_id[:_SHORT]}")
