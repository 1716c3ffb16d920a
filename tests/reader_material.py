"""Inputs of every kind, made here: two articles of our own, or the first of them where a file holds one."""

from __future__ import annotations

import bz2
import email.message
import gzip
import html
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from paper_making import Sheet, column, pdf


@dataclass(frozen=True)
class Article:
    """What an article says."""

    title: str
    date: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True)
class Material:
    """A file of some kind: its name, its bytes, the articles in it.

    `dated` and `titled` say whether the kind can tell the date and the title. `noticed` says whether a file that is cut
    off can be told from a whole one.
    """

    name: str
    make: Callable[[], bytes]
    articles: int = 2
    dated: bool = True
    titled: bool = True
    noticed: bool = True


ARTICLES = (
    Article(
        "Freedonia asks for an open port",
        "2022-02-25",
        (
            "Freedonia called on Sylvania to end its blockade of the port, the foreign minister said on Friday.",
            "“We expect an answer,” she told reporters after talks with the envoy that lasted for most of the day.",
            "Both sides agreed to meet again next month, officials of the two countries said in a common statement.",
        ),
    ),
    Article(
        "Sylvania answers in the matter of the port",
        "2022-02-26",
        (
            "Sylvania’s envoy answered on Saturday that no port was closed, and that 5 < 6 & all else was a café 😀.",
            "He refused to say whether ships would be let through before the spring, as the note had asked him to do.",
            "The ministry in the capital did not comment on the words of its envoy when it was asked in the evening.",
        ),
    ),
)
FIRST, SECOND = ARTICLES


def page(article: Article) -> bytes:
    head = f'<title>{article.title}</title><meta property="article:published_time" content="{article.date}T10:00:00Z">'
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs)
    whole = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body><nav><a href=/>Home</a></nav>"
    return f"{whole}<article><h1>{article.title}</h1>{body}</article></body></html>".encode()


def front_matter(article: Article) -> bytes:
    return f"---\ntitle: {article.title}\ndate: {article.date}\n---\n\n{article.text}\n".encode()


def fields(article: Article) -> dict[str, str]:
    return {"title": article.title, "date": article.date, "text": article.text}


def json_lines() -> bytes:
    return b"".join(json.dumps(fields(article)).encode() + b"\n" for article in ARTICLES)


def json_list() -> bytes:
    return json.dumps([fields(article) for article in ARTICLES], indent=1).encode()


def feed() -> bytes:
    items = "".join(
        f"<item><title>{article.title}</title><pubDate>{_stamp(article)}</pubDate><description>"
        + html.escape("".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs))
        + "</description></item>"
        for article in ARTICLES
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()


def _stamp(article: Article) -> str:
    return format_datetime(datetime.fromisoformat(article.date + "T10:00:00").replace(tzinfo=UTC))


def csv_table() -> bytes:
    rows = "".join(f'"{article.title}",{article.date},"{article.text}"\r\n' for article in ARTICLES)
    return b"title,date,text\r\n" + rows.encode()


def parquet() -> bytes:
    arrow, written = pytest.importorskip("pyarrow"), io.BytesIO()
    columns = {name: [fields(article)[name] for article in ARTICLES] for name in ("title", "date", "text")}
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), written)
    return written.getvalue()


def zipped(members: dict[str, bytes] | None = None) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (members or {"a.md": front_matter(FIRST), "b/c.html": page(SECOND)}).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def tarred(members: dict[str, bytes] | None = None) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in (members or {"a.md": front_matter(FIRST), "b/c.html": page(SECOND)}).items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def web_archive() -> bytes:
    records = []
    for number, article in enumerate(ARTICLES):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(article)
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/{number}\r\n"
        head += f"WARC-Date: 2022-04-01T00:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(records)


def word() -> bytes:
    document, written = pytest.importorskip("docx").Document(), io.BytesIO()
    document.core_properties.title = FIRST.title
    for paragraph in FIRST.paragraphs:
        document.add_paragraph(paragraph)
    document.save(written)
    return written.getvalue()


def letter(article: Article) -> bytes:
    made = email.message.EmailMessage()
    made["From"], made["To"], made["Subject"] = "press@wire.example", "desk@wire.example", article.title
    made["Date"], made["Message-ID"] = _stamp(article), f"<{article.date}@wire.example>"
    made.set_content(article.text + "\n", cte="8bit")
    return bytes(made)


def mailbox() -> bytes:
    return b"".join(b"From press@wire.example Fri Feb 25 10:00:00 2022\n" + letter(one) + b"\n" for one in ARTICLES)


def paper() -> bytes:
    lines = [FIRST.title, "", *(paragraph.replace("“", '"').replace("”", '"') for paragraph in FIRST.paragraphs)]
    return pdf(Sheet(column(70, 700, lines)))


MATERIAL = {
    ".txt": Material("a.txt", FIRST.text.encode, 1, dated=False, titled=False, noticed=False),
    ".md": Material("a.md", lambda: front_matter(FIRST), 1, noticed=False),
    ".html": Material("a.html", lambda: page(FIRST), 1, noticed=False),
    ".pdf": Material("a.pdf", paper, 1, dated=False, titled=False),
    ".docx": Material("a.docx", word, 1, dated=False, titled=False),
    ".eml": Material("a.eml", lambda: letter(FIRST), 1, noticed=False),
    ".mbox": Material("a.mbox", mailbox, noticed=False),
    ".jsonl": Material("a.jsonl", json_lines, noticed=False),
    ".json": Material("a.json", json_list),
    ".xml": Material("a.xml", feed),
    ".csv": Material("a.csv", csv_table, noticed=False),
    ".parquet": Material("a.parquet", parquet),
    ".zip": Material("a.zip", zipped),
    ".tar": Material("a.tar", tarred),
    ".warc": Material("a.warc", web_archive, noticed=False),
    ".wacz": Material("a.wacz", lambda: zipped({"archive/a.warc.gz": gzip.compress(web_archive())})),
    ".gz": Material("a.jsonl.bz2", lambda: bz2.compress(json_lines())),
}
"""Material by the first ending of a kind. JSON Lines, CSV, WARC, mailboxes may end behind any line, row, record."""
