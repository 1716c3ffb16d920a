"""What a record of a web archive is: its sort, its address, the media type of what it holds. Parsed by warcio."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import Any

from talleyrand.archive.charsets import stated_charset
from talleyrand.archive.warc.framing import Frame

_WITH_CONTENT = frozenset({"response", "resource", "conversion"})
_OK = "200"
_UNREAD = ("image/", "video/", "audio/", "font/")
_QUIET = logging.NullHandler()
_SCRIPTS = frozenset({"text/css", "text/javascript", "application/javascript", "application/x-javascript"})


@dataclass(frozen=True, slots=True)
class WebRecord:
    """A record: its sort, the address that was fetched, the status of the answer, the media type in lower case.

    `charset` is what the answer says of the encoding of its characters.

    `record` is warcio's, with its HTTP headers and the stream of its block.
    """

    sort: str
    uri: str | None
    status: str | None
    media_type: str
    charset: str | None
    is_cut: bool
    record: Any

    @property
    def passed_over(self) -> str | None:
        """What it is counted as when it holds no text that could be an article, None when it may."""
        if self.sort not in _WITH_CONTENT:
            return f"{self.sort} records"
        if self.sort == "response" and self.status is None:
            return "responses without HTTP"
        if self.status not in {None, _OK}:
            return f"responses with status {self.status}"
        unread = self.media_type.startswith(_UNREAD) or self.media_type in _SCRIPTS
        return self.media_type if unread else None


def parse_record(frame: Frame) -> WebRecord | None:
    """Return the record of a frame, None when its headers can't be read; of a damaged one only those are read."""
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415  (needed for web archives only)
    from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415
    from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415

    logging.getLogger("warcio").addHandler(_QUIET)  # it would tell the terminal of blanks in addresses
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    raw = io.BytesIO(frame.headers + (frame.block or frame.start))
    bare = frame.block is None and not frame.start
    known = "arc" if frame.is_arc else "warc"
    try:
        record = loader.parse_record_stream(raw, None, known, no_record_parse=bare)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError, TypeError):
        return None
    return _web_record(record)


def _web_record(record: Any) -> WebRecord:
    headers, http = record.rec_headers, record.http_headers
    declared = (http.get_header("content-type") if http else record.content_type) or ""
    return WebRecord(
        sort=record.rec_type or "nameless",
        uri=headers.get_header("WARC-Target-URI") or headers.get_header("uri"),
        status=http.get_statuscode() if http and record.rec_type == "response" else None,
        media_type=declared.split(";")[0].strip().lower(),
        charset=stated_charset(declared),
        is_cut=bool(headers.get_header("WARC-Truncated")),
        record=record,
    )
