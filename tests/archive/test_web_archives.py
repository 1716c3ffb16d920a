"""Web archives: their pages with their addresses, what is passed over, what is damaged."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard

from reader_material import paper
from talleyrand.archive.clean_pages import clean_page
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Note, Snapshot, parted
from talleyrand.errors import InputError

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "raw_warc"


def page(number: int) -> bytes:
    words = f"Freedonia and Sylvania held round {number} of their talks, the ministers of both said in the capital."
    head = f"<html><head><title>Round {number}</title></head>"
    return f"{head}<body><article><p>{words}</p></article></body></html>".encode()


def http(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block: bytes, sort: str = "response", uri: str = "https://m.example/1", *headers: str) -> bytes:
    lines = ["WARC/1.1", f"WARC-Type: {sort}", f"WARC-Target-URI: {uri}", "WARC-Date: 2022-03-01T00:00:00Z",
             "Content-Type: application/http", *headers, f"Content-Length: {len(block)}"]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def pages(*numbers: int) -> list[bytes]:
    return [record(http(page(number)), "response", f"https://m.example/{number}") for number in numbers]


def read(raw: bytes, path: Path, **options: int) -> tuple[list[str], list[InputError], dict[str, int]]:
    """The addresses of the documents, the errors, the notes."""
    path.write_bytes(raw)
    outcomes = list(read_paths([path], ReadOptions(**options)))  # type: ignore[arg-type]
    urls = [str(one.document.url) for one in outcomes if isinstance(one, Snapshot)]
    notes = {one.what: one.count for one in outcomes if isinstance(one, Note)}
    return urls, [one for one in outcomes if isinstance(one, InputError)], notes


def test_responses_are_documents_and_the_rest_is_counted(tmp_path: Path) -> None:
    raw = b"".join(
        [
            record(b"software: test\r\n", "warcinfo"),
            record(b"GET /1 HTTP/1.1\r\n\r\n", "request"),
            *pages(1),
            record(http(b"", status="304 Not Modified"), "revisit"),
            record(http(b"gone", status="404 Not Found")),
            record(http(b"\x89PNG", media="image/png")),
            record(http(b'{"views": 7}', media="application/json")),
            record(http(b"<urlset/>", media="text/xml")),
            record(http(b"\x00\x01", media="application/x-thing"), "response", "https://m.example/thing"),
        ]
    )
    urls, errors, notes = read(raw, tmp_path / "a.warc")
    assert (urls, errors) == (["https://m.example/1"], [])
    assert notes == {
        "warcinfo records": 1, "request records": 1, "revisit records": 1, "responses with status 404": 1,
        "image/png": 1, "application/json without articles": 1, "text/xml without articles": 1,
        "application/x-thing": 1,
    }  # fmt: skip


def test_a_page_is_archived_as_it_was_served_and_has_no_date_of_its_fetching(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    file.write_bytes(pages(1)[0])
    (found,) = read_paths([file], ReadOptions())
    assert isinstance(found, Snapshot)
    assert (found.raw, found.media_type) == (page(1), "text/html")
    assert (found.document.title, found.document.published) == ("Round 1", None)
    assert found.document.path == f"{file}!/https://m.example/1"


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    pieces = (body[:half], body[half:], b"")
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page(1)), ["Transfer-Encoding: chunked"]),
        (page(1), ["Transfer-Encoding: chunked"]),  # says so and is not, as some crawlers write it
        (gzip.compress(page(1)), ["Content-Encoding: gzip"]),
        (gzip.compress(page(1)[:50]) + gzip.compress(page(1)[50:]) + bytes(9), ["Content-Encoding: gzip"]),
        (page(1), ["Content-Encoding: gzip"]),
        (page(1), ["Content-Encoding: br"]),
        (chunked(gzip.compress(page(1))), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (zlib.compress(page(1)), ["Content-Encoding: deflate"]),
        (zlib.compress(page(1), wbits=-15), ["Content-Encoding: deflate"]),
        (brotli.compress(page(1)), ["Content-Encoding: br"]),
        (zstandard.compress(page(1)), ["Content-Encoding: zstd"]),
        (zstandard.compress(page(1)[:50]) + zstandard.compress(page(1)[50:]), ["Content-Encoding: zstd"]),
        (page(1), ["Content-Encoding: zstd"]),
    ],
)
def test_a_page_is_read_whatever_it_was_sent_in(tmp_path: Path, body: bytes, headers: list[str]) -> None:
    file = tmp_path / "a.warc"
    file.write_bytes(record(http(body, *headers)))
    (found,) = read_paths([file], ReadOptions())
    assert isinstance(found, Snapshot), found
    assert found.raw == page(1)


@pytest.mark.parametrize(
    ("pack", "coding"), [(gzip.compress, "gzip"), (brotli.compress, "br"), (zstandard.compress, "zstd")]
)
def test_what_unpacks_to_more_than_may_be_read_and_what_is_cut_off_is_told(tmp_path: Path, pack, coding: str) -> None:
    bomb, cut = pack(b"<p>" * 2_000_000), pack(page(1))[:-9]
    raw = b"".join(record(http(body, f"Content-Encoding: {coding}")) for body in (bomb, cut, page(2)))
    urls, (large, short), _ = read(raw, tmp_path / "a.warc", max_bytes=1_000_000)
    assert len(urls) == 1
    assert "larger than 1,000,000 bytes" in large.what
    assert "cut off" in short.what or "damaged" in short.what


def test_the_servers_word_on_the_encoding_is_kept_where_nothing_else_tells_it(tmp_path: Path) -> None:
    words = "Президент подписал указ о переговорах, которые пройдут в столице в пятницу утром."
    said = f"<html><body><article><p>{words}</p></article></body></html>".encode("cp1251")
    told = page(1)
    media = "text/html; charset=windows-1251"
    (tmp_path / "a.warc").write_bytes(record(http(said, media=media)) + record(http(told, media=media)))
    first, second = read_paths([tmp_path / "a.warc"], ReadOptions())
    assert isinstance(first, Snapshot)
    assert isinstance(second, Snapshot)
    assert (first.document.text, first.media_type) == (words, media)
    assert second.media_type == "text/html"
    assert words in clean_page(said, charset=parted(first.media_type)[1])


@pytest.mark.parametrize(
    "pack", [lambda parts: b"".join(map(gzip.compress, parts)), lambda p: gzip.compress(b"".join(p))]
)
def test_gzip_may_hold_each_record_by_itself_or_all_in_one(tmp_path: Path, pack: object) -> None:
    urls, errors, _ = read(pack(pages(1, 2, 3)), tmp_path / "a.warc.gz")  # type: ignore[operator]
    assert (len(urls), errors) == (3, [])


def test_arc_files_are_read(tmp_path: Path) -> None:
    head = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    first = b"filedesc://a.arc 0.0.0.0 20220301000000 text/plain %d\n" % len(head) + head + b"\n"
    block = http(page(1))
    raw = first + b"https://m.example/1 10.0.0.1 20220301000000 text/html %d\n" % len(block) + block + b"\n"
    urls, errors, notes = read(raw, tmp_path / "a.arc")
    assert (urls, errors, notes) == (["https://m.example/1"], [], {"arc_header records": 1})


def test_a_wacz_file_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, pages(1, 2))))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr("datapackage.json", "{}")
    urls, errors, notes = read(packed.getvalue(), tmp_path / "a.wacz")
    assert (len(urls), errors, notes) == (2, [], {"indexes of a WACZ file": 2})


def broken(kind: str) -> bytes:
    one, two, three = pages(1, 2, 3)
    if kind == "longer":
        two = two.replace(b"Content-Length: ", b"Content-Length: 9")
    elif kind == "shorter":
        two = two.replace(b"capital.", b"capital and elsewhere.")
    elif kind == "no length":
        two = two.replace(b"Content-Length: ", b"Content-Measure: ")
    elif kind == "junk":
        two = b"\xff\xfe junk\n" * 40
    elif kind == "cut":
        two = two[: len(two) // 2]
    return one + two + three


@pytest.mark.parametrize("kind", ["longer", "shorter", "no length", "junk", "cut"])
def test_a_damaged_record_is_told_and_the_others_are_read(tmp_path: Path, kind: str) -> None:
    urls, (error,), _ = read(broken(kind), tmp_path / "a.warc")
    assert urls == ["https://m.example/1", "https://m.example/3"]
    assert "damaged record" in error.what
    assert error.hint


@pytest.mark.parametrize("at", [0.05, 0.3, 0.6, 0.95])
def test_damaged_gzip_is_told_and_the_others_are_read(tmp_path: Path, at: float) -> None:
    one, two, three = map(gzip.compress, pages(1, 2, 3))
    spoiled = bytearray(two)
    spoiled[12 + int((len(two) - 12) * at) : 12 + int((len(two) - 12) * at) + 6] = b"\xa5" * 6
    urls, errors, _ = read(one + bytes(spoiled) + three, tmp_path / "a.warc.gz")
    assert [urls[0], urls[-1]] == ["https://m.example/1", "https://m.example/3"]
    assert errors


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    plain = b"".join(pages(1, 2))
    packed = b"".join(map(gzip.compress, pages(1, 2)))
    for raw, name in ((plain[:-300], "a.warc"), (packed[:-40], "a.warc.gz")):
        urls, errors, _ = read(raw, tmp_path / name)
        assert urls == ["https://m.example/1"]
        assert len(errors) == 1


def test_content_that_breaks_off_is_told(tmp_path: Path) -> None:
    cut = gzip.compress(page(1))[:-12]
    raw = record(http(cut, "Content-Encoding: gzip")) + record(
        http(page(2)), "response", "https://m.example/2", "WARC-Truncated: length"
    )
    urls, errors, _ = read(raw, tmp_path / "a.warc")
    assert urls == []
    assert [error.what for error in errors] == ["its content is cut off", "the crawler has cut it short"]


def test_a_record_over_the_limit_is_told_or_counted_by_its_sort_and_the_next_is_read(tmp_path: Path) -> None:
    film = record(http(b"x" * 90_000, media="video/mp4")) + record(http(b"x" * 90_000, status="503 Busy"))
    long = record(http(b"x" * 90_000), "response", "https://m.example/long")
    longish = record(http(b"x" * 5000), "response", "https://m.example/longish")
    raw = film + long + longish + pages(1)[0] + record(b"y" * 90_000, "metadata")
    urls, errors, notes = read(raw, tmp_path / "a.warc", max_bytes=2000)
    assert urls == ["https://m.example/1"]
    assert [error.where.rpartition("/")[2] for error in errors] == ["long", "longish"]
    assert notes == {"metadata records": 1, "video/mp4": 1, "responses with status 503": 1}


def test_what_is_no_page_is_read_by_its_media_type(tmp_path: Path) -> None:
    item = "<item><title>Talks</title><link>/talks</link><description>Freedonia called.</description></item>"
    feed = f"<rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>".encode()
    raw = b"".join(
        [
            record(http(paper(), media="application/pdf"), "response", "https://m.example/download?id=7"),
            record(http(feed, media="text/xml"), "response", "https://m.example/feed"),
            record(
                http(b'{"text": "Sylvania answered."}', media="application/json"), "response", "https://m.example/j"
            ),
            record(http(paper(), media="application/octet-stream"), "response", "https://m.example/note.pdf"),
            record(http(page(9), media="application/octet-stream"), "response", "https://m.example/9"),
        ]
    )
    (tmp_path / "a.warc").write_bytes(raw)
    found = list(read_paths([tmp_path / "a.warc"], ReadOptions()))
    read_as = [(one.media_type, one.document.url) for one in found if isinstance(one, Snapshot)]
    assert len(found) == len(read_as)
    assert read_as == [
        ("application/pdf", "https://m.example/download?id=7"), ("application/feed+json", "https://m.example/talks"),
        ("application/json", "https://m.example/j"), ("application/pdf", "https://m.example/note.pdf"),
        ("text/html", "https://m.example/9"),
    ]  # fmt: skip


def test_nothing_is_printed_about_an_address_with_blanks(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    urls, errors, _ = read(record(http(page(1)), "response", "https://m.example/a b"), tmp_path / "a.warc")
    assert (urls, errors) == (["https://m.example/a%20b"], [])
    assert capfd.readouterr() == ("", "")


def test_a_web_archive_without_pages_is_told(tmp_path: Path) -> None:
    urls, (error,), notes = read(record(b"GET / HTTP/1.1\r\n\r\n", "request"), tmp_path / "a.warc")
    assert (urls, error.what, notes) == ([], "the web archive holds no pages", {"request records": 1})
    assert read(b"no archive\n" * 9, tmp_path / "b.warc")[1][-1].what == "this is no web archive"


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpora are not here")
def test_real_archives_whole_and_broken(tmp_path: Path) -> None:
    counts = {}
    for file in sorted(CORPUS.glob("*arc*")):
        outcomes = list(read_paths([file], ReadOptions()))
        errors = sum(isinstance(one, InputError) for one in outcomes)
        counts[file.name] = (sum(isinstance(one, Snapshot) for one in outcomes), errors)
    assert counts == {
        "example-digest.warc": (0, 1), "example-iana.org-chunked.warc": (1, 0), "example-trunc.warc": (0, 1),
        "example.arc.gz": (1, 0), "example.warc.gz": (1, 0), "kremlin_sample.warc.gz": (30, 0),
    }  # fmt: skip
