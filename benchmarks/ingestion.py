"""How fast each format is read: the same texts as files of every kind, documents and megabytes a second.

    python -m benchmarks ingestion [--corpora ../shared/corpora] [--documents 200]

Texts of the corpora, their titles and days, are written in each format (PDF: the real ones of the corpora), and read as
`talleyrand read` does, without coding. Seconds are the processor's on one core; megabytes are of the files.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import json
import mailbox
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

from benchmarks.figures import Figure, note
from benchmarks.pipeline import sample
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Snapshot
from talleyrand.model.documents import Document

Write = Callable[[Path, Sequence[Document]], None]


def page(document: Document) -> str:
    """Return a document as a web page with the furniture that pages have."""
    links = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(12))
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in document.text.splitlines() if line.strip())
    title = html.escape(document.title or "Untitled")
    return (
        f'<!doctype html><html><head><title>{title}</title><meta name="date" content="{document.published or ""}">'
        f"</head><body><nav><ul>{links}</ul></nav><article><h1>{title}</h1>{body}</article>"
        "<footer>All rights reserved.</footer></body></html>"
    )


def _texts(folder: Path, documents: Sequence[Document]) -> None:
    for number, document in enumerate(documents):
        (folder / f"{number}.txt").write_text(document.text, "utf-8")


def _pages(folder: Path, documents: Sequence[Document]) -> None:
    for number, document in enumerate(documents):
        (folder / f"{number}.html").write_text(page(document), "utf-8")


def _lines(folder: Path, documents: Sequence[Document]) -> None:
    with (folder / "a.jsonl").open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(_row(document)) + "\n")


def _row(document: Document) -> dict[str, str]:
    return {"text": document.text, "title": document.title or "", "date": document.published or ""}


def _table(folder: Path, documents: Sequence[Document]) -> None:
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["text", "title", "date"])
        writer.writeheader()
        writer.writerows(map(_row, documents))


def _parquet(folder: Path, documents: Sequence[Document]) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    pq.write_table(pa.Table.from_pylist([_row(document) for document in documents]), folder / "a.parquet")


def _word(folder: Path, documents: Sequence[Document]) -> None:
    import docx  # noqa: PLC0415

    for number, document in enumerate(documents):
        made = docx.Document()
        for line in document.text.splitlines():
            made.add_paragraph("".join(character for character in line if character.isprintable()))
        made.save(str(folder / f"{number}.docx"))


def _letter(document: Document) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Press <press@example.org>", " ".join((document.title or "None").split())
    letter["Date"] = "Sat, 26 Feb 2022 10:00:00 +0000"
    letter.set_content(document.text)
    return letter


def _letters(folder: Path, documents: Sequence[Document]) -> None:
    for number, document in enumerate(documents):
        (folder / f"{number}.eml").write_bytes(_letter(document).as_bytes())


def _mailbox(folder: Path, documents: Sequence[Document]) -> None:
    box = mailbox.mbox(folder / "a.mbox")
    for document in documents:
        box.add(_letter(document))
    box.close()


def _feed(folder: Path, documents: Sequence[Document]) -> None:
    items = "".join(
        f"<item><title>{html.escape(_printable(d.title or ''))}</title><guid>{number}</guid>"
        f"<description>{html.escape(_printable(d.text))}</description></item>"
        for number, d in enumerate(documents)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
    (folder / "a.xml").write_text(feed, "utf-8")


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable() or character in "\n\t")


def _crawl(folder: Path, documents: Sequence[Document]) -> None:
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    with (folder / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, document in enumerate(documents):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            address = f"https://example.org/{number}"
            payload = io.BytesIO(page(document).encode())
            record = writer.create_warc_record(address, "response", payload=payload, http_headers=headers)
            writer.write_record(record)


def _zip(folder: Path, documents: Sequence[Document]) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        for number, document in enumerate(documents):
            file.writestr(f"{number}.txt", document.text)


def _tar(folder: Path, documents: Sequence[Document]) -> None:
    with tarfile.open(folder / "a.tar.gz", "w:gz") as file:
        for number, document in enumerate(documents):
            raw = document.text.encode()
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = len(raw)
            file.addfile(member, io.BytesIO(raw))


FORMATS: dict[str, Write] = {
    "text": _texts,
    "JSON Lines": _lines,
    "CSV": _table,
    "Parquet": _parquet,
    "HTML": _pages,
    "WARC of pages": _crawl,
    "RSS": _feed,
    "letters (EML)": _letters,
    "mailbox": _mailbox,
    "Word": _word,
    "ZIP of texts": _zip,
    "tar of texts": _tar,
}


def measure(name: str, folder: Path, clock: Callable[[], float] = time.process_time) -> None:
    """Read a folder and note how fast that went."""
    began = clock()
    documents = sum(isinstance(outcome, Snapshot) for outcome in read_paths([folder], ReadOptions()))
    spent = clock() - began
    size = sum(file.stat().st_size for file in folder.iterdir()) / 2**20
    note(
        Figure("ingestion", f"{name}: {documents} documents", documents / spent, "documents/s"),
        Figure("ingestion", f"{name}: {size:,.1f} MiB", size / spent, "MiB/s"),
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    documents = sample(options.corpora, options.documents)
    for name, write in FORMATS.items():
        with tempfile.TemporaryDirectory() as scratch:
            first, folder = Path(scratch, "first"), Path(scratch, "all")
            first.mkdir()
            folder.mkdir()
            write(first, documents[:1])
            list(read_paths([first], ReadOptions()))  # what is loaded with the first file of a kind is no part of it
            write(folder, documents)
            measure(name, folder)
    if (options.corpora / "raw_pdf").is_dir():
        measure("PDF, in a process of its own, by the clock", options.corpora / "raw_pdf", time.perf_counter)


if __name__ == "__main__":
    main()
