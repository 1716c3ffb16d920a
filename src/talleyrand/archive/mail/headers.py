"""Headers of letters, however broken: subject, day, sender, address in an archive."""

from __future__ import annotations

import re
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime

from talleyrand.archive.documents import Metadata
from talleyrand.archive.mail.forwarded import forwarded_headers, is_forwarded
from talleyrand.archive.published import read_date
from talleyrand.codebook.actors_keys import key_of
from talleyrand.codebook.offices import load_given_names
from talleyrand.errors import DateError

BROKEN = (HeaderParseError, ArithmeticError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the standard library raises over headers and parts that no standard knows."""
_HEADER = 1000
"""Characters of a header that are read: the standard library takes hours and gigabytes over one of a megabyte."""
_YEARS = range(1971, 2200)
_LONGEST = 1000
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
_SURROGATES = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")
_FREE = frozenset(
    "gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com icloud.com aol.com gmx.net gmx.de "
    "proton.me protonmail.com mail.ru yandex.ru qq.com 163.com".split()
)
"""Where anybody has an address: the domain says nothing of who writes."""
_PERSON_WORDS = range(2, 5)


class _Bounded(EmailPolicy):
    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_HEADER]


BOUNDED = _Bounded(message_factory=EmailMessage)
"""How letters are parsed: by the present standards, of each header what can be read within bounds."""


def metadata_of(letter: EmailMessage) -> Metadata:
    """Return what the headers say: title, day in the sender's time zone, outlet, address in an archive, id."""
    return Metadata(
        title=_PREFIX.sub("", header(letter, "Subject")) or None,
        date=_day(header(letter, "Date")),
        outlet=_outlet(header(letter, "From")),
        url=_address(header(letter, "Archived-At")),
        id=header(letter, "Message-ID").strip("<> ") or None,
    )


def metadata_with(letter: EmailMessage, text: str) -> Metadata:
    """Return what the headers say; for a letter that was passed on, of that what its own headers in the text say."""
    own = metadata_of(letter)
    inner = forwarded_headers(text) if is_forwarded(header(letter, "Subject")) else None
    if inner is None:
        return own
    title = _PREFIX.sub("", _WHITE.sub(" ", inner["Subject"]))[:_LONGEST]
    return replace(own, title=title or own.title, date=_written_day(inner["Date"]), outlet=_outlet(inner["From"]))


def header(letter: EmailMessage, name: str) -> str:
    """Return a header in one line, decoded as well as it can be, "" where there is none."""
    try:
        found = letter[name]
        text = "" if found is None else str(found)
    except BROKEN:
        text = _raw(letter, name)
    return _WHITE.sub(" ", _SURROGATES.sub("\ufffd", text)).strip()[:_LONGEST]


def _raw(letter: EmailMessage, name: str) -> str:
    """Return a header that the standard library can't parse by its rules, decoded word by word where possible."""
    found = next((value for key, value in letter.raw_items() if key.lower() == name.lower()), "")
    try:
        return str(make_header(decode_header(str(found))))
    except BROKEN:
        return str(found)


def _day(written: str) -> str | None:
    try:
        day = parsedate_to_datetime(written)
    except BROKEN:
        return None
    return day.date().isoformat() if day.year in _YEARS else None


def _written_day(written: str) -> str | None:
    """Return a day as mail programs write it into texts, None where it can't be read: a wrong one is worse."""
    try:
        return _day(written) or read_date(_WHITE.sub(" ", written))
    except DateError:
        return None


def _outlet(sender: str) -> str | None:
    """Return who sends a letter, if it is no person: the name given, or else the domain of the address.

    One word before an address that anybody can have is a first name.
    """
    try:
        name, address = parseaddr(sender)
    except BROKEN:
        return None
    name = _WHITE.sub(" ", name).strip(" '\"")
    domain = address.rpartition("@")[2].lower().strip(".")
    alone = domain in _FREE and " " not in name
    if name and "@" not in name and not alone and not _is_person(name):
        return name
    return domain if "." in domain and domain not in _FREE else None


def _is_person(name: str) -> bool:
    """Tell whether a sender's name is that of a person: it begins with a given name, or "Doe, Jane" does after all."""
    last, comma, first = name.partition(",")
    words = (f"{first} {last}" if comma else name).split()
    return len(words) in _PERSON_WORDS and key_of(words[0]) in load_given_names()


def _address(written: str) -> str | None:
    address = written.strip("<> ")
    return address if address.startswith(("https://", "http://")) else None
