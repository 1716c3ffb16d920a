"""ZIP, tar and packed files: members in order, what is passed over, what is hostile or broken."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from talleyrand.archive import streams
from talleyrand.archive.options import ReadOptions
from talleyrand.archive.reading import read_paths
from talleyrand.archive.snapshots import Note, Snapshot
from talleyrand.errors import InputError

FILES = {
    "news/b.txt": b"China abstained.",
    "news/a.jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "c.md": b"# Talks\n",
}
LINES = b'{"text": "One."}\n' * 3


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def read(raw: bytes, path: Path, **options: int) -> tuple[list[tuple[str, str]], list[InputError], dict[str, int]]:
    """Path inside the file and text of each document, the errors, the notes."""
    path.write_bytes(raw)
    outcomes = list(read_paths([path], ReadOptions(**options)))  # type: ignore[arg-type]
    documents = [
        (str(one.document.path).removeprefix(f"{path}!/"), one.document.text)
        for one in outcomes
        if isinstance(one, Snapshot)
    ]
    notes = {one.what: one.count for one in outcomes if isinstance(one, Note)}
    return documents, [one for one in outcomes if isinstance(one, InputError)], notes


def test_members_of_a_zip_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    documents, errors, _ = read(zipped(FILES), tmp_path / "news.zip")
    assert not errors
    assert documents == [("c.md", "# Talks\n"), ("news/a.jsonl", "One."), ("news/a.jsonl", "Two."),
                         ("news/b.txt", "China abstained.")]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.tar", bytes),
        ("a.tar.gz", gzip.compress),
        ("a.tgz", gzip.compress),
        ("a.tar.bz2", bz2.compress),
        ("a.txz", lzma.compress),
    ],
)
def test_members_of_a_tar_come_in_its_own_order(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    documents, errors, _ = read(pack(tarred(FILES)), tmp_path / name)
    assert not errors
    assert [path for path, _ in documents] == ["news/b.txt", "news/a.jsonl", "news/a.jsonl", "c.md"]


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_packed_file_is_read_by_the_name_without_its_ending(
    tmp_path: Path, ending: str, pack: Callable[[bytes], bytes]
) -> None:
    documents, errors, _ = read(pack(LINES), tmp_path / f"news.jsonl{ending}")
    assert documents == [("news.jsonl", "One.")] * 3
    assert not errors


def test_a_member_of_a_json_lines_file_keeps_its_own_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(FILES))
    raws = [one.raw for one in read_paths([file], ReadOptions()) if isinstance(one, Snapshot)]
    assert raws[1:] == [b'{"text": "One."}', b'{"text": "Two."}', b"China abstained."]


def test_hidden_files_links_and_devices_are_counted(tmp_path: Path) -> None:
    hidden = {"__MACOSX/._b.txt": b"x", "news/.DS_Store": b"x", ".git/a.txt": b"x", **FILES}
    assert read(zipped(hidden), tmp_path / "a.zip")[2] == {"hidden files": 3}
    packed = io.BytesIO(tarred(hidden))
    with tarfile.open(fileobj=packed, mode="a") as archive:
        for name, sort in (
            ("s", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("d", tarfile.CHRTYPE),
            ("p", tarfile.FIFOTYPE),
        ):
            member = tarfile.TarInfo(name + ".txt")
            member.type, member.linkname = sort, "/etc/hostname"
            archive.addfile(member)
    documents, errors, notes = read(packed.getvalue(), tmp_path / "a.tar")
    assert (len(documents), errors) == (4, [])
    assert notes == {"hidden files": 3, "links": 2, "devices": 2}


@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_that_lead_out_are_refused_and_absolute_ones_made_relative(
    tmp_path: Path, make: Callable[[dict[str, bytes]], bytes]
) -> None:
    names = {"../../evil.txt": b"x", "a/../../b.txt": b"x", "/etc/abs.txt": b"Absolute.", "C:\\news\\d.txt": b"Drive."}
    file = tmp_path / "a.bin"
    documents, errors, _ = read(make(names), file.with_suffix(".zip" if make is zipped else ".tar"))
    assert sorted(documents) == [("etc/abs.txt", "Absolute."), ("news/d.txt", "Drive.")]
    assert len(errors) == 2
    assert all("leads out of the archive" in error.what for error in errors)
    assert sorted(tmp_path.parent.rglob("evil.txt")) == []


def test_an_encrypted_member_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": b"Secret.", "b.txt": b"Open."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(mark) + offset
        raw[at : at + 2] = struct.pack("<H", 1)
    documents, (error,), _ = read(bytes(raw), tmp_path / "a.zip")
    assert documents == [("b.txt", "Open.")]
    assert (error.what, error.where) == ("it is encrypted", f"{tmp_path / 'a.zip'}!/a.txt")


def test_a_damaged_member_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": b"Freedonia called. " * 40, "b.txt": b"Open."}))
    raw[45] ^= 0xFF
    documents, (error,), _ = read(bytes(raw), tmp_path / "a.zip")
    assert documents == [("b.txt", "Open.")]
    assert "damaged" in error.what


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "Round %d of the talks."}\n' % number for number in range(2000))
    packed = gzip.compress(lines)
    documents, (error,), _ = read(packed[:-200], tmp_path / "a.jsonl.gz")
    assert 1000 < len(documents) < 2000
    assert error.what == "it is cut off in the middle"
    (error,) = read(zipped(FILES)[:-30], tmp_path / "a.zip")[1]
    assert "no ZIP archive" in error.what


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_tar_is_never_cut_off_unnoticed(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    raw = pack(tarred({f"{number}.txt": b"Talks of round %d." % number for number in range(6)}))
    for length in range(1, len(raw) - (1024 if pack is bytes else 1), len(raw) // 40):
        if pack is bytes and length > 6 * 1024:
            break
        documents, errors, _ = read(raw[:length], tmp_path / "a.tar")
        assert errors, length
        assert len(documents) < 7


@pytest.mark.parametrize("levels", [1, 3])
def test_a_bomb_is_given_up_once_it_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, levels: int) -> None:
    monkeypatch.setattr(streams, "FLOOR", 100_000)
    bomb = zipped({f"{number}.txt": b"0" * 150_000 for number in range(5)})
    for _ in range(levels - 1):
        bomb = zipped({"a.zip": bomb, "b.zip": bomb})
    documents, errors, _ = read(bomb, tmp_path / "a.zip")
    assert len(errors) == 1
    assert "far more than its size calls for" in errors[0].what
    assert len(documents) <= 4


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    raw = zipped({"a.txt": b"Deep."})
    for level in range(3):
        raw = tarred({"a.zip": raw}) if level % 2 else zipped({"a.zip" if not level else "a.tar": raw})
    documents, errors, _ = read(raw, tmp_path / "a.zip")
    assert (documents, errors) == ([("a.tar!/a.zip!/a.zip!/a.txt", "Deep.")], [])
    documents, (error,), _ = read(raw, tmp_path / "a.zip", max_depth=2)
    assert not documents
    assert "archives, one in another" in error.what


def test_a_member_over_the_limit_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    documents, (error,), _ = read(
        zipped({"a.txt": b"x" * 5000, "b.txt": b"Short."}), tmp_path / "a.zip", max_bytes=1000
    )
    assert documents == [("b.txt", "Short.")]
    assert error.what == "it is larger than 1,000 bytes"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.gz", "a.wacz", "a.warc"])
def test_an_empty_file_and_one_without_members_are_told(tmp_path: Path, name: str) -> None:
    assert len(read(b"", tmp_path / name)[1]) == 1
    empty = {"a.zip": zipped({}), "a.tar": tarred({}), "a.tar.gz": gzip.compress(tarred({}))}.get(name)
    if empty:
        assert read(empty, tmp_path / name)[1][0].what == "the archive has no files"


def test_links_in_a_zip_are_counted(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.txt", b"China abstained.")
    documents, errors, notes = read(packed.getvalue(), tmp_path / "a.zip")
    assert documents == [("a.txt", "China abstained.")]
    assert errors == []
    assert notes == {"links": 1}


def test_a_zip_whose_names_are_not_what_it_says(tmp_path: Path) -> None:
    raw = zipped({"caf\u00e9.txt": b"China abstained."}).replace("caf\u00e9".encode(), b"caf\xff\xfe")
    _, (error,), _ = read(raw, tmp_path / "a.zip")
    assert "a name that is no UTF-8" in error.line()


def test_a_tar_member_that_promises_a_petabyte_breaks_off(tmp_path: Path) -> None:
    promising = tarfile.TarInfo("b.bin")
    promising.size = 10**15
    whole = tarred({"a.txt": b"China abstained."})
    raw = whole[: 2 * tarfile.BLOCKSIZE] + promising.tobuf() + b"nothing"
    documents, errors, _ = read(raw, tmp_path / "a.tar")
    assert [text for _, text in documents] == ["China abstained."]
    assert "the archive is cut off" in errors[-1].line()
